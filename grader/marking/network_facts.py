"""What helps after a wrong network of one real input: kinks, idle units; for staff, where it leaves the function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from grader.claims.build import setting_of
from grader.claims.definitions import expand
from grader.claims.networks import built
from grader.errors import AnswerError
from grader.evidence.networks.seen import Seen, Stretch, Unit, look
from grader.language.tree import Node
from grader.marking.judged import Judged, budget_of
from grader.marking.network_values import output_there
from grader.problems.question import Question
from grader.verdict import Feedback, Outcome, Status

MAX_SHOWN = 6  # kinks, units or intervals that a sentence lists
MAX_SLOPES = 3  # intervals whose slopes are named


def with_facts(question: Question, values: Mapping[str, Node], judged: Judged) -> Judged:
    """Return what was judged, with sentences on the pieces of a network that was refuted."""
    refuted = any(claim.status is Status.REFUTED for claim in judged.claims)
    if question.type != "network" or judged.mark.outcome is Outcome.CORRECT or not refuted:
        return judged
    try:
        network = built(question, values)
    except AnswerError:
        return judged
    if network.output is None:
        return judged
    points = (output_there(question, claim, network.output) for claim in judged.claims)
    judged = replace(judged, feedback=(*judged.feedback, *(one for one in points if one is not None)))
    setting = setting_of(question)
    mine = look(network.output, setting, budget_of(question))
    if mine is None:
        return judged
    told = any(one.code in {"kinks", "convex"} for one in judged.feedback)  # a claim was about them
    said = [*_units(mine), *([] if told else _kinks(mine))]
    if len(question.accepted) == 1 and question.tolerance is None and question.up_to is None:
        wanted = look(expand(question.accepted[0], question.define), setting, budget_of(question))
        said += [] if wanted is None else _differences(mine, wanted)
    return replace(judged, feedback=(*judged.feedback, *said))


# What an answer does itself.


def _units(seen: Seen) -> list[Feedback]:
    said = []
    for unit in seen.units[:MAX_SHOWN]:
        name = f"Unit {unit.number}" + (f" of layer {unit.layer}" if seen.layers > 1 else "")
        said.append(_own("unit", f"{name} {_idle(unit, seen)}."))
    return said


def _idle(unit: Unit, seen: Seen) -> str:
    if unit.why == "unused":
        return "has the outgoing weight 0, so it changes nothing"
    return f"is never active: its output is 0 for every {seen.variable}{' of the domain' if seen.bounded else ''}"


def _kinks(seen: Seen) -> list[Feedback]:
    said = []
    if seen.jumps:
        said.append(_own("jumps", f"Your network jumps at {_at(seen.variable, seen.jumps)}."))
    if not seen.kinks:
        return [*said, *([] if seen.jumps else [_own("kinks", "Your network has no kink.")])]
    count = f"{len(seen.kinks)} kink{'s' if len(seen.kinks) > 1 else ''}"
    return [*said, _own("kinks", f"Your network has {count}, at {_at(seen.variable, seen.kinks)}.")]


def _own(code: str, text: str) -> Feedback:
    return Feedback(code, text, text)


def _at(variable: str, places: tuple[Fraction, ...]) -> str:
    listed = [f"{variable} = {place}" for place in places[:MAX_SHOWN]]
    if len(places) > MAX_SHOWN:
        return f"{', '.join(listed)}, …"
    *first, last = listed
    return f"{', '.join(first)} and {last}" if first else last


# Where it leaves the function.


def _differences(mine: Seen, wanted: Seen) -> list[Feedback]:
    pairs = _side_by_side(mine.stretches, wanted.stretches)
    same = [pair for pair in pairs if _is_same(*pair)]
    off = [pair for pair in pairs if not _is_same(*pair)]
    said = []
    if off and same:
        where = [_where(low, high, mine.variable) for low, high in _joined([_ends(*pair) for pair in same])]
        said.append(f"Your network agrees with the function only {_listed(where)}.")
    bends, wanted_bends = frozenset(mine.kinks), frozenset(wanted.kinks)
    missing = tuple(place for place in wanted.kinks if place not in bends)
    if missing:
        what = "A kink is" if len(missing) == 1 else "Kinks are"
        said.append(f"{what} missing, at {_at(mine.variable, missing)}.")
    extra = tuple(place for place in mine.kinks if place not in wanted_bends)
    if extra:
        said.append(f"The function has no kink at {_at(mine.variable, extra)}.")
    said += [_off(*pair, mine.variable) for pair in off[:MAX_SLOPES]]
    return [Feedback("pieces", text, "", "answer") for text in said]


Pair = tuple[Stretch, Stretch]
Ends = tuple[Fraction | None, Fraction | None]


def _side_by_side(mine: tuple[Stretch, ...], wanted: tuple[Stretch, ...]) -> list[Pair]:
    """Return both functions on the intervals between the breaks of either."""
    pairs, i, j, low = [], 0, 0, mine[0].low if mine else None
    while i < len(mine) and j < len(wanted):
        highs = [high for high in (mine[i].high, wanted[j].high) if high is not None]
        high = min(highs) if highs else None
        pairs.append((replace(mine[i], low=low, high=high), replace(wanted[j], low=low, high=high)))
        ended = mine[i].high == high, wanted[j].high == high
        i, j, low = i + ended[0], j + ended[1], high
    return pairs


def _is_same(mine: Stretch, wanted: Stretch) -> bool:
    return (mine.slope, mine.intercept) == (wanted.slope, wanted.intercept)


def _ends(mine: Stretch, wanted: Stretch) -> Ends:
    return mine.low, mine.high


def _joined(ends: list[Ends]) -> list[Ends]:
    """Return intervals with those that touch made one."""
    joined: list[Ends] = []
    for low, high in ends:
        if joined and joined[-1][1] == low and low is not None:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined


def _where(low: Fraction | None, high: Fraction | None, variable: str) -> str:
    match low, high:
        case None, None:
            return "everywhere"
        case None, _:
            return f"for {variable} below {high}"
        case _, None:
            return f"for {variable} above {low}"
        case _:
            return f"between {variable} = {low} and {high}"


def _listed(parts: list[str]) -> str:
    shown = parts[:MAX_SHOWN]
    if len(parts) > MAX_SHOWN:
        return f"{', '.join(shown)}, …"
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last


def _off(mine: Stretch, wanted: Stretch, variable: str) -> str:
    where = _where(mine.low, mine.high, variable)
    where = f"{where[0].upper()}{where[1:]}"
    if mine.slope is None or wanted.slope is None:
        which = "your network" if mine.slope is None else "the function"
        return f"{where} {which} is not defined."
    if mine.slope != wanted.slope:
        return f"{where} the slope of your network is {mine.slope}; it should be {wanted.slope}."
    return f"{where} your network is off by {mine.intercept - wanted.intercept}."
