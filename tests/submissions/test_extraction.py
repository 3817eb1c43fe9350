"""What is taken for the answer from text as students write it, and how it is marked: cases as data."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from grader.marking.answer import Answer
from grader.marking.mark import mark_question
from grader.problems.load import load_problems
from tests.caselists import read_values
from tests.rows import batches, each, sampled

from .support import read_only

CASES = read_values(Path(__file__).parents[1] / "cases/extraction.yaml")
LATER = read_values(Path(__file__).parents[1] / "cases/extraction-later.yaml")
HEADINGS = {"md": "# {}\n\n", "tex": "\\section{{{}}}\n\n", "html": "<h2>{}</h2>\n"}


@cache
def problems(is_later=False):
    with TemporaryDirectory() as folder:
        for id_, written in (LATER if is_later else CASES)["problems"].items():
            Path(folder, f"{id_}.yaml").write_text(json.dumps({"id": id_, "title": id_, **written}), encoding="utf-8")
        return load_problems(Path(folder))


def marked(folder, problem, text, form="md", is_later=False):
    known = problems(is_later)
    found = read_only(folder, {f"a.{form}": f"{HEADINGS[form].format(problem)}{text}\n"}, known)
    return mark_question(known[problem].questions[0], found.answers.get(problem, Answer()))


def _in_batches(file):
    return sampled(batches(enumerate(file["cases"])))


def _first(some):
    return some[0][1]["text"][:60]


@pytest.mark.parametrize("some", _in_batches(CASES), ids=_first)
def test_what_is_taken_and_how_it_is_marked(tmp_path, some):
    def is_marked(row):
        place, case = row
        verdict = marked(tmp_path / str(place), case["problem"], case["text"], case.get("form", "md"))
        assert verdict.outcome.value == case["outcome"]
        if case["outcome"] == "missing":
            return
        field = next(iter(verdict.fields.values()))
        assert field.text == case.get("answer", field.text)
        assert case.get("note", "") in " ".join(field.notes)
        assert case.get("says", "") in " ".join(feedback.text for feedback in verdict.feedback)

    each(some, is_marked)


@pytest.mark.parametrize("some", _in_batches(LATER), ids=_first)
def test_what_later_rules_take(tmp_path, some):
    def is_marked(row):
        place, case = row
        verdict = marked(tmp_path / str(place), case["problem"], case["text"], case.get("form", "md"), is_later=True)
        assert verdict.outcome.value == case["outcome"]

    each(some, is_marked)


@pytest.mark.parametrize(
    "word", ["not", "twice", "at most", "half of", "minus", "nicht", "höchstens", "au plus", "el doble de"]
)
@pytest.mark.parametrize(
    "text", ["So it is {} $2x$.", "The derivative is {} $2x$.", "We get {} $2x$, as required.", "{} $2x$"]
)
def test_a_word_that_changes_the_formula_leaves_it_open(tmp_path, word, text):
    assert marked(tmp_path, "slope", text.format(word)).outcome.is_open


@pytest.mark.parametrize("text", ["$$2x$$\n\n$$3x$$", "$$3x$$\n\nIt is not $2x$.", "$3x$\n\nHere $$x$$ and twice $x$."])
def test_no_zero_while_another_candidate_is_proved_or_open(tmp_path, text):
    assert marked(tmp_path, "slope", text).outcome.is_open


def test_texts_under_keys_are_read_as_those_in_documents(tmp_path):
    texts = {
        "slope": "The derivative is $2x$, since the power rule holds.",
        "at": "It is not 3.",
        "pick": "(C), because each layer folds the input.",
        "count": "73728",
    }
    found = read_only(tmp_path, {"a.yaml": json.dumps(texts)}, problems())
    verdicts = {id_: mark_question(problems()[id_].questions[0], found.answers[id_]) for id_ in texts}
    assert {id_: verdict.outcome.value for id_, verdict in verdicts.items()} == {
        "slope": "correct",
        "at": "unreadable",
        "pick": "correct",
        "count": "correct",
    }
    assert "left aside: since the power rule holds" in verdicts["slope"].fields["answer"].notes
