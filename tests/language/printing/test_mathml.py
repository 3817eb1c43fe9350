"""MathML: well-formed for parsers that are not ours, with all that a tree holds, and bounded."""

import xml.etree.ElementTree as ElementTree
from collections import Counter
from fractions import Fraction

import html5lib
import pytest
from hypothesis import given, settings

from grader.language.printing import show
from grader.language.printing.mathml import MARKS, MAX_TYPESET_NODES, show_mathml
from grader.language.printing.notation import PIECES
from grader.language.spelling import ACCENTS
from grader.language.tree import Add, Array, Bind, Builder, Call, Div, Mul, Neg, Num, Pow, Relation, Sym, walk
from tests.language import strategies as made
from tests.language.printing.test_printing import TEXTS

law = settings(max_examples=40, deadline=None)
PARTS = {  # the elements of MathML Core that we use, with the number of their children; None: any
    "math": None, "mrow": None, "mi": 0, "mn": 0, "mo": 0, "mtext": 0, "mspace": 0, "mfrac": 2, "msqrt": None,
    "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3, "mtable": None,
    "mtr": None, "mtd": None,
}  # fmt: skip
x, y = Sym("x"), Sym("y")
IN_BRACKETS = "<mrow><mo>(</mo><mi>x</mi><mo>+</mo><mi>y</mi><mo>)</mo></mrow>"
BUILDER = Builder(x, ("x",), Relation(("<",), (x, Num(Fraction(1)))))


def parsed(tree, **how):
    return ElementTree.fromstring(show_mathml(tree, **how))


def body(tree):
    """Return the elements of a formula without the `math` around them."""
    text = show_mathml(tree)
    return text[text.index(">") + 1 : -len("</math>")]


def assert_sound(tree):
    root = parsed(tree)
    assert root.attrib == {"alttext": show(tree)}
    for element in root.iter():
        expected = PARTS[element.tag]
        assert expected is None or len(element) == expected, (element.tag, show(tree))
        is_leaf = expected == 0 and element.tag != "mspace"
        assert bool((element.text or "").strip()) == is_leaf
        assert not (element.tail or "").strip()
    numbers = Counter(element.text for element in root.iter("mn"))
    wanted = Counter(show(node) for node in walk(tree) if isinstance(node, Num) and "/" not in show(node))
    assert wanted <= numbers
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(show_mathml(tree))


@pytest.mark.parametrize("tree", [row[0] for row in TEXTS], ids=[row[1] for row in TEXTS])
def test_what_is_printed_elsewhere_is_typeset(tree):
    assert_sound(tree)


@law
@given(made.trees)
def test_all_trees_are_typeset(tree):
    assert_sound(tree)


def test_every_kind_of_node_is_typeset():
    seen = {type(node) for tree, *_ in TEXTS for node in walk(tree)} | {type(node) for node in walk(BUILDER)}
    assert seen == PIECES.keys()
    assert_sound(BUILDER)


@pytest.mark.parametrize(
    ("tree", "elements"),
    [
        (Sym("w_0"), "<msub><mi>w</mi><mn>0</mn></msub>"),
        (Sym("omega_kj^{(2)}"), "<msubsup><mi>ω</mi><mi>kj</mi><mrow><mo>(</mo><mn>2</mn><mo>)</mo></mrow></msubsup>"),
        (Pow(x, Neg(Num(Fraction(1)))), '<msup><mi>x</mi><mrow><mo form="prefix">−</mo><mn>1</mn></mrow></msup>'),
        (Add((x, Neg(y))), "<mi>x</mi><mo>−</mo><mi>y</mi>"),
        (Mul((Sym("sigma"), Add((x, y)))), f"<mi>σ</mi><mo>⋅</mo>{IN_BRACKETS}"),
        (Relation(("<",), (x, Num(Fraction(1)))), "<mi>x</mi><mo>&lt;</mo><mn>1</mn>"),
        (Call("sin", (x,)), "<mi>sin</mi><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"),
        # no letter of an element is taken for the symbol of a sum
        (
            Add((Bind("sum", x, "i", Num(Fraction(1)), y), y)),
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>y</mi></munderover>"
            "<mi>x</mi><mo>+</mo><mi>y</mi>",
        ),
    ],
    ids=lambda value: "" if isinstance(value, str) else show(value),
)  # fmt: skip
def test_the_elements_of_a_tree(tree, elements):
    assert body(tree).replace(' stretchy="false"', "") == elements


def test_a_displayed_formula_says_so():
    assert parsed(Div(x, y), displayed=True).attrib == {"displaystyle": "true", "alttext": "x/y"}


def test_names_are_escaped():
    hostile = Sym('<script>"&')
    assert "<script" not in show_mathml(hostile)
    assert parsed(Sym("a_<b>")).attrib == {"alttext": "a_<b>"}


def test_every_accent_has_a_mark():
    assert MARKS.keys() == set(ACCENTS)


def test_a_formula_beyond_the_limit_is_not_typeset():
    most = Array(tuple(x for _ in range(MAX_TYPESET_NODES - 1)))
    assert_sound(most)
    assert show_mathml(Array((*most.items, x))) is None
    assert show_mathml(Add(tuple(Mul((x, y)) for _ in range(1_667)))) is None  # 5,002 nodes
