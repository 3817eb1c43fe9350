r"""Calculations with functions that a prompt gives: `f'(g(1))` where `(f \circ g)'(1)` is asked for.

They are worked out for the given formulas. Where what is asked for comes to the answer, a left side that comes to
something else says something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.tree import Node, symbols
from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.own_calculations import read_free, worth
from grader.marking.asked.other_things.given_names import formulas_given
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a formula that is looked into
MAX_CALLS = 8  # in it
STEP = Fraction(1, 1000)  # to both sides of a place, for a derivative
NEAR = 1e-3  # how far a derivative may be from what it is worked out to
ROUNDED = 0.02  # and a rounded value
_SPELLED = (
    (re.compile(r"\\circ(?![A-Za-z])|○"), "∘"),
    (re.compile(r"\\(?:cdot|times)|[·×⋅]"), "*"),
    (re.compile(r"[’′]|\^\{?\\prime\}?"), "'"),
    (re.compile(r"[−–]"), "-"),
    (re.compile(r"\\(?:left|right)(?![A-Za-z])|\\[,;:! ]|[\s$]"), ""),
)
_GIVEN = re.compile(r"(?P<of>[A-Za-z])\((?P<by>[A-Za-z])\)")
_PLACE = r"(?:[-+*/.\d]|\([-+*/.\d]{1,40}\)){1,60}"
_CALL = re.compile(
    rf"(?:(?<![A-Za-z\\])(?P<of>[A-Za-z])|\(?(?P<first>[A-Za-z])∘(?P<second>[A-Za-z])\)?)(?P<prime>'?)\((?P<at>{_PLACE})\)"
)
_FUNCTION = re.compile(r"[A-Za-z]'*\(|∘")

Given = Mapping[str, tuple[Node, str]]


def is_of_other_value(question: Question, left: str, text: str) -> bool:
    """Whether a left side is a calculation with given functions, and comes to another value than what is asked for."""
    if question.kind.is_one_number != "always" or question.names.symbols or "(" not in left or text.count("=") > 1:
        return False
    given = given_functions(parts.prompts(question))
    said = value_of(left, given) if given and _FUNCTION.search(_plain(left)) is not None else None
    if said is None:
        return False
    known = [value for value, is_right in _asked(question, given) if is_right]
    return bool(known) and not any(math.isclose(said, one, rel_tol=NEAR, abs_tol=NEAR) for one in known)


def are_understood(question: Question, given: Given) -> bool:
    """Whether nothing that is asked for comes to something else by the given formulas: they may hold in parts alone."""
    if question.kind.is_one_number != "always" or question.names.symbols:
        return True
    asked = [is_right for _, is_right in _asked(question, given)]
    return not asked or any(asked)


def _asked(question: Question, given: Given) -> list[tuple[float, bool]]:
    """Return what the formulas that are asked for come to, each with whether that is the expected value."""
    asked = formulas_asked_by(question)
    found = [value for one in asked if (value := value_of(one, given)) is not None]
    wanted = worth(question) if found else ()
    return [(one, any(math.isclose(one, other, rel_tol=ROUNDED) for other in wanted)) for one in found]


@lru_cache(maxsize=parts.KEPT)
def given_functions(said: str) -> Given:
    """Return the formulas that prompts give to functions of one letter, with these letters."""
    found: dict[str, tuple[Node, str]] = {}
    for name, body in formulas_given(said).items():
        match, tree = _GIVEN.fullmatch(name), read_free(body)
        if match is not None and tree is not None and symbols(tree) <= {match["by"]}:
            found[match["of"]] = tree, match["by"]
    return found


def _plain(formula: str) -> str:
    for sign, spelled in _SPELLED:
        formula = sign.sub(spelled, formula)
    return formula


def value_of(formula: str, given: Given) -> float | None:
    """Return what a calculation with calls comes to; None where that is not known."""
    if len(formula) > MAX_CHARACTERS:
        return None
    plain = _plain(formula)
    for _ in range(MAX_CALLS):
        match = _CALL.search(plain)
        if match is None:
            break
        at = _number(match["at"])
        names = (match["of"],) if match["of"] else (match["second"], match["first"])
        found = _called(names, at, given, is_derivative=bool(match["prime"])) if at is not None else None
        if found is None:
            return None
        plain = f"{plain[: match.start()]}({float(found):.9f}){plain[match.end() :]}".replace(")(", ")*(")
    found = _number(plain)
    return float(found) if found is not None else None


def _number(formula: str) -> Fraction | None:
    """Return what a calculation with numbers alone comes to."""
    tree = read_free(formula)
    (found,) = samples(tree, Setting(), ({},), Budget(LIMITS)) if tree is not None and not symbols(tree) else (None,)
    return Fraction(found) if found is not None else None


def _called(names: tuple[str, ...], at: Fraction, given: Given, *, is_derivative: bool) -> Fraction | None:
    """Return the value of functions at a place, one after the other, or of the derivative of all."""
    places = (at - STEP, at + STEP) if is_derivative else (at,)
    found = []
    for place in places:
        value: Fraction | None = place
        for name in names:
            value = _at(given[name], value) if name in given and value is not None else None
        if value is None:
            return None
        found.append(value)
    return (found[1] - found[0]) / (2 * STEP) if is_derivative else found[0]


def _at(function: tuple[Node, str], place: Fraction) -> Fraction | None:
    tree, by = function
    (found,) = samples(tree, Setting((Variable(by, REAL),)), ({by: place},), Budget(LIMITS))
    return Fraction(found) if found is not None else None
