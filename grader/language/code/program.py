"""A program as read, and what it is run in: inputs with their shapes, the library whose rules hold."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Literal

from grader.language.domains import Domain
from grader.records import dataclass, field


@dataclass(frozen=True)
class Program:
    """A snippet of code; programs are equal where their texts are. Lines of `body` count from 1 in `text`."""

    text: str
    body: tuple[ast.stmt, ...] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Input:
    """What a program is given: `path` is how it reaches it, `x` or `self.inputs[0]`; `steps` are the parts of that.

    A step is a field or, as a number, an item. An input without a shape is a number of Python.
    """

    path: str
    steps: tuple[str | int, ...]
    domain: Domain


@dataclass(frozen=True)
class Frame:
    """What programs are run in.

    `names` are those that a program may use beside its own. `setup` runs before each; `sizes` are the only ones that
    count, where any are named.
    """

    inputs: tuple[Input, ...]
    names: frozenset[str] = frozenset()
    library: Literal["torch", "numpy", "either"] = "either"
    setup: Program | None = None
    sizes: tuple[Mapping[str, int], ...] = ()
