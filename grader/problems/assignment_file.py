"""The file of an assignment: its models, and how it becomes an `Assignment`, or all of its faults in one run."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from pydantic import BaseModel, ValidationError

from grader.errors import Diagnostic, ProblemError
from grader.problems.assignment import Assignment, LatePolicy, Sheet
from grader.problems.complaints import CLOSE, IS_RESERVED, RESERVED, words
from grader.problems.labels import parts_of_label
from grader.problems.models.assignments import AssignmentFile, Late, SetProblem
from grader.problems.question import Problem, Problems, alone
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Document, MappingNode, SequenceNode, Text, damages, duplicates, path_text
from grader.problems.texts.source import LIMITS, SourceError, read_bytes
from grader.problems.texts.typed import plain, shown
from grader.problems.texts.yamltext import read_yaml
from grader.problems.times import EXAMPLE
from grader.records import replace

SHOWN_IDS = 6  # ids that a message lists
EXPECTED = "expected an assignment, such as {title: Week 3, problems: [tent, relu]}"


def load_assignment(path: Path, problems: Problems) -> Assignment:
    """Return the assignment in a file, of the problems under `--problems`. Raises ProblemError with every fault."""
    name = path.as_posix()
    try:
        document = read_yaml(read_bytes(path, name, LIMITS), name, LIMITS)
    except SourceError as error:
        raise ProblemError([error.diagnostic]) from None
    return read_assignment(document, name, problems)


def read_assignment(document: Document, name: str, problems: Problems) -> Assignment:
    """Return the assignment that a document holds. Raises ProblemError with every fault."""
    if document.faults:
        raise ProblemError(document.faults)
    root = document.root
    if not isinstance(root, MappingNode):
        line, column = (root.line, root.column) if root else (0, 0)
        raise ProblemError([Diagnostic(name, line, column, "", EXPECTED if root else f"the file is empty; {EXPECTED}")])
    faults = Faults(name, root)
    faults.found += _damage(name, root)
    if root.get("problems") is None and root.get("answer") is not None:
        faults.add((), f"this is a problem; {EXPECTED}")
        raise ProblemError(faults.found)
    model = _validated(root, faults)
    chosen = dict(_chosen(root, problems, faults))
    if model is not None:
        _check(model, chosen, faults)
    if faults or model is None:
        raise ProblemError(sorted(faults.found, key=lambda each: (each.line, each.column)))
    return _assignment(model, chosen, problems)


def _damage(name: str, root: MappingNode) -> Iterator[Diagnostic]:
    for path, node in damages(root):
        yield Diagnostic(name, node.line, node.column, path_text(path), node.message)
    for path, first, key in duplicates(root):
        message = f"this key stands twice, first in line {first.line}"
        yield Diagnostic(name, key.line, key.column, path_text(path), message)


def _validated(root: MappingNode, faults: Faults) -> AssignmentFile | None:
    try:
        return AssignmentFile.model_validate(plain(root))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = tuple(detail["loc"])
            while path[-1:] == ("id",) and find(root, path) is None and isinstance(find(root, path[:-1]), Text):
                path = path[:-1]
            if detail["type"] == "extra_forbidden":
                faults.add_key(path, _unknown(path))
            else:
                faults.add(path, words(detail["type"], detail))
        return None


def _unknown(path: tuple[str | int, ...]) -> str:
    model: type[BaseModel] = AssignmentFile
    if path[0] == "late" and len(path) > 1:
        model = Late
    elif path[0] == "problems" and len(path) > 1:
        model = SetProblem
    known = list(model.model_fields)
    if path[-1] == RESERVED:
        return IS_RESERVED
    close = difflib.get_close_matches(str(path[-1]), known, 1, CLOSE)
    hint = f"did you mean `{close[0]}`?" if close else f"possible: {', '.join(known)}"
    return f"unknown key {shown(str(path[-1]))}; {hint}"


def _chosen(root: MappingNode, problems: Problems, faults: Faults) -> Iterator[tuple[str, Problem]]:
    """Yield what is set by its id; each id that is unknown or set before is a fault."""
    listed = root.get("problems")
    lines: dict[str, int] = {}
    parts = {question.id: alone(whole, question) for whole in problems.values() for question in whole.questions}
    every = {**problems, **parts}
    for number, item in enumerate(getattr(listed, "items", ())):
        node = item.get("id") if isinstance(item, MappingNode) else item
        path = ("problems", number, "id") if isinstance(item, MappingNode) else ("problems", number)
        if not isinstance(node, Text):
            if isinstance(node, (SequenceNode, MappingNode)):
                faults.add(path, "expected the id of a problem, such as tent, or {id: tent, points: 4}")
            continue
        id_ = node.value.strip()
        if id_ not in every:
            faults.add(path, _no_problem(id_, list(every)))
        elif id_ in lines:
            faults.add(path, f"{shown(id_)} is set twice, first in line {lines[id_]}")
        elif other := _overlap(id_, lines):
            faults.add(path, f"{shown(other[1])} is a part of {shown(other[0])}, so that it would be set twice")
        else:
            lines[id_] = node.line
            yield id_, every[id_]
    if isinstance(listed, (Text, MappingNode)):
        return
    if not getattr(listed, "items", ()) and listed is not None:
        faults.add(("problems",), "nothing is set; expected ids of problems, such as [tent, relu]")


def _overlap(id_: str, lines: dict[str, int]) -> tuple[str, str] | None:
    """Return a question and a part of it, one of which is `id_` and the other set before."""
    for other in lines:
        whole, part = sorted((id_, other), key=len)
        if part.startswith(f"{whole}."):
            return whole, part
    return None


def _no_problem(id_: str, known: list[str]) -> str:
    meant = id_.rpartition("/")[2].removesuffix(".yaml").removesuffix(".yml").casefold()
    close = [one for one in known if one.casefold() == meant] or difflib.get_close_matches(id_, known, 1, CLOSE)
    if close:
        return f"there is no problem {shown(id_)}; did you mean `{close[0]}`?"
    some = ", ".join(known[:SHOWN_IDS]) + (", …" if len(known) > SHOWN_IDS else "")
    return f"there is no problem {shown(id_)}; there are {some}" if known else f"there is no problem {shown(id_)}"


def _check(model: AssignmentFile, chosen: Problems, faults: Faults) -> None:
    for number, one in enumerate(model.problems):
        problem = chosen.get(one.id.strip())
        if problem is not None and one.points is not None and problem.points == 0:
            faults.add(("problems", number, "points"), f"`{problem.id}` is worth 0 points, which cannot be scaled")
    _check_labels(model, chosen, faults)
    if model.late is not None and model.due is None:
        faults.add_key(("late",), f"`late` needs `due`, such as {EXAMPLE}")


def _worths(model: AssignmentFile, chosen: Problems) -> dict[str, Fraction]:
    """Return what each problem is worth here: its own points unless others are stated."""
    stated = {one.id.strip(): one.points for one in model.problems}
    return {id_: stated.get(id_) or problem.points for id_, problem in chosen.items()}


def _check_labels(model: AssignmentFile, chosen: Problems, faults: Faults) -> None:
    """Report every label that two problems have; those whose label is their place have that one."""
    seen: dict[tuple[str, ...], str] = {}
    ids = [one.id.strip() for one in model.problems]
    for number, (id_, labels) in enumerate(_labels(model).items()):
        for label in labels if id_ in chosen else ():
            other = seen.setdefault(parts_of_label(label), id_)
            if other != id_:
                stated = model.problems[ids.index(id_)].label
                path = ("problems", number, "label") if stated else ("problems", number)
                why = "" if stated else f", its place in the list; write `{{id: {id_}, label: …}}`"
                faults.add(path, f"{shown(label)} is the label of {shown(other)} already{why}")


def _labels(model: AssignmentFile) -> dict[str, tuple[str, ...]]:
    """Return what students call each problem: what is stated, else its place in the list."""
    return {one.id.strip(): one.label or (str(place),) for place, one in enumerate(model.problems, 1)}


def _sheet(model: AssignmentFile, title: str) -> Sheet:
    stated = any(one.label for one in model.problems)
    return Sheet(_labels(model), stated, model.words, model.ignore, title)


def _reading(chosen: Problems, problems: Problems) -> dict[str, Problem]:
    """Return what is set as submissions are read against it: parts stand in their problem."""
    reading = {}
    for whole in problems.values():
        parts = tuple(question for question in whole.questions if whole.id in chosen or question.id in chosen)
        if parts:
            reading[whole.id] = replace(whole, questions=parts)
    return reading


def _assignment(model: AssignmentFile, chosen: dict[str, Problem], problems: Problems) -> Assignment:
    reading = _reading(chosen, problems)
    late = (
        None
        if model.late is None
        else LatePolicy(model.late.grace or timedelta(), model.late.per_day, model.late.until)
    )
    return Assignment(
        problems=chosen,
        points=_worths(model, chosen),
        title=" ".join(model.title.split()),
        due=model.due,
        time_zone=model.time_zone,
        late=late,
        attempts=model.attempts,
        unreadable=model.unreadable,
        reveal=model.reveal,
        rounding=model.rounding,
        given=True,
        reading=reading,
        tree=problems,
        sheet=_sheet(model, " ".join(model.title.split())),
    )
