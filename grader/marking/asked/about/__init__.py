"""Of what a quantity is asked: objects, events, places, and sets that are counted.

`objects` tells of which letters and formulas a prompt asks for a quantity, `events` compares probabilities, and
`units_named` which unit it names. May use `names`, `words` and `given`. Another quantity that is asked of something is
an entry in `objects`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.about import events, units_named
else:
    __getattr__ = files_of(__name__)

__all__ = ["events", "units_named"]
