"""`like: a(x - h)^2 + k`: an answer matched against a template, up to order, with factors 1 and terms 0 left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.language.printing import show
from grader.language.tree import (
    MIRRORED,
    ONE,
    ZERO,
    Add,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Relation,
    Sym,
    children,
    symbols,
)
from grader.wording import reasons

MAX_TRIES = 20_000  # pairs of a part of the template and a part of the answer that are tried
Bound = Mapping[str, Node]  # what the letters of the template stand for


def like(asked: HasForm, tree: Node) -> str | None:
    """The answer is the template with its undeclared letters filled in by what is free of quantified symbols."""
    template = asked.form.template
    assert template is not None
    matcher = _Matcher(asked)
    if next(matcher.match(template, tree, {}), None) is not None:
        return None
    return reasons.NOT_FORM.format(formula=show(tree), template=asked.form.text.removeprefix("like:").strip())


def _as_power(tree: Node) -> Node:
    """Return e^x for exp(x), which is another way to write it."""
    is_exp = isinstance(tree, Call) and tree.name == "exp" and len(tree.args) == 1
    return Pow(Const("e"), tree.args[0]) if is_exp and isinstance(tree, Call) else tree


class _Matcher:
    def __init__(self, asked: HasForm) -> None:
        self.asked = asked
        self.tries = 0

    def is_free(self, node: Node) -> bool:
        return isinstance(node, Sym) and node.name not in self.asked.declared

    def match(self, template: Node, tree: Node, bound: Bound) -> Iterator[Bound]:
        """Yield every way in which a tree is a template."""
        self.tries += 1
        if self.tries > MAX_TRIES:
            raise UnclearError("there are too many ways to match the template")
        template, tree = _as_power(template), _as_power(tree)
        match template:
            case Sym(name) if self.is_free(template):
                yield from self._filled(name, tree, bound)
            case Add(terms):
                yield from self._parts(terms, _terms(tree), bound, Add, ZERO)
            case Neg(Mul(factors)):
                yield from self.match(Mul((Neg(ONE), *factors)), tree, bound)
            case Mul(factors):
                yield from self._parts(factors, _factors(tree), bound, Mul, ONE)
            case Pow(base, exp) if not isinstance(tree, Pow):
                for found in self.match(exp, ONE, bound):
                    yield from self.match(base, tree, found)
            case Relation(ops) if isinstance(tree, Relation) and MIRRORED.keys() >= {*ops, *tree.ops}:
                yield from self._same(template, tree, bound)
                yield from self._same(template, _mirrored(tree), bound)
            case Neg(arg):
                yield from self.match(arg, tree.arg if isinstance(tree, Neg) else Neg(tree), bound)
            case _:
                yield from self._same(template, tree, bound)

    def _filled(self, name: str, tree: Node, bound: Bound) -> Iterator[Bound]:
        if name in bound:
            if bound[name] == tree:
                yield bound
        elif not symbols(tree) & self.asked.variables:
            yield {**bound, name: tree}

    def _same(self, template: Node, tree: Node, bound: Bound) -> Iterator[Bound]:
        """Match two nodes of one kind, their parts in order."""
        inner, outer = children(template), children(tree)
        if not inner or not outer:
            if template == tree:
                yield bound
            return
        if type(template) is not type(tree) or len(inner) != len(outer) or _label(template) != _label(tree):
            return
        yield from self._in_order(inner, outer, bound)

    def _in_order(self, inner: tuple[Node, ...], outer: tuple[Node, ...], bound: Bound) -> Iterator[Bound]:
        if not inner:
            yield bound
            return
        for found in self.match(inner[0], outer[0], bound):
            yield from self._in_order(inner[1:], outer[1:], found)

    def _parts(
        self,
        parts: tuple[Node, ...],
        given: tuple[Node, ...],
        bound: Bound,
        kind: Callable[[tuple[Node, ...]], Node],
        neutral: Node,
    ) -> Iterator[Bound]:
        """Match terms or factors in any order: each part of the template takes one, a free letter any number."""
        if not parts:
            if not given:
                yield bound
            return
        fixed = sorted(parts, key=self.is_free)
        first, rest = fixed[0], tuple(fixed[1:])
        sizes = range(len(given) + 1) if self.is_free(first) else (1, 0)
        for size in sizes:
            for chosen in combinations(range(len(given)), min(size, len(given))):
                taken = tuple(given[place] for place in chosen)
                left = tuple(item for place, item in enumerate(given) if place not in chosen)
                whole = neutral if not taken else taken[0] if len(taken) == 1 else kind(taken)
                for found in self.match(first, whole, bound):
                    yield from self._parts(rest, left, found, kind, neutral)


def _mirrored(tree: Relation) -> Relation:
    """Return a chain of relations read from its other end: `3 = y` as `y = 3`."""
    return Relation(tuple(MIRRORED[op] for op in reversed(tree.ops)), tree.operands[::-1])


def _label(node: Node) -> object:
    """Return what tells nodes of one kind apart, beside their parts: a name, signs."""
    return getattr(node, "name", None) or getattr(node, "ops", None) or getattr(node, "op", None)


def _terms(tree: Node) -> tuple[Node, ...]:
    match tree:
        case Add(terms):
            return tuple(part for term in terms for part in _terms(term))
        case Neg(Add(terms)):
            return tuple(part for term in terms for part in _terms(Neg(term)))
        case _:
            return (tree,)


def _factors(tree: Node) -> tuple[Node, ...]:
    match tree:
        case Mul(factors):
            return tuple(part for factor in factors for part in _factors(factor))
        case Neg(arg):
            return (Neg(ONE), *_factors(arg))
        case Div(num, den) if num != ONE:  # `x/2` is of the form a x
            return (*_factors(num), Div(ONE, den))
        case _:
            return (tree,)
