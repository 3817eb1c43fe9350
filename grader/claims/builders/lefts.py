"""Accepted equations whose left side the prompt gives, `as m = ...`: their right side alone says as much."""

from __future__ import annotations

import re

from grader.language.texts.folded import typed_out
from grader.problems.judging import TextTest
from grader.problems.question import Question
from grader.records import replace

_EQUATION = re.compile(r"\s*([^=<>≤≥≠:!]{1,40}?)\s*=\s*([^=]+)")
_ARGUMENT = re.compile(r"(?<=[\w'′])\(\w\)\Z")  # of `f'(x)`
_GAP = r"\s*=\s*(?:\.\.|__|\?|[lc]?dots|\Z)"


def with_rights(question: Question, test: TextTest) -> TextTest:
    """Return a test that takes the right sides of its equations as well, where the prompt has their left side."""
    if test.tests:
        return replace(test, tests=tuple(with_rights(question, one) for one in test.tests))
    if test.kind != "accept" or "=" not in question.prompt:
        return test
    prompt = typed_out(question.prompt)
    more: list[str] = []
    for one in map(_EQUATION.fullmatch, test.texts):
        left = "".join(typed_out(one[1]).split()) if one is not None else ""
        spread = r"\s*".join(map(re.escape, left))
        if one is not None and re.search(rf"(?<![\w)]){spread}{_GAP}", prompt):
            more += [one[2], f"= {one[2]}", f"{_ARGUMENT.sub('', left)} = {one[2]}"]
    return replace(test, texts=(*test.texts, *more))
