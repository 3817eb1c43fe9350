"""Sets by a condition on a name that the problem declares: `{n : n^2 < 5}` are integers where n is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader.evidence.trees.build import conjuncts
from grader.evidence.trees.features import facts_of
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, ZERO, Builder, Logic, Node, Relation, SetOf, Space, Sym, rebuild, symbols
from grader.records import dataclass


@dataclass(frozen=True)
class Declared:
    """What is declared of names: their conditions.

    `keeps_stated`: a set by a condition that says where its name is from, as `{x in R : x < 1}`, is left as it is.
    `has_complex`: a name is complex, so that one which is not declared may be, too.
    """

    conditions: Mapping[str, tuple[Node, ...]]
    keeps_stated: bool = True
    has_complex: bool = False

    def within(self, node: Node) -> Node:
        """Return a tree whose sets by a condition hold the declared values of their names only."""
        if Builder not in facts_of(node).kinds:
            return node
        match node:
            case Builder(Sym(name), (bound,), condition) if name == bound:
                return self._restricted(self.within(condition), name)
            case _:
                return rebuild(node, self.within)

    def _restricted(self, condition: Node, name: str) -> Node:
        any_number = Relation(("in",), (Sym(name), Space("C")))
        conditions = self.conditions.get(name, (any_number,) if self.has_complex else ())
        if _is_stated(condition, name):
            conditions = () if self.keeps_stated else tuple(part for part in conditions if part != any_number)
        whole = Logic("and", (*conjuncts(condition), *conditions)) if conditions else condition
        return Builder(Sym(name), (name,), whole)


def declared(variables: Iterable[Variable], assume: Iterable[Node]) -> dict[str, tuple[Node, ...]]:
    """Return the conditions that are declared of each of some variables.

    Complex numbers and arrays are members of `C` or of `R^{2 x 2}`: a set of reals is never made of them.
    """
    given = tuple(assume)
    found: dict[str, tuple[Node, ...]] = {}
    for variable in variables:
        about = tuple(part for part in given if variable.name in symbols(part))
        found[variable.name] = (*_of_domain(Sym(variable.name), variable.domain), *about)
    return found


def _of_domain(name: Sym, domain: Domain) -> Iterator[Node]:
    if domain.shape:
        yield Relation(("in",), (name, Space("C" if domain.base == "complex" else "R", domain.shape)))
        return
    if domain.base == "complex":
        yield Relation(("in",), (name, Space("C")))
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
