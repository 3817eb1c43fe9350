"""How much a page holds: beyond a limit it shows less of a text, and says so."""

from __future__ import annotations

from grader.reports.clean import cut
from grader.reports.pages import prompts
from grader.reports.pages.html import EMPTY, Markup, filled, lines, tag
from grader.wording import sentences

MAX_TYPED = 4_000  # characters of one text of a student that a page shows
LEAST_TYPED = 200  # characters that are shown of it on a page that is full
LEAST_ASKED = 400  # the same of a prompt
LEAST_SAID = 300  # the same of a sentence
# Characters of HTML on one page; what goes beyond is shown shorter or in plain notation, or counted.
MAX_TYPED_IN_ALL = 70_000  # of what a student typed
MAX_FORMULAS = 50_000  # of answers that are typeset
MAX_ASKED = 80_000  # of prompts
MAX_SAID = 50_000  # of reasons and notes
MAX_DRAWN = 500_000  # of drawings


class Room:
    """The room that is left on a page, by what it is for."""

    def __init__(self) -> None:
        self._typed, self._formulas, self._asked = MAX_TYPED_IN_ALL, MAX_FORMULAS, MAX_ASKED
        self._said, self._drawn = MAX_SAID, MAX_DRAWN
        self.unsaid = 0  # sentences for which there was no room

    def typed(self, typed: str, *, as_block: bool = False) -> Markup:
        """Return what was typed, in a line or a block; a long text is cut, with a note that says so."""
        shown = lines(cut(typed.strip(), MAX_TYPED))
        if len(shown) > self._typed:
            shown = lines(cut(typed.strip(), LEAST_TYPED))
        self._typed -= len(shown)
        return tag("pre" if as_block or "\n" in shown else "code", shown)

    def formula(self, shown: Markup, plain: str) -> Markup:
        """Return a formula, in plain notation where there is no room for it typeset."""
        if len(shown) > self._formulas:
            return self.typed(plain)
        self._formulas -= len(shown)
        return shown

    def asked(self, prompt: str) -> Markup:
        """Return a prompt; with a formula on a line of its own it may be wider than the page, and scrolls by itself."""
        if not prompt.strip():
            return EMPTY
        shown = prompts.prompt(prompt)
        if len(shown) > self._asked:
            shown = tag("p", lines(cut(prompt.strip(), LEAST_ASKED)))
        self._asked -= len(shown)
        scrolls = "0" if prompts.DISPLAYED in shown else None
        return tag("div", shown, class_="asked", tabindex=scrolls)

    def said(self, shown: Markup, plain: str) -> Markup:
        """Return a sentence, its beginning where there is no room for more; empty, and counted, where there is none."""
        if len(shown) > self._said:
            shown = lines(cut(plain, LEAST_SAID))
        if self._said <= 0:
            self.unsaid += 1
            return EMPTY
        self._said -= len(shown)
        return shown

    def rest(self) -> Markup:
        """Return that sentences were left out since this was asked last; nothing where none were."""
        count, self.unsaid = self.unsaid, 0
        return filled(sentences.MORE_REASONS, count=str(count)) if count else EMPTY

    def drawn(self, drawing: Markup) -> Markup:
        """Return a drawing, or that there is no room for it."""
        if len(drawing) > self._drawn:
            return tag("p", sentences.NO_DRAWING, class_="soft small")
        self._drawn -= len(drawing)
        return drawing
