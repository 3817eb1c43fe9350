"""Trees of scalars become linear forms over kinks. Nodes that occur often are read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import fmpq

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.families.piecewise.space.conditions import (
    MIRRORED,
    compared,
    either,
    every,
    logic,
    negated,
    signs_of,
)
from grader.evidence.families.piecewise.space.forms import (
    CONSTANT,
    NIL,
    ONE,
    Atoms,
    Condition,
    Form,
    add_to,
    combined,
    constant,
    value_of,
)
from grader.evidence.numbers import exact
from grader.evidence.trees.polynomials import rational_literal
from grader.language.tree import Add, Call, Cases, Const, Div, Logic, Mul, Neg, Node, Num, Pow, Relation, Sym

MAX_FACTORS = 8  # factors of a product whose sign is written out


class Linear:
    """Reads scalar trees as forms; `numbers` are the numbers of the variables, `jumps` the named values at jumps.

    `total` collects the conditions under which all that was read has a value; `left_out` the conventions that decide
    on the hyperplanes where nothing is claimed.
    """

    def __init__(self, atoms: Atoms, numbers: Mapping[str, int], jumps: Mapping[str, fmpq]) -> None:
        self.atoms = atoms
        self.numbers = numbers
        self.jumps = jumps
        self.known: dict[int, Form] = {}
        self.kept: list[Node] = []  # keeps alive the keys of `known`
        self.total: list[Condition] = []
        self.left_out: set[str] = set()

    def form(self, node: Node) -> Form:
        """Return the form of a tree; raises DeclinedError, ExceededError."""
        key = id(node)
        found = self.known.get(key)
        if found is None:
            found = self._form(node)
            self.atoms.budget.spend(1 + len(found) // 16)
            self.known[key] = found
            self.kept.append(node)
        return found

    def _form(self, node: Node) -> Form:
        match node:
            case Num(value):
                return constant(fmpq(value.numerator, value.denominator))
            case Sym(name):
                number = self.numbers.get(name)
                if number is None:
                    raise DeclinedError
                return {number: ONE}
            case Neg() | Add() | Mul() | Div():
                result: Form = {}
                self._add(result, ONE, node)
                return result
            case Pow(base, exp):
                return self._power(self.form(base), value_of(self.form(exp)))
            case Call(name, args):
                return self._call(name, [self.form(arg) for arg in args])
            case Cases():
                return self._cases(node)
            case _:
                raise DeclinedError

    def _add(self, result: Form, factor: fmpq, node: Node) -> None:
        """Add a multiple of a tree to a form."""
        match node:
            case Num(value):
                add_to(result, factor, {CONSTANT: fmpq(value.numerator, value.denominator)})
            case Neg(arg):
                self._add(result, -factor, arg)
            case Add(terms) if id(node) not in self.known:
                for term in terms:
                    self._add(result, factor, self._remembered(term))
            case Mul(factors):
                self._add_product(result, factor, factors)
            case Div(num, den):
                below = value_of(self.form(den))
                if below is None or below == NIL:
                    raise DeclinedError
                self._add(result, factor / below, num)
            case _:
                add_to(result, factor, self.form(node))

    def _remembered(self, term: Node) -> Node:
        """Return a term; sums inside of sums are read once, however often they occur."""
        if isinstance(term, Add):
            self.form(term)
        return term

    def _add_product(self, result: Form, factor: fmpq, factors: Sequence[Node]) -> None:
        rest: Form | None = None
        for part in factors:
            value = rational_literal(part)
            if value is None:
                form = self.form(part)
                value = value_of(form)
                if value is None:
                    if rest is not None:
                        raise DeclinedError
                    rest = form
                    continue
            factor *= value
        add_to(result, factor, {CONSTANT: ONE} if rest is None else rest)

    def _power(self, base: Form, exponent: fmpq | None) -> Form:
        value = value_of(base)
        if exponent is None:
            raise DeclinedError
        if exponent == ONE:
            return base
        if exponent == NIL:
            return constant(ONE)
        if value is None or exponent.q != 1 or (value == NIL and exponent < NIL):
            raise DeclinedError
        raised = exact.power(value, exponent, self.atoms.budget.limits.max_bits)
        if raised is None:
            raise DeclinedError
        return constant(raised)

    def _call(self, name: str, args: list[Form]) -> Form:
        atoms = self.atoms
        match name, args:
            case "abs", [arg]:
                return atoms.absolute(arg)
            case "relu", [arg]:
                return atoms.relu(arg)
            case "leaky_relu", [arg, *slope]:
                value = value_of(slope[0]) if slope else fmpq(1, 100)
                if value is None:
                    raise DeclinedError
                return atoms.relu(arg, value)
            case "hardtanh", [arg]:
                return atoms.larger(constant(-ONE), atoms.larger(constant(ONE), arg, -1))
            case "max" | "min", [first, *others]:
                for other in others:
                    first = atoms.larger(first, other, 1 if name == "max" else -1)
                return first
            case "heaviside" | "sign", [arg]:
                return self._step(name, arg)
            case _:
                raise DeclinedError

    def _step(self, name: str, form: Form) -> Form:
        convention = "H(0)" if name == "heaviside" else "sign(0)"
        at = self.jumps.get(convention)
        if at is None:
            if any(number >= self.atoms.count for number in form) or not form:
                raise DeclinedError  # the form may be 0 on a whole region
            if value_of(form) is None:
                self.left_out.add(convention)
        return self.atoms.step(form, 0 if name == "heaviside" else -1, at)

    def _cases(self, node: Cases) -> Form:
        branches = [(self.condition(condition), self.form(value)) for value, condition in node.branches]
        if node.otherwise is not None:
            return self.atoms.choice(branches, self.form(node.otherwise))
        self.total.append(either([condition for condition, _ in branches]))
        return self.atoms.choice(branches[:-1], branches[-1][1])

    # Conditions

    def condition(self, node: Node) -> Condition:
        """Return a condition about forms; raises DeclinedError."""
        match node:
            case Const("true" | "false" as name):
                return name == "true"
            case Relation(ops, operands):
                links = zip(ops, operands, operands[1:], strict=False)
                return every([self._link(op, left, right) for op, left, right in links])
            case Logic(op, args):
                return logic(op, [self.condition(arg) for arg in args])
            case _:
                raise DeclinedError

    def _link(self, op: str, left: Node, right: Node) -> Condition:
        if op in MIRRORED:
            op, left, right = MIRRORED[op], right, left
        if op not in {">", ">=", "=", "!="}:
            raise DeclinedError
        try:
            gap = combined([(ONE, self.form(left)), (-ONE, self.form(right))])
        except DeclinedError:
            return self._sign_of_product(op, left, right)
        return compared(op, gap)

    def _sign_of_product(self, op: str, left: Node, right: Node) -> Condition:
        """Return the condition that a product of forms stands in a relation to 0, by the signs of its factors."""
        if self._is_zero(right):
            factors = self._factors(left)
        elif self._is_zero(left):
            factors = [*self._factors(right), constant(-ONE)]
        else:
            raise DeclinedError
        refuse_above(len(factors), MAX_FACTORS, "max_terms")
        positive, negative = signs_of(factors)
        match op:
            case ">":
                return positive
            case ">=":
                return negated(negative)
            case "=":
                return either([compared("=", factor) for factor in factors])
            case _:
                return every([compared("!=", factor) for factor in factors])

    def _is_zero(self, node: Node) -> bool:
        try:
            return not self.form(node)
        except DeclinedError:
            return False

    def _factors(self, node: Node) -> list[Form]:
        match node:
            case Mul(factors):
                return [form for factor in factors for form in self._factors(factor)]
            case Neg(arg):
                return [constant(-ONE), *self._factors(arg)]
            case Pow(base, Num(value)) if value.denominator == 1 and value > 0:
                return self._factors(base) * (2 - int(value) % 2)
            case _:
                return [self.form(node)]
