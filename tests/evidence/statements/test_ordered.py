"""Long trees that differ only in the order of their terms and factors."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.evidence.statements.ordered import same_up_to_order
from grader.language.tree import Add, Call, Div, Mul, Num, Sym

leaves = st.sampled_from([Sym("x"), Sym("y"), Num(Fraction(2))])
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Add(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Mul(tuple(parts))),
        st.builds(Div, inner, inner),
        inner.map(lambda part: Call("sin", (part,))),
    ),
    max_leaves=12,
)


def turned(tree, draw):
    match tree:
        case Add(parts):
            return Add(tuple(draw(st.permutations([turned(part, draw) for part in parts]))))
        case Mul(parts):
            return Mul(tuple(draw(st.permutations([turned(part, draw) for part in parts]))))
        case Div(num, den):
            return Div(turned(num, draw), turned(den, draw))
        case Call(name, args):
            return Call(name, tuple(turned(arg, draw) for arg in args))
        case _:
            return tree


@settings(max_examples=40, deadline=None)
@given(trees, st.data())
def test_order_does_not_matter(tree, data):
    assert same_up_to_order(tree, turned(tree, data.draw))


def test_what_is_no_order_matters():
    x, y = Sym("x"), Sym("y")
    assert not same_up_to_order(Div(x, y), Div(y, x))
    assert not same_up_to_order(Add((x, y)), Mul((x, y)))
    assert not same_up_to_order(Add((x, x)), Add((x, y)))


def test_many_fractions():
    terms = [f"1/(x + {number})" for number in range(120)]
    found = compare(" + ".join(terms), " + ".join(reversed(terms)))
    assert found.status == "equal"
    assert found.evidence.method == "identical but for the order"
    assert compare(" + ".join(terms), " + ".join(terms[1:])).status == "different"
