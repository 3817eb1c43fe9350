"""The page on Python does what it says."""

import doctest
import shutil
from pathlib import Path

from tests.test_readme import ROOT, blocks, write


def test_every_example_prints_what_the_page_shows(tmp_path, monkeypatch):
    for kind, body in blocks():
        if kind == "yaml":
            write(body, tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "docs" / "python.md"
    text = page.read_text(encoding="utf-8").replace("\n```\n", "\n\n")
    page.write_text(text, encoding="utf-8")
    found = doctest.testfile(str(Path(page)), module_relative=False, encoding="utf-8")
    assert found.attempted > 15
    assert found.failed == 0
