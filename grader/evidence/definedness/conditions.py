"""Where an expression is defined: the contract's rules, node by node."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.definedness.calls import CallRules
from grader.evidence.definedness.formulas import (
    TRUE,
    All,
    Atom,
    Each,
    Formula,
    Never,
    Role,
    When,
    Whole,
    conjunction,
    negation,
    with_role,
)
from grader.evidence.definedness.smooth import smoothness
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import RELATIONS, difference
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import ALWAYS
from grader.language.tree import (
    CHILDREN,
    ONE,
    SIDES,
    Add,
    Apply,
    Array,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    Sym,
    Tup,
    is_infinite,
    symbols,
)

LEAVES = frozenset({Num, Sym})  # kinds of nodes that have a value everywhere
OPEN = frozenset({Neg, Add, Mul})  # those that have one where their parts have
ASKING = frozenset({Call, Cases, Bind, Derivative})  # those that may ask for more than their parts and their own
WITH_INFINITY = frozenset({Interval, Tup, Array, SetOf})  # those that may hold it


def conditions(tree: Node, setting: Setting, budget: Budget) -> Formula:
    """Return the formula that holds just where the tree is defined, as far as its `Role`s say.

    Raises DeclinedError where the rules for a part of the tree are not known here.
    """
    if facts_of(tree).kinds <= ALWAYS or is_infinite(tree):
        return TRUE
    return conjunction(_Rules(setting, budget).of(tree))


class _Rules:
    """The rules under one setting."""

    def __init__(self, setting: Setting, budget: Budget) -> None:
        self.setting = setting
        self.budget = budget
        self.complex = "complex" in [variable.domain.base for variable in setting.variables]
        self.arrays = frozenset([variable.name for variable in setting.variables if variable.domain.shape])
        self.calls = CallRules(setting.conventions)
        self.asking = ASKING | {Mul} if "0 log 0" in setting.conventions else ASKING

    def of(self, node: Node) -> list[Formula]:
        """Return the conditions of a tree, those of its parts first."""
        kind = type(node)
        if kind in LEAVES:
            return []
        if kind in self.asking and (special := self._special(node)) is not None:
            return special
        inner = CHILDREN[kind](node)
        if kind in WITH_INFINITY:
            inner = tuple(child for child in inner if not is_infinite(child))
        found = [part for child in inner if type(child) not in LEAVES for part in self.of(child)]
        if kind not in OPEN:
            found += self._own(node)
        return found

    def _special(self, node: Node) -> list[Formula] | None:
        """Return the conditions of a tree that asks for more than those of its parts and its own; None for others."""
        match node:
            case Mul(factors=factors) if any(map(_is_log, factors)):
                return self._zero_log_zero(factors)
            case Call(name="grad", args=(body, Sym(name=var))) if var not in self.arrays:
                return [*self.of(body), *smoothness(Derivative(body, var), self.setting, self.budget)]
            case Cases():
                return [self._cases(node)]
            case Bind():
                return self._bind(node)
            case Derivative(body=body):
                return [*self.of(body), *smoothness(node, self.setting, self.budget)]
            case _:
                return None

    def _zero_log_zero(self, factors: tuple[Node, ...]) -> list[Formula]:
        """The convention gives a product its value where all its logarithms are of 0 and another factor is 0."""
        arguments = [factor.args[0] for factor in factors if isinstance(factor, Call) and _is_log(factor)]
        others = tuple(factor for factor in factors if not _is_log(factor))
        positive = conjunction([Atom(u, Sign.POSITIVE) for u in arguments])
        found = [part for child in (*arguments, *others) for part in self.of(child)]
        if not others:
            return [*found, positive]
        zeros = conjunction([*(Atom(u, Sign.ZERO) for u in arguments), Atom(Mul((*others, ONE)), Sign.ZERO)])
        return [*found, When(zeros, TRUE, positive)]

    def _own(self, node: Node) -> list[Formula]:
        match node:
            case Div(den=den):
                return [Atom(den, Sign.NONZERO)]
            case Pow(base=base, exp=exp):
                return self._power(base, exp)
            case Call(name=name, args=args):
                return self._call(name, args)
            case Const(name="oo"):
                raise DeclinedError("Infinity stands where a number is needed.")
            case Const(name="i") if not self.complex:
                raise DeclinedError("The imaginary unit stands in a real expression.")
            case Apply(name=name) if name not in self.setting.functions:
                raise DeclinedError(f"The function {name} is not declared.")
            case Relation(ops=ops) if set(ops) - RELATIONS.keys():
                raise DeclinedError(f"Where a relation with {ops[0]} is defined is not known.")
            case _:
                return []

    def _call(self, name: str, args: tuple[Node, ...]) -> list[Formula]:
        if name == "log" and len(args) == 2 and not self.complex:
            return [
                Atom(args[0], Sign.POSITIVE),
                Atom(args[1], Sign.POSITIVE),
                Atom(difference(args[1], ONE), Sign.NONZERO),
            ]
        if name == "root" and not self.complex:
            return self._root(*args)
        return self.calls.over_complex(name, args) if self.complex else self.calls.over_reals(name, args)

    def _power(self, base: Node, exp: Node) -> list[Formula]:
        if self._is_array(base):
            return self._matrix_power(base, exp)
        exponent = literal(exp)
        if exponent is not None and (exponent.denominator == 1 or not self.complex):
            return _literal_power(base, exponent)
        if base == Const("e") or (isinstance(base, Num) and base.value > 0 and not self.complex):
            return []
        if self.complex:
            raise DeclinedError("Powers with such exponents are not known over the complex numbers.")
        not_pole = When(Atom(exp, Sign.NON_NEGATIVE), TRUE, Atom(base, Sign.NONZERO))
        return [When(Atom(base, Sign.POSITIVE), TRUE, All((Whole(exp), not_pole)))]

    def _is_array(self, node: Node) -> bool:
        return bool(self.arrays) and not self.arrays.isdisjoint(symbols(node)) and not isinstance(node, Call)

    def _matrix_power(self, base: Node, exp: Node) -> list[Formula]:
        exponent = literal(exp)
        if exponent is None or exponent.denominator != 1:
            raise DeclinedError("A power of an array needs a literal integer exponent.")
        return [Atom(Call("det", (base,)), Sign.NONZERO)] if exponent < 0 else []

    def _root(self, base: Node, degree: Node) -> list[Formula]:
        index = literal(degree)
        if index is not None and index.denominator == 1 and index != 0:
            return _literal_power(base, 1 / index)
        if index is not None:
            return [Never()]
        return [Atom(degree, Sign.NONZERO), When(Atom(base, Sign.POSITIVE), TRUE, Never(Role.UNCLEAR))]

    def _cases(self, node: Cases) -> Formula:
        """The first branch whose condition holds counts; a condition without a value leaves its point unclear."""
        rest = Never() if node.otherwise is None else conjunction(self.of(node.otherwise))
        for value, condition in reversed(node.branches):
            defined = with_role(conjunction(self.of(condition)), Role.UNCLEAR)
            split = When(guard(condition), conjunction(self.of(value)), rest)
            rest = conjunction([defined, split])
        return rest

    def _bind(self, node: Bind) -> list[Formula]:
        ends = [end for end in (node.low, node.high) if end is not None]
        if node.kind in SIDES or any(map(is_infinite, ends)):
            raise DeclinedError("Whether a limit exists is not known here.")
        outer = [part for end in ends for part in self.of(end)]
        body = self.of(node.body)
        if node.kind == "int":
            body = [part for part in body if not _is_thin_in(part, node.var)]
            if node.low is None or node.high is None:
                raise DeclinedError("An integral without bounds is no function.")
            body = [with_role(part, Role.UNCLEAR) for part in body]
        elif node.kind in {"max", "min"}:
            body = [with_role(part, Role.UNCLEAR) for part in body]
            outer += _has_terms(node)
        else:
            outer += [Whole(end, Role.UNCLEAR) for end in ends]
        return [*outer, *(Each(node, part) for part in body)]


def _has_terms(extremum: Bind) -> list[Formula]:
    """Return when an extremum is over something: over nothing it has no value."""
    if extremum.low is None or extremum.high is None:
        return [Never(Role.UNCLEAR)]
    ends = [Whole(end, Role.UNCLEAR) for end in (extremum.low, extremum.high)]
    return [*ends, Atom(difference(extremum.high, extremum.low), Sign.NON_NEGATIVE)]


def _is_log(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "log" and len(node.args) == 1


def _is_thin_in(formula: Formula, var: str) -> bool:
    """Whether an unnamed convention decides at one point only of the range of an integral."""
    return isinstance(formula, Atom) and formula.role is Role.LEFT_OUT and formula.node == Sym(var)


def _literal_power(base: Node, exponent: Fraction) -> list[Formula]:
    if exponent.denominator % 2 == 0:
        return [Atom(base, Sign.NON_NEGATIVE if exponent > 0 else Sign.POSITIVE)]
    return [Atom(base, Sign.NONZERO)] if exponent < 0 else []


def guard(condition: Node) -> Formula:
    """Return a condition as a formula. Raises DeclinedError where it is no order between numbers."""
    match condition:
        case Const(name="true"):
            return TRUE
        case Const(name="false"):
            return Never()
        case Relation(ops=ops, operands=operands) if set(ops) <= RELATIONS.keys():
            pairs = zip(ops, operands, operands[1:], strict=False)
            return conjunction([Atom(difference(left, right), RELATIONS[op]) for op, left, right in pairs])
        case Logic(op=op, args=args):
            return _logic(op, [guard(arg) for arg in args])
        case _:
            raise DeclinedError("A condition of a case distinction is no order between numbers.")


def _logic(op: str, parts: list[Formula]) -> Formula:
    match op:
        case "and":
            return conjunction(parts)
        case "not":
            return negation(parts[0])
        case "or":
            out: Formula = Never()
            for part in reversed(parts):
                out = When(part, TRUE, out)
            return out
        case "implies" if len(parts) == 2:
            return When(parts[0], parts[1], TRUE)
        case "iff" if len(parts) == 2:
            return When(parts[0], parts[1], negation(parts[1]))
        case _:
            raise DeclinedError(f"A condition with {op} between so many parts is not known here.")
