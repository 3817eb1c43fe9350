"""The tree that every text of mathematics is read into: frozen nodes, no mathematics.

Invariants that parser and printers keep, so that what is printed reads back as the same tree:

- `Num` holds a non-negative terminating decimal, as typed; 1/3 is `Div(Num(1), Num(3))`, -2 is `Neg(Num(2))`.
- `Add` and `Mul` are flat as far as the text has no brackets; `a - b` is `Add((a, Neg(b)))`.
- `a b / c` is `Div(Mul((a, b)), c)`; `\\frac{a}{b}` is the same `Div`.
- Roots are calls (`sqrt(x)`, `root(x, n)`: the n-th root of x), as are `abs`, `floor`, `ceil`, `factorial`,
  `binom`, `norm`.
- A logarithm with a base is `Call("log", (x, base))`; `ln` is read as `log`, natural.
- `sin^2 x` is `Pow(Call("sin", (x,)), Num(2))`, and so is `(sin x)^2`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal


class Node:
    """Base of all nodes."""

    __slots__ = ("_facts", "_hash", "_symbols")  # once they were asked for
    __match_args__: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Num(Node):
    """A non-negative terminating decimal."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Sym(Node):
    """A symbol by its canonical plain name: `x`, `eta`, `w_0`, `w_{10}`, `W^{(1)}`, `k'`."""

    name: str


@dataclass(frozen=True, slots=True)
class Const(Node):
    """A constant: `pi`, `e`, `i`, `oo` (infinity), `true`, `false`, `emptyset`."""

    name: str


@dataclass(frozen=True, slots=True)
class Neg(Node):
    """-arg."""

    arg: Node


@dataclass(frozen=True, slots=True)
class Add(Node):
    """Sum of two or more terms."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mul(Node):
    """Ordinary product of two or more factors; between arrays the matrix product, in the order written."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ArrayMul(Node):
    """Entrywise (`hadamard`) or outer product of two or more arrays."""

    op: Literal["hadamard", "outer"]
    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Div(Node):
    """num / den."""

    num: Node
    den: Node


@dataclass(frozen=True, slots=True)
class Pow(Node):
    """base ^ exp."""

    base: Node
    exp: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A known function (`language.functions`) applied to its arguments."""

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A declared function (`functions:` or `define:`) applied; `primes` counts derivatives, `f''(x)` has 2."""

    name: str
    args: tuple[Node, ...]
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Transpose(Node):
    """Transposed array."""

    arg: Node


@dataclass(frozen=True, slots=True)
class Index(Node):
    """Entry of an array: `x_1`, `W_{ij}`, `softmax(x)_i`; indices count from 1."""

    base: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Array(Node):
    """`[a, b, c]`, flat or of rows. A flat list has no orientation; columns are arrays of one-entry arrays."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Tup(Node):
    """`(a, b, …)`: a tuple, a shape, or an open interval, as the place where it stands decides."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SetOf(Node):
    """`{a, b, …}`: a finite set; `{}` is empty."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """An interval whose brackets differ, `(a, b]` or `[a, b)`, or in French notation.

    `(a, b)` is a `Tup` and `[a, b]` an `Array`: the place where they stand decides what they mean.
    """

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class SetOp(Node):
    """`union`, `intersection` or `difference` of sets."""

    op: Literal["union", "intersection", "difference"]
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Builder(Node):
    """`{value : condition}`: the values at which the condition holds for some values of the bound `names`."""

    value: Node
    names: tuple[str, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Space(Node):
    r"""`\mathbb{R}^{m \times n}`: a number set (`R`, `N`, `Z`, `Q`, `C`) with its dimensions, none for scalars."""

    name: str
    dims: tuple[Node, ...] = ()


RelationOp = Literal["=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->"]


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """A chain `operands[0] ops[0] operands[1] ops[1] …`; `~` is about equal (`\\approx`)."""

    ops: tuple[RelationOp, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`and`, `or`, `not`, `implies`, `iff` over conditions."""

    op: Literal["and", "or", "not", "implies", "iff"]
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """Piecewise definition: the first branch (value, condition) that holds counts; then `otherwise`, if any."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None = None


@dataclass(frozen=True, slots=True)
class Bind(Node):
    """`sum`, `prod`, `int`, `max`, `min` or `lim` of `body` over the bound symbol `var`.

    `low` and `high` bound the index (either may be missing); for `lim`, `low` is the point approached;
    for `max` and `min` over an index set `low` is the set.
    """

    kind: Literal["sum", "prod", "int", "lim", "max", "min"]
    body: Node
    var: str
    low: Node | None = None
    high: Node | None = None


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """`order`-th derivative of `body` by the symbol `var`: `d/dx f`, `\\partial f / \\partial x`."""

    body: Node
    var: str
    order: int = 1
