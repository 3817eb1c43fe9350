"""Values at another place than the problem's: `With $x = 2$ we get $5$` where `f(3)` is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.asked.asked_names import formulas_asked_for
from grader.problems.question import Question
from grader.submissions.extraction.formulas.formulas import assignments
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept


def is_at_other_place(asked: Asked, before: Sequence[str], text: str) -> bool:
    """Whether formulas before a value put a number for a letter: not the problem's, or the value still holds it."""
    rows = [row for one in before if "=" in one for row in assignments(one)]
    numbers = [(row.left.strip(), row.right.strip()) for row in rows if _NUMBER.fullmatch(row.right.strip())]
    return any(_is_other(asked, letter, number, text) for letter, number in numbers if _LETTER.fullmatch(letter))


def _is_other(asked: Asked, letter: str, number: str, text: str) -> bool:
    question = asked.question
    if question.kind.is_solutions or question.kind.is_set:
        return False
    if any(letter == variable.name for variable in question.for_all):
        return re.search(rf"(?<![A-Za-z\\]){re.escape(letter)}(?![A-Za-z])", text) is not None
    places = _places(question).get(letter, frozenset())
    return bool(places) and number not in places


@kept
def _places(question: Question) -> dict[str, frozenset[str]]:
    """Return the numbers at which the problem asks for values, by their letters: `f(3)`, `at $x = 3$`."""
    found: dict[str, set[str]] = {}
    said = f"{question.lead} {question.prompt}"
    arguments = dict(_FUNCTION.findall(said))
    for one in formulas_asked_for(question.lead, question.prompt):
        for function, number in _VALUE.findall(one):
            if function in arguments:
                found.setdefault(arguments[function], set()).add(number)
    for letter, number in _AT.findall(said):
        found.setdefault(letter, set()).add(number)
    return {letter: frozenset(numbers) for letter, numbers in found.items()}


_NUMBER = re.compile(r"[-−]?\d{1,9}(?:\.\d{1,9})?")
_LETTER = re.compile(r"\\?[A-Za-z]+")
_FUNCTION = re.compile(r"(?<![A-Za-z])([A-Za-z])'{0,3}\s*\(\s*([A-Za-z])\s*\)")
_VALUE = re.compile(rf"(?<![A-Za-z])([A-Za-z])'{{0,3}}\s*\(\s*({_NUMBER.pattern})\s*\)")
_AT = re.compile(
    r"(?<!\w)(?:at|bei|in|en|im\s+punkt|an\s+der\s+stelle|au\s+point|nel\s+punto)\s+"
    rf"\$\s*([A-Za-z])\s*=\s*({_NUMBER.pattern})\s*\$"
)
