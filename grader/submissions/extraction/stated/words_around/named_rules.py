"""Rules that a value is found by, `by the chain rule the area is`: they are no words of its label."""

from __future__ import annotations

import re

from grader.marking.asked.wanted import LABELS
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, starting, words
from grader.submissions.problem_words import PROBLEM_WORDS

BRACKETS = re.compile(r"\([^()]*\)")  # `by the master theorem (case 2)`


def behind_method(label: str) -> str:
    """Return what stands behind the method with which a label begins: `by the chain rule the derivative`."""
    by_rule = _BY_RULE.match(label)
    if by_rule is not None and (F in by_rule["rule"] or _RULE.fullmatch(by_rule["rule"])):
        return label[by_rule.end() :]
    begins = starting(cues.PREMISE).match(label)
    found = [match.end() for match in words(cues.METHOD).finditer(label, begins.end())] if begins else []
    rest = BRACKETS.sub(" ", label[found[-1] :]) if found else label
    return "" if found and _OF.match(rest) else rest


# A rule or another problem by which something is found: `by Vieta the roots`, `by Problem 1 the line`.
_BY_RULE = re.compile(
    rf"[\s*_]*(?:by|from|using|nach|aus|mit|par|d['’]après|selon|por|según)\s+(?P<rule>(?:{PROBLEM_WORDS})\s{F}|[^\W\d_]+(?:['’]s)?(?:\s[^\W\d_]+)?)"
    r",?\s+(?=(?:the|die|der|das|les?|la|los|las|el)\s)"
)
_RULE = re.compile(
    r"(?:vieta|vi[eè]te|bayes|gau(?:ss|ß)|euler|leibniz|pythagoras|pythagore|pitágoras|taylor|newton|cramer|stirling|sarrus|horner)(?:['’]?s)?"
    r"(?:\s(?:rule|formula|theorem|method|formel|regel|satz))?"
)
_OF = re.compile(rf"[\s'’]*(?:{'|'.join(sorted(LABELS['of']))})(?!\w)")
