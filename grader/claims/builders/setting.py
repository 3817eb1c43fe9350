"""The setting of a question's claims: its symbols, and the conditions and conventions under which they are made."""

from __future__ import annotations

from grader.claims.definitions import expand
from grader.claims.statements import Setting
from grader.language.domains import REAL, Variable
from grader.problems.question import Question
from grader.records import replace


def setting_of(question: Question, extra: frozenset[str] = frozenset()) -> Setting:
    """Return the setting of a question's claims; `extra` are arbitrary constants that an answer brought in."""
    declared = (*question.given, *question.for_all)
    names = {variable.name for variable in declared}
    constants = replace(REAL, nonzero=True, text="nonzero") if question.up_to == "factor" else REAL
    return Setting(
        variables=(*declared, *(Variable(name, constants) for name in sorted({*extra, *question.constants} - names))),
        assume=tuple(expand(condition, question.define) for condition in question.assume),
        conventions=question.conventions,
        functions=question.functions,
        compact=frozenset(question.compact),
        accept_error=question.accept_error,
        constants=frozenset(variable.name for variable in question.given) | (extra - names),
    )
