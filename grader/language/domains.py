"""Domains: where a symbol ranges. One grammar for problems, fields and `--var`.

`real`, `positive`, `negative`, `non-negative`, `nonzero`, `integer`, `positive integer`, `non-negative integer`,
`complex`, `size`, `[0, 1]`, `(0, oo)`, `{0, 1}`, `1..d`, `real^d`, `real^{m x n}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from grader.language.tree import ZERO, Node, symbols
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Domain:
    """The values of a symbol, or of each entry of an array.

    `low` and `high` are None where unbounded; a bound that is not `*_closed` is excluded. `members` lists a
    finite set (then the bounds are None). `shape` holds the dimensions, none for scalars; each is a tree, so
    `real^{m x n}` has `(Sym("m"), Sym("n"))`. A `size` is a positive integer that may grow.
    """

    base: Literal["real", "integer", "complex", "size"] = "real"
    low: Node | None = None
    high: Node | None = None
    low_closed: bool = False
    high_closed: bool = False
    nonzero: bool = False
    members: tuple[Node, ...] | None = None
    shape: tuple[Node, ...] = ()
    text: str = "real"

    @property
    def is_integer(self) -> bool:
        """Whether all values are integers by declaration."""
        return self.base in {"integer", "size"}


REAL = Domain()
INTEGER = Domain(base="integer", text="integer")
POSITIVE = Domain(low=ZERO, text="positive")
NON_NEGATIVE = Domain(low=ZERO, low_closed=True, text="non-negative")


@dataclass(frozen=True, slots=True)
class Variable:
    """A symbol with its domain."""

    name: str
    domain: Domain = REAL


def arbitrary_sizes(variables: Iterable[Variable]) -> frozenset[str]:
    """Return the letters that stand for any size: declared sizes, and letters in the shapes of variables."""
    found = frozenset[str]()
    for variable in variables:
        found |= {variable.name} if variable.domain.base == "size" else frozenset()
        found |= frozenset[str]().union(*map(symbols, variable.domain.shape))
    return found
