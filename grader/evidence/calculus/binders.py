"""Other names for symbols that are bound."""

from __future__ import annotations

from itertools import count as count_from

from grader.claims.statements import Setting
from grader.language.tree import Bind, Sym, substitute, symbols
from grader.records import replace


def renamed(node: Bind, setting: Setting) -> Bind:
    """Return a binder with another name for its symbol, which hides one of those around it."""
    names = symbols(node.body) | {variable.name for variable in setting.variables}
    fresh = next(name for count in count_from(1) if (name := f"{node.var}{count}") not in names)
    return replace(node, body=substitute(node.body, {node.var: Sym(fresh)}), var=fresh)
