"""What is printed: the texts of each notation, and the law that they read back as the same tree."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.language.grammar.answers.lone_brackets import grouped
from grader.language.grammar.arrays.arrays import dims_of, holds_array
from grader.language.names.lexicon import lexicon_of
from grader.language.printing import show, show_number
from grader.language.reader import Expect, read
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Transpose,
    Tup,
    is_infinite,
    symbols,
    walk,
)
from tests.language import strategies as made

NOTATIONS = ("plain", "latex", "unicode")
law = settings(max_examples=40, deadline=None)


def n(value):
    return Num(Fraction(value))


x, y, eta, gamma, w_0, v, W = (Sym(name) for name in ("x", "y", "eta", "gamma", "w_0", "v", "W"))
half = Div(n(1), n(2))
TEXTS = [
    (Mul((n(2), eta, gamma)), "2 eta gamma", r"2 \eta \gamma", "2 η γ"),
    (Add((Mul((n(3), x)), n(6))), "3 x + 6", "3 x + 6", "3 x + 6"),
    (Add((x, Neg(y), Neg(Add((x, y))))), "x - y - (x + y)", "x - y - (x + y)", "x - y - (x + y)"),
    (Add((x, x, Neg(x))), "x + x - x", "x + x - x", "x + x - x"),
    (Add((Add((x, y)), n(1))), "(x + y) + 1", "(x + y) + 1", "(x + y) + 1"),
    (Mul((half, x)), "(1/2) x", r"\frac{1}{2} x", "(1/2) x"),
    (Div(x, Mul((n(2), y))), "x/(2 y)", r"\frac{x}{2 y}", "x/(2 y)"),
    (Div(Mul((n(2), x)), y), "2 x / y", r"\frac{2 x}{y}", "2 x / y"),
    (Div(Div(x, y), n(2)), "(x/y)/2", r"\frac{\frac{x}{y}}{2}", "(x/y)/2"),
    (Div(Neg(x), y), "(-x)/y", r"\frac{-x}{y}", "(-x)/y"),
    (Neg(Div(x, y)), "-x/y", r"-\frac{x}{y}", "-x/y"),
    (Mul((n(2), n(3), x)), "2*3 x", r"2 \cdot 3 x", "2·3 x"),
    (Mul((n(2), half)), "2 (1/2)", r"2 \cdot \frac{1}{2}", "2 (1/2)"),
    (Mul((Sym("sigma"), Add((x, y)))), "sigma*(x + y)", r"\sigma \cdot (x + y)", "σ·(x + y)"),
    (Mul((x, Neg(y))), "x (-y)", "x (-y)", "x (-y)"),
    (Neg(Pow(n(2), n(2))), "-2^2", "-2^{2}", "-2²"),
    (Pow(Neg(n(2)), n(2)), "(-2)^2", "(-2)^{2}", "(-2)²"),
    (Pow(x, Neg(n(1))), "x^(-1)", "x^{-1}", "x⁻¹"),
    (Pow(x, half), "x^(1/2)", r"x^{\frac{1}{2}}", "x^(1/2)"),
    (Pow(x, Pow(n(2), n(3))), "x^(2^3)", "x^{2^{3}}", "x^(2³)"),
    (Pow(x, Transpose(W)), "x^(W^T)", r"x^{W^{\top}}", "x^(Wᵀ)"),
    (Index(v, (Pow(n(2), n(3)),)), "v_{2^3}", "v_{2^{3}}", "v_{2³}"),
    (Pow(Pow(x, n(2)), n(3)), "(x^2)^3", "(x^{2})^{3}", "(x²)³"),
    (Pow(half, n(2)), "(1/2)^2", r"\left(\frac{1}{2}\right)^{2}", "(1/2)²"),
    (Num(Fraction(9, 8)), "1.125", "1.125", "1.125"),
    (Mul((w_0, x)), "w_0 x", "w_{0} x", "w₀ x"),
    (Mul((Transpose(v), Call("relu", (x,)))), "v^T relu(x)", r"v^{\top} \operatorname{relu}(x)", "vᵀ relu(x)"),
    (Pow(Sym("b^{(1)}"), n(2)), "(b^{(1)})^2", "(b^{(1)})^{2}", "(b^{(1)})²"),
    (Sym("tilde_u"), "tilde_u", r"\tilde{u}", "tilde_u"),
    (Sym("omega_kj^{(2)}"), "omega_{kj}^{(2)}", r"\omega_{kj}^{(2)}", "ω_{kj}^{(2)}"),
    (Mul((Sym("loss"), Sym("k'"))), "loss k'", r"\mathrm{loss} k'", "loss k′"),
    (Pow(Call("sin", (x,)), n(2)), "sin(x)^2", r"\sin(x)^{2}", "sin(x)²"),
    (Call("sqrt", (Add((x, n(1))),)), "sqrt(x + 1)", r"\sqrt{x + 1}", "√(x + 1)"),
    (Pow(Call("sqrt", (x,)), n(2)), "sqrt(x)^2", r"\sqrt{x}^{2}", "(√(x))²"),
    (Call("root", (x, n(3))), "root(x, 3)", r"\sqrt[3]{x}", "root(x, 3)"),
    (Call("log", (x, n(2))), "log(x, 2)", r"\log_{2}(x)", "log(x, 2)"),
    (Call("abs", (half,)), "abs(1/2)", r"\left|\frac{1}{2}\right|", "abs(1/2)"),
    (Pow(Call("norm", (v, n(1))), n(2)), "norm(v, 1)^2", r"\left\lVert v\right\rVert_{1}^{2}", "norm(v, 1)²"),
    (Call("floor", (x,)), "floor(x)", r"\left\lfloor x\right\rfloor", "⌊x⌋"),
    (Call("binom", (x, y)), "binom(x, y)", r"\binom{x}{y}", "binom(x, y)"),
    (Call("gamma", (x,)), "Gamma(x)", r"\Gamma(x)", "Γ(x)"),
    (Call("exp", (half,)), "exp(1/2)", r"\exp\left(\frac{1}{2}\right)", "exp(1/2)"),
    (Call("factorial", (Call("factorial", (x,)),)), "(x!)!", "(x!)!", "(x!)!"),
    (Apply("f", (x,), 2), "f''(x)", "f''(x)", "f′′(x)"),
    (Index(v, (n(1),)), "v_1", "v_{1}", "v₁"),
    (Index(v, (n(12),)), "v_{12}", "v_{12}", "v₁₂"),
    (Index(W, (Sym("i"), Sym("j"))), "W_{i,j}", "W_{i,j}", "W_{i,j}"),
    (Index(Mul((W, v)), (Sym("i"),)), "(W v)_i", "(W v)_{i}", "(W v)_i"),
    (Array((n(3), Neg(n(6)), n(3))), "[3, -6, 3]", "[3, -6, 3]", "[3, -6, 3]"),
    (Array((Mul((n(3), x)),)), "[(3 x)]", "[(3 x)]", "[(3 x)]"),
    (
        Array((Array((n(1), n(0))), Array((n(0), x)))),
        "[[1, 0], [0, x]]",
        r"\begin{bmatrix}1 & 0 \\ 0 & x\end{bmatrix}",
        "[[1, 0], [0, x]]",
    ),
    (
        Array((Array((Mul((x, y)),)), Array((x,)))),
        "[[(x y)], [x]]",
        r"\begin{bmatrix}x y \\ x\end{bmatrix}",
        "[[(x y)], [x]]",
    ),
    (ArrayMul("hadamard", (v, v)), "v .* v", r"v \odot v", "v ⊙ v"),
    (Add((ArrayMul("outer", (v, v)), W)), "v otimes v + W", r"v \otimes v + W", "v ⊗ v + W"),
    (Tup((x, n(7), n(7))), "(x, 7, 7)", "(x, 7, 7)", "(x, 7, 7)"),
    (Tup((x,)), "(x,)", "(x,)", "(x,)"),
    (SetOf((n(0), n(1))), "{0, 1}", r"\{0, 1\}", "{0, 1}"),
    (
        SetOp("union", (Interval(n(0), n(1), False, True), Const("emptyset"))),
        "(0, 1] union emptyset",
        r"(0, 1] \cup \emptyset",
        "(0, 1] ∪ ∅",
    ),
    (
        Relation(("in",), (x, Space("R", (n(1), Add((y, Neg(n(1)))))))),
        "x in R^{1 x (y - 1)}",
        r"x \in \mathbb{R}^{1 \times (y - 1)}",
        "x ∈ ℝ^{1 × (y - 1)}",
    ),
    (Relation(("<=", "<"), (n(0), x, Const("oo"))), "0 <= x < oo", r"0 \leq x < \infty", "0 ≤ x < ∞"),
    (
        Logic("iff", (Relation((">",), (x, y)), Logic("not", (Relation(("=",), (x, y)),)))),
        "x > y iff not (x = y)",
        r"x > y \iff \lnot (x = y)",
        "x > y ⇔ ¬ (x = y)",
    ),
    (
        Cases(((x, Relation((">",), (x, n(0)))),), n(0)),
        "{x if x > 0; 0 otherwise}",
        r"\begin{cases}x & \text{if } x > 0 \\ 0 & \text{otherwise}\end{cases}",
        "{x if x > 0; 0 otherwise}",
    ),
    (
        Bind("sum", Mul((Index(v, (Sym("i"),)), x)), "i", n(1), Sym("n")),
        "sum_{i=1}^{n} v_i x",
        r"\sum_{i=1}^{n} v_{i} x",
        "∑_{i=1}^{n} v_i x",
    ),
    (
        Add((Bind("sum", Sym("i"), "i", n(1), x), y)),
        "sum_{i=1}^{x} i + y",
        r"\sum_{i=1}^{x} i + y",
        "∑_{i=1}^{x} i + y",
    ),
    (
        Add((Neg(Bind("sum", x, "i", n(1), x)), Sym("x_i"))),
        "-(sum_{i=1}^{x} x) + x_i",
        r"-\left(\sum_{i=1}^{x} x\right) + x_{i}",
        "-(∑_{i=1}^{x} x) + x_i",
    ),
    (
        Add((Bind("lim", x, "mu", n(0)), Sym("mu"))),
        "(lim_{mu -> 0} x) + mu",
        r"(\lim_{\mu \to 0} x) + \mu",
        "(lim_{μ → 0} x) + μ",
    ),
    (
        Mul((Bind("sum", Sym("i"), "i", n(1), x), y)),
        "(sum_{i=1}^{x} i) y",
        r"\left(\sum_{i=1}^{x} i\right) y",
        "(∑_{i=1}^{x} i) y",
    ),
    (
        Bind("int", Add((Sym("t"), x)), "t", n(0), n(1)),
        "int_{0}^{1} (t + x) dt",
        r"\int_{0}^{1} (t + x) \, dt",
        "∫_{0}^{1} (t + x) dt",
    ),
    # behind a command or a Greek letter no blank is seen
    (Mul((Sym("theta"), Array((x, x)))), "theta [x, x]", r"\theta \cdot [x, x]", "θ·[x, x]"),
    # a bracket with commas behind a sign without bounds would be read as the arguments of a call
    (Bind("int", Array((x, n(1))), "t"), "int ([x, 1]) dt", r"\int ([x, 1]) \, dt", "∫ ([x, 1]) dt"),
    (Bind("int", Add((x, n(1))), "t"), "int (x + 1) dt", r"\int (x + 1) \, dt", "∫ (x + 1) dt"),
    (Bind("lim", x, "t", Const("oo")), "lim_{t -> oo} x", r"\lim_{t \to \infty} x", "lim_{t → ∞} x"),
    (Derivative(Mul((x, y)), "x"), "d/dx (x y)", r"\frac{d}{dx} (x y)", "d/dx (x y)"),
    (Mul((x, Derivative(y, "x"))), "x (d/dx (y))", r"x \frac{d}{dx} (y)", "x (d/dx (y))"),
    (Derivative(x, "eta", 2), "d^2/d eta^2 (x)", r"\frac{d^{2}}{d \eta^{2}} (x)", "d^2/dη^2 (x)"),
]


@pytest.mark.parametrize(("tree", "plain", "latex", "unicode"), TEXTS, ids=[row[1] for row in TEXTS])
def test_the_text_of_a_tree(tree, plain, latex, unicode):
    assert show(tree) == plain
    assert show(tree, "latex") == latex
    assert show(tree, "unicode") == unicode


def mixes_numbers_and_rows(tree: Node) -> bool:
    """Whether an array holds numbers and rows, which is refused."""
    items = (node.items for node in walk(tree) if isinstance(node, Array))
    return any({Array, Num} <= set(map(type, parts)) for parts in items)


def has_number_beside_matrix(tree: Node) -> bool:
    """Whether a number stands beside a matrix: it is read as that number times ones, or times the identity."""
    names = lexicon_of(made.NAMES)
    for node in walk(tree):
        terms = node.terms if isinstance(node, Add) else ()
        dims = [dims_of(term, names) for term in terms if holds_array(term, names)]
        if any(known is not None and len(known) == 2 for known in dims) and len(dims) < len(terms):
            return True
    return False


def has_vector_above_e(tree: Node) -> bool:
    """Whether e is raised to a vector: it is read as exp of every entry."""
    names = lexicon_of(made.NAMES)
    powers = [node for node in walk(tree) if isinstance(node, Pow) and node.base == Const("e")]
    return any(len(dims_of(node.exp, names) or ()) == 1 for node in powers)


def has_maximum_with_zero(tree: Node) -> bool:
    """Whether the larger one of 0 and an array is taken: it is read as relu of every entry."""
    names = lexicon_of(made.NAMES)
    pairs = [node.args for node in walk(tree) if isinstance(node, Call) and node.name == "max" and len(node.args) == 2]
    return any(n(0) in args and any(holds_array(one, names) for one in args) for args in pairs)


def has_sided_infinity(tree: Node) -> bool:
    """Whether a limit is taken at infinity from one side: that is refused."""
    return any(
        isinstance(node, Bind) and node.kind in {"lim+", "lim-"} and is_infinite(node.low) for node in walk(tree)
    )


def has_infinite_bound(tree: Node) -> bool:
    """Whether a condition is bounded by infinity, which says nothing: the bound is left out."""
    return any(isinstance(node, Relation) and any(map(is_infinite, node.operands)) for node in walk(tree))


def compares_bars_around_an_array(tree: Node) -> bool:
    """Whether bars around an array are compared: beside a number only the norm is left."""
    found = (operand for node in walk(tree) if isinstance(node, Relation) for operand in node.operands)
    inner = (node for operand in found for node in walk(operand))
    return any(isinstance(node, Call) and node.name == "abs" and isinstance(node.args[0], Array) for node in inner)


def assert_reads_back(tree: Node, expect: Expect) -> None:
    """Every notation of a tree has one reading, the tree; bars around an array have two, `[a]` in a sum is a group."""
    tree = grouped(tree)
    if (
        has_number_beside_matrix(tree)
        or mixes_numbers_and_rows(tree)
        or has_vector_above_e(tree)
        or has_maximum_with_zero(tree)
        or has_sided_infinity(tree)
        or compares_bars_around_an_array(tree)
        or (any(isinstance(node, Cases) for node in walk(tree)) and has_infinite_bound(tree))
    ):
        return  # read as something else, or refused
    for notation in NOTATIONS:
        text = show(tree, notation)
        readings = read(text, made.NAMES, expect)
        made_of = [dict(reading.choices) for reading in readings]
        doubts = {kind for kind in made_of[0] if len({choices.get(kind) for choices in made_of}) > 1}
        assert tree in [reading.tree for reading in readings], text
        assert doubts <= {"size", "transpose", "star", "ones", "commutator"}, text
    assert show(tree).isascii()


@law
@given(made.expressions)
def test_expressions_read_back(tree):
    assert_reads_back(tree, "expression")


@law
@given(made.terms)
def test_arithmetic_reads_back(tree):
    assert_reads_back(tree, "expression")


@law
@given(made.arrays)
def test_arrays_read_back(tree):
    assert_reads_back(tree, "expression")


@law
@given(made.conditions)
def test_conditions_read_back(tree):
    assert_reads_back(tree, "condition")


@law
@given(made.sets)
def test_sets_read_back(tree):
    assert_reads_back(tree, "set")


@law
@given(made.growth)
def test_growth_reads_back(tree):
    assert_reads_back(tree, "growth")


@law
@given(made.shapes)
def test_shapes_read_back(tree):
    assume("x" not in symbols(tree))  # between two factors it is the sign between dimensions
    assert_reads_back(tree, "shape")


@law
@given(made.memberships)
def test_number_sets_read_back(tree):
    assert_reads_back(tree, "condition")


@law
@given(made.terms, st.sampled_from(NOTATIONS))
def test_what_a_text_of_ours_reads_as_is_shown_as_that_text(tree, notation):
    if has_number_beside_matrix(tree) or has_vector_above_e(tree):
        return
    reading = read(show(tree, notation), made.NAMES)[0]  # two vectors side by side have two
    assert show(reading.tree, notation) == show(tree, notation)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/3", "1/3"), ("-2", "-2"), ("1/2", "1/2"), ("0", "0"), ("-7/4", "-7/4")],
)
def test_numbers_of_evidence(value, text):
    assert show_number(Fraction(value)) == text


def test_numbers_of_any_size_are_shown():
    assert show_number(Fraction(-(10**5000))) == "-1" + "0" * 5000
    assert show(Num(Fraction(10**9000 + 7))) == "1" + "0" * 8999 + "7"
    assert show(Num(Fraction(1, 2**5000))).startswith("0.000")


def test_numbers_that_no_text_has_are_still_shown_right():
    assert show(Mul((Num(Fraction(1, 3)), x))) == "(1/3) x"
    assert show(Pow(Num(Fraction(-2)), n(2))) == "(-2)^2"


@pytest.mark.parametrize("notation", NOTATIONS)
def test_depth_is_no_matter(notation):
    tree: Node = x
    for _ in range(3000):
        tree = Neg(tree)
    assert show(tree, notation) == "-(" * 2999 + "-x" + ")" * 2999
