"""Values of other names, rows, members and branches over lines, as a careful person marks them: cases as data.

`wrongly` says what is decided today and should be left open: it is told when that changes.
"""

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

FILES = {
    name: read_values(Path(__file__).parents[1] / f"cases/{name}.yaml")
    for name in ("names-unseen", "gate-unseen", "answers-unseen")
}
CASES = [(name, case) for name, file in FILES.items() for case in file["cases"]]
HEADINGS = {"md": "# {}\n\n{}\n", "tex": "\\section*{{{}}}\n{}\n"}


@cache
def problems(name):
    with TemporaryDirectory() as folder:
        for id_, written in FILES[name]["problems"].items():
            Path(folder, f"{id_}.yaml").write_text(json.dumps({"id": id_, "title": id_, **written}), encoding="utf-8")
        return load_problems(Path(folder))


@pytest.mark.parametrize("some", sampled(batches(enumerate(CASES))), ids=lambda some: some[0][1][1]["text"][:60])
def test_a_careful_persons_mark_or_open(tmp_path, some):
    each(some, lambda row: _is_marked(tmp_path / str(row[0]), *row[1]))


def _is_marked(folder, name, case):
    sheet = problems(name)
    for form in [case["form"]] if "form" in case else HEADINGS:
        file = {f"a.{form}": HEADINGS[form].format(case["problem"], case["text"])}
        found = read_only(folder / form, file, sheet)
        outcome = mark_question(
            sheet[case["problem"]].questions[0], found.answers.get(case["problem"], Answer())
        ).outcome
        expected = case.get("wrongly", "open" if "left_open" in case else case["outcome"])
        assert ("open" if outcome.is_open else outcome.value) == expected
