"""The last look at numbers that are typed otherwise: `(0,5, 1)`, `1.414` among decimal commas, `1·10-4`, `x = -+3`.

Each way writes the whole text anew; where a text is refuted and what it may have meant is proved to be right, nobody
can tell, and it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts, is_right_once
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

_DOUBTFUL = re.compile(r"\d(?:[.,]|\{,\})\d|10\s*[-−–eE\d]|[-−]\s*\+")  # without these no number is typed otherwise
# Digits around a comma without a blank, where something else parts the numbers: `(0,5, 1)`, `{(0,5; 1)}`, `P(0,5/1)`.
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_PARTED = re.compile(r",\s|;|\(\s*[-−]?\d+(?:,\d+)?\s*/\s*[-−]?\d+(?:,\d+)?\s*\)")
_LISTED = re.compile(r"\d,\d+,\d")  # commas alone part numbers
_POINT = re.compile(r"\(([^()/;]+)/([^()/;]+)\)")
_GROUP = re.compile(r"(?<![\w.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,])")
_THOUSANDS = re.compile(r"(?<![\w.,^])[1-9]\d{0,2}(?:(?:,|\{,\})\d{3})+(?![\d,]*\d)")  # `1,250; 5,000`
_CONTINENTAL = re.compile(r"(?<![\w.,^])[1-9]\d{0,2}(?:\.\d{3})+,\d+(?![.,]?\d)")  # `1.500,5`
_TIMES = r"((?:[·*×]|(?<=\d)\s?x(?=\s?10)|\\cdot|\\times)\s*)"
_POWERS = (  # what copying leaves of a raised exponent, and the E of a calculator behind the 10 that it stands for
    (re.compile(r"(?:(?<![\w.,^])|(?<=\dx))10\s?[-−–](\d{1,2})(?![\d.,])"), r"10^{-\1}"),
    (re.compile(rf"{_TIMES}10([1-9]\d?)(?![\d.,])"), r"\g<1>10^{\2}"),
    (re.compile(rf"{_TIMES}10[eE]\+?([-−]?\d{{1,2}})(?![\d.,])"), r"\g<1>10^{\2}"),
)
_BOTH_SIGNS = re.compile(r"[-−]\s?\+(?=\s?[\w√\\(.])")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where numbers typed otherwise are proved right."""
    for name, field in answer.fields.items():
        if not _DOUBTFUL.search(field.text):
            continue
        for text in dict.fromkeys(_texts(question, field.text)):
            other = replace(field, text=text, written=field.text, candidates=None)
            found = mark(question, replace(answer, fields={**answer.fields, name: other}))
            if found.outcome is Outcome.CORRECT or is_right_once(found):
                return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def _texts(question: Question, text: str) -> Iterator[str]:
    """Yield what a text may mean whose numbers are typed otherwise."""
    if question.names.numbers == "continental":
        if _GROUP.search(text):
            yield _GROUP.sub(r"\1,\2", text)
    elif _THOUSANDS.search(text):
        yield _THOUSANDS.sub(lambda number: re.sub(r"\{,\}|,", "", number[0]), text)
    elif _CONTINENTAL.search(text):
        yield _CONTINENTAL.sub(lambda number: number[0].replace(".", "").replace(",", "."), text)
    if (
        question.names.numbers != "continental"
        and _COMMA.search(text)
        and _PARTED.search(text)
        and not _LISTED.search(text)
    ):
        with_points = _COMMA.sub(".", text)
        yield with_points
        if "/" in with_points:
            yield _POINT.sub(r"(\1, \2)", with_points)
    for pattern, power in _POWERS:
        if pattern.search(text):
            yield pattern.sub(power, text)
    if question.kind.is_set and _BOTH_SIGNS.search(text):
        yield _BOTH_SIGNS.sub("±", text)
