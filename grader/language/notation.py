"""Where brackets stand: trees become text in any notation, with no more brackets than one reading needs.

Products stand side by side (a sign only before a digit), a quotient in a product takes brackets (`(1/2) x`), and so
does what would swallow a factor written after it (a sum or a derivative).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from grader.language.greek import GREEK, LETTERS
from grader.language.numerals import decimal, digits, show_number
from grader.language.plain import Plain
from grader.language.tree import (
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
    walk,
)


class Level(IntEnum):
    """How tightly a printed text holds together; what is looser than its place gets brackets."""

    LOGIC = 0  # iff, implies
    OR = 1
    AND = 2
    NOT = 3
    RELATION = 4
    SETS = 5
    SUM = 6
    ARRAY_PRODUCT = 7
    NEGATION = 8
    PRODUCT = 9
    FACTOR = 10
    POWER = 11
    ATOM = 12


class Piece(NamedTuple):
    """A printed subtree; `open` says that it would swallow a factor written after it (`sum_{i=1}^{n} a_i`)."""

    text: str
    level: Level = Level.ATOM
    open: bool = False


LOGIC_LEVELS: Mapping[str, Level] = {
    "iff": Level.LOGIC,
    "implies": Level.LOGIC,
    "or": Level.OR,
    "and": Level.AND,
    "not": Level.NOT,
}


def written(tree: Node, style: Plain) -> str:
    """Return a tree as text in a notation; not recursive, so depth is no matter."""
    printer = Printer(style)
    done, piece = printer.done, printer.piece
    for node in reversed(list(walk(tree))):
        done[id(node)] = piece(node)
    return printer.text(tree)


class Printer:
    """Prints nodes whose children are printed already; `done` holds those by identity."""

    def __init__(self, style: Plain) -> None:
        self.style = style
        self.done: dict[int, Piece] = {}

    def text(self, node: Node) -> str:
        """Return the text of a printed node, without brackets."""
        return self.done[id(node)].text

    def texts(self, nodes: Sequence[Node]) -> list[str]:
        """Return the texts of printed nodes."""
        return [self.text(node) for node in nodes]

    def at(self, node: Node, level: Level, *, closed: bool = False) -> str:
        """Return the text of a printed node, in brackets if it is looser than `level`, or open and may not be."""
        piece = self.done[id(node)]
        if piece.level < level or (closed and piece.open):
            return self.style.brackets(piece.text)
        return piece.text

    def all_at(self, nodes: Sequence[Node], level: Level) -> list[str]:
        """Return the texts of nodes that need `level`."""
        return [self.at(node, level) for node in nodes]

    def piece(self, node: Node) -> Piece:
        """Return the text of a node whose children are done."""
        return PIECES[type(node)](self, node)

    def symbol(self, node: Sym) -> Piece:
        """Return a name."""
        shown = self.style.name(node.name)
        return Piece(shown, Level.POWER) if "^" in node.name else Piece(shown)

    def leaf(self, node: Const | Space) -> Piece:
        """Return a constant, or a number set with its dimensions."""
        match node:
            case Const(name=name):
                return Piece(self.style.constant(name))
            case Space(name=name, dims=dims):
                level = Level.SUM if len(dims) == 1 else Level.FACTOR
                shown = self.style.space(name, self.all_at(dims, level))
                return Piece(shown, Level.POWER if dims else Level.ATOM)

    def number(self, node: Num) -> Piece:
        """Return a decimal, or else a fraction (no text reads as one number then, but it is right)."""
        above, below = node.value.as_integer_ratio()
        return Piece(digits(above)) if below == 1 and above >= 0 else self.fraction(node.value)

    def fraction(self, value: Fraction) -> Piece:
        """Return what is no whole number."""
        if value < 0:
            return Piece(f"-{self.number(Num(-value)).text}", Level.NEGATION)
        text = decimal(value)
        return Piece(show_number(value), Level.PRODUCT) if text is None else Piece(text)

    def negative(self, node: Neg) -> Piece:
        """Return `-a`."""
        return Piece(f"-{self.at(node.arg, Level.PRODUCT)}", Level.NEGATION, self.done[id(node.arg)].open)

    def array_product(self, node: ArrayMul) -> Piece:
        """Return arrays with the sign of their product between them."""
        shown = [self.at(factor, Level.POWER, closed=True) for factor in node.factors]
        return Piece(f" {self.style.operator(node.op)} ".join(shown), Level.ARRAY_PRODUCT)

    def power(self, node: Pow) -> Piece:
        """Return `a^b`."""
        return Piece(self.style.power(self.at(node.base, Level.ATOM), self.text(node.exp)), Level.POWER)

    def sum(self, node: Add) -> Piece:
        """Return `a + b - c`."""
        text, terms = "", node.terms
        for place in reversed(range(len(terms))):
            term = terms[place]
            negative = isinstance(term, Neg)
            level = Level.PRODUCT if negative else Level.ARRAY_PRODUCT
            if self.done[id(term)].open and self.could_go_on(term, text):
                level = Level.ATOM
            shown = self.at(term.arg if isinstance(term, Neg) else term, level)
            sign = (" - " if negative else " + ") if place else ("-" if negative else "")
            text = f"{sign}{shown}{text}"
        return Piece(text, Level.SUM)

    def could_go_on(self, term: Node, after: str) -> bool:
        """Return whether the body of an open term could be read on into what follows: its symbol occurs there."""
        if not after:
            return False
        bound = {node.var for node in walk(term) if isinstance(node, Bind) and node.kind != "int"}
        words = {LETTERS.get(word, word) for word in re.findall(r"[A-Za-z]+|[^\W\d_]", after)}
        pairs = {word for word in words if len(word) == 2 and word not in GREEK}
        return bool(bound & words.union(*pairs))

    def product(self, node: Mul) -> Piece:
        """Return factors side by side."""
        *first, last = node.factors
        shown = [self.at(factor, Level.FACTOR, closed=True) for factor in first]
        shown.append(self.at(last, Level.FACTOR))
        text = shown[0]
        for left, right in pairwise(shown):
            text += self.style.between(left, right) + right
        return Piece(text, Level.PRODUCT, self.done[id(last)].open)

    def quotient(self, node: Div) -> Piece:
        """Return `a/b`: a product above is not bracketed, anything but a power below is."""
        num, den = node.num, node.den
        if self.style.has_fractions:
            return Piece(self.style.fraction(self.text(num), self.text(den)), Level.FACTOR)
        level = Level.PRODUCT if isinstance(num, Mul) else Level.FACTOR
        above, below = self.at(num, level, closed=True), self.at(den, Level.POWER, closed=True)
        return Piece(self.style.fraction(above, below), Level.PRODUCT)

    def application(self, node: Call | Apply | Transpose | Index) -> Piece:
        """Return what stands against its argument."""
        match node:
            case Call(name="factorial", args=(arg,)):
                return Piece(f"{self.at(arg, Level.ATOM)}!", Level.POWER)
            case Call(name="double_factorial", args=(arg,)):
                return Piece(f"{self.at(arg, Level.ATOM)}!!", Level.POWER)
            case Call(name=name, args=args):
                level = Level.POWER if name in self.style.prefixes else Level.ATOM
                return Piece(self.style.call(name, self.texts(args)), level)
            case Apply(name=name, args=args, primes=primes):
                shown = self.style.brackets(", ".join(self.texts(args)))
                return Piece(f"{self.style.name(name)}{self.style.prime * primes}{shown}")
            case Transpose(arg=arg):
                return Piece(f"{self.at(arg, Level.ATOM)}{self.style.transposed}", Level.POWER)
            case Index(base=base, indices=indices):
                return Piece(self.style.indexed(self.index_base(base), self.texts(indices)))

    def index_base(self, base: Node) -> str:
        """Return what an index is set at: bracketed where it has an index or exponent of its own."""
        bare = not isinstance(base, Index) and not (isinstance(base, Sym) and "_" in base.name)
        return self.at(base, Level.ATOM) if bare else self.style.brackets(self.text(base))

    def collection(self, node: Array | Tup | SetOf | Interval | SetOp | Builder) -> Piece:
        """Return a list, a tuple, a set, an interval, an operation between sets."""
        match node:
            case Array(items=items):
                return Piece(self.array(items))
            case Tup(items=items):
                comma = "," if len(items) == 1 else ""
                return Piece(self.style.brackets(", ".join(self.texts(items)) + comma))
            case SetOf(items=items):
                return Piece(self.style.braces(", ".join(self.texts(items))))
            case Interval(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
                left, right = "[" if low_closed else "(", "]" if high_closed else ")"
                return Piece(f"{left}{self.text(low)}, {self.text(high)}{right}")
            case SetOp(op=op, args=args):
                return Piece(f" {self.style.operator(op)} ".join(self.all_at(args, Level.SUM)), Level.SETS)
            case Builder(value=value, condition=condition):
                return Piece(self.style.braces(f"{self.text(value)} : {self.text(condition)}"))

    def array(self, items: Sequence[Node]) -> str:
        """Return a matrix where all items are rows of the same length and of scalars, else a list."""
        rows = [item.items for item in items if isinstance(item, Array)]
        full = len(rows) == len(items) > 0 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 0
        if full and not any(isinstance(entry, Array) for row in rows for entry in row):
            alone = len(rows[0]) == 1 and not self.style.has_fractions
            return self.style.matrix([self.alone(row) if alone else self.texts(row) for row in rows])
        return self.style.listed(self.alone(items) if len(items) == 1 else self.texts(items))

    def alone(self, items: Sequence[Node]) -> list[str]:
        """Return the only entry of a list, in brackets where blanks could part it."""
        return [self.at(item, Level.ATOM) if " " in self.text(item) else self.text(item) for item in items]

    def condition(self, node: Relation | Logic | Cases) -> Piece:
        """Return a chain of relations, a logical connection, a definition by cases."""
        match node:
            case Relation(ops=ops, operands=operands):
                first, *rest = self.all_at(operands, Level.SETS)
                chain = [f" {self.style.operator(op)} {side}" for op, side in zip(ops, rest, strict=True)]
                return Piece(first + "".join(chain), Level.RELATION)
            case Logic(op="not", args=(arg,)):
                return Piece(f"{self.style.operator('not')} {self.at(arg, Level.ATOM)}", Level.NOT)
            case Logic(op=op, args=args):
                level = LOGIC_LEVELS[op]
                return Piece(f" {self.style.operator(op)} ".join(self.all_at(args, Level(level + 1))), level)
            case Cases(branches=branches, otherwise=otherwise):
                pairs = [(self.text(value), self.text(where)) for value, where in branches]
                return Piece(self.style.cases(pairs, None if otherwise is None else self.text(otherwise)))

    def binder(self, node: Bind | Derivative) -> Piece:
        """Return a sum, product, integral, limit, maximum or minimum over a symbol, or a derivative by one."""
        var = self.style.name(node.var)
        match node:
            case Derivative(body=body, order=order):
                operator = self.style.differential_operator(var, order)
                level = Level.FACTOR if self.style.has_fractions else Level.PRODUCT  # it looks like a quotient
                return Piece(f"{operator} {self.style.brackets(self.text(body))}", level, open=True)
            case Bind(kind=kind, body=body, high=high):
                upper = "" if high is None else self.text(high)
                sign = self.style.big(kind, self.below(node, var), upper)
                if kind == "int":
                    tail = f"{self.at(body, Level.PRODUCT)} {self.style.differential(var)}"
                else:
                    tail = self.at(body, Level.PRODUCT if kind in {"sum", "lim"} else Level.FACTOR)
                return Piece(f"{sign} {tail}", Level.FACTOR, open=True)

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
            case "max" | "min":
                return f"{var} {self.style.operator('in')} {low}"
            case "sum" | "prod":
                return f"{var}={low}"


# One entry for each kind of node, as in `tree.CHILDREN`: everything that is read is printed too.
PIECES: dict[type[Node], Callable[[Printer, Any], Piece]] = {
    Num: Printer.number,
    Sym: Printer.symbol,
    **dict.fromkeys((Const, Space), Printer.leaf),
    Neg: Printer.negative,
    Add: Printer.sum,
    Mul: Printer.product,
    ArrayMul: Printer.array_product,
    Div: Printer.quotient,
    Pow: Printer.power,
    **dict.fromkeys((Call, Apply, Transpose, Index), Printer.application),
    **dict.fromkeys((Array, Tup, SetOf, Interval, SetOp, Builder), Printer.collection),
    **dict.fromkeys((Relation, Logic, Cases), Printer.condition),
    **dict.fromkeys((Bind, Derivative), Printer.binder),
}
