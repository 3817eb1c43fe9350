"""Factors: a number, a name, a bracket or a word with what stands behind it.

`powers` is the way in, `atoms` reads a factor by its first token: signs in its table, words in `operators` and `words`,
commands in `commands`. May use all folders but `terms` and `answers`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.factors import exponents, methods
else:
    __getattr__ = files_of(__name__)

__all__ = ["exponents", "methods"]
