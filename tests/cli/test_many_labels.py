"""A section that holds more labels than are looked at: what may stand behind the limit is never closed."""

from grader.submissions.attribution.leftovers.inside import MAX_INSIDE
from tests.cli.conftest import write


def test_more_labels_than_are_looked_at_close_nothing(course, grader):
    mentions = "As in Problem 2 of the book we see nothing.\n" * (MAX_INSIDE + 5)
    write(course / "hw", {"ada.md": f"# Problem 1\n\n{mentions}\n$5$\n\nProblem 3: a is 1\n"})
    write(course, {"hw.yaml": "title: HW\nproblems: [volume, linear, conv]\n"})
    done = grader("grade", "hw", "--problems", "problems", "--assignment", "hw.yaml", "--no-cache")
    assert done.exit_code == 0
    assert f"more than {MAX_INSIDE} labels stand in what was written for volume" in done.stdout
    assert "missing" not in done.stdout.partition("open answers")[0]
