r"""What else is found beside a list, `(2, 2) with value 8`, `x = 2, y = 2, λ = 4`: a number of something else.

It is the value of what the prompt minimises or maximises, or a multiplier of its condition, and true at the point that
is listed. Any other number stays, for it may contradict what is asked for.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.tree import Array
from grader.marking.texts.beside.objectives import is_multiplier, is_value
from grader.marking.texts.beside.words import pattern
from grader.marking.texts.left_hand.prompt_names import plain
from grader.marking.texts.numbers.settled_commas import value_of
from grader.marking.texts.vectors import called_places
from grader.problems.question import Field, Question

MAX_CHARACTERS = 200  # of a text that is looked into
MAX_PROMPT = 2_000  # characters in which it is looked for what has a value
_NUMBER = r"\$?\s*[-−]?\d{1,9}(?:[./]\d{1,9})?\s*\$?"
_FACT = re.compile(
    r"(?P<list>.+?[\d)\]>}$])\s*(?P<round>\()?(?:[,;]\s*|\s|(?<=\())\s*"
    rf"(?:(?:{pattern('with', 'and')}|where|then)\s+)?"
    rf"\$?(?P<name>(?:\\?[^\W\d_]+(?:_\{{?\w{{1,3}}\}}?|\*)?)(?:\s*\([^()=]{{1,20}}\))?)\s*(?:[=≈]|(?<=value)\s)\s*(?P<number>{_NUMBER})\s*(?(round)\))[\s.]*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\\?[^\W\d_]+")


def without_fact(question: Question, field: Field, text: str) -> str:
    """Return a list without a number of something else behind it; the text where it may be an entry."""
    if not question.kind.is_array or len(text) > MAX_CHARACTERS or question.names.symbols:
        return text
    found = _FACT.fullmatch(text)
    if found is None:
        return text
    base = _LETTER.match(found["name"])
    name = plain(base[0]) if base is not None else ""
    listed = {one for names in called_places.listed_in(question) for one in names}
    called = {plain(one) for one in _LETTER.findall(found["list"])}
    listed_entries = found["list"].count("=") if "=" in found["list"] else len(re.split(r"[,;|]", found["list"]))
    sizes = {len(one.items) if isinstance(one, Array) else 0 for one in question.accepted}
    is_list = _LISTED.search(found["list"]) is not None and sizes == {listed_entries}
    is_entry = not is_list or name in _COORDINATES or name in listed | called or (len(name) > 1 and name not in _VALUES)
    return (
        text
        if is_entry or not _is_true(question, found, name)
        else found["list"].rstrip(" ,;$(") + "$" * (found["list"].count("$") % 2)
    )


def _is_true(question: Question, found: re.Match[str], name: str) -> bool:
    """Whether the number is the value or the multiplier of what the prompt has at the point that is listed."""
    point = _point(question, found["list"])
    value = _value(found["number"])
    at = _AT.search(found["name"])
    is_elsewhere = at is not None and [*map(_value, re.split(r"[,;]", at[1]))] != [*point.values()]
    if value is None or not point or is_elsewhere or len(question.prompt) > MAX_PROMPT:
        return False
    said = f"{question.lead}\n{question.prompt}"
    return is_multiplier(said, point, value) if name in _MULTIPLIERS else is_value(said, point, value)


def _point(question: Question, text: str) -> dict[str, Fraction]:
    """Return the coordinates of a list by their letters; none where a letter or a number is not known."""
    numbers = [_value(one.rpartition("=")[2].strip("()[]<> ")) for one in re.split(r"[,;|]", text.strip(" $"))]
    named = re.findall(r"([a-z])\s*=", text)
    listed = [one for one in called_places.listed_in(question) if len(one) == len(numbers)]
    letters = named or (listed[0] if listed else [])
    if len(letters) != len(numbers) or any(len(one) != 1 for one in letters):
        return {}
    return {letter: one for letter, one in zip(letters, numbers, strict=True) if one is not None}


def _value(text: str) -> Fraction | None:
    return value_of(text.strip(" $").replace(" ", "").replace("−", "-"))


_AT = re.compile(r"\(([^()]*)\)\s*\Z")
_LISTED = re.compile(r"\A\W*[(\[<][^=]*[,;|][^=]*[)\]>]\W*\Z|=[^=]*=")
_COORDINATES = frozenset("xyzij")
_MULTIPLIERS = frozenset(["λ", "lambda", "μ", "mu"])
_VALUES = frozenset(["value", "wert", "valeur", "valor", "valore"]) | _MULTIPLIERS
