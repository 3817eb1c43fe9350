"""Labels in spellings of a document's own, written as those that are read: `HW3.4`, `Problem IV`, `IV.`, `4/7`, `4 -`.

Some count only where a document numbers all its answers so (`Habits`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from grader.records import dataclass
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import ANSWER, NO_PROBLEM, PROBLEM
from grader.submissions.attribution.naming.spaced import Spaced, spaced_labels, split_spaced
from grader.submissions.forms.blocks import Block
from grader.submissions.ledger.part_names import LETTERS
from grader.submissions.number_words import NUMBER_WORDS, ROMAN_NUMBERS
from grader.submissions.problem_words import PROBLEM_WORDS

MIN_ROMAN = 3  # numerals by themselves that count the problems of a document
MIN_ALL = 3  # problems of a sheet, all of which are numbered in a way that does not count by itself
MIN_PARTED = 2  # parts that are counted so among other numbers
MIN_CUED = 2  # lines with a formula behind a word for answer
_BOLD = r"\s*+(?:(?:\*\*|__)\s*+)?"
_ROMAN = "|".join(sorted(ROMAN_NUMBERS, key=len, reverse=True))
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMERAL = rf"(?-i:(?:{_ROMAN})(?![A-Z\d'’]|[a-z]{{2}}))|(?:{_WORD})(?![\w'’])"
_ENDS = r"(?=\s?[a-z]?\s*+(?:\*\*|__)?\s*+(?:[.:()–—-]|$))"
_ROMAN_LINE = re.compile(rf"({_BOLD}\(?)({_ROMAN})(?=(?:\s?[a-z])?[.)])")
_SMALL_LINE = re.compile(rf"({_BOLD}\(?)({_ROMAN.lower()})(?=[.)])")
_OF_ALL = re.compile(rf"({_BOLD}\(?)(\d{{1,2}})/(\d{{1,2}})(?![\w.,/])")
_DASHED = re.compile(rf"({_BOLD})(\d{{1,2}})\s?([a-z]?)\s+[–—-](?=\s)")
# A number in a column of its own, as a page is copied; the letter of a part may stand behind it.
COLUMNED = re.compile(rf"({_BOLD})(\d{{1,2}})(?:\s?\(?([a-z])[.)])?(?:[ \u00a0]{{2,}}|\t)\s*(?=\S)")
_IN_COLUMN = re.compile(
    rf"({_BOLD})(\d{{1,2}})(?:(?:\s?\(?([a-z])[.)])?(?:[ \u00a0]{{2,}}|\t)|[.)]\s)\s*(?=\S)"
)  # or `3. x`
_CLOSED = re.compile(rf"{_BOLD}(?:(?:{PROBLEM_WORDS})\s*)?\(?\d{{1,2}}[.):]\s", re.IGNORECASE)
_PARTED = re.compile(rf"({_BOLD})(\d{{1,2}})\.([1-9])(?:[.):]|\b)(?![\w.,/])")
# What else numbers a problem: `4.`, `Problem 4`.
_NUMBERED = re.compile(
    rf"{_BOLD}(?:(?:{PROBLEM_WORDS})\s*\(?(\d{{1,2}})(?![\w.]\w)|\(?(\d{{1,2}})(?:[.):]\s|$))", re.IGNORECASE
)
_TIGHT = re.compile(rf"({_BOLD}\(?)(\d{{1,2}})\s?\(?([a-z])?([:)])(?=\S)")  # `1)3`, `1:3`
# A word for problem and its number, which no sign ends: `Q3 First …`, `Q4.a 66`.
_WORDED = re.compile(rf"({_BOLD})({PROBLEM})\s?(\d{{1,2}})(?:\.?\(?([a-z])[.)]?)?(?=[\s:.)]|$)", re.IGNORECASE)
_ENDED = re.compile(r"\s*(?:$|[:)]|\.(?!\d)|(?:\*\*|__)(?=\s|$))")  # what ends such a label already: `Q3 :`
_BOLD_DASHED = re.compile(r"\s*[–—-]{1,3}\s*(\*\*|__)")  # `**Q3 -** x`
_CUE = rf"{_BOLD}(?:{ANSWER})(?![^\W\d_])\s*+[.:]\s*+"
_CUED = re.compile(
    rf"{_CUE}(?!\(?\d{{1,3}}\s?\(?[a-z]?\)?(?:[\s.:)]|$)|(?:to|of|for|zu|{PROBLEM})(?![^\W\d_]))\S", re.IGNORECASE
)
_CUED_NUMBER = re.compile(rf"{_CUE}\d{{1,3}}\s*+\.?\s*+", re.IGNORECASE)
# What says of which sheet a problem is: `Homework 3, Problem 4`, `HW3 #4`.
_OF_SHEET = rf"(?:{NO_PROBLEM})\s*+[#№]?\s*+(?P<sheet>\d++)"
_PREFIX = re.compile(
    rf"(?P<bold>{_BOLD}){_OF_SHEET}(?:\s*+[,:.–—-]\s*(?=[^\s\d])|\s++(?=[#№(\[]|[^\W\d_])|(?P<point>[.-])(?=\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Habits:
    """How a document numbers its answers, where that shows in all of them together.

    `roman`: `IV.` is a number; `small`: `iv)` is one, which is that of a part elsewhere;
    `total`: `4/7` is number 4 of 7; `dashed`: `4 - …` is number 4;
    `columned`: `4   …` is number 4; `parted`: `4.2` is the part b of 4; `cued`: a number behind a word for answer,
    `Ans. 4`, is the answer; `worded`: the word behind which all numbers stand, `Q4 …`, whatever follows;
    `tight`: the sign between a number and its answer, `1:3`, where no blank stands there; `spaced`: the labels behind
    which nothing but a blank stands, `1a 12`.
    """

    roman: bool = False
    small: bool = False
    total: str = ""
    dashed: bool = False
    columned: bool = False
    parted: bool = False
    cued: bool = False
    worded: str = ""
    tight: str = ""
    spaced: tuple[Spaced, ...] = ()


def in_digits(text: str, habits: Habits, words: tuple[str, ...], sheet: str) -> str:
    """Return a text with the label that it begins with, if any, in digits; what stands behind that is unchanged.

    `words`: further ones for problem; `sheet`: the number of the sheet, empty where its title says none.
    """
    prefix = _PREFIX.match(text)
    if prefix and (not prefix["point"] or prefix["sheet"].lstrip("0") == (sheet or prefix["sheet"].lstrip("0"))):
        text = f"{prefix['bold']}{text[prefix.end() :]}"
    if match := _numeral(words).match(text):
        numeral = match["numeral"]
        value = ROMAN_NUMBERS.get(numeral) or NUMBER_WORDS[numeral.casefold()]
        return f"{match['before']}{value}{text[match.end() :]}"
    if habits.roman and (match := _ROMAN_LINE.match(text)):
        return f"{match[1]}{ROMAN_NUMBERS[match[2]]}{text[match.end() :]}"
    if habits.small and (match := _SMALL_LINE.match(text)):
        return f"{match[1]}{ROMAN_NUMBERS[match[2].upper()]}{text[match.end() :]}"
    if habits.total and (match := _OF_ALL.match(text)) and match[3] == habits.total:
        return f"{match[1]}{match[2]}.{text[match.end() :]}"
    if habits.dashed and (match := _DASHED.match(text)):
        return f"{match[1]}{match[2]}{match[3]}{')' if match[3] else '.'}{text[match.end() :]}"
    if habits.columned and (match := COLUMNED.match(text)) and not match[3]:
        return f"{match[1]}{match[2]}. {text[match.end() :]}"
    if habits.worded and (match := _WORDED.match(text)) and match[2].casefold() == habits.worded and not match[4]:
        return _ended(match)
    if habits.tight and (match := _TIGHT.match(text)) and match[4] == habits.tight:
        return f"{text[: match.end()]} {text[match.end() :]}"
    if habits.spaced and (found := split_spaced(text, habits.spaced))[0] is not None:
        return f"{found[0][0]}{found[0][1]}) {found[1]}"
    if habits.parted and (match := _PARTED.match(text)):
        return f"{match[1]}{match[2]}{LETTERS[int(match[3]) - 1]}){text[match.end() :]}"
    return text


def _ended(match: re.Match[str]) -> str:
    """Return a line with a colon behind the word and number that it begins with, unless a sign ends them already."""
    label, behind = match[0], match.string[match.end() :]
    if match[1].strip() and (dashed := _BOLD_DASHED.match(behind)):
        return f"{label}:{dashed[1]}{behind[dashed.end() :]}"
    return match.string if _ENDED.match(behind) else f"{label}:{behind}"


@lru_cache(maxsize=64)
def _numeral(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a number in words or letters behind a word for problem."""
    word = "|".join((*map(re.escape, words), PROBLEM_WORDS))
    answer = rf"(?:(?:{ANSWER})\s++(?:(?:to|of|for|zu|de)\s++)?)?"
    before = rf"{_BOLD}{answer}(?:{word})\s++(?:(?:no|nr|number)\.?\s++)?"
    return re.compile(rf"(?P<before>{before})(?P<numeral>{_NUMERAL}){_ENDS}", re.IGNORECASE)


_NUMBER = re.compile(
    rf"\b(?:{PROBLEM}|{NO_PROBLEM})(?:\s+(?:sheet|set))?\s*[#№]?\s*(?P<number>\d{{1,2}})\b", re.IGNORECASE
)


@lru_cache(maxsize=64)
def number_of(title: str) -> str:
    """Return the number that the title of a sheet says, `Exercise 7` or `Sheet 7`; empty where it says several."""
    found = {match["number"].lstrip("0") for match in _NUMBER.finditer(title)}
    return found.pop() if len(found) == 1 else ""


def is_cued_number(text: str) -> bool:
    """Whether a line is nothing but a word for answer and a number."""
    return _CUED_NUMBER.fullmatch(text) is not None


def habits_of(blocks: Sequence[Block], labels: Sequence[str], parts: Sequence[tuple[str, str]]) -> Habits:
    """Return how a document numbers its answers.

    `labels` are those of its sheet, in order, `parts` the numbers that the parts of its problems may have.
    """
    lines = list(beginnings(blocks))
    if len(labels) < MIN_ALL or not all(label.isdigit() for label in labels):
        return Habits()
    roman = [ROMAN_NUMBERS[match[2]] for line in lines if (match := _ROMAN_LINE.match(line))]
    is_roman = len(roman) >= MIN_ROMAN and roman == sorted(set(roman)) and roman[0] == 1 and roman[-1] <= len(labels)
    small = [str(ROMAN_NUMBERS[match[2].upper()]) for line in lines if (match := _SMALL_LINE.match(line))]
    most = max(Counter(top for top, _ in parts).values(), default=0)  # parts that one problem has
    of_all = [match[2] for line in lines if (match := _OF_ALL.match(line)) and match[3] == str(len(labels))]
    dashed = [(match[2], match[3]) for line in lines if (match := _DASHED.match(line))]
    columned = [(match[2], match[3]) for line in lines if (match := _IN_COLUMN.match(line))]
    closed = [line for line in lines if _CLOSED.match(line) and not _IN_COLUMN.match(line)]
    parted = [(match[2], match[3]) for line in lines if (match := _PARTED.match(line))]
    cued = sum(_CUED.match(line) is not None for line in lines)
    return Habits(
        roman=is_roman,
        small=small == list(labels) and len(labels) > most,
        total=str(len(labels)) if of_all == list(labels) else "",
        dashed=_is_all(dashed, labels),
        columned=_is_all(columned, labels) and not closed,
        parted=(len(parted) >= MIN_ALL and parted == list(parts)) or _is_parted(lines, parted, parts),
        cued=cued >= MIN_CUED,
        worded=_one_sign(lines, labels, _WORDED, 2, 3, 4),
        tight=_one_sign(lines, labels, _TIGHT, 4, 2, 3),
        spaced=() if any(map(_NUMBERED.match, lines)) else spaced_labels(lines, labels, parts),
    )


def _is_parted(lines: Sequence[str], parted: Sequence[tuple[str, str]], parts: Sequence[tuple[str, str]]) -> bool:
    """Whether `5.1` and `5.2` are all parts of some problems, among numbers that rise through the whole document."""
    tops = {top for top, _ in parted}
    if len(parted) < MIN_PARTED or [one for one in parts if one[0] in tops] != list(parted):
        return False
    placed = [place for line in lines if (place := _place(line)) is not None]
    is_rising = all(one < two for one, two in pairwise(placed))
    return is_rising and MIN_ALL <= len(placed) > len(parted)


def _place(line: str) -> tuple[int, int] | None:
    """Return the number of a problem, and that of the part behind it, with which a line begins; 0 for the whole."""
    if match := _PARTED.match(line):
        return int(match[2]), int(match[3])
    match = _NUMBERED.match(line)
    return (int(match[1] or match[2]), 0) if match else None


def _one_sign(
    lines: Sequence[str], labels: Sequence[str], pattern: re.Pattern[str], sign: int, number: int, letter: int
) -> str:
    """Return the one sign or word that stands at all numbers of a sheet, in order; empty where there is none."""
    found = [match for line in lines if (match := pattern.match(line))]
    signs = {match[sign].casefold() for match in found}
    is_all = len(signs) == 1 and _is_all([(match[number], match[letter] or "") for match in found], labels)
    return signs.pop() if is_all else ""


def _is_all(found: Sequence[tuple[str, str]], labels: Sequence[str]) -> bool:
    """Whether numbers with letters behind them are those of a sheet, in order, each once."""
    return len(set(found)) == len(found) and [top for top, _ in groupby(top for top, _ in found)] == list(labels)
