"""Left sides that are of something else than what is asked for, so that their value is not the answer.

`another` is the way in; a file each says it of calculations, differentials, parts, sums, transforms, limits and of what
the prompt gives. May use all of `asked` but `labels` and `wanted`. Another thing that is not meant is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.other_things import another, calculations, differentials
else:
    __getattr__ = files_of(__name__)

__all__ = ["another", "calculations", "differentials"]
