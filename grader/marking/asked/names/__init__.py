"""Names as they stand on left sides, told by their form alone.

`left_names.name_of` says what a left side is a name of, `plain_names` writes it in one way, `half_lives` knows `t1/2`,
`marked` the marks above letters, and `new_values` tells those of a value after a step, `w'`. They may not know what a
prompt asks for. Another form of names is a case in `left_names`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.names import new_values
else:
    __getattr__ = files_of(__name__)

__all__ = ["new_values"]
