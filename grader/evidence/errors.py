"""What engines raise: a form that is not theirs, and why a tree has no number at a point.

Spent budgets are `budget.ExceededError`, shapes that do not fit `arrays.grids.ShapeError`, complex values where an
order is asked for `signs.structural.NotRealError`. Any other exception belongs to one engine, which goes on
differently where it is caught, and says so: the normal form begins again (`RestartError`, `ComplexError`), splits
a case (`SplitError`) or leaves one that has no point (`EmptyError`); classes of integers are made finer; a sign or
an order that is open is carried to whom can tell cases apart (`OpenSignError`, `OrderError`). They are no
`DeclinedError`, or one that is caught first: whoever tries the next engine must not swallow them.
"""

from __future__ import annotations

from fractions import Fraction


class DeclinedError(Exception):
    """Not a question for this engine or method. Whoever asked tries the next one.

    `why` is said where nobody decides, and `limit` names the limit that was hit, if one was.
    """

    def __init__(self, why: str = "", limit: str = "") -> None:
        self.why = why
        self.limit = limit
        super().__init__(why)


def refuse_above(count: int | Fraction, most: int, limit: str) -> None:
    """Raise DeclinedError, with the limit's name, where there is more of something than a method takes on."""
    if count > most:
        raise DeclinedError(limit=limit)


class NoValueError(Exception):
    """Base: no number came out. Caught where trees are looked at, never seen outside this room."""


class UndefinedError(NoValueError):
    """Certainly undefined, and `why` in words: `log of -1`. Over a box: at every point of it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class LeftOutError(NoValueError):
    """An unnamed convention, such as `H(0)`, decides here."""

    def __init__(self, convention: str) -> None:
        self.convention = convention
        super().__init__(convention)


class UnclearError(NoValueError):
    """Not clear at this precision; `final`: at no precision, because `why`. `limit` names the limit that was hit."""

    def __init__(self, why: str, final: bool = False, limit: str = "") -> None:
        self.why = why
        self.final = final
        self.limit = limit
        super().__init__(why)
