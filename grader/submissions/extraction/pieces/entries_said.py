r"""A list, a shape or a set that is given entry by entry: by names (`H = 32`), by numbers (`x_1 = 3`), by ordinals.

The order is that of the numbers, or the one in which the problem itself names the entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.claims.chains import last_member
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import symbol_named
from grader.submissions.extraction.formulas.restricted import asks_for_points
from grader.submissions.extraction.pieces.marks import Mark
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import alternatives, quiet, singles, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.forms.texts import is_single

Place = tuple[str, ...]  # what names an entry: ("size", "height"), ("index", "x", "1"), ("by", "x"), ("letter", "x"),
# ("ordinal", "2")


def entries_of_marks(asked: Asked, marks: Sequence[Mark]) -> str:
    """Return the whole that marks are the entries of, empty where their places are not all known."""
    values = [_value(mark) for mark in marks]
    doubted = any(mark.kind == "condition" or "?" in mark.after for mark in marks)
    if len(marks) < 2 or doubted or not all(values):
        return ""
    places = _places(asked, marks)
    if len(set(places)) < len(places) or any(not place for place in places) or len({place[0] for place in places}) > 1:
        return ""
    return _whole(asked, dict(zip(places, values, strict=True)), marks)


def _whole(asked: Asked, entries: dict[Place, str], marks: Sequence[Mark]) -> str:
    told_by, asked_for = next(iter(entries))[0], asked.question.kind
    if asked_for.is_set:
        is_set = told_by in {"index", "ordinal"} and all(map(_is_member, entries.values()))
        if asks_for_points(asked.question) and not all("," in value for value in entries.values()):
            return ""  # the coordinates of one point
        return f"{{{', '.join(entries.values())}}}" if is_set and _are_numbered(entries) else ""
    match told_by:
        case "size" if asked_for.is_shape:
            return _by_sizes(asked, entries)
        case "by" if not asked_for.is_shape:
            return _by_variables(asked, entries)
        case "letter" if not asked_for.is_shape and len(entries) == len(asked.letters):
            named = {place[1]: value for place, value in entries.items()}
            return f"[{', '.join(named[letter] for letter in asked.letters)}]"
        case "index" | "ordinal":
            return _by_numbers(entries, marks)
        case _:
            return ""


def _value(mark: Mark) -> str:
    """Return the value of an entry, empty where it is none by itself."""
    row = formulas.assignment(mark.text)
    text = last_member(mark.text) or (row.right if row else mark.text)
    is_chain = row is not None and "=" in mark.text
    plain = (
        is_single(text)
        and not SIZES.search(text)
        and not re.search(r"≈|\\approx|[<>≤≥≠]|\\(?:le|ge|leq|geq|ne|pm)(?![A-Za-z])|±", text)
    )
    return text if plain and (is_chain or "=" not in text) else ""


SIZES = re.compile(r"\d\s*(?:×|x|\\times(?![A-Za-z]))\s*\d")  # of a shape as it is spoken: `28 x 28 x 16`


def _is_member(text: str) -> bool:
    return not re.search(r"[\[\]{]|^\s*\(.*,|\\(?:in|cup|infty)(?![A-Za-z])|∪|∞", text.replace("\\frac{", ""))


# what names an entry


def _places(asked: Asked, marks: Sequence[Mark]) -> list[Place]:
    """Return what names each of the marks, empty where nothing does or other words stand around it."""
    found: list[Place] = []
    taken = False  # whether the words before a mark named the one before it
    for mark in marks:
        before = () if taken else _words(mark.before)
        place = (
            _by_left(asked, mark.text) or _said(before, asked) or (("ordinal", str(mark.called)) if mark.called else ())
        )
        taken = not place
        place = place or _said(_until_comma(mark.after), asked)
        around = {*mark.words} - _naming() - (_working() if place[:1] == ("letter",) else frozenset())
        found.append(place if all(word in quiet() or asked.says(word) for word in around) else ())
    return found


def _words(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in said if word[:1].isalpha())


def _until_comma(said: Sequence[str]) -> tuple[str, ...]:
    stop = next((place for place, word in enumerate(said) if not word[:1].isalpha()), len(said))
    return _words(said[: min(stop, 1)])


def _said(said: Sequence[str], asked: Asked) -> Place:
    """Return what words name: a size of a shape, or the ordinal of an entry."""
    phrase = " ".join(said)
    if asked.question.kind.is_shape:
        sizes = [name for name, table in cues.SIZES.items() if words(table).search(phrase)]
        return ("size", sizes[0]) if len(sizes) == 1 else ()
    places = [place for place, table in enumerate(cues.ORDINALS, 1) if words(table).search(phrase)]
    return ("ordinal", str(max(places))) if places else ()  # `the other one`


def _by_left(asked: Asked, text: str) -> Place:
    """Return what the left side of an equation names."""
    row = formulas.assignment(text)
    left = re.sub(r"\s+", " ", row.left).strip() if row else ""
    if not left:
        return ()
    if left in asked.letters:
        return ("letter", left)
    if letter := _SIZE.fullmatch(left):
        return ("size", _LETTERS[letter["letter"].upper()])
    if by := _DERIVATIVE.fullmatch(left):
        return ("by", next(name for name in by.groups() if name))
    if (by := _INDEXED_BY.fullmatch(left)) and symbol_named(asked.question, by["name"]) is not None:
        return ("by", by["name"])
    index = _INDEXED.fullmatch(left)
    return ("index", index["base"], *re.findall(r"\d", index["index"])) if index else ()


_LETTERS = {"H": "height", "W": "width", "C": "channels", "B": "batch", "N": "batch"}
_OUT = r"(?:'|_\{?(?:\\(?:text|mathrm)\{)?(?:out|o|new)\}?\}?|\^\{?\\prime\}?)?"
_SIZE = re.compile(rf"(?P<letter>[HWCBN]){_OUT}")
_VARIABLE = r"\\?[A-Za-z]+(?:_(?:\{[^{}]{1,10}\}|\w))?"
_FUNCTION = r"\\?[A-Za-z]+'?(?:\([^()=]{1,30}\))?"
_DERIVATIVE = re.compile(
    rf"\\partial\s*_\s*(?:\{{(?P<a>{_VARIABLE})\}}|(?P<b>\w))\s*{_FUNCTION}"
    rf"|\\[dt]?frac\s*\{{\s*(?:\\partial|d)\s*{_FUNCTION}\s*\}}\s*\{{\s*(?:\\partial|d)\s*(?P<c>{_VARIABLE})\s*\}}"
    rf"|(?:\\partial|d)\s*{_FUNCTION}\s*/\s*(?:\\partial|d)\s*(?P<d>{_VARIABLE})"
)
_INDEXED_BY = re.compile(rf"[A-Za-z]_\{{?(?P<name>{_VARIABLE})\}}?")
_INDEXED = re.compile(r"(?P<base>\\?[A-Za-z]+)_(?P<index>\{\s*\d(?:\s*,?\s*\d)?\s*\}|\d)")


# the whole


def _are_numbered(entries: dict[Place, str]) -> bool:
    """Whether entries are the first, the second and so on, of one name."""
    numbers = sorted(int(place[-1]) for place in entries)
    alike = {place[:-1] for place in entries}
    return len(alike) == 1 and numbers in (list(range(1, len(numbers) + 1)), list(range(len(numbers))))


def _by_numbers(entries: dict[Place, str], marks: Sequence[Mark]) -> str:
    """Return a list of entries by their numbers, rows or columns, or a matrix of entries with two numbers."""
    ordered = [entries[place] for place in sorted(entries)]
    if all(len(place) == 4 for place in entries):
        return _matrix(entries)
    if not _are_numbered(entries):
        return ""
    said = {word for mark in marks for word in mark.words}
    if said & _COLUMNS:
        return f"[{', '.join(map(_flat, ordered))}]^T" if all(map(_flat, ordered)) else ""
    if said & _ROWS:
        ordered = [_flat(one) for one in ordered]
    return f"[{', '.join(ordered)}]" if all(ordered) else ""


_ROWS = {"row", "rows", "zeile", "ligne", "fila"}
_COLUMNS = {"column", "columns", "spalte", "colonne", "columna"}


def _flat(text: str) -> str:
    """Return a row or a column in square brackets, without a sign of transposition; empty where it is none."""
    inner = re.fullmatch(r"[(\[](?P<inner>.*)[)\]]\s*(?:\^\s*\{?(?:T|\\top)\}?)?", text.strip())
    return f"[{inner['inner']}]" if inner and "," in inner["inner"] else ""


def _matrix(entries: dict[Place, str]) -> str:
    rows = sorted({place[2] for place in entries})
    columns = sorted({place[3] for place in entries})
    base = next(iter(entries))[:2]
    cells = [[entries.get((*base, row, column), "") for column in columns] for row in rows]
    is_full = all(map(all, cells)) and rows[0] in {"0", "1"} and len(entries) == len(rows) * len(columns)
    is_counted = all(
        int(last) - int(first) == len(each) - 1 for each in (rows, columns) for first, last in [(each[0], each[-1])]
    )
    lists = [f"[{', '.join(row)}]" for row in cells]
    return f"[{', '.join(lists)}]" if is_full and is_counted else ""


def _by_sizes(asked: Asked, entries: dict[Place, str]) -> str:
    """Return a shape in the order in which the problem names its sizes, empty where it names others or several."""
    prompt = f"{asked.question.lead}\n{asked.question.prompt}".casefold()
    orders = {_order(match[0]) for match in _ORDER.finditer(prompt)}
    named = {place[1] for place in entries}
    if len(orders) != 1 or set(order := next(iter(orders))) != named or len(order) != len(named):
        return ""
    return f"({', '.join(entries['size', name] for name in order)})"


def says_other_order(asked: Asked, said: str) -> bool:
    """Whether words name sizes in an order that is none of those in which the problem names them."""
    prompt = f"{asked.question.lead}\n{asked.question.prompt}".casefold()
    orders = {_order(match[0]) for match in _ORDER.finditer(prompt)}
    return bool(orders) and any(_order(match[0]) not in orders for match in _ORDER.finditer(said.casefold()))


def _order(said: str) -> tuple[str, ...]:
    """Return the sizes that words name, each once where several words name it: `batch size`."""
    sizes = [name for word in re.findall(r"[^\W\d_]+", said) if (name := _size(word))]
    return tuple(name for name, before in zip(sizes, ["", *sizes], strict=False) if name != before)


_BY = r"\s*(?:,|×|\\times|\bx\b|\bby\b)\s*"


def _size(word: str) -> str:
    return next((name for name, table in cues.SIZES.items() if word in singles(table)), "")


_SIZE_WORDS = "|".join(alternatives(table) for table in cues.SIZES.values())
_ORDER = re.compile(rf"(?<!\w)(?:{_SIZE_WORDS})(?!\w)(?:{_BY}(?:{_SIZE_WORDS})(?!\w))+")


def _by_variables(asked: Asked, entries: dict[Place, str]) -> str:
    """Return derivatives in the order in which the problem asks for them, as a list in brackets or `in this order`."""
    named = {place[1]: value for place, value in entries.items()}
    prompt = f"{asked.question.lead}\n{asked.question.prompt}"
    for sentence in reversed(re.split(r"[.?!](?:\s|$)", prompt)):
        inner = _TUPLE.search(sentence)
        said = sentence if words(cues.IN_ORDER).search(sentence.casefold()) else inner[0] if inner else ""
        order = [name for name in _NAME.findall(said) if name in named]
        if said and len(order) == len(named) == len(set(order)):
            return f"[{', '.join(named[name] for name in order)}]"
    return ""


_TUPLE = re.compile(r"\([^(),]*,[^()]*\)")
_NAME = re.compile(_VARIABLE)


@cache
def _working() -> frozenset[str]:
    """Return the words that say how values of letters were found: `By elimination`, `and then`."""
    return singles(cues.METHOD, cues.WORKING, cues.PREMISE) - singles(cues.CONDITION, cues.SETTING)


@cache
def _naming() -> frozenset[str]:
    """Return the words that name an entry, or say what is named: `the first component`."""
    nouns = (
        _ROWS | _COLUMNS | {"component", "entry", "komponente", "composante", "componente", "size", "respect", "with"}
    )
    return singles(*cues.ORDINALS, *cues.SIZES.values()) | nouns


def is_entry(asked: Asked, mark: Mark, *, by_name: bool = False) -> bool:
    """Whether a mark is one entry of the list that is asked for; with `by_name` one that is named so."""
    value = _value(mark)
    if not value or mark.kind == "condition" or not _is_member(value):
        return False
    row = formulas.assignment(mark.text)
    if row is not None and asked.asks_for(row.left) and not asked.question.kind.is_set:
        return False
    place = _places(asked, [mark])[0] if by_name else ("",)
    return bool(place) and (not asked.question.kind.is_set or place[0] == "ordinal")
