"""What lint says of names that documents cannot tell apart."""

import json
from pathlib import Path

from grader.problems.load import load_problems
from grader.problems.mistakable import mistakable
from tests.caselists import read_texts

CASES = Path(__file__).parents[1] / "cases" / "mistakable.yaml"


def test_names_that_something_else_has(tmp_path):
    for number, case in enumerate(read_texts(CASES)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for id_, problem in case["problems"].items():
            (folder / f"{id_}.yaml").write_text(json.dumps({"id": id_, **problem}))
        found = [f"{one.field}: {one.message}" for one in mistakable(load_problems(folder).values())]
        assert found == case["warnings"]
