"""The keys of an assignment: what is set, when it is due, and by which rules it is marked."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from grader.problems.labels import parts_of_label
from grader.problems.models.shared import Model
from grader.problems.texts.typed import SCALAR, Amount, Points, Prose, Reveal, fault, share, shown, text_typed
from grader.problems.times import EXAMPLE, TimeError, duration, moment, time_zone
from grader.verdict import ROUNDING


def _moment(value: object) -> datetime:
    try:
        return moment(text_typed(value))
    except TimeError as error:
        raise fault(str(error)) from None


def _time_zone(value: object) -> str:
    try:
        time_zone(text_typed(value))
    except TimeError as error:
        raise fault(str(error)) from None
    return text_typed(value).strip()


def _duration(value: object) -> timedelta:
    try:
        return duration(text_typed(value))
    except TimeError as error:
        raise fault(str(error)) from None


def _per_day(value: object) -> Fraction:
    part = share(value)
    if not 0 <= part <= 1:
        raise fault(f"expected a share from 0% to 100%, such as 10%, not {shown(text_typed(value))}")
    return part


def _rounding(value: Fraction) -> Fraction:
    if (value * 100).denominator != 1:
        raise fault("expected a multiple of 0.01, such as 0.01, 0.5 or 1")
    return value


def _worth(points: Fraction) -> Fraction:
    if points == 0:
        raise fault("expected points above 0")
    if points < ROUNDING:
        raise fault(f"expected points of at least {float(ROUNDING)}, to which scores are rounded")
    return points


def _telling(text: str) -> str:
    if not text.replace("*", "").strip():
        raise fault(f"expected a text beside `*`, such as `I worked with *`, not {shown(text)}: it would ignore all")
    return text


def _word(text: str) -> str:
    if not any(character.isalpha() for character in text):
        raise fault(f"expected a word for problem, such as Tarea, not {shown(text)}")
    return text


TEXT: dict[str, Any] = {"type": "string"}
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({**TEXT, "examples": [EXAMPLE]})]
TimeZone = Annotated[
    str, BeforeValidator(_time_zone), WithJsonSchema({**TEXT, "examples": ["Europe/Zurich", "+01:00"]})
]
Duration = Annotated[
    timedelta, BeforeValidator(_duration), WithJsonSchema({**SCALAR, "examples": ["15 min", "3 days"]})
]
Worth = Annotated[Points, AfterValidator(_worth)]
Rounding = Annotated[Amount, AfterValidator(_rounding)]
Telling = Annotated[Prose, AfterValidator(_telling)]
Word = Annotated[Prose, AfterValidator(_word)]
PerDay = Annotated[Fraction, BeforeValidator(_per_day), WithJsonSchema({**SCALAR, "examples": ["10%"]})]


def _several(value: object) -> object:
    return value if isinstance(value, (list, tuple)) else [value]


def _label(label: str) -> str:
    if not parts_of_label(label):
        raise fault(f"expected what students call the problem, such as 4, 4a or Warm-up, not {shown(label)}")
    return label


Label = Annotated[Prose, AfterValidator(_label)]
Labels = Annotated[
    tuple[Label, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [SCALAR, {"type": "array", "items": SCALAR}], "examples": [4, [5, "Warm-up"]]}),
]


class SetProblem(Model):
    """One problem that is set: its id alone, or `{id: tent, points: 5, label: 3}`."""

    id: Prose = Field(description="the id of a problem, or of a part (q3.a)")
    points: Worth | None = Field(None, description="what it is worth here; its own points unless stated")
    label: Labels = Field((), description="what students call it, one or a list; its place in the list unless stated")


Listed = Annotated[
    SetProblem,
    BeforeValidator(lambda value: value if isinstance(value, dict) else {"id": value}),
    WithJsonSchema({"anyOf": [{"type": ["string", "number"]}, SetProblem.model_json_schema()]}),
]


class Late(Model):
    """What lateness costs."""

    grace: Duration | None = Field(None, description="how late is still in time; days and `until` count from its end")
    per_day: PerDay = Field(Fraction(), description="the share of the earned score that each begun day takes off")
    until: Duration | None = Field(None, description="what comes later than this counts 0")


class AssignmentFile(Model):
    """What is set, when it is due, and by which rules it is marked."""

    title: Prose = Field("", description="a few words")
    problems: tuple[Listed, ...] = Field(description="the problems that are set, in order")
    due: Moment | None = Field(None, description=f"date, time and time zone, such as {EXAMPLE}")
    time_zone: TimeZone = Field("", description="the zone of times that a platform writes without one")
    late: Late | None = Field(None, description="what lateness costs; nothing unless stated")
    attempts: Literal["last", "best"] = Field("last", description="which of several submissions of a student counts")
    unreadable: Literal["review", "zero"] = Field(
        "review", description="whether unreadable answers stay open or count 0"
    )
    reveal: Reveal | None = Field(None, description="what students are shown, whatever the problems say")
    words: tuple[Word, ...] = Field((), description="further words for problem, such as Tarea")
    ignore: tuple[Telling, ...] = Field((), description="texts that are no answer; `*` stands for anything")
    rounding: Rounding = Field(ROUNDING, description="scores are rounded to a multiple of this, once for each problem")
