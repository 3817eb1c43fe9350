r"""The name of an answer as it is written on the left: `y`, `f'(x)`, `w^*`, `B^{-1}`.

A star, a dagger or a plus marks a value of its own, which bears its letter where that is no other's. What is an inverse
or a transpose, a mark on a declared name, or a value at something that is not declared, is no name in formulas. It may
stand on the left of an answer, as anything may that is read there.
"""

from __future__ import annotations

import re

from grader.language.reader import canonical_name
from grader.problems.declared.readings import read_name
from grader.problems.declared.scope import Scope, take_name
from grader.problems.texts.located import Path

PATH: Path = ("answer", "symbol")
_PARTS = re.compile(
    r"(?P<base>[^^'()]+)(?P<marks>(?:\^(?:\{[^{}()]*\}|\\[A-Za-z]+|[^\s\\{}()]))*)(?P<primes>'*)(?P<call>\([^()]*\))?"
)
_MARK = re.compile(r"\^\{?([^{}^]*)\}?")
_STARS = frozenset({"*", "**", r"\ast", r"\star", r"\dagger", "†", "+"})
_TURNED = frozenset({"-1", "T", r"\top", r"\intercal", r"\mathsf{T}", "-T", r"-\top", "H"})


def symbol_of(scope: Scope, text: str) -> str:
    """Return the canonical name of the answer, empty where it has none of its own."""
    if not text:
        return ""
    name = _decorated(text, scope)
    if name is None:
        name = read_name(text, scope.faults, PATH)
    return name if name and take_name(scope, name, PATH, is_key=False) else ""


def _decorated(text: str, scope: Scope) -> str | None:
    """Return the name of an answer with marks or arguments, empty where it is none in formulas; None for others."""
    plain = text.strip().strip("$").replace(" ", "")
    found = _PARTS.fullmatch(plain)
    if found is None or not (found["marks"] or found["call"]):
        return None
    marks = set(_MARK.findall(found["marks"]))
    arguments = re.split(r"[,;|]", found["call"][1:-1]) if found["call"] else []
    names = [_canonical(part) for part in (found["base"], *arguments)]
    if not marks <= _STARS | _TURNED or None in names:
        return None
    name = f"{names[0]}{found['primes']}"
    is_elsewhere = any(
        argument not in scope.places for argument in names[1:]
    )  # `P(A)`: its values at other places differ
    return "" if marks & _TURNED or is_elsewhere or (marks and name in scope.places) else name


def _canonical(text: str) -> str | None:
    try:
        return canonical_name(text)
    except ValueError:
        return None
