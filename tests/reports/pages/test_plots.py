"""Drawings: exact corners, nothing that is hidden, values as an evaluation of our own in floats has them."""

import math
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.marking.texts.field_texts import read_value
from grader.reports.pages.curves import GRID, drawn
from grader.reports.pages.html import Markup
from grader.reports.pages.plots import _between, figure
from grader.reports.pages.student import student_html
from grader.verdict import Enclosure, Exact
from tests.reports.pages.support import assert_sound, page_of, parsed, problems, report_of, tag_of

TENT = {"w_0": "[1, 1, 1]", "b_0": "[2, 0, -2]", "w_1": "[3, -3, 3]"}
LINE = {"w_0": "[m, m]", "b_0": "[b, -b]", "w_1": "[1, -1]"}
XOR = {"W_1": "[[1, -1], [-1, 1]]", "b_1": "[0, -1/2]", "W_2": "[1, -1]"}


def drawing(id_, fields, at, *, with_target=False):
    question = problems()[id_].questions[0]
    values = {name: read_value(question, question.fields[name], text)[0].tree for name, text in fields.items()}
    return drawn(question, values, at, question.accepted if with_target else ())


def test_a_network_has_its_corners_exactly():
    curve = drawing("000-piecewise-three-units", TENT, {"x": Exact("1")})
    assert curve.is_exact
    assert curve.is_network
    (run,) = curve.runs
    assert run == ((-4.0, 0.0), (-2.0, 0.0), (0.0, 6.0), (1.0, 6.0), (2.0, 6.0), (4.0, 12.0))
    assert curve.mark == (1.0, 6.0)
    assert curve.target == ()


def test_parameters_have_the_values_at_which_it_fails():
    curve = drawing("000-linear-two-units", LINE, {"m": Exact("-2"), "b": Exact("1"), "x": Exact("-3")})
    assert curve.mark == (-3.0, max(-2 * -3 + 1, 0) - max(-2 * -3 - 1, 0))
    with_target = drawing(
        "000-linear-two-units", LINE, {"m": Exact("-2"), "b": Exact("1"), "x": Exact("-3")}, with_target=True
    )
    for x, y in with_target.target[0]:
        assert y == pytest.approx(-2 * x + 1)


def test_a_formula_is_drawn_on_its_domain_and_not_across_gaps():
    question = problems()["004-q5b-first"].questions[0]
    (reading,) = read_value(question, question.fields["answer"], "1/(z - 1)")
    curve = drawn(question, {"answer": reading.tree}, {"z": Exact("2")})
    assert not curve.is_exact
    assert len(curve.runs) == 2
    assert all(y == pytest.approx(1 / (x - 1)) for run in curve.runs for x, y in run)


def test_the_signs_of_a_network_of_two_inputs():
    signs = drawing("002-q7b-xor", XOR, {"x": (Exact("1"), Exact("0"))})
    assert (len(signs.rows), {len(row) for row in signs.rows}) == (GRID, {GRID})
    for row, cells in enumerate(signs.rows):
        for column, sign in enumerate(cells):
            x, y = (Fraction(2 * (2 * place + 1 - GRID), GRID) for place in (column, row))
            value = max(x - y, 0) - max(y - x - Fraction(1, 2), 0)
            assert sign == (value > 0) - (value < 0)


@pytest.mark.parametrize("at", [{"x": Enclosure("0.3", "0.4")}, {"x": Exact("sqrt(2)")}, {"x": Exact("12345678")}, {}])
def test_no_drawing_where_the_place_is_not_exact_or_far_out(at):
    assert drawing("000-piecewise-three-units", TENT, at) is None


def test_no_drawing_of_what_has_no_output():
    assert drawing("000-piecewise-three-units", {"w_0": "[1, 1, 1]"}, {"x": Exact("1")}) is None


@pytest.mark.parametrize(("reveal", "lines"), [("verdict", 0), ("counterexample", 1), ("answer", 2)])
def test_the_expected_function_is_drawn_only_where_the_answer_is_revealed(reveal, lines):
    page = page_of({"000-piecewise-three-units": TENT}, reveal=reveal)
    assert_sound(page)
    assert sum(tag_of(one) == "polyline" for one in parsed(page).iter()) == lines


@pytest.mark.parametrize(("reveal", "lines"), [("verdict", []), ("counterexample", ["target", "yours"])])
def test_a_problem_may_ask_for_the_expected_function_though_the_answer_is_hidden(reveal, lines):
    report = report_of({"000-piecewise-three-units": TENT}, reveal=reveal)
    (problem,) = report.assignment.problems.values()
    plotted = replace(problem, questions=(replace(problem.questions[0], plot="target"),))
    rules = replace(report.assignment, problems={problem.id: plotted})
    page = student_html(replace(report, assignment=rules), report.students[0])
    assert [one.get("class") for one in parsed(page).iter() if tag_of(one) == "polyline"] == lines
    assert "the function is" not in page


def test_drawings_are_small_and_hold_only_numbers():
    for found in (
        drawing("000-piecewise-three-units", TENT, {"x": Exact("1")}, with_target=True),
        drawing("002-q7b-xor", XOR, {"x": (Exact("1"), Exact("0"))}),
    ):
        shown = figure(found, Markup("x"))
        assert len(shown) < 20_000
        assert "nan" not in shown
        assert "inf" not in shown.replace("infi", "")
        for data in re.findall(r'(?:points|d)="([^"]*)"', shown):
            assert re.fullmatch(r"[-MHVhvz0-9., ]*", data)


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ((0, 0), (2, 2), ((0, 0), (1, 1))),
        ((0, -1), (2, 3), ((0.5, 0), (1, 1))),
        ((0, 0.5), (2, 0.5), ((0, 0.5), (2, 0.5))),
        ((0, 2), (2, 3), None),
        ((0, 2), (2, 2), None),
    ],
)
def test_what_is_seen_of_a_line_between_two_heights(start, end, seen):
    assert _between(start, end, 0, 1) == seen


# Values for drawings.


def sampled(text, places, budget=None):
    (reading,) = read(text, Names(symbols={"x": Symbol("x")}))
    points = [{"x": Fraction(place)} for place in places]
    return samples(reading.tree, Setting((Variable("x", REAL),)), points, budget or Budget())


def test_samples():
    assert sampled("x^2 + 1/2", [0, "1/2", -3]) == [0.5, 0.75, 9.5]
    assert sampled("sin(x)", [1]) == [pytest.approx(math.sin(1))]
    assert sampled("1/x", [0, 2]) == [None, 0.5]
    assert sampled("log(x)", [-1, 1]) == [None, 0.0]
    assert sampled("[x, 1]", [1]) == [None]
    assert sampled("exp(exp(exp(x)))", [9]) == [None]


def test_samples_end_with_the_budget():
    found = sampled("x^2 + x", range(50), Budget(replace(LIMITS, max_steps=20)))
    assert len(found) == 50
    assert found[0] == 0.0
    assert found[-1] is None
