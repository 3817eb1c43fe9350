"""Complex numbers in a question: as real and imaginary parts, in polar form, and points at which sides are looked at.

`cartesian` takes an expression apart, `complex_symbols` symbols, `complex_coverage` makes a proof of agreement. May use
`prepare`, `question` and the floors below. A new function of complex numbers is a case of `cartesian`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.question.complex import cartesian, closed, complex_coverage, complex_symbols
else:
    __getattr__ = files_of(__name__)

__all__ = ["cartesian", "closed", "complex_coverage", "complex_symbols"]
