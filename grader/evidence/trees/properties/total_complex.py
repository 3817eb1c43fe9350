"""Trees that are defined at all complex points because every operation in them is.

They need not be holomorphic there, nor even continuous: sqrt has a value on its cut.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence import functions
from grader.evidence.trees.linear import affine
from grader.evidence.trees.literals import least
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.records import dataclass, replace


def _is_nonzero_constant(node: Node) -> bool:
    match node:
        case Num(value):
            return value != Fraction(0)
        case Const("pi" | "e" | "i"):
            return True
        case Neg(arg):
            return _is_nonzero_constant(arg)
        case Mul(parts):
            return all(_is_nonzero_constant(part) for part in parts)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Integers:
    """Symbols that are integers, and those of them that are 0 or more."""

    whole: frozenset[str] = frozenset()
    natural: frozenset[str] = frozenset()

    def of(self, node: Node, *, natural: bool = False) -> bool:
        """Return whether a tree is a sum of multiples of integers, and so an integer; a natural one where asked."""
        found, names = affine(node), self.natural if natural else self.whole
        return found is not None and all(
            c.denominator == 1 and (c >= 0 or not natural) and (not name or name in names) for name, c in found.items()
        )

    def within(self, node: Bind) -> Integers:
        """Return what is known inside a sum over integers."""
        inner = replace(self, whole=self.whole | {node.var}, natural=self.natural - {node.var})
        is_natural = node.low is not None and self.of(node.low, natural=True)
        return replace(inner, natural=inner.natural | {node.var}) if is_natural else inner


NO_INTEGERS = Integers()


def integers_of(setting: Setting) -> Integers:
    """Return the symbols of a setting that are integers."""
    whole = {v.name: least(v.domain) for v in setting.variables if v.domain.is_integer}
    natural = (name for name, start in whole.items() if start is not None and start >= 0)
    return Integers(frozenset(whole), frozenset(natural))


def is_total_complex(node: Node, known: Integers = NO_INTEGERS) -> bool:
    """Return whether a tree is defined wherever its symbols have complex values, the integers among them integers."""
    match node:
        case Num() | Sym() | Const("pi" | "e" | "i"):
            return True
        case Neg(arg):
            return is_total_complex(arg, known)
        case Add(parts) | Mul(parts):
            return all(is_total_complex(part, known) for part in parts)
        case Div(num, den):
            return _is_nonzero_constant(den) and is_total_complex(num, known)
        case Pow(Const("e"), exponent):
            return is_total_complex(exponent, known)
        case Pow(base, exponent):
            if known.of(exponent, natural=True):
                return is_total_complex(base, known)
            return _is_nonzero_constant(base) and known.of(exponent)
        case Call(name, args):
            return name in functions.questions.TOTAL_COMPLEX and all(is_total_complex(arg, known) for arg in args)
        case Bind("sum", body, _, Node() as low, Node() as high):
            return known.of(low) and known.of(high) and is_total_complex(body, known.within(node))
        case _:
            return False
