"""The field that expressions are normalised in: fractions of polynomials over Q whose generators are kernels.

`kernels` is its data, `field` its arithmetic, `tower` both together with the relations between kernels; `guard` tells
what an operation could cost before FLINT is called. `balls` and `algebraic` tell constants apart. May use numbers and
what lies below, nothing of the other folders; a new kind of kernel is a class in `kernels`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:  # what is loaded when a formula needs it
    from grader.evidence.normal_form.ring import algebraic, balls, factors
else:
    __getattr__ = files_of(__name__)

__all__ = ["algebraic", "balls", "factors"]
