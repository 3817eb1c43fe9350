"""Trees that are defined at all complex points because every operation in them is.

They need not be holomorphic there, nor even continuous: sqrt has a value on its cut.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence import functions
from grader.evidence.trees.linear import Affine, affine
from grader.evidence.trees.literals import least
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.records import dataclass, replace


def _is_nonzero(node: Node, known: Integers) -> bool:
    match node:
        case Num(value):
            return value != Fraction(0)
        case Const("pi" | "e" | "i"):
            return True
        case Neg(arg):
            return _is_nonzero(arg, known)
        case Mul(parts):
            return all(_is_nonzero(part, known) for part in parts)
        case Call("factorial", (arg,)):
            return known.of(arg, natural=True)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Integers:
    """Symbols that are integers, those of them that are 0 or more, and what they are at least and indices at most."""

    whole: frozenset[str] = frozenset()
    natural: frozenset[str] = frozenset()
    least: tuple[tuple[str, int], ...] = ()
    above: tuple[tuple[str, Affine], ...] = ()

    def of(self, node: Node, *, natural: bool = False) -> bool:
        """Return whether a tree is a polynomial in integers, and so an integer; a natural one where asked."""
        found = affine(node)
        if found is None:
            return self._is_of_parts(node, natural=natural)
        if not all(c.denominator == 1 for c in found.values()):
            return False
        return self._is_natural(found) if natural else all(not name or name in self.whole for name in found)

    def _is_of_parts(self, node: Node, *, natural: bool) -> bool:
        """Return whether each part is an integer; a natural one where asked."""
        match node:
            case Add(parts) | Mul(parts):
                return all(self.of(part, natural=natural) for part in parts)
            case Neg(arg):
                return not natural and self.of(arg)
            case Pow(base, exponent):
                return self.of(base, natural=natural) and self.of(exponent, natural=True)
            case _:
                return False

    def _is_natural(self, form: Affine) -> bool:
        """Return whether a sum of whole multiples is 0 or more: -k is at least -n where the index k is at most n."""
        for name, end in self.above:
            if (times := form.get(name, Fraction(0))) < 0:
                rest = {key: value for key, value in form.items() if key != name}
                form = {key: rest.get(key, Fraction(0)) + times * end.get(key, Fraction(0)) for key in {*rest, *end}}
        least = form.get("", Fraction(0)) + sum(form.get(name, Fraction(0)) * start for name, start in self.least)
        return least >= 0 and all(not c or (c > 0 and name in self.natural) for name, c in form.items() if name)

    def within(self, node: Bind) -> Integers:
        """Return what is known inside a sum over integers."""
        outer = [(name, end) for name, end in self.above if name != node.var and node.var not in end]
        high = None if node.high is None or not self.of(node.high) else affine(node.high)
        above = outer if high is None or node.var in high else [(node.var, high), *outer]
        natural = self.natural - {node.var}
        least = tuple(pair for pair in self.least if pair[0] != node.var)
        inner = replace(self, whole=self.whole | {node.var}, natural=natural, least=least, above=tuple(above))
        if node.low is None or not self.of(node.low, natural=True):
            return inner
        start = literal(node.low)
        least = least if start is None else (*least, (node.var, int(start)))
        return replace(inner, natural=natural | {node.var}, least=least)


NO_INTEGERS = Integers()


def integers_of(setting: Setting) -> Integers:
    """Return the symbols of a setting that are integers."""
    whole = {v.name: least(v.domain) for v in setting.variables if v.domain.is_integer}
    natural = {name: start for name, start in whole.items() if start is not None and start >= 0}
    return Integers(frozenset(whole), frozenset(natural), tuple(natural.items()))


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
            return _is_nonzero(den, known) and is_total_complex(num, known)
        case Pow(Const("e"), exponent):
            return is_total_complex(exponent, known)
        case Pow(base, exponent):
            if known.of(exponent, natural=True):
                return is_total_complex(base, known)
            return _is_nonzero(base, known) and known.of(exponent)
        case Call("binom", args) if all(map(known.of, args)):
            return True
        case Call("factorial", (arg,)) if known.of(arg, natural=True):
            return True
        case Call(name, args):
            return name in functions.questions.TOTAL_COMPLEX and all(is_total_complex(arg, known) for arg in args)
        case Bind("sum", body, _, Node() as low, Node() as high):
            return known.of(low) and known.of(high) and is_total_complex(body, known.within(node))
        case _:
            return False
