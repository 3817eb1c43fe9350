"""Marks of parts that may be an id or the letter of a place: which of both a document means, by all that it writes."""

from __future__ import annotations

from collections.abc import Iterable

from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.structure.section import Section
from grader.submissions.ledger.part_names import part_targets, schemes


def has_two_schemes(problem: Problem) -> bool:
    """Whether a mark may name two parts of a problem: of parts c, p and e the first and the third are called `c`."""
    return any(len(parts) > 1 for parts in part_targets(problem).values())


def scheme_of(problem: Problem, marks: Iterable[str]) -> dict[str, Question] | None:
    """Return the parts by marks where all that are written are ids, or all are letters of places; None where both."""
    written = set(marks)
    fitting = [one for one in schemes(problem) if written <= one.keys()]
    return fitting[0] if len(fitting) == 1 else None


def scheme_of_keys(problem: Problem, above: str, keys: Iterable[str]) -> dict[str, Question] | None:
    """Return the parts by keys below a key; an empty one where no key may name two; below a problem's id ids count."""
    if not has_two_schemes(problem):
        return {}
    targets = part_targets(problem)
    written = {one for one in keys if one in targets}
    ids, _ = schemes(problem)
    return ids if above == problem.id and written <= ids.keys() else scheme_of(problem, written)


def with_marks_settled(names: Names, found: list[Section]) -> list[Section]:
    """Return sections of which those whose marks may name two parts are for the one that all marks agree on."""
    for problem in names.tree.problems.values():
        if not problem.has_parts or not has_two_schemes(problem):
            continue
        own = {
            id(one): _mark(one)
            for one in found
            if one.targets and all(map(problem.questions.__contains__, one.targets))
        }
        scheme = scheme_of(problem, filter(None, own.values()))
        for one in found if scheme is not None else ():
            mark = own.get(id(one), "")
            if scheme is not None and len(one.targets) > 1 and one.naming is not None and mark in scheme:
                one.targets = (scheme[mark],)
                one.naming = replace(one.naming, targets=one.targets)
    return found


def is_strong(section: Section) -> bool:
    """Whether a section is named by more than a number by itself, and by no mark that may be for two parts."""
    is_ambiguous = len(section.targets) > 1 and bool(_mark(section)) and not section.shared
    return section.run is None and not is_ambiguous


def _mark(section: Section) -> str:
    """Return the mark of a part that a section begins with, empty where it is named otherwise."""
    return section.naming.path[-1] if section.naming is not None and section.naming.path else ""
