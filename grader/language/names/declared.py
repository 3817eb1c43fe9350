"""The names that a text may use: declared symbols with their domains and spellings, declared functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from grader.language.domains import REAL, Domain
from grader.language.tree import Node
from grader.records import dataclass, field

LAST_LOOK = "last look"  # the notation of a text that is about to get a zero
MEASURED = "measured"  # the notation of numbers that need not be exact, which may come with their uncertainty


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared symbol; `name` is canonical, `spellings` are other canonical names it may be written with.

    Of a defined one: whether its value is an `array`, its dimensions (`dims`) where these are seen at once, and the
    names that its definition `depends` on.
    """

    name: str
    domain: Domain = REAL
    spellings: tuple[str, ...] = ()
    array: bool = False
    depends: frozenset[str] = frozenset()
    dims: tuple[Node, ...] | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A declared function with its number of arguments.

    `values`: whether it is an `array`, a `number`, or `like` its argument, as one is that is applied to each entry.
    """

    name: str
    arity: int = 1
    values: Literal["array", "number", "like"] = "number"


@dataclass(frozen=True)
class Names:
    r"""What a reader knows before it sees a text.

    `free`: undeclared single letters, Greek names and subscripted letters are real variables (`compare`, `read`);
    otherwise an undeclared name is an error. `complex`: `i` is the imaginary unit. `numbers`: the convention for
    thousands and decimal marks: `plain` (1000.5), `english` (1,000.5) or `continental` (1.000,5). `star`: what `*`
    is between arrays, where the problem says it. `notations`: further ways to write numbers that are read:
    `mixed number`, `repeating decimal`, `ratio`; with `last look` what has no brackets may reach farther than usual,
    with `measured` digits in brackets behind decimals may be an uncertainty.
    `arrays`: what is read is an array, though no name may be one. `spellings`: texts such as `\nabla_x L`, and what
    they stand for.
    """

    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    free: bool = False
    complex: bool = False
    numbers: Literal["plain", "english", "continental"] = "plain"
    star: Literal["", "product", "hadamard"] = ""
    notations: frozenset[str] = frozenset()
    arrays: bool = False
    spellings: tuple[tuple[str, str], ...] = ()
