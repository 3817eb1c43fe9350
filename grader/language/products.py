"""Grammar of products and quotients, written with signs or by juxtaposition; and of powers."""

from __future__ import annotations

from grader.language.postfix import Postfix
from grader.language.tree import (
    Array,
    ArrayMul,
    Call,
    Div,
    Mul,
    Neg,
    Node,
    Transpose,
    Tup,
)

_SIGNS = frozenset({"*", "·", "×", "@", "/", "hadamard"})


class Products(Postfix):
    """The middle of the grammar."""

    def product(self) -> Node:
        """product := run (('*' | '/' | '·' | '×' | '@' | '⊙' | 'mod') run)*, from the left; a run is juxtaposed."""
        factors = [factor for factor, _ in self.run()]
        while (sign := self._sign()) is not None:
            before = self._gap_here()
            self.position += 1
            factors = self._with(sign, factors, self._signed_run(), before)
        return self._product_of(factors)

    def _sign(self) -> str | None:
        token = self.token
        if self.spaced and token.gap and not self.ahead().gap:
            return None
        if token.kind == "op" and token.value in _SIGNS:
            return token.value
        if token.value == "mod" and "mod" not in self.lexicon.plain:
            return "mod"
        if token.kind == "op" and token.value == "." and self.starts_factor(self.ahead()):
            return "·"
        return None

    def _gap_here(self) -> bool:
        """Whether blanks stand around the sign here."""
        return self.token.gap or self.ahead().gap

    def _signed_run(self) -> list[tuple[Node, bool]]:
        """A run that may carry a sign of its own: `2 * -x`."""
        if self.at("+", "-"):
            negative = self.at("-")
            self.position += 1
            self.enter()
            run = self._signed_run()
            self.leave()
            return [(Neg(run[0][0]) if negative else run[0][0], run[0][1]), *run[1:]]
        return self.run()

    def _with(self, sign: str, factors: list[Node], run: list[tuple[Node, bool]], before: bool) -> list[Node]:
        """Return the factors of the product so far, after one more sign and run."""
        nodes = [node for node, _ in run]
        if sign == "/":
            return self._divided(factors, run, before)
        if sign == "mod":
            return [Call("mod", (self._product_of(factors), self._product_of(nodes)))]
        star = sign == "*" and self.is_array(factors[-1]) and self.is_array(nodes[0])
        if sign == "hadamard" or (star and self.choose("star") == 1):
            left = factors[-1]
            inner = left.factors if isinstance(left, ArrayMul) and left.op == "hadamard" else (left,)
            return [*factors[:-1], ArrayMul("hadamard", (*inner, nodes[0])), *nodes[1:]]
        return [*factors, *nodes]

    def _divided(self, factors: list[Node], run: list[tuple[Node, bool]], before: bool) -> list[Node]:
        """`a / b c`: blanks between b and c, and none around the sign, settle it as (a / b) c; else both readings."""
        num, nodes = self._product_of(factors), [node for node, _ in run]
        if len(nodes) == 1:
            return [Div(num, nodes[0])]
        settled = run[1][1] and not before
        if not settled and self.choose("division") == 1:
            return [Div(num, self._product_of(nodes))]
        return [Div(num, nodes[0]), *nodes[1:]]

    def _product_of(self, factors: list[Node]) -> Node:
        if len(factors) == 1:
            return factors[0]
        if any(isinstance(factor, Transpose) and self.is_flat(factor.arg) for factor in factors):
            others = [factor for factor in factors if self.is_array(factor) or isinstance(factor, Tup)]
            if len(others) > 1 and self.choose("transpose") == 1:
                factors = [_oriented(factor) for factor in factors]
        return Mul(tuple(factors))

    def run(self) -> list[tuple[Node, bool]]:
        """run := power power*: factors written against each other, each with whether blanks stood before it."""
        found = [(self.power(), self.token.gap)]
        while self.starts_factor(self.token):
            if self.spaced and self.token.gap:
                break
            gap = self.counted_gap()
            if self.token.kind in {"num", "frac"}:
                self.fail("Expected a sign such as `*` before a number")
            found.append((self.power(), gap))
        return found

    def counted_gap(self) -> bool:
        """Whether blanks before this token part it from the one before; those that end a command do not."""
        before = self.tokens[self.position - 1]
        return self.token.gap and not (before.tex and before.kind == "word")


def _oriented(node: Node) -> Node:
    """Return a flat list as a row, a transposed one as a column."""
    match node:
        case Transpose(arg=Array(items=items) | Tup(items=items)) if not any(isinstance(i, Array) for i in items):
            return Array(tuple(Array((item,)) for item in items))
        case Array(items=items) if not any(isinstance(item, Array) for item in items):
            return Array((Array(items),))
        case _:
            return node
