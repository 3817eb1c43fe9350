"""The shapes of definitions, as far as their formulas show them."""

import pytest

from grader.language.domains import Domain
from grader.language.names import Names, Symbol
from grader.language.printing import show_domain
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.problems.declared.shapes import shape_of

DECLARED = {"A": "real^{m x n}", "B": "real^{n x k}", "x": "real^n", "y": "real^m", "c": "real", "i": "1..n"}
NAMES = Names({name: Symbol(name, parse_domain(text)) for name, text in DECLARED.items()})


@pytest.mark.parametrize(
    ("formula", "shape"),
    [
        ("c + 1", "real"),
        ("A x", "real^m"),
        ("2 A B", "real^{m x k}"),
        ("A^T y", "real^n"),
        ("y^T A", "real^{1 x n}"),
        ("y^T A x", "real"),
        ("y x^T", "real^{m x n}"),
        ("relu(A x) + y", "real^m"),
        ("x ⊙ x", "real^n"),
        ("norm(x)^2", "real"),
        ("x_i", "real"),
        ("A_{i, 1}", "real"),
        ("A_i", "real^n"),
        ("[[1, c], [2, 3], [4, 5]]", "real^{3 x 2}"),
        ("-x / c", "real^n"),
        ("grad(norm(A x)^2, A)", "real^{m x n}"),
        ("softmax(x)", "real^n"),
        ("y ⊗ x", "real^{m x n}"),
        ("diag(x)", None),
        ("diag(x) + A", None),
        ("diag(x) A", None),
    ],
)
def test_shapes(formula, shape):
    tree = read(formula, NAMES)[0].tree
    found = shape_of(tree, {name: symbol.domain.shape for name, symbol in NAMES.symbols.items()})
    assert (None if found is None else show_domain(Domain(shape=found))) == shape
