"""The last resort before a claim stays open: the solver is asked for a point where it fails.

`unsat` proves; a model is looked at again exactly, on the trees as written, before it refutes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.claims.statements import Setting
from grader.evidence.errors import DeclinedError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.solver.fits import fits
from grader.evidence.solver.solver import Query, Truth
from grader.evidence.solver.terms import Terms
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Add, Apply, Bind, Builder, Derivative, Node, Relation, Sym, rebuild, walk
from grader.records import replace
from grader.verdict import Evidence, Proof

METHOD = "solver"
Scope = tuple[Setting, Context]  # scalar variables, and what evaluations share
Look = Callable[[Place], Evidence | None]


def settle_condition(scope: Scope, condition: Node, look: Look) -> Evidence | None:
    """Return a proof that a condition holds and is defined everywhere, what `look` says of a model, or None."""
    return _settled(scope, [condition], lambda terms: terms.condition(condition), look)


def settle_member(scope: Scope, value: Node, domain: Domain, look: Look) -> Evidence | None:
    """Return a proof that a value lies in a domain and is defined everywhere, what `look` says of a model, or None."""
    return _settled(scope, [value], lambda terms: _inside(terms, value, domain), look)


def settle_equality(scope: Scope, left: Node, right: Node, look: Look) -> Evidence | None:
    """Return a proof that two trees agree wherever both are defined, what `look` says of a model, or None."""
    return _settled(scope, [left, right], lambda terms: terms.real(left) == terms.real(right), look, total=False)


def is_defined(scope: Scope, trees: Sequence[Node]) -> bool:
    """Return whether the solver proves that some trees have values everywhere."""
    scope, trees = _with_any_values(scope, trees)

    def read(terms: Terms) -> Truth:
        for tree in trees:
            terms.real(tree)
        return terms.query.truth(True)

    return _settled(scope, trees, read, lambda place: None) is not None


def _with_any_values(scope: Scope, trees: Sequence[Node]) -> tuple[Scope, Sequence[Node]]:
    """Return trees with any real numbers for the values of unknown functions, which are defined everywhere.

    Their arguments stay as summands, since they must have values. Within a sum or derivative a value is not one number.
    """
    setting, context = scope
    if not setting.functions or any(
        isinstance(part, Bind | Builder | Derivative) for tree in trees for part in walk(tree)
    ):
        return scope, trees
    names: list[str] = []

    def with_values(node: Node) -> Node:
        node = rebuild(node, with_values)
        if not isinstance(node, Apply) or node.name not in setting.functions:
            return node
        names.append(f"value[{len(names)}]")  # no text can spell it
        return Add((Sym(names[-1]), *node.args))

    trees = [with_values(tree) for tree in trees]
    variables = (*setting.variables, *(Variable(name, REAL) for name in names))
    return (replace(setting, variables=variables, functions={}), context), trees


def _inside(terms: Terms, value: Node, domain: Domain) -> Truth:
    term = terms.real(value)
    parts = list(_domain(terms, term, domain))
    if domain.is_integer:
        parts.append(terms.integral(term))
    return terms.query.every(parts)


def _settled(
    scope: Scope, trees: Sequence[Node], read: Callable[[Terms], Truth], look: Look, *, total: bool = True
) -> Evidence | None:
    setting, context = scope
    if setting.functions or any(variable.domain.base == "complex" for variable in setting.variables):
        return None
    if not all(map(fits, (*trees, *setting.assume))):
        return None
    query = Query(context.budget)
    whole = frozenset(variable.name for variable in setting.variables if variable.domain.is_integer)
    terms = Terms(query, whole, context.conventions)
    try:
        region = _region(terms, scope)
        terms.ops.off_kinks.clear()
        goal = read(terms)
    except DeclinedError:
        return None
    defined = query.every(terms.ops.needs)
    query.add(
        *region, query.z3.Not(query.every([defined, goal])) if total else query.every([defined, query.z3.Not(goal)])
    )
    return _answered(scope, query, terms, look)


def _answered(scope: Scope, query: Query, terms: Terms, look: Look) -> Evidence | None:
    found = query.check()
    if found == "unsat":
        return Proof(METHOD)
    if found == "unknown":
        return None
    setting, context = scope
    names = [variable.name for variable in setting.variables]
    for name in names:
        terms.query.integer(name) if name in terms.whole else terms.query.unknown(name)
    for model in query.models([query.every(terms.ops.off_kinks)]):
        place = {name: model[name] for name in names}
        if contains(setting.variables, setting.assume, place, context) and (said := look(place)) is not None:
            return said
    return None


def _region(terms: Terms, scope: Scope) -> list[Truth]:
    """Return the domain of a case; where an assumption is not defined, it does not hold."""
    parts = [part for variable in scope[0].variables for part in variable_terms(terms, variable)]
    for condition in scope[0].assume:
        parts.append(terms.condition(condition))
        if terms.ops.needs and not isinstance(condition, Relation):
            raise DeclinedError  # whether it holds where a part is undefined is not for us to say
    parts += terms.ops.needs
    terms.ops.needs.clear()
    return parts


def variable_terms(terms: Terms, variable: Variable) -> list[Truth]:
    """Return the conditions that make up a variable's domain; raises DeclinedError."""
    name = variable.name
    term = terms.query.integer(name) if name in terms.whole else terms.query.unknown(name)
    return _domain(terms, term, variable.domain)


def _domain(terms: Terms, term: object, domain: Domain) -> list[Truth]:
    if domain.members is not None:
        return [terms.query.either([term == terms.real(member) for member in domain.members])]
    parts: list[Truth] = [terms.between(term, (domain.low, domain.high), (domain.low_closed, domain.high_closed))]
    if domain.nonzero:
        parts.append(term != 0)
    if domain.base == "size":
        parts.append(term >= 1)  # type: ignore[operator]
    return parts
