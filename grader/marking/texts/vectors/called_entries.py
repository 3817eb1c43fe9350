r"""Lists of numbers whose entries are called by names, `quotient 3, remainder 2`, or joined by a word, `20 and 60`.

Each entry must be a number, by itself or at the end of a chain, with nothing but its name beside it, and the prompt
must tell at which place a name stands. A unit is left aside only where the prompt says that the numbers are in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import depths
from grader.language.printing import show
from grader.language.tree import Array
from grader.marking.answer import MAX_SHORT
from grader.marking.asked.words.currencies import SIGNS
from grader.marking.texts.numbers import currencies
from grader.marking.texts.numbers.settled_commas import value_of
from grader.marking.texts.vectors import called_places, solved_entries
from grader.problems.question import Question

MAX_ENTRIES = 4
_STARRED = re.compile(r"(?<![A-Za-z\\])([A-Za-z])\s?\^?\{?\*\}?(?=\s*=)")  # `x* = y* = 5`, of the best values

_PARTED = re.compile(
    r"\s*(?:(?:;|\n|&|∧|,(?!\d)|(?<!\d),)|\\\\|\\(?:q?quad|land)(?![A-Za-z])"
    r"|(?<![\w\\])(?:and|und|sowie|et|[ye](?=\s)(?!\s*[:=]|\s+(?:is|ist|est|es|è|é|equals)\s)|en)(?!\w))\s*"
)
_OUTER = {"(": ")", "[": "]", "{": "}"}
_ARTICLE = r"(?:(?:the|an?|der|die|das|ein|eine|la|le|les|el|los|il|lo|de|het)\s+|l['’])?"
_IS = r"\s*(?:[:=≈]|(?<=\s)(?:is|ist|est|es|è|é|are|equals|beträgt|vale|vaut)(?=\s))\s*"
_VALUE = (
    r"[-−+]?\s*(?:\\?[$€£]\s*)?(?:\d|√|\\(?:[dt]?frac|sqrt)|(?:π|\\pi(?![A-Za-z]))(?!\s*[_=₀-₉])).*"  # `π_1` is a name
)
_NAMED = re.compile(
    rf"{_ARTICLE}(?P<name>[^=:<>≈]{{1,40}}?)(?:{_IS}(?P<chain>[^<>:]*?=\s*)??|\s+)(?P<value>{_VALUE})", re.IGNORECASE
)
_BEHIND = re.compile(r"(?P<value>[-−+]?\s*\d[^()=]*?)\s*\((?P<name>[^\W\d_][^()=\d]{0,30})\)")
_VALUED = re.compile(rf"(?:(?:[^\w=<>]|\d)*=\s*)?(?P<value>{_VALUE})")
_REMARK = re.compile(r"(?<![\w\\])[^\W\d_]{2,}\s+[^\s=][^=]*=")  # `4 at t = 2` does not say 2
_NUMBER = re.compile(
    r"(?:[\d\s.+*/·×^()√π⋅²³{}−-]|\\(?:[dt]?frac|sqrt|pi|cdot|times|left|right|,)(?![A-Za-z])|sqrt|pi(?![A-Za-z]))+"
)
_PI = re.compile(r"(?<=\d)\s*(?:\\?pi|π)(?![A-Za-z])")  # any number tells whether both are the same multiple of it
_CURRENCY = re.compile(rf"\\?\$(?=\s*\d)|(?<=\d)\s*\\?\$|(?:{'|'.join(SIGNS)})(?![^\W\d_])", re.IGNORECASE)
_DECIMAL = re.compile(r"(?P<whole>[-−+]?\d+)(?:,|\{,\})(?P<digits>\d+)")
_TUPLES = re.compile(
    r"[\s$]*\((?P<names>(?:[^()=\d]|(?<=\^)2|(?<=\^\{)2){3,60})\)\s*=\s*\((?P<values>[^()=]+)\)[\s$.]*"
)
_TOGETHER = re.compile(  # `mean and median: (3, 2)`, `mean and median are 3 and 2`
    r"[\s$]*(?P<names>[^()=:\d]{3,80}?)\s*(?:[:=]|(?<=\s)(?:are|sind|sont|son|sono)(?=\s))\s*\$?\s*"
    r"(?:\((?P<inside>[^()=:]+)\)|\[(?P<within>[^\[\]=:]+)\]|(?P<plain>[-−\d][^()\[\]=:]*))[\s$.]*"
)
_JOINED = re.compile(
    rf"\s*(?:[;|&]|,(?!\d)|(?<!\d),|(?<!\w)(?:and|und|et|y|e|en)(?!\w))\s*(?:{_ARTICLE})", re.IGNORECASE
)
_FIRST_ARTICLE = re.compile(rf"\A{_ARTICLE}", re.IGNORECASE)
_UNIT = re.compile(
    r"(?P<number>.*[\d)}π])\s*(?:\\,)?\s*(?:\\(?:text|mathrm)\s*\{\s*)?(?P<unit>[^\W\d_°]{1,3}(?:[²³]|\^\{?[23]\}?)?)\s*\}?"
)
_ASKED_IN = re.compile(
    r"\((?:in|en)\s+(?P<first>[^\W\d_]{1,3}[²³]?)(?:\s*(?:,|and|und|et|y|e)\s+(?:in\s+)?(?P<second>[^\W\d_]{1,3}[²³]?))?(?=[),;\s])"
)


def as_list(question: Question, text: str) -> str:
    """Return the numbers of entries that are called, or joined by a word, as a list; any other text itself."""
    size = _size(question)
    text = _STARRED.sub(r"\1", text) if size > 1 and len(text) <= MAX_SHORT else text
    if size < 2 or len(text) > MAX_SHORT or question.names.symbols:
        return text
    plain = _without_brackets(text.strip(" \t\n."))
    if (pair := _TUPLES.fullmatch(plain)) is not None:
        names, values = (re.split(r"\s*[,;|]\s*", pair[one].strip()) for one in ("names", "values"))
        found = [*zip(names, values, strict=False)] if len(names) == len(values) == size else []
    elif (pair := _TOGETHER.fullmatch(plain)) is not None and len(found := _called_together(pair)) == size:
        pass
    else:
        pair = None
        found = [one for part in _parts(plain) if (one := _entry(part)) is not None]
    if len(found) != size or (len(_parts(plain)) != size and pair is None):
        return solved_entries.as_list(question, text, size) if text.count("=") > 1 else text
    values = [value for _, value in found]
    written = _written(question, [name for name, _ in found], values)
    if pair is not None and written != _written(question, [""] * size, values) and _is_expected(question, values):
        return text  # `(b, m) = (-2, 3)` has the values in the order that is asked for, and the names in another one
    return written or (solved_entries.as_list(question, text, size) if text.count("=") > 1 else text)


def _called_together(said: re.Match[str]) -> list[tuple[str, str]]:
    """Return the names that stand before a list together with its values; nothing where there is not one for each."""
    values = next(said[one] for one in ("inside", "within", "plain") if said[one] is not None)
    names = _JOINED.split(_FIRST_ARTICLE.sub("", said["names"].strip()))
    numbers = re.split(r"\s*[,;|]\s*", values.strip()) if said["plain"] is None else _JOINED.split(values.strip())
    is_whole = len(names) == len(numbers) and all(names) and all(map(re.compile(r"[-−]?[\d√π\\].*").fullmatch, numbers))
    return [*zip(names, numbers, strict=True)] if is_whole else []


def _size(question: Question) -> int:
    """Return how many numbers the list has that is expected; 0 where it is none, or too long."""
    sizes = {len(tree.items) if isinstance(tree, Array) else 0 for tree in question.accepted}
    items = [item for tree in question.accepted if isinstance(tree, Array) for item in tree.items]
    size = sizes.pop() if len(sizes) == 1 and not any(isinstance(item, Array) for item in items) else 0
    return size if size <= MAX_ENTRIES else 0


def _is_expected(question: Question, values: Sequence[str]) -> bool:
    """Whether values are the numbers that are expected, in their order."""
    found = [value_of(_PI.sub("*(22/7)", one)) for one in values]
    lists = [[show(one) for one in tree.items] for tree in question.accepted if isinstance(tree, Array)]
    expected = [[value_of(_PI.sub("*(22/7)", one)) for one in items] for items in lists]
    return None not in found and found in expected


def _without_brackets(text: str) -> str:
    """Return what stands between brackets around names with their values; the text itself where none do."""
    is_one = len(text) > 1 and _OUTER.get(text[0]) == text[-1] and all(depths(text)[1:-1])
    return text[1:-1].strip() if is_one and re.search(r"[^\W\d_]", text) else text


def _parts(text: str) -> list[str]:
    depth = depths(text)
    parts, start = [], 0
    for match in _PARTED.finditer(text):
        if not depth[match.start()] and match.end() > match.start():
            parts.append(text[start : match.start()])
            start = match.end()
    dress = " \t." if text.count("$") == 1 else " $\t."  # one by itself is no mathematics
    return [one.strip(dress) for one in (*parts, text[start:]) if one.strip(" $\t.")]


def _entry(part: str) -> tuple[str, str] | None:
    """Return the name, empty where none stands there, and the value of an entry; None where it is something else."""
    if part.count("=") > 1 and _REMARK.search(part.partition("=")[2]) is not None:
        return None
    if (valued := _VALUED.fullmatch(part)) is not None and _BEHIND.fullmatch(part) is None:
        return "", valued["value"].rpartition("=")[2]
    match = _BEHIND.fullmatch(part) or _NAMED.fullmatch(part)
    if match is None:
        return None
    name = match["name"].strip(" $")
    is_beside = re.search(r"[=:≈]|\s(?:is|ist|est|es|è|é|are|equals|beträgt|vale|vaut)\s", part) is None
    if is_beside and len(name) < 3:  # `x 3` is a product, `SD 3` none that is known
        return ("", "") if name != "sd" else (name, match["value"])
    return name, match["value"].rpartition("=")[2]


def _written(question: Question, names: Sequence[str], values: Sequence[str]) -> str:
    """Return the list of the values as it is asked for; empty where one is no number, or the order is not known."""
    if any(names) and not all(names):
        return ""
    places = _point(names, values) if any(names) else list(range(len(names)))
    places = called_places.places_of(question, names) if places is None else places
    if places is None and (turned := called_places.turned(question, names)) is not None:
        places = turned if _is_expected(question, [values[turned.index(place)] for place in sorted(turned)]) else None
    if places is None or sorted(places) != list(range(len(names))):
        return ""
    ordered = [values[places.index(place)] for place in range(len(values))]
    ordered = _with_money_at_its_place(question, ordered, is_named=any(names))
    return _written_in_order(question, [one.strip(" $") for one in ordered]) if ordered else ""


def _with_money_at_its_place(question: Question, values: Sequence[str], *, is_named: bool) -> list[str]:
    """Return values of which a currency at just one is at the amount that is asked for; none where that is not known.

    Without names the currency says which of two is which, where they are the right ones then: `20 and $40`.
    """
    signed = frozenset(place for place, one in enumerate(values) if _CURRENCY.search(one))
    if not signed or len(signed) == len(values):
        return [*values]
    amounts = called_places.places_of_amounts(question, len(values))
    if signed <= amounts or (is_named and not amounts):
        return [*values]
    swapped = [*reversed(values)]
    is_swapped = _is_expected(question, [_CURRENCY.sub("", one).strip(" $") for one in swapped])
    if not amounts and signed == {len(values) - 1} and values[-1].strip()[:1].isdigit():
        return [] if is_swapped else [*values]  # `24 and 36 euros`, where it may be said of all
    return swapped if amounts and len(values) == 2 and not is_named and is_swapped else []


def _written_in_order(question: Question, ordered: Sequence[str]) -> str:
    """Return a list of values without currencies and units; empty where one is no number."""
    money = [currencies.without_currency_before(question, one) for one in ordered]
    money = [currencies.without_currency(question, one).strip() for one in money]
    numbers, unit = _without_units(question, money)
    numbers = [_DECIMAL.sub(r"\g<whole>.\g<digits>", one) if _DECIMAL.fullmatch(one) else one for one in numbers]
    if not all(_NUMBER.fullmatch(one) for one in numbers):
        return ""
    return f"[{', '.join(numbers)}]{unit}"


def _point(names: Sequence[str], values: Sequence[str]) -> list[int] | None:
    """Return the places of `x = 1, f(1) = -2`, a point of a graph; None of anything else."""
    if len(names) != 2 or names[0] != "x":
        return None
    at = re.fullmatch(r"[a-z]\s*\(\s*(?P<at>[^()]+?)\s*\)", names[1])
    return [0, 1] if at is not None and at["at"].replace("−", "-") == values[0].strip(" $").replace("−", "-") else None


def _without_units(question: Question, values: Sequence[str]) -> tuple[list[str], str]:
    """Return numbers without units that the prompt says, and the one of all of them where the problem asks for it."""
    found = [_UNIT.fullmatch(one) for one in values]
    units = ["" if one is None else one["unit"].replace("^2", "²").replace("^3", "³") for one in found]
    numbers = [value if one is None else one["number"].strip() for one, value in zip(found, values, strict=True)]
    if not any(units):
        return [*values], ""
    if question.unit is not None:
        return (numbers, f" {units[0]}") if len({*units}) == 1 else ([*values], "")
    said = {match.group("first", "second") for match in _ASKED_IN.finditer(question.prompt)}
    (first, second) = said.pop() if len(said) == 1 else (None, None)
    asked = [first] * len(values) if second is None else [first, second]
    return (numbers, "") if units == asked else ([*values], "")
