"""Answers to problems in one line: every row of the cases has its outcome, and a wrong one says why."""

from pathlib import Path

import pytest

from grader.api import check, problem_from
from tests.caselists import read_texts
from tests.rows import batches, each, sampled

FOLDER = Path(__file__).parents[1] / "cases"
FILES = (
    "digits",
    "texts",
    "members",
    "no-value",
    "peers-answers",
    "chains",
    "known-lefts",
    "near-words",
    "spelled-texts",
    "turned-texts",
    "set-against",
    "said-answers",
    "new-values",
    "last-look",
    "last-parts",
    "other-notations",
    "other-equations",
    "prompt-words",
    "agreeing-lefts",
    "words-beside",
    "unknown-lefts",
    "general-formulas",
    "names-of-others",
    "named-derivatives",
    "asked-lefts",
    "called-lefts",
    "asked-letters",
    "said-of-another",
    "said-of-its-like",
    "contrary-reasons",
    "spelled-numbers",
    "typed-numbers",
    "announced",
    "asked-sentences",
    "said-of-condition",
    "said-of-others",
    "units-asked",
    "called-entries",
    "equations-said",
    "decimal-commas",
    "constants-said",
    "usual-calls",
    "written-sets",
    "beside-values",
    "labelled-options",
    "option-predicates",
    "opposed-reasons",
    "after-reasons",
    "explained-choices",
    "names-beside",
    "restated-texts",
    "said-of-chosen",
    "typed-back",
    "own-values",
    "said-values",
    "points-said",
    "prompt-conditions",
    "first-values",
    "true-statements",
    "any-order",
    "reworded-texts",
    "field-notations",
    "one-spelling",
    "compared-things",
    "given-letters",
    "rearranged-texts",
    "dressed",
    "changed-behind",
    "words-behind",
    "solution-lines",
    "composed-values",
    "names-in-order",
    "keys-in-values",
    "false-steps",
    "said-first",
    "defined-steps",
    "worked-steps",
    "whole-lists",
    "stated-lists",
    "fields-said",
    "general-solutions",
    "growth-said",
    "reasoned-answers",
    "own-equations",
    "statements-beside",
    "entry-clauses",
)


def rows():
    for name in FILES:
        for case in read_texts(FOLDER / f"{name}.yaml"):
            for outcome, answers in case.items():
                said = answers if isinstance(answers, dict) else dict.fromkeys(answers, "")
                if outcome not in {"answer", "prompt"}:
                    yield from ((case, answer, outcome, why) for answer, why in said.items())


def _prompt(some):
    return some[0][0].get("prompt", "")[:60]


@pytest.mark.parametrize("some", sampled(batches(rows(), lambda row: id(row[0]))), ids=_prompt)
def test_answers_are_marked(some):
    asked = {key: some[0][0][key] for key in ("prompt", "answer") if key in some[0][0]}
    problem = problem_from({"id": "q", **asked})

    def is_marked(row):
        _, answer, outcome, said = row
        verdict = check(problem, answer)
        assert verdict.outcome.value == outcome, verdict
        assert said in str(verdict)

    each(some, is_marked)
