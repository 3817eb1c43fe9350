"""The sizes of what is written without one: the identity matrix `I`, ones, and a number beside a vector.

Each gets its size from what stands around it: the terms of a sum and both sides of an equality have one shape, and
factors fit together. A number beside a vector is that number times ones; `eye(n)`, `ones(n)`, `ones(m, n)` are put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from grader.claims.statements import Setting
from grader.evidence.arrays.of_any_size.inferred import Shape, Shapes
from grader.evidence.arrays.of_any_size.scales import holds_no_array, is_plain, scale_of
from grader.evidence.arrays.of_any_size.sizes import ONE, Size, size_of, tree_of
from grader.evidence.errors import UnclearError
from grader.evidence.trees.build import distinct
from grader.evidence.trees.features import facts_of
from grader.language.domains import REAL
from grader.language.tree import ONE as UNIT
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    CaptureError,
    Cases,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    Transpose,
    Tup,
    rebuild,
    substitute,
)
from grader.records import dataclass, field, replace

MAX_PARTS = 20_000  # of an expression, those in several places counted again where something in them has no size
SIZED = frozenset({"ones", "zeros", "eye"})  # arrays that are written with their sizes
UNSIZED = frozenset({"I", "ones"})  # constants without one
ARRAYS = frozenset({Array, Tup, ArrayMul, Transpose})


def sized(trees: Sequence[Node], setting: Setting, *, of_letters: bool = False) -> tuple[tuple[Node, ...], Setting]:
    """Return trees of one shape, and the setting, with sizes put in; raises UnclearError where one is not settled.

    `of_letters`: whether a letter beside a vector, too, is that number times ones; in an answer nobody says so.
    """
    shapes = {v.name: v.domain.shape for v in setting.variables if v.domain is not REAL and v.domain.shape}
    if setting.assume:
        assume = tuple(
            _sized((condition,), shapes, of_letters)[0] if _concerns(condition, shapes, of_letters) else condition
            for condition in setting.assume
        )
        if any(new is not old for new, old in zip(assume, setting.assume, strict=True)):
            setting = replace(setting, assume=assume)
    if not any(_concerns(tree, shapes, of_letters) for tree in trees):
        return tuple(trees), setting
    return _sized(trees, shapes, of_letters), setting


def _concerns(tree: Node, shapes: Mapping[str, object], of_letters: bool) -> bool:
    """Whether something without a size may stand in a tree."""
    facts = facts_of(tree)
    if facts.constants and not UNSIZED.isdisjoint(facts.constants):
        return True
    if Add not in facts.kinds or not (of_letters or Num in facts.kinds) or not _may_hold_arrays(tree, shapes):
        return False
    return any(isinstance(part, Add) and _holds_number(part, shapes, of_letters) for part in distinct(tree))


def _may_hold_arrays(tree: Node, shapes: Mapping[str, object]) -> bool:
    facts = facts_of(tree)
    return not (facts.kinds.isdisjoint(ARRAYS) and facts.symbols.isdisjoint(shapes))


def _holds_number(total: Add, shapes: Mapping[str, object], of_letters: bool) -> bool:
    """Whether a number may stand beside an array in a sum."""
    return _may_hold_arrays(total, shapes) and any(
        scale_of(term) is not None or (of_letters and is_plain(term) and holds_no_array(term, shapes))
        for term in total.terms
    )


def _sized(trees: Sequence[Node], declared: Mapping[str, tuple[Node, ...]], of_letters: bool) -> tuple[Node, ...]:
    marker = _Marker(Shapes(), of_letters)
    for name, dims in declared.items():
        if len(dims) <= 2:
            marker.shapes[name] = marker.sizes.shape(*map(size_of, dims))
    marked = [marker.put(tree) for tree in trees]
    for _, shape in marked[1:]:
        marker.sizes.joined(marked[0][1], shape)
    if not marker.marks:
        return tuple(trees)
    values = {name: mark.tree(marker.sizes) for name, mark in marker.marks.items()}
    try:
        return tuple(substitute(tree, values) for tree, _ in marked)
    except CaptureError:  # a number beside a vector that an index of a sum around it counts
        return tuple(trees)


def by_rule(node: Node) -> bool:
    """Return whether an array by a rule for its entries stands in a tree."""
    return "array" in facts_of(node).binders


def shape_in(tree: Node, setting: Setting) -> tuple[Size, Size] | None:
    """Return the height and the width of a tree's value as far as they are seen, those of a number being 1."""
    marker = _Marker(Shapes(), of_letters=True)
    for variable in setting.variables:
        if 0 < len(variable.domain.shape) <= 2:
            marker.shapes[variable.name] = marker.sizes.shape(*map(size_of, variable.domain.shape))
    _, shape = marker.put(tree)
    if shape is None:
        return None
    height, width = map(marker.sizes.value, shape)
    return None if height is None or width is None else (height, width)


@dataclass
class _Mark:
    """What stands for an array without a size: `number` times ones, or the identity; `bare`: written without ones."""

    kind: Literal["identity", "ones", "bare"]
    shape: tuple[int, int]
    number: Node = UNIT

    def tree(self, sizes: Shapes) -> Node:
        """Return the array with its size; a bare number beside a matrix stays as it is."""
        height, width = map(sizes.value, self.shape)
        if height is None or width is None:
            raise UnclearError(f"the size of {'I' if self.kind == 'identity' else 'an array of ones'} is not settled",
                               final=True)  # fmt: skip
        if height == width == ONE or (self.kind == "bare" and ONE not in (height, width)):
            return self.number
        if self.kind == "identity":
            return Call("eye", (tree_of(height),))
        array: Node = Call("ones", tuple(tree_of(size) for size in (height, width) if size != ONE))
        array = Transpose(array) if height == ONE else array
        return array if self.number == UNIT else Mul((self.number, array))


@dataclass
class _Marker:
    """Puts symbols in for what has no size, and finds the shape of every part."""

    sizes: Shapes
    of_letters: bool
    shapes: dict[str, Shape] = field(default_factory=dict)
    marks: dict[str, _Mark] = field(default_factory=dict)
    plain: dict[int, tuple[Node, Shape]] = field(default_factory=dict)  # parts without marks, which may be shared
    looked_at: int = 0

    def put(self, node: Node) -> tuple[Node, Shape]:
        """Return a tree with symbols for what has no size, and its shape; raises UnclearError where it is too large.

        A part that stands in several places is looked at once, unless something in it has no size: that may differ.
        """
        known = self.plain.get(id(node))
        if known is not None:
            return known
        self.looked_at += 1
        if self.looked_at > MAX_PARTS:
            raise UnclearError(f"sizes are looked for in up to {MAX_PARTS} parts", final=True, limit="max_parts")
        before = len(self.marks)
        found = self.put_apart(node)
        if len(self.marks) == before:
            found = self.plain[id(node)] = node, found[1]
        return found

    def put_apart(self, node: Node) -> tuple[Node, Shape]:
        match node:
            case Const("I"):
                size = self.sizes.fresh()
                return self.marked(_Mark("identity", (size, size)))
            case Const("ones"):
                return self.marked(_Mark("ones", (self.sizes.fresh(), self.sizes.one)))
            case Num() | Const():
                return node, self.sizes.scalar
            case Sym(name):
                return node, self.shapes.get(name, self.sizes.scalar)
            case Neg(arg):
                inner, shape = self.put(arg)
                return Neg(inner), shape
            case Add(terms):
                return self.sum(terms)
            case Mul(factors):
                return self.product(factors)
            case _:
                return self.other(node)

    def marked(self, mark: _Mark) -> tuple[Node, Shape]:
        name = f"unsized[{len(self.marks)}]"  # no text can spell it
        self.marks[name] = mark
        return Sym(name), mark.shape

    def other(self, node: Node) -> tuple[Node, Shape]:
        match node:
            case Div(num, den):
                (above, shape), (below, divisor) = self.put(num), self.put(den)
                return Div(above, below), self.sizes.divided(shape, divisor)
            case Pow(base, exp):
                (below, shape), (above, _) = self.put(base), self.put(exp)
                return Pow(below, above), shape
            case Transpose(arg):
                inner, shape = self.put(arg)
                return Transpose(inner), shape and shape[::-1]
            case ArrayMul(op, factors):
                parts, shapes = self.all(factors)
                return ArrayMul(op, parts), self.sizes.common(shapes) if op == "hadamard" else self.sizes.outer(shapes)
            case Call():
                return self.call(node)
            case Apply(args=(arg,)):
                inner, shape = self.put(arg)
                return replace(node, args=(inner,)), shape
            case _:
                return self.whole(node)

    def whole(self, node: Node) -> tuple[Node, Shape]:
        """Return what is made of several parts of one shape, of one part, or of numbers."""
        match node:
            case Array(items) | Tup(items):
                parts, shapes = self.all(items)
                return replace(node, items=parts), self.sizes.stacked(items, shapes)
            case Index(base, indices):
                inner, shape = self.put(base)
                places, _ = self.all(indices)
                is_entry = shape is not None and len(places) == (1 if self.sizes.one in shape else 2)
                return Index(inner, places), self.sizes.scalar if is_entry else None
            case Bind(body=body):
                inner, shape = self.put(body)
                return replace(node, body=inner), shape
            case Cases(branches, otherwise):
                return self.cases(branches, otherwise)
            case Relation(ops, operands):
                parts, shapes = self.all(operands)
                self.sizes.common(shapes)
                return Relation(ops, parts), self.sizes.scalar
            case _:
                return rebuild(node, lambda child: self.put(child)[0]), self.sizes.scalar

    def all(self, nodes: Sequence[Node]) -> tuple[tuple[Node, ...], list[Shape]]:
        parts = [self.put(node) for node in nodes]
        return tuple(part for part, _ in parts), [shape for _, shape in parts]

    def cases(self, branches: Sequence[tuple[Node, Node]], otherwise: Node | None) -> tuple[Node, Shape]:
        values, shapes = self.all([value for value, _ in branches])
        conditions, _ = self.all([condition for _, condition in branches])
        rest, last = (None, self.sizes.scalar) if otherwise is None else self.put(otherwise)
        return Cases(tuple(zip(values, conditions, strict=True)), rest), self.sizes.common([*shapes, last])

    # sums and products

    def sum(self, terms: Sequence[Node]) -> tuple[Node, Shape]:
        """Return a sum; a number, and a multiple of ones, has the shape of the arrays beside it."""
        scales = [scale_of(term) for term in terms]
        parts = [
            (term, None) if scale is not None else self.put(term) for term, scale in zip(terms, scales, strict=True)
        ]
        scales = [
            ("bare", part)
            if self.of_letters and scale is None and is_plain(part) and self.sizes.is_number(shape)
            else scale
            for (part, shape), scale in zip(parts, scales, strict=True)
        ]
        shapes = [shape for (_, shape), scale in zip(parts, scales, strict=True) if scale is None]
        if not shapes or all(map(self.sizes.is_number, shapes)) or None in shapes:
            parts = [self.put(term) if scale is not None else part
                     for part, term, scale in zip(parts, terms, scales, strict=True)]  # fmt: skip
            return Add(tuple(part for part, _ in parts)), self.sizes.common([shape for _, shape in parts])
        shape = self.sizes.common(shapes)
        assert shape is not None
        found = [part if scale is None else self.marked(_Mark(scale[0], shape, scale[1]))[0]
                 for (part, _), scale in zip(parts, scales, strict=True)]  # fmt: skip
        return Add(tuple(found)), shape

    def product(self, factors: Sequence[Node]) -> tuple[Node, Shape]:
        parts, shapes = self.all(factors)
        found: Shape = self.sizes.scalar
        for shape in shapes:
            found = self.sizes.multiplied(found, shape)
        return Mul(parts), found

    def call(self, node: Call) -> tuple[Node, Shape]:
        parts, shapes = self.all(node.args)
        return Call(node.name, parts), self.sizes.of_call(node, shapes)
