"""Domains at a point: is a value inside, which values are there, and which of them are nice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import arb, fmpq

from grader.evidence import numbers
from grader.evidence.errors import NoValueError
from grader.evidence.numbers.evaluator import Evaluator, Number
from grader.evidence.trees.build import Coordinate
from grader.evidence.trees.ranges.simplest import simplest
from grader.language.domains import Domain
from grader.language.tree import Node, is_infinite

if TYPE_CHECKING:
    from grader.evidence.numbers.truth import Truth

# Nice values first. Then varied scale and sign, with odd denominators.
SMALL = tuple(
    fmpq(*pair)
    for pair in (
        *((1, 1), (2, 1), (-1, 1), (3, 1), (0, 1), (1, 2), (-2, 1), (5, 1), (1, 3), (-1, 2), (-3, 1), (4, 1)),
        *((3, 5), (4, 5), (10, 1), (-5, 1), (2, 3), (3, 2), (-1, 3), (7, 1), (1, 10), (-10, 1)),
    )
)
WIDE = tuple(
    fmpq(*pair)
    for pair in (
        *((7, 3), (-5, 7), (22, 9), (-11, 3), (1, 97), (-1, 31), (101, 3), (-1000, 7), (3000001, 3), (-10000, 11)),
        *((1, 10007), (50, 1), (-50, 1), (3, 1000), (13, 5), (-17, 9), (29, 31), (-1, 1009), (355, 113), (12345, 1)),
        *((-271, 99), (64, 27), (9, 11)),
    )
)
WHOLE = tuple(fmpq(n) for n in (1, 2, -1, 3, 0, 4, -2, 5, 10, 7, -3, 6, 8, -5, 12, 25, -10, 100, -100, 1000, 9, 11, 13))


POOL = 40  # values of one variable that are considered
PLAIN = (*SMALL, *WIDE)[:POOL]


def inside(at: Evaluator, domain: Domain, value: Number) -> Truth:
    """Return whether a number lies in a domain of scalars; bounds are evaluated at the point."""
    if domain.members is not None:
        same = [numbers.truth.related("=", value, at.value(item)) for item in domain.members]
        return True if True in same else (False if all(part is False for part in same) else None)
    parts: list[Truth] = []
    if domain.is_integer:
        parts.append(_whole(value))
    if domain.base == "size":
        parts.append(numbers.truth.related(">=", value, fmpq(1)))
    if domain.nonzero:
        parts.append(numbers.truth.related("!=", value, fmpq(0)))
    if domain.low is not None and _bounded(domain.low):
        parts.append(numbers.truth.related(">=" if domain.low_closed else ">", value, at.value(domain.low)))
    if domain.high is not None and _bounded(domain.high):
        parts.append(numbers.truth.related("<=" if domain.high_closed else "<", value, at.value(domain.high)))
    return numbers.truth.all_true(parts)


def _bounded(bound: Node | None) -> bool:
    return bound is not None and not is_infinite(bound)


def _whole(value: Number) -> Truth:
    if isinstance(value, fmpq):
        return numbers.exact.is_integer(value)
    return None if value.contains_integer() else False


def is_plain(domain: Domain) -> bool:
    """Return whether a domain is all of the real numbers."""
    return domain.base == "real" and not domain.nonzero and domain.members is None and not has_bounds(domain)


def has_bounds(domain: Domain) -> bool:
    """Return whether a domain is bounded on at least one side."""
    return _bounded(domain.low) or _bounded(domain.high)


def is_discrete(domain: Domain) -> bool:
    """Return whether a domain has no interior among the real numbers."""
    return domain.is_integer or domain.members is not None


def ends(at: Evaluator, domain: Domain) -> tuple[Number | None, Number | None]:
    """Return the bounds of a domain at a point, None where there is none or it has no value."""
    return tuple(  # type: ignore[return-value]
        _end(at, bound) if _bounded(bound) else None for bound in (domain.low, domain.high)
    )


def _end(at: Evaluator, bound: Node | None) -> Number | None:
    assert bound is not None
    try:
        return at.value(bound)
    except NoValueError:
        return None


def finite_values(at: Evaluator, domain: Domain, most: int) -> Sequence[Coordinate] | None:
    """Return all values of a domain where they are few and known, each once; None otherwise."""
    if domain.members is not None:
        return [_member(at, item) for item in domain.members]
    if not domain.is_integer:
        return None
    low, high = ends(at, domain)
    if domain.base == "size" and low is None:
        low = fmpq(1)
    if not (isinstance(low, fmpq) and isinstance(high, fmpq)) or high - low > most:
        return None
    candidates = (fmpq(n) for n in range(int(low.ceil()), int(high.floor()) + 1))
    return [value for value in candidates if inside(at, domain, value)]


def _member(at: Evaluator, item: Node) -> Coordinate:
    value = at.value(item)
    return value if isinstance(value, fmpq) else item


def nice_values(at: Evaluator, domain: Domain, count: int) -> list[Coordinate]:
    """Return up to `count` values that certainly lie in a domain, the nicest first."""
    if is_plain(domain):
        return list(PLAIN[:count])
    if domain.members is not None:
        return [_member(at, item) for item in domain.members][:count]
    found: dict[fmpq, None] = {}
    for value in _proposed(at, domain):
        if value not in found and inside(at, domain, value):
            found[value] = None
            if len(found) == count:
                break
    return list(found)


def _proposed(at: Evaluator, domain: Domain) -> Iterator[fmpq]:
    low, high = ends(at, domain)
    yield from WHOLE if domain.is_integer else SMALL
    if low is not None and high is not None:
        yield from (_integers_between if domain.is_integer else _between)(low, high)
    elif low is not None:
        yield from (_near(low) + step for step in (*WHOLE, *SMALL, *WIDE) if step >= 0)
    elif high is not None:
        yield from (_near(high) - step for step in (*WHOLE, *SMALL, *WIDE) if step >= 0)
    if not domain.is_integer:
        yield from WIDE


def _near(value: Number) -> fmpq:
    """Return an integer near a number, or 0 where it is huge."""
    whole = arb(value).mid().floor().unique_fmpz() if abs(arb(value)) < 2**60 else 0
    return fmpq(whole or 0)


def _integers_between(low: Number, high: Number) -> Iterator[fmpq]:
    """Yield integers between two numbers: the least, the largest, those in the middle."""
    if not all(abs(arb(end)) < 2**60 for end in (low, high)):
        return
    first, last = fmpq(_rational(low).ceil()), fmpq(_rational(high).floor())
    steps = [fmpq(step) for step in range(min(POOL, max(0, int(last - first) + 1)))]
    yield from (first + step for step in steps)
    yield from (last - step for step in steps)
    middle = fmpq(((first + last) / 2).floor())
    yield from (middle + step for step in steps)


def _between(low: Number, high: Number) -> Iterator[fmpq]:
    """Yield simple rationals between two numbers: the simplest of finer and finer cells."""
    if not all(abs(arb(end)) < 2**60 for end in (low, high)):
        return
    start, stop = (Fraction(str(_rational(end))) for end in (low, high))
    if stop <= start:
        return
    yield _exact(start)
    yield _exact(stop)
    for cells in (1, 2, 5, 16):
        for cell in range(cells):
            left = start + (stop - start) * cell / cells
            yield simplest(_exact(left), _exact(left + (stop - start) / cells))


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _rational(value: Number) -> fmpq:
    if isinstance(value, fmpq):
        return value
    mantissa, exponent = value.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)
