"""Left sides that are known to be what is asked for; any other with an argument or a letter of the prompt is open.

A credited answer is looked at here once more: `P(red) = 3/10` is right of no blue ball, and `v(0) = 12 m/s` of no later
place. What stands in the brackets has to stand in the part that asks, which `asking` finds, or to be a name of the
student's own.

`unknown_lefts` is the way in, and asks a file for each kind: `events` (with their `conditions`), `places`,
`substances`, `operators` and `functions` of what has brackets, `given_letters` and `other_letters` of letters by
themselves, `scripts` of what stands below them, `marks` above. Calculations with letters of the student's own are
worked out in `own_calculations`, with the `amounts` that the prompt gives. May use everything else of `asked`; another
kind of brackets is a file here.
themselves, `scripts` of what stands below them. `own_values` works out what no formula is read from. May use everything
else of `asked`; another kind of brackets is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.left_sides import own_values, unknown_lefts
else:
    __getattr__ = files_of(__name__)

__all__ = ["own_values", "unknown_lefts"]
