r"""An option that is a formula, typed otherwise: `det(A) = 1` for $\det A=1$, `N s` for N·s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.wording import signs
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a formula
_RELATIONS = {
    r"\le": "≤",
    r"\leq": "≤",
    r"\ge": "≥",
    r"\geq": "≥",
    r"\ne": "≠",
    r"\neq": "≠",
    r"\cdot": "·",
    r"\times": "×",
    r"\pm": "±",
}
_COMMAND = re.compile(r"\\(?:leq?|geq?|neq?|cdot|times|pm)(?![A-Za-z])|<=|>=|!=")
_TYPED = {"<=": "≤", ">=": "≥", "!=": "≠"}
_CALL = re.compile(r"(?<![^\W_])\\?(?P<name>[^\W\d_]{2,8})\s*(?:\(\s*(?P<held>\w)\s*\)|\s+(?P<bare>\w)(?!\w))")
_POINT = re.compile(r"(?<=[^\W\d_])\s*[·⋅*]\s*(?=[^\W\d_])|(?<=[0-9])\s*[·⋅*]\s*(?=[^\W\d_])")
_SET = re.compile(r"\\(?:left|right|,|;|!|:|mathrm|text|operatorname)(?![A-Za-z])|[$\s]")


def plain_formula(text: str) -> str:
    """Return a formula without blanks, dots between factors and brackets around the one letter that a name stands for."""
    if len(text) > MAX_CHARACTERS:
        return ""
    plain = _COMMAND.sub(lambda match: _RELATIONS.get(match[0], _TYPED.get(match[0], match[0])), text.strip(" $.\n"))
    plain = _CALL.sub(lambda match: f"{match['name']} {match['held'] or match['bare']}", plain.replace("−", "-"))
    return (
        _SET.sub("", _POINT.sub("", plain)).replace("{", "").replace("}", "") if _GROUPED.search(plain) is None else ""
    )


_GROUPED = re.compile(r"\{[^{}]*\W[^{}]*\}")  # braces that hold more than a name


def as_formula(question: Question, said: str) -> Iterator[str]:
    """Yield the words of the one option that is the same formula as a whole text."""
    plain = plain_formula(said)
    options = {phrase: plain_formula(phrase) for phrase in question.options.values() if signs(phrase)}
    found = [phrase for phrase, formula in options.items() if plain and formula == plain]
    yield from found if len(found) == 1 else ()


def calls_spelled(phrase: str) -> Iterator[str]:
    """Yield an option in small letters with the letter that a name stands for in brackets: `det(a) = 1`."""
    called = _BARE.sub(r"\1(\2)", phrase)
    if called != phrase:
        tight = re.sub(r"\s*([=<>≤≥])\s*", r"\1", called)
        yield from {called, tight, re.sub(r"([=<>≤≥])", r" \1 ", tight)}


_BARE = re.compile(r"(?<![^\W_])(det|dim|ker|ln|log|sin|cos|tan|exp|tr|rank|rang|im) (\w)(?=\s*(?:[=<>≤≥+*/·-]|$))")
