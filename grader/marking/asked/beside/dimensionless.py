"""Quantities that are pure numbers, a strain, a ratio: no unit of the prompt may stand behind their values."""

from __future__ import annotations

import re

from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.beside.forms import BESIDE
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question


def unit_of_none(question: Question, tail: str) -> str:
    """Return the unit behind a number where the prompt asks for what has none, and speaks of that unit itself."""
    if phrase_asked(question.lead, question.prompt).isdisjoint(BESIDE["pure"]):
        return ""
    found = unit_at(tail, 0)
    if found is None or not any(found[0].dimension) or found[0].text in question.names.symbols:
        return ""
    said = re.search(rf"(?<![^\W\d_]){re.escape(found[0].text)}(?![^\W\d_])", f"{question.lead} {question.prompt}")
    return found[0].text if said is not None else ""
