"""What stands here and ahead, and what all rules share: groups, commas of a bracket, how far an argument goes.

May use `state` alone. A question about tokens that several rules ask is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.ahead import exclusions
else:
    __getattr__ = files_of(__name__)

__all__ = ["exclusions"]
