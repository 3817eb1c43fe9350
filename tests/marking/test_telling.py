"""What pages say of conditions that fail: each side has the value that is told, worked out once more."""

import pytest

from grader.claims.definitions import expand
from grader.claims.networks.built import built
from grader.evidence import value
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Array, substitute
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.feedback.telling import failure_of
from grader.marking.mark import mark_question
from grader.marking.texts.field_texts import read_value
from grader.verdict import Exact, Truth, Undefined
from tests.reports.pages.support import problems


def wrong_answers():
    for problem in problems().values():
        for question in problem.questions:
            for example in question.examples if question.require else ():
                if example.outcome in {"incorrect", "partial"} and example.whole is None:
                    yield question, example.fields


def tree(shown):
    if isinstance(shown, tuple):
        return Array(tuple(map(tree, shown)))
    return read(shown.text, Names(free=True))[0].tree


def is_exact(shown):
    return all(map(is_exact, shown)) if isinstance(shown, tuple) else isinstance(shown, Exact)


WRONG = list(wrong_answers())


@pytest.mark.parametrize(("question", "fields"), WRONG, ids=[f"{one.id} {fields}" for one, fields in WRONG])
def test_each_side_of_a_condition_has_the_value_that_is_told(question, fields):
    verdict = mark_question(question, Answer({name: FieldAnswer(text) for name, text in fields.items()}))
    values = {name: read_value(question, question.fields[name], text)[0].tree for name, text in fields.items()}
    network = built(question, values)
    known = dict(network.values) | ({} if network.output is None else {"output": network.output})
    for claim in verdict.claims:
        failure = failure_of(question, claim, with_answer=True)
        if failure is None or failure.about != "condition" or not all(map(is_exact, failure.at.values())):
            continue
        at = {name: tree(one) for name, one in failure.at.items()}
        for side in failure.sides:
            found = value(substitute(expand(side.formula, question.define), known), at)
            assert isinstance(side.value, Exact | Truth | Undefined)
            assert found == side.value


def test_there_are_conditions_of_all_kinds():
    assert {question.kind.has_weights for question, _ in WRONG} == {True, False}
    assert len(WRONG) > 20
