"""What a student wrote for one question, what came of it, and why, as a part of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.marking.feedback.telling import Said
from grader.marking.feedback.views import OPEN, Credit, View
from grader.marking.hand import HAND
from grader.problems.question import Question
from grader.reports.clean import SHOWN, cut
from grader.reports.pages import prompts
from grader.reports.pages.html import EMPTY, Markup, filled, joined, tag, text
from grader.reports.pages.room import Room
from grader.reports.pages.typeset import Typesetter
from grader.reports.scores import spelled
from grader.verdict import FieldResult, HandMark, Outcome, Source, Status
from grader.wording import sentences

SILENT = {HAND, OPEN}  # feedback that is shown in another way


class AnswerPart:
    """What a student wrote for one question, what came of it, and why."""

    def __init__(self, view: View, question: Question, typeset: Typesetter, room: Room) -> None:
        self.view, self.question, self.typeset, self.room = view, question, typeset, room
        self._credited = {credit.claim for credit in view.credits}

    def shown(self) -> Iterator[Markup]:
        """Yield the prompt, the answer, the reasons and the right answer, each where there is one."""
        yield self.room.asked(self.question.prompt)
        if self.view.outcome is Outcome.MISSING and not self.view.by_hand:
            yield tag("p", sentences.MISSING)
        yield from self._fields()
        yield from self._reasons()
        yield from self._drawings()
        if self.view.expected:
            yield tag("h3", sentences.EXPECTED)
            yield tag("p", self._expected())

    def _expected(self) -> Markup:
        trees = self.view.expected_trees
        if not trees:
            return self.room.said(prompts.sentence(self.view.expected), self.view.expected)
        shown = joined(*(self.typeset.formula(tree, displayed=True) for tree in trees), by=" or ")
        return self.room.formula(shown, self.view.expected)

    # What was written.

    def _fields(self) -> Iterator[Markup]:
        """Yield a table: the name of each field where there are several, what was typed, how it was read."""
        if not self.view.fields:
            return
        rows = [self._row(name, field) for name, field in self.view.fields]
        kept = [any(name != "answer" for name, _ in self.view.fields), True, any(row[2] for row in rows)]
        heads = tag("td"), tag("th", sentences.TYPED, scope="col"), tag("th", sentences.READ, scope="col")
        top = tag("tr", *(head for head, is_kept in zip(heads, kept, strict=True) if is_kept))
        lines_ = (tag("tr", *_cells(row, kept)) for row in rows)
        whole = tag("table", tag("thead", top), tag("tbody", *lines_))
        yield tag("div", whole, class_="wide answers", tabindex="0", role="group", aria_label=sentences.TYPED)
        for name, field in self.view.fields:
            yield from self._beside(name, field)

    def _row(self, name: str, field: FieldResult) -> tuple[Markup, Markup, Markup]:
        label = EMPTY if name == "answer" else self._symbol(name)
        typed = EMPTY if field.text is None else self.room.typed(field.text)
        return label, joined(typed, _place(field.source)), self._read(name, field)

    def _symbol(self, name: str) -> Markup:
        """Return the name of a field as a symbol; programs that read a table aloud need it as a text."""
        if "`" in name:
            return text(name)
        shown = tag("span", self.typeset.plain(f"`{name}`"), aria_hidden="true")
        return joined(tag("span", name, class_="aloud"), shown)

    def _read(self, name: str, field: FieldResult) -> Markup:
        if field.readings:
            ways = (tag("li", self._typeset(name, one.read)) for one in field.readings)
            return joined(tag("span", sentences.READINGS, class_="soft small"), tag("ul", *ways))
        if field.read is None or self.question.kind.reads in {"words", "code", "steps"}:
            return EMPTY
        return self._typeset(name, field.read)

    def _typeset(self, name: str, shown: str) -> Markup:
        """Return a reading as a formula, or as the text that it is."""
        found = self.typeset.as_read(self.question, name, shown)
        return self.room.typed(shown) if found is None else self.room.formula(found, shown)

    def _beside(self, name: str, field: FieldResult) -> Iterator[Markup]:
        """Yield why a field could not be read, and what is to be known of it."""
        if field.error is not None:
            yield tag("p", sentences.CANNOT_BE_READ)
            yield self.room.typed(field.error, as_block=True)
        for note in field.notes:
            if shown := self.room.said(self.typeset.plain(note), note):
                yield tag("p", shown, class_="soft small")

    # Why.

    def _reasons(self) -> Iterator[Markup]:
        items = [self._marked(mark) for mark in self.view.by_hand]
        said = [one for one in self.view.said if one.code not in SILENT and one.claim not in self._credited]
        items += [self._said(one) for one in said]
        items += [self._credit(credit) for credit in self.view.credits]
        items = [item for item in (*items, self.room.rest()) if item]
        if not items and self.view.outcome is Outcome.INCORRECT:
            items = [text(sentences.NO_REASON)]
        if items:
            yield tag("h3", sentences.WHY)
            yield tag("ul", *(tag("li", item) for item in items), class_="why")
        if self.view.is_open:
            yield tag("p", sentences.OPEN[self.view.outcome], class_="note")
        elif self.view.outcome is Outcome.UNREADABLE:
            yield tag("p", sentences.UNREAD_IS_ZERO, class_="note")

    def _drawings(self) -> Iterator[Markup]:
        """Yield a drawing of the answer around the first point at which it fails."""
        failure = next((one.failure for one in self.view.said if one.failure is not None and one.failure.at), None)
        read = {name: field.read for name, field in self.view.fields if field.read is not None and not field.readings}
        if failure is not None and len(read) == len(self.view.fields):
            yield self.room.drawn(self.typeset.plot(self.question, read, failure, self.view.target))

    def _said(self, one: Said) -> Markup:
        return self.room.said(self.typeset.said(one), one.text)

    def _credit(self, credit: Credit) -> Markup:
        """Return what a condition that carries points has earned, with its text, or else the reasons."""
        worth = _points(credit.points)
        match credit.status:
            case Status.PROVED:
                score = tag("span", filled(sentences.EARNED, points=worth), class_="tone correct")
            case Status.REFUTED:
                score = tag("span", filled(sentences.LOST, points=worth), class_="tone incorrect")
            case _:
                score = tag("span", filled(sentences.STILL_OPEN, points=worth), class_="tone undecided")
        reasons = [shown for one in self.view.said if one.claim == credit.claim and (shown := self._said(one))]
        if credit.text and not credit.claim.startswith("entry") and not (reasons and credit.status is Status.REFUTED):
            reasons = [self.room.said(self.typeset.plain(f"`{credit.text}`"), credit.text)]
        return joined(score, ": ", joined(*(reasons or [text(credit.name)]), by=" "))

    def _marked(self, mark: HandMark) -> Markup:
        """Return what a person decided, with the text of an essay's item."""
        number = mark.claim.removeprefix("item ")
        rubric = self.question.rubric
        is_item = number.isdigit() and 0 < int(number) <= len(rubric)
        item = rubric[int(number) - 1] if is_item else None
        credit = next((one for one in self.view.credits if one.claim == mark.claim), None)
        worth = item.points if item else credit.points if credit else self.view.verdict_points
        said = filled(
            sentences.BY_HAND,
            who=mark.by or sentences.A_PERSON,
            when=filled(sentences.ON_DATE, date=mark.date) if mark.date else EMPTY,
            score=spelled(mark.score),
            points=_points(worth),
        )
        before = (prompts.sentence(item.text), ". ") if item else (mark.claim, ": ") if mark.claim else ()
        remark = (" ", self.room.said(prompts.sentence(mark.remark), mark.remark)) if mark.remark else ()
        return joined(*before, said, *remark)


def _cells(row: tuple[Markup, Markup, Markup], kept: Sequence[bool]) -> Iterator[Markup]:
    label, typed, read = row
    yield from [tag("th", label, scope="row") if label else tag("td")] if kept[0] else []
    yield tag("td", typed, data_label=sentences.TYPED)
    yield from [tag("td", read, class_="read", data_label=sentences.READ)] if kept[2] else []


def _place(source: Source | None) -> Markup:
    if source is None:
        return EMPTY
    file = cut(source.file, SHOWN)
    where = filled(sentences.IN_PLACE, file=file, line=str(source.line)) if source.line else text(file)
    return tag("div", where, class_="soft small")


def _points(points: Fraction) -> Markup:
    return text(sentences.ONE_POINT) if points == 1 else filled(sentences.POINTS, number=spelled(points))
