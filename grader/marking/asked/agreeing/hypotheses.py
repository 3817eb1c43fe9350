"""Hypotheses of tests: `H_1: μ = 3` is no null hypothesis, and `H_0: μ ≠ 3` no alternative one."""

from __future__ import annotations

import re

from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

_LABEL = re.compile(r"[\s$]*H\s*_?\s*\{?\s*(?:\\(?:text|mathrm)\s*\{)?\s*(?P<which>[01aA₀₁])\s*\}*\s*\$?\s*:")
_NULL = re.compile(r"nul")  # in all languages
_ALTERNATIVE = re.compile(r"altern|gegenhypo")


def other_hypothesis(question: Question, text: str) -> str:
    """Return the label of a text that is of the other hypothesis than is asked for; empty for any other text."""
    match = _LABEL.match(text) if "H" in text else None
    words = " ".join(phrase_asked(question.lead, question.prompt)) if match is not None else ""
    is_null, is_alternative = _NULL.search(words) is not None, _ALTERNATIVE.search(words) is not None
    if match is None or is_null == is_alternative:
        return ""
    return "" if (match["which"] in "0₀") == is_null else match[0].strip(" $:")
