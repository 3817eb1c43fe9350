"""The driver: declining asks the next row, Unknown ends a search but for last resorts, agreement needs definedness."""

import pytest

from grader.claims.statements import Equal, Setting
from grader.comparing.sides import names_for, read_text
from grader.errors import AnswerError
from grader.evidence import Budget
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.method import Agreement, Scope
from grader.evidence.question.goal import Goal
from grader.evidence.strategy import budget_of, compare, table
from grader.evidence.strategy.driver import ENGINE
from grader.evidence.strategy.table import Row
from grader.language.domains import REAL, Variable
from grader.language.tree import symbols
from grader.verdict import Point, Proof, Unknown
from tests.evidence.deciding import setting, tree
from tests.pairs import cases


def row(name, answer, is_resort=False, is_final=False):
    def method(question):
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Row(name, lambda question: True, lambda: method, is_resort, is_final, is_for_plain=True)


def goal(left="x", right="x"):
    sides = tree(left), tree(right)
    return Goal(Equal(*sides), Scope(setting({}, *sides), budget_of()), both=True)


PROVED = Proof("a")
TOO_LONG = Unknown("a number has too many digits", "max_bits")
OPEN = Unknown("not settled", "max_terms")
DRIVEN = [
    ([row("none", None), row("proof", PROVED)], PROVED),
    ([row("declined", DeclinedError("no form")), row("proof", PROVED)], PROVED),
    ([row("declined", DeclinedError("no form", "max_bits")), row("none", None)], Unknown("no form", "max_bits")),
    ([row("open", OPEN), row("proof", PROVED)], OPEN),
    ([row("open", OPEN), row("proof", PROVED), row("resort", Proof("b"), True)], Proof("b")),
    ([row("open", OPEN, is_final=True), row("resort", Proof("b"), True)], OPEN),
    (
        [row("spent", ExceededError("max_bits")), row("proof", PROVED)],
        TOO_LONG,
    ),
    ([row("unclear", UnclearError("not clear"))], Unknown("not clear")),
    ([], Unknown("no proof and no counterexample was found")),
]


@pytest.mark.parametrize(("rows", "expected"), DRIVEN)
def test_rows_are_asked_in_turn(rows, expected, monkeypatch):
    monkeypatch.setattr(table, "GOALS", tuple(rows))
    assert ENGINE.decide(goal()) == expected


def test_agreement_is_a_proof_once_definedness_is_proved(monkeypatch):
    monkeypatch.setattr(table, "SIDES", (row("agreed", Agreement(PROVED)),))
    assert ENGINE.decide(goal("x^2/x", "x")) == Proof("a", ("x = 0",))
    assert isinstance(ENGINE.decide(goal("sqrt(x)^2", "x")), Point)


def test_what_limits_stop_in_sides_stops_the_statement(monkeypatch):
    monkeypatch.setattr(table, "SIDES", (row("spent", ExceededError("max_bits")), row("agreed", Agreement(PROVED))))
    assert ENGINE.decide(goal()) == TOO_LONG


def test_each_row_has_a_name_of_its_own_and_loads():
    for rows in (table.GOALS, table.SIDES, table.COMPLEX_SIDES):
        assert len({one.name for one in rows}) == len(rows)
        assert all(callable(one.load()) for one in rows)


@pytest.mark.parametrize("case", cases("corpus", "breadth")[::7], ids=str)
def test_of_numbers_alone_no_row_is_asked_that_is_not_for_them(case):
    names, domains = names_for(dict(case.where))
    try:
        sides = [read_text(text, names)[0].tree for text in (case.left, case.right)]
    except AnswerError:
        return
    used = sorted({name for side in sides for name in symbols(side)} | domains.keys())
    variables = tuple(Variable(name, domains.get(name, REAL)) for name in used)
    asked = Goal(Equal(*sides), Scope(Setting(variables), budget_of()), True, True, may_be_probable=True)
    concerned = {row.name for row in table.GOALS if row.concerns(asked)}
    assert not asked.is_plain or concerned == {row.name for row in table.GOALS if row.is_for_plain}
    assert not asked.is_scalar or concerned <= {row.name for row in table.GOALS if row.is_for_scalars}


def test_a_part_of_a_budget_brings_the_oracle_and_spends_the_whole():
    whole = budget_of(Budget())
    part = whole.share(2)
    part.spend(5)
    assert (part.oracle, whole.spent) == (ENGINE, 5)
    with pytest.raises(DeclinedError):
        _ = Budget().oracle


def test_lists_in_brackets_are_no_intervals_when_read_as_lists():
    sides = tree("(0, 1)"), tree("[0, 1]")
    assert isinstance(compare(*sides, setting({}, *sides)), Unknown)


@pytest.mark.parametrize("left", ["lambertw(z) e^{lambertw(z)}", "cbrt(z)^3"])
def test_points_of_reals_say_nothing_about_complex_numbers(left):
    sides = tree(left, {"z": "complex"}), tree("z", {"z": "complex"})
    assert isinstance(compare(*sides, setting({"z": "complex"}, *sides)), Unknown)
