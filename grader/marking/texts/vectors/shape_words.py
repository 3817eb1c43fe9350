"""Shapes in words: `scalar`, `a column vector of length k`, `1 x k matrix`, and by named axes: `C=64, H=7, W=7`."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"\s*\$?(?:an?|one|ein|eine|un|une)?\s*(?:(?:single|real|einzelne|reelle|seul|simple)\s+)*"
    r"(?:scalar|number|skalar|zahl|scalaire|nombre|escalar|número)\s*(?:value)?[\s.$]*\Z",
    re.IGNORECASE,
)
_SIDE = r"(?:(?P<side>column|row|spalten|zeilen)[\s-]*)?"
_OF_LENGTH = re.compile(
    rf"\s*(?:an?|ein|eine)?\s*{_SIDE}vector\s+(?:of|with)\s+(?:(?:length|size|dimension)\s+)?\$?(?P<size>[\w+ -]+?)"
    r"(?:\s+(?:entries|components|elements))?[\s.$]*\Z",
    re.IGNORECASE,
)
_DIMENSIONAL = re.compile(
    rf"\s*(?:an?|ein|eine)?\s*\$?(?P<size>\w+)\$?[\s-]dimensional\s+{_SIDE}vector[\s.$]*\Z", re.IGNORECASE
)
_CROSSED = re.compile(
    r"\s*(?:an?|the|eine?)?\s*(?P<shape>\$?\s*\(?(?P<rows>\w+)\s*(?:(?<=\s)x|×|\\times|by)\s*(?P<columns>\w+)\)?\s*\$?)[\s-]+"
    r"(?:(?P<side>column|row)[\s-]*vector|matrix|vector|matrice|matriz)[\s.]*\Z",
    re.IGNORECASE,
)
_COUNTED = r"\$?(?P<{name}>\w+)\$?\s+{word}"
_ROWS = _COUNTED.format(name="rows", word=r"(?:rows?|zeilen?|lignes?|filas?|righe?|riga)")
_COLUMNS = _COUNTED.format(name="columns", word=r"(?:columns?|spalten?|colonnes?|columnas?|colonn[ae])")
_AND = r"\s*(?:,\s*|\s(?:and|und|et|y|e|with|mit)\s+|,\s*(?:and|und|et|y|e)\s+)"
_BOTH = tuple(
    re.compile(rf"\s*{one}{_AND}{other}[\s.]*", re.IGNORECASE) for one, other in ((_ROWS, _COLUMNS), (_COLUMNS, _ROWS))
)
_SIDES = {"column": "({size}, 1)", "spalten": "({size}, 1)", "row": "(1, {size})", "zeilen": "(1, {size})"}
# Axes by their words and their letters; the prompt says in which order they stand: `(channels x height x width)`.
_AXES = (
    r"batch(?:\s+size)?|B|N",
    r"channels?|kanäle|canaux|canales|canali|filters?|maps|C",
    r"depth|tiefe|profondeur|D",
    r"height|höhe|hauteur|altura|altezza|H",
    r"width|breite|largeur|anchura|ancho|larghezza|W",
    r"length|länge|longueur|sequence(?:\s+length)?|L|T",
)
_AXIS = rf"(?:{'|'.join(_AXES)})(?![^\W\d_])"
_NAMED_SIZE = re.compile(rf"\s*(?P<axis>{_AXIS})\s*[=:]\s*(?P<size>[^\s,;=:]+)\s*", re.IGNORECASE)
_ORDER = re.compile(rf"(?<![^\W\d_]){_AXIS}(?:\s*(?:x|×|\\times|,|by|-)\s*{_AXIS})+", re.IGNORECASE)


def _by_axes(prompt: str, text: str) -> str:
    """Return sizes by their axes in the order in which the prompt lists these; the text itself where it does not."""
    sizes = [_NAMED_SIZE.fullmatch(one) for one in re.split("[,;]", text.strip(" $().")) if one.strip()]
    orders = {_order(one[0]) for one in _ORDER.finditer(prompt)}
    named = {_axis(one["axis"]): one["size"] for one in sizes if one is not None}
    if len(sizes) < 2 or len(named) != len(sizes) or len(orders) != 1 or sorted(named) != sorted(next(iter(orders))):
        return text
    return f"({', '.join(named[axis] for axis in next(iter(orders)))})"


def _order(axes: str) -> tuple[int, ...]:
    return tuple(map(_axis, re.findall(_AXIS, axes, re.IGNORECASE)))


def named_in_other_order(prompt: str, text: str) -> str:
    """Return the axes to which a text gives sizes where the prompt lists these in another order: `W x H = 28 x 14`."""
    orders = {_order(one[0]) for one in _ORDER.finditer(prompt)}
    lists = [sorted(one) for one in orders]
    for one in _ORDER.finditer(text) if orders else ():
        said = _order(one[0])
        if said not in orders and sorted(said) in lists and _GIVES.match(text, one.end()) is not None:
            return one[0]
    return ""


_GIVES = re.compile(r"[\s$)\]]*(?:[=:]|(?<=\s)(?:is|are|ist|sind|est|es)(?!\w))")


def _axis(name: str) -> int:
    return next(place for place, words in enumerate(_AXES) if re.fullmatch(words, name, re.IGNORECASE))


def shape_in_signs(prompt: str, text: str) -> str:
    """Return a shape in signs where words say it; the text itself where they say something else."""
    if "=" in text or ":" in text:
        return _by_axes(prompt, text)
    typed, text = text, " ".join(text.split())  # many blanks in a row say no more than one
    if _NUMBER.match(text):
        return "()"
    if (said := _OF_LENGTH.match(text) or _DIMENSIONAL.match(text)) is not None:
        return _SIDES.get((said["side"] or "").casefold(), "({size})").format(size=said["size"].strip())
    if (both := _BOTH[0].fullmatch(text) or _BOTH[1].fullmatch(text)) is not None:
        return f"({both['rows']}, {both['columns']})"
    crossed = _CROSSED.match(text)
    if crossed is None:
        return typed
    ones = {"column": crossed["columns"], "row": crossed["rows"]}
    return crossed["shape"] if ones.get((crossed["side"] or "").casefold(), "1") == "1" else typed
