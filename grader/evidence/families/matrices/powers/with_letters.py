"""Powers of matrices of any size with letters as exponents, `(A^n)^T` or `(u v^T)^n`.

A power M^(n + c) is M^c times one matrix that stands for the power with the letter: what holds whatever matrix that is
holds for the power. What does not, M^n = R(n), is proved by induction: at n_0, and M R(n) = R(n + 1), or R(n) M.
It is refuted at the first few n.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Equal
from grader.evidence.arrays.of_any_size.sizes import ONE as SINGLE
from grader.evidence.arrays.of_any_size.sizes import tree_of
from grader.evidence.arrays.of_any_size.sizing import shape_in
from grader.evidence.combine import all_of
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import factors_of, product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, collected
from grader.evidence.trees.literals import least
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    Add,
    Call,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass, field, replace
from grader.verdict import Evidence, Exact, Point, Proof

FEW = 3  # values of n that are tried before an induction
STEEPEST = 4  # the largest factor of a letter in an exponent
TOTAL = (Sym, Mul, Add, Neg, Num, Transpose)  # nodes of bases that have a value wherever their symbols have one


def letter_powers(goal: Goal) -> Evidence | None:
    """Return evidence about an equality with powers of matrices of any size; None where there are none, or is none."""
    statement = goal.plain
    if not isinstance(statement, Equal) or statement.up_to is not None:
        return None
    if any(variable.domain.base == "complex" for variable in goal.setting.variables):
        return None
    whole = frozenset(variable.name for variable in goal.setting.variables if variable.domain.is_integer)
    sides = _outside(statement.answer, whole), _outside(statement.expected, whole)
    plain = replace(statement, answer=sides[0], expected=sides[1])
    powers = list(_powers(plain, goal))
    if not powers:
        return None if plain == statement else _decide(goal, plain, goal.setting.variables)
    statement = plain
    letters = frozenset[str]().union(*(symbols(power.exp) for power in powers))
    try:
        return _by_atoms(statement, goal, powers, letters) or _by_induction(statement, goal, powers, letters)
    except DeclinedError:
        return None


def _outside(node: Node, whole: frozenset[str]) -> Node:
    """Return a tree with determinants of powers as powers of determinants; `whole` are symbols for integers."""
    if Pow not in facts_of(node).kinds:
        return node
    match node:
        case Call("det", (Pow(base, exp),)) if _is_whole(exp, whole):
            return Pow(Call("det", (base,)), exp)
        case _:
            return rebuild(node, lambda child: _outside(child, whole))


def _is_whole(exp: Node, whole: frozenset[str]) -> bool:
    """Whether an exponent with letters is an integer: with integers as letters and as their coefficients."""
    form = affine(exp)
    if not facts_of(exp).symbols or form is None or any(value.denominator != 1 for value in form.values()):
        return False
    return whole.issuperset(form.keys() - {""})


def _powers(statement: Equal, goal: Goal) -> Iterator[Pow]:
    for side in (statement.answer, statement.expected):
        for node in walk(side):
            if isinstance(node, Pow) and facts_of(node.exp).symbols and _size(node.base, goal) is not None:
                yield node


def _size(base: Node, goal: Goal) -> Node | None:
    """Return the number of rows of a square matrix, None for what is none."""
    shape = shape_in(base, goal.setting)
    return None if shape is None or shape[0] != shape[1] or shape[0] == SINGLE else tree_of(shape[0])


@dataclass
class _Atoms:
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
            return _product([self.put(factor) for factor in self._merged(node.factors)])
        if not (isinstance(node, Pow) and facts_of(node.exp).symbols):
            return rebuild(node, self.put)
        if isinstance(node.base, Transpose):
            return Transpose(self.put(Pow(node.base.arg, node.exp)))
        size = _size(node.base, self.goal)
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
        return _product(held + atoms if self.front else atoms + held)

    def _merged(self, factors: tuple[Node, ...]) -> list[Node]:
        """Return factors with neighbours that are powers of one matrix as one power.

        Beside a power that may be negative stands M M^-1: M has to have an inverse, though the powers cancel.
        """
        found: list[tuple[Node, Node, bool]] = []
        for factor in factors:
            base, exp = _power(factor)
            below, under, inverts = found[-1] if found else (ONE, ONE, False)
            has_letters = bool(facts_of(exp).symbols or facts_of(under).symbols)
            if base == below and has_letters and _size(base, self.goal) is not None:
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
        found = _decide(self.goal, statement, (*setting.variables, *self.names.values()))
        return found if isinstance(found, Proof) and not any("power" in gap for gap in found.gaps) else None


def _product(factors: list[Node]) -> Node:
    return product_of(factors)


def _power(node: Node) -> tuple[Node, Node]:
    return (node.base, node.exp) if isinstance(node, Pow) else (node, ONE)


def _decide(goal: Goal, statement: Equal, variables: tuple[Variable, ...]) -> Evidence:
    setting = replace(goal.setting, variables=variables)
    asked = replace(goal.about(statement, setting), undeclared=False, may_be_probable=False)
    return goal.budget.oracle.decide(asked)


def _firsts(goal: Goal, letters: frozenset[str]) -> dict[str, int]:
    """Return the least values of letters; raises DeclinedError for one that has none, or that something else holds."""
    found: dict[str, int] = {}
    for variable in goal.setting.variables:
        if any(letters & symbols(size) for size in variable.domain.shape):
            raise DeclinedError
        start = least(variable.domain) if variable.name in letters else None
        if start is not None:
            found[variable.name] = int(start)
    if found.keys() != letters or goal.setting.assume:
        raise DeclinedError
    return found


def _shifts(powers: list[Pow], first: dict[str, int]) -> dict[str, int]:
    """Return by how much exponents fall below their letters; raises DeclinedError where one may be negative."""
    shift = dict.fromkeys(first, 0)
    for power in powers:
        form = affine(power.exp) or {}
        names = form.keys() - {""}
        if len(names) == 1 and all(form[name] > 0 for name in names):
            (name,) = names
            steps = form.get("", Fraction(0)) / form[name]
            shift[name] = min(shift[name], -int(-steps // 1) if steps < 0 else 0)
    if any(first[name] + shift[name] < 0 for name in first):
        raise DeclinedError
    return shift


def _by_atoms(statement: Equal, goal: Goal, powers: list[Pow], letters: frozenset[str]) -> Proof | None:
    first = _firsts(goal, letters)
    for front in (False, True):
        atoms = _Atoms(goal, first, _shifts(powers, first), front)
        try:
            sides = atoms.put(statement.answer), atoms.put(statement.expected)
        except DeclinedError:
            return None
        if (found := atoms.proved(*sides)) is not None:
            return found
    return None


def _by_induction(statement: Equal, goal: Goal, powers: list[Pow], letters: frozenset[str]) -> Evidence | None:
    """Return a proof by induction over the one letter, or what refutes it at its first few values."""
    first = _firsts(goal, letters)
    if len(first) != 1:
        return None
    ((name, start),) = first.items()
    rest = tuple(variable for variable in goal.setting.variables if variable.name != name)
    seen = [_at(statement, goal, name, number, rest) for number in range(max(start, 1), max(start, 1) + FEW)]
    base = all_of(seen)
    if not isinstance(base, Proof):
        return base if isinstance(base, Point) else None
    sides = (statement.answer, statement.expected), (statement.expected, statement.answer)
    steps = (_step(*pair, goal, first, _shifts(powers, first)) for pair in sides) if start >= 1 else ()
    proved = any(step is not None and set(step.gaps) <= set(base.gaps) for step in steps)
    return replace(base, method="induction") if proved else None


def _at(statement: Equal, goal: Goal, name: str, number: int, rest: tuple[Variable, ...]) -> Evidence:
    value: dict[str, Node] = {name: Num(Fraction(number))}
    answer, expected = (_folded(substitute(side, value)) for side in (statement.answer, statement.expected))
    found = _decide(goal, replace(statement, answer=answer, expected=expected), rest)
    return replace(found, at={name: Exact(str(number)), **found.at}) if isinstance(found, Point) else found


def _folded(node: Node) -> Node:
    """Return a tree with exponents that are numbers written as such, and no powers with 0 or 1."""
    match node:
        case Pow(base, exp) if not facts_of(exp).symbols and (form := affine(exp)) is not None:
            value = form.get("", Fraction(0))
            if value == 1:
                return _folded(base)
            return Pow(_folded(base), Num(value)) if value > 0 else rebuild(node, _folded)
        case _:
            return rebuild(node, _folded)


def _step(powered: Node, other: Node, goal: Goal, first: dict[str, int], shift: dict[str, int]) -> Proof | None:
    """Return a proof that M R(n) = R(n + 1), or R(n) M = R(n + 1), where one side is M^(n + c) V, or V M^(n + c)."""
    ((name, _),) = first.items()
    later = substitute(other, {name: Add((Sym(name), ONE))})
    for base, is_before in _steps(powered, name):
        for front in (True, False):
            atoms = _Atoms(goal, first, shift, front)
            try:
                here, after = atoms.put(other), atoms.put(later)
            except DeclinedError:
                return None
            if (found := atoms.proved(Mul((base, here) if is_before else (here, base)), after)) is not None:
                return found
    return None


def _steps(powered: Node, name: str) -> Iterator[tuple[Node, bool]]:
    """Yield matrices that lead from one n to the next one, and whether they stand before what was."""
    factors = factors_of(powered)
    for place, is_before in ((0, True), (-1, False)):
        power = factors[place]
        rest = factors[1:] if is_before else factors[:-1]
        is_power = isinstance(power, Pow) and (affine(power.exp) or {}).get(name) == 1
        if isinstance(power, Pow) and is_power and not any(name in symbols(part) for part in (power.base, *rest)):
            yield power.base, is_before
