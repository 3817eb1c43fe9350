"""How texts are read: trees, readings and errors from data; limits; nothing else ever escapes."""

import contextlib
import inspect
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import AnswerError, LimitError, Span
from grader.language.names import Names, Symbol
from grader.language.printing import show
from grader.language.reader import read
from grader.language.tree import Index, Node, Sym, walk
from tests.language.reading_support import PRESETS, load

ROWS = load("reading.yaml")["rows"]
ERRORS = load("reading-errors.yaml")["rows"]
FORMULAS = [row["text"] for row in ROWS]
FREE = PRESETS["free"]
EXPECTED = ("expression", "condition", "shape", "set", "growth")


def title(row):
    return f"{row['text']!a} {row['names']}"


def readings_of(row):
    return read(row["text"], PRESETS[row["names"]], row.get("expect", "expression"), row.get("own"))


@pytest.mark.parametrize("row", [row for row in ROWS if "plain" in row], ids=title)
def test_text_with_one_reading(row):
    (reading,) = readings_of(row)
    assert show(reading.tree) == row["plain"]
    assert (reading.spelling, reading.choices) == (row["text"].strip(), ())


@pytest.mark.parametrize("row", [row for row in ROWS if "readings" in row], ids=title)
def test_text_with_several_readings(row):
    readings = readings_of(row)
    assert [reading.spelling for reading in readings] == row["readings"]
    assert sorted({kind for reading in readings for kind, _ in reading.choices}) == row["kinds"]
    assert len({reading.tree for reading in readings}) == len(readings)


@pytest.mark.parametrize("row", ERRORS, ids=title)
def test_text_that_cannot_be_read(row):
    with pytest.raises(AnswerError) as caught:
        readings_of(row)
    assert caught.value.message == row["error"]
    assert caught.value.span == Span(*row["at"])


def test_error_points_at_the_fault():
    with pytest.raises(AnswerError) as caught:
        read("2 x +\n 3 z", PRESETS["vectors"])
    assert caught.value.pointed() == "`z` is not declared. Declared: W, d, i, j, x, y.\n     3 z\n       ^"


def test_a_bound_subscript_is_an_index_and_no_constant():
    (reading,) = read(r"\sum_{i=1}^n x_i", FREE)
    assert Index(Sym("x"), (Sym("i"),)) in set(walk(reading.tree))
    with pytest.raises(AnswerError) as caught:
        read(r"\sum_{i=1}^d k_i", PRESETS["arrays"])
    assert caught.value.message == "`k_i` is one symbol here, which does not depend on the index i."


@pytest.mark.parametrize(
    "texts",
    [
        ["w_0 x", "w0 x", "w₀x", r"\mathbf{w}_0 x", "{w}_0 x", r"w_{0}\,x", r"w_0 \cdot x", "w_0*x", "w_0·x", "w_0×x"],
        ["1/2", "½", r"\frac{1}{2}", r"\frac12", r"\tfrac 1 2", r"\dfrac{1}2", "1 ÷ 2", "(1)/(2)", "１/２"],
        ["x^2", "x²", "x**2", "x^{2}", "x^(2)", r"{x}^2", r"\left(x\right)^2", "𝑥^2", "$x^2$", r"\(x^2\)"],
        ["sqrt(x)", r"\sqrt{x}", r"\sqrt x", "√x", "√(x)", "sqrt x"],
        [
            "log(x, 2)",
            r"\log_2 x",
            "log_2(x)",
            r"\log_{2}{x}",
            r"\operatorname{log2}(x)",
            r"\mathrm{log2}(x)",
            "log2(x)",
        ],
        ["x <= 1", "x ≤ 1", r"x \le 1", r"x\leq1", "x =< 1", r"x \leqslant 1"],
        ["relu(x)", "ReLU(x)", r"\operatorname{ReLU}(x)", r"\text{ReLU}\left(x\right)", r"\mathrm{relu}(x)"],
        ["abs(x - 1)", "|x-1|", r"\left|x-1\right|", r"\lvert x - 1 \rvert", r"\vert x-1\vert", "∣x−1∣"],
        ["max(0, x)", r"\max(0,x)", r"\max\{0, x\}", r"\max\left(0, x\right)", "max{0, x}"],
        ["[[1], [0]]", "[1; 0]", r"\begin{bmatrix}1\\0\end{bmatrix}", r"\begin{pmatrix} 1 \\ 0 \\ \end{pmatrix}"],
        ["sum_{i=1}^n i", r"\sum_{i=1}^{n} i", "∑_{i=1}^n i", "sum(i, i, 1, n)", r"\sum\limits_{i = 1}^n i"],
    ],
    ids=lambda texts: texts[0],
)
def test_all_spellings_are_one_tree(texts):
    assert {read(text, FREE, "condition")[0].tree for text in texts} == {read(texts[0], FREE, "condition")[0].tree}
    assert all(len(read(text, FREE, "condition")) == 1 for text in texts)


def test_choices_are_made_by_kind():
    readings = read("1/2x + sin x y + 1/3y", FREE)
    assert [reading.choices for reading in readings] == [
        (("application", 0), ("division", 0)),
        (("application", 0), ("division", 1)),
        (("application", 1), ("division", 0)),
        (("application", 1), ("division", 1)),
    ]


LIMITS = [
    ("x" * 10_000_000, "The answer is too long: 10000000 characters (max_text = 4000)."),
    ("(" * 3000, "The answer is too long: 3000 signs (max_tokens = 2000)."),
    ("(" * 1900, "The answer is nested too deeply (max_nesting = 40)."),
    ("-" * 1900 + "x", "The answer is nested too deeply (max_nesting = 40)."),
    ("|" * 2000, "The answer is nested too deeply (max_nesting = 40)."),
    ("{" * 2000, "The answer is nested too deeply (max_nesting = 40)."),
    ("[" * 2000, "The answer is nested too deeply (max_nesting = 40)."),
    ("x^" * 999 + "x", "The answer is nested too deeply (max_nesting = 40)."),
    (r"\frac{" * 600, "The answer is nested too deeply (max_nesting = 40)."),
    ("sum(1,k,1," * 150, "The answer is nested too deeply (max_nesting = 40)."),
    ("diff(" * 300 + "x" + ",x)" * 300, "The answer is nested too deeply (max_nesting = 40)."),
    ("sin " * 900 + "x", "The answer is nested too deeply (max_nesting = 40)."),
    ("√" * 1900 + "x", "The answer is nested too deeply (max_nesting = 40)."),
    ("|a" * 900, "The answer is nested too deeply (max_nesting = 40)."),
    ("1" + "/2" * 900, "The expression is too deep (max_depth = 100)."),
    ("(" * 30 + "x" + "/2/2/2)" * 30 + "/2" * 30, "The expression is too deep (max_depth = 100)."),
    ("1" * 1001, "The number has too many digits (max_number_digits = 1000)."),
    ("1e1001", "The number's exponent is too large (max_exponent = 1000)."),
    ("x" * 3999, "The word is too long to be taken apart (max_word = 40)."),
    (
        "1/2x sin x y log2x √2x x^T lg x |a|b|c|",
        "The text can be read in more than 64 ways (max_choices = 64). "
        "Expected brackets and product signs that leave fewer.",
    ),
    (
        "1/2x + sin x y + log2x + √2x",
        "The text can be read in more than 8 ways (max_readings = 8). "
        "Expected brackets and product signs that leave fewer.",
    ),
]


@pytest.mark.parametrize(("text", "message"), LIMITS, ids=[message.partition("(")[2] for _, message in LIMITS])
def test_limits_are_named(text, message):
    with pytest.raises(LimitError) as caught:
        read(text, FREE)
    assert caught.value.message == message


def test_a_word_with_more_ways_to_be_taken_apart_than_are_followed_is_refused():
    names = Names(symbols={name: Symbol(name) for name in ("a", "b", "ab", "ba", "aba", "bab")})
    assert len(read("abab", names)) == 3
    with pytest.raises(LimitError, match=r"^The word can be taken apart in too many ways \(max_splits = 8\)\.$"):
        read("ababababab", names)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        *[("(", ")"), ("[", "]"), (r"\frac{", "}{2}"), ("sin(", ")"), ("|1 - ", "|"), (r"\left(-", r"\right)")],
        *[("2^{", "}"), (r"\sqrt{", "}"), (r"\begin{bmatrix}", r"\end{bmatrix}"), ("f(", ")"), ("max(1, ", ")")],
    ],
)
def test_nesting_up_to_the_limit_leaves_room_on_the_stack(opening, closing):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 750)
    try:
        for depth in (12, 38, 60):
            text = opening * depth + "x" + closing * depth
            with contextlib.suppress(LimitError):
                read(text, PRESETS["scalars"] if opening == "f(" else FREE, "condition")
    finally:
        sys.setrecursionlimit(before)


SOUP = [
    *"xyabTWk0123456789+-*/^_(){}[]|,;:=<>!'%&.~$ \\\n",
    *"√½²ᵀ₁∈ℝ×😀\u200b‖∑∫",
    r"\frac",
    r"\sum",
    r"\int",
    r"\lim",
]
SOUP += ["_{i=1}^n", r"\log2", "sin", "log2", r"\left", r"\right", r"\begin{cases}", r"\end{cases}", r"\begin{bmatrix}"]
SOUP += [r"\end{bmatrix}", r"\\", "||", "d/dx", r"\frac{d}{dx}", "dx", r"\mathbf", r"\text{", "if", "otherwise", "and"]
SOUP += [
    "not",
    "=>",
    r"\mathbb{R}",
    r"\times",
    r"\tilde",
    r"\hat{y}",
    "f(",
    "f'",
    "..",
    r"\{",
    r"\}",
    r"\|",
    "e^",
    "x^T",
]
SOUP += [
    "W_{ij}",
    "2e-3",
    "1,000",
    "**",
    "`",
    r"\operatorname{",
    r"^{\prime}",
    "sum(",
    "cases(",
    "mod",
    "union",
    "max_",
]


def reads_or_refuses(text: str, names: Names, expect: str) -> None:
    """Read a text; whatever comes of it, it is trees that can be printed, or an error that points into the text."""
    try:
        readings = read(text, names, expect, "x")
    except AnswerError as caught:
        error = caught
    else:
        error = None
    if error is not None:
        assert error.span is None or 0 <= error.span.start <= error.span.end <= len(text) + 1
        assert error.pointed().startswith(error.message)
        return
    assert 1 <= len(readings) <= 8
    for reading in readings:
        assert isinstance(reading.tree, Node)
        assert show(reading.tree)


presets = st.sampled_from(sorted(PRESETS)).map(PRESETS.__getitem__)
soup = st.lists(st.sampled_from(SOUP), max_size=25).map("".join)
lightly = settings(max_examples=100, deadline=None)


@lightly
@given(soup, presets, st.sampled_from(EXPECTED))
def test_nothing_escapes_from_token_soup(text, names, expect):
    reads_or_refuses(text, names, expect)


@lightly
@given(st.sampled_from(FORMULAS), st.data(), presets, st.sampled_from(EXPECTED))
def test_nothing_escapes_from_spoilt_formulas(text, data, names, expect):
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(len(text), start + 4)))
        text = text[:start] + data.draw(st.sampled_from(["", *SOUP, text[start:stop] * 2])) + text[stop:]
    reads_or_refuses(text, names, expect)


@lightly
@given(st.text(max_size=30), presets, st.sampled_from(EXPECTED))
def test_nothing_escapes_from_any_text(text, names, expect):
    reads_or_refuses(text, names, expect)
