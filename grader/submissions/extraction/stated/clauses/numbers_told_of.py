"""A number before a remark that tells of it: `0.5 (error 0.2)`, `1: value -1`, `4, value 7`.

Wherever the problem gives that number, it may be what is asked for: one of several is. Nobody chooses then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.words_around.labels_said import TOTAL
from grader.submissions.extraction.words.phrases import F, conclusion


def is_told_of(question: Question, main: str, inside: Sequence[Lexeme], spots: Sequence[int]) -> bool:
    """Whether the last formula of a clause stands in a remark that tells of the number before it.

    In brackets behind it; behind a comma or a colon only where no word stands before it, for `at 2: the value is 3` is
    about what the problem names. Several numbers are one where a set is asked for.
    """
    numbers, spot = inside[-2].text, spots[-2]
    if _NUMBERS.fullmatch(inside[-1].text) is None:
        return False  # `2 (at t = 2)`
    if _NUMBERS.fullmatch(numbers) is None or ("," in numbers and not question.kind.is_set):
        return False
    told = _IN_BRACKETS if _WORD.search(main, 0, spot) else _TOLD
    said = told.match(main, spot + 1)
    return said is not None and TOTAL.isdisjoint(_WORD.findall(said[0].casefold()))  # `64 and 64, total 128`


_NUMBERS = re.compile(r"\s*[-−]?\d[\d.]*(?:/\d+)?(?:\s*[,;]\s*[-−]?\d[\d.]*(?:/\d+)?)*\s*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAID = rf"[^()\[\],:;{F}]*[^\W\d_]{{2}}[^()\[\],;{F}]*{F}"
_IN_BRACKETS = re.compile(rf"\s*[(\[]{_SAID}")
_TOLD = re.compile(rf"\s*[(\[,:]{_SAID}")


def is_labelled_behind(first: Clause, second: Clause) -> bool:
    """Whether behind a number alone a comma and a word lead to another one, `4, value 7`, and nothing concludes."""
    is_number = first.skeleton.strip() == F and _NUMBERS.fullmatch(first.formulas[0].text) is not None
    labelled = _LABELLED.fullmatch(second.skeleton) if is_number else None
    if labelled is None or labelled["label"].casefold() in TOTAL:
        return False
    return conclusion().match(second.skeleton) is None


_LABELLED = re.compile(rf",\s*(?P<label>[^\W\d_]{{2,}})\s*[:=]?\s*{F}[\s.]*")
