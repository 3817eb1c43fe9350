"""Closed forms of sums: over bounds that are symbols (`finite`), and of infinite series, a file a kind of terms.

What telescopes is summed by the normal form (`normal_form/telescoping`), what none of these reaches is proved by
induction (`families/induction`). May use the oracle, signs and definedness, and of the integrals what reads terms. A
rule returns the value of a whole sum or None; a new one is a file here and a row in `closed_form.RULES`, where each
term is proved to have a value.
"""

from __future__ import annotations

from grader.evidence.calculus.sums.finite import finite_sum
from grader.evidence.calculus.sums.negative import choice_series
from grader.evidence.calculus.sums.rational import rational_series
from grader.evidence.calculus.sums.taylor import taylor_series

__all__ = ["choice_series", "finite_sum", "rational_series", "taylor_series"]
