"""Grammar of conditions: iff, implies, or, and, not, relations, set operations; and below them sums."""

from __future__ import annotations

from typing import Literal, cast

from grader.language.grammar import CLOSERS
from grader.language.listing import Listing, is_condition
from grader.language.tokens import Token
from grader.language.tree import (
    Add,
    ArrayMul,
    Call,
    Interval,
    Logic,
    Neg,
    Node,
    Relation,
    RelationOp,
    SetOf,
    SetOp,
    Space,
    Tup,
)

_LEVELS = {"iff": 0, "implies": 1, "or": 2, "and": 3}
_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->"})
_NEGATED = {"=": "!=", "in": "notin"}
SetKind = Literal["union", "intersection", "difference"]
_SETS: dict[str, SetKind] = {
    "union": "union",
    "intersection": "intersection",
    "intersect": "intersection",
    "difference": "difference",
    "setminus": "difference",
}
_LETTERS: dict[str, SetKind] = {"u": "union", "U": "union"}
_OUTER = frozenset({"outer", "otimes"})
_TERM_SIGNS = frozenset({"+", "-"})
_SET_NODES = (SetOf, SetOp, Interval, Space, Tup)


class Conditions(Listing):
    """The upper half of the grammar."""

    def condition(self) -> Node:
        """condition := negation (('iff' | 'implies' | 'or' | 'and') negation)*, the last binds most."""
        if self.tokens[self.position].value == "not" and self._word_or_sign("not"):
            left = self._negation()
        else:
            first = self.sum()
            if self.tokens[self.position].value in CLOSERS:
                return first
            left = self.relation(first)
        return self._connected(left, 0) if self._level() is not None else left

    def _level(self) -> int | None:
        """Return how loosely the connective here binds; None where none stands."""
        token = self.tokens[self.position]
        level = _LEVELS.get(token.value)
        if level is None or (token.kind == "word" and not self._is_free_word(token)):
            return None
        return level

    def _connected(self, left: Node, least: int) -> Node:
        """Read the connectives that bind as tightly as `least`, and what they connect."""
        last = None
        while (level := self._level()) is not None and level >= least:
            sign = self.token
            self.position += 1
            self.enter()
            right = self._negation() if self._word_or_sign("not") else self.relation()
            while (inner := self._level()) is not None and (inner > level or inner == level == 1):
                right = self._connected(right, inner)
            self.leave()
            left = self._logic(left, right, sign, longer=last == sign.value)
            last = sign.value
        return left

    def _logic(self, left: Node, right: Node, sign: Token, *, longer: bool) -> Node:
        op = sign.value
        right = self.completed(left, right)
        node = self.joined_sets(left, right, sign)
        if node is not None:
            return node
        for side in (left, right):
            if not is_condition(side):
                hint = "; at least is written `>=`" if self.text[sign.start : sign.end] == "=>" else ""
                self.wrong(f"Expected a condition on both sides of `{self.text[sign.start : sign.end]}`{hint}.", sign)
        args = (*left.args, right) if longer and isinstance(left, Logic) and op in {"and", "or"} else (left, right)
        return self._noted(Logic(op, args), sign)  # type: ignore[arg-type]

    def _noted(self, node: Node, sign: Token) -> Node:
        """Remember where a condition stands, for the error where none may."""
        self.conditions.append((node, sign))
        return node

    def _negation(self) -> Node:
        """negation := 'not' negation | relation; a `not` was passed over."""
        sign = self.tokens[self.position - 1]
        self.enter()
        inner = self._negation() if self._word_or_sign("not") else self.relation()
        self.leave()
        return self._noted(Logic("not", (inner,)), sign)

    def relation(self, first: Node | None = None) -> Node:
        """relation := set (('=' | '<' | …) set)*: a chain, of which the first sum may be read already."""
        left = self.sets(first)
        sign = self.tokens[self.position]
        op = self._relation_sign()
        if op is None:
            return left
        operands, ops = [left], list[RelationOp]()
        wants_sets = self.wants_sets
        while op is not None:
            ops.append(op)
            self.wants_sets = wants_sets or op in {"in", "notin"}
            operands.append(self.sets())
            self.wants_sets = wants_sets
            op = self._relation_sign()
        return self._noted(Relation(tuple(ops), tuple(operands)), sign)

    def _relation_sign(self) -> RelationOp | None:
        token = self.tokens[self.position]
        value = token.value
        if token.kind == "op":
            if value in _RELATIONS:
                self.position += 1
                return cast("RelationOp", value)
        elif token.kind != "word" or value in self.lexicon.plain:
            return None
        elif value in {"in", "notin"}:
            self.position += 1
            return cast("RelationOp", value)
        if value == "not" and self.ahead().kind in {"op", "word"} and self.ahead().value in _NEGATED:
            self.position += 2
            return cast("RelationOp", _NEGATED[self.tokens[self.position - 1].value])
        return None

    def sets(self, first: Node | None = None) -> Node:
        """sets := sum (('∪' | '∩' | '∖') sum)*, from the left; the first sum may be read already."""
        left, last = self.sum() if first is None else first, ""
        while (op := self._set_sign()) is not None:
            self.position += 1
            right = self.sum()
            longer = isinstance(left, SetOp) and last == op != "difference"
            left = SetOp(op, (*left.args, right) if longer and isinstance(left, SetOp) else (left, right))
            last = op
        return left

    def _set_sign(self) -> SetKind | None:
        token = self.tokens[self.position]
        op = _SETS.get(token.value)
        if op is None and self.wants_sets and token.kind == "word":
            op = _LETTERS.get(token.value)
        if op is not None and token.kind == "word" and not self._is_free_word(token):
            return None
        return op

    def _is_free_word(self, token: Token) -> bool:
        """Whether a word of the grammar stands for itself: it is not declared, and carries no script."""
        return token.value not in self.lexicon.plain and self.ahead().value not in {"^", "_"}

    def _word_or_sign(self, value: str) -> bool:
        """Pass over a word or sign, if it stands here."""
        token = self.tokens[self.position]
        if token.value != value or token.kind not in {"op", "word"}:
            return False
        if token.kind == "word" and not self._is_free_word(token):
            return False
        self.position += 1
        return True

    def sum(self) -> Node:
        """sum := ['+' | '-'] outer (('+' | '-') outer)*; most are one product."""
        tokens = self.tokens
        first = self._signed() if tokens[self.position].value in _TERM_SIGNS else self.product()
        if tokens[self.position].value in _OUTER:
            first = self._outer(first)
        token = tokens[self.position]
        if token.value not in _TERM_SIGNS:
            return first
        terms = [first]
        while token.value in _TERM_SIGNS:
            if self.spaced and token.gap and not self.ahead().gap:
                break
            negative = token.value == "-"
            self.position += 1
            term = self._signed() if tokens[self.position].value in _TERM_SIGNS else self.product()
            if tokens[self.position].value in _OUTER:
                term = self._outer(term)
            token = tokens[self.position]
            if negative and self.wants_sets and len(terms) == 1 and isinstance(term, _SET_NODES):
                terms = [SetOp("difference", (terms[0], term))]
            elif self._is_remainder(term) and self.choose("remainder") == 1:
                terms = [self._remainder_of(terms, negative)]
            else:
                terms.append(Neg(term) if negative else term)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def _signed(self) -> Node:
        """A term with its sign: `-a b` is the negative of the product."""
        negative = self.at("-")
        self.position += 1
        self.enter()
        inner = self._signed() if self.tokens[self.position].value in _TERM_SIGNS else self._outer(self.product())
        self.leave()
        if negative and self._is_remainder(inner) and self.choose("remainder") == 1:
            return self._remainder_of([], negative)
        return Neg(inner) if negative else inner

    def _is_remainder(self, term: Node) -> bool:
        """Whether a term that ends here is `a mod b`, without brackets around it."""
        return term is self.remainder[0] and self.position == self.remainder[1]

    def _remainder_of(self, before: list[Node], negative: bool) -> Node:
        """Return `a + b mod c` as (a + b) mod c; the terms before the last one, which has a sign, are given."""
        remainder, _ = self.remainder
        assert isinstance(remainder, Call)
        left, divisor = remainder.args
        last = Neg(left) if negative else left
        return Call("mod", (Add((*before, last)) if before else last, divisor))

    def _outer(self, first: Node) -> Node:
        """outer := product ('⊗' product)*: the lowest of the products; the first product was read."""
        if not self._word_or_sign("outer") and not self._word_or_sign("otimes"):
            return first
        factors = [first, self.product()]
        while self._word_or_sign("outer") or self._word_or_sign("otimes"):
            factors.append(self.product())
        return ArrayMul("outer", tuple(factors))
