"""Reads one clause of a sentence from both ends inwards: what leads to its formula, what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from grader.records import replace
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.restricted import is_bare
from grader.submissions.extraction.formulas.values import unboxed
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.pieces import more_said
from grader.submissions.extraction.stated.clauses.clause_conditions import Shape, cleaned_text
from grader.submissions.extraction.stated.clauses.clause_mathematics import doubted, in_mathematics
from grader.submissions.extraction.stated.clauses.clause_premises import UNEQUAL, Premises
from grader.submissions.extraction.stated.clauses.clause_values import Values
from grader.submissions.extraction.stated.clauses.equivalences import GIVES, solutions_behind
from grader.submissions.extraction.stated.clauses.factors_said import behind_factor
from grader.submissions.extraction.stated.clauses.pieces_given import elsewhere, is_less
from grader.submissions.extraction.stated.clauses.remarks import before_remark, may_change
from grader.submissions.extraction.stated.clauses.said_beside import is_behind_value
from grader.submissions.extraction.stated.words_around.announced_values import without_told_first
from grader.submissions.extraction.stated.words_around.around import around_of
from grader.submissions.extraction.stated.words_around.around_words import APART, ENDS, WORD, is_clause
from grader.submissions.extraction.stated.words_around.behind_values import value_made
from grader.submissions.extraction.stated.words_around.clause_words import (
    CASES,
    COMPOSED,
    COUNT,
    INSTANCE,
    JOINED,
    LIMIT,
    OTHERWISE_ASKED,
    RADIUS,
    SUMMED,
    TENDS,
    ZEROS,
    concluded_before,
)
from grader.submissions.extraction.stated.words_around.labels_neutral import (
    is_known_label,
    is_other_product,
    names_other,
    other_label,
    other_predicate,
    told_of_multiple,
)
from grader.submissions.extraction.stated.words_around.labels_said import is_label
from grader.submissions.extraction.stated.words_around.some_members import is_one_member
from grader.submissions.extraction.stated.words_around.subjects import named_otherwise, other_subject
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, starting, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.opening.characters import spoiled
from grader.verdict import Source
from grader.wording import writing_notices

LABEL = "label"  # the rank of a formula behind words that nobody knows, an answer only where no other stands


class Reader:
    """Reads one clause, from both ends inwards."""

    def __init__(self, asked: Asked, clause: Clause, file: str, source: Source, bindings: Collection[str] = ()) -> None:
        self.bindings = bindings
        self.asked, self.question, self.clause = asked, asked.question, clause
        self.file, self.source = file, source
        self.around = around_of(asked)
        self.concluded = self.means = False
        self.notes: list[str] = []
        self.doubts: list[str] = []

    def found(self) -> Iterator[Found]:
        """Yield what the clause states, one thing."""
        if not self.clause.formulas:
            yield from self._in_words()
            return
        boxes = [box for one in self.clause.formulas if (box := unboxed(one.text)[1])]
        boxed = next(iter(boxes), "")
        one = self._one()
        if len(set(boxes)) > 1 and one.kind != "formula":
            why = writing_notices.SEVERAL_FORMULAS_STAND_ONE
            yield Found("answer", self.clause.raw(), one.source, why=why)
        elif boxed and one.kind in {"formula", "context", "doubtful"}:
            why = one.name if one.kind == "doubtful" and one.rank == "against" else ""
            text = one.text if one.kind == "formula" else boxed
            line = next(formula.line for formula in self.clause.formulas if unboxed(formula.text)[1])
            yield Found("answer", text, Source(self.file, line), why=why, note=one.note)
        elif one.kind == "formula" and "=" in one.text and self.asked.names_formula(one.text):
            yield Found("context", "", one.source, self.clause.raw())  # what the problem itself gives
        else:
            yield one

    def _in_words(self) -> Iterator[Found]:
        raw = self.clause.raw()
        label = phrases.label().match(self.clause.skeleton)
        if label is None:
            yield Found("context", "", self.source, raw)
            return
        exact = starting(cues.EXACTNESS).match(self.clause.skeleton, label.end())
        end = exact.end() if exact else label.end()
        rest = self.clause.raw(end - self.clause.skeleton[:end].endswith(" ")).strip(" :=")
        yield Found("answer", rest.rstrip(".") if rest.strip(ENDS) else "", self.source)

    def _one(self) -> Found:
        """Return the one statement of a clause that holds formulas."""
        if self.clause.skeleton == F:  # no word says anything of it
            return self._main(0, 1, premised=Premises(self.asked, self.clause).behind_premise(0)[1])
        if (whole := in_mathematics(self.question, self.clause, self.source) or self._of_equivalence()) is not None:
            return whole
        joined = JOINED.match(self.clause.skeleton)
        start = joined.end() if joined else 0
        lead = starting(cues.CONCLUSION).match(self.clause.skeleton, start)
        while lead and lead.end() > start:
            self.concluded, start = True, lead.end()
            lead = starting(cues.CONCLUSION).match(self.clause.skeleton, start)
        start = behind_factor(self.question, self.clause.skeleton, self._behind_conclusion(start))
        start, premised = Premises(self.asked, self.clause).behind_premise(start)
        if start < 0 and self.concluded:  # `so it converges for $x > 0$`: what is concluded is never passed over
            return doubted(self.clause, self.source)
        if start < 0:
            return Found("context", "", self.source, self.clause.raw())
        stop = self._before_reason(start)
        one = self._main(start, stop, premised=premised)
        if one.kind == "formula" and COMPOSED.fullmatch(self.clause.skeleton):  # half of it is no answer
            return doubted(self.clause, self.source)
        return one

    def _of_equivalence(self) -> Found | None:
        """Return the solutions that stand behind what they solve, `$g'(x) = 0$ iff $x = 1$`; None where none do."""
        behind = solutions_behind(self.asked, self.clause)
        if behind is None:
            return None
        found = list(Reader(self.asked, behind, self.file, self.source, self.bindings).found())
        is_all = len(found) == 1 and found[0].kind == "formula"
        if not is_all:
            return None
        is_other = OTHERWISE_ASKED.search(self.question.prompt.casefold()) is not None
        is_other = is_other or (GIVES.search(self.clause.skeleton) is not None)  # which may give some of them
        why = writing_notices.ASIDE_MAY_SAY_MORE if is_other else writing_notices.SOLUTIONS_MAY_BE_STEP
        return replace(found[0], rank="concluded", spared=why)

    # what stands around

    def _behind_conclusion(self, start: int) -> int:
        """Return where `…, so` ends before the first formula: what stands before it is a reason, if no condition."""
        skeleton = self.clause.skeleton
        concluded = concluded_before(skeleton, start)
        if concluded is None:
            return start
        self.concluded = True
        self.notes.append(self.clause.raw(start, concluded[0]).strip(" ,;"))
        return concluded[1]

    def _before_reason(self, start: int) -> int:
        """Return where the clause ends when what closes it and the reason behind the formula are left aside."""
        skeleton = self.clause.skeleton
        first = skeleton.find(F, start)
        stop = phrases.reason_behind(skeleton, first)
        instance = INSTANCE.search(skeleton, first + 1, stop)
        if instance and not self.question.kind.may_be_none and not self._names_only(skeleton.count(F, 0, first)):
            stop = instance.start() + 1
        summed = SUMMED.search(skeleton, first + 1, stop) if self.question.kind.written == "list" else None
        stop = summed.start() + 1 if summed else stop
        if stop == len(skeleton):
            stop, is_unknown = before_remark(self.question, skeleton, first)
            self.doubts += [writing_notices.ASIDE_MAY_SAY_MORE] if is_unknown else []
        if stop < len(skeleton):
            self.notes.append(self.clause.raw(stop - 1).strip(" ,;()–—."))
            self.doubts += [writing_notices.ASIDE_MAY_SAY_MORE] if may_change(skeleton[stop - 1 :]) else []
        return stop

    def _names_only(self, number: int) -> bool:
        """Whether a formula of the clause is nothing but a name, of which an example follows: `any $c$, e.g. $3$`."""
        return is_bare(self.clause.formulas[number].text)

    # the formula

    def _main(self, start: int, stop: int, *, premised: bool) -> Found:
        skeleton = self.clause.skeleton
        main = skeleton[start:stop]
        inside = self.clause.formulas[(first := skeleton.count(F, 0, start)) : first + main.count(F)]
        self.means = premised and (not starting(cues.CONDITION).match(skeleton) or self._is_binding())
        values = self._values()
        shape = values.shape(main, inside)
        if isinstance(shape, Found):
            return shape
        text, lead, tail, formula = shape
        if self.question.kind.is_set and RADIUS.search(lead) and not self.asked.says("radius"):
            return Found("context", "", self.source, self.clause.raw())
        told = self._told(lead, main, start, formula)
        other = "" if APART.search(tail) else other_label(self.asked, told, self.clause.formulas)
        other = other or other_predicate(self.asked, tail)
        why = self._spoiled((text, lead, tail, formula), inside, stop, told, other)
        if self.question.kind.is_solutions and is_one_member(lead, text):
            return doubted(self.clause, self.source)
        if not why and self.question.kind.is_set and COUNT.fullmatch(text) and self.around.counts_members(lead, tail):
            why = writing_notices.PIECE_ANSWER_NO_RULE
        if why:
            doubt = values.doubt(self.clause.raw(), formula, why, inside)
            is_unknown = bool(other) and doubt.kind == "doubtful" and not names_other(told, other)
            is_unknown = is_unknown and not is_other_product(self.question, self.clause.raw(), told)
            return replace(doubt, rank="replacing") if is_unknown else doubt  # `the amended value is`
        labelled = self.around.label_before(lead)
        is_named = not labelled and not formula.display and not self.around.leads(lead)
        if is_named and not (is_label(self.asked, lead, main) or is_known_label(self.asked, told)):
            return values.doubt(self.clause.raw(), formula, writing_notices.WORDS_BEFORE_LEAD_NO, inside)
        return self._given((text, lead, tail, formula), is_labelled=labelled, is_named=is_named)

    def _given(self, shape: Shape, *, is_labelled: bool, is_named: bool) -> Found:
        """Return the formula that the clause gives; `is_named`: by words that nobody knows."""
        text, lead, tail, formula = shape
        if "≈" not in text and words(cues.ABOUT).search(lead[-20:].replace(F, "")):
            text = f"≈ {text}"
        source = Source(self.file, formula.line)
        note, spared = "; ".join(self.notes), self._spared(lead)
        if own := self.around.own(text) or (text if is_labelled else ""):
            return Found("answer", own, source, note=note, spared=spared)
        if "~~" in text:
            return Found("doubtful", text, source, writing_notices.CROSSED_OUT, rank="against")
        rank = LABEL if is_named else self._rank(lead, tail, formula)
        other = text[:-1] if formula.typed and re.fullmatch(r"\d+!", text) else ""  # a factorial, or an exclamation
        written = self.clause.raw() if CASES in text and CASES not in formula.text else ""
        return Found("formula", text, source, note=note, rank=rank, other=other, written=written, spared=spared)

    def _told(self, lead: str, main: str, start: int, formula: Lexeme) -> str:
        """Return the clause before what it gives, and the sign of equality with which that may begin."""
        place = main.rfind(lead) if lead else 0
        told = self.clause.skeleton[: start + place + len(lead)] if place >= 0 else lead
        if not formula.text.startswith("="):
            return told
        return told_of_multiple("" if lead else self.clause.skeleton, told)

    def _spared(self, lead: str) -> str:
        """Return why what a clause gives is never refuted, empty where it may be; `lead` are the words before it."""
        if self.question.kind.is_set and more_said.MORE.search(self.clause.skeleton):
            return writing_notices.MAY_PIECE_ANSWER
        if self.around.vanishes(lead) and not ZEROS.search(self.question.prompt):
            return writing_notices.ASIDE_MAY_SAY_MORE
        return next(iter(self.doubts), "")

    def _spoiled(self, shape: Shape, inside: list[Lexeme], stop: int, told: str, other: str) -> str | None:
        """Return why what a clause says makes something else of its formula, None where nothing does."""
        text, lead, tail, formula = shape
        before = [cleaned_text(one) for one in inside[: lead.count(F)]]
        why = self.around.spoiled(without_told_first(lead, formula, inside), tail)
        why = why or self._led_otherwise(lead, before, formula, text)
        of_other = named_otherwise(self.question, self.clause.raw(0, len(told.rstrip()))) or other
        why = why or (writing_notices.MAY_SAID.format(value=of_other) if of_other else None)
        why = why or is_less(self.asked, self.clause, (lead, tail, stop), text, before)
        why = why or elsewhere(self.asked, self.clause, formula, text)
        return why or value_made(self.question, text, tail, self.around.closed(tail))

    def _led_otherwise(self, lead: str, before: list[str], formula: Lexeme, text: str) -> str | None:
        """Return why the words before a formula make something else of it; `before` are the formulas among them."""
        if (other := self.around.of_another(lead, before)) is not None:
            return writing_notices.MAY_SAID.format(value=other)
        if formula.text.startswith("=") and (named := other_subject(self.question, f"{lead} =")) is not None:
            return writing_notices.MAY_SAID.format(value=named)
        if self.around.is_operated_on(lead, formula, text, before):
            return writing_notices.WORDS_BEFORE_LEAD_NO
        if is_behind_value(self.asked, self.clause, formula):
            return writing_notices.SEVERAL_FORMULAS_STAND_ONE
        return writing_notices.QUESTION if self._ends_in_question() else None

    def _is_binding(self) -> bool:
        """Whether a clause begins with what letters stand for, `with $u = x$ we get …`, and no condition."""
        first = self.clause.formulas[0].text
        equation = formulas.assignment(first) is not None and not UNEQUAL.search(first)
        return equation and starting(cues.BINDING).match(self.clause.skeleton) is not None

    def _ends_in_question(self) -> bool:
        is_asked = self.clause.skeleton.rstrip(" )].!").endswith("?")
        return is_asked and spoiled(self.clause.raw()) is None  # where a byte is lost, nobody knows what is asked

    def _rank(self, lead: str, tail: str, formula: Lexeme) -> str:
        """Return how a formula stands: alone, as a conclusion, in a sentence, or said of something else."""
        if formula.display or not WORD.search(lead.replace(F, "") + tail):
            return "display"
        if self.means or self.around.vanishes(lead):
            return "concluded"
        if lead.rstrip().endswith(":") and is_clause(lead):
            return "inline"
        if self.concluded or phrases.CONCLUDING.search(lead):
            return "concluded"
        if (limit := LIMIT.match(lead.lstrip())) and TENDS.search(self.clause.formulas[0].text):
            lead = lead.lstrip()[limit.end() :]
        return "inline" if self.around.is_quiet(lead.replace(F, " ")) else "other"

    def _values(self) -> Values:
        heard = self.notes, self.doubts
        return Values(self.asked, self.clause, self.file, self.source, self.means, self.bindings, *heard)
