"""Derivatives of trees by the rules of calculus, written out before anything is decided.

The derivative of a function is a formula in its row. May use the readers of the room above and `properties`; what a
derivative is in a normal form belongs to `normal_form/derivatives`. A new rule is a case of `derivative`, what is
differentiated otherwise a file.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.trees.slopes import derivative, explicit, step_slopes
else:
    __getattr__ = files_of(__name__)

__all__ = ["derivative", "explicit", "step_slopes"]
