"""An answer typed on the command line, as answers keyed by question id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from grader.errors import AnswerError
from grader.language.reader import canonical_name
from grader.marking.answer import Answer, FieldAnswer, whole_answer
from grader.problems.question import Problem, Question

NAME_CHARACTERS = 100  # characters that may stand before the `=` of FIELD=ANSWER

Place = tuple[Question, str]  # a question, and one of its fields
Names = Mapping[str, Place]  # what may stand before `=`, in canonical spelling


def names_of(problem: Problem) -> Names:
    """Return what may stand before `=`: field names and their other spellings; in parts, `a` and `a.w_0`."""
    names: dict[str, Place] = {}
    for question in problem.questions:
        for prefix in _prefixes(problem, question):
            for field in question.fields.values():
                for name in (field.name, *field.spellings):
                    names.setdefault(prefix + _canonical(name), (question, field.name))
            if prefix and len(question.fields) == 1:
                names[prefix[:-1]] = (question, next(iter(question.fields)))
    return names


def _prefixes(problem: Problem, question: Question) -> Iterator[str]:
    if problem.has_parts:
        yield question.id.removeprefix(f"{problem.id}.") + "."
        yield question.id + "."
    else:
        yield ""


def _canonical(name: str) -> str:
    try:
        return canonical_name(name)
    except (AnswerError, ValueError):
        return name


def split_field(text: str, names: Names) -> tuple[Place, str] | None:
    """Cut `FIELD=ANSWER` after the longest declared name that an `=` follows; None where there is none."""
    head = text[: NAME_CHARACTERS + 1]
    for cut in reversed([place for place, char in enumerate(head) if char == "="]):
        place = _named(text[:cut].strip(), names)
        if place is not None and not text.startswith("==", cut):
            return place, text[cut + 1 :].strip()
    return None


def _named(name: str, names: Names) -> Place | None:
    """Return what a name stands for: as it is, or its last component in any spelling (`w0` for `w_0`)."""
    if name in names:
        return names[name]
    part, dot, field = name.rpartition(".")
    return names.get(part + dot + _canonical(field))


def typed_answers(problem: Problem, texts: Sequence[str]) -> dict[str, Answer]:
    """Return the answers that the arguments after `PROBLEM` give; what fits no field is a usage error."""
    if not texts:
        raise click.UsageError(f"{problem.id}: give an answer: {_wanted(problem)}")
    names = names_of(problem)
    cuts = [split_field(text, names) for text in texts]
    if cuts == [None] and not problem.has_parts:
        question = problem.questions[0]
        return {question.id: whole_answer(question, FieldAnswer(texts[0]))}
    fields: dict[str, dict[str, FieldAnswer]] = {}
    for text, cut in zip(texts, cuts, strict=True):
        if cut is None:
            raise click.UsageError(f"{problem.id}: {text!r} does not begin with a field and `=`: {_wanted(problem)}")
        (question, field), value = cut
        if field in fields.setdefault(question.id, {}):
            raise click.UsageError(f"{problem.id}: {field} is given twice")
        fields[question.id][field] = FieldAnswer(value)
    return {key: Answer(given) for key, given in fields.items()}


def _wanted(problem: Problem) -> str:
    wanted = []
    for question in problem.questions:
        prefix = f"{question.id.removeprefix(f'{problem.id}.')}." if problem.has_parts else ""
        if len(question.fields) == 1:
            wanted.append(f"{prefix[:-1]}=ANSWER" if prefix else "ANSWER")
        else:
            wanted += [f"{prefix}{name}=ANSWER" for name in question.fields]
    return " ".join(wanted)
