"""In what order names stand before the entries of an array, `(m, b) = (-2, 3)`, and whether that order is known.

`left_lists` is the way in, `left_orders` knows the order where the prompt lists no names. They may use `names` and
`words`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.orders import left_lists
else:
    __getattr__ = files_of(__name__)

__all__ = ["left_lists"]
