"""What each function becomes in the field: roots, exponentials, logarithms, angles, steps, factorials.

`functions` is the table by names, `angles` has those of the circle; each file holds what one kind of function obeys (an
addition theorem, a relation with its reason), under the signs that a case knows. May use `ring` and `cases`. A new
function with rules of its own is a file, and its line in `functions`; one that is written in others needs nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:  # what is loaded when a formula needs it
    from grader.evidence.normal_form.rules import (
        angles,
        complex_powers,
        exponentials_and_logarithms,
        exponents,
        functions,
        moduli,
        relations,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = ["angles", "complex_powers", "exponentials_and_logarithms", "exponents", "functions", "moduli", "relations"]
