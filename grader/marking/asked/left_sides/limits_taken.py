r"""Limits of other formulas than the prompt's: `lim sin(x)/x = 3` of sin(3x)/x.

They come to another value near the place. A formula that tends to the answer may be a step, `\lim 3\cos(3x)`. Where a
left side tells no place, that of the prompt counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.tree import symbols
from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.own_calculations import read_free, worth
from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.other_things.limits_named import body_of, places_told
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a formula that is looked into
NEAR = 0.02  # how far a value near the place may be from the limit
BESIDE = Fraction(1, 10**6)  # how near to a place
FAR = (Fraction(10**5), Fraction(10**5 + 1), Fraction(10**7))  # instead of infinity


def is_limit_of_other(question: Question, left: str) -> bool:
    """Whether a left side is the limit of a formula of one letter that comes to other values than the answer.

    That of a calculation with the name whose limit is asked for, `\\lim a_n^2`, is another one, too.
    """
    body = body_of(left) if "lim" in left and not question.for_all else ""
    if body and _is_calculated(question, body):
        return True
    places = {*places_told(left)} or {*places_told(parts.prompts(question))}
    tree = read_free(body) if 0 < len(body) <= MAX_CHARACTERS and len(places) == 1 else None
    letters = symbols(tree) if tree is not None else frozenset()
    wanted = worth(question) if len(letters) == 1 and all(len(one) == 1 for one in letters) else ()
    if tree is None or not wanted or name_of(body) is not None:
        return False
    setting = Setting(tuple(Variable(one, REAL) for one in letters))
    points = [*_points(next(iter(letters)), places.pop())]
    found = [one for one in samples(tree, setting, points, Budget(LIMITS)) if one is not None]
    return bool(found) and not any(
        math.isclose(value, one, rel_tol=NEAR, abs_tol=0 if one else NEAR) for value in found for one in wanted
    )


def _is_calculated(question: Question, body: str) -> bool:
    """Whether a formula is a calculation with the name whose limit is asked for; of a power of e nobody knows."""
    asked = [body_of(one) for one in formulas_asked_by(question) if "lim" in one]
    names = [parts.folded(one) for one in asked if name_of(one) is not None]
    name, folded = name_of(body), parts.folded(body)
    is_name = name is not None and not name.above  # `a_{n+1}`
    return (
        len(names) == 1
        and not is_name
        and names[0] in folded
        and folded not in {names[0], f"({names[0]})"}
        and "e" not in body
    )


def _points(letter: str, place: str) -> Iterator[Mapping[str, Fraction]]:
    """Yield places beside one, or far out."""
    if place.lstrip("+-−") == "∞":
        yield from ({letter: -one if place[0] in "-−" else one} for one in FAR)
        return
    try:
        at = Fraction(place.replace("−", "-"))
    except ValueError:
        return
    yield from ({letter: at + BESIDE}, {letter: at - BESIDE})
