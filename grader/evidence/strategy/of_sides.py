"""The ways to decide whether two sides, which are numbers, are equal, in their order; a row for a new one is all.

The order is: what decides completely and declines at once, then what costs least; last resorts are asked at the end.
Sides that are complex numbers have a table of their own.
"""

from __future__ import annotations

from grader.evidence.method import Method
from grader.evidence.question import probes
from grader.evidence.question.question import Question
from grader.evidence.strategy.row import Row, proving


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
    from grader.evidence.families.induction.creative_telescoping import by_telescopes

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


def _first_complex_points() -> Method[Question]:
    from grader.evidence.statements.complex.equal import at_first_complex_points

    return at_first_complex_points


def _complex_constants() -> Method[Question]:
    from grader.evidence.statements.complex.equal import of_complex_constants

    return of_complex_constants


def _one_field() -> Method[Question]:
    from grader.evidence.statements.complex.equal import over_field

    return over_field


def _complex_normal_form() -> Method[Question]:
    from grader.evidence.normal_form import by_normal_form
    from grader.evidence.statements.complex.equal import proving_complex

    return proving_complex(by_normal_form)


def _complex_index_shift() -> Method[Question]:
    from grader.evidence.families.induction.shifted import equal_from_zero
    from grader.evidence.statements.complex.equal import proving_complex

    return proving_complex(equal_from_zero)


def _few_complex_points() -> Method[Question]:
    from grader.evidence.statements.complex.equal import at_few_complex_points

    return at_few_complex_points


def _real_and_imaginary_parts() -> Method[Question]:
    from grader.evidence.statements.complex.parts import by_parts

    return by_parts


def _more_complex_points() -> Method[Question]:
    from grader.evidence.statements.complex.equal import at_more_complex_points

    return at_more_complex_points


SIDES: tuple[Row[Question], ...] = (
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

# Of complex numbers provers are asked that use no order; no fact about real functions is used, but by the parts.
COMPLEX_SIDES: tuple[Row[Question], ...] = (
    Row("first complex points", probes.always, _first_complex_points),
    Row("complex constants", probes.has_no_variables, _complex_constants),
    Row("complex numbers beside real ones", probes.is_by_field, _one_field, is_final=True),
    Row("normal form of complex numbers", probes.always, _complex_normal_form),
    Row("complex index shift", probes.has_sums, _complex_index_shift),
    Row("few complex points", probes.always, _few_complex_points, is_resort=True),
    Row("real and imaginary parts", probes.always, _real_and_imaginary_parts, is_resort=True),
    Row("more complex points", probes.always, _more_complex_points, is_resort=True),
)
