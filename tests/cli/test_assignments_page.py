"""The page on assignments says what is so: its examples run together."""

import re
from pathlib import Path

from .conftest import write

PAGE = (Path(__file__).parents[2] / "docs/assignments.md").read_text()
NUMBER = "answer: {type: number, expected: 1}"


def example(form):
    return re.findall(rf"```{form}\n(.*?)```", PAGE, re.DOTALL)


def test_the_examples_run(course, grader):
    roster, table = example("csv")
    write(
        course,
        {
            "week3.yaml": example("yaml")[0],
            "roster.csv": roster,
            "problems/tent.yaml": f"id: tent\npoints: 2\n{NUMBER}\n",
            "problems/q2.yaml": f"id: q2\n{NUMBER}\n",
            "problems/q3.yaml": f"id: q3\n{NUMBER}\nparts: [{{id: a}}, {{id: b}}]\n",
            "late/submissions.csv": table,
            "late/ada/answers.yaml": "tent: 1\n",
            "late/ada-2/answers.yaml": "tent: 1\nq2: 1\nq3.a: 1\n",
            "late/team7.yaml": "tent: 1\n",
        },
    )
    (command,) = re.findall(r"\$ grader (.*)", PAGE)
    result = grader(*command.replace("class", "late").split())
    assert (result.exit_code, result.stdout.splitlines()[2:7]) == (
        0,
        [
            "student  tent   q2  q3.a     total",
            "ada         8  0.8   0.8  9.6 / 12",
            "bob        10    -     -   10 / 12",
            "carl       10    -     -   10 / 12",
            "eve                        excused",
        ],
    )
    assert "2 days late: −20 %" in (course / "reports/students/ada.md").read_text()


def test_the_keys_are_those_of_the_schema():
    from grader.problems.models.assignments import AssignmentFile, Late

    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert rows == [*AssignmentFile.model_fields, *Late.model_fields]
