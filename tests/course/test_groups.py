"""Groups of equal answers: compared with representatives, never chained."""

import pytest

from grader.course import groups
from grader.course.groups import grouped


def near(left, right):
    return abs(int(left["answer"]) - int(right["answer"])) <= 1


def shown(found):
    return [(group.representative["answer"], group.members) for group in found]


def answers(*texts):
    return [{"answer": text} for text in texts]


def test_answers_are_compared_with_one_representative():
    assert shown(grouped(answers("1", "2", "3", "4", "2"), [], near)) == [("1", [0, 1, 4]), ("3", [2, 3])]


def test_known_answers_come_first_and_may_stay_empty():
    found = grouped(answers("5", "2", "9"), answers("1", "7", "1"), near)
    assert shown(found) == [("1", [1]), ("7", []), ("5", [0]), ("9", [2])]


def test_the_same_text_needs_no_proof():
    def never(left, right):
        pytest.fail("compared")

    assert shown(grouped(answers("x", "x\r\n", "x"), [], never)) == [("x", [0, 1, 2])]


def test_beyond_the_limit_only_texts_are_compared(monkeypatch):
    monkeypatch.setattr(groups, "MAX_COMPARISONS", 1)
    found = grouped(answers("1", "2", "2", "1", "3"), [], near)
    assert shown(found) == [("1", [0, 1, 2, 3]), ("3", [4])]
