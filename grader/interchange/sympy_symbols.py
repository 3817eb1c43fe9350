"""Symbols of SymPy: what they are called in an answer, and which domains their assumptions say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from grader.interchange.names import RESERVED
from grader.language.names.functions import FUNCTIONS as KNOWN
from grader.language.printing import show
from grader.language.spelling import canonical_name
from grader.language.tree import Node

Tree = Callable[[Any], Node]  # how an expression becomes a tree


def domains(expression: Any, tree: Tree) -> dict[str, str]:
    """Return the domains of all symbols by their names; raises ValueError."""
    found: dict[str, Any] = {}
    for symbol in sorted(expression.free_symbols, key=str):
        other = found.setdefault(name_of(symbol), symbol)
        if other != symbol:
            raise ValueError(f"the symbols {other} and {symbol} would be one in an answer")
    return {name: _domain(symbol, tree) for name, symbol in found.items()}


def _domain(symbol: Any, tree: Tree) -> str:
    """Return what the assumptions of a symbol say, nothing where there are none."""
    if isinstance(symbol, sympy.MatrixSymbol):
        return f"real^{{{show(tree(symbol.rows))} x {show(tree(symbol.cols))}}}"
    return next((text for known, text in ASSUMED if known(symbol)), "")


ASSUMED: tuple[tuple[Callable[[Any], bool | None], str], ...] = (
    (lambda s: s.is_integer and s.is_positive, "positive integer"),
    (lambda s: s.is_integer and s.is_nonnegative, "non-negative integer"),
    (lambda s: s.is_integer, "integer"),
    (lambda s: s.is_positive, "positive"),
    (lambda s: s.is_negative, "negative"),
    (lambda s: s.is_nonnegative, "non-negative"),
    (lambda s: s.is_real and s.is_nonzero, "nonzero"),
    (lambda s: s.is_real, "real"),
    (lambda s: s.is_complex, "complex"),
)


def name_of(symbol: Any) -> str:
    """Return the name of a symbol; raises ValueError where it would be read as something else."""
    try:
        name = canonical_name("?" if " " in symbol.name else str(symbol.name))
    except ValueError:
        raise ValueError(f"a symbol called {symbol.name!r} is no name in an answer") from None
    if name in RESERVED or name in KNOWN:
        raise ValueError(f"a symbol called {name!r} would be read as something else in an answer")
    return name
