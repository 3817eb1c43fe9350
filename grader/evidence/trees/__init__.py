"""Trees that deciding builds and reads: features, literals, polynomials, and in folders properties, ranges and slopes.

No values at points here and no settings but domains; may use the table of functions. A reader of trees returns None,
or raises DeclinedError, for a form that is not its own. One that goes from the bottom up is an algebra of `fold`;
linear forms and rational functions have one reader each, which keeps whatever may have no value.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.trees import circles, halves, properties, slopes
else:
    __getattr__ = files_of(__name__)

__all__ = ["circles", "halves", "properties", "slopes"]
