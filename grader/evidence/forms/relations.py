"""An equation solved for a symbol."""

from __future__ import annotations

from grader.claims.statements import HasForm
from grader.language.printing import show
from grader.language.tree import Logic, Node, Relation, Sym, symbols


def solved_for(asked: HasForm, tree: Node) -> str | None:
    """Every equation has the symbol alone on one side, and not on the other."""
    (name,) = asked.form.names[:1]
    if isinstance(tree, Logic):
        return next((why for part in tree.args if (why := solved_for(asked, part))), None)
    if not isinstance(tree, Relation) or len(tree.operands) != 2:
        return f"`{show(tree)}` is no equation for {name}"
    left, right = tree.operands
    if (left == Sym(name) and name not in symbols(right)) or (right == Sym(name) and name not in symbols(left)):
        return None
    return f"`{show(tree)}` is not solved for {name}"
