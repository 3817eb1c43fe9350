"""What the domains say of the signs of sines and cosines."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.normal_form.ring.kernels import Kernel
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.signs import sign_of
from grader.evidence.trees.ranges.sign import ANY
from grader.language.tree import Call, Const, Div, Mul, Node, Num, Sym
from grader.records import dataclass, field


@dataclass
class Circle:
    """The signs of sines and cosines of multiples of one symbol, each looked up once."""

    tower: Tower
    setting: Setting
    known: dict[int, int] = field(default_factory=dict)

    def signs(self, kernel: Kernel) -> int:
        """Return the signs that a sine or cosine has in the domain."""
        if kernel.index not in self.known:
            tree = self._tree(kernel)
            self.known[kernel.index] = ANY if tree is None else _mask(sign_of(tree, self.setting, self.tower.budget))
        return self.known[kernel.index]

    def _tree(self, kernel: Kernel) -> Node | None:
        monomial, den = kernel.args
        if den is not self.tower.one:
            return None
        parts: list[Node] = []
        for used in self.tower.used(monomial):
            degree = int(monomial.degrees()[self.tower.plan.size - 1 - used.index])
            if degree != 1 or used.bound:
                return None
            if used.kind == "pi":
                parts.append(Const("pi"))
            elif used.kind == "var" and len(used.label) == 1 and isinstance(name := used.label[0], str):
                parts.append(Sym(name))
            else:
                return None
        return Call(kernel.kind, (Div(Mul((Num(Fraction(1)), *parts)), Num(Fraction(kernel.unit))),))


def _mask(sign: int) -> int:
    return sign
