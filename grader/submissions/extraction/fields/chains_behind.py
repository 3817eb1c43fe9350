"""Behind the name of a field: names of others, rules that are worked out, an equation behind a colon."""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.asked.names.left_names import letters_in
from grader.problems.question import Question
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import field_named


def before_colon(question: Question, right: str, name: str) -> str:
    """Return the value before a colon behind which an equation for another field stands: `2: 26 + 2p = 28`."""
    before, colon, behind = right.partition(": ")
    row = formulas.assignment(behind) if colon and len(question.fields) > 1 else None
    return before.strip() if row and not _letters(row.left).isdisjoint(question.fields.keys() - {name}) else ""


def behind_names(question: Question, right: str, name: str) -> tuple[str, list[str]]:
    """Return what stands behind the names of fields in a chain, and these: `x = y = 5`; `m = E[X] = 5/2` is one."""
    right, names = without_rules(question, right), [name]
    for _ in range(2 * len(question.fields)):  # each by two names at most
        inner = formulas.assignment(right)
        other = field_named(question, inner.left) if inner else None
        if inner is None or other is None:
            break
        names += [other] if other not in names else []
        right = without_rules(question, inner.right)
    return right, names


def without_rules(question: Question, right: str) -> str:
    """Return a chain behind the name of a field without the rules that it begins with, `y_0 + h f(x_0) = 1 + 1/2`.

    Their letters are nobody's, or of other fields, and all members are what the name is; the last two hold none.
    """
    members = chain(right).members
    ends = (one.split()[-1] for one in members[:-1] if one.split())
    if any(field_named(question, end) for end in ends):  # `[1, 1] + b_0 = [2, 0]`, where another field begins
        return right
    known = {*question.names.symbols, *question.fields, *(field.symbol for field in question.fields.values())}
    others = _letters(members[0])
    is_worked_out = len(question.fields) > 1 and re.search(r"[-+−/^]", members[0]) is not None  # no `k=4s=2p=1`
    is_rule = bool(others - known) or (is_worked_out and not others.isdisjoint(question.fields))
    if len(members) < 2 or ":" in members[0] or "≈" in right or "approx" in right or not is_rule:
        return right
    kept = [one for one in members if not _letters(one)]
    is_end = bool(kept) and kept == list(members[-len(kept) :]) and not question.kind.is_solutions
    return " = ".join(kept) if is_end else right


def _letters(text: str) -> frozenset[str]:
    """Return the letters of a formula, without the commands that only set it."""
    return letters_in(_SETTING.sub(" ", text))


_SETTING = re.compile(r"\\(?:[dt]?frac|cdot|times|sqrt|left|right|quad)(?![A-Za-z])")
