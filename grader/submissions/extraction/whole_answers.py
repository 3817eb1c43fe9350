"""Lines behind an answer that hold the whole answer to another question: `stride 2, padding 1`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grader.problems.question import Question
from grader.submissions.ledger.matching import Target, nouns_of_fields

MAX_CHARACTERS = 120  # of a line that may be such an answer
MAX_LINES = 20  # of them behind one answer; where there are more, these are a derivation
MIN_LETTERS = 4  # of the text of an option that is known wherever it stands


def whole_answers(others: Iterable[Question], lines: Sequence[str]) -> dict[Target, str]:
    """Return the questions of which a line names an option by its text, or every field beside a number for each."""
    short = [line for line in lines if 0 < len(line.strip()) <= MAX_CHARACTERS]
    if len(short) > MAX_LINES:
        return {}
    found: dict[Target, str] = {}
    for question in others if short else ():
        line = next((line for line in short if _says_option(question, line) or _gives_fields(question, line)), None)
        if line is not None:
            found[question.id, None] = line
    return found


def _says_option(question: Question, line: str) -> bool:
    low = line.casefold()
    texts = (text.strip().casefold() for text in question.options.values())
    return any(len(one) >= MIN_LETTERS and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", low) for one in texts)


def _gives_fields(question: Question, line: str) -> bool:
    """Whether each of several fields is called by its symbol, its name or its noun, and as many numbers stand there."""
    if len(question.fields) < 2 or len(_NUMBER.findall(line)) < len(question.fields):
        return False
    nouns = nouns_of_fields(question)
    called = [
        {field.symbol or name, name, *(noun for noun, one in nouns.items() if one == name)}
        for name, field in question.fields.items()
    ]
    return all(
        any(re.search(rf"(?<![\w\\]){re.escape(one)}(?!\w)", line, re.IGNORECASE) for one in names) for names in called
    )


_NUMBER = re.compile(r"(?<![\w.])\d+")
