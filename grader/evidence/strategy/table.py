"""The table of all ways to decide, in their order. A row for a new way is all that the strategy needs to know of it.

A row has a name, a probe that tells from a question's features whether the way may concern it, and what loads it, when
its probe says so first. The order is: what decides completely and declines at once, then what costs least.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from grader.evidence import arrays, forms, functions, numbers, question, trees
from grader.evidence.errors import DeclinedError
from grader.evidence.kept import kept
from grader.evidence.method import Agreement, Method, Prover
from grader.evidence.question import probes
from grader.evidence.question.goal import Goal
from grader.evidence.question.question import Question
from grader.evidence.strategy.loading import LOADED
from grader.faces import load_files
from grader.verdict import Unknown

if TYPE_CHECKING:
    pass

A = TypeVar("A")


@dataclass(frozen=True, eq=False)
class Row(Generic[A]):
    """A way to decide. A last resort is asked, too, where one before it left the question open with `Unknown`.

    What a final one says is the last word, even that it is open: no other way is for its questions. Questions about
    numbers alone (`Goal.is_scalar`) are asked of those that are for scalars, plain ones (`Goal.is_plain`) of those that
    are for plain ones: the probes of all others would say no.
    """

    name: str
    concerns: Callable[[A], bool]
    load: Callable[[], Method[A]]
    is_resort: bool = False
    is_final: bool = False
    is_for_scalars: bool = False
    is_for_plain: bool = False

    @kept
    def method(self) -> Method[A]:
        """Return the way itself, loaded when it is first asked for."""
        return self.load()


def proving(prover: Prover) -> Method[Question]:
    """Return the method of a prover: agreement, or a reason to ask the next one."""

    def agreed(question: Question) -> Agreement | None:
        found = prover(question.answer, question.expected, question.scope)
        if isinstance(found, Unknown):
            raise DeclinedError(found.reason, found.limit)
        return None if found is None else Agreement(found)

    return agreed


# Of statements.


def _antiderivatives() -> Method[Goal]:
    from grader.evidence.families.derivatives.indefinite import compared_families

    return compared_families


def _undeclared_sets() -> Method[Goal]:
    from grader.evidence.sets.readings import compared_sets

    return compared_sets


def _solution_sets() -> Method[Goal]:
    from grader.evidence.sets.readings import solution_sets

    return solution_sets


def _growth() -> Method[Goal]:
    from grader.evidence.families.growth.decide import same_growth

    return same_growth


def _pieces_on_a_line() -> Method[Goal]:
    from grader.evidence.families.piecewise.line.decide import decide_on_line

    return decide_on_line


def _pieces_in_space() -> Method[Goal]:
    from grader.evidence.families.piecewise.space.decide import decide_in_space

    return decide_in_space


def _smooth_units() -> Method[Goal]:
    from grader.evidence.families.piecewise.smooth import decide_smooth

    return decide_smooth


def _whole_functions() -> Method[Goal]:
    from grader.evidence.families.piecewise.whole import open_about_whole

    return open_about_whole


def _conditions() -> Method[Goal]:
    from grader.evidence.families.relations.deciding import compared_conditions

    return compared_conditions


def _indicators_of_arrays() -> Method[Goal]:
    from grader.evidence.statements.indicators import by_entry

    return by_entry


def _arrays() -> Method[Goal]:
    from grader.evidence.families.matrices.decide import decide

    return decide


def _letter_powers() -> Method[Goal]:
    from grader.evidence.families.matrices.letter_powers import letter_powers

    return letter_powers


def _matrix_powers() -> Method[Goal]:
    from grader.evidence.families.matrices.powers import matrix_powers

    return matrix_powers


def _up_to() -> Method[Goal]:
    from grader.evidence.statements.up_to import compared_up_to

    return compared_up_to


def _entries() -> Method[Goal]:
    from grader.evidence.statements.entries import by_entries

    return by_entries


def _tolerances() -> Method[Goal]:
    from grader.evidence.statements.within import within

    return within


def _rounding() -> Method[Goal]:
    from grader.evidence.statements.within import rounded

    return rounded


def _truth() -> Method[Goal]:
    from grader.evidence.statements.holds import holds

    return holds


def _split_sums() -> Method[Goal]:
    from grader.evidence.statements.split_sums import by_split_sums

    return by_split_sums


def _named_extrema() -> Method[Goal]:
    from grader.evidence.statements.named_extrema import by_named_extrema

    return by_named_extrema


def _same_differences() -> Method[Goal]:
    from grader.evidence.statements.same_differences import by_differences

    return by_differences


def _one_entry() -> Method[Goal]:
    from grader.evidence.statements.one_entry import at_one_entry

    return at_one_entry


def _two_entries() -> Method[Goal]:
    from grader.evidence.statements.two_entries import at_two_entries

    return at_two_entries


def _their_sizes() -> Method[Goal]:
    from grader.evidence.statements.two_entries import at_their_sizes

    return at_their_sizes


def _outside_entries() -> Method[Goal]:
    from grader.evidence.statements.outside_entries import without_entries

    return without_entries


def _membership() -> Method[Goal]:
    from grader.evidence.statements.member import member

    return member


def _orthonormal_vectors() -> Method[Goal]:
    from grader.evidence.statements.orthonormal import in_their_basis

    return in_their_basis


def _test_functions() -> Method[Goal]:
    from grader.evidence.families.derivatives.weak import against_test_functions

    return against_test_functions


def _unknown_functions() -> Method[Goal]:
    from grader.evidence.statements.unknown_functions import for_one_function

    return for_one_function


# Of sides.


def _complex_numbers() -> Method[Question]:
    from grader.evidence.statements.complex import equal_complex

    return equal_complex


def _every_point() -> Method[Question]:
    from grader.evidence.statements.finite import at_every_point

    return at_every_point


def _first_points() -> Method[Question]:
    from grader.evidence.statements.equal import at_first_points

    return at_first_points


def _other_first_points() -> Method[Question]:
    from grader.evidence.statements.equal import at_all_first_points

    return at_all_first_points


def _one_period() -> Method[Question]:
    from grader.evidence.families.integers.steps import over_one_period

    return over_one_period


def _residue_classes() -> Method[Question]:
    from grader.evidence.families.integers.residues import by_residues

    return by_residues


def _normal_form() -> Method[Question]:
    from grader.evidence.normal_form import by_normal_form

    return proving(by_normal_form)


def _small_points() -> Method[Question]:
    from grader.evidence.statements.equal import at_small_points

    return at_small_points


def _branches() -> Method[Question]:
    from grader.evidence.families.derivatives.branches import by_branches

    return by_branches


def _index_shift() -> Method[Question]:
    from grader.evidence.families.induction.shifted import equal_from_zero

    return proving(equal_from_zero)


def _induction() -> Method[Question]:
    from grader.evidence.families.induction.induction import by_induction

    return proving(by_induction)


def _telescopes() -> Method[Question]:
    from grader.evidence.families.induction.telescopes import by_telescopes

    return proving(by_telescopes)


def _equal_derivatives() -> Method[Question]:
    from grader.evidence.families.derivatives.equal import equal_slopes

    return proving(equal_slopes)


def _squares() -> Method[Question]:
    from grader.evidence.families.roots.squares import equal_squares

    return proving(equal_squares)


def _random_primes() -> Method[Question]:
    from grader.evidence.statements.random_primes import by_random_primes

    return by_random_primes


def _values_nowhere() -> Method[Question]:
    from grader.evidence.statements.nowhere import has_value_nowhere

    return has_value_nowhere


def _more_points() -> Method[Question]:
    from grader.evidence.statements.equal import at_more_points

    return at_more_points


def _solver() -> Method[Question]:
    from grader.evidence.statements.by_solver import by_solver

    return by_solver


@lru_cache(maxsize=8)
def of_numbers(rows: tuple[Row[Goal], ...], is_plain: bool) -> tuple[Row[Goal], ...]:
    """Return the rows that are asked about scalars, or about plain questions."""
    return tuple(row for row in rows if (row.is_for_plain if is_plain else row.is_for_scalars))


def load_all() -> None:
    """Load all ways, before a process is forked that shall not load them itself.

    What most questions need comes first: what is loaded together lies together, where the processor finds it sooner.
    """
    from grader.evidence import normal_form

    ways: list[object] = [row.method for row in GOALS if row.is_for_plain]
    for load in LOADED:
        load()
    ways += [row.method for row in SIDES]
    load_files(arrays, forms, functions, normal_form, numbers, question, trees)
    ways += [row.method for row in GOALS]
    assert all(map(callable, ways))


GOALS: tuple[Row[Goal], ...] = (
    Row("orthonormal vectors", probes.may_be_orthonormal, _orthonormal_vectors),
    Row("test functions", probes.has_test_functions, _test_functions),
    Row("antiderivatives", probes.has_integrals, _antiderivatives, is_for_scalars=True),
    Row("undeclared sets", probes.may_be_sets, _undeclared_sets),
    Row("solution sets", probes.is_set, _solution_sets),
    Row("growth", probes.is_growth, _growth, is_final=True),
    Row("pieces on a line", probes.has_units, _pieces_on_a_line, is_for_scalars=True),
    Row("pieces in space", probes.has_units, _pieces_in_space, is_for_scalars=True),
    Row("smooth units", probes.has_units, _smooth_units, is_for_scalars=True),
    Row("whole functions", probes.has_units, _whole_functions, is_for_scalars=True),
    Row("named extrema", probes.has_assumed_arrays, _named_extrema),
    Row("split sums", probes.has_sums_of_entries, _split_sums),
    Row("equal differences", probes.are_conditions_on_arrays, _same_differences),
    Row("conditions", probes.are_conditions, _conditions),
    Row("indicators of arrays", probes.has_indicators_of_arrays, _indicators_of_arrays),
    Row("powers of arrays of any size", probes.has_powers_beside_arrays, _letter_powers),
    Row("arrays of any size", probes.has_arrays, _arrays),
    Row("matrix powers", probes.has_matrix_powers, _matrix_powers),
    Row("up to", probes.is_up_to, _up_to),
    Row("entries", probes.is_equality, _entries, is_for_scalars=True, is_for_plain=True),
    Row("tolerances", probes.is_within, _tolerances),
    Row("rounding", probes.is_rounded, _rounding),
    Row("truth", probes.is_claimed_to_hold, _truth),
    Row("membership", probes.is_membership, _membership),
    Row("entries outside", probes.has_entries_of_any_size, _outside_entries, is_resort=True),
    Row("one entry", probes.has_any_size, _one_entry, is_resort=True),
    Row("two entries", probes.has_any_size, _two_entries, is_resort=True),
    Row("arrays that misfit", probes.has_arrays_of_known_size, _their_sizes, is_resort=True),
    Row("unknown functions", probes.has_unknown_functions, _unknown_functions, is_resort=True),
)
SIDES: tuple[Row[Question], ...] = (
    Row("complex numbers", probes.is_complex, _complex_numbers, is_final=True),
    Row("every point", probes.is_finite, _every_point, is_final=True),
    Row("first points", probes.always, _first_points),
    Row("one period", probes.has_steps, _one_period),
    Row("residue classes", probes.has_integer_steps, _residue_classes),
    Row("normal form", probes.always, _normal_form),
    Row("other first points", probes.always, _other_first_points),
    Row("small points", probes.has_several_variables, _small_points),
    Row("branch by branch", probes.has_derivatives, _branches),
    Row("index shift", probes.has_sums, _index_shift),
    Row("induction", probes.may_be_inductive, _induction),
    Row("creative telescoping", probes.has_sums, _telescopes),
    Row("equal derivatives", probes.may_be_differentiated, _equal_derivatives),
    Row("squares", probes.has_roots, _squares),
    Row("random primes", probes.is_too_long, _random_primes),
    Row("values nowhere", probes.may_have_values_nowhere, _values_nowhere, is_resort=True),
    Row("more points", probes.has_points, _more_points, is_resort=True),
    Row("solver", probes.always, _solver),
)
