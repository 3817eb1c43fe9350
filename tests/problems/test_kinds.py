"""Answer types are asked for properties: every type has a model, a row of its own, and claims."""

import pickle
import re
from pathlib import Path
from typing import get_args

import pytest

import grader
from grader.claims.builders.claims import value_claims
from grader.claims.statements import Claim
from grader.language.names import Names
from grader.problems.kinds import KINDS, AnswerType
from grader.problems.models import ANSWERS
from grader.problems.question import Question
from grader.problems.questions.choices import FIELDS

ROOT = Path(grader.__file__).parents[1]
COMPARED = re.compile(r"\.type (?:[!=]= \"|(?:not )?in \{\"|(?:not )?in [A-Z])")


def test_every_type_has_one_model_and_one_row():
    assert set(ANSWERS) == set(get_args(AnswerType)) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_type_of_values_has_claims_and_only_those(kind):
    question = Question("q", kind.name, 1, FIELDS, Names())
    if kind.reads == "value":
        assert all(isinstance(claim, Claim) for claim in value_claims(question, {}, frozenset({"answer"})))
    else:
        with pytest.raises(ValueError, match="are words, not values"):
            value_claims(question, {}, frozenset())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_properties_agree_with_each_other(kind):
    words = kind.reads != "value"
    assert not (words and (kind.may_be_none or kind.has_weights or kind.has_expected_value or kind.is_solutions))
    assert words or not kind.by_person
    assert kind.may_be_none or not kind.has_weights


def test_nobody_compares_the_name_of_a_type():
    files = [path for path in (ROOT / "grader").rglob("*.py") if path.name != "markdown.py"]  # whose tokens have types
    assert [str(path) for path in files if COMPARED.search(path.read_text(encoding="utf-8"))] == []


def test_a_row_is_the_same_in_another_process():
    assert all(pickle.loads(pickle.dumps(kind)) is kind for kind in KINDS.values())
