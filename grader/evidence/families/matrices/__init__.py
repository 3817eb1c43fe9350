"""Arrays whose sizes are symbols: equality for all sizes by a normal form of words, counterexamples at small sizes."""

from grader.evidence.families.matrices.decide import decide

__all__ = ["decide"]
