"""A tree at a point: exact values, enclosures, truth of conditions; domains and the points tried in them.

May use trees and functions. Undefined, unclear and left out are exceptions of `errors`; a number is exact or an
enclosure; `places` has the points that are tried. A new way to evaluate is a case of the evaluator.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.numbers import balls, exact, repeated, shown, truth
else:
    __getattr__ = files_of(__name__)

__all__ = ["balls", "exact", "repeated", "shown", "truth"]
