"""Labels in spellings of a document's own, written as those that are read: `HW3.4`, `Problem IV`, `IV.`, `4/7`, `4 -`.

Some count only where a document numbers all its answers so (`Habits`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import ANSWER, NO_PROBLEM, PROBLEM
from grader.submissions.attribution.naming.lettered import letter_of, without_letter, word_of
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
_BARE = re.compile(rf"({_BOLD})\d{{1,2}}(?:\.[1-9](?!\d)|\.?\(?[a-z][.)]?)?(?=[\s:)*_]|\.(?!\d)|$)")
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
    letter: str = ""


def in_digits(text: str, habits: Habits, words: tuple[str, ...], sheet: str) -> str:
    """Return a text with the label that it begins with, if any, in digits; what stands behind that is unchanged.

    `words`: further ones for problem; `sheet`: the number of the sheet, empty where its title says none.
    """
    text = _without_sheet(text, sheet)
    if habits.letter and (number := without_letter(text, habits.letter)) != text:
        number = in_digits(number, replace(habits, letter=""), words, sheet)
        return _behind_word(word_of(habits.letter), number)
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
    if habits.worded and (match := _WORDED.match(text)) and match[2].casefold() == habits.worded:
        return _ended(match)
    if habits.tight and (match := _TIGHT.match(text)) and match[4] == habits.tight:
        return f"{text[: match.end()]} {text[match.end() :]}"
    if habits.spaced and (found := split_spaced(text, habits.spaced))[0] is not None:
        return f"{found[0][0]}{found[0][1]}) {found[1]}"
    if habits.parted and (match := _PARTED.match(text)):
        return f"{match[1]}{match[2]}{LETTERS[int(match[3]) - 1]}){text[match.end() :]}"
    return text


def _without_sheet(text: str, sheet: str) -> str:
    """Return a text without what says of which sheet its problem is."""
    prefix = _PREFIX.match(text)
    if prefix and (not prefix["point"] or prefix["sheet"].lstrip("0") == (sheet or prefix["sheet"].lstrip("0"))):
        return f"{prefix['bold']}{text[prefix.end() :]}"
    return text


def _ended(match: re.Match[str], word: str = "") -> str:
    """Return a line with a colon behind the number that it begins with, unless a sign ends it already.

    `word`: the one to put before the number.
    """
    label, behind = match[0], match.string[match.end() :]
    label = f"{match[1]}{word} {label[len(match[1]) :]}" if word else label
    if match[1].strip() and (dashed := _BOLD_DASHED.match(behind)):
        return f"{label}:{dashed[1]}{behind[dashed.end() :]}"
    return f"{label}{behind}" if _ENDED.match(behind) else f"{label}:{behind}"


def _as_number(line: str, letter: str) -> str:
    """Return a line that begins with a letter and a number as one that begins with a number that a sign ends."""
    number = without_letter(line, letter)
    match = _BARE.match(number.lstrip(" *_")) if number != line else None
    return f"{match[0].rstrip('.)')}: {match.string[match.end() :].lstrip(' *_.:)')}" if match else line


def _behind_word(word: str, text: str) -> str:
    """Return a line that begins with a number as one that begins with a word for it, which a sign ends."""
    match = _BARE.match(text)
    return _ended(match, word) if match else f"{word} {text}"


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


def habits_of(
    blocks: Sequence[Block], labels: Sequence[str], parts: Sequence[tuple[str, str]], questions: Iterable[Question] = ()
) -> Habits:
    """Return how a document numbers its answers.

    `labels` are those of its sheet, in order, `parts` the numbers that the parts of its problems may have, `questions`
    what it asks.
    """
    if len(labels) < MIN_ALL or not all(label.isdigit() for label in labels):
        return Habits()
    lines = list(beginnings(blocks))
    letter = letter_of(lines, labels, parts, questions)
    lines = [_as_number(line, letter) for line in lines] if letter else lines
    return replace(_habits_of_lines(lines, labels, parts), letter=letter)


def _habits_of_lines(lines: Sequence[str], labels: Sequence[str], parts: Sequence[tuple[str, str]]) -> Habits:
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
