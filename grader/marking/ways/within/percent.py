"""Numbers of percent with the sign behind them, `20 %` where a prompt asks for the number: two readings, 0.2 and 20."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer, Candidates
from grader.marking.asked.beside.shares import counts_percent
from grader.marking.ways.candidates import mark_candidates
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

_WORDS = r"per\s?cent|prozent|pour\s?cent|por\s?ciento"
_SIGN = re.compile(rf"\s*(?:\\?%|(?<![^\W\d])(?:{_WORDS}))[\s.$]*\Z", re.IGNORECASE)
_ASKED = re.compile(rf"%|(?<!\w)(?:(?:percent|prozent|pour\s*cent)\w*|{_WORDS}|porcentaje)(?!\w)", re.IGNORECASE)
Mark = Callable[[Question, Answer], Verdict]


def with_percent(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a number with a percent sign that is refuted where the number by itself is not.

    Nobody can tell then which of the two was meant, if the prompt speaks of percent, and does not ask for their number.
    """
    if verdict.outcome is not Outcome.INCORRECT or question.unit is not None or len(answer.fields) != 1:
        return verdict
    ((name, field),) = answer.fields.items()
    plain = _SIGN.sub("", field.text)
    if plain.count("$") % 2 and field.text.rstrip(" .").endswith("$"):
        plain = plain.replace("$", "", 1)  # `$75\%$`, whose last dollar went with the sign
    if plain == field.text or field.candidates is not None or not _ASKED.search(f"{question.lead} {question.prompt}"):
        return verdict
    by_itself = replace(field, text=plain)
    alone = mark(question, Answer({name: by_itself}))
    if alone.outcome is not Outcome.CORRECT:
        return verdict
    if counts_percent(question):  # its sign behind the number says the same: `By how many percent?`
        return replace(alone, fields={name: replace(alone.fields[name], text=field.text)})
    several = replace(field, candidates=Candidates((by_itself, field)))
    return mark_candidates(question, Answer({name: several}), name, mark)
