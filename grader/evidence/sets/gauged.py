"""Conditions on one number whose sides differ by what has a gauge: solved by the roots of polynomials at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from grader.claims.statements import Setting
from grader.evidence.budget import ExceededError
from grader.evidence.definedness import conditions
from grader.evidence.definedness.gauges import Gauges, NoGaugeError
from grader.evidence.definedness.plainly import is_plain
from grader.evidence.definedness.straight import sign_conditions
from grader.evidence.errors import DeclinedError
from grader.evidence.sets.ends import of_root
from grader.evidence.sets.lines import Line, without_idle
from grader.evidence.signs.cuts import Condition, cells, chosen, ends_of, everywhere
from grader.evidence.signs.facts import RELATIONS, difference
from grader.evidence.signs.roots import Root, repeated_roots
from grader.language.tree import Logic, Node, Relation


@dataclass(frozen=True, slots=True)
class _Link:
    """A relation: the conditions under which it is defined, and the one that it is."""

    needed: tuple[Condition, ...]
    own: Condition


@dataclass(frozen=True, slots=True)
class _Junction:
    op: Literal["and", "or", "not"]
    parts: tuple[_Link | _Junction, ...]


def gauged(condition: Node, name: str, setting: Setting) -> Line | None:
    """Return where a condition on the number called `name` holds; None where that is not so plain."""
    if not is_plain(setting):
        return None
    try:
        read = _read(condition, Gauges(name), setting)
    except (NoGaugeError, DeclinedError, ExceededError):
        return None
    roots = ends_of(_conditions(read))
    holds, _ = _solved(read, roots)
    inside = chosen(holds, roots)
    return without_idle(tuple(of_root(root) for root in roots), inside[1::2], inside[::2])


def _read(node: Node, gauges: Gauges, setting: Setting) -> _Link | _Junction:
    match node:
        case Relation(ops, operands) if RELATIONS.keys() >= set(ops):
            needs = [tuple(sign_conditions(conditions(side, setting), gauges)) for side in operands]
            links = tuple(
                _Link(needs[i] + needs[i + 1], (repeated_roots(gauges.of(difference(left, right))), RELATIONS[op]))
                for i, (op, (left, right)) in enumerate(zip(ops, pairwise(operands), strict=True))
            )
            return links[0] if len(links) == 1 else _Junction("and", links)
        case Logic("and" | "or" | "not" as op, args):
            return _Junction(op, tuple(_read(arg, gauges, setting) for arg in args))
        case _:
            raise NoGaugeError


def _conditions(read: _Link | _Junction) -> Iterator[Condition]:
    if isinstance(read, _Link):
        yield from read.needed
        yield read.own
        return
    for part in read.parts:
        yield from _conditions(part)


def _solved(read: _Link | _Junction, roots: list[Root]) -> tuple[int, int]:
    """Return the cells on which a condition holds and those on which it fails; it is undefined on the others."""
    if isinstance(read, _Link):
        defined, own = cells(read.needed, roots), cells([read.own], roots)
        return defined & own, defined & ~own
    found = [_solved(part, roots) for part in read.parts]
    if read.op == "not":
        ((holds, fails),) = found
        return fails, holds
    all_hold, any_holds, all_fail, any_fails = everywhere(roots), 0, everywhere(roots), 0
    for holds, fails in found:
        all_hold, any_holds, all_fail, any_fails = (
            all_hold & holds,
            any_holds | holds,
            all_fail & fails,
            any_fails | fails,
        )
    return (all_hold, any_fails) if read.op == "and" else (any_holds, all_fail)
