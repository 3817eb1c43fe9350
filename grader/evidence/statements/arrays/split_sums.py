"""Conditions on sums over all entries of a vector whose size is a letter, and on single entries of it.

Of a sum over i = 1, …, n the term of a declared index y is split off; what is left is a number of its own, not negative
where all terms are positive, and positive where n is at least 2. What is proved of all such numbers holds of all
vectors. A condition that fails fails for vectors of two entries, which are written out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from grader.claims.solutions import SameSolutions
from grader.claims.statements import Holds, Setting
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import Sign, sign_of
from grader.evidence.question.goal import Goal, trees_of
from grader.evidence.statements.arrays.one_entry import check_sizes
from grader.evidence.trees.build import product_of
from grader.language.domains import NON_NEGATIVE, POSITIVE, REAL, Domain, Variable
from grader.language.tree import (
    Add,
    Bind,
    Call,
    Cases,
    Index,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Relation,
    RelationOp,
    Sym,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass, field, replace
from grader.verdict import Evidence, Exact, Point, Proof

ZERO, ONE, TWO = (Num(Fraction(value)) for value in range(3))
SWAPPED: dict[RelationOp, RelationOp] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def by_split_sums(goal: Goal) -> Evidence | None:
    """Return evidence for or against a condition on sums of entries, or that two hold together; None for any other."""
    statement = goal.plain
    if not isinstance(statement, Holds | SameSolutions):
        return None
    vectors = {one.name: size for one in goal.setting.variables if (size := _size(one)) is not None}
    if not vectors:
        return None
    split = _Split(goal, vectors, _indices(goal, vectors))
    changed = _mapped(statement, lambda condition: _without_logarithms(split.changed(condition)))
    trees = trees_of(changed)
    if all(symbols(tree).isdisjoint(vectors) and not _has_bound(tree) for tree in trees):
        found = goal.scope.oracle.decide(goal.about(changed, split.setting()))
        if isinstance(found, Proof):
            return found
    return _at_two_entries(goal, statement, vectors)


def _has_bound(tree: Node) -> bool:
    return any(isinstance(node, Bind) for node in walk(tree))


def _mapped(statement: Holds | SameSolutions, change: Callable[[Node], Node]) -> Holds | SameSolutions:
    if isinstance(statement, Holds):
        return Holds(change(statement.condition))
    return SameSolutions(change(statement.answer), change(statement.expected))


def _size(variable: Variable) -> str | None:
    match variable.domain.shape:
        case (Sym(name),):
            return name
        case _:
            return None


def _indices(goal: Goal, vectors: dict[str, str]) -> list[str]:
    """Return the declared indices that run over all entries of some vector."""
    ends = {Sym(size) for size in vectors.values()}
    return [one.name for one in goal.setting.variables if one.domain.low == ONE and one.domain.high in ends]


@dataclass
class _Split:
    goal: Goal
    vectors: dict[str, str]
    indices: list[str]
    fresh: dict[Node, Variable] = field(default_factory=dict)

    def changed(self, tree: Node) -> Node:
        """Return a tree with terms split off from its sums, and numbers in place of entries."""
        match tree:
            case Bind("sum", body, var, low, Sym(size)) if low == ONE and size in self.vectors.values():
                return self._without_one(tree) or self._split(body, var, tree)
            case Index(Sym(name), (Sym(index),)) if name in self.vectors and index in self.indices:
                return Sym(self._number(tree, REAL))
            case _:
                return rebuild(tree, self.changed)

    def _split(self, body: Node, var: str, tree: Bind) -> Node:
        if not self._is_positive(body, var):
            return tree
        index = next(iter(self.indices), None)
        if index is None or var in self.indices:
            return Sym(self._number(tree, POSITIVE))
        assert isinstance(tree.high, Sym)
        rest = POSITIVE if self._is_at_least_two(tree.high) else NON_NEGATIVE
        return Add((self.changed(substitute(body, {var: Sym(index)})), Sym(self._number(tree, rest))))

    def _without_one(self, tree: Bind) -> Node | None:
        """Return the sum over all indices but the declared one as the number that is left of the whole sum."""
        match tree.body:
            case Cases(((body, Relation(("!=",), sides)),), otherwise) if otherwise == ZERO and self.indices:
                if {*sides} != {Sym(tree.var), Sym(self.indices[0])}:
                    return None
                found = self._split(body, tree.var, replace(tree, body=body))
                return found.terms[1] if isinstance(found, Add) else None
            case _:
                return None

    def _is_positive(self, body: Node, var: str) -> bool:
        """Return whether a term is proved to be positive whatever the entries are."""
        entries: dict[Node, Variable] = {}

        def plain(node: Node) -> Node:
            match node:
                case Index(Sym(name), (Sym(index),)) if name in self.vectors and index in {var, *self.indices}:
                    return Sym(entries.setdefault(node, Variable(f"entry_{len(entries)}", REAL)).name)
                case _:
                    return rebuild(node, plain)

        term = plain(body)
        names = {one.name for one in entries.values()}
        if not any(symbols(node) >= {var} for node in entries) or not symbols(term) <= names:
            return False
        return sign_of(term, Setting(tuple(entries.values())), self.goal.budget).within(Sign.POSITIVE)

    def _is_at_least_two(self, size: Sym) -> bool:
        return any(
            condition in {Relation((">=",), (size, TWO)), Relation((">",), (size, ONE)), Relation(("<=",), (TWO, size))}
            for condition in self.goal.setting.assume
        )

    def _number(self, part: Node, domain: Domain) -> str:
        if part not in self.fresh:
            self.fresh[part] = Variable(f"part_{len(self.fresh) + 1}", domain)
        return self.fresh[part].name

    def setting(self) -> Setting:
        """Return the setting with the new numbers in place of vectors."""
        setting = self.goal.setting
        kept = tuple(one for one in setting.variables if one.name not in self.vectors)
        assume = tuple(one for one in setting.assume if symbols(one).isdisjoint(self.vectors))
        return replace(setting, variables=(*kept, *self.fresh.values()), assume=assume)


def _without_logarithms(condition: Node) -> Node:
    """Return a condition with `log(u) + a > log(v)` as 0 < u, 0 < v and u exp(a) > v."""
    if isinstance(condition, Logic):
        return rebuild(condition, _without_logarithms)
    match condition:
        case Relation((op,), (left, right)) if op in SWAPPED:
            above, below = _signed_terms(left, right)
            inner = [u for side in (above, below) for term in side if (u := _logarithm(term)[0]) is not None]
            if inner:
                link = Relation((op,), (_exponential(above), _exponential(below)))
                return Logic("and", (*(Relation((">",), (u, ZERO)) for u in inner), link))
    return condition


def _signed_terms(left: Node, right: Node) -> tuple[list[Node], list[Node]]:
    """Return the terms of a difference that are added and those that are taken off, but for what cancels."""
    above, below = _terms(left)
    less, more = _terms(right)
    above, below = [*above, *more], [*below, *less]
    for term in tuple(above):
        if term in below:
            above.remove(term)
            below.remove(term)
    return above, below


def _terms(tree: Node) -> tuple[list[Node], list[Node]]:
    match tree:
        case Add(terms):
            parts = [_terms(term) for term in terms]
            return [one for above, _ in parts for one in above], [one for _, below in parts for one in below]
        case Neg(arg):
            above, below = _terms(arg)
            return below, above
        case Num(Fraction(numerator=0)):
            return [], []
        case _:
            inner, sign = _logarithm(tree)
            return ([], [Call("log", (inner,))]) if inner is not None and sign < 0 else ([tree], [])


def _exponential(terms: list[Node]) -> Node:
    """Return the exponential of a sum as a product."""
    factors = tuple(_logarithm(term)[0] or Call("exp", (term,)) for term in terms)
    return product_of(factors)


def _logarithm(tree: Node) -> tuple[Node | None, int]:
    match tree:
        case Call("log", (inner,)):
            return inner, 1
        case Neg(arg):
            inner_, sign = _logarithm(arg)
            return inner_, -sign
        case Mul((Neg(Num(Fraction(numerator=1, denominator=1))), arg)):
            inner_, sign = _logarithm(arg)
            return inner_, -sign
        case _:
            return None, 1


def _at_two_entries(goal: Goal, statement: Holds | SameSolutions, vectors: dict[str, str]) -> Point | None:
    """Return a counterexample with vectors of two entries, None where none is found."""
    at = dict.fromkeys(vectors.values(), TWO) | dict.fromkeys(_indices(goal, vectors), ONE)
    values: dict[str, Node] = dict(at)
    try:
        check_sizes(goal.setting, dict.fromkeys(vectors.values(), 2))
    except DeclinedError:
        return None
    kept = [one for one in goal.setting.variables if one.name not in at]
    if any(_needs(one.domain, at) for one in kept if one.name not in vectors):
        return None
    variables = tuple(
        replace(one, domain=replace(one.domain, shape=(TWO,))) if one.name in vectors else one for one in kept
    )
    assume = tuple(substitute(one, values) for one in goal.setting.assume)
    setting = replace(goal.setting, variables=variables, assume=assume)
    written = _mapped(statement, lambda condition: substitute(condition, values))
    found = goal.scope.oracle.decide(goal.about(written, setting))
    if not isinstance(found, Point):
        return None
    return replace(found, at={**{name: Exact(str(node.value)) for name, node in at.items()}, **found.at})


def _needs(domain: Domain, at: Mapping[str, Node]) -> bool:
    """Return whether a domain speaks of symbols that have been given values, or is one of other arrays."""
    parts = (domain.low, domain.high, *(domain.members or ()))
    return bool(domain.shape) or any(part is not None and not symbols(part).isdisjoint(at) for part in parts)
