"""Which answer each text is: questions, parts and fields by the keys above them, over all documents of a submission.

What was written and fits no field is never dropped: what it may have been meant for, as far as that is not answered
elsewhere, is unreadable, with a message that says what was written and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from grader.marking.answer import FieldAnswer
from grader.problems.labels import parts_of_label
from grader.problems.question import Problem, Question
from grader.problems.texts.located import Damaged, Entry, Located, MappingNode, SequenceNode, Text
from grader.records import dataclass
from grader.submissions.attribution.naming.labels import NO_PROBLEM
from grader.submissions.attribution.naming.mentions import keep_mentioned
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.not_writing import is_front_key
from grader.submissions.attribution.naming.numbering import Node
from grader.submissions.attribution.naming.records_listed import is_wrapping, unwrapped
from grader.submissions.attribution.naming.resolving import Naming, named_by_key
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.attribution.structure.schemes import scheme_of_keys
from grader.submissions.forms.reading import Content, damage, is_nothing
from grader.submissions.forms.texts import clipped, field_answer, outline
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field, find_part, part_name, parts_of
from grader.submissions.ledger.part_names import part_targets
from grader.submissions.not_done import is_not_done
from grader.submissions.weights.files import referenced, write_field_file, write_file
from grader.wording import writing_notices

SHOWN_NAMES = 12  # names that a message lists


def attribute_keyed(ledger: Ledger, names: Names, content: Content) -> None:
    """Attribute everything in a document of keys and values; later lines count before earlier ones."""
    seen: dict[str, int] = {}
    hollow = ""
    entries = unwrapped(content.mapping.entries if content.mapping else (), names)
    named = KeyNames(ledger, names, entries)
    for entry in entries:
        told = ledger.told
        key = entry.key.value.strip()
        known = _attribute_entry(named, entry, hollow)
        _keep_swallowed(ledger, entry)
        empty = is_nothing(entry.value, ledger.form)
        hollow = (key if empty else "") if known else hollow
        first = seen.setdefault(key, entry.key.line)
        if known and first != entry.key.line and not empty and ledger.told == told:
            message = writing_notices.HERE_SECOND_TIME_FIRST.format(key=clipped(key), first=first)
            ledger.notice(ledger.source(entry.key.line), "warning", message)


_NEXT_KEY = re.compile(r"\n[ \t]*(?:- )?[^\s#:,\[\]{}][^\n:]{0,60}:(?=\s|$)")


def _keep_swallowed(ledger: Ledger, entry: Entry) -> None:
    """Say that what cannot be read goes on over lines with keys: they may be the answers to other problems."""
    value = entry.value
    if isinstance(value, Damaged) and _NEXT_KEY.search(value.raw.rstrip()):
        said = writing_notices.BELOW_CANNOT_READ.format(value=clipped(entry.key.value), value_2=damage(value))
        ledger.stray(Stray("", outline(value), ledger.source(value.line), said))


@dataclass
class KeyNames:
    """What the keys of one document name. Numbers count only if all are the sheet's, each once."""

    ledger: Ledger
    names: Names
    entries: Sequence[Entry]

    def naming(self, entry: Entry) -> Naming | None:
        """Return what a key names, several targets where nobody can tell."""
        return named_by_key(self.names, entry.key.value)

    @cached_property
    def is_counted(self) -> bool:
        """Whether the numbers among the keys are those of the sheet."""
        found = [naming for entry in self.entries if (naming := self.naming(entry)) and naming.path]
        stated = self.names.sheet is not None and self.names.sheet.stated
        paths = [naming.path for naming in found]
        unknown = any(naming.node is None for naming in found)
        return len(set(paths)) == len(paths) and (stated or not unknown)


def _attribute_entry(named: KeyNames, entry: Entry, hollow: str) -> bool:
    """Attribute one problem's answer, and return whether there is such a problem.

    `hollow` is the problem named last, where nothing stands below it.
    """
    ledger, names = named.ledger, named.names
    key = entry.key.value.strip()
    naming = named.naming(entry)
    target = naming.target if naming and (naming.by in {"id", "title"} or named.is_counted) else None
    if target is not None and not names.is_set(target):
        target = None
    keep_mentioned(ledger, names, outline(entry.value), ledger.source(entry.key.line), target)
    match target:
        case Question():
            _attribute_question(ledger, target, entry)
        case Problem():
            _attribute_parts(ledger, names, ledger.index.in_parts[target.id], entry)
        case None if naming is not None and naming.targets and any(map(names.is_set, naming.targets)):
            _stray(ledger, entry, _unsettled(naming), {}, () if naming.target else targets_of(names, naming.targets))
            return False
        case None if is_front_key(key, outline(entry.value)) or _is_sheet_key(names, key, outline(entry.value)):
            ledger.notice(
                ledger.source(entry.key.line), "warning", writing_notices.THERE_NO_PROBLEM.format(key=clipped(key))
            )
            return False
        case None if naming is not None and naming.node is not None and isinstance(entry.value, MappingNode):
            return _attribute_below(named, naming.node, entry.value)
        case None:
            said = writing_notices.THERE_NO_PROBLEM.format(key=clipped(key))
            said += writing_notices.BELONGS_BELOW_INDENTED.format(hollow=hollow) if hollow else ""
            meant = {} if is_wrapping(key) else ledger.index.targets  # `answers` is no misspelt `series`
            _stray(ledger, entry, said, meant, ledger.index.targets.get(hollow, ()))
            return False
    return True


_SHEET_KEY = re.compile(rf"(?!part|version)(?:{NO_PROBLEM})(?:\s+(?:number|no|nr|nummer|número))?", re.IGNORECASE)
_SHEET_NUMBER = re.compile(rf"(?:(?:{NO_PROBLEM})\s*)?[#№]?\s*\d{{1,2}}", re.IGNORECASE)


def _is_sheet_key(names: Names, key: str, value: str) -> bool:
    """Whether a key says which sheet this is, `sheet: 5`, by its number or its title; no problem is called so."""
    words = same_words(key)
    if _SHEET_KEY.fullmatch(words) is None:
        return False
    called = (f"{problem.title} {id_}" for id_, problem in names.tree.problems.items())
    if any(words in same_words(one) for one in called):
        return False
    said, title = same_words(value), same_words(names.sheet.title if names.sheet else "")
    return _SHEET_NUMBER.fullmatch(value.strip()) is not None or (bool(said) and f" {said} " in f" {title} ")


def _unsettled(naming: Naming) -> str:
    listed = " or ".join(target.id for target in naming.targets)
    if naming.target is None:
        return writing_notices.MAY_NOBODY_GUESSES_WRITE.format(shown=clipped(naming.shown), listed=listed)
    why = writing_notices.NUMBERS_DOCUMENT_NOT_THOSE
    return writing_notices.MAY_NUMBER_BUT.format(shown=clipped(naming.shown), listed=listed, why=why)


def _attribute_below(named: KeyNames, node: Node, value: MappingNode) -> bool:
    """Attribute what stands below a label that several problems have in common: `3: {1: …, 2: …}`."""
    for inner in value.entries:
        below = node.find(parts_of_label(inner.key.value))
        target = below.targets[0] if below and len(below.targets) == 1 else None
        if isinstance(target, Question):
            _attribute_question(named.ledger, target, inner)
        elif isinstance(target, Problem):
            _attribute_parts(named.ledger, named.names, named.ledger.index.in_parts[target.id], inner)
        else:
            said = writing_notices.HAS_NO_PART_SET.format(
                clipped=clipped(".".join(node.label)), value=clipped(inner.key.value)
            )
            _stray(named.ledger, inner, said, {}, targets_of(named.names, node.every()))
    return True


def _stray(
    ledger: Ledger, entry: Entry, said: str, meant: Mapping[str, tuple[Target, ...]], otherwise: Iterable[Target]
) -> None:
    if is_nothing(entry.value, ledger.form):
        ledger.notice(ledger.source(entry.key.line), "warning", said)
        return
    if isinstance(entry.value, Damaged):
        said = writing_notices.THERE_CANNOT_READ.format(said=said, value=damage(entry.value))
    source = ledger.source(entry.key.line)
    text = outline(entry.value)
    ledger.stray(Stray(entry.key.value, text, source, said, meant, tuple(otherwise)))


def _attribute_parts(ledger: Ledger, names: Names, problem: Problem, entry: Entry) -> None:
    parts = [part_name(problem, part) for part in problem.questions]
    match entry.value:
        case node if is_nothing(node, ledger.form) or _is_not_done(ledger, problem.questions, entry):
            return
        case MappingNode(entries=entries):
            scheme = scheme_of_keys(problem, entry.key.value.strip(), map(_bare, entries))
            for inner in entries:
                key = _bare(inner)
                part = scheme.get(key) if scheme is not None else None
                part = part or find_part(problem, inner.key.value.strip()) or _lettered(names, problem, inner.key.value)
                if scheme is None and len(both := part_targets(problem).get(key, ())) > 1:
                    said = writing_notices.MAY_NOBODY_GUESSES_WRITE.format(
                        shown=clipped(inner.key.value), listed=" or ".join(one.id for one in both)
                    )
                    _stray(ledger, inner, said, {}, [(one.id, None) for one in both])
                elif part is not None:
                    _attribute_question(ledger, part, inner)
                else:
                    _stray_part(ledger, problem, inner)
        case _:
            said = writing_notices.HAS_PARTS_WRITE.format(
                id=problem.id, listed=", ".join(f"{name}: …" for name in parts[:2])
            )
            _stray(ledger, entry, said, {}, parts_of(problem))


def _bare(entry: Entry) -> str:
    return entry.key.value.strip("().: ")


def _stray_part(ledger: Ledger, problem: Problem, entry: Entry) -> None:
    parts = [part_name(problem, part) for part in problem.questions]
    said = writing_notices.HAS_NO_PART_PARTS.format(id=problem.id, value=clipped(entry.key.value), parts=_listed(parts))
    meant: dict[str, tuple[Target, ...]] = {
        name: ((part.id, None),) for name, part in zip(parts, problem.questions, strict=True)
    }
    _stray(ledger, entry, said, meant, parts_of(problem))


def _lettered(names: Names, problem: Problem, key: str) -> Question | None:
    """Return the part that a key names as students count parts, or by its heading."""
    node = names.scope(problem).part(key.strip("().: "))
    exact = names.exact_name(key)
    found = node.targets[0] if node else exact
    return found if isinstance(found, Question) and found in problem.questions else None


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:SHOWN_NAMES]) + (", …" if len(shown) > SHOWN_NAMES else "")


def _is_not_done(ledger: Ledger, questions: Iterable[Question], entry: Entry) -> bool:
    """Whether a text says that none of some questions was done; that is noted."""
    is_text = isinstance(entry.value, Text) and not isinstance(entry.value, Damaged)
    if not is_text or not all(is_not_done(question, outline(entry.value)) for question in questions):
        return False
    ledger.notice(
        ledger.source(entry.key.line), "note", writing_notices.SAID_NOT_DONE.format(id=entry.key.value.strip())
    )
    return True


def _attribute_question(ledger: Ledger, question: Question, entry: Entry) -> None:
    match entry.value:
        case node if is_nothing(node, ledger.form) or _is_not_done(ledger, (question,), entry):
            return
        case node if question.kind.is_one_number != "never" and _is_empty(node):
            return
        case MappingNode() as node if not _is_text(ledger, question, node):
            _attribute_fields(ledger, question, entry, node)
        case node:
            ledger.write_whole(question, _answer(ledger, node, entry))


def _is_empty(node: Located) -> bool:
    """Whether a list or a mapping holds nothing: where no list is asked for, a form writes a field left empty so."""
    return (isinstance(node, SequenceNode) and not node.items) or (isinstance(node, MappingNode) and not node.entries)


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
            said = writing_notices.HAS_NO_FIELD_FIELDS.format(
                id=question.id, value=clipped(inner.key.value), fields=_listed(question.fields)
            )
            every: dict[str, tuple[Target, ...]] = {name: ((question.id, name),) for name in question.fields}
            _stray(ledger, inner, said, every, [target for targets in every.values() for target in targets])
        elif file := referenced(inner.value):
            write_field_file(ledger, question, name, file, ledger.source(inner.key.line))
        elif not is_nothing(inner.value, ledger.form) and not (
            question.kind.is_one_number != "never" and _is_empty(inner.value)
        ):
            ledger.write(question, name, _answer(ledger, inner.value, inner))
