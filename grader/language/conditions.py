"""Grammar of conditions: iff, implies, or, and, not, relations, set operations; and below them sums."""

from __future__ import annotations

from typing import cast

from grader.language.products import Products
from grader.language.tree import Add, ArrayMul, Logic, Neg, Node, Relation, RelationOp, SetOp

_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->"})
_NEGATED = {"=": "!=", "in": "notin"}
_SET_SIGNS = {
    "union": "union",
    "intersection": "intersection",
    "intersect": "intersection",
    "difference": "difference",
    "setminus": "difference",
}


class Conditions(Products):
    """The upper half of the grammar."""

    def condition(self) -> Node:
        """condition := implication ('iff' implication)*."""
        self.enter()
        left = self._implication()
        while self._word_or_sign("iff"):
            left = Logic("iff", (left, self._implication()))
        self.leave()
        return left

    def _implication(self) -> Node:
        """implication := disjunction ('implies' implication)?."""
        left = self._disjunction()
        if self._word_or_sign("implies"):
            self.enter()
            left = Logic("implies", (left, self._implication()))
            self.leave()
        return left

    def _disjunction(self) -> Node:
        """disjunction := conjunction ('or' conjunction)*."""
        parts = [self._conjunction()]
        while self._word_or_sign("or"):
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Logic("or", tuple(parts))

    def _conjunction(self) -> Node:
        """conjunction := negation ('and' negation)*."""
        parts = [self._negation()]
        while self._word_or_sign("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))

    def _negation(self) -> Node:
        """negation := 'not' negation | relation."""
        if self._word_or_sign("not"):
            self.enter()
            inner = self._negation()
            self.leave()
            return Logic("not", (inner,))
        return self.relation()

    def relation(self) -> Node:
        """relation := set (('=' | '<' | …) set)*: a chain."""
        operands, ops = [self.sets()], list[RelationOp]()
        while (op := self._relation_sign()) is not None:
            ops.append(op)
            operands.append(self.sets())
        return operands[0] if not ops else Relation(tuple(ops), tuple(operands))

    def _relation_sign(self) -> RelationOp | None:
        token = self.token
        if token.kind == "word" and token.value in {"in", "notin"} and token.value not in self.lexicon.plain:
            self.position += 1
            return cast("RelationOp", token.value)
        if (
            token.kind == "word"
            and token.value == "not"
            and self.ahead().kind in {"op", "word"}
            and self.ahead().value in _NEGATED
        ):
            self.position += 2
            return cast("RelationOp", _NEGATED[self.tokens[self.position - 1].value])
        if token.kind == "op" and token.value in _RELATIONS:
            self.position += 1
            return cast("RelationOp", token.value)
        return None

    def sets(self) -> Node:
        """sets := sum (('∪' | '∩' | '∖') sum)*, from the left."""
        left = self.sum()
        while True:
            for word, op in _SET_SIGNS.items():
                if self._word_or_sign(word):
                    left = self._joined(op, left, self.sum())
                    break
            else:
                return left

    @staticmethod
    def _joined(op: str, left: Node, right: Node) -> Node:
        if isinstance(left, SetOp) and left.op == op != "difference":
            return SetOp(left.op, (*left.args, right))
        return SetOp(op, (left, right))  # type: ignore[arg-type]

    def _word_or_sign(self, value: str) -> bool:
        token = self.token
        if token.value != value or token.kind not in {"op", "word"}:
            return False
        if token.kind == "word" and (value in self.lexicon.plain or self.ahead().value in {"^", "_"}):
            return False
        self.position += 1
        return True

    def sum(self) -> Node:
        """sum := ['+' | '-'] outer (('+' | '-') outer)*."""
        self.enter()
        terms = [self._signed()]
        while self.at("+", "-") and not (self.spaced and self.token.gap and not self.ahead().gap):
            negative = self.at("-")
            self.position += 1
            term = self._signed() if self.at("+", "-") else self.outer()
            terms.append(Neg(term) if negative else term)
        self.leave()
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def _signed(self) -> Node:
        """A term with its sign: `-a b` is the negative of the product."""
        if self.take("+"):
            return self._signed()
        if self.take("-"):
            self.enter()
            inner = self._signed()
            self.leave()
            return Neg(inner)
        return self.outer()

    def outer(self) -> Node:
        """outer := product ('⊗' product)*: the lowest of the products."""
        factors = [self.product()]
        while self.take("outer") or self._word_or_sign("otimes"):
            factors.append(self.product())
        return factors[0] if len(factors) == 1 else ArrayMul("outer", tuple(factors))
