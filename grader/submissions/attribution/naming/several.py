"""Names of several problems behind each other: `Problems 1 and 2`, `Problem 1 & Problem 2`, `slope and point`."""

from __future__ import annotations

import re

from grader.problems.labels import Label
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Node, Target, distinct
from grader.submissions.attribution.naming.title_words import is_points
from grader.submissions.kept import remembered

MAX_SEVERAL = 20  # names behind each other that are looked at
AND = r"and|und|et|y|e"
RANGE = r"to|through|thru|until|till|up\s+to|bis|à|jusqu['’]à|a|hasta|até|tot|fino\s+a"
_JOINT = re.compile(
    rf"[\s*_(\[]*(?:,\s*(?:{AND})\b|[,;&+/]|\b(?:{AND})\b|(?P<range>\b(?:{RANGE})\b))[\s*_]*|(?P<dash>[–—]|--)(?=\d)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?:\s+(?:-{1,3}|[–—])\s+|\s*(?:\.{2,3}|…)\s*)(?=\d)")
_CLOSED = re.compile(r"[.:)\]][\s*_]*$")
CLOSES = re.compile(r"[\s*_]*[.:)\]]")


def targets_at(node: Node | None) -> tuple[Target, ...]:
    """Return what a label stands for: its problem, or all that stands below it."""
    return () if node is None else node.targets or tuple(node.every())


def further(names: Names, path: Label, rest: str) -> tuple[tuple[Target, ...], str]:
    """Return what the numbers behind a label name too, `and 2` or `to 4`, and what stands behind them."""
    found: list[Target] = []
    for _ in range(MAX_SEVERAL):
        joint = _JOINT.match(rest)
        behind = rest[joint.end() :] if joint else ""
        number = names.numbered(behind) if joint and not is_points(behind.strip(" .:")) else None
        node = names.root.find(number.path) if number else None
        if joint is None or number is None or not (targets := targets_at(node)):
            break
        found += [*_between(names, path, number.path), *targets] if joint["range"] or joint["dash"] else targets
        path, rest = number.path, number.rest
        if _CLOSED.search(number.style):
            break
    return distinct(found), rest


def ranged(names: Names, path: Label, rest: str) -> tuple[Target, ...]:
    """Return what a heading names up to a second number that ends it, `Problem 1 - 3`, or a colon does."""
    joint = _DASHED.match(rest)
    number = names.numbered(rest[joint.end() :]) if joint else None
    is_last = number is not None and (number.style.endswith(":") or not number.rest.strip(" .:*_)"))
    node = names.root.find(number.path) if number and is_last else None
    is_rising = number is not None and len(path) == len(number.path) == 1 and _rises(path[0], number.path[0])
    return (*_between(names, path, number.path), *targets_at(node)) if number and node and is_rising else ()


def counted_to(names: Names, path: Label, behind: str) -> tuple[Target, ...]:
    """Return what a number names up to another one that a sign ends, too, with something behind both: `1.-3. B A C`.

    `1. -3` and `1.-3` give the value -3, or nobody knows.
    """
    match = _COUNTED_TO.match(behind)
    number = names.numbered(match["last"]) if match is not None else None
    node = names.root.find(number.path) if number is not None else None
    if number is None or node is None or len(path) != 1 or len(number.path) != 1 or not _rises(path[0], number.path[0]):
        return ()
    return distinct((*targets_at(names.root.find(path)), *_between(names, path, number.path), *targets_at(node)))


_COUNTED_TO = re.compile(
    rf"(?:\s*(?:\.{{2,3}}|…)\s*|[.)\]:]*(?:(?:-{{1,3}}|[–—])|\s+(?:-{{1,3}}|[–—]|(?:{RANGE})(?!\w))\s+))(?P<last>[(\[]?\d{{1,2}}[.)\]:]+(?=\s+\S))",
    re.IGNORECASE,
)


def values_to(names: Names, path: Label, behind: str) -> tuple[Target, ...]:
    """Return the problems up to a number that no sign ends, where as many values stand behind it: `1.-3 3 yes C`."""
    match = _VALUES_TO.match(behind)
    if match is None or len(path) != 1 or not _rises(path[0], match["last"]):
        return ()
    count = int(match["last"]) - int(path[0]) + 1
    said = [one for one in re.split(r"[\s,;]+", match["said"]) if one]
    node = names.root.find((match["last"],))
    if node is None or len(said) != count:
        return ()
    return distinct((*_between(names, path, node.label), *targets_at(node)))


_VALUES_TO = re.compile(r"(?:\s*(?:\.{2,3}|…)|[.)\]:]*\s*(?:-{1,3}|[–—]))\s*(?P<last>\d{1,2})(?P<said>[\s,;]+\S.*)")


def _rises(first: str, last: str) -> bool:
    return first.isdigit() and last.isdigit() and int(first) < int(last)


def between_parts(scope: Node, first: Node, last: Node | None) -> list[Node]:
    """Return the parts of a problem between two of them."""
    every = list(scope.below.values())
    ids = [node.targets[0].id if node.targets else "" for node in every]
    ends = [ids.index(node.targets[0].id) if node and node.targets else 0 for node in (first, last)]
    return every[ends[0] + 1 : ends[1]]


def _between(names: Names, first: Label, last: Label) -> list[Target]:
    scope, one = names.root.find(first[:-1]), names.root.find(first)
    if len(first) > 1 and first[:-1] == last[:-1] and scope is not None and one is not None:
        return [target for node in between_parts(scope, one, names.root.find(last)) for target in targets_at(node)]
    if len(first) != 1 or len(last) != 1 or not (first[0].isdigit() and last[0].isdigit()):
        return []
    inner = range(int(first[0]) + 1, min(int(last[0]), int(first[0]) + MAX_SEVERAL))
    return [target for step in inner for target in targets_at(names.root.find((str(step),)))]


@remembered
def each_named(names: Names, title: str) -> tuple[Target, ...]:
    """Return what a text names that is nothing but the ids or titles of several problems, with `and` between them."""
    if names.titled(title) or names.exact_name(title) is not None:
        return ()
    parts = [part for part in _JOINT_ONLY.split(title) if part.strip()][: MAX_SEVERAL + 1]
    found = [_named(names, part) for part in parts] if len(parts) > 1 else []
    return distinct(target for targets in found for target in targets) if all(found) else ()


_JOINT_ONLY = re.compile(rf"\s*[,;&+/]\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+", re.IGNORECASE)


def _named(names: Names, part: str) -> tuple[Target, ...]:
    exact = names.exact_name(part)
    if exact is not None:
        return (exact,)
    if found := names.titled(part) or names.near_name(part):
        return found
    number = names.numbered(part)
    return targets_at(names.root.find(number.path)) if number and not number.rest.strip(" .:*_") else ()
