"""Networks of one real input whose number of units is a letter: weights by formulas in an index, bounds for every size.

decide_sized(goal) -> Evidence | None

Products of arrays become sums (`sums`), these become runs of units (`units`, by `stretches` of the index), and on each
piece between equally spaced kinks a polynomial in the number of the piece (`pieces`), whose bound is a question to the
solver (`prove`). What is not proved is looked at where the letters are numbers (`examples`). May use the engines.
"""

from __future__ import annotations

from grader.evidence.families.piecewise.sized.decide import decide_sized

__all__ = ["decide_sized"]
