"""Every problem of the cookbook is sound, and its examples earn what they say."""

import re

from grader.api import lint
from tests.test_readme import BLOCK, ROOT, write


def test_every_problem_of_the_cookbook_is_sound(tmp_path):
    blocks = BLOCK.findall((ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8"))
    for kind, body in blocks:
        assert kind == "yaml"
        assert re.match(r"# \w+\.yaml\nid: \w+\n", body), body
        write(body, tmp_path)
    report = lint(tmp_path)
    assert [str(one) for one in (*report.diagnostics, *report.warnings)] == []
    assert report.problems == len(blocks) >= 20
