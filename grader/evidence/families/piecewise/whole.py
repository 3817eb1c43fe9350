"""Properties of whole functions: what is open about them is said here, whatever others would make of it.

The contract says of what is undecided "which, is said": others would say at how many points a number was not evaluated,
of `kinks(output)`, which has no value at a point.
"""

from __future__ import annotations

from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import distinct
from grader.language.names.functions import WHOLE
from grader.language.tree import Call
from grader.verdict import Unknown
from grader.wording import undecided_reasons


def open_about_whole(goal: Goal) -> Unknown | None:
    """Return what is open about functions as a whole: other methods would take them for functions of a value."""
    for node in distinct(*goal.trees):
        if isinstance(node, Call) and node.name in WHOLE:
            return Unknown(undecided_reasons.DECIDED_FUNCTIONS_ONE_REAL.format(name=node.name))
    return None
