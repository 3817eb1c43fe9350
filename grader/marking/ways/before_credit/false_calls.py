"""Values that a text gives to functions of the prompt, and that are others by their formulas: `f(10) = 14` of x + 3.

Members of a chain count, too: `f(g(5)) = 2 f(5) = 13`. What is rounded, or supposed, or denied, stays.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from grader.marking.asked.left_sides.asking import prompts
from grader.marking.asked.left_sides.given_functions import are_understood, given_functions, value_of
from grader.marking.texts.equalities.statements import Statement, statements, ways
from grader.problems.question import Question

MAX_STATEMENTS = 20  # in which calls are worked out; of more nobody says that they hold
EXACT = 1e-6  # how near exact values are, derivatives aside
DERIVED = 2e-3
ROUGHLY = 0.02  # what is said to be about a value
_CALL = re.compile(r"[A-Za-z]\)?'*\s*(?:\\left)?\(|∘|\\circ")
_DECIMALS = re.compile(r"\.(?P<places>\d+)")


def false_call(question: Question, text: str) -> str:
    """Return an equality of a text that is false for the given functions in all its readings; empty where none is."""
    if question.names.functions or _CALL.search(text) is None:
        return ""
    given = given_functions(prompts(question))
    if not given or not are_understood(question, given):
        return ""
    found = [_first_false(question, one) for one in ways(text)]
    return found[0] if all(found) else ""


def _first_false(question: Question, text: str) -> str:
    stated = [one for one in statements(text) if any(map(_CALL.search, one.members)) and len(one.members) > 1]
    if len(stated) > MAX_STATEMENTS:
        return stated[-1].members[0]
    own = [one for one in stated if not (one.is_supposed or one.is_doubted)]
    return next(filter(None, (_false_link(question, one) for one in own)), "")


def _false_link(question: Question, stated: Statement) -> str:
    """Return two members of a chain that come to different values, one of which holds a call."""
    given = given_functions(prompts(question))
    known = [(place, value) for place, one in enumerate(stated.members) if (value := value_of(one, given)) is not None]
    for (first, one), (second, other) in pairwise(known):
        left, right = stated.members[first], stated.members[second]
        is_about = any(stated.about[first:second])
        if _CALL.search(left + right) and not _is_near(one, other, left + right, is_about=is_about):
            return f"{left} = {right}"
    return ""


def _is_near(one: float, other: float, text: str, *, is_about: bool) -> bool:
    """Whether two values may be the same, however the numbers of a text are rounded."""
    places = [len(match["places"]) for match in _DECIMALS.finditer(text)]
    share = ROUGHLY if is_about else DERIVED if "'" in text else EXACT
    rounded = float(10.0 ** -min(places)) if places else 0.0
    return math.isclose(one, other, rel_tol=share, abs_tol=max(rounded, share))
