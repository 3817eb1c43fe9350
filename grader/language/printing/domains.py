"""Domains as text: in the grammar of domains, and in the words of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from grader.language.domains import Domain, Variable
from grader.language.printing.notation import written
from grader.language.printing.plain import PLAIN
from grader.language.tree import Node


def show_domain(domain: Domain) -> str:
    """Return a domain in its grammar, which reads back as the same: `positive integer`, `[0, 1]`, `real^{m x n}`."""
    entries = show_entries(domain)
    match [written(dim, PLAIN) for dim in domain.shape]:
        case []:
            return entries
        case [dim]:
            return f"{entries}^{dim}" if dim.isalnum() else f"{entries}^{{{dim}}}"
        case dims:
            return f"{entries}^{{{' x '.join(dims)}}}"


def show_entries(domain: Domain) -> str:
    """Return the domain of one entry."""
    if domain.members is not None:
        return f"{{{', '.join(written(member, PLAIN) for member in domain.members)}}}"
    if domain.base == "size":
        return "size"
    match domain.low, domain.high:
        case (None, None):
            return "nonzero" if domain.nonzero and domain.base == "real" else _whole(domain)
        case low, high if domain.is_integer:
            return named_range(domain) or f"{_bound(low, '-oo')}..{_bound(high, 'oo')}"
        case low, high:
            left, right = "[" if domain.low_closed else "(", "]" if domain.high_closed else ")"
            return named_range(domain) or f"{left}{_bound(low, '-oo')}, {_bound(high, 'oo')}{right}"


def _whole(domain: Domain) -> str:
    return f"nonzero {domain.base}" if domain.nonzero else domain.base


def _bound(bound: Node | None, missing: str) -> str:
    return missing if bound is None else written(bound, PLAIN)


def named_range(domain: Domain) -> str | None:
    """Return the name of a range that has one: `positive`, `non-negative integer`."""
    low, high = _bound(domain.low, "-oo"), _bound(domain.high, "oo")
    suffix = " integer" if domain.is_integer else ""
    match low, domain.low_closed, high, domain.high_closed:
        case ("0", False, "oo", _) if not suffix:
            return "positive"
        case ("-oo", _, "0", False) if not suffix:
            return "negative"
        case ("1", True, "oo", _) if suffix:
            return "positive integer"
        case ("-oo", _, "-1", True) if suffix:
            return "negative integer"
        case ("0", True, "oo", _):
            return f"non-negative{suffix}"
        case ("-oo", _, "0", True):
            return f"non-positive{suffix}"
        case _:
            return None


def for_all_text(variables: Iterable[Variable]) -> str:
    """Return the words for a claim about all values: `all real x`, `all x > 0 and all integers n`, or nothing."""
    groups = [
        (domain, [variable.name for variable in group])
        for domain, group in groupby(variables, lambda variable: variable.domain)
    ]
    return joined([f"all {_those(domain, names)}" for domain, names in groups])


def joined(parts: Sequence[str]) -> str:
    """Return `a, b and c`."""
    *first, last = parts or [""]
    return f"{', '.join(first)} and {last}" if first else last


RELATIONS = {"positive": "> 0", "negative": "< 0", "non-negative": ">= 0", "non-positive": "<= 0"}
NOUNS = {"real": "real", "complex": "complex", "integer": "integers", "size": "positive integers"}


def _those(domain: Domain, names: Sequence[str]) -> str:
    entries, listed = show_entries(domain), ", ".join(names)
    if domain.shape:
        return f"{listed} in {show_domain(domain)}"
    if entries in RELATIONS:
        return f"{listed} {RELATIONS[entries]}"
    if entries in {"nonzero", "nonzero complex"}:
        return f"{_whole_noun(domain)} {listed} != 0"
    if entries in NOUNS:
        return f"{NOUNS[entries]} {joined(names)}"
    if entries.endswith(" integer"):
        return f"{entries}s {joined(names)}"
    return f"{listed} in {show_domain(domain)}"


def _whole_noun(domain: Domain) -> str:
    return "complex" if domain.base == "complex" else "real"
