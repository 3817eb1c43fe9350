"""A list whose entries are given one by one, in clauses or lines: right where all of them together are.

Nothing is refuted here: where the list is not right, or what stands beside its values does not hold, the verdict on the
text as it stands counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader import marking
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.ways.candidates import is_piece
from grader.marking.ways.within.entry_clauses.clauses import Clause, clauses_of, is_name
from grader.marking.ways.within.entry_clauses.entry_lists import SIGN, lists_of
from grader.marking.ways.within.entry_clauses.entry_units import measured
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

Mark = Callable[[Question, Answer], Verdict]


def with_all_entries(question: Question, typed: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a text, that on the list of its clauses where that is right and the text is not refuted."""
    is_open = verdict.outcome.is_open or is_piece(verdict)
    if not is_open or len(typed.fields) != 1 or not question.kind.is_array:
        return verdict
    ((name, field),) = typed.fields.items()
    if field.error is not None or field.candidates is not None or field.file is not None:
        return verdict
    clauses = clauses_of(field.text)
    if not clauses or _is_false(question, name, clauses):
        return verdict

    def marked(text: str) -> Verdict:
        return mark(question, Answer({name: FieldAnswer(text, field.source, written=field.text)}))

    for one in dict.fromkeys(lists_of(question, clauses)):
        found = marked(one.text)
        if found.outcome is not Outcome.CORRECT or _is_of_another(question, name, one.text):
            continue
        if all(any(marked(way).outcome is Outcome.CORRECT for way in ways) for ways in one.others):
            return replace(found, fields={name: replace(found.fields[name], text=field.text)})
    return verdict


def _is_of_another(question: Question, name: str, text: str) -> bool:
    """Whether the name before a list, `F` of `F_x = 0, F_y = 1`, is not known to be what is asked for."""
    answer = Answer({name: FieldAnswer(text)})
    return "=" in text and bool(marking.ways.before_credit.left_sides.why_open(question, answer, answer))


def _is_false(question: Question, name: str, found: Sequence[Clause]) -> bool:
    """Whether a chain is false without what it is called, or clauses contradict each other."""
    chains = [" = ".join(one.members) for one in found]
    chains += [" = ".join((*one.members[:-1], number)) for one in found if (number := _in_unit(one.last))]
    about = [f"{measured(one.exact)[0]} ≈ {measured(one.last)[0]}" for one in found if one.exact != one.last]
    named = [(one.lefts[0], measured(one.last)[0]) for one in found if one.lefts and not one.label]
    letters = [left for left, _ in named if is_name(left)]
    joined = [f"{left} = {value}" for left, value in named if any(letter in left for letter in letters)]
    false = marking.texts.equalities.false_equalities.false_equality
    texts = filter(None, (*chains, *about, ", ".join(joined)))
    return any(false(question, question.fields[name], text) for text in texts)


def _in_unit(value: str) -> str:
    """Return the number of a value in a unit, none of one in percents or degrees, which are factors."""
    number, unit = measured(value)
    return number if unit and SIGN.fullmatch(unit) is None else ""
