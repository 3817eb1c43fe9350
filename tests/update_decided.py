"""Writes docs/decided.md from the cases: `python -m tests.update_decided`. Read the difference."""

import re
from collections.abc import Iterable, Iterator

from grader.api import Comparison, compare
from grader.verdict import Direction, Evidence, Point, Reason, Unknown, status_of
from tests.evidence.deciding import growth_of, typed
from tests.pairs import FOUND, GROWTH, ROOT, SAID, Case, cases

PAGE = ROOT / "docs" / "decided.md"
SHOWN = 3  # examples of a group that are equal, that differ and that stay open, each
TRIED = 12  # rows of a group among which examples of several methods are looked for
HEAD = """# What is decided, and by what

Examples from the cases that hold the engine to its promises, as `grader compare` decides them: what is equal and the
method that proves it, near misses and where they differ, what stays open and why. Every line was decided when this
page was written by `python -m tests.update_decided`, and a test holds it up to date. A proof "except where" leaves
out points at which one side has no value. What is open is never counted against an answer. Orders of growth are
what an answer of that type is asked for: equal are functions of one order.
"""
SECTIONS = {
    "Expressions": ("breadth",),
    "Integrals, limits and series": ("calculus",),
    "Discrete mathematics and matrices of numbers": ("discrete",),
    "Arrays": ("matrices",),
    "Functions": ("functions",),
    "Rules of their own": ("rules",),
    "Sets": ("sets",),
    "Equations and inequalities": ("relations",),
    "Orders of growth": (GROWTH,),
    "At the edge of what rules assume": ("soundness",),
}
FOUND_AS = {FOUND[verdict]: said for verdict, said in SAID.items()}
ONE_GROUP = {"functions", "sets", "relations"}  # their groups are names, or no subjects
_COMPARED: dict[tuple[object, ...], Comparison] = {}


def page() -> str:
    """Return the page."""
    return "".join([HEAD, *(part for title, names in SECTIONS.items() for part in _section(title, names))])


def compared(case: Case) -> Comparison:
    """Return what `compare` says of a row; it is asked once in a process."""
    key = (case.left, case.right, tuple(case.where.items()))
    if key not in _COMPARED:
        _COMPARED[key] = compare(case.left, case.right, case.where)
    return _COMPARED[key]


def decided(case: Case) -> tuple[str, Evidence]:
    """Return what is found of a row, and the evidence; where it is of growth, equal are functions of one order."""
    if case.file != GROWTH:
        return compared(case).status, compared(case).evidence
    found = growth_of(case)
    return FOUND_AS[status_of(found).value], found


def _section(title: str, names: tuple[str, ...]) -> Iterator[str]:
    yield f"\n## {title}\n"
    groups: dict[str, list[Case]] = {}
    for case in cases(*names):
        groups.setdefault("" if case.file in ONE_GROUP else case.group, []).append(case)
    for group, rows in groups.items():
        if group and len(groups) > 1:
            yield f"\n### {group[0].upper()}{group[1:]}\n"
        yield from ("\n", *_lines(rows))


def _lines(rows: list[Case]) -> Iterator[str]:
    for verdict in ("equal", "different", "open"):
        some = [case for case in rows if case.verdict == verdict]
        near_first = sorted(some, key=lambda case: "near" not in case.more)[:TRIED]
        tried = ((case, *decided(case)) for case in near_first)
        # what only a declared type of answer makes readable is left out
        plain = ((case, found) for case, status, found in tried if status == SAID[case.verdict])
        yield from (_line(case, found) for case, found in _chosen(plain))


def _chosen(tried: Iterable[tuple[Case, Evidence]]) -> list[tuple[Case, Evidence]]:
    """Return a few of the pairs, in their order: one for each method, then the first ones."""
    numbered = list(enumerate(tried))
    firsts = {_method(found): number for number, (_, found) in reversed(numbered)}
    wanted = [*sorted(firsts.values()), *(number for number, _ in numbered if number not in firsts.values())][:SHOWN]
    return [pair for number, pair in numbered if number in wanted]


def _method(found: Evidence) -> str:
    return getattr(found, "method", "") or _uncounted(str(getattr(found, "reason", "")))


def _uncounted(reason: str) -> str:
    """Return why something stays open without the number of points that were tried, which depends on the machine."""
    return re.sub(r"at \d+ points", "at any point that was tried", reason)


def _line(case: Case, found: Evidence) -> str:
    domains = ", ".join(f"{name}: {domain}" for name, domain in case.where.items())
    said = "; ".join([*([domains] if domains else []), *case.more.get("assume", ())])
    pair = f"{_code(case.left)} and {_code(case.right)}{f' ({said})' if said else ''}"
    return f"- {pair}: {case.verdict}{_said(found)}\n"


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _said(found: Evidence) -> str:
    match found:
        case Unknown(reason):
            return f", {_uncounted(reason)}"
        case Reason(_, text):
            return f", {text}"
        case Point(at=at) as point:
            where = ", ".join(f"{name} = {typed(value)}" for name, value in at.items())
            return f" by {point.method}{f', at {where}' if where else ''}"
        case Direction(along, method=method):
            return f" by {method}, along {', '.join(f'{name} = {curve}' for name, curve in along.items())}"
    gaps = ", ".join(found.gaps)
    return f" by {found.method}{f', except where {gaps}' if gaps else ''}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
