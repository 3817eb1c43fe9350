"""Grammar of number sets with their dimensions, and of shapes."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.application import Application
from grader.language.tokens import Token
from grader.language.tree import Const, Interval, Neg, Node, Num, SetOf, SetOp, Space, Tup

_SPACES = {"bbR": "R", "bbN": "N", "bbZ": "Z", "bbQ": "Q", "bbC": "C"}
_LETTERS = frozenset(_SPACES.values())
_CROSSES = frozenset({"x", "X", "by"})
_OPEN = frozenset({"(", "[", "{", "lfloor", "lceil"})
_CLOSE = frozenset({")", "]", "}", "rfloor", "rceil"})
_ZERO, _INFINITY = Num(Fraction(0)), Const("oo")
_POSITIVE, _NEGATIVE = Tup((_ZERO, _INFINITY)), Tup((Neg(_INFINITY), _ZERO))
_NOT_NEGATIVE, _NOT_POSITIVE = Interval(_ZERO, _INFINITY, True, False), Interval(Neg(_INFINITY), _ZERO, False, True)
_PARTS: dict[str, Node] = {
    **dict.fromkeys(("^+", "_>0", "^>0"), _POSITIVE),
    **dict.fromkeys(("^-", "_<0", "^<0"), _NEGATIVE),
    **dict.fromkeys(("^+_0", "_0^+", "_>=0", "^>=0", "_0"), _NOT_NEGATIVE),
    **dict.fromkeys(("^-_0", "_0^-", "_<=0", "^<=0"), _NOT_POSITIVE),
    **dict.fromkeys(("^*", "_!=0"), SetOf((_ZERO,))),
}


class Spaces(Application):
    """`\\mathbb{R}^{m \\times n}`, `24 x 24 x 128`."""

    def space_command(self) -> Node:
        r"""`\mathbb{R}^{1\times k}`, whose command stands here."""
        self.position += 1
        braced = self.take("{")
        token = self.token
        if token.kind != "word" or token.value not in _LETTERS:
            self.fail("Expected one of the number sets R, N, Z, Q, C")
        self.position += 1
        if braced:
            self.expect("}", "`}`")
        return self._with_dimensions(token.value)

    def space_sign(self) -> Node:
        """`ℝ^{m×n}`, whose sign stands here."""
        name = _SPACES[self.token.value]
        self.position += 1
        return self._with_dimensions(name)

    def number_set(self) -> Node:
        """`R^{m x n}`, whose letter stands here."""
        name = self.token.value
        self.position += 1
        return self._with_dimensions(name)

    def _with_dimensions(self, name: str) -> Node:
        part = self._part_of_line(name) if self.wants_sets else None
        if part is not None:
            return part
        if not self.take("^"):
            return Space(name)
        closing = {"{": "}", "(": ")"}.get(self.token.value)
        if closing is None:
            return Space(name, (self.group_or_token(),))
        self.enter()
        self.position += 1
        dims = self.dimensions(closing)
        self.expect(closing, f"`×` or `{closing}`")
        self.leave()
        return Space(name, tuple(dims))

    def _part_of_line(self, name: str) -> Node | None:
        """Read `R^+`, `R_{>0}`, `R^*`, `N_0`: the numbers of a set that are positive, not negative, not 0."""
        place, scripts = self.position, ""
        while self.tokens[place].kind == "op" and self.tokens[place].value in {"^", "_"}:
            scripts += self.tokens[place].value
            braced = self.tokens[place + 1].value == "{"
            place += 1 + braced
            while self.tokens[place].kind != "end" and self.tokens[place].value != "}":
                scripts += self.tokens[place].value
                place += 1
                if not braced:
                    break
            place += braced
        part = _PARTS.get(scripts)
        if part is None or name == "C" or (scripts == "_0" and name != "N"):
            return None
        self.position = place
        whole = Space("Z" if name == "N" else name)
        if isinstance(part, SetOf):
            return SetOp("difference", (whole, part))
        return part if name == "R" else SetOp("intersection", (whole, part))

    def dimensions(self, closing: str) -> list[Node]:
        """Read dimensions parted by `×` or the letter x, up to a closing sign, which stays."""
        dims = []
        while (cross := self.next_cross(closing)) is not None:
            held = self.tokens[cross]
            mark = self.tokens[cross] = held._replace(kind="end")
            dims.append(self.sum())
            if self.tokens[self.position] is not mark:
                self.fail("Expected `×` or the end of the dimension")
            self.tokens[self.position] = held
            self.position += 1
        dims.append(self.sum())
        return dims

    def next_cross(self, closing: str) -> int | None:
        """Return where the next sign between dimensions stands; None where none does before the closing sign."""
        depth, position = 0, self.position
        while self.tokens[position].kind != "end":
            token = self.tokens[position]
            if token.kind == "op":
                if depth == 0 and token.value in {closing, "="}:
                    break
                depth += (token.value in _OPEN) - (token.value in _CLOSE)
                if depth == 0 and (token.value == "×" or (self.star_parts and token.value == "*")):
                    return position
            elif (
                depth == 0
                and token.kind == "word"
                and self._stands_between(position)
                and self._is_cross(position, token)
            ):
                return position
            position += 1
        return None

    def _stands_between(self, position: int) -> bool:
        """Whether a word has a dimension before and behind it; `x125` holds the one behind, `kx1` both."""
        if len(self.tokens[position].value) > 1:
            return True
        before, after = self.tokens[position - 1], self.tokens[position + 1]
        return (
            position > self.position
            and (before.kind != "op" or before.value in _CLOSE or before.value == "'")
            and (after.kind in {"num", "word"} or after.value in _OPEN)
        )

    def _is_cross(self, position: int, token: Token) -> bool:
        """Whether a word stands between dimensions: `x`, `by`; `x125` and `kx1` are cut."""
        declared, value = self.lexicon.symbols, token.value
        if token.tex or (value in declared and value not in _CROSSES):
            return False
        if value in _CROSSES:
            symbol = declared.get(value)
            whole = symbol is not None and symbol.domain.is_integer and not symbol.domain.shape
            return not whole or self.choose("shape") == 0
        parts = [part for part in re.split("([xX])", value) if part]
        if len(parts) > 1 and all(part in _CROSSES or part.isdigit() or part in declared for part in parts):
            self.cut(position, parts)
            return self._is_cross(position, self.tokens[position])
        return False
