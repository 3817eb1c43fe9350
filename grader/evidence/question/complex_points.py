"""Points of the domain of complex sides: complex numbers for complex symbols, real ones for real symbols."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.evidence.numbers.complex import NICE, Gauss
from grader.evidence.numbers.points import constant_pool
from grader.evidence.question.prepare import Case
from grader.language.domains import Variable


def complex_places(case: Case) -> list[dict[str, Gauss]]:
    """Return points: complex numbers for complex symbols, real ones for real symbols; none for other domains."""
    pools = [_pool(variable) for variable in case.variables]
    if case.setting.assume or not all(pools):
        return []
    if not pools:
        return [{}]
    return [
        {
            v.name: pool[(turn + 2 * i) % len(pool)]
            for i, (v, pool) in enumerate(zip(case.variables, pools, strict=True))
        }
        for turn in range(max(map(len, pools)))
    ]


def _pool(variable: Variable) -> Sequence[Gauss]:
    domain = variable.domain
    if domain.base != "complex":
        return [Gauss(value) for value in constant_pool(domain) if isinstance(value, fmpq)]
    if domain.members is not None or domain.low is not None or domain.high is not None:
        return []
    return [value for value in NICE if not (domain.nonzero and value.re == 0 and value.im == 0)]
