"""Sums of products that are not 0 everywhere for any sizes: they are positive where symbols and entries are 1.

A sum without terms is 0, so a sum is positive only where it surely has some; a product without factors is 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions.closing import ranges
from grader.evidence.contractions.forms import Atom, Form, Monomial
from grader.evidence.contractions.positive import Positive
from grader.evidence.contractions.reading import Reader
from grader.evidence.contractions.writing import written
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import Sign, sign_of
from grader.language.tree import Bind, CaptureError, Node, Sym, is_infinite
from grader.records import dataclass

Indices = frozenset[str]  # numbers that may be 0, and are no factors


def is_somewhere_nonzero(tree: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether a tree is positive where all symbols and entries are 1, and analytic; sizes may be any.

    It is a sum with positive numbers of products of symbols (positive ones where they are integers, each of which is
    looked at), entries, exponentials, products over indices, and sums over indices of such products.
    """
    return _AtOnes(setting, budget).of_tree(tree, frozenset()) is Sign.POSITIVE


@dataclass(frozen=True)
class _AtOnes:
    """Tells the sign of analytic expressions where all is 1, positive or not negative; UNKNOWN for all others."""

    setting: Setting
    budget: Budget

    def of_tree(self, tree: Node, indices: Indices) -> Sign:
        reader = Reader(self.setting, self.budget)
        reader.open |= {name: name for name in indices}
        try:
            return self._of_form(reader.read(tree), indices)
        except (DeclinedError, CaptureError):
            return Sign.UNKNOWN

    def _of_form(self, form: Form, indices: Indices) -> Sign:
        """Return the sign of a sum, one term of which is positive."""
        if not form.terms or min(form.terms.values()) < 0:
            return Sign.UNKNOWN
        signs = {self._of_monomial(monomial, indices) for monomial in form.terms}
        return Sign.POSITIVE if signs == {Sign.POSITIVE, Sign.NON_NEGATIVE} else _least(signs)

    def _of_monomial(self, monomial: Monomial, indices: Indices) -> Sign:
        if any(power.denominator != 1 or power < 0 for _, power in monomial):
            return Sign.UNKNOWN
        return _least([self._of_atom(atom, indices) for atom, _ in monomial])

    def _of_atom(self, atom: Atom, indices: Indices) -> Sign:
        match atom:
            case Atom(kind="symbol"):
                is_number = atom.name not in self._integers
                return Sign.POSITIVE if is_number or self._is_positive(Sym(atom.name)) else Sign.UNKNOWN
            case Atom(kind="entry"):
                return Sign.POSITIVE
            case Atom(kind="exp"):
                inner = _least([self._of_monomial(monomial, indices) for monomial in atom.forms[-1].terms])
                return Sign.UNKNOWN if inner is Sign.UNKNOWN else Sign.POSITIVE
            case Atom(kind="sum"):
                inner = self._of_form(atom.forms[-1], indices)
                return inner if self._has_terms(atom) else _least([inner, Sign.NON_NEGATIVE])
            case Atom(kind="tree", tree=Bind("prod", body, name, Node(), Node() as high)) if not is_infinite(high):
                return self.of_tree(body, indices | atom.labels | {name})
            case _:
                return Sign.UNKNOWN

    def _has_terms(self, atom: Atom) -> bool:
        count = Positive(self.setting, self.budget).count
        return all(count(*map(written, ends)) is Sign.POSITIVE for ends in ranges(atom))

    @cached_property
    def _integers(self) -> frozenset[str]:
        return frozenset(v.name for v in self.setting.variables if v.domain.is_integer)

    def _is_positive(self, tree: Node) -> bool:
        return sign_of(tree, self.setting, self.budget) is Sign.POSITIVE


def _least(signs: Iterable[Sign]) -> Sign:
    """Return the sign of a product of what is positive, not negative, or unknown."""
    found = set(signs)
    least = Sign.NON_NEGATIVE if Sign.NON_NEGATIVE in found else Sign.POSITIVE
    return least if found <= {Sign.POSITIVE, Sign.NON_NEGATIVE} else Sign.UNKNOWN
