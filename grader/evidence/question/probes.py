"""What a method is asked about, told from the features of a question alone: no algebra is loaded for a probe."""

from __future__ import annotations

from grader.claims.growth import SameGrowth
from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import Equal, Holds, Member, Rounded, Within
from grader.evidence import functions
from grader.evidence.budget import words_of
from grader.evidence.question.goal import Goal
from grader.evidence.question.question import Question
from grader.evidence.trees.build import is_condition
from grader.evidence.trees.features import Facts, facts_of
from grader.language.tree import (
    Add,
    Array,
    Bind,
    Builder,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Interval,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
)

EMPTY = Const("emptyset")
SETS = (SetOf, SetOp, Interval, Builder, Space)
ARITHMETIC = frozenset({Num, Sym, Neg, Add, Mul, Div, Pow})  # kinds of trees that are no sets, conditions or lists
ROOTS = frozenset({"sqrt", "root", "abs", "max"})
UNWRITTEN = frozenset({"max_terms", "max_degree", "max_bits"})  # why normal forms are not written out
MAX_VARIABLES = 3  # of a question that derivatives are asked about


def has_integrals(goal: Goal) -> bool:
    """Whether undeclared sides may be families of functions with one derivative."""
    return goal.undeclared and Bind in goal.kinds


def may_be_sets(goal: Goal) -> bool:
    """Whether undeclared sides may be sets: by their form, or as pairs in brackets of two kinds."""
    if not goal.undeclared or ARITHMETIC.issuperset(map(type, goal.trees)):
        return False
    return any(map(_is_set_or_condition, goal.trees)) or all(isinstance(tree, Tup | Array) for tree in goal.trees)


def _is_set_or_condition(tree: Node) -> bool:
    return isinstance(tree, SETS) or tree == EMPTY or is_condition(tree)


def is_set(goal: Goal) -> bool:
    """Whether both sides are declared to be sets."""
    return isinstance(goal.statement, SameSet)


def is_growth(goal: Goal) -> bool:
    """Whether two sides shall be of the same order of growth."""
    return isinstance(goal.statement, SameGrowth)


def has_units(goal: Goal) -> bool:
    """Whether kinks, jumps, units of networks or properties of whole functions occur, or a tolerance is given."""
    return goal.has_units


def is_stopped_on_units(goal: Goal) -> bool:
    """Whether a limit stopped a way to decide a statement with units."""
    limit = goal.reason.limit
    return bool(limit) and goal.reason.reason == words_of(limit) and goal.has_units


def has_units_by_a_rule(goal: Goal) -> bool:
    """Whether a bound or a tolerance speaks of a sum of units over an index."""
    return "sum" in goal.facts.binders and isinstance(goal.statement, Holds | Within) and goal.has_units


def are_conditions(goal: Goal) -> bool:
    """Whether both sides are conditions, declared or by their form."""
    if isinstance(goal.statement, Equal):
        return ARITHMETIC.isdisjoint(map(type, goal.trees)) and all(map(is_condition, goal.trees))
    return isinstance(goal.statement, SameSolutions)


def are_conditions_on_arrays(goal: Goal) -> bool:
    """Whether both sides are conditions, declared to be so, with arrays whose sizes are letters."""
    return isinstance(goal.statement, SameSolutions) and _has_letters_as_sizes(goal)


def has_arrays(goal: Goal) -> bool:
    """Whether sides of an equality may be arrays whose sizes are symbols, or gradients."""
    return isinstance(goal.statement, Equal) and (
        "grad" in goal.calls or any(variable.domain.shape for variable in goal.setting.variables)
    )


def has_indicators_of_arrays(goal: Goal) -> bool:
    """Whether sides of an equality may hold 1 or 0 by a condition on an array."""
    return has_arrays(goal) and Cases in goal.kinds


def has_matrix_powers(goal: Goal) -> bool:
    """Whether sides of an equality may hold powers of arrays that are written out."""
    return isinstance(goal.statement, Equal) and Pow in goal.kinds and (Array in goal.kinds or "grad" in goal.calls)


def has_powers_beside_arrays(goal: Goal) -> bool:
    """Whether sides of an equality may hold powers of declared arrays with letters as exponents."""
    return isinstance(goal.statement, Equal) and Pow in goal.kinds and has_arrays(goal)


def is_equality(goal: Goal) -> bool:
    """Whether two sides shall be equal."""
    return isinstance(goal.statement, Equal)


def is_up_to(goal: Goal) -> bool:
    """Whether two sides shall be equal up to a constant, a factor or a sign."""
    return isinstance(goal.statement, Equal) and goal.statement.up_to is not None


def is_within(goal: Goal) -> bool:
    """Whether two sides shall be equal but for a tolerance."""
    return isinstance(goal.statement, Within)


def is_rounded(goal: Goal) -> bool:
    """Whether two sides shall be equal once they are rounded."""
    return isinstance(goal.statement, Rounded)


def is_claimed_to_hold(goal: Goal) -> bool:
    """Whether a condition shall hold."""
    return isinstance(goal.statement, Holds)


def is_condition_on_integers(goal: Goal) -> bool:
    """Whether a condition on integers shall hold."""
    return is_claimed_to_hold(goal) and any(one.domain.is_integer for one in goal.setting.variables)


def has_sums_of_entries(goal: Goal) -> bool:
    """Whether a condition speaks of a vector whose size is a letter."""
    if not isinstance(goal.statement, Holds | SameSolutions):
        return False
    return any(isinstance(size, Sym) for one in goal.setting.variables for size in one.domain.shape)


def has_assumed_arrays(goal: Goal) -> bool:
    """Whether a condition or a value speaks of arrays with letters as sizes, of which something is assumed."""
    is_kind = isinstance(goal.statement, Holds | Member) and Bind in goal.kinds
    return is_kind and bool(goal.setting.assume) and _has_letters_as_sizes(goal)


def has_entries_of_any_size(goal: Goal) -> bool:
    """Whether sides of an equality or a condition speak of entries of arrays whose sizes are letters."""
    return isinstance(goal.statement, Equal | Holds) and Index in goal.kinds and _has_letters_as_sizes(goal)


def has_any_size(goal: Goal) -> bool:
    """Whether a statement speaks of arrays whose sizes are letters."""
    return isinstance(goal.statement, Equal | Holds | Member | SameSolutions) and _has_letters_as_sizes(goal)


def has_arrays_of_known_size(goal: Goal) -> bool:
    """Whether an equality or a condition speaks of arrays, the sizes of all being numbers."""
    if not isinstance(goal.statement, Equal | Holds) or _has_letters_as_sizes(goal):
        return False
    return Array in goal.kinds or any(one.domain.shape for one in goal.setting.variables)


def _has_letters_as_sizes(goal: Goal) -> bool:
    return any(not isinstance(size, Num) for one in goal.setting.variables for size in one.domain.shape)


def is_membership(goal: Goal) -> bool:
    """Whether a value shall lie in a domain."""
    return isinstance(goal.statement, Member)


def may_be_orthonormal(goal: Goal) -> bool:
    """Whether something is assumed of vectors whose size is no number."""
    variables = goal.setting.variables
    return bool(goal.setting.assume) and any(len(one.domain.shape) == 1 for one in variables)


def has_test_functions(goal: Goal) -> bool:
    """Whether integrals against functions with compact support are compared."""
    return bool(goal.setting.compact) and Bind in goal.kinds and isinstance(goal.statement, Equal)


def has_unknown_functions(goal: Goal) -> bool:
    """Whether two sides shall be the same for all functions of some names."""
    return bool(goal.setting.functions) and isinstance(goal.statement, Equal | SameSet | SameSolutions)


# Of sides.


def _both(question: Question) -> tuple[Facts, Facts]:
    return facts_of(question.answer), facts_of(question.expected)


def always(question: Question) -> bool:
    """Ask about all sides."""
    return True


def has_no_variables(question: Question) -> bool:
    """Whether both sides are constants."""
    return not question.case.variables


def is_by_field(question: Question) -> bool:
    """Whether numbers are complex though no complex letter occurs."""
    return question.case.by_field


def is_finite(question: Question) -> bool:
    """Whether the domain may be a finite list of points; that of constants is one point."""
    domains = [variable.domain for variable in question.case.variables]
    return not [True for domain in domains if domain.members is None and not domain.is_integer]


def has_steps(question: Question) -> bool:
    """Whether floors, ceilings or remainders of one variable occur."""
    calls = question.case.facts.calls
    if not calls or len(question.case.variables) != 1:
        return False
    return "mod" in calls or not functions.questions.STEPPED.isdisjoint(calls)


def has_integer_steps(question: Question) -> bool:
    """Whether floors, remainders or common divisors of integers occur, in what is assumed, too."""
    facts = question.case.facts
    calls = facts.calls.union(*(facts_of(part).calls for part in question.case.setting.assume))
    is_stepped = bool(calls) and not calls.isdisjoint(functions.questions.STEPPED | {"mod", "gcd"})
    if not is_stepped and calls and not calls.isdisjoint({"sin", "cos"}):
        is_stepped = "abs" in calls or Cases in facts.kinds  # of plain waves the normal form knows more
    return is_stepped and any(variable.domain.is_integer for variable in question.case.variables)


def has_several_variables(question: Question) -> bool:
    """Whether the sides are functions of several symbols."""
    return len(question.case.variables) > 1


def has_derivatives(question: Question) -> bool:
    """Whether derivatives occur that are not written out."""
    return any(Derivative in facts.kinds for facts in _both(question))


def has_sums(question: Question) -> bool:
    """Whether sums or products over an index occur."""
    return any(Bind in facts.kinds for facts in _both(question))


def may_be_inductive(question: Question) -> bool:
    """Whether sums, products or factorials occur, with an integer among the symbols."""
    return any(
        Bind in facts.kinds or (facts.calls and facts.calls & functions.questions.FACTORIALS)
        for facts in _both(question)
    )


def has_roots(question: Question) -> bool:
    """Whether both sides hold roots or moduli."""
    return all(facts.calls & ROOTS or Pow in facts.kinds for facts in _both(question))


def may_be_differentiated(question: Question) -> bool:
    """Whether the sides are functions of a few symbols, one of them real, without conditions."""
    variables = question.case.variables
    return len(variables) <= MAX_VARIABLES and not question.case.setting.assume


def is_too_long(question: Question) -> bool:
    """Whether evidence with an error is of use, for sides with common values that no normal form is written out for."""
    return question.may_be_probable and question.reason.limit in UNWRITTEN and question.search.is_shared


def may_have_values_nowhere(question: Question) -> bool:
    """Whether a side holds a divisor, and no point is known at which both sides have values."""
    return not question.search.is_shared and any(Div in one.kinds or Pow in one.kinds for one in _both(question))


def has_points(question: Question) -> bool:
    """Whether points of the domain are known."""
    return bool(question.search.first)
