r"""The ends of an interval where a list of both is asked for: `4.22 to 5.78`, `4.22 < \mu < 5.78`, `5 ± 0.78`.

Only where the prompt speaks of an interval, so that nothing else is a list of two numbers there.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.tree import Array
from grader.problems.question import Question

MAX_CHARACTERS = 200  # of a text that may be such an interval

_INTERVAL = re.compile(r"(?i)interval|\blower\b.*\bupper\b|\buntere\b.*\bobere\b|\bfrom\b.*\bto\b")
# Where the middle and half the width may be asked for.
_MIDDLE = re.compile(r"(?i)half|halb|width|breite|margin|radius|error|fehler|cent(?:re|er)|mitte|midpoint|±|\\pm")
_NUMBER = r"[-−]?\d++(?:\.\d++)?%?"
_LETTER = r"(?:\\?(?:mu|lambda|theta|sigma|pi|beta)|[A-Za-zμθλπβ])(?:_\w)?(?![A-Za-z])"
_LESS = r"(?:<|≤|<=|\\leq?(?![A-Za-z])|\\lt(?![A-Za-z]))"
_END = rf"[$\s]*(?P<low>{_NUMBER}){{}}(?P<high>{_NUMBER})[$\s.]*"
_ENDS = tuple(
    re.compile(one)
    for one in (
        _END.format(r"\s+(?:to|bis|à|a)\s+"),
        "(?i:from|von|de|between|zwischen|entre)" + _END.format(r"\s+(?:to|and|bis|und|à|et|a|y)\s+"),
        _END.format(rf"[$\s]*{_LESS}[$\s]*{_LETTER}[$\s]*{_LESS}[$\s]*"),
        rf"[$\s]*{_LETTER}\s*(?:∈|\\in(?![A-Za-z]))\s*\[" + _END.format(r"\s*[,;]\s*") + r"\][$\s.]*",
        r"[$\s]*[\[(]?" + _END.format(r"\s*;\s*") + r"[\])]?[$\s.]*",
        r"(?i:lower(?:\s+(?:end|limit|bound))?|LL)\s*[:=]"
        + _END.format(r"\s*[,;]\s*(?i:upper(?:\s+(?:end|limit|bound))?|UL)\s*[:=]\s*"),
    )
)
_SPREAD = re.compile(
    rf"[$\s]*\[?(?P<middle>{_NUMBER})\s*(?:±|\+/-|\\pm(?![A-Za-z]))\s*"
    rf"(?P<by>\d++(?:\.\d++)?(?:\s*(?:[·*⋅]|\\cdot(?![A-Za-z]))\s*\d++(?:\.\d++)?)?)\]?[$\s.]*"
)


def as_list(question: Question, text: str) -> str:
    """Return the list of both ends of an interval; any other text itself."""
    is_asked = len(question.accepted) == 1 and isinstance(question.accepted[0], Array)
    sizes = [len(tree.items) for tree in question.accepted if isinstance(tree, Array)]
    if not is_asked or sizes != [2] or len(text) > MAX_CHARACTERS or question.names.symbols:
        return text
    if _INTERVAL.search(f"{question.lead} {question.prompt}") is None:
        return text
    found = next((match for one in _ENDS if (match := one.fullmatch(text)) is not None), None)
    if found is not None:
        low, high = found["low"], found["high"]
        return f"[{low}, {high}]" if _value(low) < _value(high) else text
    if _MIDDLE.search(question.prompt) is None and (spread := _SPREAD.fullmatch(text)) is not None:
        return f"[{spread['middle']} - {spread['by']}, {spread['middle']} + {spread['by']}]"
    return text


def _value(number: str) -> Fraction:
    return Fraction(number.replace("−", "-").rstrip("%"))
