"""Marks that people gave, put into verdicts."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import check, load_problems
from grader.course.marks import Marks
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.equal_answers import proved_equal
from grader.marking.hand import fault_of, with_marks
from grader.marking.mark import mark
from grader.marking.rounding import score_text
from grader.marking.texts.written_down import abridged, joined, parted, plain_text
from grader.submissions.mark_rows import MarkRow
from grader.verdict import HandMark, Outcome, Source

PROBLEMS = {
    "half.yaml": "id: half\npoints: 4\nanswer: {type: expression, for_all: {x: real}, expected: x^2 + 1}\n",
    "frac.yaml": "id: frac\nanswer: {type: expression, for_all: {x: real}, expected: x}\n",
    "word.yaml": "id: word\nanswer: {type: text, expected: bias}\n",
    "digits.yaml": "id: digits\nanswer: {type: number, expected: 0.5, tolerance: {decimal_places: 1, written: yes}}\n",
    "conv.yaml": """
id: conv
answer:
  type: constraints
  fields: {s_1: positive integer, p: non-negative integer}
  require:
    - {claim: s_1 = 1, points: 2}
    - {claim: p = 2, points: 1}
""",
    "all.yaml": """
id: all
points: 3
answer:
  type: constraints
  fields: {s: real, t: real}
  require: [s > 0, t = 2]
""",
    "known.yaml": """
id: known
answer:
  type: constraints
  fields: {s: real, t: real}
  require:
    - {claim: s = 1, points: 3}
    - {claim: t = 2, points: 1}
mistakes: [{when: {s: 2, t: 2}, score: 2}]
""",
    "why.yaml": """
id: why
answer:
  type: essay
  rubric:
    - {points: 2, text: names the missing output bias}
    - {text: shows a point}
""",
    "two.yaml": """
id: two
parts:
  - {id: a, points: 2, answer: {type: essay, rubric: [{points: 2, text: argues}]}}
  - {id: b, answer: {type: number, expected: 7}}
""",
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    for name, text in PROBLEMS.items():
        (folder / name).write_text(text)
    return load_problems(folder)


def row(line, student, problem, answer, score, claim="", remark="", by="", date=""):
    mark = HandMark(Fraction(score), claim, remark, by, date, Source("marks.csv", line))
    return MarkRow(student, problem, answer, mark)


@pytest.fixture
def desk(problems):
    """Apply rows to one student's answer; return the verdict, and what was not applied."""

    def run(rows, problem, answer, student="ada", students=("ada", "bob")):
        questions = {question.id: question for one in problems.values() for question in one.questions}
        marks = Marks(rows, problems, lambda id_, left, right: proved_equal(questions[id_], left, right))
        verdict = marks.applied(student, check(problems[problem], answer))
        return verdict, [f"{one.source.line}: {one.message}" for one in marks.said(students) if not one.applied]

    return run


def brief(verdict):
    return verdict.outcome.value, *map(score_text, verdict.score_range)


def said(verdict):
    return [item.text for item in verdict.feedback if item.code == "by hand"]


# An essay


def test_an_essay_waits_for_a_person(problems):
    verdict = check(problems["why"], "Because\nit has none.")
    assert brief(verdict) == ("review", "0", "3")
    assert [(claim.id, claim.text, claim.points, claim.status.value) for claim in verdict.claims] == [
        ("item 1", "names the missing output bias", 2, "undecided"),
        ("item 2", "shows a point", 1, "undecided"),
    ]
    assert [item.student for item in verdict.feedback] == ["A person marks this answer."]
    assert verdict.score is None
    assert check(problems["why"], " ").outcome is Outcome.MISSING
    assert check(problems["why"], "none").outcome is Outcome.REVIEW


def test_an_essay_is_marked_item_by_item(desk):
    first = row(2, "", "why", "It has none.", "3/2", "item 1", "Which bias?", "ta", "21.11.")
    second = row(3, "ada", "why", "It has none.", 1, "item 2")
    verdict, notes = desk([first], "why", "It has none.")
    assert (brief(verdict), verdict.score, notes) == (("review", "1.5", "2.5"), None, [])
    verdict, notes = desk([first, second], "why", "It has none.  \r\n")
    assert (brief(verdict), verdict.score, notes) == (("partial", "2.5", "2.5"), Fraction(5, 2), [])
    assert [item.student for item in verdict.feedback] == [
        "item 1 (names the missing output bias): marked by hand by ta on 21.11.: 1.5 of 2 points. Which bias?",
        "item 2 (shows a point): marked by hand: 1 of 1 point.",
    ]
    assert [mark.claim for mark in verdict.by_hand] == ["item 1", "item 2"]


def test_parts_are_marked_and_joined(desk):
    verdict, notes = desk([row(2, "", "two.a", "so", 2)], "two", {"a": "so", "b": "7"})
    assert (brief(verdict), notes) == (("correct", "3", "3"), [])
    _, notes = desk([row(2, "", "two", "so", 2)], "two", {"a": "so", "b": "7"})
    assert notes == ["2: not applied: two has parts; expected one of two.a, two.b"]


# Whole answers


@pytest.mark.parametrize(("score", "outcome"), [(4, "correct"), (0, "incorrect"), ("1/2", "partial")])
def test_a_person_overrules_the_grader(desk, score, outcome):
    verdict, _ = desk([row(2, "ada", "half", "x^2", score, remark="Fine.", by="ta")], "half", "x^2")
    assert (verdict.outcome.value, verdict.score, verdict.by_hand[0].overrules) == (
        outcome, Fraction(score), Outcome.INCORRECT,
    )  # fmt: skip
    given = score_text(Fraction(score))
    text = f"Marked by hand by ta, where the grader had found it incorrect: {given} of 4 points. Fine."
    assert said(verdict) == [text]
    assert verdict.claims[0].status.value == "refuted"


def test_what_is_unreadable_needs_the_same_text(desk):
    rows = [row(2, "", "half", "x^2 +", 3)]
    verdict, notes = desk(rows, "half", "x^2 + ")
    assert (brief(verdict), notes) == (("partial", "3", "3"), [])
    verdict, notes = desk(rows, "half", "x^2 + +")
    assert brief(verdict) == ("unreadable", "0", "4")
    assert notes == ["2: not applied: nobody's answer is now proved equal to `x^2 +`"]


def test_a_row_for_a_group_against_the_grader_is_said(problems):
    marks = Marks([row(2, "", "half", "x^2", 1), row(3, "", "frac", "x", 1)], problems, lambda *_: False)
    marks.applied("bob", check(problems["half"], "x^2"))
    marks.applied("bob", check(problems["frac"], "x"))
    assert [(one.source.line, one.message, one.applied) for one in marks.said(["bob"])] == [
        (2, "applied to bob's answer to half, which the grader had found incorrect", True)
    ]


def test_an_essay_that_could_not_be_taken_whole_is_marked_item_by_item(problems):
    answer = Answer({"answer": FieldAnswer("It has \t none", error="a tab")})
    verdict = mark(problems["why"], {"why": answer})
    assert brief(verdict) == ("unreadable", "0", "3")
    question = problems["why"].questions[0]
    marked = with_marks(question, verdict, [HandMark(Fraction(2), "item 1")])
    assert brief(marked) == ("unreadable", "2", "3")
    marked = with_marks(question, verdict, [HandMark(Fraction(2), "item 1"), HandMark(Fraction(1), "item 2")])
    assert brief(marked) == ("correct", "3", "3")


def test_a_missing_answer_may_be_marked_for_one_student_only(desk):
    verdict, notes = desk([row(2, "ada", "half", "", 2, remark="On paper.")], "half", "")
    assert (brief(verdict), notes) == (("partial", "2", "2"), [])
    assert said(verdict) == ["Marked by hand: 2 of 4 points. On paper."]
    verdict, notes = desk([row(2, "", "half", "", 2)], "half", "")
    assert notes == ["2: not applied: the row names neither a student nor an answer"]
    assert verdict.outcome is Outcome.MISSING


@pytest.mark.parametrize(
    ("problem", "named", "answer", "fits"),
    [
        ("half", "2 x^2", "x^2 + x^2", True),
        ("half", "2 x^2", "2 x^2 + 10^-9", False),
        ("frac", "x", "x^2/x", False),  # a gap at 0
        ("frac", "1/2x", "x/2", False),  # two ways to read it
        ("frac", "1/2x", "1/2x ", True),
        ("conv", "s_1 = 2; p = 3", {"s_1": "4/2", "p": "3"}, True),
        ("conv", "p = 3; s1=2", {"s_1": "2", "p": "3"}, True),
        ("conv", "s_1 = 2", {"s_1": "2", "p": "3"}, False),
        ("conv", "s_1 = 2; p = 3 +", {"s_1": "4/2", "p": "3 +"}, True),
        ("conv", "none", {"s_1": "2"}, False),
        ("word", "Variance.", "variance", True),
        ("word", "variance", "variances", False),
        ("digits", "0.6", "3/5", False),
        ("why", "It has none.", "It has none!", False),
    ],
)
def test_a_row_for_a_group_fits_what_is_proved_equal(desk, problem, named, answer, fits):
    verdict, notes = desk([row(2, "", problem, named, 1)], problem, answer)
    assert (bool(verdict.by_hand), not notes) == (fits, fits)


def test_none_in_other_words_is_the_same(desk, problems):
    questions = problems["conv"].questions
    assert proved_equal(questions[0], {"answer": "none"}, {"answer": "There are no such values."})
    assert not proved_equal(questions[0], {"answer": "none"}, {"answer": "nothing"})


# Which row counts


def test_a_row_for_a_student_beats_one_for_a_group_and_the_same_text_what_is_equal(desk):
    group = row(2, "", "half", "2 x^2", 1)
    same = row(3, "", "half", "x^2 + x^2", 2)
    own = row(4, "ada", "half", "2 x^2", 3)
    for rows, score in [([group], 1), ([group, same], 2), ([group, same, own], 3)]:
        for some in permutations(rows):
            verdict, notes = desk(list(some), "half", "x^2 + x^2")
            assert (verdict.score, notes) == (score, [])


def test_two_rows_for_one_answer_are_not_applied(desk):
    rows = [row(2, "ada", "half", "x", 3), row(5, "ada", "half", "x", 3), row(6, "", "half", "x", 1)]
    verdict, notes = desk(rows, "half", "x")
    assert (brief(verdict), verdict.by_hand) == (("incorrect", "0", "0"), ())
    assert notes == [
        "2: not applied: another row marks the same answer (line 5)",
        "5: not applied: another row marks the same answer (line 2)",
    ]


def test_a_row_for_the_whole_answer_and_one_for_a_claim_contradict_each_other(desk):
    rows = [row(2, "", "why", "so", 3), row(3, "", "why", "so", 1, "item 1"), row(4, "", "why", "so", 1, "item 2")]
    verdict, notes = desk(rows, "why", "so")
    assert (verdict.by_hand, len(notes)) == ((), 3)
    rows[1] = replace(rows[1], student="ada")
    verdict, notes = desk(rows, "why", "so")
    assert (brief(verdict), notes) == (("partial", "2", "2"), [])


def test_a_row_whose_answer_has_changed_is_shown(desk):
    verdict, notes = desk([row(2, "ada", "half", "x", 3)], "half", "2x")
    assert verdict.by_hand == ()
    assert notes == ["2: not applied: the answer has changed; the row says `x`, it is now `2x`"]
    _, notes = desk([row(2, "ada", "conv", "s_1 = 3", 3)], "conv", {"s_1": "4", "p": "1"})
    assert notes == ["2: not applied: the answer has changed; the row says `s_1 = 3`, it is now `s_1 = 4; p = 1`"]
    _, notes = desk([row(2, "ada", "half", "x", 3)], "half", "")
    assert notes == ["2: not applied: the answer has changed; the row says `x`, it is now nothing"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (row(2, "ada", "halv", "x", 1), "there is no problem `halv`; did you mean half?"),
        (row(2, "eda", "half", "x", 1), "there is no student `eda`; did you mean ada?"),
        (row(2, "ada", "half", "x", "9/2"), "the score 4.5 is more than half is worth, 4 points"),
        (row(2, "ada", "why", "x", 1, "item 3"), "there is no claim `item 3` in why; expected one of item 1, item 2,"
         " or nothing for the whole answer"),
        (row(2, "ada", "why", "x", 2, "item 2"), "the score 2 is more than item 2 is worth, 1 point"),
        (row(2, "ada", "half", "x", 2, "expected"), "the claim `expected` carries no points of its own;"
         " expected 0 where it does not hold, or 4 where it does, not 2"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_and_the_others_are_applied(desk, wrong, why):
    problem = wrong.problem if wrong.problem in {"why"} else "half"
    verdict, notes = desk([wrong, row(3, "", problem, "x", 1)], problem, "x")
    assert notes == [f"2: not applied: {why}"]
    assert (verdict.score, len(verdict.by_hand)) == (1, 1)


# Claims


def test_a_claims_mark_decides_its_credit_and_the_rest_stays(desk):
    answer = {"s_1": "1", "p": "3"}
    verdict, _ = desk([row(2, "", "conv", "s_1 = 1; p = 3", "1/2", "require 2")], "conv", answer)
    assert brief(verdict) == ("partial", "2.5", "2.5")
    assert said(verdict) == [
        "require 2 (p = 2): marked by hand, where the grader had found it refuted: 0.5 of 1 point."
    ]
    assert verdict.feedback[0].student == (
        "require 2: marked by hand, where the grader had found it refuted: 0.5 of 1 point."
    )
    verdict, _ = desk([row(2, "", "conv", "s_1 = 1; p = 3", 0, "domain p")], "conv", answer)
    assert brief(verdict) == ("incorrect", "0", "0")
    verdict, _ = desk([row(2, "", "all", "s = 1; t = 3", 3, "require 2")], "all", {"s": "1", "t": "3"})
    assert brief(verdict) == ("correct", "3", "3")


@pytest.mark.parametrize(("claim", "score", "expected"), [
    ("require 1", "1", "2"), ("require 1", "3", "4"), ("require 2", "0", "2"), ("require 2", "1/2", "2"),
])  # fmt: skip
def test_what_a_mistake_has_earned_is_not_lost(desk, claim, score, expected):
    answer = {"s": "2", "t": "2"}
    assert brief(desk([], "known", answer)[0]) == ("partial", "2", "2")
    verdict, notes = desk([row(2, "ada", "known", "s = 2; t = 2", score, claim)], "known", answer)
    assert (score_text(verdict.score), notes) == (expected, [])


def test_the_rounding_of_points_that_are_no_decimal_is_all_of_them(problems):
    verdict = replace(check(problems["half"], "x"), points=Fraction(5, 3))
    marked = with_marks(problems["half"].questions[0], verdict, [HandMark(Fraction("1.67"))])
    assert (marked.outcome, marked.score) == (Outcome.CORRECT, Fraction(5, 3))
    assert fault_of(HandMark(Fraction("1.67")), verdict) == ""
    assert fault_of(HandMark(Fraction("1.68")), verdict) == "the score 1.68 is more than half is worth, 1.67 points"


# Laws

MARKS = st.lists(
    st.builds(
        lambda line, student, claim, score, answer: row(line, student, "why", answer, score, claim),
        st.integers(1, 10_000), st.sampled_from(["", "ada", "bob"]), st.sampled_from(["", "item 1", "item 2"]),
        st.sampled_from(["0", "1/2", "1", "2", "3", "4"]), st.sampled_from(["so", "so ", "thus"]),
    ), max_size=5, unique_by=lambda one: one.mark.source.line,
)  # fmt: skip


@given(MARKS, st.randoms())
@settings(max_examples=60)
def test_marks_twice_are_marks_once_in_any_order(problems, rows, random):
    verdict = check(problems["why"], "so")
    once = Marks(rows, problems, lambda *_: False).applied("ada", verdict)
    shuffled = random.sample(rows, len(rows))
    again = Marks(shuffled, problems, lambda *_: False)
    assert again.applied("ada", verdict) == once
    assert again.applied("ada", once) == once
    low, high = once.score_range
    assert 0 <= low <= high <= once.points
    assert once.outcome.is_open == (low < high)


WRITTEN = st.text(st.sampled_from("s_1p= ;\"\\[]\n2'x"), max_size=12) | st.text(max_size=12)


@given(st.dictionaries(st.sampled_from(["s_1", "p"]), WRITTEN.filter(plain_text), min_size=1))
@settings(max_examples=300)
def test_what_is_joined_is_parted_again(problems, texts):
    question = problems["conv"].questions[0]
    assert parted(question, joined(texts)) == {name: plain_text(text) for name, text in texts.items()}


def test_long_texts_are_known_by_their_checksum():
    long = "a" * 20_000
    assert abridged(long).endswith("… (20,000 characters, sha256 " + abridged(long)[-17:])
    assert abridged(long) != abridged(long[:-1] + "b")
    assert abridged(abridged(long)) == abridged(long)
    assert abridged("x \r\ny\0 ") == "x\ny\ufffd"
