"""Two formulas for an entry are proved to be equal for all sizes, indices and inputs.

Sums over indices are brought into a normal form; what is left is compared with a letter for each entry, sum and
greatest entry, so that a proof holds whatever these are.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.claims.statements import Equal, Setting
from grader.evidence.contractions import difference_by_terms, rearranged
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.code.spaces.deltas import solved
from grader.evidence.families.code.spaces.formulas import FALSE, TRUE, choose, logic, negated, parts_of
from grader.evidence.method import Scope
from grader.evidence.oracle import Sign, defined_everywhere, prove_equal, same_domain, sign_of
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import ONE, ZERO
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import (
    Bind,
    Call,
    Cases,
    Div,
    Index,
    Logic,
    Node,
    Pow,
    Relation,
    Sym,
    children,
    rebuild,
    substitute,
    walk,
)
from grader.records import dataclass, field, replace
from grader.verdict import Proof

POSITIVE = Domain(low=ZERO, text="positive")
WHOLE = Domain("integer", text="integer")
MAX_NODES = 1_500  # of a formula that is looked at
MAX_CONDITIONS = 3  # that formulas depend on, taken for true and for false
FREE = "free["  # names of indices that may be any begin so
MAX_STEPS = 10_000  # of one comparison of two formulas


@dataclass
class Table:
    """Letters for entries, sums and greatest entries, the same one for the same tree."""

    scope: Scope
    names: dict[Node, str] = field(default_factory=dict)
    domains: dict[str, Domain] = field(default_factory=dict)

    def abstract(self, node: Node) -> Node:
        """Return a formula with letters for what only depends on indices."""
        match node:
            case Index() | Bind() | Call("first_place"):
                return Sym(self._name(node))
            case _:
                return rebuild(node, self.abstract)

    def _name(self, node: Node) -> str:
        name = self.names.get(node)
        if name is None:
            self.names[node] = name = f"entry[{len(self.names)}]"
            self.domains[name] = self._domain(node)
        return name

    def _domain(self, node: Node) -> Domain:
        match node:
            case Index(Sym(name)):
                found = next((v.domain for v in self.scope.setting.variables if v.name == name), REAL)
                return WHOLE if found.is_integer else replace(found, shape=())
            case Bind("sum", body, high=Sym()) if self._is_positive(body):  # a size or an index: there is a term
                return POSITIVE
            case Call():
                return WHOLE
            case _:
                return REAL

    def _is_positive(self, tree: Node) -> bool:
        return sign_of(self.abstract(tree), self.setting(), self.scope.budget) is Sign.POSITIVE

    def setting(self, assume: Iterable[Node] = ()) -> Setting:
        """Return the setting of abstracted formulas."""
        scalars = tuple(v for v in self.scope.setting.variables if not v.domain.shape)
        own = tuple(Variable(name, domain) for name, domain in self.domains.items())
        return replace(self.scope.setting, variables=(*scalars, *own), assume=tuple(assume))


def agree(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...] = ()) -> bool:
    """Return whether an answer's formula is proved to have the value of the expected one, wherever that has one."""
    if any(sum(1 for _ in walk(side)) > MAX_NODES for side in (left, right)):
        return False
    try:
        first, second = settled(left, scope), settled(right, scope)
        return _agree(first, second, scope, assume) and is_covered(left, right, scope, assume)
    except (DeclinedError, NoValueError):
        return False


def _agree(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    if left == right:
        return True
    conditions = list(dict.fromkeys((*_conditions(left), *_conditions(right))))
    if conditions and len(conditions) <= MAX_CONDITIONS and _agree_in_all_cases(left, right, conditions, scope, assume):
        return True
    return _agree_as_numbers(left, right, scope, assume) or _agree_by_terms(left, right, scope, assume)


def _agree_by_terms(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    """Return whether two sides differ by a sum over one range whose terms are all 0."""
    found = difference_by_terms(left, right, scope.setting, scope.budget)
    if found is None:
        return False
    term, setting = found
    return _agree_as_numbers(term, ZERO, replace(scope, setting=setting), assume)


def _agree_in_all_cases(
    left: Node, right: Node, conditions: list[Node], scope: Scope, assume: tuple[Node, ...]
) -> bool:
    """Return whether two sides agree with each condition in them taken for true and for false."""
    first = conditions[0]
    for holds in (TRUE, FALSE):
        known = _fixed(first) if holds == TRUE else {}
        sides = [settled(substitute(_decided(side, first, holds), known), scope) for side in (left, right)]
        if sides[0] == sides[1]:
            continue
        taken = (*assume, first if holds == TRUE else negated(first))
        if not _agree(sides[0], sides[1], scope, taken):
            return False
    return True


def _fixed(condition: Node) -> dict[str, Node]:
    """Return the value of a free index that an equation fixes."""
    match condition:
        case Relation(("=",), (left, _)):
            parts = parts_of(left)
            names = [part.name for part in parts if isinstance(part, Sym) and part.name.startswith(FREE)]
            found = ((name, solved(parts, name)) for name in names)
            return next(({name: value} for name, value in found if value is not None), {})
        case _:
            return {}


def _conditions(tree: Node) -> list[Node]:
    """Return the comparisons that the cases of a formula depend on, those inside of folds left aside."""
    match tree:
        case Bind():
            return []
        case Relation():
            return [tree]
        case _:
            return [found for child in children(tree) for found in _conditions(child)]


def _decided(tree: Node, condition: Node, holds: Node) -> Node:
    """Return a formula with a truth value in place of a condition, and its cases chosen."""
    if tree == condition:
        return holds
    match tree:
        case Bind() | Index():
            return tree
        case Logic(op, args):
            return logic(op, tuple(_decided(arg, condition, holds) for arg in args))
        case Cases(((value, test),), other) if other is not None:
            sides = _decided(value, condition, holds), _decided(other, condition, holds)
            return choose(_decided(test, condition, holds), *sides)
        case _:
            return rebuild(tree, lambda child: _decided(child, condition, holds))


def _agree_as_numbers(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    """Return whether two sides agree whatever numbers their entries and sums are."""
    table = Table(scope)
    first, second = table.abstract(left), table.abstract(right)
    known = [table.abstract(settled(part, scope)) for part in assume]
    setting = table.setting(known)
    has_cases = any(isinstance(part, Cases) for side in (first, second) for part in walk(side))
    if not has_cases and isinstance(prove_equal(first, second, setting, scope.budget), Proof):
        return True
    goal = Goal(Equal(first, second), Scope(setting, scope.budget.share(2, MAX_STEPS)))
    return isinstance(scope.oracle.decide(goal), Proof)


def settled(tree: Node, scope: Scope) -> Node:
    """Return a formula with its sums in a normal form, those inside of greatest entries first."""
    has_inner = any(isinstance(part, Bind) and part.kind != "sum" for part in walk(tree))
    return _normal(_with_inner(tree, scope) if has_inner else tree, scope)


def _with_inner(tree: Node, scope: Scope) -> Node:
    """Return a formula in which the bodies of greatest and least entries and products have their normal form."""
    match tree:
        case Bind(_, body, var, _, high) if high is not None:
            inner = scope.inside(Variable(var, Domain("integer", ONE, high, True, True, text="index")))
            body = _with_inner(body, inner)
            return replace(tree, body=body if tree.kind == "sum" else _normal(body, inner))
        case Index():
            return tree
        case _:
            return rebuild(tree, lambda child: _with_inner(child, scope))


def _normal(tree: Node, scope: Scope) -> Node:
    return rearranged(tree, scope.setting, scope.budget) or tree


# Where formulas have values.


def is_covered(answer: Node, expected: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    """Return whether the answer's formula surely has a value wherever the expected one has."""
    given, wanted = _partial(answer, scope), _partial(expected, scope)
    known: set[Node] = set()
    for part, inner in given.items():
        if part in wanted:
            continue
        known = known or {settled(one, around) for one, around in wanted.items()}
        normal = settled(part, inner)
        if normal in known:
            continue
        table = Table(inner)
        plain = table.abstract(normal)
        if not defined_everywhere(plain, table.setting(), scope.budget):
            return _same_domain(answer, expected, scope, assume)
    return True


def _same_domain(answer: Node, expected: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    if any(isinstance(part, Bind) and _partial(part.body, scope) for part in walk(answer)):
        return False
    table = Table(scope)
    sides = table.abstract(settled(expected, scope)), table.abstract(settled(answer, scope))
    return same_domain(*sides, table.setting(assume), scope.budget).status == "proved"


def _partial(tree: Node, scope: Scope) -> dict[Node, Scope]:
    """Return the parts that may have no value where their own parts have one, with the indices around them."""
    found: dict[Node, Scope] = {}

    def look(node: Node, inner: Scope) -> None:
        match node:
            case Bind(_, body, var, _, high) if high is not None:
                inner = inner.inside(Variable(var, Domain("integer", ONE, high, True, True, text="index")))
                look(body, inner)
            case Index():
                return
            case _:
                for child in children(node):
                    look(child, inner)
                part = _risk(node)
                if part is not None:
                    found[part] = inner

    look(tree, scope)
    return found


def _risk(node: Node) -> Node | None:
    """Return a tree that has a value just where a node has one, given its parts; None where it always has."""
    match node:
        case Div(_, den):
            return Div(ONE, den)
        case Call("log" | "sqrt") | Pow():
            return node
        case _:
            return None


def contradict(first: Iterable[Node], second: Iterable[Node]) -> bool:
    """Return whether conditions of two runs plainly exclude each other."""
    every = {*first, *second}
    return FALSE in every or any(negated(one) in every for one in every if one != TRUE)
