"""The interpreter gives what PyTorch itself gives on random snippets: entries, shapes, kinds of numbers, and errors.

Run as a script with a first seed and a number of snippets, it prints every difference.
"""

from __future__ import annotations

import sys
import warnings
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from flint import arb, fmpq

from grader.errors import AnswerError
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.families.code.errors import FailedError, OpenError, UnreadError
from grader.evidence.families.code.outputs import left_by
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.number_functions import UNDEFINED
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import Listed, Named, Scalar, Tensor
from grader.language.code.program import Frame, Input
from grader.language.code.reader import read_code
from grader.language.reader.domains import parse_domain
from tests.evidence.families.code.snippets import SHAPES, Snippets

torch = pytest.importorskip("torch")

SNIPPETS = 300
torch.set_default_dtype(torch.float64)  # so that new arrays have the type of those that are given
NUMBERS = {
    name: [Fraction((7 * n * n + 5 * n + 3 * len(shape)) % 17 - 8, 4) for n in range(prod(shape))]
    for name, shape in SHAPES.items()
} | {"k": [Fraction(2), Fraction(0), Fraction(3)], "s": [Fraction(5, 2)]}
FAILS = "fails"
UNREAD = "not read"


def domain(name, shape):
    whole = f"real^{{{' x '.join(map(str, shape))}}}" if shape else "real"
    return parse_domain("0..3^3" if name == "k" else whole)


FRAME = Frame(
    tuple(Input(name, (name,), domain(name, shape)) for name, shape in SHAPES.items()), frozenset(SHAPES), "torch"
)


def ours(text):
    values = {
        name: {
            places: fmpq(one.numerator, one.denominator)
            for places, one in zip(product(*map(range, shape)), NUMBERS[name], strict=True)
        }
        for name, shape in SHAPES.items()
    }
    try:
        run = Run(Numbers(values, Budget()), "torch")
        return plain(left_by(read_code(text, frozenset(SHAPES)), FRAME, run, {}).returned)
    except FailedError:
        return FAILS
    except (AnswerError, UnreadError, OpenError, ExceededError) as error:
        return f"{UNREAD}: {error}"
    except Exception as error:
        return f"breaks: {type(error).__name__} {error}"


def plain(value):
    match value:
        case Tensor():
            read = value.reader()
            entries = [number(read(places)) for places in product(*map(range, value.shape))]
            return value.dtype, tuple(value.shape), entries
        case Scalar(entry):
            return kind(entry), "number", [number(entry)]
        case Named(_, items) | Listed(items) | tuple(items):
            return "list", len(items), [plain(item) for item in items]
        case _:
            return "other", str(value), []


def kind(entry):
    return "bool" if isinstance(entry, bool) else ""


def number(entry):
    if entry is UNDEFINED:
        return None
    if isinstance(entry, arb):
        return float(entry)
    return bool(entry) if isinstance(entry, bool) else int(entry.p) / int(entry.q)


def theirs(text):
    given = {
        name: torch.tensor([float(one) for one in NUMBERS[name]], dtype=torch.float64).reshape(shape)
        for name, shape in SHAPES.items()
        if shape
    } | {"k": torch.tensor([2, 0, 3]), "s": 2.5}
    body = "\n".join(f"    {line}" for line in text.split("\n"))
    warnings.simplefilter("ignore")
    names = {"torch": torch, "F": torch.nn.functional}
    exec(f"def run({', '.join(given)}):\n{body}", names)  # text that was made here
    try:
        return shown(names["run"](**given))
    except Exception:
        return FAILS


def shown(value):
    if isinstance(value, torch.Size):
        return "list", len(value), [shown(item) for item in value]
    if isinstance(value, torch.Tensor):
        dtype = "float" if value.is_floating_point() else "bool" if value.dtype == torch.bool else "int"
        return dtype, tuple(value.shape), value.flatten().tolist()
    if isinstance(value, bool | int | float):
        return "bool" if isinstance(value, bool) else "", "number", [value]
    if isinstance(value, tuple | list):
        return "list", len(value), [shown(item) for item in value]
    return "other", str(value), []


def difference(text):
    """Return how both differ, empty where they agree or we do not read it."""
    found, wanted = ours(text), theirs(text)
    if isinstance(found, str) and found.startswith(UNREAD):
        return ""
    return "" if alike(found, wanted) else f"{found} but {wanted}"


def alike(found, wanted):
    if not isinstance(found, str) and isinstance(wanted, str):
        return None in entries_of(found)
    if isinstance(found, str) or isinstance(wanted, str):
        return found == wanted
    if found[:2] != wanted[:2]:
        return False
    if None in found[2]:  # no value: nothing is said
        return True
    return all(
        alike(*pair) if isinstance(pair[0], tuple) else near(*pair) for pair in zip(found[2], wanted[2], strict=True)
    )


def entries_of(found):
    """Return the entries: whole numbers divided by 0 fail there, and have no value here."""
    return [one for item in found[2] for one in (entries_of(item) if isinstance(item, tuple) else [item])]


def near(one, other):
    return other == other and abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(other)))


@pytest.mark.parametrize("seed", range(4))
def test_both_give_the_same(seed):
    snippets = Snippets(seed)
    texts = [snippets.one() for _ in range(SNIPPETS)]
    assert {text: said for text in texts if (said := difference(text))} == {}


if __name__ == "__main__":
    made = Snippets(int(sys.argv[1]))
    texts = [made.one() for _ in range(int(sys.argv[2]))]
    results = {text: (ours(text), theirs(text)) for text in texts}
    for text, (mine, other) in results.items():
        if difference(text):
            print(repr(text), "\n   ours  ", str(mine)[:160], "\n   theirs", str(other)[:160])
    print(len(texts), "snippets;", sum(mine == FAILS for mine, _ in results.values()), "fail here;",
          sum(isinstance(mine, str) and mine.startswith(UNREAD) for mine, _ in results.values()), "are not read;",
          sum(bool(difference(text)) for text in texts), "differ")  # fmt: skip
