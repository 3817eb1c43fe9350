r"""Steps to the value of an unknown, and checks of it: `2x + 1 = 7 ⏎ 2x = 6 ⏎ x = 3`, `x = 6, check: 6/2 = 3`.

Every step must be an equation in the unknown alone that its value fulfils, every check one of numbers that is true;
then they say nothing else. What is not so stays, and the text unread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from grader.claims.chains import chain
from grader.language import units
from grader.language.printing import show
from grader.marking.asked.asked_names import asked_names, formulas_asked_for
from grader.marking.texts.left_hand import prompt_names
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
MAX_STEPS = 8

_FOLLOWS = r"⇔|⇒|⟺|⟹|=>|<=>|\\(?:iff|implies|Leftrightarrow|Rightarrow|Longrightarrow|Longleftrightarrow)(?![A-Za-z])"
_PARTED = re.compile(rf"\n+|[,;]\s|{_FOLLOWS}|\.\s+(?:So|Hence|Thus|Therefore)\s")
_LINE = re.compile(r"\s*(?:\|\s*(?:[-+*/:·÷−]\s*\d{1,6}|[-+*/:·÷−]\s*\(\s*[-−]?\d{1,6}\s*\)))?[\s.]*\Z")  # `| :2`
_LETTER = re.compile(r"(?<![A-Za-z\\])[a-zA-Z](?![A-Za-z])")
_WORD = re.compile(r"\\?[^\W\d_]{2,}")
_KNOWN = frozenset({"\\cdot", "\\times", "\\frac", "\\dfrac", "\\tfrac", "\\left", "\\right"})
_BARE = re.compile(r"[\s$]*(?P<name>[a-zA-Z])(?:_?\{?[1-9]\}?)?\s*=\s*(?P<value>[^=]+?)[\s$.]*")
_RAISED = re.compile(r"[²³⁴⁵⁶⁷⁸⁹]")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_CHECK = re.compile(
    r"(?P<value>[^,;()\n]+?)\s*(?:[,;]\s*|\n\s*|\s+)(?P<round>\()?\s*"
    r"(?:(?P<cue>check|test|probe|verification|because|since|denn|weil|car|as)\b\s*:?\s*)?"
    r"(?P<sides>[-\d\s.+*/·×^()−]+=[-\d\s.+*/·×^()=−]+?)\s*(?P<mark>ok|OK|✓|✔)?\s*(?(round)\))[\s.]*(?:✓|✔)?",
    re.IGNORECASE,
)


def without_steps(question: Question, text: str) -> str:
    """Return the last step of an answer, or all values of a set that stand behind steps; the text where one is none."""
    if len(text) > MAX_CHARACTERS or question.names.symbols.keys() - {one.name for one in question.for_all}:
        return text
    parts = [_LINE.sub("", one).strip(" $") for one in _PARTED.split(text) if one.strip(" $.")]
    if _is_by_rule(question, parts):
        return parts[-1]
    last = _BARE.fullmatch(parts[-1]) if 1 < len(parts) <= MAX_STEPS else None
    letter = _unknown(question) if last is not None else ""
    if last is not None and not letter and not _asks_by_name(question) and _is_expected(question, last["value"]):
        letter = last["name"]  # of a value that would be wrong nobody can tell whether it is a step to the answer
    if not letter:
        return text
    bare = [found for one in parts if (found := _BARE.fullmatch(one)) is not None and found["name"] == letter]
    values = [value_of(_without_unit(question, found["value"])) for found in bare]
    steps = parts[: len(parts) - len(bare)]
    if not steps or not values or None in values or [found[0] for found in bare] != parts[len(steps) :]:
        return text
    if len(bare) > 1 and not question.kind.is_set:
        return text
    steps = [_without_same_unit(question, step, bare[-1]["value"]) for step in steps]
    if not all(_holds(step, letter, value) for step in steps for value in values if value is not None):
        return text
    return " or ".join(f"{letter} = {found['value']}" for found in bare)


def _without_unit(question: Question, value: str) -> str:
    """Return a value without the unit behind it, in which the steps are, `c^2 = 100, c = 10 cm`."""
    if question.unit is None:
        return value
    return next((number for number, _ in units.reading.splits(value)), value)


def _without_same_unit(question: Question, step: str, value: str) -> str:
    """Return a step without the unit, or its square, that a value has: `2T = 50 N` before `T = 25 N`."""
    unit = value.removeprefix(_without_unit(question, value)).strip(" $")
    return re.sub(rf"(?<=\d)\s*{re.escape(unit)}(?:²|³|\^\{{?[23]\}}?)?\s*(?=\Z|=)", " ", step) if unit else step


def _is_by_rule(question: Question, parts: Sequence[str]) -> bool:
    """Whether a text gives a rule and what it comes to at a number: `a_n = 4n - 1, a_20 = 79`."""
    is_pair = len(parts) == len(("rule", "value")) and question.kind.is_one_number == "always"
    return is_pair and agrees_with(parts[0], parts[1])


def agrees_with(rule_said: str, value_said: str) -> bool:
    """Whether a rule comes to a value at a number: `a_n = 4n - 1` and `a_20 = 79`."""
    rule, said = _RULE.fullmatch(rule_said), _AT_NUMBER.fullmatch(value_said)
    if rule is None or said is None or rule["of"] != said["of"] or bool(rule["index"]) != bool(said["index"]):
        return False
    place = Fraction((said["index"] or said["at"]).replace("−", "-"))
    return _holds(f"{rule['body']} = {said['value']}", rule["index"] or rule["at"], place)


_RULE = re.compile(
    r"[\s$]*(?P<of>[A-Za-z]['’′]{0,3})\s*(?:_\{?\s*(?P<index>[a-z])\s*\}?|\(\s*(?P<at>[a-z])\s*\))\s*=\s*(?P<body>[^=]{1,60})"
)
_AT_NUMBER = re.compile(
    r"[\s$]*(?P<of>[A-Za-z]['’′]{0,3})\s*(?:_\{?\s*(?P<index>\d{1,4})\s*\}?|\(\s*(?P<at>[-−]?\d{1,4})\s*\))"
    r"\s*=(?:[^=]{1,60}=)?\s*(?P<value>[^=]{1,40}?)[\s$.]*"
)


def _is_expected(question: Question, value: str) -> bool:
    """Whether a value is the number that is expected, in its unit."""
    number, factor = value, Fraction(1)
    if question.unit is not None:
        number, unit = next(units.reading.splits(value), (value, None))
        if unit is None or unit.dimension != question.unit.unit.dimension or unit.turns != question.unit.unit.turns:
            return False
        factor = unit.factor / question.unit.unit.factor
    found = value_of(number)
    return found is not None and any(found * factor == value_of(show(tree)) for tree in question.accepted)


def _asked_letters(question: Question) -> set[str]:
    return {one.of for one in asked_names(question) if one.kind == "bare" and not one.above} or {
        letter for one in formulas_asked_for(question.prompt) if "=" in one for letter in _LETTER.findall(one)
    }


def _unknown(question: Question) -> str:
    """Return the letter whose value is asked for: by its name, or the only one of an equation that is to be solved."""
    if question.kind.is_set:
        return question.for_all[0].name if len(question.for_all) == 1 else ""
    if question.kind.is_one_number != "always" or len(question.fields) > 1:
        return ""
    letters = _asked_letters(question) or prompt_names.plainly_asked(question)
    return next(iter(letters)) if len(letters) == 1 else ""


def _asks_by_name(question: Question) -> bool:
    """Whether the prompt asks for something by letters or by a formula, or for something else than one number."""
    is_number = question.kind.is_one_number == "always" and len(question.fields) == 1
    return not is_number or bool(
        asked_names(question) or formulas_asked_for(question.prompt) or prompt_names.plainly_asked(question)
    )


def _holds(step: str, letter: str, value: Fraction) -> bool:
    """Whether a step is an equation in a letter alone that a value fulfils."""
    step = _DECIMAL_COMMA.sub(".", _RAISED.sub(lambda found: f"^{unicodedata.normalize('NFKC', found[0])}", step))
    if set(_LETTER.findall(step)) != {letter} or any(word not in _KNOWN for word in _WORD.findall(step)):
        return False
    put = f"({value.numerator}/{value.denominator})"
    plain = re.sub(rf"(?<=[\w)}}])\s*(?={letter})", "*", step)
    plain = re.sub(rf"{letter}(?=\s*[\w(])", f"{letter}*", plain).replace(letter, put)
    sides = [value_of(re.sub(r"(?<=[\d)])\s*(?=\()", "*", side)) for side in chain(plain).members]
    return len(sides) > 1 and None not in sides and len(set(sides)) == 1


_BLANKS = re.compile(r"\s{2,}")
_SIDES = re.compile(r"\d\s*\)?\s*=\s*[-−(\d]")


def _as_one(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else " "


def without_check(text: str) -> str:
    """Return a value without the true equation of numbers behind it that checks it; the text where none stands."""
    found = (
        _CHECK.fullmatch(_BLANKS.sub(_as_one, text)) if len(text) <= MAX_CHARACTERS and _SIDES.search(text) else None
    )
    if found is None or not (found["cue"] or found["round"]):
        return text
    sides = [value_of(side) for side in found["sides"].split("=")]
    return found["value"].strip() if None not in sides and len(set(sides)) == 1 else text
