r"""Vectors whose entries are named: `f_x = 2x, f_y = 3` for a gradient, and `2x \hat{i} + 3 \hat{j}`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import depths
from grader.language.names import Names
from grader.language.tree import Array, Node, Num
from grader.marking.texts.vectors import unit_vectors
from grader.problems.question import Field, Question

_GRADIENT = re.compile(r"gradient|\\nabla|∇|\bgrad\b", re.IGNORECASE)
_DERIVED = re.compile(r"\bderivatives? of\b[^.]{1,60}?\b(?:by|with respect to|w\.r\.t\.)", re.IGNORECASE)
_NAME = r"\\?[A-Za-z]+(?:_\{?\w\}?)?"
_OF, _BY = r"(?P<of>[A-Za-z])", r"(?P<by>\\?[A-Za-z]+_\{?\w\}?|[A-Za-z])"
_NAMES = re.compile(
    rf"\${_NAME}\$(?:\s*(?>(?:,|\band\b|\bund\b|\bet\b|\by\b)+)\s*(?:(?:and|und|et|y)\s+)?\${_NAME}\$)+"
)
_PARTIALS = tuple(
    re.compile(rf"{form}\s*(?:\([^()=]*\))?\s*=\s*")
    for form in (
        rf"{_OF}_\{{?{_BY}\}}?",
        rf"\\[td]?frac\s*\{{\s*\\partial\s*{_OF}\s*\}}\s*\{{\s*\\partial\s*{_BY}\s*\}}",
        rf"(?:∂|d|\\partial )\s*{_OF}\s*/\s*(?:∂|d|\\partial )\s*{_BY}",
        rf"(?:∂|\\partial)_\{{?{_BY}\}}?\s*{_OF}",
    )
)
_JOINED = re.compile(r"(?:\s|\$|[,;.]|&|\b(?:and|und|sowie|et|y)\b|\\(?:q?quad|[,;! ]|text\{\s*(?:and|und)\s*\}))+\Z")
_SEVERAL = re.compile(r"[,;=]|\b(?:and|und|or|oder)\b")
_LISTED = re.compile(r"\(((?:\s*[A-Za-z]\s*,)+\s*[A-Za-z]\s*)\)")
_IN_BRACKETS = re.compile(r"[(\[].*[)\]]")
_LETTER = re.compile(
    r"(?:\A|(?<=[,;$])|(?<=\s)(?:(?<!\s\s)|(?=\S)))\s*+(?:\$\s*+)?(?:(?:&|\b(?:and|und|sowie|et)\b)\s*+)?(?:\$\s*+)?"
    r"(?P<name>[A-Za-z](?:_?\{?\d\}?)?)\s*+=(?!=)\s*"
)
_ENTRY_NAME = re.compile(r"[A-Za-z](?:_?\{?\d\}?)?")


def as_vector(question: Question, names: Names, text: str) -> str:
    """Return the list that a vector with named entries is, where one of so many numbers is expected; else the text."""
    size = _entries(question)
    if size < 2:
        return text
    text = _by_letters(question, names, text, size)
    return unit_vectors.as_lists(question, names, _by_partials(question, names, text, size), size)


def _entries(question: Question) -> int:
    """Return how many numbers the one list has that is expected; 0 for anything else."""
    sizes = {len(tree.items) if isinstance(tree, Array) else 0 for tree in question.accepted}
    nested = any(
        isinstance(item, Array) for tree in question.accepted if isinstance(tree, Array) for item in tree.items
    )
    return sizes.pop() if len(sizes) == 1 and not nested else 0


def _length(field: Field) -> int:
    """Return how many numbers a flat field has whose size is a number; 0 for any other."""
    match field.domain.shape:
        case (Num(value),) if value.denominator == 1:
            return int(value)
        case _:
            return 0


def with_commas(question: Question, field: Field, text: str) -> str:
    """Return `(1, 2, -1)` for `(1|2|-1)`, a point in German schools; `(x + |y| - z)` has signs beside its bars.

    Slashes part the numbers of a point in Austria: `(1/2/-1)`. Before the bracket may stand what is asked for,
    `S(2|3)`.
    """
    text = _called(question, field, text, _entries(question) or _length(field))
    left, sign, plain = text.replace("\\mid", "|").strip(" $").rpartition("=")
    plain = plain.strip()
    size = _entries(question) or _length(field)
    if size < 2 or not _IN_BRACKETS.fullmatch(plain):
        return text
    if size > 1 and "|" not in plain and _SLASHED.fullmatch(plain) and plain.count("/") == size - 1:
        return f"{left}{sign}{plain.replace('/', ', ')}"
    if "|" not in plain or "|" in left:
        return text
    depth = depths(plain)
    if not all(depth[1:-1]):
        return text
    mark = "." if field.names.numbers == "plain" else "{,}"
    parts = [_POINTED.sub(mark, part.strip()) for part in plain[1:-1].split("|")]
    are_entries = len(parts) == size and all(_ENTRY_BETWEEN_BARS.fullmatch(part) for part in parts)
    return f"{left}{sign}({', '.join(parts)})" if are_entries and max(depth) < 3 else text


def _called(question: Question, field: Field, text: str, size: int) -> str:
    """Return `S = (2|3)` for `S(2|3)`, where so many numbers are asked for by that name; any other text itself.

    Without bars only a capital letter calls a point, `S(2; 3)`, whose place the prompt does not give: `g(1, 2)` may be
    the value there.
    """
    match = _POINT.fullmatch(text.strip(" $.")) if size > 1 else None
    if match is None:
        return text
    inside = match["entries"].replace("\\mid", "|")
    sign = next(one for one in "|;, " if one in inside or one == " ")
    prompt = _plain(question.prompt).replace(";", ",")
    is_told = _plain(f"({inside})").replace(";", ",") in prompt or _PLACE.search(prompt) is not None
    is_place = is_told or not match["name"][:1].isupper()
    if sign == " " or (sign != "|" and is_place):
        return text
    names = {_plain(one) for one in (field.name, field.symbol, *field.spellings) if one}
    is_decimal = sign == "," and (", " in inside or field.names.numbers != "plain")  # `2,3` may be a decimal number
    parts = re.split(r",(?!\d)", inside) if is_decimal else inside.split(sign)
    return f"{match['name']} = ({match['entries']})" if _plain(match["name"]) in names and len(parts) == size else text


_PLACE = re.compile(r"(?<![A-Za-z])[a-z]=-?\d")
_POINT = re.compile(rf"(?P<name>{_NAME})\s?(?:\\left)?\((?P<entries>[^()=]{{1,80}}?)(?:\\right)?\)")
# A number, perhaps a fraction or a root of one; or what has no sign at its ends.
_PLAIN_NUMBER = (
    r"\d+(?:(?:\.|\{,\})\d+)?(?:/\d+)?|\\[dt]?frac\s*(?:\d\s*\d|\{\d+\}\s*\{\d+\})"
    r"|(?:√\d+|\\sqrt\s*\{?\d+\}?|sqrt\(\d+\))(?:/\d+)?"
)
_ENTRY_BETWEEN_BARS = re.compile(
    rf"[-+−]?\s*(?:{_PLAIN_NUMBER}|(?!.*\\(?:left|right|[lr]?vert|[bB]ig))[^-+*/=^_,;·−|][^=,;|]*[\w)}}\]²³°!]|\w)"
)
_SLASHED = re.compile(r"[(\[]\s*[-−]?\d+(?:\.\d+)?(?:\s*/\s*[-−]?\d+(?:\.\d+)?)+\s*[)\]]")
_POINTED = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d+$)")  # `1,2` between bars has a decimal comma
_ROWED = re.compile(r"(?P<left>[^=()\[\];]{1,20}=\s*)?[(\[](?P<rows>[^()\[\];=]+(?:;[^()\[\];=]+)*)[)\]]")
_ENTRY = re.compile(r"[-−]?\d{1,9}(?:\.\d{1,9}|/\d{1,9})?")


def in_rows(question: Question, text: str) -> str | None:
    """Return `[[0, 1], [-2, -3]]` for `(0 1; -2 -3)`, where a matrix of that shape is expected; None elsewhere."""
    match = _in_shape(question, text)
    if match is None or ";" not in match["rows"] or _may_subtract(match["rows"]):
        return None
    rows = ", ".join(f"[{', '.join(row)}]" for row in _entries_of(match["rows"]))
    return f"{match['left'] or ''}[{rows}]"


def with_square_brackets(question: Question, text: str) -> str:
    """Return `[1 -2; 3 -4]`, which has two readings, for `(1 -2; 3 -4)` where an array of that shape is expected."""
    match = _in_shape(question, text)
    if match is None or not _may_subtract(match["rows"]):
        return text
    return f"{match['left'] or ''}[{match['rows']}]"


def _in_shape(question: Question, text: str) -> re.Match[str] | None:
    """Return the rows of numbers that a text is, parted by blanks, where an array of their shape is expected."""
    match = _ROWED.fullmatch(text.strip(" $."))
    if match is None or not question.accepted:
        return None
    rows = _entries_of(match["rows"])
    if not all(_ENTRY.fullmatch(entry) for row in rows for entry in row) or len({len(row) for row in rows}) > 1:
        return None
    return match if {_shape(tree) for tree in question.accepted} == {(len(rows), len(rows[0]))} else None


def _entries_of(rows: str) -> list[list[str]]:
    return [row.replace(",", " ").split() for row in rows.split(";")]


def _may_subtract(rows: str) -> bool:
    """Whether `3 -1` in all rows may be a difference; another row says how many entries there are."""
    return all(re.search(r"[\d)]\s+[-−]", row) for row in rows.split(";"))


def _shape(tree: Node) -> tuple[int, int] | None:
    """Return how many rows and columns an array has, one row for a flat list; None for anything else."""
    if not isinstance(tree, Array) or not tree.items:
        return None
    first = tree.items[0]
    return (len(tree.items), len(first.items)) if isinstance(first, Array) else (1, len(tree.items))


def _by_letters(question: Question, names: Names, text: str, size: int) -> str:
    """Return the numbers of `x = 1, y = 2, z = -1` and `(x_1 = 1, x_2 = 2)` in the order that the prompt asks for."""
    written, text = text, _without_brackets(text)
    depth = depths(text)
    found = [match for match in _LETTER.finditer(text) if not depth[match.start()]]
    called = [match["name"].replace("_", "").replace("{", "").replace("}", "") for match in found]
    if len(found) != size or found[0].start() or len({*called}) < size or not names.symbols.keys().isdisjoint(called):
        return written
    lists = [re.findall(r"[A-Za-z]", one[1]) for one in _LISTED.finditer(question.prompt)]
    told = next((one for one in lists if sorted(one) == sorted(called)), None)
    if told is None and (called in (["x", "y"], ["x", "y", "z"]) or _is_counted(called)):
        told = called
    ends = [*(match.start() for match in found[1:]), len(text)]
    values = [_JOINED.sub("", text[match.end() : end]) for match, end in zip(found, ends, strict=True)]
    if told is None or not all(values) or any(map(_has_several, values)):
        return written
    return f"[{', '.join(values[called.index(one)] for one in told)}]"


def with_each_entry(question: Question, names: Names, text: str) -> str:
    """Return `x = 1, y = 1` for `x = y = 1`: so many undeclared letters have one value as numbers are expected.

    `3e1 + 4e2` is a sum of unit vectors there.
    """
    text = unit_vectors.numbered_as_lists(question, names, text) if "e" in text else text
    if text.count("=") < 2 or (size := _entries(question)) < 2:
        return text
    *left, value = _without_brackets(text).strip(" $.").split("=")
    called = [one.strip() for one in left]
    are_names = len(called) == size and all(map(_ENTRY_NAME.fullmatch, called))
    if not are_names or not value.strip() or re.search(r"[\[\]{,;]", value) is not None:
        return text
    if not names.symbols.keys().isdisjoint(_plain(one) for one in called):
        return text
    return ", ".join(f"{one} = {value.strip()}" for one in called)


def _without_brackets(text: str) -> str:
    """Return what stands between brackets around a whole text, the text itself where none do."""
    plain = text.strip(" $.")
    is_one = _IN_BRACKETS.fullmatch(plain) is not None and all(depths(plain)[1:-1])
    return plain[1:-1].strip() if is_one else text


def _is_counted(called: Sequence[str]) -> bool:
    """Whether these are one letter with the numbers from 1."""
    return called == [f"{called[0][0]}{place + 1}" for place in range(len(called))]


def _by_partials(question: Question, names: Names, text: str, size: int) -> str:
    """Return a gradient whose entries are named, in the order of the symbols; the prompt has no other order."""
    prompt = f"{question.lead}\n{question.prompt}"
    if _GRADIENT.search(prompt) is None and _DERIVED.search(prompt) is None:
        return text
    depth = depths(text)
    found = next(
        (
            matches
            for pattern in _PARTIALS
            if (matches := [match for match in pattern.finditer(text) if not depth[match.start()]])
            and not text[: matches[0].start()].strip(" $")
        ),
        [],
    )
    by, of = [_plain(match["by"]) for match in found], {match["of"] for match in found}
    order = _order(question, names, by)
    if len(found) != size or len(of) > 1 or not of.isdisjoint(names.symbols):
        return text
    ends = [*(match.start() for match in found[1:]), len(text)]
    values = [_JOINED.sub("", text[match.end() : end]) for match, end in zip(found, ends, strict=True)]
    if order is None or not all(values) or any(map(_has_several, values)):
        return text
    return f"[{', '.join(values[by.index(one)] for one in order)}]"


def _order(question: Question, names: Names, by: Sequence[str]) -> list[str] | None:
    """Return the symbols of a gradient in the order of its entries; None where it is not certain."""
    for listed in _NAMES.finditer(question.prompt):
        told = [_plain(one[1:-1]) for one in re.findall(r"\$[^$]+\$", listed[0])]
        if sorted(told) == sorted(by) and len({*by}) == len(by):
            return told
    listed_names = _LISTED.search(question.prompt)
    told = [one.strip() for one in listed_names[1].split(",")] if listed_names else sorted(by)
    return told if told == [name for name in names.symbols if name in by] and len({*by}) == len(by) else None


def _plain(name: str) -> str:
    return re.sub(r"[\\{}\s]", "", name)


def _has_several(value: str) -> bool:
    depth = depths(value)
    return any(not depth[match.start()] for match in _SEVERAL.finditer(value))
