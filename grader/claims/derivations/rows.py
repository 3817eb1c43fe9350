r"""Formulas that go on in the next row: `= x^2 ⏎ + 3x`, `&\quad + 3x`, `= x^2 + ⏎ 3x`, `= (x ⏎ + y) z`.

A row that begins with the sign of an operation which begins no formula goes on with the row before it, and so does one
behind such a sign, or within brackets that are open; `x = 2 ⏎ or x = 3` is one condition. A minus may be that of a
term or of a value by itself, and beside equations `+ 4` may be what is done to both sides: there both readings are
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from grader.claims.chains import depths
from grader.claims.derivations.lines import LOGIC, SIGN, Line, Part, Skipped
from grader.records import replace

Link = Literal["", "maybe", "sure"]
_BLANK = re.compile(r"(?:\s|~|\{\}|\\q?quad(?![A-Za-z])|\\[,;:! ]|\\left\.)+")
_OPERATION = re.compile(
    r"(?P<sign>\+(?!/?-)|\*(?!\*)|[·×⋅∙÷]|/(?![/*])|\\(?:cdot|times|div|ast)(?![A-Za-z]))\s*(?=[^\s*+/])"
)
_MINUS = re.compile(r"[-−–—](?![->])\s*(?=\S)")
_FACTOR = re.compile(r"(?:\\(?:left|[bB]igg?l?))?[(\[](?!\d+[)\]]$)")
_OPEN_END = re.compile(
    r"(?:(?<![\^_+*/>→−-])(?P<sign>[-+·×⋅∙÷−]|(?<!\w)\*|(?<!/)/)|\\(?P<name>cdot|times|div|ast)|(?P<doubtful>\w\*))$"
)
_LOGIC = r"(?:or|and|∨|∧|\\(?:lor|land|vee|wedge)|\\(?:text|mbox|textrm)\s*\{\s*(?:or|and)\s*\})"
_GOES_ON = re.compile(rf"{_LOGIC}(?!\w)\s*(?=\S)")
_OPEN_LOGIC = re.compile(rf"(?:^|(?<![\w\\])){_LOGIC}$")
_ALONE = re.compile(r"\*|and\b")
_ENDED = re.compile(r"(?<=\s)and$")
_NO_RIGHT = re.compile(r"(?<!\s)\s*\\right\.?$")  # the point of a line's end is gone


def joined(lines: Sequence[Line], *, is_of_values: bool) -> tuple[tuple[Line, ...], tuple[Line, ...], bool]:
    """Return lines with the formulas that go on in the next row as one: also where it is not sure, and where it is.

    The last value tells whether each row of which it is not sure is an equation by itself.
    """
    mark = _mark(lines)
    together, _ = _joined(lines, mark, is_of_values=is_of_values, with_doubtful=True)
    apart, doubtful = _joined(lines, mark, is_of_values=is_of_values, with_doubtful=False)
    return together, apart, all(len(line) > 1 for line in doubtful)


def _joined(
    lines: Sequence[Line], mark: str, *, is_of_values: bool, with_doubtful: bool
) -> tuple[tuple[Line, ...], list[Sequence[Part]]]:
    found: list[Line] = []
    doubtful: list[Sequence[Part]] = []
    for line in lines:
        place = _before(found)
        if isinstance(line, Skipped) or not isinstance(line, tuple) or place is None:
            found.append(line)
            continue
        before = found[place]
        assert isinstance(before, tuple)
        link = _link(before, line, mark, is_of_values=is_of_values)
        is_far = any(isinstance(one, Skipped) and not one.is_reason for one in found[place + 1 :])
        if link and (with_doubtful or (link == "sure" and not is_far)):
            found[place] = _together(before, line)
        else:
            found[place] = (*before[:-1], replace(before[-1], text=_ENDED.sub("", before[-1].text)))
            found.append(_by_itself(line) if link else line)
            doubtful += [line] if link else []
    return tuple(found), doubtful


def _before(found: Sequence[Line]) -> int | None:
    """Return the place of the last formula, None where a case or a definition stands behind it."""
    for place in range(len(found) - 1, -1, -1):
        line = found[place]
        if not isinstance(line, Skipped):
            return place if isinstance(line, tuple) else None
    return None


def _mark(lines: Sequence[Line]) -> str:
    """Return the sign with which the first formula begins: that of a list, `+ 3x = 15`, which goes on with nothing."""
    first = next((line[0] for line in lines if isinstance(line, tuple)), None)
    begin = None if first is None or first.sign else _OPERATION.match(_bare(first.text))
    return "" if begin is None else begin["sign"]


def _link(before: Sequence[Part], line: Sequence[Part], mark: str, *, is_of_values: bool) -> Link:
    """Return whether a line goes on with the one before it."""
    first, last = line[0], before[-1]
    if first.concludes or not first.text:
        return ""
    if not last.text:
        return "sure" if last.sign and last.sign not in LOGIC and first.sign in {"", last.sign} else ""
    if first.sign:
        return ""
    text, is_equation = _bare(first.text, last.text), len(line) > 1
    if not is_of_values and _is_joined(last.text, text, is_equation=is_equation):
        is_sentence = text.startswith("and") or last.text.endswith("and")  # may stand between two of them
        return "maybe" if is_sentence else "sure"
    operation = _OPERATION.match(text)
    if operation is not None:
        if operation["sign"] == mark:
            return ""
        is_item = operation["sign"] == "*" and is_equation
        return "maybe" if is_item or not (is_of_values or is_equation) else "sure"
    end = _OPEN_END.search(last.text)
    if end is not None:
        return "maybe" if end["doubtful"] or _MINUS.match(text) else "sure"
    opened = depths(_NO_RIGHT.sub("", last.text))[-1]
    if opened:
        return "sure" if depths("(" * opened + text)[-1] < opened else ""
    is_factor = _FACTOR.match(text) is not None and last.sign and not is_equation
    return "maybe" if is_factor or _MINUS.match(text) is not None else ""


def _is_joined(before: str, text: str, *, is_equation: bool) -> bool:
    """Whether `or` or `and` joins a condition to the one in the row before it; it may stand in a row of its own."""
    if not is_equation:
        return _OPEN_LOGIC.fullmatch(text) is not None
    return _GOES_ON.match(text) is not None or _OPEN_LOGIC.search(before) is not None


def _together(before: Sequence[Part], line: Sequence[Part]) -> tuple[Part, ...]:
    """Return two lines as one; a sign of an operation that is written in both rows, `a + ⏎ + b`, counts once."""
    last, text = before[-1], _bare(line[0].text, before[-1].text)
    end, operation = _OPEN_END.search(last.text), _OPERATION.match(text)
    if end is not None and operation is not None and operation["sign"].lstrip("\\") == (end["sign"] or end["name"]):
        text = text[operation.end() :]
    kept = last.text if text == line[0].text else _NO_RIGHT.sub("", last.text)
    return (*before[:-1], replace(last, text=f"{kept} {text}"), *line[1:])


def _bare(text: str, before: str = "") -> str:
    r"""Return the text of a row without what only moves it, and without the `\left.` of one behind `\right.`."""
    blank = _BLANK.match(text)
    if blank is None or ("\\left." in blank[0] and _NO_RIGHT.search(before) is None):
        return text
    return text[blank.end() :]


def _by_itself(line: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return a line without the `*` of an item, or the `and` of a sentence, that joins it to nothing."""
    first = line[0]
    mark = _ALONE.match(first.text)
    return line if mark is None else (replace(first, text=first.text[mark.end() :].strip()), *line[1:])


def goes_on_with_star(piece: str, before: str | None) -> bool:
    """Whether the `*` of a row may be that of a product, and not of an item: behind a formula that is no item."""
    rest = piece.lstrip().removeprefix("*").strip()
    return before is not None and not before.rstrip(" $").endswith(":") and SIGN.match(rest.lstrip("$ ")) is None
