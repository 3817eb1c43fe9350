"""The ways to decide whole statements, in their order: a row for a new one is all that the strategy must know of it.

The order is: what decides completely and declines at once, then what costs least; last resorts are asked at the end.
What has rows of its own for sides, as equality of numbers has, hands them to the table of sides (`of_sides`).
"""

from __future__ import annotations

from grader.evidence.method import Method
from grader.evidence.question import probes
from grader.evidence.question.goal import Goal
from grader.evidence.strategy.row import Row


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


def _units_by_a_rule() -> Method[Goal]:
    from grader.evidence.families.piecewise.sized.decide import decide_sized

    return decide_sized


def _points_after_a_limit() -> Method[Goal]:
    from grader.evidence.families.piecewise.line.limited import points_after_limit

    return points_after_limit


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
    from grader.evidence.statements.arrays.indicators import by_entry

    return by_entry


def _arrays() -> Method[Goal]:
    from grader.evidence.families.matrices.decide import decide

    return decide


def _letter_powers() -> Method[Goal]:
    from grader.evidence.families.matrices.powers.with_letters import letter_powers

    return letter_powers


def _matrix_powers() -> Method[Goal]:
    from grader.evidence.families.matrices.powers.written import matrix_powers

    return matrix_powers


def _up_to() -> Method[Goal]:
    from grader.evidence.statements.arbitrary_constants.up_to import compared_up_to

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


def _classes() -> Method[Goal]:
    from grader.evidence.families.integers.conditions import by_classes

    return by_classes


def _split_sums() -> Method[Goal]:
    from grader.evidence.statements.arrays.split_sums import by_split_sums

    return by_split_sums


def _named_extrema() -> Method[Goal]:
    from grader.evidence.statements.arrays.named_extrema import by_named_extrema

    return by_named_extrema


def _same_differences() -> Method[Goal]:
    from grader.evidence.statements.arrays.same_differences import by_differences

    return by_differences


def _one_entry() -> Method[Goal]:
    from grader.evidence.statements.arrays.one_entry import at_one_entry

    return at_one_entry


def _two_entries() -> Method[Goal]:
    from grader.evidence.statements.arrays.two_entries import at_two_entries

    return at_two_entries


def _their_sizes() -> Method[Goal]:
    from grader.evidence.statements.arrays.two_entries import at_their_sizes

    return at_their_sizes


def _outside_entries() -> Method[Goal]:
    from grader.evidence.statements.arrays.outside_entries import without_entries

    return without_entries


def _membership() -> Method[Goal]:
    from grader.evidence.statements.member import member

    return member


def _orthonormal_vectors() -> Method[Goal]:
    from grader.evidence.statements.arrays.orthonormal import in_their_basis

    return in_their_basis


def _test_functions() -> Method[Goal]:
    from grader.evidence.families.derivatives.weak import against_test_functions

    return against_test_functions


def _unknown_functions() -> Method[Goal]:
    from grader.evidence.statements.unknown_functions import for_one_function

    return for_one_function


GOALS: tuple[Row[Goal], ...] = (
    Row("orthonormal vectors", probes.may_be_orthonormal, _orthonormal_vectors),
    Row("test functions", probes.has_test_functions, _test_functions),
    Row("antiderivatives", probes.has_integrals, _antiderivatives, is_for_scalars=True),
    Row("undeclared sets", probes.may_be_sets, _undeclared_sets),
    Row("solution sets", probes.is_set, _solution_sets),
    Row("growth", probes.is_growth, _growth, is_final=True),
    Row("units by a rule", probes.has_units_by_a_rule, _units_by_a_rule, is_for_scalars=True),
    Row("pieces on a line", probes.has_units, _pieces_on_a_line, is_for_scalars=True),
    Row("points after a limit", probes.is_stopped_on_units, _points_after_a_limit, is_resort=True, is_for_scalars=True),
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
    Row("residue classes of conditions", probes.is_condition_on_integers, _classes, is_resort=True),
    Row("membership", probes.is_membership, _membership),
    Row("entries outside", probes.has_entries_of_any_size, _outside_entries, is_resort=True),
    Row("one entry", probes.has_any_size, _one_entry, is_resort=True),
    Row("two entries", probes.has_any_size, _two_entries, is_resort=True),
    Row("arrays that misfit", probes.has_arrays_of_known_size, _their_sizes, is_resort=True),
    Row("unknown functions", probes.has_unknown_functions, _unknown_functions, is_resort=True),
)
