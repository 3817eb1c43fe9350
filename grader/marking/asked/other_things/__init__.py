"""Left sides that are of something else than what is asked for, so that their value is not the answer.

`another` is the way in; it asks a file for each: `given_names` of what the prompt gives (`given_numbers` of its letters
with a number), `asked_formulas` of its formulas with other bounds or places, `parts_of_asked` of what holds what is
asked for and more, `calculations` of sums and products of given letters, `differentials`, `sums_named`, `limits_named`
and `transforms` of theirs. May use all of `asked` but `labels` and `wanted`. Another thing that is not meant is a file
here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.other_things import another, calculations, differentials
else:
    __getattr__ = files_of(__name__)

__all__ = ["another", "calculations", "differentials"]
