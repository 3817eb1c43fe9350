"""How an answer would be read, field by field, without any verdict: nothing here knows a right answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice

from grader import marking
from grader.claims.chains import chain
from grader.claims.networks.fitting import fitted
from grader.claims.networks.layers import LayerError, network_of
from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.tree import Node, symbols
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.choices.chosen_options import read_choice
from grader.marking.none import means_none, none_in
from grader.marking.read import MAX_READINGS, Read, read_fields, trees
from grader.marking.texts.written_down import WHOLE
from grader.marking.ways.candidates import MAX_CANDIDATES, candidates_note
from grader.marking.ways.chains.approximate import ROUNDED
from grader.marking.ways.texts_within import with_texts_within
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.verdict import FieldResult, Outcome, ReadingResult
from grader.wording import remarks


class State(StrEnum):
    """What would become of a field."""

    READ = "read"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    SHAPE = "wrong shape"


@dataclass(frozen=True, slots=True)
class Previewed:
    """A field as it would be read; `result.error` says what is wrong with it."""

    name: str
    state: State
    result: FieldResult


def preview(question: Question, answer: Answer) -> tuple[Previewed, ...]:
    """Return how each field of an answer would be read, those included in which nothing was written."""
    if answer.error is not None:
        return (_unreadable(WHOLE, answer.whole or FieldAnswer("", answer.source), answer.error),)
    whole = answer.whole or none_in(_as_public(question), answer.fields)
    if whole is not None and (whole.text.strip() or whole.error):
        return (_whole(question, whole),)
    written = {name: field for name, field in answer.fields.items() if field.text.strip() or field.error}
    if question.kind.reads == "value":
        return tuple(_values(question, written))
    return tuple(_words(question, name, written.get(name)) for name in question.fields)


def _of_several(name: str, field: FieldAnswer, ways: Sequence[Previewed], *, is_rounding: bool) -> Previewed:
    """Return how a field would be read of which several texts may be the answer; `ways` is how each of them would be.

    Which of them counts may depend on what is expected, which is not known here: then all of them are shown.
    `is_rounding`: they are members of one chain with `≈`, one of which may be what the other rounds to.
    """
    assert field.candidates
    rule, texts = field.candidates.rule, field.candidates.texts
    named = ways[field.candidates.named if rule != "none" else -1]
    if len(texts) > MAX_CANDIDATES:
        return _unreadable(
            name, field, remarks.TOO_MANY_FORMULAS.format(count=len(texts), max_candidates=MAX_CANDIDATES)
        )
    is_any_shown = rule == "none" or (is_rounding and rule == "verdict")
    unread = next((way for way in ways if way.state is not State.READ), None)
    if named.state is not State.READ or (rule == "none" and unread is not None):
        return named if named.state is not State.READ or unread is None else unread
    read = tuple(dict.fromkeys(one for way in ways for one in _ways_of(way.result)))
    if not is_any_shown or len(read) < 2:
        counts = () if len(read) < 2 else (candidates_note(field.candidates),)
        return replace(named, result=replace(named.result, notes=tuple(dict.fromkeys((*named.result.notes, *counts)))))
    note = remarks.EXACT_AND_ROUNDED if is_rounding else remarks.ALL_MUST_COME_SAME.format(count=len(texts))
    notes = tuple(dict.fromkeys((*field.notes, note)))
    return Previewed(name, State.READ, replace(named.result, text=field.text, read=None, readings=read, notes=notes))


def _ways_of(result: FieldResult) -> Iterator[ReadingResult]:
    """Yield the readings of a field, the only one included."""
    yield from result.readings
    if not result.readings and result.read is not None:
        yield ReadingResult(result.read, Outcome.UNDECIDED)


def _as_public(question: Question) -> Question:
    """Return a question of which it is not known whether there is such a value: `none` may be its answer."""
    return replace(question, exists=False) if question.kind.has_expected_value else question


def _unreadable(name: str, field: FieldAnswer, why: str) -> Previewed:
    result = FieldResult(field.text or None, source=field.source, error=why, notes=field.notes, file=field.file)
    return Previewed(name, State.UNREADABLE, result)


def _whole(question: Question, whole: FieldAnswer) -> Previewed:
    asked = _as_public(question)
    if whole.error is None and asked.may_be_none and means_none(asked, whole.text):
        return Previewed(WHOLE, State.READ, FieldResult(whole.text, "none", whole.source, notes=whole.notes))
    why = whole.error or remarks.VALUE_FOR_EACH_FIELDS.format(listed=", ".join(_asked(question)))
    return _unreadable(WHOLE, whole, why)


def _asked(question: Question) -> list[str]:
    """Return the fields that an answer must have; of layers the first weights."""
    if question.layers is not None:
        return list(question.fields)[:1]
    fields = question.fields.values()
    return [one.name for one in fields if one.default is None and not (one.free or one.is_size)]


# Words.


def _words(question: Question, name: str, field: FieldAnswer | None) -> Previewed:
    if field is None:
        return Previewed(name, State.MISSING, FieldResult())
    if field.candidates is not None and not question.kind.by_person:
        ways = [_words(question, name, one) for one in field.candidates.texts]
        return _of_several(name, field, ways, is_rounding=False)
    if field.error is not None:
        return _unreadable(name, field, field.error)
    try:
        read = _as_read(question, field.text)
    except AnswerError as error:
        return _unreadable(name, field, error.pointed())
    return Previewed(name, State.READ, FieldResult(field.text, read, field.source, notes=field.notes))


def _as_read(question: Question, text: str) -> str:
    """Return how a text is read; raises AnswerError where it is not."""
    match question.kind.reads:
        case "words":
            return " ".join(text.split())
        case "code":
            return marking.texts.programs.read_answer(question, text).text.strip()
        case _:
            return _chosen(question, text)


def _chosen(question: Question, text: str) -> str:
    """Return the options that a text names; whether several may be chosen is not public. Raises AnswerError."""
    try:
        return ", ".join(sorted(read_choice(question, text)))
    except AnswerError:
        if not question.options:
            raise
        chosen = read_choice(replace(question, several=True), text)
        return ", ".join(sorted(chosen))


# Mathematics.


def _values(question: Question, written: Mapping[str, FieldAnswer]) -> Iterator[Previewed]:
    fields = {name: _without_tolerance(with_texts_within(question, name, one)) for name, one in written.items()}
    read = read_fields(question, {name: one for name, one in fields.items() if one.candidates is None})
    misfits = _misfits(question, read)
    for name in question.fields:
        field = fields.get(name)
        if field is not None and field.candidates is not None:
            ways = [way for one in field.candidates.texts for way in _values(question, {name: one}) if way.name == name]
            yield _of_several(name, field, ways, is_rounding=written[name].candidates is None)
        elif name in read.faults:
            yield Previewed(name, State.UNREADABLE, read.results[name])
        elif name in misfits:
            yield Previewed(name, State.SHAPE, replace(_with_readings(read, name), error=misfits[name]))
        elif name in read.results:
            yield Previewed(name, State.READ, _with_readings(read, name))
        elif name in _asked(question):
            yield Previewed(name, State.MISSING, FieldResult())


def _without_tolerance(field: FieldAnswer) -> FieldAnswer:
    """Return a rounded value by itself, `x ≈ 1.42`, as what it says: whether one is asked for is not public."""
    found = chain(field.text) if field.error == ROUNDED and field.candidates is None else None
    if found is None or not found.is_approximate:
        return field
    return replace(field, text=found.members[-1], error=None, notes=(*field.notes, remarks.ROUNDED_MAY_COUNT))


def _with_readings(read: Read, name: str) -> FieldResult:
    """Return a field with all of its readings, where there are several."""
    readings = read.readings[name]
    if len(readings) < 2:
        return read.results[name]
    ways = dict.fromkeys(ReadingResult(show(one.tree), Outcome.UNDECIDED) for one in readings)
    return replace(read.results[name], readings=tuple(ways))


def _misfits(question: Question, read: Read) -> dict[str, str]:
    """Return what is wrong with the shapes of fields, however they are read."""
    found = [_misfit(question, trees(question, one)) for one in islice(read.combinations(), MAX_READINGS)]
    if not found:
        return {}
    first, *others = found
    return {name: why for name, why in first.items() if all(name in other for other in others)}


def _misfit(question: Question, values: Mapping[str, Node]) -> dict[str, str]:
    declared = {variable.name for variable in (*question.given, *question.for_all)}
    plain = {name: tree for name, tree in values.items() if symbols(tree) <= declared}
    if question.layers is None:
        shaped = question.kind.may_be_none  # in the other types the shape is that of the answer
        return fitted(question, plain).faults if shaped else {}
    if not plain:
        return {}
    try:
        network_of(question, question.layers, plain)
    except LayerError as error:
        named = (name for name in values if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", error.text))
        return {next(named, next(iter(values))): error.text}
    except AnswerError:
        pass
    return {}
