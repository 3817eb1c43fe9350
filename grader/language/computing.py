"""Grammar of calls as programs write them: `diff(f, x, 2)`, `integrate(f, (x, 0, 1))`, `limit(f, x, 0)`."""

from __future__ import annotations

from typing import Literal

from grader.language.integrals import Integrals
from grader.language.letters import GREEK_NAMES
from grader.language.lexicon import pieces
from grader.language.tree import Bind, Derivative, Node

Kind = Literal["sum", "prod", "int", "lim", "max", "min"]

_CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}"}
_HINTS = {
    "sum": "`sum` with its bounds, such as `sum_{i=1}^n` or `sum(body, i, 1, n)`",
    "prod": "`prod` with its bounds, such as `prod_{i=1}^n` or `prod(body, i, 1, n)`",
    "int": "an integral such as `int_0^1 f dx` or `int(f, x, 0, 1)`",
    "lim": "a limit such as `lim_{x \\to 0} f` or `lim(f, x, 0)`",
}
_DERIVATIVE = "Expected a derivative such as `d/dx f`, `diff(f, x)` or `diff(f, x, 2)`"


class Computing(Integrals):
    """Calls whose second argument is the symbol that a sum, an integral, a limit or a derivative is over."""

    def is_call(self, kind: Kind) -> bool:
        """Whether the bracket here opens a call; that behind a sign of integration does where commas part it."""
        return self.at("(", "[") and (kind != "int" or bool(self.commas(self.position)))

    def called_binder(self, kind: Kind) -> Node:
        """`sum(body, k, 1, n)`, `Sum(body, (k, 1, n))`, `Sum[body, {k, 1, n}]`, `sum(body, k=1..n)`, `int(body, x)`."""
        opening, commas = self.position, self.commas(self.position)
        if not commas:
            self.fail(f"Expected {_HINTS[kind]}")
        self.enter()
        grouped = self.tokens[commas[0] + 1].value in {"(", "{", "\\{"}
        self.position = commas[0] + 1 + grouped
        var = self.index_name()
        body = self._body_of_call(opening, [var])
        bracket = _CLOSING.get(self.token.value, ")") if grouped else ""
        self.position += 1 + grouped
        low, high = self._bounds_in_call(kind)
        if grouped:
            self.expect(bracket, f"`{bracket[-1]}`")
        self._close_call(opening)
        self.leave()
        return Bind(kind, body, var, low, high)

    def _body_of_call(self, opening: int, names: list[str]) -> Node:
        """Read the first argument of the call that opens at a place, and the comma behind it."""
        held = self.spaced, self.bars, self.listing
        self.spaced, self.bars, self.listing = False, [], False
        self.position = opening + 1
        self.bound += names
        body = self.sum()
        del self.bound[len(self.bound) - len(names) :]
        self.spaced, self.bars, self.listing = held
        self.expect(",", "`,`")
        return body

    def _close_call(self, opening: int) -> None:
        closing = _CLOSING[self.tokens[opening].value]
        self.expect(closing, f"`{closing}`")

    def _bounds_in_call(self, kind: Kind) -> tuple[Node | None, Node | None]:
        """Read what stands behind the symbol: `, low, high`, `= low..high`, or for a limit `, point` or `-> point`."""
        if kind == "lim":
            if not self.take(",", "->", "="):
                self.fail(f"Expected {_HINTS[kind]}")
            low = self._bound_in_call()
            if self.at(","):
                self.wrong("One-sided limits are not read. Expected a limit such as `lim(f, x, 0)`.", self.token)
            return low, None
        if kind == "int" and self.at(")", "]"):
            return None, None
        dotted = self.take("=")
        if not dotted and not self.take(","):
            self.fail(f"Expected {_HINTS[kind]}")
        low = self._bound_in_call()
        if not (self.take("..") if dotted else self.take(",")):
            self.fail("Expected `..` and the upper bound" if dotted else "Expected `,` and the upper bound")
        return low, self._bound_in_call()

    def _bound_in_call(self) -> Node:
        spaced, self.spaced = self.spaced, False
        bars, self.bars = self.bars, []
        node = self.sum()
        self.spaced, self.bars = spaced, bars
        return node

    def index_name(self) -> str:
        """Read the name of a symbol to be bound."""
        token = self.token
        if token.kind != "word" or not (len(token.value) == 1 or token.value in GREEK_NAMES):
            self.fail("Expected the name of an index")
        self.position += 1
        return token.value

    def called_derivative(self) -> Node:
        """`diff(f, x)`, `diff(f, x, 2)`, `diff(f, x, y)`; the name stands here."""
        opening = self.position + 1
        commas = self.commas(opening)
        start = self.token
        if not commas:
            self.position += 1
            self.fail(_DERIVATIVE)
        self.enter()
        names = [self.tokens[place + 1].value for place in commas if self.tokens[place + 1].kind == "word"]
        body = self._body_of_call(opening, [name for name in names if not self.lexicon.has_array(pieces(name)[0])])
        orders = [self._variable_of_call()]
        while self.take(","):
            orders.append(self._variable_of_call())
        self._close_call(opening)
        self.leave()
        self.refuse_letter(body, [var for var, _ in orders], start)
        for var, times in reversed(orders):
            body = Derivative(body, var, times)
        return body

    def _variable_of_call(self) -> tuple[str, int]:
        """Read `x` or `x, 2`."""
        name = self.symbol_name()
        if not (self.at(",") and self.ahead().kind == "num"):
            return name, 1
        self.position += 1
        return name, self.order_here()
