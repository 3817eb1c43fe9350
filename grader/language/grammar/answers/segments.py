"""What a segment of a text is as far as moduli go: a congruence, a remainder, an equation, or neither.

A segment stands between two joints such as `or` and commas; a bracket in it is one part, which is something already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NoReturn

from grader.errors import Span, UnsettledError
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.records import dataclass
from grader.wording import unreadable

SIGNS = frozenset({"≡", "\\equiv", "equiv"})
EQUALITIES = frozenset({"=", "!="})
RELATIONS = EQUALITIES | {"<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->", "<-"}
OPENING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}
CLOSING = frozenset(OPENING.values())
SCRIPTS = frozenset({"^", "_"})
OPERATORS = frozenset({"+", "-", "*", "/", "·", "×", "±", "∓"})


class Kind(Enum):
    """What a segment is, as far as moduli go."""

    VALUE = auto()  # no relation, no modulus
    RESIDUE = auto()  # `1 mod 4`, which may be a number or a class
    EQUATION = auto()  # `x = 1`, `x != 1`
    REMAINDER = auto()  # `x mod 4 = 3`
    CONGRUENCE = auto()
    LOOSE = auto()  # `x ≡ 1`
    OTHER = auto()  # `x > 1`, `x in A`


@dataclass(frozen=True, slots=True)
class Part:
    """A token, or a bracket with all that stands in it, which ends at `end`; `kind` is what that is."""

    token: Token
    place: int
    end: int
    kind: Kind | None = None

    @property
    def is_group(self) -> bool:
        """Whether it is a bracket."""
        return self.end > self.place


class Kinds:
    """Tells what the segments of one text are, and refuses those of which nobody can tell."""

    def __init__(self, text: str, tokens: Sequence[Token], lexicon: Lexicon, *, is_value: bool) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.is_value = is_value
        self.lists = _lists(tokens) if "mod" in text else frozenset[int]()
        self.has_moduli = any(map(self.is_sign, range(len(tokens))))

    def is_sign(self, place: int) -> bool:
        """Whether a sign of a modulus or a remainder stands at a place, and no call `mod(a, b)`."""
        value = self.tokens[place].value
        if value != "mod" or "mod" in self.lexicon.plain:
            return value == "pmod"
        return place + 1 not in self.lists

    def is_marked(self, token: Token) -> bool:
        """Whether a sign of equality is written as `≡`."""
        return token.value in EQUALITIES and self.text[token.start : token.end] in SIGNS

    def refuse(self, token: Token) -> NoReturn:
        """Refuse a text in which nobody can tell to what a modulus belongs."""
        raise UnsettledError(unreadable.CONGRUENCE, self.text, Span(token.start, max(token.end, token.start + 1)))

    def kind(self, parts: Sequence[Part], *, is_value: bool) -> Kind:
        """Return what a segment is; `is_value`: of a chain in it the last member is the answer."""
        signs = [at for at, part in enumerate(parts) if part.token.value in RELATIONS and not part.is_group]
        moduli = [at for at, part in enumerate(parts) if self._is_modulus(part)]
        if not signs:
            if len(parts) == 1 and parts[0].kind is not None:
                return parts[0].kind
            return Kind.RESIDUE if moduli else Kind.VALUE
        marked = [at for at in signs if self.is_marked(parts[at].token)]
        if marked:
            return self._marked(parts, signs, marked, moduli)
        if is_value and not any(parts[at].is_group or parts[at].token.value == "pmod" for at in moduli):
            return Kind.OTHER if moduli else Kind.EQUATION  # `r = 17 mod 5`: what stands left is a name
        return self._unmarked(parts, signs, moduli)

    def _is_modulus(self, part: Part) -> bool:
        """Whether `(mod n)`, `\\pmod` or a `mod` between two values stands here."""
        if part.is_group:
            return self.tokens[part.place + 1].value in {"mod", "pmod"} and self.is_sign(part.place + 1)
        return self.is_sign(part.place)

    def _marked(self, parts: Sequence[Part], signs: list[int], marked: list[int], moduli: list[int]) -> Kind:
        """Return what a segment with `≡` is; it must be a chain of such signs, and its modulus its end."""
        last = parts[signs[-1]].token
        ends = [-1, *signs, len(parts)]
        has_sides = all(right - left > 1 for left, right in pairwise(ends))
        before = parts[marked[0] - 1].token
        is_factorial = before.value == "!" and before.end == parts[marked[0]].token.start
        if not has_sides or is_factorial or any(part.token.value in {"not", "%"} for part in parts):
            self.refuse(last)
        if any(map(self._is_call, parts)):
            self.refuse(last)
        if not self.has_moduli and self.is_value and not self._ends_in_brackets(parts):
            return Kind.LOOSE  # `3^{100} = 9^{50} ≡ 1^{50} = 1`: what stands left is not claimed
        if self.has_moduli and marked == signs and self._is_ended(parts, signs[-1], moduli):
            return Kind.CONGRUENCE
        if self.has_moduli or marked != signs or self._ends_in_brackets(parts) or self._is_of_integers(parts):
            self.refuse(last)
        return Kind.LOOSE

    def _unmarked(self, parts: Sequence[Part], signs: list[int], moduli: list[int]) -> Kind:
        """Return what a segment without `≡` is; `a = b mod n` may be a congruence, and must be one or a remainder."""
        values = {parts[at].token.value for at in signs}
        behind = [at for at in moduli if at > signs[0]]
        if values & {"in", "notin"} and self._is_among_remainders(parts, signs):
            self.refuse(parts[signs[-1]].token)
        sides = [parts[left + 1 : right] for left, right in zip(signs, [*signs[1:], len(parts)], strict=True)]
        if any(len(side) == 1 and side[0].kind is Kind.RESIDUE for side in sides):
            self.refuse(parts[signs[0]].token)
        if not behind:
            return self._with_remainder(parts, signs, moduli, values)
        is_denied = any(part.token.value == "not" for part in parts)
        if values != {"="} or len(signs) > 1 or is_denied or not self._is_ended(parts, signs[0], behind):
            self.refuse(parts[signs[0]].token)
        is_remainder = len(moduli) > len(behind)  # `x mod 4 = 7 mod 4`
        return Kind.REMAINDER if is_remainder else Kind.CONGRUENCE

    def _is_among_remainders(self, parts: Sequence[Part], signs: list[int]) -> bool:
        """Whether a remainder lies in what may be a list or an interval: `n % 4 in (1, 3)`."""
        is_remainder = any(self._is_modulus(part) or part.token.value == "%" for part in parts[: signs[-1]])
        behind = parts[signs[-1] + 1 :]
        return is_remainder and len(behind) == 1 and behind[0].is_group and behind[0].token.value in {"(", "["}

    def _with_remainder(self, parts: Sequence[Part], signs: list[int], moduli: list[int], values: set[str]) -> Kind:
        """Return what a relation is that has no modulus but perhaps left of its first sign: `x mod 4 = 3`."""
        if not moduli:
            return Kind.EQUATION if values & EQUALITIES else Kind.OTHER
        if any(parts[at].is_group or parts[at].token.value == "pmod" for at in moduli):
            self.refuse(parts[signs[0]].token)
        if values & EQUALITIES and not self._has_letters(parts[: signs[0]]) and self._has_letters(parts[signs[0] :]):
            self.refuse(parts[signs[0]].token)  # `1 mod 2 = x`
        return Kind.REMAINDER

    def _is_ended(self, parts: Sequence[Part], sign: int, moduli: list[int]) -> bool:
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

    def _is_of_modulus(self, parts: Sequence[Part], at: int) -> bool:
        """Whether a part behind a `mod` without brackets surely belongs to it: `2`, `2n`, `n_1`, `(n + 1)`, `2^k`."""
        part = parts[at]
        if part.is_group:
            return at == 0 or parts[at - 1].token.value in SCRIPTS
        return part.token.kind in {"num", "word"} or part.token.value in SCRIPTS

    def _is_call(self, part: Part) -> bool:
        return part.token.value == "mod" and not part.is_group and not self.is_sign(part.place)

    def _ends_in_brackets(self, parts: Sequence[Part]) -> bool:
        """Whether what stands last is a bracket behind a value, which may be a modulus: `1 (4)`, `1 [n]`."""
        if len(parts) < 2 or not parts[-1].is_group:
            return False
        before = parts[-2].token.value
        is_call = before in self.lexicon.functions or self.lexicon.known_function(before) is not None
        return parts[-2].is_group or not (is_call or before in OPERATORS | SCRIPTS | RELATIONS)

    def _tokens(self, parts: Sequence[Part]) -> Iterator[Token]:
        for part in parts:
            yield from self.tokens[part.place : part.end + 1]

    def _has_letters(self, parts: Sequence[Part]) -> bool:
        return any(token.kind == "word" and token.value != "mod" for token in self._tokens(parts))

    def _is_of_integers(self, parts: Sequence[Part]) -> bool:
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
        if token.value in OPENING:
            opened.append(place)
        elif token.value in CLOSING and opened:
            opened.pop()
        elif token.value == "," and opened and tokens[opened[-1]].value == "(":
            found.add(opened[-1])
    return frozenset(found)
