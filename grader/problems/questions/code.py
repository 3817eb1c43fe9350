"""Questions whose answers are code: what it is given, and programs that do what is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from grader.errors import AnswerError
from grader.language import code
from grader.language.domains import Domain
from grader.language.names import Names
from grader.language.reader.domains import parse_domain
from grader.language.tree import symbols
from grader.problems import models
from grader.problems.declared.programs import read_program
from grader.problems.question import Question
from grader.problems.questions.choices import FIELDS
from grader.problems.questions.common import Place, check_limits, common, one_of_two
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import replace

if TYPE_CHECKING:
    from grader.language.code.program import Frame, Input

DERIVATIVE = "grad"  # what only the right program may use
_STEP = re.compile(r"(?:(?<=.)\.)?(?P<name>[^\W\d]\w*)|\[(?P<item>\d{1,3})\]", re.ASCII)


def code_question(model: models.Question, answer: models.CodeAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of an answer that is code."""
    inputs = read_inputs(answer.inputs, faults)
    check_limits(answer.limits, faults)
    given = frozenset(str(one.steps[0]) for one in inputs)
    setup = read_program(answer.setup, given, faults, ("answer", "setup")) if answer.setup.strip() else None
    names = given | (code.names.own_names(setup.body) if setup is not None else frozenset())
    frame = code.program.Frame(inputs, names, answer.library, setup, answer.sizes)
    _check_sizes(frame, faults)
    question = replace(common(model, faults, place, FIELDS, Names()), frame=frame, limits=answer.limits)
    if not one_of_two(answer.expected, answer.accept, faults):
        return question
    texts: list[tuple[Path, str]] = [(("answer", "expected"), answer.expected or "")]
    if answer.accept is not None:
        texts = [(("answer", "accept", number), text) for number, text in enumerate(answer.accept)]
    found = (read_program(text, names | {DERIVATIVE}, faults, path) for path, text in texts)
    programs = tuple(one for one in found if one is not None)
    return replace(question, programs=programs, accepted_texts=tuple(one.text.strip() for one in programs))


def read_inputs(declared: Mapping[str, models.Declared], faults: Faults) -> tuple[Input, ...]:
    """Return the inputs of code, by their paths."""
    found: dict[tuple[str | int, ...], Input] = {}
    for key, declaration in declared.items():
        path: Path = ("answer", "inputs", key)
        steps = _steps(key.strip())
        if not steps:
            faults.add_key(path, f"{shown(key)} is no name; expected `x`, `self.weight` or `self.inputs[0]`")
        elif str(steps[0]) in code.names.FIXED:
            faults.add_key(path, f"`{steps[0]}` has a meaning of its own in code")
        elif steps in found:
            faults.add_key(path, f"{shown(key)} is declared twice")
        else:
            domain = _domain(declaration, faults, path)
            found[steps] = code.program.Input(key.strip(), steps, domain or Domain())
    if not declared:
        faults.add(("answer", "inputs"), "expected what the code is given, such as {x: 'real^{B x I}'}")
    return tuple(found.values())


def _steps(path: str) -> tuple[str | int, ...]:
    found: list[str | int] = []
    place = 0
    while place < len(path):
        match = _STEP.match(path, place)
        if match is None:
            return ()
        found.append(match["name"] if match["item"] is None else int(match["item"]))
        place = match.end()
    return tuple(found) if found and isinstance(found[0], str) else ()


def _domain(declaration: models.Declared, faults: Faults, path: Path) -> Domain | None:
    if declaration.also:
        faults.add(path, "an input of code has one name")
    try:
        domain = parse_domain(declaration.domain)
    except AnswerError as error:
        faults.add_text(path, error)
        return None
    if domain.base == "complex" or domain.members is not None:
        faults.add(path, "expected real numbers, integers or indices such as 0..C-1, with a shape")
        return None
    return domain


def letters_of(frame: Frame) -> frozenset[str]:
    """Return the letters that are sizes."""
    found = {one.path for one in frame.inputs if one.domain.base == "size"}
    for one in frame.inputs:
        parts = (*one.domain.shape, one.domain.low, one.domain.high)
        found |= {name for part in parts if part is not None for name in symbols(part)}
    return frozenset(found)


def _check_sizes(frame: Frame, faults: Faults) -> None:
    letters = letters_of(frame)
    for number, sizes in enumerate(frame.sizes):
        if sizes.keys() != letters or not all(sizes.values()):
            listed = ", ".join(sorted(letters))
            faults.add(("answer", "sizes", number), f"expected a positive number for each of the sizes {listed}")
