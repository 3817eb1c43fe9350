"""What restricts the value of a clause, before it or behind it, and what only says again what the problem says."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import NamedTuple

from grader.claims.chains import last_member
from grader.language.names.functions import FUNCTIONS
from grader.marking.asked.names.left_names import letters_in
from grader.marking.ways.before_zero.without_condition import is_asked_under
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.domains_said import only_declares
from grader.submissions.extraction.formulas.naming import plain, symbol_named
from grader.submissions.extraction.formulas.restricted import cased, is_bare, is_condition_text, is_membership
from grader.submissions.extraction.formulas.values import cleaned
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.meanings import glosses
from grader.submissions.extraction.stated.words_around.around import Around, around_of
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, words
from grader.submissions.extraction.words.prompts import Asked
from grader.verdict import Source
from grader.wording import writing_notices

Shape = tuple[str, str, str, Lexeme]  # the value's text, the words before and behind it, its formula


class _Beside(NamedTuple):
    """A value and a condition beside it, with the words before the value, behind all, and those that join them."""

    value: Lexeme
    condition: Lexeme
    lead: str
    tail: str
    said: str
    is_behind: bool

    @property
    def binds(self) -> bool:
        """Whether the condition stands behind the value and tells what its symbols are: `where`, `with`."""
        return self.is_behind and words(cues.BINDING).search(self.said) is not None


@dataclass
class Conditions:
    """Looks at the conditions beside a value. `means`: it stands behind a premise; `notes` are what is left aside.

    `doubts`: why what is found is never refuted.
    """

    asked: Asked
    clause: Clause
    file: str
    source: Source
    means: bool
    bindings: Collection[str]
    notes: list[str]
    doubts: list[str]

    @property
    def question(self) -> Question:
        """The question that is answered."""
        return self.asked.question

    @cached_property
    def around(self) -> Around:
        """What looks at the words around a formula."""
        return around_of(self.asked)

    def restricted(self, main: str, inside: list[Lexeme], spots: list[int]) -> Found | Shape | None:
        """Return a value with the condition that stands behind it or before it, None where there is none."""
        beside = self._beside(main, inside, spots)
        if beside is None:
            return None
        return self._alone(beside) or self._with_condition(beside, inside)

    def _beside(self, main: str, inside: list[Lexeme], spots: list[int]) -> _Beside | None:
        """Return a value and the condition that stands behind it, or before it, by the words between them."""
        between = main[spots[-2] + 1 : spots[-1]]
        behind = phrases.between().fullmatch(between)
        is_condition = is_condition_text(inside[-1].text) and not self._is_solved(inside)
        comma = not between.strip(" ,;") and is_condition and letters_in(inside[-1].text)
        if not behind and not comma:
            ahead = None if self.means else phrases.ahead().match(main)
            if ahead is None or self.asked.names_formula(inside[0].text) or len(inside) > 2:
                return None
            lead, tail = main[ahead.end() :].rsplit(F, 1)
            return _Beside(inside[-1], inside[0], lead, tail, main[: spots[0]], is_behind=False)
        if len(inside) > 2 and not all(self.is_aside(one, main, 0) for one in inside[:-2]):
            return None
        lead, tail = main[: spots[-2]], main[spots[-1] + 1 :]
        said = between if behind else main[: spots[0]]
        return _Beside(inside[-2], inside[-1], lead, tail, said, is_behind=behind is not None)

    def _alone(self, beside: _Beside) -> Shape | None:
        """Return the value, or the condition where it is the answer, alone; None where the other belongs to it."""
        value, condition, lead, tail = beside.value, beside.condition, beside.lead, beside.tail
        if self._is_place(beside.said, condition.text):
            self.notes.append(f"at {condition.text}")
            is_given = "".join(condition.text.split()) in "".join(self.question.prompt.split())
            self.doubts += (
                [] if is_given else [writing_notices.ASIDE_MAY_SAY_MORE]
            )  # the place may be what is asked for
            return cleaned_text(value), lead, tail, value
        if self.question.kind.is_solutions and is_bare(value.text) and is_condition_text(condition.text):
            return cleaned_text(condition), "", tail, condition  # `all x with -2 < x < 2`
        every = re.search(rf"(?<!\w)(?:{phrases.alternatives(cues.EVERY)})(?!\w)", beside.said) is not None
        if every and self._is_vacuous(condition.text) and self._is_unrestricted(beside.said):
            return cleaned_text(value), lead, tail, value
        is_said = self._restates(condition.text) or only_declares(self.question, condition.text)
        if is_said or self._is_any_constant(condition.text):
            return cleaned_text(value), lead, tail, value
        if beside.binds and self._explains(condition.text, cleaned_text(value), tail):
            return cleaned_text(value), lead, tail if "=" in condition.text else "", value
        return None

    def _with_condition(self, beside: _Beside, inside: list[Lexeme]) -> Found | Shape:
        """Return a value under its condition; a doubt where the condition is none, or no value has one."""
        value, condition = beside.value, beside.condition
        is_told = beside.binds and "=" in condition.text
        if is_bare(condition.text) or not is_condition_text(condition.text) or is_told:
            return self.doubt(self.clause.raw(), value, writing_notices.SAID_SYMBOLS_NOT_PART, inside)
        if self.question.kind.reads != "value" or not self.question.kind.is_expression:
            return self.doubt(self.clause.raw(), value, writing_notices.CONDITION_BESIDE, inside)
        text = cleaned_text(value)
        return cased([(last_member(text) or text, cleaned_text(condition))]), beside.lead, beside.tail, value

    def _is_solved(self, inside: list[Lexeme]) -> bool:
        """Whether the last formula gives what is asked for by its name, none before it: `2 = 3^t, t = 0.63`."""
        rows = [formulas.assignment(cleaned_text(one)) for one in inside]
        own = [row is not None and self.asked.asks_for(row.left) for row in rows]
        return own[-1] and not any(own[:-1])

    def _is_place(self, said: str, text: str) -> bool:
        """Whether a condition only says where a number is found: `1/4 at x = 0`, where the question has no `x`."""
        row = formulas.assignment(text)
        letters = (*self.question.for_all, *self.question.given)
        is_free = row is not None and is_bare(row.left) and not letters and not self.question.define
        return is_free and re.search(rf"(?<!\w)(?:{phrases.alternatives(cues.PLACE)})(?!\w)", said) is not None

    def _stands_for(self, text: str) -> bool:
        """Whether `where …` says what an unknown name stands for, which is put in its place."""
        row = formulas.assignment(cleaned(text))
        return row is not None and plain(row.left) in self.bindings

    def _explains(self, text: str, value: str, tail: str) -> bool:
        """Whether `where …` says what an unknown name stands for, which is put in its place or not in the value."""
        if "=" in text and self._stands_for(text):
            return True
        if said := glosses.explains(self.asked, text, tail):
            self.doubts += [writing_notices.GLOSS_MAY_CHANGE] if said == "perhaps" else []
            self.notes.append(f"{text} {tail}".strip(" ,;.").replace("  ", " "))
            return True
        last = last_member(value)
        if last is None or not is_bare(text) or symbol_named(self.question, text) is not None:
            return False
        spoken = words(cues.AGAINST, cues.TURNING, cues.RETRACTION, cues.ANSWER).search(tail)
        is_gloss = spoken is None and letters_in(text).isdisjoint(letters_in(last))
        self.notes += [f"{text} {tail}".strip(" ,;.").replace("  ", " ")] if is_gloss else []
        return is_gloss

    def _is_any_constant(self, text: str) -> bool:
        """Whether a membership says that own constants are any real numbers: `with $A, B \\in \\R$`."""
        names, sign, _ = text.replace("∈", "\\in ").partition("\\in")
        takes_one = bool(self.question.constants) or self.question.up_to in {"constant", "factor"}
        own = {None, *self.question.constants}
        are_own = all(is_bare(one) and symbol_named(self.question, one) in own for one in names.strip(" $").split(","))
        return takes_one and bool(sign) and are_own and _REALS.search(text) is not None

    def _restates(self, text: str) -> bool:
        """Whether `where …` only repeats what a declared symbol stands for, as the problem says it."""
        row = formulas.assignment(text)
        if row is None:
            is_said = not is_bare(text) and self.asked.names_formula(text)
            return is_said and (not _UNEQUAL.search(text) or is_asked_under(self.question, text))
        known = {variable.name for variable in (*self.question.for_all, *self.question.given)} | set(
            self.question.define
        )
        named = symbol_named(self.question, row.left) in known
        return self.asked.names_formula(text) or (named and self.asked.names_formula(row.right))

    def _is_unrestricted(self, said: str) -> bool:
        """Whether `for all positive …` is said only where the symbols are declared so."""
        signs = re.findall(r"(?<!\w)(positive|negative|positiven?|negativen?|positif|positivo)(?!\w)", said)
        domains = " ".join(variable.domain.text for variable in (*self.question.for_all, *self.question.given))
        return all(sign[:6] in domains for sign in signs)

    def _is_vacuous(self, text: str) -> bool:
        """Whether `for all …` only repeats which symbols are quantified."""
        name = plain(text.split("\\in", maxsplit=1)[0].split("∈", maxsplit=1)[0])
        known = {variable.name for variable in (*self.question.for_all, *self.question.given)}
        is_letter = is_bare(text) and not is_condition_text(text)  # and no letter in a set that may be a smaller one
        return (is_letter and name.strip("\\ ") in known) or self.asked.names_formula(text)

    def _says_where(self, text: str) -> bool:
        """Whether a membership only says where a symbol lies; `x \\in [-2, 2)` may be what a set is asked by."""
        return is_membership(text) and (not self.question.kind.is_set or _NUMBERS.search(text) is not None)

    def doubt(self, raw: str, formula: Lexeme, why: str, inside: list[Lexeme]) -> Found:
        """Return a clause of which nobody can say what it gives, or what is only spoken of."""
        lead = self.around.label_before(self.clause.skeleton[: self.clause.skeleton.find(F)])
        if lead:
            return Found("answer", raw, self.source, why=why)
        is_changed = phrases.changed().search(self.clause.skeleton) is not None
        if not is_changed and all(is_bare(one.text) or self._says_where(one.text) for one in inside):
            return Found("context", "", self.source, raw)
        rank = "against" if why.endswith("stands beside it") else ("display" if formula.display else "inline")
        return Found("doubtful", raw, Source(self.file, formula.line), why, rank=rank)

    def is_aside(self, formula: Lexeme, main: str, spot: int) -> bool:
        """Whether a formula before the last one is only what is spoken of: a name, or what the problem itself names."""
        if spot == main.rfind(F) or formula.display:
            return False
        if self.means and phrases.cue().search(main, spot, main.rfind(F)) is not None:
            return True
        if plain(formula.text).removeprefix("\\") in FUNCTIONS:
            return False  # `log of $x$`
        if main[:spot].rstrip()[-1:] in {":", "="} and formula.text.isdigit():
            return False  # of `std: 2, std: 4` the first number is a value, wherever else it stands
        of_it = _OF.search(main, max(0, spot - NEAR), spot) and _IS.match(main, spot + 1)
        return bool(of_it) or self.asked.names_formula(formula.text) or is_bare(formula.text)


_UNEQUAL = re.compile(r"[<>≤≥≠]|\\(?:leq?|geq?|lt|gt|neq?)(?![A-Za-z])")
NEAR = 20  # signs before a formula in which it is said to be that of which a value is told
_OF = re.compile(r"(?<!\w)(?:of|von|de|du|des|del)(?:\s(?:the|der|dem|la|le|el))?\s$")
_IS = re.compile(r"\s(?:is|are|equals|ist|sind|beträgt|est|vaut|es|son|vale)(?!\w)")


def cleaned_text(formula: Lexeme) -> str:
    """Return the text of a formula without what only sets it."""
    return cleaned(formula.text)


# All numbers of a kind, behind a sign of membership.
_NUMBERS = re.compile(
    r"(?:∈|\\in\b)\s*\{?\s*(?:\\math(?:bb|bf|rm)\s*\{?\s*[RNZQC]|\\[RNZQC](?![A-Za-z])|[RNZQCℝℕℤℚℂ])\}?(?:\s*[\^_].*)?\s*\$?\s*\Z"
)
_REALS = re.compile(
    r"(?:∈|\\in\b)\s*\{?\s*(?:\\math(?:bb|bf|rm)\s*\{?\s*R|\\R(?:eals)?(?![A-Za-z])|[Rℝ])\}?\s*\.?\s*\$?\s*\Z"
)
