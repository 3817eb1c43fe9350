"""Sums and products over an index: written out, telescoped, in closed form, or kernels of their own.

`bound` is the door; `telescoping` finds what a term is the difference of, `products` multiplies factor by factor. May
use `rules`, `cases` and `ring`; a closed form that needs a proof of its own is a rule of `calculus/sums`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:  # what is loaded when a formula needs it
    from grader.evidence.normal_form.indexed import bound
else:
    __getattr__ = files_of(__name__)

__all__ = ["bound"]
