"""What trees of whole numbers surely are no less than 0: sizes, indices, inputs declared so, and sums of such."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from grader.evidence.families.code.spaces.formulas import Parts, parts_of
from grader.language.domains import Domain
from grader.language.tree import Cases, Index, Mul, Node, Num, Sym

MAX_BOUNDS = 8  # indices that are replaced by the sizes they end at


def starts_at_zero(domain: Domain) -> bool:
    """Return whether a domain of whole numbers says that none is negative."""
    if not domain.is_integer:
        return False
    if domain.members is not None:
        return all(isinstance(one, Num) for one in domain.members)
    return domain.base == "size" or (isinstance(domain.low, Num) and domain.low.value >= 0)


def is_natural(node: Node, ranges: Mapping[str, Node], naturals: Collection[str]) -> bool:
    """Return whether a whole number surely is not negative.

    `ranges` are indices from 1 to a size, `naturals` letters, and arrays, of whole numbers from 0 on.
    """
    if isinstance(node, Cases):
        values = [value for value, _ in node.branches]
        return node.otherwise is not None and all(
            is_natural(value, ranges, naturals) for value in (*values, node.otherwise)
        )
    parts = _lowered(parts_of(node), ranges)
    least = Fraction(0)
    for part, value in parts.items():
        if part is None or (isinstance(part, Sym) and part.name in ranges):
            least += value  # an index is at least 1
        if part is not None and (value < 0 or not _is_natural_part(part, ranges, naturals)):
            return False
    return least >= 0


def _lowered(parts: Parts, ranges: Mapping[str, Node]) -> Parts:
    """Return no more than a sum: indices that are taken away are replaced by the sizes that they end at."""
    for _ in range(MAX_BOUNDS):
        taken = [part for part, value in parts.items() if value < 0 and isinstance(part, Sym) and part.name in ranges]
        if not taken:
            break
        name = taken[0].name
        ends = parts_of(ranges[name])
        total = {part: value for part, value in parts.items() if part != taken[0]}
        for part, value in ends.items():
            total[part] = total.get(part, Fraction(0)) + value * parts[taken[0]]
        parts = {part: value for part, value in total.items() if value}
    return parts


def _is_natural_part(part: Node, ranges: Mapping[str, Node], naturals: Collection[str]) -> bool:
    match part:
        case Sym(name) | Index(Sym(name)):
            return name in ranges or name in naturals
        case Mul(factors):
            return all(is_natural(factor, ranges, naturals) for factor in factors)
        case _:
            return False
