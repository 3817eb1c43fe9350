"""Names with their subscripts, primes and arguments, and what stands before an answer: its own name, earlier members.

`definitions` parts a chain of equalities, `left_sides` says what its first member tells. May use `ahead` and `arrays`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.scripts import left_sides
else:
    __getattr__ = files_of(__name__)

__all__ = ["left_sides"]
