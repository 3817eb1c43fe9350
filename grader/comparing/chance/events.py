r"""Probabilities of events: each is the sum of the parts into which the events part what can happen.

The parts have weights, any positive numbers, so that what holds for all weights holds for all probabilities, and a
difference is one for real probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from grader.comparing.chance.calls import PLACE, Called
from grader.comparing.logic.formulas import TRUE, Formula, walk, with_constant
from grader.comparing.logic.grammar import ELEMENT, SET_SIGNS, is_set, read_formula, ways_of
from grader.comparing.logic.models import Model, truth
from grader.comparing.logic.signs import signs_of
from grader.language.tree import ONE, Add, Div, Mul, Node, Num, Sym
from grader.records import dataclass

MAX_EVENTS = 3  # letters of events: 8 parts
WEIGHT = f"{PLACE}_w"  # the name of weights, with the number of the part, which no text has
SPACES = (  # weights of parts with which probabilities are looked at again, as often as is needed
    (3, 1, 4, 1, 5, 9, 2, 6),
    (2, 7, 1, 8, 2, 8, 1, 8),
    (1, 6, 1, 8, 3, 3, 9, 8),
)


@dataclass(frozen=True)
class Event:
    """An event and what it is given, as formulas of sets; `given` is None where nothing is."""

    event: Formula
    given: Formula | None = None


def event_of(called: Called) -> Event | None:
    """Return the event of a probability; None where it is no formula of events, or one that is read in two ways."""
    events = [_formula(text) for text in called.arguments]
    given = _formula(called.given) if called.given else None
    if any(one is None for one in events) or (called.given and given is None):
        return None
    found = events[0]
    for other in events[1:]:
        if found is not None and other is not None:
            found = Formula("and", (found, other))
    letters = [part.name for one in (found, given) if one is not None for part in walk(one) if part.op == "pred"]
    return Event(found, given) if found is not None and all(name[0].isupper() for name in letters) else None


def _formula(text: str) -> Formula | None:
    """Return the one formula of events that a text is."""
    signs = signs_of(text)
    if not signs or any(sign.kind in {"subset", "superset", "in", "notin", "="} for sign in signs):
        return None
    of_sets = any(sign.kind in SET_SIGNS for sign in signs) or not any(
        sign.kind in {"and", "or", "implies", "iff"} for sign in signs
    )
    found = {read_formula(text, way, of_sets=of_sets) for way in ways_of(text)} - {None}
    if len(found) != 1:
        return None
    formula = next(iter(found))
    return _as_set(formula) if formula is not None else None


def _as_set(formula: Formula) -> Formula | None:
    """Return a formula of letters as one of sets."""
    if any(part.op in {"all", "some"} for part in walk(formula)):
        return None
    if is_set(formula) or not any(part.op == "letter" for part in walk(formula)):
        return formula
    return _renamed(formula)


def _renamed(formula: Formula) -> Formula:
    if formula.op == "letter":
        return Formula("pred", (), formula.name, (ELEMENT,))
    return Formula(formula.op, tuple(map(_renamed, formula.parts)), formula.name, formula.terms)


def with_sure(event: Event, letter: str) -> Event:
    """Return an event where a letter is what always happens."""
    if not letter:
        return event
    given = None if event.given is None else with_constant(event.given, letter, TRUE)
    return Event(with_constant(event.event, letter, TRUE), given)


def letters_of(events: Sequence[Event]) -> list[str]:
    """Return the letters of events."""
    formulas = [one for event in events for one in (event.event, event.given) if one is not None]
    return sorted({part.name for formula in formulas for part in walk(formula) if part.op == "pred"})


def parts_of(letters: Sequence[str]) -> list[Mapping[str, bool]]:
    """Return the parts of what can happen: which events happen in each."""
    return [dict(zip(letters, kinds, strict=True)) for kinds in product((False, True), repeat=len(letters))]


def chance(event: Event, letters: Sequence[str], weights: Sequence[Node]) -> Node:
    """Return a probability by the weights of all parts."""
    parts = parts_of(letters)
    given = [part for part in parts if event.given is None or _happens(event.given, part)]
    both = [part for part in given if _happens(event.event, part)]
    total = [weight for weight, part in zip(weights, parts, strict=True) if part in given]
    chosen = [weight for weight, part in zip(weights, parts, strict=True) if part in both]
    return Div(_sum(chosen), _sum(total))


def _sum(terms: Sequence[Node]) -> Node:
    if not terms:
        return Num(Fraction(0))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def weights_of(letters: Sequence[str]) -> list[Node]:
    """Return a weight for each part."""
    return [Sym(f"{WEIGHT}{number}") for number in range(1 << len(letters))]


def independent_weights(letters: Sequence[str]) -> list[Node]:
    """Return weights of the parts where the events are independent: products of one factor for each event."""
    found = list[Node]()
    for part in parts_of(letters):
        factors = [Sym(f"{WEIGHT}{place}") if part[name] else ONE for place, name in enumerate(letters)]
        found.append(Mul(tuple(factors)) if len(factors) > 1 else factors[0])
    return found


def disjoint_weights(letters: Sequence[str], *, rest: bool) -> list[Node]:
    """Return weights of the parts where no two events happen together, and perhaps none of them."""
    weights = weights_of(letters)
    nothing: Node = Num(Fraction(0))
    return [
        weight if sum(part.values()) == 1 or (rest and not any(part.values())) else nothing
        for weight, part in zip(weights, parts_of(letters), strict=True)
    ]


def _happens(formula: Formula, part: Mapping[str, bool]) -> bool:
    holds = {name: frozenset({("1",)} if happens else ()) for name, happens in part.items()}
    return truth(formula, Model(("1",), frozenset(), holds), {ELEMENT: "1"})


def counted(event: Event, letters: Sequence[str], space: Sequence[int]) -> Fraction | None:
    """Return a probability in a space of outcomes that are counted one by one; None where nothing of it is given."""
    outcomes = [part for weight, part in zip(space, parts_of(letters), strict=False) for _ in range(weight)]
    given = [part for part in outcomes if event.given is None or _by_sets(event.given, part)]
    return Fraction(sum(_by_sets(event.event, part) for part in given), len(given)) if given else None


def _by_sets(formula: Formula, part: Mapping[str, bool]) -> bool:
    """Return whether an outcome is in an event, by arithmetic with 0 and 1."""
    match formula.op:
        case "pred":
            return part[formula.name]
        case "true" | "false":
            return formula.op == "true"
        case "not":
            return not _by_sets(formula.parts[0], part)
    one, other = (int(_by_sets(each, part)) for each in formula.parts)
    values = {"and": one * other, "or": max(one, other), "implies": max(1 - one, other), "xor": (one + other) % 2}
    return bool(values.get(formula.op, (one + other + 1) % 2))
