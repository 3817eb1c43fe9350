"""Whether real or complex numbers are meant where no complex letter stands: what the problem declares decides.

Most trees have one value in both fields. Those with branches do not: over the real numbers `sqrt(-4)` has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.functions.questions import BRANCHED
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.features import Facts
from grader.evidence.trees.properties.total_complex import Integers, integers_of
from grader.language.domains import Variable
from grader.language.tree import Call, Const, Node, Num, Pow, Sym, walk

_ODD_ROOTS = frozenset({"root", "cbrt"})


def has_other_values(trees: Sequence[Node], facts: Facts, setting: Setting, budget: Budget) -> bool:
    """Return whether trees without complex letters may have other values among complex numbers than among real ones.

    They have the same where they are defined for all real numbers, no power in them has several values, and no odd root
    is of what may be negative: the real root of -8 is not its principal one. `facts` are those of all trees.
    """
    powers = _Powers(setting)
    has_powers = Pow in facts.kinds and not all(map(powers.are_plain, trees))
    if has_powers or not facts.calls & BRANCHED:
        return has_powers
    calls = (part for tree in trees for part in walk(tree) if isinstance(part, Call))
    below = [call.args[0] for call in calls if call.name in _ODD_ROOTS]
    asked = [*trees, *(Call("sqrt", (arg,)) for arg in below)]
    return not all(defined_everywhere(tree, setting, budget) for tree in asked)


class _Powers:
    """What is known of the bases and the exponents of powers."""

    def __init__(self, setting: Setting) -> None:
        self.integers: Integers = integers_of(setting)
        self.positive = {v.name for v in setting.variables if _is_positive(v)}

    def are_plain(self, tree: Node) -> bool:
        """Return whether all powers in a tree have one value."""
        return all(self._is_plain(part) for part in walk(tree) if isinstance(part, Pow))

    def _is_plain(self, power: Pow) -> bool:
        match power.base:
            case Const("e" | "pi"):
                return True
            case Num(value) if value > Fraction(0):
                return True
            case Sym(name) if name in self.positive:
                return True
            case Call("exp" | "cosh"):
                return True
            case _:
                return self.integers.of(power.exp)


def _is_positive(variable: Variable) -> bool:
    domain = variable.domain
    if domain.base == "size":
        return True
    low = domain.low
    return isinstance(low, Num) and (low.value > 0 or (low.value == 0 and not domain.low_closed))
