"""Functions of angles and their inverses, of the hyperbola too, and arguments of complex numbers.

`trigonometry` has the addition theorems, `arcs` what is exact at nice angles. May use `ring`, `cases` and `steps`. A
new relation is a rule in the file of its kind.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.normal_form.rules.angles import trigonometry
else:
    __getattr__ = files_of(__name__)

__all__ = ["trigonometry"]
