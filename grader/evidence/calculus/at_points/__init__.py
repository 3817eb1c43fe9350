"""Integrals, limits and infinite series at one point: enclosures, exact values, and proofs that there is no value.

value_of(at: Evaluator, node: Bind) -> Number

`bound` is the door, `divergence` says why there is no value; `second_look` compares closed forms with values that use
none of them. May use the closed forms and the oracle. What is extrapolated confirms or doubts, and decides nothing; a
new enclosure is a file that `bound` asks.
"""

from grader.evidence.calculus.at_points.bound import value_of

__all__ = ["value_of"]
