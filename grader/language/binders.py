"""Grammar of what binds an index: sums, products, limits, maxima and minima."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from grader.language.computing import Computing, Kind
from grader.language.lexicon import BINDERS
from grader.language.tokens import Token
from grader.language.tree import Bind, Node

_TIMES = frozenset({"*", "/", "·", "×", "@", "mod"})
_OPEN = frozenset({"(", "[", "{", "\\{", "lfloor", "lceil", "lvert", "lVert"})
_CLOSE = frozenset({")", "]", "}", "\\}", "rfloor", "rceil", "rvert", "rVert"})
_ENDING = frozenset({"=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->", ",", ";", "&", "\\\\"})


class Binders(Computing):
    """Sums, products, limits, extrema."""

    def binder(self) -> Node:
        r"""`\sum_{i=1}^n body`, `sum(body, i, 1, n)`, `\int_a^b body dx`, `\lim_{x \to 0} body`."""
        kind = cast("Kind", BINDERS[self.token.value])
        self.position += 1
        if self.is_call(kind):
            return self.called_binder(kind)
        if kind == "int":
            return self.integral()
        var, low, high = self._range(kind)
        return Bind(kind, self._body(kind, var), var, low, high)

    def extremum(self) -> Node:
        """`max_{i in S} body`."""
        kind = cast("Kind", self.token.value)
        self.position += 2
        braced = self.take("{")
        var = self.index_name()
        low: Node | None = None
        if braced:
            if self.token.value == "in":
                self.position += 1
                low = self.sum()
            self.expect("}", "`}`")
        return Bind(kind, self._body(kind, var), var, low)

    def _body(self, kind: Kind, var: str) -> Node:
        """Read what a sign binds: a product. Two readings where it is honest to take more, or less."""
        self.bound.append(var)
        self.enter()
        start, tokens = self.position, list(self.tokens)
        body = self._product_or_run(kind)
        if self.at("+", "-") and self._occurs(var) and self.choose("terms") == 1:
            self.position, self.tokens[:] = start, tokens
            body = self.sum()
        self.leave()
        self.bound.pop()
        return body

    def _product_or_run(self, kind: Kind) -> Node:
        if kind in {"prod", "max", "min"} and self._signs_ahead() and self.choose("factors") == 1:
            return self.juxtaposed()
        return self.product()

    def _signs_ahead(self) -> bool:
        """Whether a sign of multiplication or division follows outside all brackets, before the term ends."""
        return any(token.value in _TIMES for token in self._term(frozenset({"+", "-"})))

    def _occurs(self, var: str) -> bool:
        """Whether a bound symbol occurs in the terms that follow, outside of sums that bind it themselves."""
        return any(token.kind == "word" and self._holds(token.value, var) for token in self._unbound(var))

    def _unbound(self, var: str) -> Iterator[Token]:
        """Yield the tokens of the terms that follow, without the sums and products over the same symbol."""
        tokens = list(self._term(frozenset()))
        depth, hidden = 0, -1
        for place, token in enumerate(tokens):
            depth += (token.value in _OPEN) - (token.value in _CLOSE) if token.kind == "op" else 0
            if hidden >= 0 and (depth < hidden or (depth == hidden and token.value in {"+", "-"})):
                hidden = -1
            if hidden < 0 and token.value in BINDERS and _binds(tokens[place + 1 : place + 4], var):
                hidden = depth
            if hidden < 0:
                yield token

    def _holds(self, word: str, var: str) -> bool:
        """Whether a word is a symbol, or a short product that it is part of (`xi`, `ix`)."""
        if word == var or len(word) > 2 or len(var) > 1:
            return word == var
        return var in word and not self.lexicon.is_unit(word)

    def _term(self, ending: frozenset[str]) -> Iterator[Token]:
        """Yield the tokens from here to where the brackets close, or a sign stands that ends an expression."""
        depth = 0
        for position in range(self.position, len(self.tokens) - 1):
            token = self.tokens[position]
            if token.kind == "op":
                depth += (token.value in _OPEN) - (token.value in _CLOSE)
                if depth < 0 or (depth == 0 and token.value in _ENDING | ending):
                    return
            yield token

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
        """Read `{i = 1}` or `{x \\to 0}`, in round brackets too."""
        closing = ")" if self.at("(") else "}"
        if not self.take("{", "("):
            self.fail("Expected `{` and an index with its bounds, such as `{i=1}`")
        var = self.index_name()
        sign = "->" if kind == "lim" else "="
        self.expect(sign, "`→`" if kind == "lim" else "`=`")
        side = self.ahead(3 if self.at_place(2, "{") else 2)
        if kind == "lim" and self.at_place(1, "^") and side.value in {"+", "-"}:
            self.wrong("One-sided limits are not read. Expected a limit such as `x \\to 0`.", self.ahead())
        low = self.sum()
        self.expect(closing, f"`{closing}`")
        return var, low


def _binds(after: list[Token], var: str) -> bool:
    """Whether what stands behind a sign of summation is `_{var`."""
    return [token.value for token in after] == ["_", "{", var]
