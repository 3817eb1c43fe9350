r"""Sums of series and definite integrals: left sides that are no sum, `q = 1/2`, and no integral, `F(1) = 1`."""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.asked.names.left_names import letters_in, name_of
from grader.marking.asked.names.plain_names import tightened
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a left side that is looked into
_SERIES = re.compile(r"\s*\\sum(?:\\limits)?\s*_[^$]*(?:\\infty|∞)")
_FINITE = re.compile(r"\s*\\sum(?:\\limits)?\s*_\s*\{?\s*(?P<index>[a-z])\s*=")
_TERM = re.compile(r"[ab]_\{?\d+\}?")
_INTEGRAL = re.compile(
    r"\s*\\int(?:\\limits)?\s*_\s*(?P<low>\{[^{}]*\}|\w)\s*\^\s*(?P<high>\{[^{}]*\}|\w)(?P<of>[^$]*?)"
    r"(?:\\mathrm\s*\{?\s*d\s*\}?|d)\s*(?P<by>[a-zA-Z])\s*\Z"
)
_TAKEN = re.compile(r"\s*\\lim(?:\\limits)?\s*_\s*\{?\s*(?P<by>[a-zA-Z])\s*(?:\\to|→|\\rightarrow)")
# A ratio, a term, a finite sum, an index: none of them is the sum of all terms.
_OF_SERIES = re.compile(r"[qrRnk]|a_?\{?\w+\}?|[sS]_?\{?\d+\}?")
_AT = re.compile(r"[fgFGhH]\([-−]?\d+(?:[./]\d+)?\)")
_BETWEEN = re.compile(r"(?P<of>[A-Z])\((?P<first>[^()]*)\)[-−](?P=of)\((?P<second>[^()]*)\)")
_DIFFERENTIAL = re.compile(r"(?:\\int|∫)(?P<of>.*?)d(?P<by>[a-zA-Z])")


def is_no_sum(question: Question, left: str) -> bool:
    """Whether the value of a series or a definite integral is asked for, and a left side names something else."""
    if len(left) > MAX_CHARACTERS or question.kind.is_one_number != "always":
        return False
    asked = formulas_asked_for(question.lead, question.prompt)
    tight = tightened(left).replace("\\mathrm", "")
    taken = [match["by"] for one in asked if (match := _TAKEN.match(one) or _INTEGRAL.match(one)) is not None]
    if len(taken) == 1 and tight in {taken[0], f"d{taken[0]}"}:
        return True  # the letter that is integrated over, or that tends to a place
    sums = [match for one in asked if (match := _FINITE.match(one)) is not None]
    if len(sums) == 1 and (tight == sums[0]["index"] or _TERM.fullmatch(tight) is not None):
        return True  # the letter that counts, or one term
    if any(map(_SERIES.match, asked)):
        name = name_of(left)
        return name is not None and _OF_SERIES.fullmatch(tight) is not None
    found = [match for one in asked if (match := _INTEGRAL.match(one)) is not None]
    return len(found) == 1 == len(asked) and _is_no_integral(question, found[0], tight)


def _is_no_integral(question: Question, asked: re.Match[str], tight: str) -> bool:
    """Whether a left side is a function at one place, a difference the wrong way round, or by another letter."""
    if _AT.fullmatch(tight) is not None:
        return tight not in re.sub(r"\s", "", question.prompt)
    if (between := _BETWEEN.fullmatch(tight)) is not None:
        ends = tuple(asked[name].strip("{} ") for name in ("low", "high"))
        return (between["first"], between["second"]) == ends
    by = _DIFFERENTIAL.fullmatch(tight)
    if by is None or by["by"] == asked["by"]:
        return False
    letters = letters_in(by["of"])
    return by["by"] not in letters and asked["by"] in letters
