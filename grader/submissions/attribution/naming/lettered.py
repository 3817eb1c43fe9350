"""One letter before all numbers of a document: `A1.`, `A 1`, `E1.2`, as words for problem or answer are cut.

Letters with numbers are also names: of matrices, of points, of lines. They number answers where all labels of a sheet
stand so, in order, and nothing else numbers anything in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from grader.problems.question import Question
from grader.submissions.problem_words import PROBLEM_INITIALS

MIN_ALL = 4  # numbers of a sheet, all of which stand so
MIN_SOME = 5  # of them, where the sheet has others
MAX_LEFT_OUT = 2  # of the sheet's numbers that may be missing
ANSWER_LETTER = "A"
_LABEL = re.compile(
    rf"(?P<bold>\s*+(?:(?:\*\*|__)\s*+)?)(?P<letter>[{PROBLEM_INITIALS}{ANSWER_LETTER}])[.\s]?\s?+"
    r"(?P<number>\d{1,2})(?P<part>\.[1-9](?!\d)|\.?\(?[a-z](?![\w(^]))?(?=[\s:)*_]|\.(?!\d)|$)"
    r"(?!\s*+(?:[-–—](?=\s+[\d.$(\\])|=(?!>)|[+<>≤≥≈≠∈·×/^|,;]|\*(?!\*)|_(?!_)))(?P<ends>\s?+(?:[.:)*_]|$))?"
)
_CLOSED = re.compile(r"[\s*_]*+(?:[^\W\d_]{2,12}\s++)?\(?\d{1,2}[.):](?:\s|$)")  # what else numbers something
_INDEXED = re.compile(rf"(?<![^\W_])([{PROBLEM_INITIALS}{ANSWER_LETTER}])(?:_|\d)")  # `F_n`, `A_{{1}}`, `E1`


def letter_of(
    lines: Sequence[str], labels: Sequence[str], parts: Sequence[tuple[str, str]], questions: Iterable[Question]
) -> str:
    """Return the one letter that stands before the numbers of a sheet at the beginnings of lines; empty without one.

    `labels` are the numbers of the sheet, in order, `parts` those that its parts may have. A letter that its questions
    write with an index is a name.
    Where `Q1` and `A1` both number, the first is the sheet's text; no sign need end `A1`.
    """
    marks = [(match["letter"], match) if (match := _LABEL.match(line)) else ("", None) for line in lines]
    found = {letter: [match for one, match in marks if match and one == letter] for letter, match in marks if match}
    letters = [one for one in found if len(found) == 1 or one == ANSWER_LETTER]
    if not letters or letters[0] in _names_in(questions):
        return ""
    if not all(_is_enough(one, labels) and _are_parts(one, parts) for one in found.values()):
        return ""
    first = next(place for place, (one, _) in enumerate(marks) if one)
    is_ended = letters[0] == ANSWER_LETTER or all(one["ends"] for one in found[letters[0]])
    return letters[0] if is_ended and not any(map(_CLOSED.match, lines[:first])) else ""


def _is_enough(labelled: Sequence[re.Match[str]], labels: Sequence[str]) -> bool:
    """Whether numbers with what stands behind them are those of a sheet, or nearly all, in order and each once."""
    found = [(match["number"], match["part"] or "") for match in labelled]
    tops = [top for top, _ in groupby(top for top, _ in found)]
    places = [labels.index(top) if top in labels else -1 for top in tops]
    is_rising = len(set(found)) == len(found) and -1 not in places and all(one < two for one, two in pairwise(places))
    least = MIN_ALL if len(tops) == len(labels) else max(MIN_SOME, len(labels) - MAX_LEFT_OUT)
    return is_rising and len(tops) >= least


def _are_parts(labelled: Sequence[re.Match[str]], parts: Sequence[tuple[str, str]]) -> bool:
    """Whether numbers behind points are those of parts, all of each problem: `A1.5` alone is no label."""
    found = [(match["number"], match["part"][1:]) for match in labelled if (match["part"] or "")[1:].isdigit()]
    tops = {top for top, _ in found}
    return found == [one for one in parts if one[0] in tops]


def _names_in(questions: Iterable[Question]) -> set[str]:
    """Return the letters that questions write with an index, in their text or as the name of a field."""
    return {
        letter
        for one in questions
        for text in (one.title, one.prompt, *one.fields)
        for letter in _INDEXED.findall(text)
    }


def without_letter(line: str, letter: str) -> str:
    """Return a line with the number alone where it begins with the letter and a number."""
    match = _LABEL.match(line)
    return f"{match['bold']}{line[match.start('number') :]}" if match and match["letter"] == letter else line


def word_of(letter: str) -> str:
    """Return the word that a letter stands for."""
    return "Answer" if letter == ANSWER_LETTER else "Problem"
