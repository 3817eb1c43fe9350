"""Long lists of numbers: read as the parser reads them, or left to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.language.limits import TextLimits
from grader.language.names import Names
from grader.language.reader import numbers, read
from grader.language.reader.numbers import read_numbers

WIDE = TextLimits(max_text=10**6, max_tokens=10**6)
NUMBERS = st.from_regex(
    r"\A[+-]?([0-9]{1,3}(\.[0-9]{0,3})?|\.[0-9]{1,3})([eE][+-]?[0-9]{1,2})?(/[1-9][0-9]?)?\Z"
) | st.integers().map(str)
LISTS = st.recursive(
    st.lists(NUMBERS, min_size=1, max_size=4),
    lambda inner: st.lists(inner, min_size=1, max_size=3),
    max_leaves=6,
)


def depth(value):
    return 0 if isinstance(value, str) else 1 + max(map(depth, value))


def spelled(value):
    return value if isinstance(value, str) else f"[{', '.join(map(spelled, value))}]"


@settings(max_examples=150, deadline=None)
@given(LISTS)
def test_the_parser_reads_the_same_tree(value):
    text = spelled(value)
    long = f"[{', '.join([text] * 60)}]"
    found = read_numbers(long)
    if found is None:
        assert len(long) < numbers.SHORTEST or depth(value) + 1 > numbers.MAX_LIST_NESTING
        return
    (reading,) = read(text, Names(), limits=WIDE)
    assert set(found.items) == {reading.tree}


LONG = ", ".join(["1"] * 200)


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2]",
        f"[{LONG}]^T",
        f"w = [{LONG}]",
        f"[{LONG}, x]",
        f"[{LONG}, 1 2]",
        f"[{LONG}, 1/2/3]",
        f"[{LONG}, 2^3]",
        f"[{LONG}, --1]",
        f"[{LONG},]",
        f"[{LONG}, , 1]",
        f"[{LONG}, []]",
        f"[{LONG}], [{LONG}]",
        f"[{LONG}] [{LONG}]",
        f"[[{LONG}]",
        f"[{LONG}; 1]",
        f"[{LONG}, 1e9999]",
        f"[{LONG}, 1e1001]",
        f"[{LONG}, {'1' * 401}]",
        f"[[[[[{LONG}]]]]]",
        f"[{LONG}, nan]",
        f"[{LONG}, ١]",
        f"[{'1, ' * 400_000}1]",
    ],
)
def test_all_else_is_left_to_the_parser(text):
    assert read_numbers(text) is None


def test_a_thousand_units_are_read():
    long = f"[{', '.join(['-1/3', '0.25e-2'] * 1000)}]"
    tree = read_numbers(long)
    assert len(tree.items) == 2000
    assert tree.items[:2] == read("[-1/3, 0.25e-2]", Names())[0].tree.items
