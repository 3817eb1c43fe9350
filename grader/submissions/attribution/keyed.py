"""Which answer each text is: questions, parts and fields by the keys above them, over all documents of a submission.

What was written and fits no field is never dropped: what it may have been meant for, as far as that is not answered
elsewhere, is unreadable, with a message that says what was written and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.marking.answer import FieldAnswer
from grader.problems.located import Damaged, Entry, Located, MappingNode
from grader.problems.question import Problem, Question
from grader.submissions.forms.reading import Content, damage, is_nothing
from grader.submissions.forms.texts import clipped, field_answer, outline
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field, find_part, part_name, parts_of
from grader.submissions.weights.files import referenced, write_field_file, write_file

SHOWN_NAMES = 12  # names that a message lists


def attribute_keyed(ledger: Ledger, content: Content) -> None:
    """Attribute everything in a document of keys and values; later lines count before earlier ones."""
    seen: dict[str, int] = {}
    hollow = ""
    for entry in content.mapping.entries if content.mapping else ():
        told = ledger.told
        key = entry.key.value.strip()
        known = _attribute_entry(ledger, entry, hollow)
        empty = is_nothing(entry.value, ledger.form)
        hollow = (key if empty else "") if known else hollow
        first = seen.setdefault(key, entry.key.line)
        if known and first != entry.key.line and not empty and ledger.told == told:
            message = f"{clipped(key)} stands here a second time, first on line {first}; both count"
            ledger.notice(ledger.source(entry.key.line), "warning", message)


def _attribute_entry(ledger: Ledger, entry: Entry, hollow: str) -> bool:
    """Attribute one problem's answer, and return whether there is such a problem.

    `hollow` is the problem named last, where nothing stands below it.
    """
    key = entry.key.value.strip()
    index = ledger.index
    if key in index.questions:
        _attribute_question(ledger, index.questions[key], entry)
    elif key in index.in_parts:
        _attribute_parts(ledger, index.in_parts[key], entry)
    else:
        said = f"there is no problem {clipped(key)}"
        said += f"; what belongs to {hollow} stands below it, indented" if hollow else ""
        _stray(ledger, entry, said, index.targets, index.targets.get(hollow, ()))
        return False
    return True


def _stray(
    ledger: Ledger, entry: Entry, said: str, meant: Mapping[str, tuple[Target, ...]], otherwise: Iterable[Target]
) -> None:
    if is_nothing(entry.value, ledger.form):
        ledger.notice(ledger.source(entry.key.line), "warning", said)
        return
    is_damaged = isinstance(entry.value, Damaged)
    if isinstance(entry.value, Damaged):
        said = f"{said}, and what stands there cannot be read: {damage(entry.value)}"
    source = ledger.source(entry.key.line)
    text = outline(entry.value)
    ledger.stray(Stray(entry.key.value, text, source, said, meant, tuple(otherwise), is_damaged))


def _attribute_parts(ledger: Ledger, problem: Problem, entry: Entry) -> None:
    parts = [part_name(problem, part) for part in problem.questions]
    match entry.value:
        case node if is_nothing(node, ledger.form):
            return
        case MappingNode(entries=entries):
            for inner in entries:
                part = find_part(problem, inner.key.value.strip())
                if part is not None:
                    _attribute_question(ledger, part, inner)
                    continue
                said = f"{problem.id} has no part {clipped(inner.key.value)}; its parts are {_listed(parts)}"
                meant: dict[str, tuple[Target, ...]] = {
                    part_name(problem, part): ((part.id, None),) for part in problem.questions
                }
                _stray(ledger, inner, said, meant, parts_of(problem))
        case _:
            said = f"{problem.id} has parts; write `{problem.id}: {{{', '.join(f'{name}: …' for name in parts[:2])}}}`"
            _stray(ledger, entry, said, {}, parts_of(problem))


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:SHOWN_NAMES]) + (", …" if len(shown) > SHOWN_NAMES else "")


def _attribute_question(ledger: Ledger, question: Question, entry: Entry) -> None:
    match entry.value:
        case node if is_nothing(node, ledger.form):
            return
        case MappingNode() as node if not _is_text(ledger, question, node):
            _attribute_fields(ledger, question, entry, node)
        case node:
            ledger.write_whole(question, _answer(ledger, node, entry))


def _answer(ledger: Ledger, node: Located, entry: Entry) -> FieldAnswer:
    """Return what stands under a key, traced to the line of the key, or where the fault is."""
    return field_answer(node, ledger.source(node.line if isinstance(node, Damaged) else entry.key.line))


def _is_text(ledger: Ledger, question: Question, node: MappingNode) -> bool:
    """Whether braces are mathematics, a set such as `{0, 1}`: one field, and nothing in them has a value."""
    if node.text is None or len(question.fields) != 1:
        return False
    return all(
        is_nothing(entry.value, ledger.form) and find_field(question, entry.key.value) is None for entry in node.entries
    )


def _attribute_fields(ledger: Ledger, question: Question, entry: Entry, node: MappingNode) -> None:
    file = referenced(node)
    if file and "file" not in question.fields:
        write_file(ledger, question, file, ledger.source(entry.key.line))
        return
    for inner in node.entries:
        name = find_field(question, inner.key.value.strip())
        if name is None:
            said = f"{question.id} has no field {clipped(inner.key.value)}; its fields are {_listed(question.fields)}"
            every: dict[str, tuple[Target, ...]] = {name: ((question.id, name),) for name in question.fields}
            _stray(ledger, inner, said, every, [target for targets in every.values() for target in targets])
        elif file := referenced(inner.value):
            write_field_file(ledger, question, name, file, ledger.source(inner.key.line))
        elif not is_nothing(inner.value, ledger.form):
            ledger.write(question, name, _answer(ledger, inner.value, inner))
