"""Marks answers that are mathematics: every honest reading is decided, and they must agree."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from grader import marking
from grader.claims import networks
from grader.claims.builders.claims import same_up_to, same_values, value_claims
from grader.claims.builders.forms import TypedAs
from grader.claims.builders.setting import setting_of
from grader.claims.builders.units import in_unit_of, with_unit
from grader.claims.statements import Claim
from grader.errors import AnswerError
from grader.language import grammar
from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import Node, symbols
from grader.marking.answer import FieldAnswer
from grader.marking.facts import with_facts
from grader.marking.judging.decided_once import decided_once
from grader.marking.judging.judged import Judged, is_misfit, judge, limits_of, misfits_of
from grader.marking.judging.mistakes import with_mistakes
from grader.marking.judging.score import Mark
from grader.marking.read import MAX_READINGS, Read, read_fields, trees
from grader.marking.texts.field_texts import read_value
from grader.marking.texts.sets.ranges import as_range, between_dash, is_of_function
from grader.problems.question import Mistake, Question
from grader.records import dataclass, replace
from grader.verdict import Feedback, FieldResult, Outcome, ReadingResult, Status, Verdict, status_of
from grader.wording import remarks

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit


@dataclass(frozen=True)
class Judgement:
    """One combination of readings and what it comes to."""

    reading: Mapping[str, Reading]
    judged: Judged


def mark_values(question: Question, answers: Mapping[str, FieldAnswer]) -> Verdict:
    """Return the verdict on an answer; `answers` holds the fields that something was written in."""
    read = read_fields(question, answers)
    combinations = list(islice(read.combinations(), MAX_READINGS + 1))
    if len(combinations) > MAX_READINGS:
        return _too_many(question, read)
    text = next(iter(answers.values())).text
    judgements = [Judgement(reading, _judge(question, reading, read, text)) for reading in combinations]
    judgements = [judgement for judgement in judgements if not is_misfit(judgement.judged)] or judgements
    judgements = [_with_rows(question, read, answers, judgement, text) for judgement in judgements]
    judgements += _as_ranges(question, read, judgements, text)
    marks = {judgement.judged.mark for judgement in judgements}
    if len(marks) == 1:
        return _agreed(question, read, judgements)
    return _disagreed(question, read, judgements)


def _with_rows(
    question: Question, read: Read, answers: Mapping[str, FieldAnswer], judgement: Judgement, text: str
) -> Judgement:
    """Return what an answer comes to with what a program's products make as rows, where only these have the shape."""
    for name, one in judgement.reading.items():
        if not (misfits := misfits_of(judgement.judged)):
            break
        row = grammar.arrays.program_rows.as_row(one.tree, answers[name].text, question.fields[name].names)
        if row is None:
            continue
        reading = {**judgement.reading, name: replace(one, tree=row, spelling=show(row))}
        other = Judgement(reading, _judge(question, reading, read, text))
        judgement = other if len(misfits_of(other.judged)) < len(misfits) else judgement
    return judgement


def _as_ranges(question: Question, read: Read, judgements: list[Judgement], text: str) -> list[Judgement]:
    """Return what a wrong condition comes to as the range of what it bounds, where that is not wrong.

    Where a range is asked for, a right one may be wrong so: `2^x > 1`, by which the values of x are those of 2^x.
    """
    outcomes = {judgement.judged.mark.outcome for judgement in judgements}
    if outcomes == {Outcome.CORRECT}:
        pairs = [(name, one) for judgement in judgements for name, one in judgement.reading.items()]
        bounded = [(name, one) for name, one in pairs if is_of_function(question, one)]
        others = ({name: other} for name, one in bounded if (other := as_range(question, one)) is not None)
        return [Judgement(way, _judge(question, way, read, text)) for way in others]
    if outcomes != {Outcome.INCORRECT}:
        return []
    ranges = ({name: as_range(question, one) for name, one in one.reading.items()} for one in judgements)
    ways = [{name: one for name, one in other.items() if one is not None} for other in ranges]
    read_as = [item for judgement in judgements for item in judgement.reading.items()]
    ways += [{name: other} for name, one in read_as for other in between_dash(question, one)]
    found = [Judgement(way, _judge(question, way, read, text)) for way in ways if way]
    return [one for one in found if one.judged.mark.outcome is not Outcome.INCORRECT]


def _judge(question: Question, reading: Mapping[str, Reading], read: Read, text: str) -> Judged:
    values = trees(question, reading)
    try:
        claims = value_claims(question, values, frozenset(read.faults), _typed(reading, text))
        claims = claims if read.faults else _with_unit(question, reading, claims, text)
    except AnswerError as error:
        return _open(question, error.message)
    judged = with_facts(question, values, judge(question, claims))
    said = (f"{name}: {why}" for name, why in read.faults.items())
    faults = tuple(Feedback("unreadable", text, text, "verdict") for text in said)
    judged = replace(judged, feedback=faults + judged.feedback)
    return with_mistakes(question, judged, lambda mistake: _matches(question, values, mistake))


def _typed(reading: Mapping[str, Reading], text: str) -> TypedAs | None:
    """Return a value as it was typed, without the unit behind it."""
    return next((TypedAs(one.tree, one.typed or text) for one in reading.values()), None)


def _with_unit(
    question: Question, reading: Mapping[str, Reading], claims: tuple[Claim, ...], text: str
) -> tuple[Claim, ...]:
    if question.unit is None or not reading:
        return claims
    unit = _unit_of(reading)
    units_named = marking.asked.about.units_named
    named = units_named.named_beside(question, text) if unit is None else units_named.named_by(question, unit)
    return with_unit(question, unit, next(iter(reading.values())).tree, claims, named)


def _unit_of(reading: Mapping[str, Reading]) -> Unit | None:
    return next((one.unit for one in reading.values() if one.unit is not None), None)


def _matches(question: Question, values: Mapping[str, Node], mistake: Mistake) -> Status:
    known: dict[str, Node] = {}
    for name, text in mistake.when.items():
        reading = read_value(question, question.fields[name], text)[0]
        known[name] = in_unit_of(question, reading.unit, reading.tree)
    if question.kind.has_weights:
        oriented = networks.built.oriented
        values, known = oriented(question, values), oriented(question, known)
    used = frozenset[str]().union(*(symbols(tree) for tree in (*values.values(), *known.values())))
    statement = same_up_to(question, values, known) or same_values(question, values, known)
    claim = Claim("mistake", "the answer is a known mistake", statement)
    return status_of(decided_once(replace(claim, setting=setting_of(question, used)), limits_of(question)))


def known_mistakes(question: Question, answers: Mapping[str, FieldAnswer]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the mistakes that a reading of an answer is proved to be."""
    read = read_fields(question, answers)
    if read.faults:
        return ()
    ways = [trees(question, reading) for reading in islice(read.combinations(), MAX_READINGS)]
    return tuple(
        number
        for number, mistake in enumerate(question.mistakes, 1)
        if any(_matches(question, values, mistake) is Status.PROVED for values in ways)
    )


def _agreed(question: Question, read: Read, judgements: list[Judgement]) -> Verdict:
    judged = judgements[0].judged
    fields = _with_readings(read, judgements) if len(judgements) > 1 else read.results
    span = (judged.mark.low, judged.mark.high)
    return Verdict(question.id, judged.mark.outcome, question.points, span, fields, judged.claims, judged.feedback)


def _disagreed(question: Question, read: Read, judgements: list[Judgement]) -> Verdict:
    marks = [judgement.judged.mark for judgement in judgements]
    span = (min(mark.low for mark in marks), max(mark.high for mark in marks))
    said = Feedback("readings", _spellings(judgements), _spellings(judgements), "verdict")
    fields = _with_readings(read, judgements)
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, fields, feedback=(said,))


def _spellings(judgements: list[Judgement]) -> str:
    several = {name for name in judgements[0].reading if len({j.reading[name].spelling for j in judgements}) > 1}
    ways = dict.fromkeys(
        "; ".join(f"`{reading.spelling}`" for name, reading in judgement.reading.items() if name in several)
        for judgement in judgements
    )
    listed = " or ".join(ways)
    return remarks.CAN_BE_READ_WAYS.format(count=len(ways), listed=listed)


def _with_readings(read: Read, judgements: list[Judgement]) -> dict[str, FieldResult]:
    fields = dict(read.results)
    for name in judgements[0].reading:
        found = dict.fromkeys(
            ReadingResult(judgement.reading[name].spelling, judgement.judged.mark.outcome) for judgement in judgements
        )
        if len({reading.read for reading in found}) > 1:
            fields[name] = replace(fields[name], readings=tuple(found))
    return fields


def _too_many(question: Question, read: Read) -> Verdict:
    why = remarks.ANSWER_CAN_BE_READ.format(max_readings=MAX_READINGS)
    span = (Fraction(0), question.points)
    said = (Feedback("unreadable", why, why, "verdict"),)
    return Verdict(question.id, Outcome.UNREADABLE, question.points, span, read.results, feedback=said)


def _open(question: Question, why: str) -> Judged:
    mark = Mark(Outcome.UNREADABLE, Fraction(0), question.points)
    return Judged((), mark, (Feedback("unreadable", why, why, "verdict"),))
