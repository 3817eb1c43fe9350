r"""Where moduli stand in a text: whether each belongs to just one congruence, or to a remainder that is a value.

`x ≡ 1 (mod 2)`, `x ≡ 1 mod 4 or x ≡ 3 mod 4` and `x mod 4 = 3` are settled. Where a modulus may reach further than
to the sides that it stands behind, or none stands behind `≡`, nothing is read: `x ≡ 1 or x ≡ 3 (mod 4)`,
`x = 3 ≡ 1 (mod 2)`, `x ≠ 0 mod 2`, `x ≡ 1 mod 2 * 3`, `x ≡ 1 (4)`, `x = (1 mod 2)`, `x in {1 mod 4}`.

The text is looked at before anything of it is read: bracket by bracket, from the inside, in segments that `or`,
`and`, commas and the like part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.language.grammar.answers.segments import CLOSING, OPENING, OPERATORS, RELATIONS, SCRIPTS, Kind, Kinds, Part
from grader.language.grammar.state import Expect
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.records import dataclass

_JOINTS = frozenset({"or", "and", ",", ";", "iff", "implies"})
# What parts the values of cases from their conditions, or whole lines.
_TURNS = frozenset(
    {"if", "for", "when", "otherwise", "else", "where", "with", "since", "because", "&", "\\\\", "quad", ".", "..."}
)
_BEHIND_VALUES = frozenset({"if", "for", "when", "otherwise", "&"})
_BEFORE_VALUES = frozenset({"else", "otherwise", "\\\\"})
_HEADS = frozenset({":", "|", "mid"})  # behind the head of `{n : …}`
_BEFORE_SETS = frozenset({"", ":", "|", "mid", "union", "intersection", "intersect", "difference", "setminus", "not"})
_BEFORE_SETS |= RELATIONS | _JOINTS | _TURNS | OPERATORS | frozenset(OPENING)

_WITHOUT_MODULUS = frozenset({Kind.VALUE, Kind.RESIDUE, Kind.EQUATION, Kind.LOOSE})


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two joints, and the signs around it."""

    parts: Sequence[Part]
    kind: Kind
    before: str
    behind: str


def settle(text: str, tokens: Sequence[Token], lexicon: Lexicon, expect: Expect) -> None:
    """Raise UnsettledError where nobody can tell to which relation a modulus belongs, or which one `≡` has."""
    kinds = Kinds(text, tokens, lexicon, is_value=expect in {"expression", "shape", "growth"})
    is_program = any(token.value == "%" for token in tokens)
    if kinds.has_moduli or is_program or any(map(kinds.is_marked, tokens)):
        _Reader(kinds, expect).read()


class _Reader:
    """Brackets from the inside to the outside; each is looked at once."""

    def __init__(self, kinds: Kinds, expect: Expect) -> None:
        self.kinds = kinds
        self.tokens = kinds.tokens
        self.expect = expect

    def read(self) -> None:
        """Look at the whole text."""
        levels: list[list[Part]] = [[]]
        opened: list[int] = []
        for place, token in enumerate(self.tokens[:-1]):
            if token.kind == "op" and token.value in OPENING:
                opened.append(place)
                levels.append([])
            elif token.kind == "op" and token.value in CLOSING:
                if not opened or OPENING[self.tokens[opened[-1]].value] != token.value:
                    self.kinds.refuse(token)
                start, inner = opened.pop(), levels.pop()
                levels[-1].append(Part(self.tokens[start], start, place, self._level(inner, start)))
            else:
                levels[-1].append(Part(token, place, place))
        if opened:
            self.kinds.refuse(self.tokens[opened[-1]])
        self._level(levels[0], None)

    def _level(self, parts: Sequence[Part], opening: int | None) -> Kind | None:
        """Return what a bracket is, or the whole text, if it is one thing; None for lists."""
        if opening is not None and parts and parts[0].token.value in {"mod", "pmod"}:
            return None  # `(mod n)`: looked at where it stands
        is_set = opening is not None and self._is_set(opening)
        segments = [self._segment(*found, is_whole=opening is None) for found in _segments(parts, is_set=is_set)]
        own = [segment for segment in segments if not _is_value_of_cases(segment)]
        kinds = {segment.kind for segment in own}
        first = parts[0].token if parts else self.tokens[-1]
        if Kind.CONGRUENCE in kinds and kinds & _WITHOUT_MODULUS:
            self.kinds.refuse(first)
        is_list = is_set or (opening is None and self.expect == "set")
        if Kind.RESIDUE in kinds and (is_list or len(kinds - {Kind.RESIDUE, Kind.VALUE}) > 0):
            self.kinds.refuse(first)
        for kind in (Kind.CONGRUENCE, Kind.RESIDUE):
            if kind in kinds:
                return kind
        return segments[0].kind if len(segments) == 1 else (Kind.EQUATION if Kind.EQUATION in kinds else None)

    def _is_set(self, opening: int) -> bool:
        """Whether a brace opens a set, and is no group of an exponent, an index or a command."""
        value = self.tokens[opening].value
        before = self.tokens[opening - 1].value if opening else ""
        if value != "{" or before in _BEFORE_SETS:
            return value in {"\\{", "{"}
        return not (before in SCRIPTS | {"}", "pmod", "mod"} or self.tokens[opening - 1].tex)

    def _segment(self, parts: Sequence[Part], before: str, behind: str, *, is_whole: bool) -> _Segment:
        is_denied = len(parts) > 1 and parts[0].token.value == "not" and parts[1].token.value not in RELATIONS
        parts = parts[1:] if is_denied else parts
        return _Segment(
            parts, self.kinds.kind(parts, is_value=self.kinds.is_value and is_whole and not before), before, behind
        )


def _segments(parts: Sequence[Part], *, is_set: bool) -> Iterator[tuple[Sequence[Part], str, str]]:
    """Yield what stands between joints and turns, and the sign before and behind; those of a set's head too."""
    start, before = 0, ""
    is_headed = is_set
    for at, part in enumerate(parts):
        value = "" if part.is_group else part.token.value
        is_head = is_headed and value in _HEADS
        if is_head or value in _JOINTS or value in _TURNS:
            if at > start:
                yield parts[start:at], before, ":" if is_head else value
            start, before = at + 1, value
            is_headed = is_headed and not is_head
    if len(parts) > start:
        yield parts[start:], before, ""


def _is_value_of_cases(segment: _Segment) -> bool:
    """Whether a segment is a value beside conditions, or the head of a set: `1 if …`, `0 otherwise`, `{n : …}`."""
    if segment.behind == ":":
        return True
    is_beside = segment.behind in _BEHIND_VALUES or segment.before in _BEFORE_VALUES
    is_first = segment.before in {"", ",", ";", *_BEFORE_VALUES}
    is_value = segment.kind in {Kind.VALUE, Kind.RESIDUE} or (segment.kind is Kind.EQUATION and not segment.before)
    return is_beside and is_first and is_value
