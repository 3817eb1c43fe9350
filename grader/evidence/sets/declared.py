"""Sets by a condition on a name that the problem declares: `{n : n^2 < 5}` are integers where n is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader.evidence.trees.build import ONE, ZERO, conjuncts
from grader.evidence.trees.features import facts_of
from grader.language.domains import Domain, Variable
from grader.language.tree import Builder, Logic, Node, Relation, SetOf, Space, Sym, rebuild, symbols
from grader.records import dataclass


@dataclass(frozen=True)
class Declared:
    """What is declared of names: their conditions. `keeps_stated`: a set by a condition that says where its name is
    from, as `{x in R : x < 1}`, is left as it is."""

    conditions: Mapping[str, tuple[Node, ...]]
    keeps_stated: bool = True

    def within(self, node: Node) -> Node:
        """Return a tree whose sets by a condition hold the declared values of their names only."""
        if Builder not in facts_of(node).kinds:
            return node
        match node:
            case Builder(Sym(name), (bound,), condition) if name == bound and name in self.conditions:
                if self.keeps_stated and _is_stated(condition, name):
                    return node
                return Builder(Sym(name), (name,), Logic("and", (*conjuncts(condition), *self.conditions[name])))
            case _:
                return rebuild(node, self.within)


def declared(variables: Iterable[Variable], assume: Iterable[Node]) -> dict[str, tuple[Node, ...]]:
    """Return the conditions that are declared of each of some real variables, where there are any."""
    given = tuple(assume)
    found: dict[str, tuple[Node, ...]] = {}
    for variable in variables:
        about = tuple(part for part in given if variable.name in symbols(part))
        is_real = variable.domain.base != "complex" and not variable.domain.shape
        conditions = (*_of_domain(Sym(variable.name), variable.domain), *about) if is_real else ()
        if conditions:
            found[variable.name] = conditions
    return found


def _of_domain(name: Sym, domain: Domain) -> Iterator[Node]:
    if domain.members is not None:
        yield Relation(("in",), (name, SetOf(domain.members)))
        return
    if domain.is_integer:
        yield Relation(("in",), (name, Space("Z")))
    if domain.base == "size" and domain.low is None:
        yield Relation((">=",), (name, ONE))
    if domain.low is not None:
        yield Relation((">=" if domain.low_closed or domain.base == "size" else ">",), (name, domain.low))
    if domain.high is not None:
        yield Relation(("<=" if domain.high_closed else "<",), (name, domain.high))
    if domain.nonzero:
        yield Relation(("!=",), (name, ZERO))


def _is_stated(condition: Node, name: str) -> bool:
    return any(
        isinstance(part, Relation) and part.ops[0] == "in" and part.operands[0] == Sym(name)
        for part in conjuncts(condition)
    )
