"""Every link from one page to another leads somewhere."""

import re

import pytest

from tests.test_readme import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def read(page):
    """Return a page without its blocks of code, and without what stands between backticks."""
    text = re.sub(r"^(````?)\w*\n.*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return text, re.sub(r"`[^`\n]*`", "", text)


def anchors(page):
    heads = re.findall(r"^#+ (.*)$", read(page)[0], re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(read(page)[1]):
        there = page.parent / target if target else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), f"{target}#{anchor}"
