"""Arrays whose sizes are symbols: equality for all sizes by a normal form of words, counterexamples at small sizes.

A word is a product of matrices in its order (`words`); derivatives by arrays are `gradients`, `powers` have letters as
exponents, and `almost_everywhere` says where all of it has values. May use the engines and the oracle. A new function
of matrices is a rule in `functions`; arrays whose sizes are numbers are written out by `evidence/arrays` and do not
come here.
"""

from grader.evidence.families.matrices.decide import decide

__all__ = ["decide"]
