"""Networks: do these weights compute this function, for every input?

decide(statement, setting, budget) -> Evidence | None      # None: not a question for this room
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from grader.claims.statements import Equal, Holds, Member, Rounded, Setting, Within
from grader.evidence.budget import Budget
from grader.evidence.functions.questions import KINKED, SMOOTH_UNITS
from grader.evidence.trees.build import distinct
from grader.evidence.trees.features import facts_of
from grader.language.names.functions import WHOLE
from grader.language.tree import Call, Cases, Node
from grader.verdict import Evidence, Unknown

if TYPE_CHECKING:
    from grader.evidence.trees.explicit import Computed

__all__ = ["decide"]

# The functions whose question this is: those with kinks or jumps, smooth units, properties of whole functions.
UNITS = WHOLE | KINKED | SMOOTH_UNITS

BRANCHED = frozenset[type[Node]]({Cases})


def decide(statement: Computed, setting: Setting, budget: Budget, *, both: bool = False) -> Evidence | None:
    """Return evidence on functions with kinks, layer by layer and with all arrays whole; None for other statements.

    `both`: each side of an equality must cover the other. Raises ShapeError, UnclearError and ExceededError as other
    layers do.
    """
    if not _concerns(statement, setting):
        return None
    from grader.evidence.families.piecewise.line import decide_on_line  # noqa: PLC0415 its layers use layers that use this room
    from grader.evidence.families.piecewise.smooth import decide_smooth  # noqa: PLC0415 as above
    from grader.evidence.families.piecewise.space import decide_in_space  # noqa: PLC0415 as above

    found: Evidence | None = None
    if isinstance(statement, Equal | Within | Holds):
        found = decide_on_line(statement, setting, budget, both=both) or decide_in_space(statement, setting, budget)
    if found is None and isinstance(statement, Equal):
        found = decide_smooth(statement, setting, budget)
    return found or _open_about_whole(_trees(statement))


def _concerns(statement: Computed, setting: Setting) -> bool:
    """Return whether a statement may be a question for this room: most others are told by the functions in it."""
    if isinstance(statement, Within):
        return True
    return any(facts_of(tree).concerns(BRANCHED, UNITS) for tree in (*setting.assume, *_trees(statement)))


def _trees(statement: Computed) -> Sequence[Node]:
    match statement:
        case Holds(condition):
            return (condition,)
        case Member(value=value):
            return (value,)
        case Equal() | Within() | Rounded():
            return statement.answer, statement.expected
        case _:
            assert_never(statement)


def _open_about_whole(trees: Sequence[Node]) -> Unknown | None:
    """Return what is open about functions as a whole: other layers would take them for functions of a value."""
    for node in distinct(*trees):
        if isinstance(node, Call) and node.name in WHOLE:
            return Unknown(
                f"{node.name} is decided of functions of one real symbol that are made of pieces of lines with "
                "rational numbers"
            )
    return None
