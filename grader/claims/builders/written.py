"""`written: yes`: an answer must be typed with as many digits as its tolerance counts."""

from __future__ import annotations

import re

from grader.claims.statements import Claim, Settled
from grader.problems.question import Question, Tolerance

_DECIMAL = re.compile(
    r"[+−-]?\s*(?P<whole>\d*)(?:\.(?P<places>\d*))?"
    r"(?:\s*[eE](?P<e>[+-]?\d+)|\s*(?:\*|·|×|x|\\cdot|\\times)\s*10\s*\^\s*[{(]?(?P<ten>[+−-]?\d+)[)}]?)?$"
)


def written_claims(question: Question, text: str) -> tuple[Claim, ...]:
    """Return the claim that a text is typed with the digits asked for; none where the problem does not ask."""
    tolerance = question.tolerance
    if tolerance is None or not tolerance.written:
        return ()
    if tolerance.decimal_places is not None:
        asked = f"{tolerance.decimal_places} decimal places"
    else:
        asked = f"{tolerance.significant_figures} significant figures"
    why = f"The answer is to be typed as a decimal with {asked}."
    return (Claim("written", f"typed with {asked}", Settled(_is_typed(tolerance, text), "written", why)),)


def _is_typed(tolerance: Tolerance, text: str) -> bool:
    match = _DECIMAL.match(text.strip().strip("$").rpartition("=")[2].strip())
    if match is None:
        return False
    whole, places = match["whole"], match["places"] or ""
    if tolerance.decimal_places is not None:
        shift = int((match["e"] or match["ten"] or "0").replace("−", "-"))
        return len(places) - shift == tolerance.decimal_places
    digits = (whole + places).lstrip("0")
    least = len(digits) if match["places"] is not None else len(digits.rstrip("0"))
    return tolerance.significant_figures in range(max(least, 1), max(len(digits), 1) + 1)
