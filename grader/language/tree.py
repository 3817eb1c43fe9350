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

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, Literal


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


def children(node: Node) -> tuple[Node, ...]:
    """Return the direct subtrees of a node in the order of its fields."""
    return CHILDREN[type(node)](node)


def _in_cases(node: Cases) -> tuple[Node, ...]:
    inner = tuple(part for branch in node.branches for part in branch)
    return inner if node.otherwise is None else (*inner, node.otherwise)


# One entry for each kind of node; deciding walks trees more than anything else.
CHILDREN: dict[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    Num: lambda node: (),
    Sym: lambda node: (),
    Const: lambda node: (),
    Neg: lambda node: (node.arg,),
    Add: lambda node: node.terms,
    Mul: lambda node: node.factors,
    ArrayMul: lambda node: node.factors,
    Div: lambda node: (node.num, node.den),
    Pow: lambda node: (node.base, node.exp),
    Call: lambda node: node.args,
    Apply: lambda node: node.args,
    Transpose: lambda node: (node.arg,),
    Index: lambda node: (node.base, *node.indices),
    Array: lambda node: node.items,
    Tup: lambda node: node.items,
    SetOf: lambda node: node.items,
    Interval: lambda node: (node.low, node.high),
    SetOp: lambda node: node.args,
    Builder: lambda node: (node.value, node.condition),
    Space: lambda node: node.dims,
    Relation: lambda node: node.operands,
    Logic: lambda node: node.args,
    Cases: _in_cases,
    Bind: lambda node: tuple(part for part in (node.body, node.low, node.high) if part is not None),
    Derivative: lambda node: (node.body,),
}


_keep = object.__setattr__  # nodes are frozen


def _kept(hashed: Callable[[Any], int]) -> Callable[[Any], int]:
    """Return the hash of a node as a method that works it out once: whole trees are keys, again and again."""

    def hash_of(node: Any) -> int:
        known: int | None = getattr(node, "_hash", None)
        if known is None:
            known = hashed(node)
            _keep(node, "_hash", known)
        return known

    return hash_of


def _direct(kind: type[Node]) -> Callable[..., None]:
    """Return the `__init__` of a kind of node with one or two fields: it sets the slots, in half the time.

    A frozen dataclass' own goes through `object.__setattr__`; here the slots' descriptors are called.
    """
    names = kind.__match_args__
    first, last = (vars(kind)[name].__set__ for name in (names[0], names[-1]))

    def set_one(self: Node, one: object) -> None:
        first(self, one)

    def set_two(self: Node, one: object, two: object) -> None:
        first(self, one)
        last(self, two)

    made = set_one if len(names) == 1 else set_two
    made.__code__ = made.__code__.replace(co_varnames=("self", *names))  # so that fields can be given by name
    return made


_LIGHT: tuple[type[Node], ...] = (Num, Sym, Const, Neg, Add, Mul, ArrayMul, Div, Pow, Call, Array, Tup, Relation)
for _kind in _LIGHT:
    _kind.__init__ = _direct(_kind)  # type: ignore[method-assign]
for _kind in CHILDREN:
    _kind.__hash__ = _kept(_kind.__hash__)  # type: ignore[assignment, method-assign]


def walk(node: Node) -> Iterator[Node]:
    """Yield a tree's nodes, parents first, without recursion."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        kind = type(top)
        if kind is not Sym and kind is not Num:
            stack.extend(CHILDREN[kind](top)[::-1])


def is_infinite(node: Node | None) -> bool:
    """Return whether a tree is infinity, with either sign."""
    match node:
        case Const("oo") | Neg(Const("oo")):
            return True
        case _:
            return False


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return `node` with `change` applied to each direct subtree; the same object where nothing changed."""
    names: tuple[str, ...] = node.__match_args__
    old = [getattr(node, name) for name in names]
    new = [_rebuilt(value, change) for value in old]
    if all(a is b for a, b in zip(old, new, strict=True)):
        return node
    return type(node)(*new)


def _rebuilt(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        new = tuple([_rebuilt(item, change) for item in value])
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return value


def symbols(node: Node) -> frozenset[str]:
    """Return the names of the free symbols of a tree."""
    try:
        return node._symbols  # type: ignore[attr-defined, no-any-return]
    except AttributeError:
        found = _symbols(node)
        object.__setattr__(node, "_symbols", found)
        return found


def _symbols(node: Node) -> frozenset[str]:
    found: set[str] = set()
    stack = [node]
    while stack:
        top = stack.pop()
        kind = type(top)
        if kind is Num:
            continue
        if isinstance(top, Sym):
            found.add(top.name)
            continue
        if isinstance(top, Bind):
            found |= symbols(top.body) - {top.var}
            stack.extend(part for part in (top.low, top.high) if part is not None)
            continue
        if isinstance(top, Builder):
            found |= frozenset[str]().union(*map(symbols, CHILDREN[Builder](top))).difference(top.names)
            continue
        if isinstance(top, Derivative):
            found.add(top.var)
        stack.extend(CHILDREN[kind](top))
    return frozenset(found)


class CaptureError(ValueError):
    """A symbol of what is put in would come under a binder of the tree, and mean something else there."""


def substitute(node: Node, values: dict[str, Node]) -> Node:
    """Return `node` with free symbols replaced.

    Bound symbols are left alone. Raises CaptureError where a bound symbol would capture a replacement's, and where a
    value is put in for the symbol that a derivative is taken by.
    """
    if isinstance(node, Sym):
        return values.get(node.name, node)
    if isinstance(node, Bind):
        return _substitute_bound(node, values)
    if isinstance(node, Derivative) and node.var in values:
        raise CaptureError(f"a derivative by {node.var} cannot be taken where {node.var} has a value")
    if isinstance(node, Builder):
        return _substitute_built(node, values)
    return rebuild(node, lambda child: substitute(child, values))


def _substitute_bound(node: Bind, values: dict[str, Node]) -> Node:
    inner = {name: value for name, value in values.items() if name != node.var}
    used = symbols(node.body) & inner.keys()
    if any(node.var in symbols(inner[name]) for name in used):
        raise CaptureError(f"the bound symbol {node.var} occurs in what is put in")
    return replace(
        node,
        body=substitute(node.body, inner),
        low=None if node.low is None else substitute(node.low, values),
        high=None if node.high is None else substitute(node.high, values),
    )


def _substitute_built(node: Builder, values: dict[str, Node]) -> Node:
    inner = {name: value for name, value in values.items() if name not in node.names and name in symbols(node)}
    captured = frozenset[str]().union(*(symbols(value) for value in inner.values())) & set(node.names)
    if captured:
        raise CaptureError(f"the bound symbol {min(captured)} occurs in what is put in")
    return replace(node, value=substitute(node.value, inner), condition=substitute(node.condition, inner))
