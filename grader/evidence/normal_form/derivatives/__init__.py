"""Derivatives in the field: by their formulas, which say something of where a kink may be.

`slopes` converts the formula, `kinks` tells where it jumps though the derivative exists. May use `cases` and `ring`.
What else is known of a derivative at a kink is asked by `slopes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:  # what is loaded when a formula needs it
    from grader.evidence.normal_form.derivatives import kinks, slopes
else:
    __getattr__ = files_of(__name__)

__all__ = ["kinks", "slopes"]
