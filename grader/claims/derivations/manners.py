"""The manners in which the rows and words of a derivation may be read, `- x` as a term or as a value by itself."""

from __future__ import annotations

from grader.claims.derivations.arrows import is_joined, with_arrows
from grader.claims.derivations.calculations import may_have_moduli, with_one_bar, without_operations
from grader.claims.derivations.lines import Line
from grader.claims.derivations.products import are_reasons, with_products_apart
from grader.claims.derivations.rows import joined
from grader.claims.derivations.sides import with_sides
from grader.claims.derivations.systems import with_systems_in_lines
from grader.claims.derivations.text import lines_of
from grader.language.tree import Call, walk
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question


def rows_of(question: Question, text: str) -> dict[tuple[Line, ...], str]:
    """Return the lines of a derivation in each way in which they may be read, and the manner of reading them so.

    A formula that is right over two rows is not so by chance, nor is a reason that is a relation which holds.
    """
    names = frozenset(question.names.symbols) | frozenset(question.names.functions)
    start = question.start
    is_of_values = start is not None and not is_condition(start)
    text = with_arrows(with_systems_in_lines(text)) if is_joined(question) else with_sides(text, question)
    wide, narrow = with_products_apart(text, names)
    texts = {wide: "", narrow: "reasons" if wide != narrow and are_reasons(narrow, names) else ""}
    changed = [without_operations(one, is_of_values=is_of_values or start is None) for one in texts]
    texts |= {one: "" for one in changed if one not in texts}
    if not is_of_values:
        barred = "" if may_have_moduli(text) or _has_moduli(question) else "operations"
        texts |= {one: barred for one in map(with_one_bar, tuple(texts)) if one not in texts}
    found: dict[tuple[Line, ...], str] = {}
    for one, manner in texts.items():
        together, apart, are_equations = joined(lines_of(one, names), is_of_values=is_of_values)
        if together == apart:
            found.setdefault(apart, manner)
        else:
            found |= {together: "together", apart: "apart" if are_equations else ""}
    return found


def _has_moduli(question: Question) -> bool:
    """Whether an absolute value or a norm stands in what is asked for, so that bars may be those of one."""
    trees = (
        question.start,
        question.end,
        question.show,
        *(line for one in question.through for line in one.lines),
        *question.assume,
    )
    nodes = (node for tree in trees if tree is not None for node in walk(tree))
    return any(isinstance(node, Call) and node.name in {"abs", "norm"} for node in nodes)
