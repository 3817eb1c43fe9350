"""Calculations with calls to which the prompt gives values: `E(X)E(Y)` of `E(X) = 2, E(Y) = 3`, which is 6.

They are worked out. One that comes to another number than is expected says something else, and so does a product of
means where the covariance is asked for, whatever is given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.own_calculations import NEAR, read_free, worth
from grader.marking.asked.words.phrases import phrase_asked
from grader.marking.asked.words.quantities import same_quantity
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a left side that is looked into
_DRESS = re.compile(r"\\(?:left|right|mathbb|mathrm|operatorname|text|[,;! ])(?![A-Za-z])|[\s${}]")
_TIMES = re.compile(r"\\(?:cdot|times)(?![A-Za-z])|[·×⋅]")
_CALL = r"[A-Za-z][a-z]{0,2}\([^()=]{1,12}\)"
_GIVEN = re.compile(rf"(?<![\w)^*/+-])(?P<call>{_CALL})=(?P<value>[-−]?\d+(?:\.\d+)?(?:/[1-9]\d*)?)(?![\w^*/+(-])")
_CALLED = re.compile(rf"(?<![A-Za-z\\]){_CALL}")
_MEANS = re.compile(r"E\([A-Z]\)\*?E\([A-Z]\)")
_ALLOWED = re.compile(r"[\d().+*/^²³−-]+")


def is_of_other_value(question: Question, left: str) -> bool:
    """Whether a left side is calculated with calls alone, and comes to another number for what the prompt gives."""
    if "=" in left or len(left) > MAX_CHARACTERS or question.kind.is_one_number != "always" or "(" not in _plain(left):
        return False
    plain = _plain(left)
    if _MEANS.fullmatch(plain) is not None and same_quantity("covariance") & phrase_asked(
        question.lead, question.prompt
    ):
        return True
    given = _given(parts.prompts(question))
    calls = _CALLED.findall(plain)
    if len(calls) < 1 or plain in calls or not given.keys() >= {*calls}:
        return False
    told = _CALLED.sub(lambda match: f"({given[match[0]]})", plain)
    tree = read_free(told) if _ALLOWED.fullmatch(told) is not None else None
    if tree is None:
        return False
    (found,) = samples(tree, Setting(), ({},), Budget(LIMITS))
    return found is not None and not any(math.isclose(found, one, rel_tol=NEAR) for one in worth(question))


@lru_cache(maxsize=parts.KEPT)
def _given(said: str) -> Mapping[str, str]:
    """Return the numbers that a prompt gives to calls; none of a call with two."""
    found: dict[str, str] = {}
    for match in _GIVEN.finditer(_plain(re.sub(r"[$,;]|\s(?:and|und|et|y|with|mit)\s", ";", said))):
        call, value = match["call"], match["value"].replace("−", "-")
        if found.setdefault(call, value) != value:
            return {}
    return found


def _plain(text: str) -> str:
    return _DRESS.sub("", _TIMES.sub("*", text)).replace("[", "(").replace("]", ")")
