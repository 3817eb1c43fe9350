"""Arrays with explicit sizes, written out entry by entry: grids, shapes, products, functions of arrays.

May use trees and functions; what a shape error says is made here. A new function of arrays is a row in `functions.py`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.arrays import expand, side_conditions
else:
    __getattr__ = files_of(__name__)

__all__ = ["expand", "side_conditions"]
