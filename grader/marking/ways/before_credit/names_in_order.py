"""Lists whose names stand in another order than the prompt's, and columns, which may have been taken for rows.

`quantity and price: 8, 4` of (price, quantity), `(x, y) = (6, 3)` of (y, x), `x_3 = 1, x_2 = 4` and `columns (1, 2) and
(3, 4)`: nobody can tell which entry stands where, so that neither points nor a zero is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from grader.language.tree import Array
from grader.marking.asked.wanted import LABELS, words_of
from grader.marking.texts.beside.words import WORDS
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Question

Test = Callable[[str], bool]

MAX_LETTERS = 3  # of a name that is a symbol, and no noun
_LABEL = re.compile(
    r"[^\d√=:]*?(?:[=:]|\b(?:are|is|sind|ist|sont|son|sono|get|gets|bekommen)\b|(?=[-−]?\s*\d))", re.IGNORECASE
)
_TUPLE = re.compile(r"\(\s*([^()]{1,80}(?:,[^(),]{1,80}){1,5})\)")
_FORMULA = re.compile(r"\$[^$]*\$?|\\[A-Za-z]+")
_LETTERS = re.compile(
    r"(?:[(\[{⟨<]|\\langle(?![A-Za-z]))\s*(\\?[A-Za-z]\w{0,3}(?:\s*[,;|]\s*\\?[A-Za-z]\w{0,3})+)\s*(?:[)\]⟩>]|\\?\}|\\rangle(?![A-Za-z]))"
    r"[\s)}]*="
)
_BEHIND = re.compile(r"[\d)\]}]\s*[,:]?\s*[(\[](?P<names>[^()\[\]\d=]{3,80})[)\]][\s.$]*\Z")
_LIST = re.compile(r"\(([^()=]*[,;|][^()=]*)\)[\s.$]*\Z")
_COORDINATE = re.compile(
    r"(?<![\w\\^(])(?P<name>[A-Za-z](?:_?\d)?)\s*=(?:[^=,;\n]*=)?\s*(?P<value>[-−]?\d+(?:\.\d+)?)(?=\s*(?:[,;:\n]|\.\s|and\b|so\b))"
)
_INDEXED = re.compile(r"(?<![\w\\])([A-Za-z])_?\{?(\d{1,2})\}?\s*=(?!=)")
_COLUMNS = re.compile(
    r"(?i)(?<!first )(?<!second )(?<!third )(?<!erste )(?<!zweite )\b"
    r"(?:columns?(?!\s*\d)|spalten?|colonnes?|columnas?|colonn[ae])\b"
    r"|[)\]}]\s*(?:\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf\s*T|\\mathrm\s*\{?T\}?)\s*\}?|ᵀ)\s*(?:[,;\])]|\\right|and\b|und\b|[\[(\n])"
    r"|(?<!\w)[A-Z]\s*\(?e_\{?\d\}?\)?\s*=|\[\s*-?\w+(?:\s*;\s*-?\w+)+\s*\]\s*,"
)
_IDLE = LABELS["function"] | LABELS["of"] | WORDS["idle"] | WORDS["and"]
_BESIDE = re.compile(  # columns beside each other
    r"\\begin\s*\{[pb]?matrix\}[^&{}]*\\end\s*\{[pb]?matrix\}[^\S\n]*(?:,|\\,|\\;|\\quad)?[^\S\n]*\\begin\s*\{[pb]?matrix\}"
)


def in_other_order(question: Question, text: str, comes_to_same: Test, *, is_right: bool) -> str:
    """Return what is said of the order of a list that is asked for, where it is another one; empty where it is not.

    Names with falling indices leave a right list right where the prompt has none of them.
    """
    if not question.kind.is_array:
        return ""
    if _has_rows(question) and (found := _COLUMNS.search(text) or _BESIDE.search(text)) is not None:
        return found[0].strip()
    asked = _names(_asked(question))
    if (letters := _LETTERS.search(text)) is not None and _is_other(_names(letters[1]), asked):
        ordered = _reordered(_names(letters[1]), asked, text[letters.end() :])
        return "" if ordered and comes_to_same(ordered) else letters[1]
    indices = [(name, int(number)) for name, number in _INDEXED.findall(text)]
    if len(indices) > 1 and _indices_are_turned(question, indices, is_right=is_right):
        return ", ".join(f"{name}_{number}" for name, number in indices)
    if is_right and (other := _other_coordinate(asked, text)):
        return other
    behind, label = _BEHIND.search(text), _LABEL.match(text)
    for said in (behind["names"] if behind is not None else "", label[0] if label is not None else ""):
        if _are_turned(question, words_of(_FORMULA.sub(" ", said).casefold())):
            return said.strip(" :=")
    return ""


def _other_coordinate(asked: Sequence[str], text: str) -> str:
    """Return what gives a letter of the prompt's list another number than the list at a text's end has at its place."""
    listed = _LIST.search(text)
    values = re.split(r"\s*[,;|]\s*", listed[1].strip()) if listed is not None else []
    if listed is None or len(values) != len(asked):
        return ""
    own = dict(zip(asked, values, strict=True))
    for one in _COORDINATE.finditer(text, 0, listed.start()):
        value = value_of(own.get(one["name"].replace("_", "").casefold(), ""))
        if value is not None and value != value_of(one["value"]):
            return one[0].strip()
    return ""


def _has_rows(question: Question) -> bool:
    """Whether a matrix is asked for."""
    return any(
        isinstance(tree, Array) and any(isinstance(row, Array) for row in tree.items) for tree in question.accepted
    )


def _names(text: str) -> list[str]:
    return [re.sub(r"[\\${}_\s]", "", one).casefold() for one in re.split(r"[,;|]", text)]


def _asked(question: Question) -> str:
    """Return what stands in the last list that the prompt writes, `(price, quantity)`; empty where it writes none."""
    found = _TUPLE.findall(question.prompt) or _TUPLE.findall(question.lead)
    return found[-1] if found else ""


def _reordered(said: Sequence[str], asked: Sequence[str], values: str) -> str:
    """Return the list of values behind names in the order that is asked for; empty where it is no plain list."""
    found = re.fullmatch(r"\s*\(([^()]+)\)[\s$.]*", values)
    parts = found[1].split(",") if found is not None else []
    if len(parts) != len(said):
        return ""
    return f"({', '.join(parts[said.index(name)].strip() for name in asked)})"


def _is_other(said: Sequence[str], asked: Sequence[str]) -> bool:
    return sorted(said) == sorted(asked) and list(said) != list(asked)


def _indices_are_turned(question: Question, indices: Sequence[tuple[str, int]], *, is_right: bool) -> bool:
    """Whether names with indices fall, or rise where the prompt has them falling."""
    numbers = [number for _, number in indices]
    if len({name for name, _ in indices}) > 1 or len(set(numbers)) < len(numbers):
        return False
    told = [
        int(number)
        for name, number in re.findall(r"([A-Za-z])_\{?(\d{1,2})\}?", question.prompt)
        if name == indices[0][0]
    ]
    first = list(dict.fromkeys(one for one in told if one in numbers))
    is_falling = numbers != sorted(numbers) and not (is_right or first)
    return is_falling or (len(first) > 1 and first != sorted(first))


def _are_turned(question: Question, words: Sequence[str]) -> bool:
    """Whether nouns of the prompt stand in another order before a list of values."""
    listed = _asked(question)
    letters = [one for one in dict.fromkeys(words) if one in _names(listed)]
    if len(letters) == len(_names(listed)) > 1 and _is_other(letters, _names(listed)):
        return True
    is_worded = any(len(one) > MAX_LETTERS for one in _names(listed))
    told = words_of((listed if is_worded else _FORMULA.sub(" ", question.prompt)).casefold())
    places = [told.index(word) for word in dict.fromkeys(words) if word in told and word not in _IDLE]
    return len(places) > 1 and places != sorted(places)
