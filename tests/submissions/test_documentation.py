"""The page on submissions says what is so."""

import re
from pathlib import Path

from grader.problems.source import LIMITS
from grader.submissions import limits

from .support import read_only, texts

PAGE = (Path(__file__).parents[2] / "docs/submissions.md").read_text()


def test_the_example_is_read(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    found = read_only(tmp_path, {"answers.yaml": example})
    assert texts(found.answers["tent"]) == {"w_0": ("[1, 1, 1]", 3), "b_0": ("[2, 0, -2]", 4), "w_1": ("[3, -6, 3]", 5)}
    assert texts(found.answers["q3.b"]) == {"k": ("8", 6), "s": ("2", 6)}
    assert [notice.message for notice in found.notices] == ["there is no problem q4.a; did you mean q3.a?"]


def test_the_limits_are_those_on_the_page():
    rows = {name: int(value.replace(",", "")) for name, value in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", PAGE, re.M)}
    here = {name: value for name, value in vars(limits).items() if name.isupper() and name != "KEY_CHARACTERS"}
    assert rows == here | {"max_depth": LIMITS.max_depth, "max_nodes": LIMITS.max_nodes}
