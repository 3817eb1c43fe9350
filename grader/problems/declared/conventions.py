"""The conventions of a problem: values at single points, and what numbers, `*` and functions of matrices mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from grader.language.names import Names
from grader.language.names.functions import OF_MATRICES
from grader.language.tree import Sym
from grader.problems.declared.readings import read_one
from grader.problems.declared.scope import Scope
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown

NUMBERS = ("plain", "english", "continental")
STARS = ("product", "hadamard")
CONVENTIONS = {
    "H(0)": ("H(0)", "heaviside(0)", "Heaviside(0)", "step(0)", "Theta(0)"),
    "relu'(0)": ("relu'(0)", "ReLU'(0)"),
    "sign(0)": ("sign(0)", "sgn(0)"),
    "0 log 0": ("0 log 0", "0 log(0)", "0 ln 0", "0 ln(0)"),
}


def declare_conventions(scope: Scope, conventions: Mapping[str, str]) -> None:
    """Enter conventions; what is none, or is named twice, is a fault."""
    for key, text in conventions.items():
        path = ("answer", "conventions", key)
        if key == "numbers":
            _numbers(scope, text, path)
            continue
        if key.strip() == "*":
            _star(scope, text, path)
            continue
        if key.strip() in OF_MATRICES:
            _entrywise(scope, key.strip(), text, path)
            continue
        bare = " ".join(key.split())
        name = next((name for name, spellings in CONVENTIONS.items() if bare in spellings), None)
        if name is None:
            possible = ", ".join((*CONVENTIONS, *sorted(OF_MATRICES), "numbers", "*"))
            scope.faults.add_key(path, f"unknown convention {shown(key)}; possible: {possible}")
        elif name in scope.conventions:
            scope.faults.add_key(path, f"the convention `{name}` is named twice")
        else:
            value = read_one(text, Names(), scope.faults, path)
            if value is not None:
                scope.conventions[name] = value


def _numbers(scope: Scope, text: str, path: Path) -> None:
    if text.strip() not in NUMBERS:
        scope.faults.add(path, f"expected {', '.join(NUMBERS[:-1])} or {NUMBERS[-1]}, not {shown(text)}")
        return
    scope.numbers = cast(Literal["plain", "english", "continental"], text.strip())


def _entrywise(scope: Scope, name: str, text: str, path: Path) -> None:
    if text.strip() != "entrywise":
        scope.faults.add(path, f"expected entrywise, not {shown(text)}")
        return
    scope.conventions[name] = Sym("entrywise")


def _star(scope: Scope, text: str, path: Path) -> None:
    if text.strip() not in STARS:
        scope.faults.add(path, f"expected {' or '.join(STARS)}, not {shown(text)}")
        return
    scope.star = cast(Literal["product", "hadamard"], text.strip())
