r"""Probabilities of joined events: `P(A ∪ B) = 0.9` where `1 - P(A ∩ B)` is asked for, which is that of another event.

Both are worked out in a space in which each event has a chance of its own, independent ones where the prompt says so.
Where it says that events exclude or contain each other nobody knows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.tree import symbols
from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides import own_sets
from grader.marking.asked.left_sides.own_calculations import read_free
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a formula that is looked into
MAX_EVENTS = 3  # that are joined
NEAR = 1e-6  # what is no difference between two chances
_CHANCES = (0.31, 0.57, 0.43)  # of events that are independent of each other
_CALL = re.compile(
    r"(?<![A-Za-z])\\?(?:Pr?|mathbb\s*\{\s*P\s*\})\s*(?:\\left\s*)?\((?P<event>(?:[^()]|\([^()]*\)){1,30}?)(?:\\right\s*)?\)"
)
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Z](?![A-Za-z])")
_INDEPENDENT = re.compile(r"(?i)independ|indépend|unabhängig|indipend|onafhankel")
_BOUND = re.compile(
    r"(?i)disjoint|disjunkt|exclus|incompat|inkompat|unvereinbar|ausschlie|subset|teilmenge|⊂|⊆|\\subset|partition|zerleg"
)
_GIVEN = re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])")


def is_of_other_event(question: Question, left: str, text: str) -> bool:
    """Whether a left side is the probability of one event, and another one comes from the formula asked for."""
    match = _CALL.fullmatch(left.strip(" $")) if len(left) <= MAX_CHARACTERS else None
    asked = formulas_asked_by(question) if match is not None else ()
    said = parts.prompts(question)
    if match is None or len(asked) != 1 or text.count("=") > 1 or _BOUND.search(said) is not None:
        return False
    (formula,) = asked
    letters = tuple(sorted({one for each in _CALL.finditer(formula) for one in _LETTER.findall(each["event"])}))
    if not 0 < len(letters) <= MAX_EVENTS or len(formula) > MAX_CHARACTERS:
        return False
    is_independent = _INDEPENDENT.search(said) is not None
    values = [_value(one, letters, is_independent=is_independent) for one in (formula, match[0])]
    return None not in values and not math.isclose(*(one or 0 for one in values), abs_tol=NEAR)


def _value(formula: str, letters: tuple[str, ...], *, is_independent: bool) -> float | None:
    """Return what a formula with probabilities comes to in the space; None of one that is not read."""
    plain, done = "", 0
    for match in _CALL.finditer(formula):
        found = _probability(match["event"], letters, is_independent=is_independent)
        if found is None:
            return None
        plain, done = f"{plain}{formula[done : match.start()]}({found:.12f})", match.end()
    tree = read_free(f"{plain}{formula[done:]}")
    if tree is None or symbols(tree):
        return None
    return samples(tree, Setting(), ({},), Budget(LIMITS))[0]


@lru_cache
def _space(letters: tuple[str, ...], *, is_independent: bool) -> Mapping[str, float]:
    """Return the chances of the points of a space, each named by 1 for every event that it is in, and 0."""
    found = {}
    for place, point in enumerate(product("01", repeat=len(letters))):
        chances = [one if is_in == "1" else 1 - one for one, is_in in zip(_CHANCES, point, strict=False)]
        found["".join(point)] = math.prod(chances) if is_independent else 1 + (place * place * 7) % 13
    total = sum(found.values())
    return {point: chance / total for point, chance in found.items()}


def _probability(event: str, letters: tuple[str, ...], *, is_independent: bool) -> float | None:
    """Return the probability of an event, or of one that is given another; None of what is not read."""
    space = _space(letters, is_independent=is_independent)
    known = {one: frozenset(point for point in space if point[n] == "1") for n, one in enumerate(letters)}
    first, bar, given = _GIVEN.sub("|", event).partition("|")
    sets = [own_sets.joined_of(one, known, frozenset(space)) for one in ((first, given) if bar else (first,))]
    if any(one is None for one in sets):
        return None
    wholes = frozenset(space) if not bar else sets[1] or frozenset()
    under = sum(space[one] for one in wholes)
    return sum(space[one] for one in (sets[0] or frozenset()) & wholes) / under if under else None
