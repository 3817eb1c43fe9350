"""Arrays whose sizes are symbols or are not written: which sizes parts have, and a rule for the entries.

`sizes` are polynomials in symbols, `inferred` the shapes of parts, `sizing` puts sizes in where none are written. May
use trees and functions, and writes nothing out. A new node whose size follows from its parts is a case of `inferred`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.arrays.of_any_size import by_entry, sizing
else:
    __getattr__ = files_of(__name__)

__all__ = ["by_entry", "sizing"]
