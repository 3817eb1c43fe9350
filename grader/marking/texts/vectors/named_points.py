"""Points as they are named: `A = (1, 2), B = (3, 4)`, `P(1|2)`, `(x, y) = (1, 2)`, `x = 1, y = 2 or x = 3, y = 4`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.chains import depths
from grader.language.names import Names
from grader.language.spelling import canonical_name

_INDEX = r"(?:_?\{?\d\}?|[₀-₉]+|'+)?"
_PAIR = re.compile(r"\(\s*[a-z](?P<index>_?\{?\d\}?|[₀-₉]+)?\s*,\s*[a-z](?:_?\{?\d\}?|[₀-₉]+)?\s*\)\s*=\s*(?=\()")
_LETTER = re.compile(rf"(?P<name>[A-Z]{_INDEX})\s*[=:]?\s*(?=\()")
_KIND = (
    r"(?:saddle(?:\s+point)?|sattelpunkt|(?:local\s+|global\s+|lokales\s+|globales\s+)?(?:min(?:imum)?|max(?:imum)?))"
)
_REMARK = re.compile(
    rf"\s*(?:(?:is|ist)\s+(?:a\s+|an\s+|the\s+|ein\s+|das\s+)?{_KIND}|\(\s*{_KIND}\s*\))", re.IGNORECASE
)
_JOINED = re.compile(r"[\s$]*(?:[,;]|\\q?quad|(?P<and>\b(?:and|und|et|y)\b)|(?P<or>\b(?:or|oder|ou|o)\b)|\s)+[\s$]*")
_OR = re.compile(r"\s*(?:;|,?\s*\b(?:or|oder|ou|o)\b)\s*")
_BOTH = re.compile(
    r"\s*(?P<first>[a-z])\s*=(?P<one>[^=<>,;±]+)(?:,|∧|\b(?:and|und|et|y)\b)\s*(?P<second>[a-z])\s*=(?P<other>[^=<>,;±]+)"
)


def as_points(names: Names, text: str) -> str:
    """Return the list of points that a text names, the text itself where it is none: what it calls them is its own."""
    plain = text.strip(" $.")
    return "; ".join(_labelled(names, plain) or _by_coordinates(names, plain)) or text


def listed_pairs(text: str) -> list[tuple[str, str]]:
    """Return both numbers of each point that `(1, 2), (3, 4)` or `P(1|2), Q(3|4)` lists; nothing for any other text."""
    found = _labelled(Names(), text.strip(" $."))
    inside = [(pair[1:-1], depths(pair[1:-1])) for pair in found]
    commas = [
        next(place for place, sign in enumerate(one) if sign == "," and not depth[place]) for one, depth in inside
    ]
    return [(one[:comma], one[comma + 1 :]) for (one, _), comma in zip(inside, commas, strict=True)]


def _labelled(names: Names, text: str) -> list[str]:
    """Return the points of `A = (1, 2), B = (3, 4)`; none where one has two labels, or a label several points."""
    found: list[str] = []
    labels: list[str] = []
    place, joint = 0, None
    while place < len(text):
        label = _PAIR.match(text, place) or _LETTER.match(text, place)
        start = label.end() if label else place
        stop = next((end for end in _closings(text, start)), None)
        if stop is None or (label and label.re is _LETTER and _is_known(names, label["name"])):
            return []
        found.append(_with_comma(text[start:stop]))
        labels.append(label[0] if label else "")
        remark = _REMARK.match(text, stop)
        place = remark.end() if remark else stop
        if place < len(text):
            joint = _JOINED.match(text, place)
            if joint is None or not _may_join(joint, labels[-1]):
                return []
            place = joint.end()
    is_clear = len({*filter(None, labels)}) == len([*filter(None, labels)]) or all(
        one.startswith("(") for one in labels
    )
    return found if all(found) and is_clear else []


def _closings(text: str, start: int) -> Iterator[int]:
    depth = depths(text)
    if text[start : start + 1] == "(":
        yield from (place for place in range(start + 2, len(text) + 1) if depth[place] < depth[start])


def _may_join(joint: re.Match[str], label: str) -> bool:
    """Whether a word joins points: `or` those of the unknowns, `(x, y) = …`, `and` all that are called otherwise."""
    of_unknowns = _PAIR.match(f"{label}(") if label.startswith("(") else None
    if joint["or"]:
        return of_unknowns is not None
    return not joint["and"] or of_unknowns is None or bool(of_unknowns["index"])


def _with_comma(pair: str) -> str:
    r"""Return `(1, 2)` for `(1|2)` and `(1; 2)`; empty for anything that is no pair."""
    depth = depths(pair)
    parts = [place for place, sign in enumerate(pair) if sign in ",;|" and depth[place] == 1]
    return f"{pair[: parts[0]]},{pair[parts[0] + 1 :]}" if len(parts) == 1 else ""


def _is_known(names: Names, name: str) -> bool:
    try:
        return canonical_name(name) in names.symbols or canonical_name(name) in names.functions
    except ValueError:
        return True


def _by_coordinates(names: Names, text: str) -> list[str]:
    """Return the points of `x = 1, y = 2 or x = 3, y = 4`, whose coordinates are in the order of the alphabet."""
    found = [_BOTH.fullmatch(part) for part in _OR.split(text)]
    called = {(match["first"], match["second"]) if match else ("", "") for match in found}
    first, second = called.pop() if len(called) == 1 else ("", "")
    if not first < second or _is_known(names, first) or _is_known(names, second):
        return []
    return [f"({match['one'].strip()}, {match['other'].strip()})" for match in found if match]
