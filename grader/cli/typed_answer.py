"""An answer typed on the command line or in a line of JSON, as answers keyed by question id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Problem, Question

Names = Mapping[str, tuple[Question, str]]  # what may stand before `=`: the question and the field meant


def names_of(problem: Problem) -> Names:
    """Return what may stand before `=`: field names and their other spellings; in parts, `a` and `a.w_0`."""
    names: dict[str, tuple[Question, str]] = {}
    for question in problem.questions:
        for prefix in _prefixes(problem, question):
            for field in question.fields.values():
                for name in (field.name, *field.spellings):
                    names.setdefault(prefix + name, (question, field.name))
            if prefix and len(question.fields) == 1:
                names[prefix[:-1]] = (question, next(iter(question.fields)))
    return names


def _prefixes(problem: Problem, question: Question) -> Iterator[str]:
    if problem.has_parts:
        yield question.id.removeprefix(f"{problem.id}.") + "."
        yield question.id + "."
    else:
        yield ""


def split_field(text: str, names: Names) -> tuple[str, str] | None:
    """Cut `FIELD=ANSWER` after the longest declared name that an `=` follows; None where there is none."""
    start = text.lstrip()
    for name in sorted(names, key=len, reverse=True):
        rest = start.removeprefix(name).lstrip() if start.startswith(name) else ""
        if rest.startswith("=") and not rest.startswith("=="):
            return name, rest[1:].strip()
    return None


def typed_answers(problem: Problem, texts: Sequence[str]) -> dict[str, Answer]:
    """Return the answers that the arguments after `PROBLEM` give; what fits no field is a usage error."""
    if not texts:
        raise click.UsageError(f"{problem.id}: give an answer: {_wanted(problem)}")
    names = names_of(problem)
    cuts = [split_field(text, names) for text in texts]
    if cuts == [None] and not problem.has_parts:
        question = problem.questions[0]
        return {question.id: bare_answer(question, texts[0])}
    fields: dict[str, dict[str, FieldAnswer]] = {}
    for text, cut in zip(texts, cuts, strict=True):
        if cut is None:
            raise click.UsageError(f"{problem.id}: {text!r} does not begin with a field and `=`: {_wanted(problem)}")
        question, field = names[cut[0]]
        if field in fields.setdefault(question.id, {}):
            raise click.UsageError(f"{problem.id}: {cut[0]} is given twice")
        fields[question.id][field] = FieldAnswer(cut[1])
    return {key: Answer(given) for key, given in fields.items()}


def bare_answer(question: Question, text: str) -> Answer:
    """Return a text as the answer to the one field, or as the whole answer (`none`) where there are several."""
    if len(question.fields) == 1:
        return Answer({next(iter(question.fields)): FieldAnswer(text)})
    return Answer(whole=FieldAnswer(text))


def _wanted(problem: Problem) -> str:
    wanted = []
    for question in problem.questions:
        prefix = f"{question.id.removeprefix(f'{problem.id}.')}." if problem.has_parts else ""
        if len(question.fields) == 1:
            wanted.append(f"{prefix[:-1]}=ANSWER" if prefix else "ANSWER")
        else:
            wanted += [f"{prefix}{name}=ANSWER" for name in question.fields]
    return " ".join(wanted)
