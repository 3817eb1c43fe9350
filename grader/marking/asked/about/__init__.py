"""Of what a quantity is asked: objects, events, places, and sets that are counted.

`objects` tells of which letters and formulas a prompt asks for a quantity, `events` compares calculations with
probabilities, `places` tells where something is so from how large it is there, `counted_sets` the number of a set from
the set, `temperatures` differences of them, and `units_named` which unit the prompt names. May use `names`, `words` and
`given`. Another quantity that is asked of something is an entry in `objects`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.about import events, temperatures, units_named
else:
    __getattr__ = files_of(__name__)

__all__ = ["events", "temperatures", "units_named"]
