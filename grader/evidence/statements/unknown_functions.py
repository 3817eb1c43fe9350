"""Unknown functions: what does not hold for one smooth function does not hold for all of them.

A claim about `functions: {phi: real -> real}` is for every smooth function that is defined everywhere. A counterexample
names polynomials for the functions, and a point: both are checked like any other point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import Equal, Setting
from grader.evidence.arrays.of_any_size.sizes import ONE
from grader.evidence.arrays.of_any_size.sizing import shape_in, sized
from grader.evidence.errors import UnclearError
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import number_tree, sum_of
from grader.language.printing import show
from grader.language.tree import Add, Apply, ArrayMul, Bind, Const, Mul, Node, Pow, Sym, rebuild, walk
from grader.records import dataclass, replace
from grader.verdict import Exact, Point

MAX_INSTANCES = 32  # choices of polynomials that are tried

# Polynomials in one variable by their coefficients, the constant term first; nice ones first.
POLYNOMIALS: tuple[tuple[int, ...], ...] = ((1, 1), (1, 0, 1), (2,), (3, -1, 2), (0, 1), (-1, 2, 0, 1))
PLAIN = Setting()  # without arrays
WEIGHTS = (1, 2, 3, 5, 7, 11)  # of the arguments of a function of several


@dataclass(frozen=True)
class Instance:
    """A polynomial in the weighted sum of the arguments, for one unknown function."""

    arity: int
    coefficients: tuple[int, ...]

    def applied(self, args: tuple[Node, ...], primes: int, is_array: bool = False) -> Node:
        """Return the value at some arguments, or that of a derivative where there is one argument.

        `is_array`: the one argument is an array, to the entries of which the function is applied.
        """
        if primes and self.arity != 1:
            raise UnclearError("a derivative of a function of several variables is not taken here")
        coefficients = list(self.coefficients)
        for _ in range(primes):
            coefficients = [power * value for power, value in enumerate(coefficients)][1:] or [0]
        if is_array:
            return _of_entries(args[0], coefficients)
        weighted = [scaled(arg, weight) for arg, weight in zip(args, WEIGHTS, strict=False)]
        inner = sum_of(weighted)
        terms = [monomial(inner, power, value) for power, value in enumerate(coefficients) if value or power == 0]
        return sum_of(terms)

    def text(self) -> str:
        """Return the function as a formula in t, or in t_1, t_2, …."""
        names = ("t",) if self.arity == 1 else tuple(f"t_{place}" for place in range(1, self.arity + 1))
        terms = Instance(self.arity, self.coefficients).applied(tuple(Sym(name) for name in names), 0)
        return f"({', '.join(names)}) -> {show(terms)}"


def for_one_function(goal: Goal) -> Point | None:
    """Return a counterexample with polynomials for the unknown functions, if one is found.

    Around finitely many points a test function may be any polynomial; integrals and sums may ask for more of it.
    """
    statement = goal.statement
    if not isinstance(statement, Equal | SameSet | SameSolutions):
        return None
    given: tuple[Node, ...] = statement.answer, statement.expected
    if goal.setting.compact and Bind in goal.kinds:
        given = tuple(goal.budget.oracle.closed_forms(side, goal.scope) for side in given)
        if any(isinstance(part, Bind) for tree in (*given, *goal.setting.assume) for part in walk(tree)):
            return None
    for chosen in instances(goal.setting.functions):
        sides = tuple(put_in(side, chosen, goal.setting) for side in given)
        (answer, expected), setting = sized(sides, without_functions(goal.setting, chosen))
        known = replace(statement, answer=answer, expected=expected)
        found = goal.budget.oracle.decide(goal.about(known, setting))
        if isinstance(found, Point):
            return shown(found, chosen)
    return None


def scaled(node: Node, factor: int) -> Node:
    """Return a multiple of a tree."""
    return node if factor == 1 else Mul((number_tree(factor), node))


def monomial(node: Node, power: int, coefficient: int) -> Node:
    """Return `coefficient node^power`."""
    if power == 0:
        return number_tree(coefficient)
    return scaled(node if power == 1 else Pow(node, number_tree(power)), coefficient)


def _of_entries(array: Node, coefficients: Sequence[int]) -> Node:
    """Return a polynomial in the entries of an array."""
    powers = [Const("ones"), array, *(ArrayMul("hadamard", (array,) * power) for power in range(2, len(coefficients)))]
    terms = [Mul((number_tree(value), part)) for value, part in zip(coefficients, powers, strict=False)]
    return Add((*terms, Mul((number_tree(0), array))))  # which has the array's shape, whatever the polynomial is


def instances(functions: Mapping[str, int]) -> Iterator[dict[str, Instance]]:
    """Yield choices of polynomials for the unknown functions, different ones for different functions first."""
    names = sorted(functions)
    choices = sorted(product(range(len(POLYNOMIALS)), repeat=len(names)), key=_order)[:MAX_INSTANCES]
    for choice in choices:
        yield {name: Instance(functions[name], POLYNOMIALS[index]) for name, index in zip(names, choice, strict=True)}


def _order(choice: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
    return len(choice) - len(set(choice)), sum(choice), choice


def put_in(node: Node, chosen: Mapping[str, Instance], setting: Setting = PLAIN) -> Node:
    """Return a tree with the unknown functions replaced by polynomials; raises UnclearError."""
    match node:
        case Apply(name=name, args=args, primes=primes) if name in chosen:
            known = tuple(put_in(arg, chosen, setting) for arg in args)
            return chosen[name].applied(known, primes, any(_is_array(arg, setting) for arg in args))
        case _:
            return rebuild(node, lambda child: put_in(child, chosen, setting))


def _is_array(tree: Node, setting: Setting) -> bool:
    if not any(variable.domain.shape for variable in setting.variables):
        return False
    shape = shape_in(tree, setting)
    if shape is None:
        raise UnclearError("whether an unknown function is applied to an array is not settled")
    return shape != (ONE, ONE)


def without_functions(setting: Setting, chosen: Mapping[str, Instance]) -> Setting:
    """Return the setting in which the functions are known."""
    assume = tuple(put_in(condition, chosen, setting) for condition in setting.assume)
    return replace(setting, functions={}, assume=assume)


def shown(point: Point, chosen: Mapping[str, Instance]) -> Point:
    """Return a point that also names the functions for which it is one."""
    functions = {name: Exact(instance.text()) for name, instance in chosen.items()}
    return replace(point, at={**functions, **point.at})
