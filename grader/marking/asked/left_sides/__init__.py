"""Left sides that are known to be what is asked for; any other with an argument or a letter of the prompt is open.

A credited answer is looked at here once more: `P(red) = 3/10` is right of no blue ball, and `v(0) = 12 m/s` of no later
place. What stands in the brackets has to stand in the part that asks, which `asking` finds, or to be a name of the
student's own.

`unknown_lefts` is the way in, and asks a file for each kind: `events` (with their `conditions`), `places`,
`substances`, `operators` and `functions` of what has brackets, `given_letters` and `other_letters` of letters by
themselves, `old_values` of those beside a new one, `members` of goods and firms, `scripts` of what stands below,
`marks` above, `coordinates` of given points, `asked_formula` of the letters of what is asked for, `dotted` of sums with
dots, `contours` of integrals round one, `figures` of sides and angles, `operands` of two things that are joined,
`subspaces` of dimensions, `asked_places` of functions at a place that is asked for, `asked_parts` of the formula that
is, `like_asked` of what is written like it. What can be worked out is: calculations with letters of the student's own
in `own_calculations`, with the `amounts` that the prompt gives, general formulas before their numbers in
`formulas_first`, those with calls to which it gives values in `given_calls`, those with given lists and matrices in
`given_data`, with given functions in `given_functions`, probabilities of `joined_events`, limits in `limits_taken`,
other notations with a value in `own_values`, joined sets in `own_sets`. May use everything else of `asked`; another
kind of brackets is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.left_sides import formulas_first, operands, operators, own_values, unknown_lefts
else:
    __getattr__ = files_of(__name__)

__all__ = ["formulas_first", "operands", "operators", "own_values", "unknown_lefts"]
