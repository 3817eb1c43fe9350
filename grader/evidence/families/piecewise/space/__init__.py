"""Piecewise-linear functions of several inputs and parameters: `decide_in_space`.

A side becomes a linear form over kinks (`linear`, `forms`); what is left of a difference is refuted beside a kink
(`hyperplanes`), or handed to the solver (`encoding`). May use the engines. A node is a case in `linear`.
"""

from grader.evidence.families.piecewise.space.decide import decide_in_space

__all__ = ["decide_in_space"]
