"""Formulas of entries with their sums in a normal form, and with a letter for each entry, sum and greatest entry."""

from __future__ import annotations

from collections.abc import Iterable

from grader.claims.statements import Setting
from grader.evidence.contractions import rearranged
from grader.evidence.method import Scope
from grader.evidence.oracle import Sign, sign_of
from grader.language.domains import POSITIVE, REAL, Domain, Variable
from grader.language.tree import ONE, Bind, Call, Index, Node, Sym, rebuild, walk
from grader.records import dataclass, field, replace

WHOLE = Domain("integer", text="integer")


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
