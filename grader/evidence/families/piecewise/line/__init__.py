"""Functions of one real input, decided exactly by their pieces.

decide_on_line(goal) -> Evidence | None
outline_of(tree, setting, budget) -> Outline | None                      # for feedback
deviation(answer, expected, setting, budget) -> Deviation | None         # for feedback

A network of one input with ReLU is read into pieces (`reader`, `linear`), which are compared (`equality`, `holds`). May
use the engines. A function with kinks needs no more than its row in `functions`.
"""

from __future__ import annotations

from grader.evidence.families.piecewise.line.decide import decide_on_line
from grader.evidence.families.piecewise.line.outline import Deviation, Outline, deviation, outline_of

__all__ = ["Deviation", "Outline", "decide_on_line", "deviation", "outline_of"]
