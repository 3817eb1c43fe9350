"""A function's values, kept: worked out once, and never more than so many at a time."""

from grader.language.tokens.memo import Memo


def test_a_value_is_worked_out_once():
    asked = []
    squares = Memo(lambda number: asked.append(number) or number**2, 8)
    assert [squares[number] for number in (2, 3, 2, 3)] == [4, 9, 4, 9]
    assert asked == [2, 3]


def test_a_full_memo_starts_anew():
    squares = Memo(lambda number: number**2, 2)
    assert [squares[number] for number in range(5)] == [0, 1, 4, 9, 16]
    assert dict(squares) == {4: 16}
