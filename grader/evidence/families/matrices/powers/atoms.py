"""Powers with letters as exponents become powers of matrices that stand for them, one for each base and letter."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Equal
from grader.evidence.arrays.of_any_size.sizes import ONE as SINGLE
from grader.evidence.arrays.of_any_size.sizes import tree_of
from grader.evidence.arrays.of_any_size.sizing import shape_in
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, collected
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    Add,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    rebuild,
    walk,
)
from grader.records import dataclass, field, replace
from grader.verdict import Evidence, Proof

STEEPEST = 4  # the largest factor of a letter in an exponent
TOTAL = (Sym, Mul, Add, Neg, Num, Transpose)  # nodes of bases that have a value wherever their symbols have one


def size_of(base: Node, goal: Goal) -> Node | None:
    """Return the number of rows of a square matrix, None for what is none."""
    shape = shape_in(base, goal.setting)
    return None if shape is None or shape[0] != shape[1] or shape[0] == SINGLE else tree_of(shape[0])


@dataclass
class Atoms:
    """Matrices that stand for powers with one letter, `shift` less than the letter; `front`: the rest stands before."""

    goal: Goal
    first: dict[str, int]
    shift: dict[str, int]
    front: bool = False
    names: dict[tuple[Node, str], Variable] = field(default_factory=dict)

    def put(self, node: Node) -> Node:
        """Return a tree with matrices in the places of powers; raises DeclinedError for other powers."""
        if Pow not in facts_of(node).kinds:
            return node
        if isinstance(node, Mul):
            return product_of([self.put(factor) for factor in self._merged(node.factors)])
        if not (isinstance(node, Pow) and facts_of(node.exp).symbols):
            return rebuild(node, self.put)
        if isinstance(node.base, Transpose):
            return Transpose(self.put(Pow(node.base.arg, node.exp)))
        size = size_of(node.base, self.goal)
        if size is None:
            return rebuild(node, self.put)
        if not all(isinstance(part, TOTAL) for part in walk(node.base)):
            raise DeclinedError
        form = affine(node.exp) or {}
        rest = form.get("", Fraction(0))
        atoms: list[Node] = []
        for name in sorted(form.keys() - {""}):
            if name not in self.first or form[name].denominator != 1 or form[name] < 1:
                raise DeclinedError
            refuse_above(form[name], STEEPEST, "max_degree")
            rest -= form[name] * self.shift[name]
            atoms += [Sym(self._atom(node.base, name, size).name)] * int(form[name])
        if not atoms or rest.denominator != 1 or rest < 0:
            raise DeclinedError
        held = [node.base] * int(rest)
        return product_of(held + atoms if self.front else atoms + held)

    def _merged(self, factors: tuple[Node, ...]) -> list[Node]:
        """Return factors with neighbours that are powers of one matrix as one power.

        Beside a power that may be negative stands M M^-1: M has to have an inverse, though the powers cancel.
        """
        found: list[tuple[Node, Node, bool]] = []
        for factor in factors:
            base, exp = _power(factor)
            below, under, inverts = found[-1] if found else (ONE, ONE, False)
            has_letters = bool(facts_of(exp).symbols or facts_of(under).symbols)
            if base == below and has_letters and size_of(base, self.goal) is not None:
                inverts = inverts or not (self._is_natural(exp) and self._is_natural(under))
                found[-1] = base, collected(Add((under, exp))), inverts
            else:
                found.append((base, exp, False))
        merged: list[Node] = []
        for base, exp, inverts in found:
            merged += [base, Pow(base, Neg(ONE))] if inverts else []
            merged.append(base if exp == ONE else Pow(base, exp))
        return merged

    def _is_natural(self, exp: Node) -> bool:
        """Return whether a power never is negative; raises DeclinedError for one that may be no integer."""
        form = affine(exp)
        if form is None or any(value.denominator != 1 for value in form.values()):
            raise DeclinedError
        letters = {name: value for name, value in form.items() if name}
        if not letters.keys() <= self.first.keys():
            raise DeclinedError
        start = form.get("", Fraction(0)) + sum(value * self.first[name] for name, value in letters.items())
        return start >= 0 and all(value >= 0 for value in letters.values())

    def _atom(self, base: Node, name: str, size: Node) -> Variable:
        found = self.names.get((base, name))
        if found is None:
            shape = Domain(shape=(size, size), text="a power")
            found = self.names[base, name] = Variable(f"power{len(self.names)}", shape)
        return found

    @property
    def is_strict(self) -> bool:
        """Whether both sides must be defined at the same points."""
        return isinstance(self.goal.statement, Equal) and self.goal.statement.same_domain

    def proved(self, left: Node, right: Node) -> Proof | None:
        """Return a proof that two trees are equal whatever the matrices are."""
        setting = self.goal.setting
        taken = {variable.name for variable in setting.variables}
        if any(variable.name in taken for variable in self.names.values()):
            return None
        statement = Equal(left, right, same_domain=self.is_strict)
        found = decided(self.goal, statement, (*setting.variables, *self.names.values()))
        return found if isinstance(found, Proof) and not any("power" in gap for gap in found.gaps) else None


def _power(node: Node) -> tuple[Node, Node]:
    return (node.base, node.exp) if isinstance(node, Pow) else (node, ONE)


def decided(goal: Goal, statement: Equal, variables: tuple[Variable, ...]) -> Evidence:
    """Return the evidence for another statement, with these symbols declared and no others."""
    setting = replace(goal.setting, variables=variables)
    asked = replace(goal.about(statement, setting), undeclared=False, may_be_probable=False)
    return goal.budget.oracle.decide(asked)
