"""The interpreter gives what NumPy itself gives, entry by entry, and fails where NumPy raises an error."""

import re
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from flint import arb, fmpq

from grader.evidence.budget import Budget
from grader.evidence.families.code.errors import FailedError
from grader.evidence.families.code.outputs import left_by
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.number_functions import UNDEFINED
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import Listed, Scalar, Tensor
from grader.language.code.program import Frame, Input
from grader.language.code.reader import read_code
from grader.language.reader.domains import parse_domain
from tests.caselists import read_values

CASES = read_values(Path("tests/cases/code-numpy.yaml"))
SHAPES = {"x": (3, 4), "y": (4, 3), "z": (2, 3, 4), "v": (4,), "u": (3,), "k": (3,), "s": ()}
NUMBERS = {
    name: [Fraction((7 * n * n + 5 * n + 3 * len(shape)) % 17 - 8, 4) for n in range(int(np.prod(shape)))]
    for name, shape in SHAPES.items()
} | {"k": [Fraction(2), Fraction(0), Fraction(3)], "s": [Fraction(5, 2)]}


def frame():
    domains = {name: f"real^{{{' x '.join(map(str, shape))}}}" if shape else "real" for name, shape in SHAPES.items()}
    domains["k"] = "0..3^3"
    inputs = tuple(Input(name, (name,), parse_domain(domain)) for name, domain in domains.items())
    return Frame(inputs, frozenset(SHAPES), "numpy")


def ours(text):
    values = {
        name: {
            places: fmpq(one.numerator, one.denominator)
            for places, one in zip(product(*map(range, shape)), NUMBERS[name], strict=True)
        }
        for name, shape in SHAPES.items()
    }
    run = Run(Numbers(values, Budget()), "numpy")
    return run, plain(left_by(read_code(text, frozenset(SHAPES)), frame(), run, {}).returned)


def plain(value):
    match value:
        case Tensor():
            read = value.reader()
            entries = [number(read(places)) for places in product(*map(range, value.shape))]
            return np.array(entries, dtype=value.dtype).reshape(value.shape)
        case Scalar(entry):
            return number(entry)
        case Listed(items) | tuple(items):
            return np.array([plain(item) for item in items])
        case _:
            return value


def number(entry):
    if entry is UNDEFINED:
        return float("nan")
    if isinstance(entry, arb):
        return float(entry)
    return bool(entry) if isinstance(entry, bool) else int(entry.p) / int(entry.q)


def theirs(text):
    given = {
        name: np.array([float(one) for one in NUMBERS[name]]).reshape(shape) for name, shape in SHAPES.items() if shape
    } | {"k": np.array([2, 0, 3]), "s": 2.5}
    body = "\n".join(f"    {line}" for line in text.split("\n"))
    names = dict(given, np=np)
    exec(f"def run({', '.join(given)}):\n{body}", names)  # our own text, from the repository
    with np.errstate(all="ignore"):
        return names["run"](**given)


@pytest.mark.parametrize("text", CASES["runs"], ids=lambda text: re.sub(r"\s+", " ", text)[:60])
def test_both_give_the_same(text):
    _, found = ours(text)
    wanted = theirs(text)
    assert np.shape(found) == np.shape(wanted)
    assert np.allclose(np.asarray(found, float), np.asarray(wanted, float), rtol=1e-12, atol=1e-12)
    if isinstance(wanted, np.ndarray):
        assert np.asarray(found).dtype.kind == wanted.dtype.kind


@pytest.mark.parametrize("text", CASES["fails"], ids=lambda text: re.sub(r"\s+", " ", text)[:60])
def test_both_fail(text):
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever NumPy raises
        theirs(text)
    with pytest.raises(FailedError) as error:
        ours(text)
    assert error.value.line > 0
