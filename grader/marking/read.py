"""Reads the fields of an answer, and forms the combinations of their readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from grader import marking
from grader.claims.builders.units import in_unit_of
from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import ZERO, Array, Node, Num
from grader.marking.answer import FieldAnswer
from grader.marking.texts.field_texts import read_value
from grader.problems.question import Question
from grader.records import dataclass
from grader.verdict import FieldResult

MAX_ZEROS = 1_000  # entries of an array that a single `0` stands for
MAX_READINGS = 8  # readings of one answer, all fields together


@dataclass(frozen=True)
class Read:
    """The fields of an answer as read: readings by field, the faults of those that have none, what to echo."""

    readings: Mapping[str, tuple[Reading, ...]]
    faults: Mapping[str, str]
    results: Mapping[str, FieldResult]

    def combinations(self) -> Iterator[dict[str, Reading]]:
        """Yield one reading for each field, with the same choice for each kind of two-way reading throughout."""
        names = list(self.readings)
        for chosen in product(*self.readings.values()):
            if _consistent(chosen):
                yield dict(zip(names, chosen, strict=True))


def _consistent(chosen: tuple[Reading, ...]) -> bool:
    made: dict[str, int] = {}
    return all(made.setdefault(kind, choice) == choice for reading in chosen for kind, choice in reading.choices)


def read_fields(question: Question, answers: Mapping[str, FieldAnswer]) -> Read:
    """Read all fields that were filled in. Fields that nothing was written in do not appear."""
    readings: dict[str, tuple[Reading, ...]] = {}
    faults: dict[str, str] = {}
    results: dict[str, FieldResult] = {}
    for name, answer in answers.items():
        if not answer.text.strip() and answer.error is None:
            continue
        read, fault = _read(question, name, answer)
        if fault is None:
            readings[name] = read
        else:
            faults[name] = fault
        shown = _echo(read[0]) if len(read) == 1 else None
        results[name] = FieldResult(answer.text, shown, answer.source, (), fault, answer.notes, answer.file)
    return Read(readings, faults, results)


def _echo(reading: Reading) -> str:
    unit = "" if reading.unit is None else f" {reading.unit.text}"
    return f"{show(reading.tree)}{unit}"


def _read(question: Question, name: str, answer: FieldAnswer) -> tuple[tuple[Reading, ...], str | None]:
    if answer.error is not None:
        return (), answer.error
    try:
        return read_value(question, question.fields[name], answer.text), None
    except AnswerError as error:
        return (), f"{error.message}\n    {answer.written}" if answer.written else error.pointed()


def trees_of(question: Question, name: str, text: str) -> list[Node]:
    """Return the trees of all readings of a field's text, as it is typed; none where it cannot be read."""
    try:
        return [one.tree for one in read_value(question, question.fields[name], text)]
    except AnswerError:
        return []


def trees(question: Question, combination: Mapping[str, Reading]) -> dict[str, Node]:
    """Return the trees of a combination of readings, in the unit of the problem where it has one.

    Where conditions are put to fields of known sizes, `0` alone is the vector or the matrix of zeros.
    """
    found = {name: in_unit_of(question, reading.unit, reading.tree) for name, reading in combination.items()}
    if not question.require:
        return found
    return {name: _zeros(question.fields[name].domain.shape) if tree == ZERO else tree for name, tree in found.items()}


def _zeros(shape: Sequence[Node]) -> Node:
    """Return zeros of a shape; a number where it has none, or is not known, or would be too large."""
    sizes = [int(one.value) for one in shape if isinstance(one, Num)]
    if len(sizes) < len(shape) or prod(sizes) > MAX_ZEROS:
        return ZERO
    zeros: Node = ZERO
    for size in reversed(sizes):
        zeros = Array((zeros,) * size)
    return zeros


def is_readable(question: Question, texts: Mapping[str, str]) -> bool:
    """Whether texts by field can be read; such an answer is `unreadable` for what stands around it.

    So is a text for all fields in which single ones are named.
    """
    if not texts.keys() <= question.fields.keys():
        written_down = marking.texts.written_down
        return written_down.parted(question, written_down.joined(texts)).keys() != texts.keys()
    return not fault_in(question, texts)


def fault_in(question: Question, texts: Mapping[str, str]) -> str:
    """Return why texts by field cannot be read, empty where they can."""
    if question.kind.reads in {"words", "steps"}:
        return ""
    try:
        for name, text in texts.items():
            if question.kind.reads == "choice":
                marking.choices.chosen_options.read_choice(question, text)
            elif question.kind.reads == "code":
                marking.texts.programs.read_answer(question, text)
            else:
                read_value(question, question.fields[name], text)
    except AnswerError as error:
        return error.pointed()
    return ""
