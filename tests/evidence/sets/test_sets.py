"""Sets as answers: decided exactly, refuted by a member of one of them, or left open with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.solutions import SameSet
from grader.claims.statements import Claim, Setting
from grader.comparing.compare import compare_texts
from grader.evidence import decide
from grader.evidence.budget import Budget, Limits
from grader.language.domains import Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Const, Interval, Neg, Num, SetOf, SetOp, Tup
from grader.verdict import Point, Proof, Unknown, status_of
from tests.evidence.deciding import check
from tests.pairs import cases


def tree(text):
    return read(text, Names(free=True), "set")[0].tree


def decided(answer, expected, domain="real", limits=None):
    unknown = Variable("x", parse_domain(domain))
    claim = Claim("expected", "", SameSet(answer, expected, unknown), Setting((unknown,)))
    return decide(claim, Budget(limits) if limits else None)


def shown(values):
    return {name: getattr(value, "text", value) for name, value in values.items()}


DECIDED = [case for case in cases("sets") if case.group != "compare"]


@pytest.mark.parametrize("case", DECIDED, ids=str)
def test_what_is_found_of_two_sets(case):
    evidence = decided(tree(case.left), tree(case.right), case.where.get("x", "real"))
    check(case, evidence)
    if isinstance(evidence, Proof):
        assert evidence == Proof(evidence.method)
    if isinstance(evidence, Unknown):
        assert evidence.reason == case.why


@pytest.mark.parametrize("case", [case for case in DECIDED if case.group in {"same", "different"}], ids=str)
def test_the_order_does_not_matter(case):
    evidence = decided(tree(case.right), tree(case.left))
    assert status_of(evidence).value in case.found
    assert isinstance(evidence, Point) or evidence == Proof(case.by)


@pytest.mark.parametrize("case", cases("sets", group="compare"), ids=str)
def test_compare_decides_what_may_be_sets(case):
    for left, right in case.both_ways:
        assert compare_texts(left, right, {}).status in case.statuses


@pytest.mark.parametrize("case", cases("sets", group="domains"), ids=str)
def test_conditions_mean_numbers_of_the_domain(case):
    assert not isinstance(decided(tree(case.left), tree(case.right)), Proof)


# limits


def chain(count):
    return [Interval(Num(2 * n), Num(2 * n + 1), True, False) for n in range(count)]


def test_a_thousand_intervals_are_decided():
    many = chain(1000)
    left, right = SetOp("union", tuple(many)), SetOp("union", tuple(many[::-1]))
    assert isinstance(decided(left, right), Proof)
    other = SetOp("union", (*many[:-1], Tup((many[-1].low, many[-1].high))))
    found = decided(left, other)
    assert shown(found.at) == {"x": "1998"}


def test_unions_within_unions_are_decided():
    left = chain(60)[0]
    for one in chain(60)[1:]:
        left = SetOp("union", (left, one))
    assert isinstance(decided(left, SetOp("union", tuple(chain(60)))), Proof)


def test_limits_are_named():
    union = SetOp("union", tuple(chain(50)))
    found = decided(union, SetOf(()), limits=Limits(max_pieces=20))
    assert isinstance(found, Unknown)
    assert found.limit == "max_pieces"
    assert decided(tree("x^100 > 1"), tree("R")).limit == "max_degree"


def test_huge_ends():
    big = "1" + "0" * 900
    assert isinstance(decided(tree(f"(0, {big})"), tree("(0, 10^900)")), Proof)
    assert shown(decided(tree(f"(0, {big})"), tree(f"(0, {big}]")).at).keys() == {"x"}
    assert decided(tree("(0, 9^9^9)"), tree("(0, 9^9^9)")) is not None


# laws

ENDS = st.integers(-3, 3).map(lambda n: Num(n) if n >= 0 else Neg(Num(-n)))
SIMPLE = st.one_of(
    st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans()),
    st.builds(lambda items: SetOf(tuple(items)), st.lists(ENDS, max_size=3)),
    st.builds(lambda low: Interval(low, Const("oo"), True, False), ENDS),
)
SETS = st.recursive(
    SIMPLE,
    lambda inner: st.builds(
        lambda op, a, b: SetOp(op, (a, b)), st.sampled_from(["union", "intersection", "difference"]), inner, inner
    ),
    max_leaves=5,
)
REALS = SetOp("union", (Interval(Neg(Const("oo")), Num(0), False, True), Interval(Num(0), Const("oo"), True, False)))


def inside(node, x):
    """Return whether a half-integer is in a set: an independent path."""
    match node:
        case SetOf(items):
            return x in map(value, items)
        case Interval(low, high, low_closed, high_closed):
            above = x > value(low) or (low_closed and x == value(low))
            return above and (high == Const("oo") or x < value(high) or (high_closed and x == value(high)))
        case SetOp("union", (a, b)):
            return inside(a, x) or inside(b, x)
        case SetOp("intersection", (a, b)):
            return inside(a, x) and inside(b, x)
        case SetOp("difference", (a, b)):
            return inside(a, x) and not inside(b, x)


def value(node):
    return -node.arg.value if isinstance(node, Neg) else node.value


@settings(max_examples=60, deadline=None)
@given(SETS, SETS)
def test_two_sets_are_the_same_where_all_half_integers_say_so(a, b):
    # all ends are integers, so half-integers tell everything
    expected = all(inside(a, n / 2) == inside(b, n / 2) for n in range(-9, 10))
    assert isinstance(decided(a, b), Proof) == expected
    assert isinstance(decided(b, a), Proof) == expected


@settings(max_examples=40, deadline=None)
@given(SETS, SETS)
def test_laws_of_sets(a, b):
    assert isinstance(decided(SetOp("union", (a, b)), SetOp("union", (b, a))), Proof)
    assert isinstance(decided(SetOp("difference", (REALS, SetOp("difference", (REALS, a)))), a), Proof)
    assert isinstance(
        decided(
            SetOp("difference", (REALS, SetOp("union", (a, b)))),
            SetOp("difference", (SetOp("difference", (REALS, a)), b)),
        ),
        Proof,
    )
