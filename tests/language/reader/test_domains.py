"""The grammar of domains, of signatures and of `--var`, and domains as text."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import AnswerError, LimitError
from grader.language.domains import REAL, Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.printing import for_all_text, show_domain
from grader.language.reader.domains import MAX_DOMAIN, parse_domain, parse_function, parse_variable
from grader.language.tree import Add, Const, Div, Mul, Neg, Num, Sym
from tests.language import strategies as made

POSSIBLE = (
    "Possible: real, positive, negative, non-negative, nonzero, integer, positive integer, non-negative integer, "
    "complex, size, [0, 1], (0, oo), {0, 1}, 1..d, or with dimensions real^d, real^{m x n}."
)


def n(value):
    return Num(Fraction(value))


def test_real_is_the_default():
    assert parse_domain("real") == REAL == Domain()


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("positive", Domain(low=n(0))),
        ("negative", Domain(high=n(0))),
        ("non-negative", Domain(low=n(0), low_closed=True)),
        ("nonzero", Domain(nonzero=True)),
        ("integer", Domain("integer")),
        ("positive integer", Domain("integer", low=n(1), low_closed=True)),
        ("non-negative integer", Domain("integer", low=n(0), low_closed=True)),
        ("complex", Domain("complex")),
        ("size", Domain("size", low=n(1), low_closed=True)),
        ("[0, 1]", Domain(low=n(0), high=n(1), low_closed=True, high_closed=True)),
        ("(-1/2, 0.5]", Domain(low=Neg(Div(n(1), n(2))), high=n("0.5"), high_closed=True)),
        ("[0, 2 pi)", Domain(low=n(0), high=Mul((n(2), Const("pi"))), low_closed=True)),
        ("[0, b]", Domain(low=n(0), high=Sym("b"), low_closed=True, high_closed=True)),
        ("(-oo, 3)", Domain(high=n(3))),
        ("(-oo, oo)", Domain()),
        ("{0, 1}", Domain("integer", members=(n(0), n(1)))),
        ("{-1, 1/2}", Domain(members=(Neg(n(1)), Div(n(1), n(2))))),
        ("1..d", Domain("integer", low=n(1), high=Sym("d"), low_closed=True, high_closed=True)),
        ("0..n-1", Domain("integer", low=n(0), high=Add((Sym("n"), Neg(n(1)))), low_closed=True, high_closed=True)),
        ("real^d", Domain(shape=(Sym("d"),))),
        ("real^3", Domain(shape=(n(3),))),
        ("real^{m x n}", Domain(shape=(Sym("m"), Sym("n")))),
        ("real^{O x I}", Domain(shape=(Sym("O"), Sym("I")))),
        ("real^{nxm}", Domain(shape=(Sym("n"), Sym("m")))),
        ("real^(2xn)", Domain(shape=(n(2), Sym("n")))),
        ("real^{2k}", Domain(shape=(Mul((n(2), Sym("k"))),))),
        ("real^(n-1)", Domain(shape=(Add((Sym("n"), Neg(n(1)))),))),
        ("real^{n_1 x 3}", Domain(shape=(Sym("n_1"), n(3)))),
        ("integer^3", Domain("integer", shape=(n(3),))),
        ("positive^d", Domain(low=n(0), shape=(Sym("d"),))),
        ("[0, 1]^{2 x x}", Domain(low=n(0), high=n(1), low_closed=True, high_closed=True, shape=(n(2), Sym("x")))),
    ],
)
def test_what_a_domain_means(text, domain):
    parsed = parse_domain(text)
    assert parsed == Domain(
        **{slot: getattr(domain, slot) for slot in Domain.__slots__ if slot != "text"}, text=parsed.text
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (" positive  integer ", "positive integer"),
        ("nonnegative", "non-negative"),
        ("non negative", "non-negative"),
        ("non-zero", "nonzero"),
        ("positive real", "positive"),
        ("(0, oo)", "positive"),
        ("[0, ∞)", "non-negative"),
        ("1..oo", "positive integer"),
        ("]0, 1[", "(0, 1)"),
        (r"\{0, 1\}", "{0, 1}"),
        ("R", "real"),
        (r"\mathbb{R}^{1\times k}", "real^{1 x k}"),
        ("ℝ^n", "real^n"),
        ("real^{m × n}", "real^{m x n}"),
        ("real^{3x4}", "real^{3 x 4}"),
        ("real^(m x n)", "real^{m x n}"),
        ("[0,η]", "[0, eta]"),
    ],
)
def test_other_spellings(text, same):
    assert parse_domain(text) == parse_domain(same)
    assert parse_domain(text).text == same


@pytest.mark.parametrize(
    ("text", "message", "pointed"),
    [
        ("", "Expected a domain: " + POSSIBLE.removeprefix("Possible: "), ""),
        ("postive", f"`postive` is no domain. Did you mean `positive`? {POSSIBLE}", "postive"),
        ("Real", f"`Real` is no domain. Did you mean `real`? {POSSIBLE}", "Real"),
        ("rational", f"`rational` is no domain. {POSSIBLE}", "rational"),
        ("[0, 1", f"`[0, 1` is no domain. {POSSIBLE}", "[0, 1"),
        (
            "natural",
            "`natural` has two meanings, with and without 0: write `positive integer` or `non-negative integer`.",
            "natural",
        ),
        ("[1, 0]", "There is no value between these bounds.", "[1, 0]"),
        ("(0, 0]", "There is no value between these bounds.", "(0, 0]"),
        ("3..2", "There is no value between these bounds.", "3..2"),
        ("[0, oo]", "Infinity is no number: write a round bracket beside `oo`.", "oo"),
        ("(oo, 1)", "Expected a finite number here.", "oo"),
        ("(0, 2 oo)", "Expected a finite number here.", "2 oo"),
        ("{0, [1, 2]}", "Expected a finite number here.", "[1, 2]"),
        ("[0, 1, 2]", "Expected two bounds in an interval, such as `[0, 1]`.", "[0, 1, 2]"),
        ("[0, 1/2x]", "This has two readings: write `(1/2) x` or `1/(2 x)`.", "1/2x"),
        ("1..2.5", "Expected an integer beside `..`.", "2.5"),
        ("real^0", "Expected a dimension: a positive integer or an expression in sizes.", "0"),
        ("real^{2 x 1.5}", "Expected a dimension: a positive integer or an expression in sizes.", "1.5"),
        ("real^pi", "Expected a dimension: a positive integer or an expression in sizes.", "pi"),
        ("real^", "Expected an expression.", ""),
        ("{}", "Expected an expression.", "}"),
    ],
)
def test_errors_point_and_say_what_is_possible(text, message, pointed):
    with pytest.raises(AnswerError) as caught:
        parse_domain(text)
    error = caught.value
    assert error.message == message
    assert error.text == text
    assert text[error.span.start : error.span.end] == pointed


def test_an_undeclared_bound_is_an_error_where_names_are_given():
    names = Names(symbols={"b": Symbol("b")})
    assert parse_domain("[0, b]", names).high == Sym("b")
    with pytest.raises(AnswerError) as caught:
        parse_domain("[0, c]", names)
    assert caught.value.message == "`c` is not declared. Declared: b."
    assert caught.value.pointed().splitlines()[1:] == ["    [0, c]", "        ^"]


def test_a_letter_may_be_a_dimension_though_nobody_declared_it():
    assert parse_domain("real^{d x e}", Names()).shape == (Sym("d"), Sym("e"))


def test_long_texts_are_not_read():
    with pytest.raises(LimitError, match=f"at most {MAX_DOMAIN} characters"):
        parse_domain("{" + "0, " * MAX_DOMAIN + "0}")


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("x:positive", Variable("x", parse_domain("positive"))),
        ("w0: real^3", Variable("w_0", parse_domain("real^3"))),
        ("η:[0, 1]", Variable("eta", parse_domain("[0, 1]"))),
        ("x", Variable("x")),
    ],
)
def test_variables(text, variable):
    assert parse_variable(text) == variable


def test_errors_in_variables_point_into_the_whole():
    with pytest.raises(AnswerError) as caught:
        parse_variable("eta: postive")
    assert caught.value.pointed().splitlines()[1:] == ["    eta: postive", "         ^^^^^^^"]
    with pytest.raises(AnswerError, match="Expected a name, such as `x:positive`"):
        parse_variable(":real")


@pytest.mark.parametrize(
    ("text", "arity"),
    [("real -> real", 1), ("real, real -> real", 2), ("real^2 -> real", 2), ("real^2, real → real", 3), ("R -> R", 1)],
)
def test_signatures(text, arity):
    assert parse_function(text) == arity


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("real", "Expected a signature, such as `real -> real` or `real, real -> real`."),
        ("positive -> real", "Expected `real` or `real^2`: unknown functions are defined everywhere."),
        ("real^d -> real", "Expected `real` or `real^2`: unknown functions are defined everywhere."),
        ("real -> real^2", "Expected `real` after the arrow: an unknown function has one real value."),
    ],
)
def test_errors_in_signatures(text, message):
    with pytest.raises(AnswerError) as caught:
        parse_function(text)
    assert caught.value.message == message


def variables(*texts):
    return [parse_variable(text) for text in texts]


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ([], ""),
        (["x: real"], "all real x"),
        (["m: real", "b: real", "x: real"], "all real m, b and x"),
        (["x: positive", "n: integer"], "all x > 0 and all integers n"),
        (["eta: positive", "gamma: positive"], "all eta, gamma > 0"),
        (["a: nonzero", "i: 1..d", "n: size"], "all real a != 0, all i in 1..d and all positive integers n"),
        (["W: real^{d x d}", "x: real^d"], "all W in real^{d x d} and all x in real^d"),
        (["x: [0, 1]"], "all x in [0, 1]"),
        (["z: complex", "k: non-negative integer"], "all complex z and all non-negative integers k"),
    ],
)
def test_the_words_of_claims(declared, text):
    assert for_all_text(variables(*declared)) == text


@given(made.domain_texts)
def test_what_is_shown_reads_back_as_the_same_domain(text):
    domain = parse_domain(text)
    assert parse_domain(show_domain(domain)) == domain
    assert domain.text == show_domain(domain)


@given(st.text(alphabet="real^{}[]()01.,- x∞\\oozintegr", max_size=30))
def test_any_text_is_a_domain_or_an_answer_error(text):
    with suppress(AnswerError):
        assert parse_domain(show_domain(parse_domain(text))) == parse_domain(text)
