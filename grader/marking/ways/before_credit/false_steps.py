"""A right value beside an equality that is false, or behind the name of another field, is for a person.

Steps count as what is handed in: nobody can tell whether the value or the false step is meant. Where nothing is right
but that there is no solution, a contradiction is how that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from grader import marking
from grader.language.tree import SetOf
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.equalities.statements import statements
from grader.marking.ways.before_credit.defined_steps import false_step
from grader.marking.ways.before_credit.false_calls import false_call
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

MAX_STATEMENTS = 20  # of a text that are looked at one by one

Mark = Callable[[Question, Answer], Verdict]


def why_open(question: Question, answer: Answer, typed: Answer, verdict: Verdict, mark: Mark) -> str:
    """Return why a credited answer is none: it states something false; empty where it does not.

    `typed` is the answer of which it is a piece, or the answer itself.
    """
    if answer.whole is not None or question.kind.is_condition or any(map(_is_empty, question.accepted)):
        return ""
    rules = marking.texts.equalities
    for name, one in answer.fields.items():
        said = typed.fields[name].text if name in typed.fields else ""
        for text in dict.fromkeys((one.text, said)):
            if not text or name not in question.fields or not _may_state(question, text):
                continue
            other = rules.other_fields.names_another_field(question, name, text)
            other = other or rules.other_dimensions.other_formula(question, text, said)
            if other:
                return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=other)
            false = rules.false_equalities.false_equality(question, question.fields[name], text)
            false = false or false_call(question, text) or false_step(question, text)
            if false := false or _other_value(question, name, text, mark):
                return unreadable_answers.STATES_SOMETHING_FALSE.format(shown=false)
    return _false_beside(question, answer) if verdict.outcome is Outcome.CORRECT else ""


def _false_beside(question: Question, answer: Answer) -> str:
    """Return why a right answer with several fields is open: what stands beside their values is false.

    A wrong value makes true equations beside it false.
    """
    if len(question.fields) < len(("one", "other")):
        return ""
    said = dict.fromkeys(one.said for one in answer.fields.values() if one.said and _may_state(question, one.said))
    field = next(iter(question.fields.values()))
    found = (marking.texts.equalities.false_equalities.false_equality(question, field, text) for text in said)
    false = next(filter(None, found), "")
    return unreadable_answers.STATES_SOMETHING_FALSE.format(shown=false) if false else ""


def _other_value(question: Question, name: str, text: str, mark: Mark) -> str:
    """Return a statement that gives what is asked for another value than the rest: `x = 3 ⏎ 3 + 2 = 5` of x."""
    if question.kind.is_one_number != "always" or question.unit is not None or len(question.fields) > 1:
        return ""
    rules, naming = marking.texts.equalities, marking.asked.asked_names.naming
    stated = [one for one in statements(text) if len(one.members) > 1]
    if len(stated) > MAX_STATEMENTS:
        return stated[-1].text  # of more nobody says that they agree
    for one in stated if len(stated) > 1 else ():
        is_letter = _LETTER.fullmatch(one.members[0].strip(" $")) is not None
        is_own = is_letter and not (one.is_supposed or one.is_doubted) and naming(question, one.text) == "asked"
        if not is_own or mark(question, Answer({name: FieldAnswer(one.text)})).outcome is not Outcome.INCORRECT:
            continue
        agree = partial(rules.false_equalities.nearly_agree, question, question.fields[name], one.members[-1])
        if not any(agree(other.members[-1]) for other in stated if other is not one):
            return one.text
    return ""


_LETTER = re.compile(r"\\?[^\W\d_]{1,10}(?:_\{?\w{1,4}\}?)?")  # and no `E(X_1)`, of another variable


def _is_empty(tree: object) -> bool:
    return isinstance(tree, SetOf) and not tree.items


def _may_state(question: Question, text: str) -> bool:
    """Whether something is said to be equal or about equal in a text, or quantities may be added there."""
    return _SIGN.search(text) is not None or (question.unit is not None and _ADDS.search(text) is not None)


_SIGN = re.compile(r"[=≈≃]|\\(?:approx|simeq)(?![A-Za-z])")
_ADDS = re.compile(r"[A-Za-zΩ°²³](?:\s+[-+−]\s*|[-−]\s+|\+\s*)\d")  # a minus against both is an exponent, `J kg-1`
