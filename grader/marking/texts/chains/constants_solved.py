r"""General solutions before particular ones, `y = Ce^{2x}, C = 3, y = 3e^{2x}`: with its constants it is the other one.

Both have the same name, and every equation between them gives a constant of the general one, which nobody declares.
With these put in it stands before the particular one in a chain, whose members must be equal as those of any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import chain, depths
from grader.marking.texts.chains import own_definitions
from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is looked into
MAX_PARTS = 6
MIN_PARTS = 3
_PARTED = re.compile(
    r"\s*(?:[,;]|\n|=>|[⇒⟹→]|->|\\(?:implies|[Rr]ightarrow|to|quad|qquad)(?![A-Za-z]))+\s*"
    r"(?:(?:so|also|thus|hence|then|dann|somit|donc|alors|luego|quindi)(?!\w)[,:]?\s*)?"
)
_NAME = re.compile(r"(?P<of>[A-Za-z])(?:\(\s*(?P<by>[a-z])\s*\))?")
_AT = re.compile(r"[A-Za-z]\(\s*[-−]?\d[\d./]*\s*\)")
_CONSTANT = re.compile(r"[A-Za-z](?:_\{?\d\}?)?")


def as_chain(question: Question, field: Field, text: str) -> str:
    """Return a general solution with its constants put in, and the particular one behind it; any other text itself."""
    if len(text) > MAX_CHARACTERS or not question.kind.is_expression or not field.names.symbols:
        return text
    parts = _parts(text)
    if not MIN_PARTS <= len(parts) <= MAX_PARTS:
        return text
    general, particular = (chain(one).members for one in (parts[0], parts[-1]))
    names = [_NAME.fullmatch(one[0]) if len(one) > 1 else None for one in (general, particular)]
    if names[0] is None or names[1] is None or names[0]["of"] != names[1]["of"]:
        return text
    given = "".join(f"{question.lead} {question.prompt}".split())
    put = _put_in(field, given, general[-1], parts[1:-1])
    is_solved = bool(put) and own_definitions.is_read(field, put)
    return f"{particular[0]} = {put} = {' = '.join(particular[1:])}" if is_solved else text


def _parts(text: str) -> list[str]:
    """Return what signs outside of brackets part, without dollars."""
    depth, parts, start = depths(text), [], 0
    for sign in _PARTED.finditer(text):
        if not depth[sign.start()]:
            parts.append(text[start : sign.start()])
            start = sign.end()
    return [one.strip(" $.") for one in (*parts, text[start:])]


def _put_in(field: Field, given: str, formula: str, equations: Sequence[str]) -> str:
    """Return a formula with the constants put in that equations give, each once; empty where one gives none of it.

    A value that a problem gives, `y(0) = C = 3`, may stand before a constant.
    """
    seen: set[str] = set()
    for equation in equations:
        *lefts, name, value = chain(equation).members if "=" in equation else ("", "")
        is_given = all(_AT.fullmatch(one) and "".join(one.split()) in given for one in lefts)
        if len(lefts) > 1 or not is_given or name in seen or _CONSTANT.fullmatch(name) is None:
            return ""
        if not own_definitions.is_own_letter(field, name) or not own_definitions.is_read(field, value):
            return ""
        formula = own_definitions.replaced(formula, name, f"({value})")
        seen.add(name)
        if not formula:
            return ""
    return formula
