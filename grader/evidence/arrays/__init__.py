"""Arrays with explicit sizes, written out entry by entry: grids, shapes, products, functions of arrays.

`expand` writes a tree out; `grids` says what an array is, `products` which factors fit, `shapes` whether an answer has
the shape of what is expected; `of_any_size` puts sizes in where none are written. What a shape error says is made here.
May use trees and functions. A new function of arrays is a row in `functions`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.arrays import expand, of_any_size, rows, side_conditions
else:
    __getattr__ = files_of(__name__)

__all__ = ["expand", "of_any_size", "rows", "side_conditions"]
