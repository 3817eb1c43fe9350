"""What was found in the documents of a submission so far: answers by field, strays, notices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.problems.question import Question
from grader.records import dataclass, field, replace
from grader.submissions import limits
from grader.submissions.forms.formats import Form
from grader.submissions.forms.latex.macros import Macros
from grader.submissions.forms.reading import without_stand_ins
from grader.submissions.ledger.matching import Index, Target, closest
from grader.submissions.model import Document, Level, Loose, Notice, Root, document_of, spoiled
from grader.verdict import Source
from grader.wording import writing_notices

SHOWN_IDS = 3  # ids of problems that a notice lists


Corrects = Literal["", "said", "ended", "listed", "behind"]


@dataclass(frozen=True, slots=True)
class Stray:
    """Something written that fits no question, part or field: `key` with what was written, in words `said`.

    `meant` are the names that may have been meant, with what each stands for, and `otherwise` what it is taken to be
    an answer to where the key is near to none of these names. Where it is for nothing at all, no question that has no
    answer is missing.
    `corrects`: what was answered is in doubt too, or where it ends, so that only credit is given, or it is where it
    X
    """

    key: str
    text: str
    source: Source
    said: str
    meant: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    otherwise: tuple[Target, ...] = ()
    corrects: Corrects = ""
    mentioned: bool = False
    last: int = 0


@dataclass
class Ledger:
    """The answers of a submission while its documents are read, in their order.

    `twice` are questions that a document gives twice by their marks: neither answer counts instead of the other.
    """

    index: Index
    tree: Index
    fields: dict[str, dict[str, FieldAnswer]] = field(default_factory=dict)
    wholes: dict[str, FieldAnswer] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    unset: dict[str, dict[str, None]] = field(default_factory=dict)
    untold: int = 0
    file: str = ""
    form: Form = Form.YAML
    macros: Macros = field(default_factory=dict)
    document: Document | None = None
    loaded: dict[tuple[Root, PurePosixPath], object] = field(default_factory=dict)
    weighed: int = 0
    twice: set[str] = field(default_factory=set)

    def aside(self) -> Ledger:
        """Return one without answers for the same document, for another reading of what stands there."""
        return Ledger(self.index, self.tree, file=self.file, form=self.form, macros=self.macros, document=self.document)

    @property
    def told(self) -> int:
        """The number of notices so far, shown or not."""
        return len(self.notices) + self.untold

    @property
    def is_full(self) -> bool:
        """Whether there are as many strays as are looked into."""
        return len(self.strays) >= limits.STRAYS

    def source(self, line: int) -> Source:
        """Return a place in the document that is being read."""
        return Source(self.file, line)

    def notice(self, source: Source, level: Level, message: str) -> None:
        """Keep a notice; beyond the limit they are only counted."""
        if len(self.notices) < limits.NOTICES:
            self.notices.append(Notice(source.file, source.line, level, message))
        else:
            self.untold += 1

    def write(self, question: Question, name: str, answer: FieldAnswer) -> None:
        """Keep the answer to a field; it counts instead of one that was written before."""
        filled = self.fields.setdefault(question.id, {})
        earlier = self.wholes.pop(question.id, None) or filled.pop(name, None) or self._unread(question)
        label = question.id if len(question.fields) == 1 else f"{question.id}, field {name}"
        filled[name] = self._instead(label, earlier, answer, both=question.id in self.twice)

    def write_whole(self, question: Question, answer: FieldAnswer) -> None:
        """Keep what was written for a question as one; a question with one field has it as that field's answer."""
        if len(question.fields) == 1:
            self.write(question, next(iter(question.fields)), answer)
            return
        filled = self.fields.pop(question.id, {})
        earlier = self.wholes.pop(question.id, None) or next(iter(filled.values()), None)
        earlier = earlier or self._unread(question)
        self.wholes[question.id] = self._instead(question.id, earlier, answer, both=question.id in self.twice)

    def _unread(self, question: Question) -> FieldAnswer | None:
        """Return what could not be read before of a question that is given twice, None where there is no such text."""
        strays = self.strays if question.id in self.twice else []
        meant = (one for one in strays if not one.mentioned and one.otherwise == ((question.id, None),))
        return next((FieldAnswer(one.text, one.source, one.said) for one in meant), None)

    def _instead(self, label: str, earlier: FieldAnswer | None, answer: FieldAnswer, *, both: bool) -> FieldAnswer:
        source = answer.source
        assert source
        if earlier is not None and _is_disputed(earlier, answer):
            answer = replace(answer, error=writing_notices.ANOTHER_DOCUMENT_DIFFERS)
        if answer.error is not None:
            self.notice(source, "error", f"{label}: {answer.error}")
        if earlier is None or earlier.source is None or answer.error == writing_notices.ANOTHER_DOCUMENT_DIFFERS:
            return answer
        place = f"{earlier.source.file}:{earlier.source.line}"
        if both:
            self.notice(source, "warning", writing_notices.GIVEN_TWICE.format(label=label, place=place))
            text = f"{earlier.text}\n{answer.text}"
            return FieldAnswer(text, earlier.source, candidates=Candidates((earlier, answer)))
        self.notice(source, "warning", writing_notices.ANSWERED_SECOND_TIME.format(label=label, place=place))
        return replace(answer, notes=(*answer.notes, writing_notices.EARLIER_DOES_NOT_COUNT.format(place=place)))

    def stray(self, stray: Stray) -> None:
        """Keep a stray until all documents are read; beyond the limit the submission is damaged."""
        stray = replace(stray, text=without_stand_ins(stray.text), said=without_stand_ins(stray.said))
        unset = self._unset(stray)
        if unset is not None:
            self.leave(unset, stray.source)
            return
        if not self.is_full:
            self.strays.append(stray)
        elif len(self.strays) == limits.STRAYS and not any("STRAYS" in one.said for one in self.loose):
            message = writing_notices.TOO_MANY_KEYS.format(strays=limits.STRAYS)
            self.notice(stray.source, "error", message)
            self.loose.append(Loose(stray.source, message))

    def _unset(self, stray: Stray) -> str | None:
        """Return the problem, or the part of the problem it stands in, that a stray answers and that is not set."""
        key = stray.key.strip()
        wholes = {question.rpartition(".")[0] for question, _ in stray.otherwise if "." in question}
        keys = (key, *(f"{whole}.{key}" for whole in wholes))
        return next((id_ for id_ in keys if id_ in self.tree.targets and id_ not in self.index.targets), None)

    def leave(self, id_: str, source: Source) -> None:
        """Leave an answer aside: to a problem, or a part, that exists and is not set."""
        whole = next(
            (one for one, parts in self.tree.in_parts.items() if id_ in {part.id for part in parts.questions}), id_
        )
        id_ = id_ if whole in self.index.targets else whole
        self.unset.setdefault(document_of(source.file), {})[id_] = None

    def _say_left(self) -> None:
        for file, ids in self.unset.items():
            names = ", ".join(list(ids)[:SHOWN_IDS]) + (", …" if len(ids) > SHOWN_IDS else "")
            several = writing_notices.SEVERAL_NOT_SET if len(ids) > 1 else writing_notices.ONE_NOT_SET
            message = several.format(count=len(ids), names=names)
            self.notice(Source(file, 0), "note", message)

    def is_open(self, target: Target) -> bool:
        """Whether nothing was written for a question or field."""
        question, name = target
        filled = self.fields.get(question, {})
        return question not in self.wholes and (not filled if name is None else name not in filled)

    def _left(self, target: Target) -> list[Target]:
        """Return what of a question or field is not answered: all of it, or the fields that are left."""
        question, name = target
        if name is not None or self.is_open(target):
            return [target] if self.is_open(target) else []
        fields = self.index.questions[question].fields
        return [(question, one) for one in fields if self.is_open((question, one))]

    def settle(self) -> None:
        """Give each stray to what it was probably meant for, as far as that is not answered, as an error."""
        taken = [(stray, *self._meant(stray)) for stray in self.strays]
        for stray, said, targets in taken:
            doubted = stray.corrects != "" and self._doubt(stray)
            if stray.mentioned and not targets and not doubted:
                continue
            self.notice(stray.source, "warning", said)
            for question, name in targets:
                if name is not None:
                    answer = FieldAnswer(stray.text, stray.source, said)
                    self.fields.setdefault(question, {}).setdefault(name, answer)
            whole = tuple(question for question, name in targets if name is None)
            if whole or not (targets or stray.otherwise):
                self.loose.append(Loose(stray.source, said, stray.text, whole))
        self._say_left()

    def _doubt(self, stray: Stray) -> bool:
        """Leave open what was answered where a stray may correct it; return whether anything was."""
        place = f"{stray.source.file}:{stray.source.line}"
        error = writing_notices.NOBODY_KNOWS_WHICH_COUNTS.format(said=stray.said, place=place)
        found = False
        for question in dict.fromkeys(question for question, _ in stray.otherwise):
            whole, filled = self.wholes.get(question), self.fields.get(question, {})
            every = [*([whole] if whole else []), *filled.values()]
            if not every or (stray.corrects == "listed" and all(_stands_in(one.text, stray.text) for one in every)):
                continue
            if stray.corrects == "behind" and not any(_stands_behind(one, stray) for one in every):
                continue
            found = True
            doubted = _spared if stray.corrects == "ended" else _doubted
            if whole is not None:
                self.wholes[question] = doubted(whole, error)
            if filled:
                self.fields[question] = {name: doubted(one, error) for name, one in filled.items()}
        return found

    def _meant(self, stray: Stray) -> tuple[str, tuple[Target, ...]]:
        """Return what to say of a stray, and what it is taken to be meant for."""
        unanswered = [name for name, targets in stray.meant.items() if any(map(self._left, targets))]
        near = closest(stray.key, unanswered)
        name = near or closest(stray.key, stray.meant)
        found = stray.meant[near] if near else stray.otherwise
        targets = tuple(one for target in found for one in (self._left(target) if near else [target]))
        targets = tuple(filter(self.is_open, targets))
        said = f"{stray.said}; did you mean {name}?" if name else stray.said
        return said, targets

    def answers(self) -> dict[str, Answer]:
        """Return the answers by question, in the order of the problems, only where something was written."""
        found = {id_: self._answer(question) for id_, question in self.index.questions.items()}
        return {id_: answer for id_, answer in found.items() if answer is not None}

    def _answer(self, question: Question) -> Answer | None:
        whole, filled = self.wholes.get(question.id), self.fields.get(question.id)
        if whole is not None:
            return Answer(whole=whole, source=whole.source)
        if filled:
            fields = {name: filled[name] for name in question.fields if name in filled}
            return Answer(fields, source=next(iter(filled.values())).source)
        return spoiled(question.id, self.loose)


def _doubted(answer: FieldAnswer, error: str) -> FieldAnswer:
    """Return an answer that is left open, with what was written."""
    return FieldAnswer(answer.text, answer.source, answer.error or error, answer.notes)


def _spared(answer: FieldAnswer, error: str) -> FieldAnswer:
    """Return an answer that gives credit and stays open where it would be refuted."""
    if answer.error is not None or answer.candidates is not None:
        return _doubted(answer, error)
    return replace(answer, candidates=Candidates((answer, _doubted(answer, error)), "credit", 0))


def _stands_in(answer: str, text: str) -> bool:
    """Whether an answer stands in a list of answers as it was written; a single digit may be a label there."""
    said = answer.strip()
    return len(said) > 1 and re.search(rf"(?<![\w.,/]){re.escape(said)}(?![\w/]|[.,]\d)", text) is not None


def _stands_behind(answer: FieldAnswer, stray: Stray) -> bool:
    """Whether what decides an answer begins at the place of a stray or behind it, as far as that goes."""
    both, place = answer.candidates, stray.source
    texts = (answer,) if both is None else both.texts if both.rule == "none" else (both.texts[both.named],)
    found = [one.source or answer.source for one in texts]
    return any(one is not None and one.file == place.file and place.line <= one.line <= stray.last for one in found)


def _is_disputed(earlier: FieldAnswer, answer: FieldAnswer) -> bool:
    """Whether an answer differs from an earlier one in another document: no name of a file says which one counts."""
    if earlier.error == writing_notices.ANOTHER_DOCUMENT_DIFFERS:
        return True
    if earlier.source is None or answer.source is None:
        return False
    is_other = document_of(earlier.source.file) != document_of(answer.source.file)
    return is_other and "".join(earlier.text.split()) != "".join(answer.text.split())
