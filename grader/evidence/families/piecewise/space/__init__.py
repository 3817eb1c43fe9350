"""Piecewise-linear functions of several inputs and parameters: `decide_in_space`."""

from grader.evidence.families.piecewise.space.decide import decide_in_space

__all__ = ["decide_in_space"]
