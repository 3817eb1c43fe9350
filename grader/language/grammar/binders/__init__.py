"""What binds a name: sums, products, limits, extrema with their index, integrals, derivatives, as signs and as calls.

`binders` is the way in, `ranges` reads an index and where it goes. May use `ahead`, `arrays`, `scripts` and `brackets`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.binders import boundary, listed_range
else:
    __getattr__ = files_of(__name__)

__all__ = ["boundary", "listed_range"]
