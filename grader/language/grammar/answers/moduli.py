r"""Where moduli stand in a text: whether each belongs to just one congruence, or to a remainder that is a value.

`x ≡ 1 (mod 2)`, `x ≡ 1 mod 4 or x ≡ 3 mod 4` and `x mod 4 = 3` are settled. Where a modulus may reach further than
to the sides that it stands behind, or none stands behind `≡`, nothing is read: `x ≡ 1 or x ≡ 3 (mod 4)`,
`x = 3 ≡ 1 (mod 2)`, `x ≠ 0 mod 2`, `x ≡ 1 mod 2 * 3`, `x ≡ 1 (4)`, `x = (1 mod 2)`, `x in {1 mod 4}`.

The text is looked at before anything of it is read: bracket by bracket, from the inside, in segments that `or`,
`and`, commas and the like part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NoReturn

from grader.errors import Span, UnsettledError
from grader.language.grammar.state import Expect
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.records import dataclass
from grader.wording import unreadable

SIGNS = frozenset({"≡", "\\equiv", "equiv"})
_EQUALITIES = frozenset({"=", "!="})
_RELATIONS = _EQUALITIES | {"<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->", "<-"}
_JOINTS = frozenset({"or", "and", ",", ";", "iff", "implies"})
# What parts the values of cases from their conditions, or whole lines.
_TURNS = frozenset(
    {"if", "for", "when", "otherwise", "else", "where", "with", "since", "because", "&", "\\\\", "quad", ".", "..."}
)
_BEHIND_VALUES = frozenset({"if", "for", "when", "otherwise", "&"})
_BEFORE_VALUES = frozenset({"else", "otherwise", "\\\\"})
_HEADS = frozenset({":", "|", "mid"})  # behind the head of `{n : …}`
_OPENING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}
_CLOSING = frozenset(_OPENING.values())
_SCRIPTS = frozenset({"^", "_"})
_OPERATORS = frozenset({"+", "-", "*", "/", "·", "×", "±", "∓"})
_BEFORE_SETS = frozenset({"", ":", "|", "mid", "union", "intersection", "intersect", "difference", "setminus", "not"})
_BEFORE_SETS |= _RELATIONS | _JOINTS | _TURNS | _OPERATORS | frozenset(_OPENING)


class _Kind(Enum):
    """What a segment is, as far as moduli go."""

    VALUE = auto()  # no relation, no modulus
    RESIDUE = auto()  # `1 mod 4`, which may be a number or a class
    EQUATION = auto()  # `x = 1`, `x != 1`
    REMAINDER = auto()  # `x mod 4 = 3`
    CONGRUENCE = auto()
    LOOSE = auto()  # `x ≡ 1`
    OTHER = auto()  # `x > 1`, `x in A`


_WITHOUT_MODULUS = frozenset({_Kind.VALUE, _Kind.RESIDUE, _Kind.EQUATION, _Kind.LOOSE})


@dataclass(frozen=True, slots=True)
class _Part:
    """A token, or a bracket with all that stands in it, which ends at `end`; `kind` is what that is."""

    token: Token
    place: int
    end: int
    kind: _Kind | None = None

    @property
    def is_group(self) -> bool:
        return self.end > self.place


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two joints, and the signs around it."""

    parts: Sequence[_Part]
    kind: _Kind
    before: str
    behind: str


def settle(text: str, tokens: Sequence[Token], lexicon: Lexicon, expect: Expect) -> None:
    """Raise UnsettledError where nobody can tell to which relation a modulus belongs, or which one `≡` has."""
    reader = _Reader(text, tokens, lexicon, expect)
    reader.has_moduli = any(map(reader.is_sign, range(len(tokens))))
    is_program = any(token.value == "%" for token in tokens)
    if reader.has_moduli or is_program or any(map(reader.is_marked, tokens)):
        reader.read()


class _Reader:
    """Brackets from the inside to the outside; each is looked at once."""

    def __init__(self, text: str, tokens: Sequence[Token], lexicon: Lexicon, expect: Expect) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.expect = expect
        self.is_value = expect in {"expression", "shape", "growth"}
        self.has_moduli = False
        self.lists = _lists(tokens) if "mod" in text else frozenset[int]()

    def is_sign(self, place: int) -> bool:
        """Whether a sign of a modulus or a remainder stands at a place, and no call `mod(a, b)`."""
        value = self.tokens[place].value
        if value != "mod" or "mod" in self.lexicon.plain:
            return value == "pmod"
        return place + 1 not in self.lists

    def is_marked(self, token: Token) -> bool:
        """Whether a sign of equality is written as `≡`."""
        return token.value in _EQUALITIES and self.text[token.start : token.end] in SIGNS

    def read(self) -> None:
        """Look at the whole text."""
        levels: list[list[_Part]] = [[]]
        opened: list[int] = []
        for place, token in enumerate(self.tokens[:-1]):
            if token.kind == "op" and token.value in _OPENING:
                opened.append(place)
                levels.append([])
            elif token.kind == "op" and token.value in _CLOSING:
                if not opened or _OPENING[self.tokens[opened[-1]].value] != token.value:
                    self._refuse(token)
                start, inner = opened.pop(), levels.pop()
                levels[-1].append(_Part(self.tokens[start], start, place, self._level(inner, start)))
            else:
                levels[-1].append(_Part(token, place, place))
        if opened:
            self._refuse(self.tokens[opened[-1]])
        self._level(levels[0], None)

    def _refuse(self, token: Token) -> NoReturn:
        raise UnsettledError(unreadable.CONGRUENCE, self.text, Span(token.start, max(token.end, token.start + 1)))

    def _level(self, parts: Sequence[_Part], opening: int | None) -> _Kind | None:
        """Return what a bracket is, or the whole text, if it is one thing; None for lists."""
        if opening is not None and parts and parts[0].token.value in {"mod", "pmod"}:
            return None  # `(mod n)`: looked at where it stands
        is_set = opening is not None and self._is_set(opening)
        segments = [self._segment(*found, is_whole=opening is None) for found in _segments(parts, is_set=is_set)]
        own = [segment for segment in segments if not _is_value_of_cases(segment)]
        kinds = {segment.kind for segment in own}
        first = parts[0].token if parts else self.tokens[-1]
        if _Kind.CONGRUENCE in kinds and kinds & _WITHOUT_MODULUS:
            self._refuse(first)
        is_list = is_set or (opening is None and self.expect == "set")
        if _Kind.RESIDUE in kinds and (is_list or len(kinds - {_Kind.RESIDUE, _Kind.VALUE}) > 0):
            self._refuse(first)
        for kind in (_Kind.CONGRUENCE, _Kind.RESIDUE):
            if kind in kinds:
                return kind
        return segments[0].kind if len(segments) == 1 else (_Kind.EQUATION if _Kind.EQUATION in kinds else None)

    def _is_set(self, opening: int) -> bool:
        """Whether a brace opens a set, and is no group of an exponent, an index or a command."""
        value = self.tokens[opening].value
        before = self.tokens[opening - 1].value if opening else ""
        if value != "{" or before in _BEFORE_SETS:
            return value in {"\\{", "{"}
        return not (before in _SCRIPTS | {"}", "pmod", "mod"} or self.tokens[opening - 1].tex)

    def _segment(self, parts: Sequence[_Part], before: str, behind: str, *, is_whole: bool) -> _Segment:
        is_denied = len(parts) > 1 and parts[0].token.value == "not" and parts[1].token.value not in _RELATIONS
        parts = parts[1:] if is_denied else parts
        return _Segment(parts, self._kind(parts, is_value=self.is_value and is_whole and not before), before, behind)

    def _kind(self, parts: Sequence[_Part], *, is_value: bool) -> _Kind:
        signs = [at for at, part in enumerate(parts) if part.token.value in _RELATIONS and not part.is_group]
        moduli = [at for at, part in enumerate(parts) if self._is_modulus(part)]
        if not signs:
            if len(parts) == 1 and parts[0].kind is not None:
                return parts[0].kind
            return _Kind.RESIDUE if moduli else _Kind.VALUE
        marked = [at for at in signs if self.is_marked(parts[at].token)]
        if marked:
            return self._marked(parts, signs, marked, moduli)
        if is_value and not any(parts[at].is_group or parts[at].token.value == "pmod" for at in moduli):
            return _Kind.OTHER if moduli else _Kind.EQUATION  # `r = 17 mod 5`: what stands left is a name
        return self._unmarked(parts, signs, moduli)

    def _is_modulus(self, part: _Part) -> bool:
        """Whether `(mod n)`, `\\pmod` or a `mod` between two values stands here."""
        if part.is_group:
            return self.tokens[part.place + 1].value in {"mod", "pmod"} and self.is_sign(part.place + 1)
        return self.is_sign(part.place)

    def _marked(self, parts: Sequence[_Part], signs: list[int], marked: list[int], moduli: list[int]) -> _Kind:
        """Return what a segment with `≡` is; it must be a chain of such signs, and its modulus its end."""
        last = parts[signs[-1]].token
        ends = [-1, *signs, len(parts)]
        has_sides = all(right - left > 1 for left, right in pairwise(ends))
        before = parts[marked[0] - 1].token
        is_factorial = before.value == "!" and before.end == parts[marked[0]].token.start
        if not has_sides or is_factorial or any(part.token.value in {"not", "%"} for part in parts):
            self._refuse(last)
        if any(map(self._is_call, parts)):
            self._refuse(last)
        if not self.has_moduli and self.is_value and not self._ends_in_brackets(parts):
            return _Kind.LOOSE  # `3^{100} = 9^{50} ≡ 1^{50} = 1`: what stands left is not claimed
        if self.has_moduli and marked == signs and self._is_ended(parts, signs[-1], moduli):
            return _Kind.CONGRUENCE
        if self.has_moduli or marked != signs or self._ends_in_brackets(parts) or self._is_of_integers(parts):
            self._refuse(last)
        return _Kind.LOOSE

    def _unmarked(self, parts: Sequence[_Part], signs: list[int], moduli: list[int]) -> _Kind:
        """Return what a segment without `≡` is; `a = b mod n` may be a congruence, and must be one or a remainder."""
        values = {parts[at].token.value for at in signs}
        behind = [at for at in moduli if at > signs[0]]
        if values & {"in", "notin"} and self._is_among_remainders(parts, signs):
            self._refuse(parts[signs[-1]].token)
        sides = [parts[left + 1 : right] for left, right in zip(signs, [*signs[1:], len(parts)], strict=True)]
        if any(len(side) == 1 and side[0].kind is _Kind.RESIDUE for side in sides):
            self._refuse(parts[signs[0]].token)
        if not behind:
            return self._with_remainder(parts, signs, moduli, values)
        is_denied = any(part.token.value == "not" for part in parts)
        if values != {"="} or len(signs) > 1 or is_denied or not self._is_ended(parts, signs[0], behind):
            self._refuse(parts[signs[0]].token)
        is_remainder = len(moduli) > len(behind)  # `x mod 4 = 7 mod 4`
        return _Kind.REMAINDER if is_remainder else _Kind.CONGRUENCE

    def _is_among_remainders(self, parts: Sequence[_Part], signs: list[int]) -> bool:
        """Whether a remainder lies in what may be a list or an interval: `n % 4 in (1, 3)`."""
        is_remainder = any(self._is_modulus(part) or part.token.value == "%" for part in parts[: signs[-1]])
        behind = parts[signs[-1] + 1 :]
        return is_remainder and len(behind) == 1 and behind[0].is_group and behind[0].token.value in {"(", "["}

    def _with_remainder(self, parts: Sequence[_Part], signs: list[int], moduli: list[int], values: set[str]) -> _Kind:
        """Return what a relation is that has no modulus but perhaps left of its first sign: `x mod 4 = 3`."""
        if not moduli:
            return _Kind.EQUATION if values & _EQUALITIES else _Kind.OTHER
        if any(parts[at].is_group or parts[at].token.value == "pmod" for at in moduli):
            self._refuse(parts[signs[0]].token)
        if values & _EQUALITIES and not self._has_letters(parts[: signs[0]]) and self._has_letters(parts[signs[0] :]):
            self._refuse(parts[signs[0]].token)  # `1 mod 2 = x`
        return _Kind.REMAINDER

    def _is_ended(self, parts: Sequence[_Part], sign: int, moduli: list[int]) -> bool:
        """Whether one modulus ends a segment, and stands behind a value on its last side."""
        if len(moduli) != 1 or moduli[0] < sign + 2:
            return False
        modulus, behind = parts[moduli[0]], parts[moduli[0] + 1 :]
        if modulus.is_group:
            return modulus.token.value == "(" and not behind
        if modulus.token.value == "pmod":
            is_one = len(behind) == 1 and (behind[0].is_group or len(behind[0].token.value) == 1)
            return is_one and behind[0].token.kind in {"num", "word", "op"}
        return bool(behind) and all(self._is_of_modulus(behind, at) for at in range(len(behind)))

    def _is_of_modulus(self, parts: Sequence[_Part], at: int) -> bool:
        """Whether a part behind a `mod` without brackets surely belongs to it: `2`, `2n`, `n_1`, `(n + 1)`, `2^k`."""
        part = parts[at]
        if part.is_group:
            return at == 0 or parts[at - 1].token.value in _SCRIPTS
        return part.token.kind in {"num", "word"} or part.token.value in _SCRIPTS

    def _is_call(self, part: _Part) -> bool:
        return part.token.value == "mod" and not part.is_group and not self.is_sign(part.place)

    def _ends_in_brackets(self, parts: Sequence[_Part]) -> bool:
        """Whether what stands last is a bracket behind a value, which may be a modulus: `1 (4)`, `1 [n]`."""
        if len(parts) < 2 or not parts[-1].is_group:
            return False
        before = parts[-2].token.value
        is_call = before in self.lexicon.functions or self.lexicon.known_function(before) is not None
        return parts[-2].is_group or not (is_call or before in _OPERATORS | _SCRIPTS | _RELATIONS)

    def _tokens(self, parts: Sequence[_Part]) -> Iterator[Token]:
        for part in parts:
            yield from self.tokens[part.place : part.end + 1]

    def _has_letters(self, parts: Sequence[_Part]) -> bool:
        return any(token.kind == "word" and token.value != "mod" for token in self._tokens(parts))

    def _is_of_integers(self, parts: Sequence[_Part]) -> bool:
        """Whether all letters are integers, or there are none: then `≡` without a modulus says no identity."""
        words = {token.value for token in self._tokens(parts) if token.kind == "word" and token.value not in SIGNS}
        symbols = [self.lexicon.declared(word) for word in words]
        return all(symbol is not None and symbol.domain.is_integer for symbol in symbols)


def _lists(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the places of the brackets that hold a comma themselves: `mod(a, b)` is a call."""
    opened, found = list[int](), set[int]()
    for place, token in enumerate(tokens):
        if token.kind != "op":
            continue
        if token.value in _OPENING:
            opened.append(place)
        elif token.value in _CLOSING and opened:
            opened.pop()
        elif token.value == "," and opened and tokens[opened[-1]].value == "(":
            found.add(opened[-1])
    return frozenset(found)


def _segments(parts: Sequence[_Part], *, is_set: bool) -> Iterator[tuple[Sequence[_Part], str, str]]:
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
    is_value = segment.kind in {_Kind.VALUE, _Kind.RESIDUE} or (segment.kind is _Kind.EQUATION and not segment.before)
    return is_beside and is_first and is_value
