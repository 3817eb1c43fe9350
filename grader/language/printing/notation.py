"""Where brackets stand: trees become text in any notation, with no more brackets than one reading needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from grader.language.printing.levels import ATOM, CONNECTIVES, FACTOR, NOT, PRODUCT, RELATION, SETS, SUM
from grader.language.printing.pieces import Piece, Pieces
from grader.language.printing.plain import Plain
from grader.language.tree import (
    CHILDREN,
    SIDES,
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Builder,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Transpose,
    Tup,
)


def written(tree: Node, style: Plain) -> str:
    """Return a tree as text in a notation; not recursive, so depth is no matter."""
    nodes = [tree]
    for node in nodes:  # which grows while we walk: parents come first
        kind = type(node)
        if kind is not Sym and kind is not Num:
            nodes += CHILDREN[kind](node)
    printer = Printer(style)
    done = printer.done
    for node in reversed(nodes):
        done[id(node)] = PIECES[type(node)](printer, node)
    return done[id(tree)][0]


class Printer(Pieces):
    """The upper half of printing: lists, sets, conditions, and what binds a symbol."""

    def array(self, node: Array) -> Piece:
        """Return a matrix where all items are rows of the same length and of scalars, else a list."""
        items = node.items
        rows = [item.items for item in items if isinstance(item, Array)]
        full = len(rows) == len(items) > 0 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 0
        if full and not any(isinstance(entry, Array) for row in rows for entry in row):
            alone = len(rows[0]) == 1 and not self.style.has_fractions
            return self.style.matrix([self.alone(row) if alone else self.texts(row) for row in rows]), ATOM, False
        return self.style.listed(self.alone(items) if len(items) == 1 else self.texts(items)), ATOM, False

    def alone(self, items: Sequence[Node]) -> list[str]:
        """Return the only entry of a list, in brackets where blanks could part it."""
        return [self.at(item, ATOM) if " " in self.text(item) else self.text(item) for item in items]

    def tuple_of(self, node: Tup) -> Piece:
        """Return `(a, b)`."""
        comma = "," if len(node.items) == 1 else ""
        return self.style.brackets(", ".join(self.texts(node.items)) + comma), ATOM, False

    def set_of(self, node: SetOf) -> Piece:
        """Return `{a, b}`."""
        return self.style.braces(", ".join(self.texts(node.items))), ATOM, False

    def interval(self, node: Interval) -> Piece:
        """Return `(a, b]`."""
        left, right = "[" if node.low_closed else "(", "]" if node.high_closed else ")"
        return f"{left}{self.text(node.low)}, {self.text(node.high)}{right}", ATOM, False

    def operation(self, node: SetOp) -> Piece:
        """Return sets with the sign of their operation between them."""
        return f" {self.style.operator(node.op)} ".join(self.all_at(node.args, SUM)), SETS, False

    def builder(self, node: Builder) -> Piece:
        """Return `{x : x > 0}`."""
        return self.style.braces(f"{self.text(node.value)} : {self.text(node.condition)}"), ATOM, False

    def relation(self, node: Relation) -> Piece:
        """Return a chain of relations."""
        first, *rest = self.all_at(node.operands, SETS)
        chain = [f" {self.style.operator(op)} {side}" for op, side in zip(node.ops, rest, strict=True)]
        return first + "".join(chain), RELATION, False

    def logic(self, node: Logic) -> Piece:
        """Return conditions with what connects them."""
        sign = self.style.operator(node.op)
        if node.op == "not" and len(node.args) == 1:
            return f"{sign} {self.at(node.args[0], ATOM)}", NOT, False
        level = CONNECTIVES[node.op]
        return f" {sign} ".join(self.all_at(node.args, level + 1)), level, False

    def cases(self, node: Cases) -> Piece:
        """Return a definition by cases."""
        pairs = [(self.text(value), self.text(where)) for value, where in node.branches]
        otherwise = None if node.otherwise is None else self.text(node.otherwise)
        return self.style.cases(pairs, otherwise), ATOM, False

    def derivative(self, node: Derivative) -> Piece:
        """Return a derivative by a symbol."""
        operator = self.style.differential_operator(self.style.name(node.var), node.order)
        level = FACTOR if self.style.has_fractions else PRODUCT  # it looks like a quotient
        return f"{operator} {self.style.brackets(self.text(node.body))}", level, True

    def binder(self, node: Bind) -> Piece:
        """Return a sum, product, integral, limit, maximum or minimum over a symbol."""
        var, upper = self.style.name(node.var), "" if node.high is None else self.text(node.high)
        kind = "lim" if node.kind in SIDES else node.kind
        sign = self.style.big(kind, self.below(node, var), upper)
        if node.kind == "int":
            body = self.at(node.body, PRODUCT)
            body = self.style.brackets(body) if node.low is None and _could_be_arguments(body) else body
            tail = f"{body} {self.style.differential(var)}"
        else:
            tail = self.at(node.body, PRODUCT if node.kind in {"sum", *SIDES} else FACTOR)
        return f"{sign} {tail}", FACTOR, True

    def below(self, node: Bind, var: str) -> str:
        """Return what stands below a large operator."""
        low = "" if node.low is None else self.text(node.low)
        match node.kind:
            case "int":
                return low
            case _ if node.low is None:
                return var
            case "lim":
                return f"{var} {self.style.operator('->')} {low}"
            case "lim+" | "lim-":
                return f"{var} {self.style.operator('->')} {low}^{node.kind[-1]}"
            case "max" | "min" if node.high is None:
                return f"{var} {self.style.operator('in')} {low}"
            case "max" | "min" | "sum" | "prod" | "array":
                return f"{var}={low}"


# One entry for each kind of node, as in `tree.CHILDREN`: everything that is read is printed too.
PIECES: dict[type[Node], Callable[[Printer, Any], Piece]] = {
    Num: Printer.number,
    Sym: Printer.symbol,
    Const: Printer.constant,
    Space: Printer.space,
    Neg: Printer.negative,
    Add: Printer.sum,
    Mul: Printer.product,
    ArrayMul: Printer.array_product,
    Div: Printer.quotient,
    Pow: Printer.power,
    Call: Printer.call,
    Apply: Printer.application,
    Transpose: Printer.transpose,
    Index: Printer.entry,
    Array: Printer.array,
    Tup: Printer.tuple_of,
    SetOf: Printer.set_of,
    Interval: Printer.interval,
    SetOp: Printer.operation,
    Builder: Printer.builder,
    Relation: Printer.relation,
    Logic: Printer.logic,
    Cases: Printer.cases,
    Bind: Printer.binder,
    Derivative: Printer.derivative,
}


def _could_be_arguments(text: str) -> bool:
    """Return whether a text begins with a bracket that holds a comma: `int [0, 1] dx` would be read as a call."""
    text, depth = text.removeprefix(r"\left"), 0
    for char in text if text[0] in "([" else "":
        depth += (char in "([{") - (char in ")]}")
        if depth == 0 or (depth == 1 and char == ","):
            return depth == 1
    return False
