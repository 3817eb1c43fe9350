r"""Members of a chain with what students leave out: the sign of a derivative for a prime, bounds of a sum, of a limit.

They are decided like any other member: `(x^2)' = 3x^2` is false, and `\sum 1/3^n = 2` is, where n begins at 0.
"""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import formulas_asked_for
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a member that is looked into
_PRIMED = re.compile(r"[\s$]*(?:\\left)?\((?P<of>.+?)(?:\\right)?\)\s*(?P<primes>['’′]{1,3}|\^\{?\\prime\}?)[\s$]*")
_SUM = re.compile(r"[\s$]*(?:\\sum(?![A-Za-z])|∑|Σ)\s*(?![_^\s])(?P<of>[^_].*)")
_BOUNDS = re.compile(r"\s*\\sum(?:\\limits)?\s*(?P<bounds>_\s*\{[^{}]*\}\s*\^\s*(?:\{[^{}]*\}|\\infty|\w))")


_LIMIT = re.compile(r"[\s$]*\\?lim(?![A-Za-z])\s*(?![_^\s])(?P<of>[^_].*)")
_TAKEN = re.compile(r"\s*\\lim(?:\\limits)?\s*(?P<place>_\s*\{[^{}]*\})")


def filled(question: Question, member: str) -> str:
    """Return a member as it can be worked out; any other member itself."""
    if len(member) > MAX_CHARACTERS:
        return member
    if (primed := _PRIMED.fullmatch(member)) is not None:
        return _as_derivative(question, member, primed)
    if (summed := _SUM.fullmatch(member.replace("\\limits", ""))) is not None:
        found = [_BOUNDS.match(one) for one in formulas_asked_for(question.lead, question.prompt)]
        bounds = [match["bounds"] for match in found if match is not None]
        return rf"\sum{bounds[0]} {summed['of'].strip(' $')}" if len(bounds) == 1 else member
    if (limit := _LIMIT.fullmatch(member)) is not None:
        found = [_TAKEN.match(one) for one in formulas_asked_for(question.lead, question.prompt)]
        places = [match["place"] for match in found if match is not None]
        return rf"\lim{places[0]} ({limit['of'].strip(' $')})" if len(places) == 1 else member
    return member


def _as_derivative(question: Question, member: str, primed: re.Match[str]) -> str:
    """Return a formula in brackets with primes as its derivative by the only variable of the problem."""
    symbols = list(question.names.symbols)
    letters = set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", primed["of"])) - {"e"}
    if len(symbols) != 1 or letters != set(symbols):
        return member
    order = len(primed["primes"]) if "prime" not in primed["primes"] else 1
    by = rf"\frac{{d}}{{d{symbols[0]}}}" if order == 1 else rf"\frac{{d^{order}}}{{d{symbols[0]}^{order}}}"
    return f"{by}({primed['of'].strip()})"
