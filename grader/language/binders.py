"""Grammar of what binds a symbol: sums, products, integrals, limits, and derivatives."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from grader.language.brackets import Brackets
from grader.language.letters import GREEK_NAMES
from grader.language.lexicon import BINDERS
from grader.language.tokens import Token
from grader.language.tree import Bind, Derivative, Node, Num, Sym

Kind = Literal["sum", "prod", "int", "lim", "max", "min"]


class Binders(Brackets):
    """Sums, products, integrals, limits, derivatives."""

    def binder(self) -> Node:
        r"""`\sum_{i=1}^n body`, `sum(body, i, 1, n)`, `\int_a^b body dx`, `\lim_{x \to 0} body`."""
        kind = cast("Kind", BINDERS[self.token.value])
        self.position += 1
        if self.at("("):
            return self._in_brackets(kind)
        if kind == "int":
            return self._integral()
        var, low, high = self._range(kind)
        self.bound.append(var)
        body = self.product()
        self.bound.pop()
        return Bind(kind, body, var, low, high)

    def extremum(self) -> Node:
        """`max_{i in S} body`."""
        kind = cast("Kind", self.token.value)
        self.position += 2
        self.expect("{", "`{` and an index, such as `{i in S}`")
        var = self._index_name()
        low: Node | None = None
        if self.token.value == "in":
            self.position += 1
            low = self.sum()
        self.expect("}", "`}`")
        self.bound.append(var)
        body = self.product()
        self.bound.pop()
        return Bind(kind, body, var, low)

    def _range(self, kind: Kind) -> tuple[str, Node | None, Node | None]:
        if not self.take("_"):
            self.fail("Expected the index and its bounds, such as `_{i=1}^{n}`")
        high: Node | None = None
        var, low = self._lower(kind)
        if kind != "lim":
            if not self.take("^"):
                self.fail("Expected an upper bound, such as `^{n}`")
            high = self.exponent()
        return var, low, high

    def _lower(self, kind: Kind) -> tuple[str, Node]:
        """Read `{i = 1}` or `{x \\to 0}`."""
        self.expect("{", "`{` and an index, such as `{i=1}`")
        var = self._index_name()
        sign = "->" if kind == "lim" else "="
        self.expect(sign, "`→`" if kind == "lim" else "`=`")
        low = self.sum()
        self.expect("}", "`}`")
        return var, low

    def _index_name(self) -> str:
        token = self.token
        if token.kind != "word" or not (len(token.value) == 1 or token.value in GREEK_NAMES):
            self.fail("Expected the name of an index")
        self.position += 1
        return token.value

    def _in_brackets(self, kind: Kind) -> Node:
        """`sum(body, i, low, high)`: the body is read after the index is known."""
        opening = self.position
        commas = self._commas(opening)
        if len(commas) != 3 or kind in {"lim", "int"}:
            self.fail(f"Expected `{kind}` with its bounds, such as `{kind}_{{i=1}}^n` or `{kind}(body, i, 1, n)`")
        self.position = commas[0] + 1
        var = self._index_name()
        self.position = opening + 1
        self.bound.append(var)
        body = self.sum()
        self.bound.pop()
        self.expect(",", "`,`")
        self._index_name()
        self.expect(",", "`,`")
        low = self.sum()
        self.expect(",", "`,`")
        high = self.sum()
        self.expect(")", "`)`")
        return Bind(kind, body, var, low, high)

    def _commas(self, opening: int) -> list[int]:
        depth, found = 0, list[int]()
        for position in range(opening, len(self.tokens)):
            value = self.tokens[position].value if self.tokens[position].kind == "op" else ""
            depth += (value in {"(", "[", "{", "\\{"}) - (value in {")", "]", "}", "\\}"})
            if value == "," and depth == 1:
                found.append(position)
            if depth == 0:
                break
        return found

    def _integral(self) -> Node:
        low = high = None
        if self.take("_"):
            low = self.group_or_token() if not self.at("-") else self.exponent()
            if not self.take("^"):
                self.fail("Expected an upper bound of the integral")
            high = self.exponent()
        end = self._differential()
        var = end.value[1:] if end.value != "d" else self.tokens[self._place(end) + 1].value
        self.bound.append(var)
        self.stops.append(end)
        body: Node = Num(Fraction(1)) if self.token is end else self.sum()
        self.stops.pop()
        self.bound.pop()
        if self.token is not end:
            self.fail(f"Expected `d{var}`")
        self.position += 1 if end.value != "d" else 2
        return Bind("int", body, var, low, high)

    def _place(self, token: Token) -> int:
        return next(place for place, other in enumerate(self.tokens) if other is token)

    def _differential(self) -> Token:
        """Return the `dx` that ends the integral that begins here."""
        inner = 0
        for position in range(self.position, len(self.tokens)):
            token = self.tokens[position]
            inner += token.value == "int"
            if token.kind == "word" and self._is_differential(
                token, self.tokens[min(position + 1, len(self.tokens) - 1)]
            ):
                if inner == 0:
                    return token
                inner -= 1
        self.fail("Expected a differential such as `dx` behind the integral")

    def _is_differential(self, token: Token, after: Token) -> bool:
        if token.value in self.lexicon.plain:
            return False
        if token.value == "d":
            return after.kind == "word" and (len(after.value) == 1 or after.value in GREEK_NAMES)
        return len(token.value) == 2 and token.value[0] == "d"

    # derivatives

    def differential_quotient(self) -> Node | None:
        r"""`d/dx f`, `\frac{d}{dx} f`, `\frac{\partial f}{\partial x}`, `\frac{d^2 f}{dx^2}`; None where it is none."""
        start = self.position
        fraction = self.token.value in {"frac", "dfrac", "tfrac"}
        if "d" in self.lexicon.plain and self.ahead(2 if fraction else 0).value != "partial":
            return None
        if fraction:
            self.position += 1
            if not self.take("{"):
                self.position = start
                return None
        if not self._take_d():
            self.position = start
            return None
        order = self._order()
        body = None if self.at("}", "/") else self._differentiated()
        if not self.take("}" if fraction else "/") or (fraction and not self.take("{")):
            self.position = start
            return None
        return self._by(start, fraction, order, body)

    def _by(self, start: int, fraction: bool, order: int, body: Node | None) -> Node | None:
        """Read `dx` or `dx^2`, and the function where it did not stand above."""
        token = self.token
        if token.kind == "word" and len(token.value) == 2 and token.value[0] == "d":
            var = token.value[1]
            self.position += 1
        elif self._take_d() and self.token.kind == "word":
            var = self.symbol_name_here()
        else:
            self.position = start
            return None
        below = self._order()
        if below != order or (fraction and not self.take("}")):
            self.fail("Expected the same order above and below, such as `d^2` and `dx^2`")
        self.bound.append(var)
        body = self.product() if body is None else body
        self.bound.pop()
        return Derivative(body, var, order)

    def _differentiated(self) -> Node:
        return self.product()

    def _take_d(self) -> bool:
        if (self.token.kind == "word" and self.token.value == "d") or self.at("partial"):
            self.position += 1
            return True
        return False

    def _order(self) -> int:
        if not self.take("^"):
            return 1
        exponent = self.exponent()
        if isinstance(exponent, Num) and exponent.value.denominator == 1 and 1 <= exponent.value <= 9:
            return int(exponent.value)
        self.fail("Expected the order of the derivative, a number from 1 to 9")

    def symbol_name_here(self) -> str:
        """Return the name of the symbol that stands here, and pass over it."""
        node = self.atom()
        if isinstance(node, Sym):
            return node.name
        self.fail("Expected the symbol to differentiate by", self.tokens[self.position - 1])
