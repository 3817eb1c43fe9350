"""How formulas, values and sentences look on a page; what was typeset once is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.printing import show
from grader.language.printing.mathml import show_mathml
from grader.language.reader import Reading, read
from grader.language.tree import Node, Relation, Sym, Tup
from grader.marking.feedback.feedback import value_text
from grader.marking.feedback.telling import Failure, Said, told
from grader.marking.texts.field_texts import read_value
from grader.problems.assignment import Assignment
from grader.problems.question import Question
from grader.reports.clean import SHOWN, cut
from grader.reports.pages import prompts
from grader.reports.pages.curves import drawn
from grader.reports.pages.html import EMPTY, Markup, filled, joined, tag, text
from grader.reports.pages.numerals import Numeral, apart
from grader.reports.pages.plots import figure
from grader.verdict import Enclosure, Value
from grader.wording import sentences

MAX_READ = 2_000  # characters of an answer that is typeset
MAX_KEPT = 8_192  # formulas, readings or drawings that are kept: equal answers stand on many pages
FREE = Names(free=True)  # for what stands in evidence
_CODE = re.compile(r"`([^`]+)`")
_BETWEEN = re.compile(r"\bbetween (-?[\d.]+(?:e-?\d+)?) and (-?[\d.]+(?:e-?\d+)?)")


Key = TypeVar("Key")
Item = TypeVar("Item")


class Kept(dict[Key, Item]):
    """What was made once, until there is too much of it."""

    def __setitem__(self, key: Key, value: Item) -> None:
        if len(self) >= MAX_KEPT:
            self.clear()
        super().__setitem__(key, value)


class Typesetter:
    """Shows what stands on the pages of one run."""

    def __init__(self) -> None:
        self._read: Kept[tuple[str, str, str], Reading | None] = Kept()
        self._plots: Kept[tuple[str, str, str, int], Markup] = Kept()
        self._trees: Kept[tuple[Node, bool], Markup] = Kept()
        self._free: Kept[str, Node | None] = Kept()

    # Formulas.

    def formula(self, tree: Node, *, displayed: bool = False) -> Markup:
        """Return a formula; in plain notation where it is too long to be typeset."""
        key = tree, displayed
        if key not in self._trees:
            shown = show_mathml(tree, displayed=displayed)
            self._trees[key] = tag("code", cut(show(tree), SHOWN)) if shown is None else Markup(shown)
        return self._trees[key]

    def as_read(self, question: Question, name: str, shown: str) -> Markup | None:
        """Return how a field was read, from the text of its reading; None where it is no formula, or a long one."""
        if question.kind.reads == "choice":
            return self._options(question, shown)
        found = self.reading(question, name, shown)
        if found is None:
            return None
        tree = self.formula(found.tree, displayed=True)
        return tree if found.unit is None else joined(tree, "\u00a0", found.unit.text)

    def reading(self, question: Question, name: str, shown: str) -> Reading | None:
        """Return the reading that has a text; None where there is no such one."""
        key = question.id, name, shown
        if key not in self._read:
            self._read[key] = _reading(question, name, shown)
        return self._read[key]

    def plot(self, question: Question, read: Mapping[str, str], failure: Failure, target: tuple[Node, ...]) -> Markup:
        """Return a drawing of an answer that fails at a point; nothing where there is none."""
        key = question.id, repr(read), repr(failure.at), len(target)
        if key not in self._plots:
            found = {name: self.reading(question, name, shown) for name, shown in read.items()}
            trees = {name: one.tree for name, one in found.items() if one is not None and one.unit is None}
            drawing = drawn(question, trees, failure.at, target) if trees and len(trees) == len(read) else None
            self._plots[key] = EMPTY if drawing is None else figure(drawing, self.place(failure.at))
        return self._plots[key]

    def _options(self, question: Question, shown: str) -> Markup | None:
        """Return the options that were chosen, with their words."""
        keys = shown.split(", ")
        if not question.options or not all(key in question.options for key in keys):
            return text(shown)
        said = ((key, question.options[key]) for key in keys)
        return joined(
            *(joined(key, ": ", prompts.sentence(words)) if words else text(key) for key, words in said), by="; "
        )

    # What sentences hold (`telling.Shown`).

    def fill(self, sentence: str, **parts: str) -> Markup:
        """Return a sentence with its parts."""
        return filled(sentence, **parts)

    def words(self, said: str) -> Markup:
        """Return words of ours."""
        return text(said)

    def value(self, value: Value, other: Value | None = None) -> Markup:
        """Return a value, exact or about, with as many digits as tell it from another one."""
        found = apart(value, other, self._tree)
        if found is not None:
            return self._numeral(found)
        if isinstance(value, Enclosure):
            return filled(sentences.BETWEEN, low=value.low, high=value.high)
        return tag("code", cut(value_text(value), SHOWN))

    def place(self, at: Mapping[str, Value]) -> Markup:
        """Return `x = 1, y ≈ 0.333`."""
        return joined(*(self._coordinate(name, value) for name, value in at.items()), by=", ")

    def _coordinate(self, name: str, value: Value) -> Markup:
        symbol = self._tree(name)
        symbol = Sym(name) if symbol is None or isinstance(symbol, Tup) else symbol
        found = apart(value, None, self._tree)
        if found is None:
            return joined(self.formula(symbol), ": ", self.value(value))
        return self.formula(Relation(("~" if found.is_about else "=",), (symbol, found.tree)))

    def _numeral(self, found: Numeral) -> Markup:
        shown = self.formula(found.tree)
        return filled(sentences.ABOUT, value=shown) if found.is_about else shown

    def _tree(self, shown: str) -> Node | None:
        """Return what a text of ours says, None where it does not read as itself."""
        if shown not in self._free:
            self._free[shown] = _read_free(shown)
        return self._free[shown]

    # Sentences.

    def said(self, one: Said) -> Markup:
        """Return a sentence on an answer."""
        if one.failure is not None:
            return prompts.tight(told(one.failure, self))
        return prompts.sentence(one.text) if one.is_author else self.plain(one.text)

    def plain(self, said: str) -> Markup:
        """Return a sentence that is text: formulas between backticks, enclosures as the numbers that they are about."""
        parts = _CODE.split(cut(said, SHOWN))
        return joined(*(self._code(part) if place % 2 else self._words(part) for place, part in enumerate(parts)))

    def _code(self, shown: str) -> Markup:
        tree = self._tree(shown)
        return tag("code", shown) if tree is None else self.formula(tree)

    def _words(self, said: str) -> Markup:
        parts = _BETWEEN.split(said)
        shown = EMPTY
        for place in range(0, len(parts) - 1, 3):
            shown = joined(shown, parts[place], self.value(Enclosure(parts[place + 1], parts[place + 2])))
        return joined(shown, parts[-1])


_LAST: list[tuple[Assignment, Typesetter]] = []


def typesetter_of(assignment: Assignment) -> Typesetter:
    """Return what shows the pages of an assignment; the same one as long as this process makes pages of no other."""
    if not _LAST or _LAST[0][0] is not assignment:
        _LAST[:] = [(assignment, Typesetter())]
    return _LAST[0][1]


def _reading(question: Question, name: str, shown: str) -> Reading | None:
    field = question.fields.get(name)
    if question.kind.reads != "value" or field is None or len(shown) > MAX_READ:
        return None
    try:
        same = [one for one in read_value(question, field, shown) if _echo(one) == shown]
    except AnswerError:
        return None
    return same[0] if len(same) == 1 else None


def _echo(reading: Reading) -> str:
    return f"{show(reading.tree)}{'' if reading.unit is None else f' {reading.unit.text}'}"


def _read_free(shown: str) -> Node | None:
    for expect in ("expression", "condition"):
        try:
            readings = read(shown, FREE, expect) if len(shown) <= MAX_READ else ()
        except AnswerError:
            continue
        same = [one.tree for one in readings if show(one.tree) == shown]
        if len(same) == 1:
            return same[0]
    return None
