"""What stands beside `answer`: mistakes, examples, parts."""

from fractions import Fraction
from functools import cache
from typing import Any, Literal

from pydantic import Field, create_model

from grader.problems.models.answers import ANSWERS, AnyAnswer
from grader.problems.models.shared import Model
from grader.problems.texts.typed import (
    Plot,
    Points,
    Prosaic,
    Prose,
    Reveal,
)


class Mistake(Model):
    """An answer that earns a score of its own."""

    when: Any = Field(description="the answer, or texts by field; fields not named are free")
    score: Points = Field(Fraction(0), description="what it earns, in the problem's points; nothing unless stated")
    feedback: Prose = Field("", description="what to say")


OUTCOMES = Literal["correct", "partial", "incorrect", "missing", "unreadable", "undecided", "review", "failed"]


class Question(Model):
    """A problem without parts, or a part."""

    id: Prose = Field(description="any text without . / : and blanks at its ends")
    title: Prose = Field("", description="a few words")
    prompt: Prose = Field("", description="what is asked, in Markdown")
    points: Points | None = Field(None, description="1 unless stated, or the sum of the claims' points")
    answer: AnyAnswer = Field(description="what is mathematics")
    mistakes: tuple[Mistake, ...] = Field((), description="known mistakes, looked at after a claim was refuted")
    examples: dict[OUTCOMES, Any] = Field({}, description="answers by the outcome that they must get")
    reveal: Reveal = Field("counterexample", description="what students are shown")
    plot: Plot = Field("own", description="`target`: drawings show the expected function, too, whatever `reveal` hides")
    locate: Prosaic = Field((), description="other headings under which a document may hold the answer")
    tags: Prosaic = Field((), description="words to find the problem by")


@cache
def question_with(kind: str) -> type[Question]:
    """Return the model of a question whose answer is of one type: pydantic makes ready what is validated only."""
    return create_model("Question", __base__=Question, answer=(ANSWERS[kind], Field(description="what is mathematics")))


class Part(Question):
    """A part: a problem of its own that inherits what stands beside `parts`."""

    answer: Any = Field(None, description="as in a problem; keys that are missing are those beside `parts`")


class Parted(Question):
    """A problem with `parts`; what else it says is inherited by them."""

    answer: Any = Field(None, description="what the parts' answers have in common")
    parts: tuple[Any, ...] = Field(description="the parts, in order")


class WithParts(Parted):
    """A problem with parts, as the JSON Schema describes it."""

    parts: tuple[Part, ...] = Field(description="the parts, in order")
