"""Equations on the way that are false for what the answer concludes: `a^2 = 2, so a = ±2`, `cos θ = √3/2, θ = 60°`.

A letter has the values that the text gives it, and no others; an equation that holds for none of them is no step to
them. What has a unit, a letter without a value or decimal commas stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

from grader.language.spelling.greek import GREEK_LETTERS
from grader.language.tree import Node
from grader.marking.answer import Answer
from grader.marking.texts.beside.words import WORDS, any_of
from grader.marking.texts.equalities.defined_members import trees_of, values_of
from grader.marking.texts.equalities.definitions import Definitions, plain_letter
from grader.marking.texts.equalities.statements import Statement, statements
from grader.marking.ways.before_credit.defined_steps import are_apart
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_VALUES = 12  # of all letters together that are tried
MAX_STATEMENTS = 12
EXACT, ROUNDED = 1e-6, 0.05  # how near values are, and such with decimals in them
_LETTER = re.compile(r"[\s$]*(?:\\(?:alpha|beta|gamma|theta|lambda|mu|omega|phi|varphi)|[A-Za-zα-ω])[\s$]*")
_COMMA, _BOTH, _DECIMAL = re.compile(r"\d,\d"), re.compile(r"±|\\pm(?![A-Za-z])"), re.compile(r"\d\.\d")
_ALTERNATIVES = re.compile(r"(?<![\w\\])(?:or|oder|ou|and|und|et)(?!\w)|,")
_UNITS = re.compile(r"\d\s?(?:[kmµn]?(?:m|s|g|N|J|W|V|A|Hz|Pa)|Ω|€|\$|%|\\%)(?![A-Za-z(])")


def why_open(question: Question, typed: Answer) -> str:
    """Return why a credited answer is open: an equation before it is false for the values that it gives its letters."""
    if len(typed.fields) != 1 or question.kind.reads != "value":
        return ""
    ((_, field),) = typed.fields.items()
    text = (field.said or field.text).replace("$", "")
    if len(text) > MAX_CHARACTERS or text.count("=") < 2 or _COMMA.search(text) or _UNITS.search(text):
        return ""
    found = statements(_BOTH.sub("±", text))
    values, is_rounded = _values(_stated(text)), _DECIMAL.search(text) is not None
    if not values or len(found) > MAX_STATEMENTS:
        return ""
    for one in found:
        is_before = text.find(one.text.strip()) < max(place.start() for place in _GIVEN.finditer(text))
        is_own = is_before and not (one.is_supposed or one.is_doubted)
        if is_own and _is_false(one, values, is_rounded=is_rounded):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=one.text.strip())
    return ""


def _stated(text: str) -> Iterator[tuple[str, str]]:
    """Yield letters with the numbers that a text gives each, one after another; empty where it is no number."""
    for one in _GIVEN.finditer(text):
        if _BEGINS.search(text[: one.start()]) is not None:
            number = _NUMBER.match(text, one.end())
            is_whole = number is not None and _ENDS.match(text, number.end()) is not None
            yield plain_letter(one["letter"]), number[0].rpartition("=")[2].strip(" .") if number and is_whole else ""


_NUMERIC = r"(?:[-−+±\d .*/·^()√π°={}]|\\(?:sqrt|[dt]?frac|pi|pm|cdot|circ)(?![A-Za-z]))"
_NUMBER = re.compile(rf"{_NUMERIC}*[\d√π°)}}]")
_GIVEN = re.compile(r"(?<![\w\\^])(?P<letter>\\[a-z]{2,8}|[A-Za-zα-ω])\s*=(?!=)")
_JOINING = any_of(WORDS["so"] | WORDS["and"] | WORDS["because"])
_BEGINS = re.compile(rf"(?:\A|[,;:\n.|⇒→⟹]|=>|->|\\\\|(?<!\w)(?:or|oder|ou|{_JOINING}))\s*\Z", re.IGNORECASE)
_ENDS = re.compile(rf"\s*(?:\Z|[,;\n|]|\.(?!\d)|[⇒→]|=>|->|\\\\|(?<=\s)(?:or|oder|ou|{_JOINING})(?!\w))", re.IGNORECASE)
# A mark of a list, or a minus; what stands beside a statement in one row.
_MARKED = re.compile(
    r"\A[\s$]*(?:[•*+–—-]\s|[(\[]\d[)\]]|\d{1,2}\s?(?:[.)/]|[–—-]\s|\t))|//|\t|\(\d{1,2}\)(?:\s|\Z)|\s[•—–]\s"
)


def _values(stated: Iterator[tuple[str, str]]) -> dict[str, list[Node]]:
    """Return the values of letters as trees; of a letter with one that is no number, none."""
    found: dict[str, list[Node]] = {}
    lost: set[str] = set()
    for letter, value in stated:
        if not value:
            lost.add(letter)
        for sign in ("+", "-") if _BOTH.search(value) else ("",) if value else ():
            text = _BOTH.sub(sign, value).removeprefix("+")
            trees = trees_of(text, Definitions())
            if len(trees) != 1 or not values_of(text, Definitions()):
                lost.add(letter)
                break
            found.setdefault(letter, []).append(trees[0])
    return {letter: trees for letter, trees in found.items() if letter not in lost}


def _is_false(stated: Statement, values: Mapping[str, list[Node]], *, is_rounded: bool) -> bool:
    """Whether two members beside each other come to different things, whichever values the letters have."""
    first = stated.members[0]
    if len(stated.members) < 2 or _LETTER.fullmatch(first) is not None or any(map(_MARKED.search, stated.members)):
        return False
    used = [letter for letter in values if any(_holds(one, letter) for one in stated.members)]
    ways = list(product(*(values[letter] for letter in used)))
    if not used or len(ways) > MAX_VALUES:
        return False
    share = ROUNDED if is_rounded or any(stated.about) else EXACT
    return all(_differ(stated.members, dict(zip(used, way, strict=True)), used, share) for way in ways)


def _holds(member: str, letter: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(letter)}(?![A-Za-z(])", _spaced(member)) is not None


def _spaced(member: str) -> str:
    """Return a member with functions apart from the letters behind them, `cosθ`, and names for Greek letters."""
    for sign, name in GREEK_LETTERS.items():
        member = member.replace(sign, f" {name} ")
    return _FUNCTIONS.sub(" ", member.replace("\\", " "))


_FUNCTIONS = re.compile(r"(?<![A-Za-z])(?:sin|cos|tan|ln|log|exp|sqrt)")


def _differ(members: Sequence[str], letters: Mapping[str, Node], used: Sequence[str], share: float) -> bool:
    known = Definitions(letters)
    found = [(one, values_of(one, known)) for one in members]
    return any(
        bool(first and second)
        and any(_holds(one, letter) or _holds(other, letter) for letter in used)
        and are_apart(first, second, share, 0.0)
        for (one, first), (other, second) in pairwise(found)
    )
