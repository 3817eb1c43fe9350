"""Decisions of several threads: FLINT's precision is one for the whole process, and no verdict depends on it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from flint import ctx

from grader.api import compare

WAVES = r"\sum_{k=1}^{150} \frac{\sin k}{k^2}"
PAIRS = [
    (WAVES + " + 10^{-200}", WAVES),
    (WAVES + " + 10^{-12}", WAVES),
    ("e^x - e^{-x}", "2 sinh x"),
    ("sin(1/3)^2 + cos(1/3)^2", "1"),
    ("e^{10^{-30}}", "1"),
    ("sqrt(2) + sqrt(3)", "sqrt(5 + 2 sqrt(6))"),
    (r"\int_0^1 \sin(x^2) dx", r"\frac{3102683}{10^7}"),
    (r"\pi^2 10^{20}", "986960440108935861883"),
    ("arctan(1/2) + arctan(1/3)", r"\frac{\pi}{4}"),
    ("log(x^2 + 1) + 10^{-25}", "log(x^2 + 1)"),
] * 4


def decided(pair: tuple[str, str]) -> str:
    return repr(compare(*pair, {}).evidence)


def test_threads_decide_as_one_does() -> None:
    alone = [decided(pair) for pair in PAIRS]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that threads meet within every decision
    try:
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(decided, PAIRS)) == alone
    finally:
        sys.setswitchinterval(before)


def test_a_precision_that_stands_changes_nothing_and_stays() -> None:
    before, expected = ctx.prec, [decided(pair) for pair in PAIRS[:10]]
    try:
        for bits in (2, 17, 500):
            ctx.prec = bits
            assert [decided(pair) for pair in PAIRS[:10]] == expected
            assert ctx.prec == bits
    finally:
        ctx.prec = before
