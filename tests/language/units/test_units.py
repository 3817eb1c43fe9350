"""Units: every row of the cases, and the table against one that we did not write."""

from fractions import Fraction
from math import isclose, pi
from pathlib import Path
from random import Random

import pint
import pytest

from grader.api import check, problem_from
from grader.errors import ProblemError
from grader.language.units.reading import NoUnitError, read_unit
from grader.language.units.table import BINARY_PREFIXES, SI_PREFIXES, UNITS
from tests.caselists import read_texts
from tests.rows import batches, each

PATH = Path(__file__).parents[2] / "cases" / "units.yaml"
CASES = read_texts(PATH)
OTHER_NAMES = {  # what pint calls these
    **{"°": "degree", "Ω": "ohm", "%": "percent", "yr": "julian_year", "wk": "week", "h": "hour", "d": "day"},
    **{"min": "minute", "in": "inch", "ha": "hectare", "t": "metric_ton", "L": "liter", "B": "byte", "kn": "knot"},
    **{"mph": "mile_per_hour", "cal": "calorie", "atm": "atmosphere", "bar": "bar", "g": "gram", "s": "second"},
    **{
        "m": "meter",
        "A": "ampere",
        "K": "kelvin",
        "N": "newton",
        "J": "joule",
        "W": "watt",
        "C": "coulomb",
        "V": "volt",
    },
    **{"F": "farad", "S": "siemens", "T": "tesla", "H": "henry", "Pa": "pascal", "Hz": "hertz", "eV": "electron_volt"},
    **{"Wb": "weber", "lm": "lumen", "lx": "lux", "Bq": "becquerel", "Gy": "gray", "Sv": "sievert", "kat": "katal"},
    **{"Ns": "newton * second", "Js": "joule * second", "Ws": "watt * second", "VA": "volt * ampere"},
    **{"Vs": "volt * second", "kgm": "kilogram * meter", "kgK": "kilogram * kelvin", "molK": "mole * kelvin"},
    **{"mmHg": "torr", "dpt": "1 / meter", "mol": "mole", "cd": "candela", "rad": "radian", "sr": "steradian"},
}
PREFIX_NAMES = {
    **{"Q": "quetta", "R": "ronna", "Y": "yotta", "Z": "zetta", "E": "exa", "P": "peta", "T": "tera", "G": "giga"},
    **{
        "M": "mega",
        "k": "kilo",
        "h": "hecto",
        "da": "deca",
        "d": "deci",
        "c": "centi",
        "m": "milli",
        "µ": "micro",
        "u": "micro",
    },
    **{"n": "nano", "p": "pico", "f": "femto", "a": "atto", "z": "zepto", "y": "yocto"},
    **{"Ki": "kibi", "Mi": "mebi", "Gi": "gibi", "Ti": "tebi", "Pi": "pebi"},
}
PREFIXES = {"si": list(SI_PREFIXES), "binary": list(BINARY_PREFIXES), "": []}


def rows():
    return [
        ({name: case[name] for name in ("prompt", "answer") if name in case}, answer, outcome, said)
        for case in CASES
        for outcome, answers in case.items()
        if outcome not in {"prompt", "answer"}
        for answer, said in (answers.items() if isinstance(answers, dict) else ((one, "") for one in answers))
    ]


@pytest.mark.parametrize("some", batches(rows()), ids=lambda some: some[0][1][:60])
def test_quantities_are_marked(some):
    each(some, _is_marked)


def _is_marked(row):
    asked, answer, outcome, said = row
    verdict = check(problem_from({"id": "q", **asked}), answer)
    assert verdict.outcome.value == outcome, verdict
    assert said in str(verdict)


def test_conversions_agree_with_another_table():
    registry = pint.UnitRegistry()
    random = Random(7)
    rows = [row for row in UNITS if not row.zero]
    seen = 0
    while seen < 2000:
        texts, names = [], []
        for row in random.sample(rows, random.randint(1, 3)):
            prefix = random.choice(["", *PREFIXES[row.prefixes]])
            power = random.choice((1, 1, 2, -1, -2))
            texts.append(f"{prefix}{row.symbol}^{power}")
            names.append(f"({PREFIX_NAMES.get(prefix, '')}{OTHER_NAMES.get(row.symbol, row.symbol)})**{power}")
        if any(text.startswith(("Grad^", "dag^")) for text in texts):
            continue  # German for degrees here, Dutch for days, Dutch for a day
        try:
            ours = read_unit(" * ".join(texts))
            theirs = registry.Quantity(1, " * ".join(names)).to_base_units()
        except (NoUnitError, pint.UndefinedUnitError):
            continue
        seen += 1
        value = float(ours.factor) * pi**ours.turns
        assert isclose(value, theirs.magnitude, rel_tol=1e-9), (texts, value, theirs)


@pytest.mark.parametrize("text", ["m m", "m/s s", "foo", "", "m^99", "m^", "(m", "5", "m" * 200, "kkg", "mmin", "mÅ"])
def test_what_is_no_unit(text):
    with pytest.raises(NoUnitError):
        read_unit(text)


def test_a_minute_is_no_milli_inch():
    assert read_unit("min").factor == 60
    assert read_unit("kB").factor == 8000
    assert read_unit("KiB").factor == 8192
    assert read_unit("eV").factor == Fraction(1602176634, 10**28)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"unit": "m/x"}, "`m/x` is no unit that is known: expected a unit, such as m/s^2, kg or %"),
        ({"unit_form": "fixed"}, "`unit_form` needs `unit`"),
    ],
)
def test_a_unit_that_is_none_is_a_fault_of_the_file(more, why):
    with pytest.raises(ProblemError) as said:
        problem_from({"id": "q", "answer": {"type": "number", "expected": "2", **more}})
    assert why in str(said.value)


def test_a_unit_may_carry_points():
    asked = {"type": "number", "expected": "5", "unit": {"unit": "N", "points": 1}}
    problem = problem_from({"id": "q", "points": 3, "answer": asked})
    scores = {text: check(problem, text).score for text in ("5 N", "5", "5 kg", "6 N", "6")}
    assert scores == {"5 N": 3, "5": 2, "5 kg": 2, "6 N": 1, "6": 0}
