"""The kinds of nodes.

A field is set once, when a node is made: `Final` says so, and mypy holds it. At run time nothing is checked, since
reading and deciding make more nodes than anything else.

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

from fractions import Fraction
from operator import attrgetter
from typing import Any, ClassVar, Final, Literal

from grader.records import dataclass


class Node:
    """Base of all nodes: equal where the kinds and all fields are."""

    # Once they were asked for: whole trees are keys, again and again, and numbers are computed with.
    __slots__ = ("_exact", "_found", "_hash", "_symbols")
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _fields: ClassVar[attrgetter[Any]]  # reads all fields of a node of this kind
    _hash: int
    _symbols: frozenset[str]
    _found: Any  # what one pass over the tree found, kept by whom it concerns
    _exact: Any  # a number as it is computed with, kept by whom it concerns

    def __init_subclass__(cls) -> None:
        cls._fields = attrgetter(*cls.__annotations__)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return self.__class__ is other.__class__ and bool(self._fields(self) == self._fields(other))

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = known = hash((self._fields(self),))
            return known

    def __reduce__(self) -> tuple[type[Node], tuple[object, ...]]:
        """Leave out what was worked out: another process hashes names otherwise."""
        return self.__class__, tuple(getattr(self, name) for name in self.__match_args__)


@dataclass(slots=True, eq=False)
class Num(Node):
    """A non-negative terminating decimal."""

    value: Final[Fraction]


ZERO, ONE, TWO = (Num(Fraction(value)) for value in range(3))


@dataclass(slots=True, eq=False)
class Sym(Node):
    """A symbol by its canonical plain name: `x`, `eta`, `w_0`, `w_{10}`, `W^{(1)}`, `k'`."""

    name: Final[str]


@dataclass(slots=True, eq=False)
class Const(Node):
    """A constant: `pi`, `e`, `i`, `oo` (infinity), `true`, `false`, `emptyset`."""

    name: Final[str]


@dataclass(slots=True, eq=False)
class Neg(Node):
    """-arg."""

    arg: Final[Node]


@dataclass(slots=True, eq=False)
class Add(Node):
    """Sum of two or more terms."""

    terms: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Mul(Node):
    """Ordinary product of two or more factors; between arrays the matrix product, in the order written."""

    factors: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class ArrayMul(Node):
    """Entrywise (`hadamard`) or outer product of two or more arrays."""

    op: Final[Literal["hadamard", "outer"]]
    factors: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Div(Node):
    """num / den."""

    num: Final[Node]
    den: Final[Node]


@dataclass(slots=True, eq=False)
class Pow(Node):
    """base ^ exp."""

    base: Final[Node]
    exp: Final[Node]


@dataclass(slots=True, eq=False)
class Call(Node):
    """A known function (`names.functions`) applied to its arguments."""

    name: Final[str]
    args: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Apply(Node):
    """A declared function (`functions:` or `define:`) applied; `primes` counts derivatives, `f''(x)` has 2."""

    name: Final[str]
    args: Final[tuple[Node, ...]]
    primes: Final[int] = 0


@dataclass(slots=True, eq=False)
class Transpose(Node):
    """Transposed array."""

    arg: Final[Node]


@dataclass(slots=True, eq=False)
class Index(Node):
    """Entry of an array: `x_1`, `W_{ij}`, `softmax(x)_i`; indices count from 1."""

    base: Final[Node]
    indices: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Array(Node):
    """`[a, b, c]`, flat or of rows. A flat list has no orientation; columns are arrays of one-entry arrays."""

    items: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Tup(Node):
    """`(a, b, …)`: a tuple, a shape, or an open interval, as the place where it stands decides."""

    items: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class SetOf(Node):
    """`{a, b, …}`: a finite set; `{}` is empty."""

    items: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Interval(Node):
    """An interval whose brackets differ, `(a, b]` or `[a, b)`, or in French notation.

    `(a, b)` is a `Tup` and `[a, b]` an `Array`: the place where they stand decides what they mean.
    """

    low: Final[Node]
    high: Final[Node]
    low_closed: Final[bool]
    high_closed: Final[bool]


@dataclass(slots=True, eq=False)
class SetOp(Node):
    """`union`, `intersection` or `difference` of sets."""

    op: Final[Literal["union", "intersection", "difference"]]
    args: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Builder(Node):
    """`{value : condition}`: the values at which the condition holds for some values of the bound `names`."""

    value: Final[Node]
    names: Final[tuple[str, ...]]
    condition: Final[Node]


@dataclass(slots=True, eq=False)
class Space(Node):
    r"""`\mathbb{R}^{m \times n}`: a number set (`R`, `N`, `Z`, `Q`, `C`) with its dimensions, none for scalars."""

    name: Final[str]
    dims: Final[tuple[Node, ...]] = ()


RelationOp = Literal["=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->"]
MIRRORED: dict[RelationOp, RelationOp] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(slots=True, eq=False)
class Relation(Node):
    """A chain `operands[0] ops[0] operands[1] ops[1] …`; `~` is about equal (`\\approx`)."""

    ops: Final[tuple[RelationOp, ...]]
    operands: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Logic(Node):
    """`and`, `or`, `not`, `implies`, `iff` over conditions."""

    op: Final[Literal["and", "or", "not", "implies", "iff"]]
    args: Final[tuple[Node, ...]]


@dataclass(slots=True, eq=False)
class Cases(Node):
    """Piecewise definition: the first branch (value, condition) that holds counts; then `otherwise`, if any."""

    branches: Final[tuple[tuple[Node, Node], ...]]
    otherwise: Final[Node | None] = None


BindKind = Literal["sum", "prod", "int", "lim", "lim+", "lim-", "max", "min", "array"]
SIDES: dict[str, tuple[int, ...]] = {"lim": (1, -1), "lim+": (1,), "lim-": (-1,)}  # from which a point is approached


@dataclass(slots=True, eq=False)
class Bind(Node):
    """`sum`, `prod`, `int`, `max`, `min` or `lim` of `body` over the bound symbol `var`; or the `array` of its values.

    `low` and `high` bound the index (either may be missing); for `lim`, `low` is the point approached, from above for
    `lim+` and from below for `lim-`; for `max` and `min` over an index set `low` is the set, and no `high` stands.
    """

    kind: Final[BindKind]
    body: Final[Node]
    var: Final[str]
    low: Final[Node | None] = None
    high: Final[Node | None] = None


@dataclass(slots=True, eq=False)
class Derivative(Node):
    """`order`-th derivative of `body` by the symbol `var`: `d/dx f`, `\\partial f / \\partial x`."""

    body: Final[Node]
    var: Final[str]
    order: Final[int] = 1
