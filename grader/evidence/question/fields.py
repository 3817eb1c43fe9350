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
from grader.evidence.trees.entire import Integers, integers_of
from grader.evidence.trees.features import Facts
from grader.language.domains import Variable
from grader.language.tree import Call, Const, Node, Num, Pow, Sym, walk


def has_other_values(trees: Sequence[Node], facts: Facts, setting: Setting, budget: Budget) -> bool:
    """Return whether trees without complex letters may have other values among complex numbers than among real ones.

    They have the same where they are defined for all real numbers, and no power or root in them has several values
    (the real cube root of -8 is -2, the principal one is 1 + i sqrt 3). `facts` are those of all trees.
    """
    powers = _Powers(setting)
    are_plain = not (Pow in facts.kinds or facts.calls & _ROOTS) or all(map(powers.are_plain, trees))
    if not are_plain or not facts.calls & BRANCHED:
        return not are_plain
    return not all(defined_everywhere(tree, setting, budget) for tree in trees)


_ROOTS = frozenset({"root", "cbrt"})  # what `sqrt` has a value of is not negative: its root is the principal one


class _Powers:
    """What is known of the bases and the exponents of powers, and of what roots are taken of."""

    def __init__(self, setting: Setting) -> None:
        self.integers: Integers = integers_of(setting)
        self.positive = {v.name for v in setting.variables if _is_positive(v)}

    def are_plain(self, tree: Node) -> bool:
        """Return whether all powers and roots in a tree have one value."""
        return all(map(self._is_plain, walk(tree)))

    def _is_plain(self, node: Node) -> bool:
        match node:
            case Pow(base, exp):
                return self._is_positive(base) or self.integers.of(exp)
            case Call("root" | "cbrt", (base, *_)):
                return self._is_positive(base)
            case _:
                return True

    def _is_positive(self, base: Node) -> bool:
        match base:
            case Const("e" | "pi"):
                return True
            case Num(value) if value > Fraction(0):
                return True
            case Sym(name) if name in self.positive:
                return True
            case Call("exp" | "cosh"):
                return True
            case _:
                return False


def _is_positive(variable: Variable) -> bool:
    domain = variable.domain
    if domain.base == "size":
        return True
    low = domain.low
    return isinstance(low, Num) and (low.value > 0 or (low.value == 0 and not domain.low_closed))
