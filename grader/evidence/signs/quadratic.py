"""Sums of squares: polynomials of degree 2 by symmetric elimination."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from grader.evidence.trees.polynomials import Polynomial, kernels_of
from grader.evidence.trees.ranges.sign import Sign

MAX_SIZE = 8  # kernels of a quadratic form
Square = list[list[Any]]  # a symmetric matrix of `flint.fmpq`


def quadratic_sign(polynomial: Polynomial) -> Sign:
    """Return the sign of a polynomial of degree 2 for all real values of its kernels.

    The matrix of the form, made homogeneous with one more variable in the first place, is positive semidefinite
    where all pivots of a symmetric elimination are >= 0; the form's values are then >= 0. They are > 0 where the
    constant left after elimination of all kernels is.
    """
    kernels = kernels_of(polynomial)
    degree = max(sum(exponent for _, exponent in monomial) for monomial in polynomial)
    if degree != 2 or len(kernels) > MAX_SIZE:
        return Sign.UNKNOWN
    matrix = _matrix(polynomial, kernels)
    corner = next(matrix[i][i] for i in range(1, len(matrix)))
    if corner < 0:
        below = _positive([[-entry for entry in row] for row in matrix])
        return {Sign.POSITIVE: Sign.NEGATIVE, Sign.NON_NEGATIVE: Sign.NON_POSITIVE}.get(below, Sign.UNKNOWN)
    return _positive(matrix)


def _matrix(polynomial: Polynomial, kernels: tuple[int, ...]) -> Square:
    place = {kernel: index + 1 for index, kernel in enumerate(kernels)}
    size = len(kernels) + 1
    matrix = [[fmpq(0)] * size for _ in range(size)]
    for monomial, coefficient in polynomial.items():
        places = [place[kernel] for kernel, exponent in monomial for _ in range(exponent)]
        i, j = [0, 0, *places][-2:]
        matrix[i][j] += coefficient / 2
        matrix[j][i] += coefficient / 2
    return matrix


def _positive(matrix: Square) -> Sign:
    """Eliminate from the last row up to the first, which stands for the constant."""
    size = len(matrix)
    for pivot in range(size - 1, 0, -1):
        value = matrix[pivot][pivot]
        if value < 0 or (value == 0 and any(matrix[pivot][:pivot])):
            return Sign.UNKNOWN
        if value == 0:
            continue
        for i in range(pivot):
            for j in range(pivot):
                matrix[i][j] -= matrix[i][pivot] * matrix[pivot][j] / value
    rest = matrix[0][0]
    return Sign.POSITIVE if rest > 0 else Sign.NON_NEGATIVE if rest == 0 else Sign.UNKNOWN
