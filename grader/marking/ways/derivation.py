"""Marks derivations: every reading is decided step by step, and they must agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from grader import marking
from grader.claims.builders.derivation import derivation_claims
from grader.claims.chains import parts_outside
from grader.claims.derivations.found import Derivation, Left
from grader.claims.derivations.reading import derivations_of
from grader.claims.statements import Claim, Unread
from grader.errors import AnswerError
from grader.marking.answer import FieldAnswer
from grader.marking.judging.judged import Judged, is_misfit, judge
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, FieldResult, Outcome, Verdict
from grader.wording import remarks, unreadable_answers

_Way = tuple[Derivation, tuple[Claim, ...], Judged]


def mark_derivation(question: Question, fields: Mapping[str, FieldAnswer]) -> Verdict:
    """Return the verdict on a derivation."""
    name, field = next(iter(fields.items()))
    if field.error is not None:
        return _unreadable(question, name, field, field.error)
    try:
        ways = [(read, derivation_claims(question, read)) for read in derivations_of(question, field.text)]
        judged_ways = [(read, claims, judge(question, claims)) for read, claims in ways]
    except AnswerError as error:
        return _unreadable(question, name, field, error.message)
    judged_ways = [way for way in judged_ways if not is_misfit(way[2])] or judged_ways
    judged_ways = _right_in_one_manner(judged_ways) or judged_ways
    read, claims, judged = judged_ways[0]
    notes = (*field.notes, *_left_aside(read))
    result = FieldResult(field.text, _read_as(read), field.source, notes=notes, file=field.file)
    judgements = [way[2] for way in judged_ways]
    if len({one.mark for one in judgements}) > 1:
        return _disagreed(question, {name: result}, judgements)
    faults = tuple(Feedback("unreadable", why, why, "verdict") for why in _faults(claims))
    span = (judged.mark.low, judged.mark.high)
    said = (*faults, *judged.feedback)
    return Verdict(question.id, judged.mark.outcome, question.points, span, {name: result}, judged.claims, said)


def _right_in_one_manner(ways: Sequence[_Way]) -> list[_Way]:
    """Return the readings in a manner in which a derivation is not right by chance, where each of them is right."""
    for manner in dict.fromkeys(read.manner for read, _, _ in ways if read.manner):
        found = [way for way in ways if way[0].manner == manner]
        if all(judged.mark.outcome is Outcome.CORRECT for _, _, judged in found):
            return found
    return []


def looked_at_again(question: Question, fields: Mapping[str, FieldAnswer]) -> Verdict:
    """Return the verdict on a derivation, an open one where it is refuted and is right in another honest reading.

    `n!/(n-2)!` is not defined at n = 1, where everybody writes it for `n(n-1)`; a check behind the end, `9 = 9`, is no
    step; `- x` may be an item of a list or begin with a minus; commas may part equations.
    """
    verdict = mark_derivation(question, fields)
    if verdict.outcome is not Outcome.INCORRECT:
        return verdict
    short = {name: replace(one, text=_without_check(one.text)) for name, one in fields.items()}
    if short != fields and (found := mark_derivation(question, short)).outcome is Outcome.CORRECT:
        checked = _checked(question, fields, short, found)
        return _disagreed_with(question, verdict, found) if checked is None else checked
    for other_text in (_without_dashes, _without_bullets, _in_lines, _without_arrows):
        other = {name: replace(one, text=other_text(one.text)) for name, one in fields.items()}
        if other != fields and (found := mark_derivation(question, other)).outcome is Outcome.CORRECT:
            return _disagreed_with(question, verdict, found)
    again = mark_derivation(marking.ways.before_zero.other_reaches.asked_again(question), fields)
    if again.outcome is Outcome.CORRECT:
        return _disagreed_with(question, verdict, again)
    return again if again.outcome is Outcome.UNDECIDED and again.score_range[1] == question.points else verdict


def _without_check(text: str) -> str:
    """Return a text without what checks its result at its end; itself where nothing else stands there."""
    said = next((found.start() for found in _CHECK.finditer(text) if text[: found.start()].strip()), len(text))
    gaps = [(gap.start(), gap.end()) for gap in _GAP.finditer(text, 0, said)]
    kept = said
    for start, stop in reversed(gaps):
        line = text[stop:kept]
        if line.strip() and _CHECKED.fullmatch(line) is None:
            break
        kept = start
    return text[:kept] if text[:kept].strip() else text


def _checked(
    question: Question, fields: Mapping[str, FieldAnswer], short: Mapping[str, FieldAnswer], found: Verdict
) -> Verdict | None:
    """Return the verdict on a derivation without its check, where that is equalities of numbers which hold."""
    ((name, field),) = fields.items()
    check = field.text[len(short[name].text) :]
    plain = _TICK.sub("", _CHECK.sub("\n", check, count=1)).strip(" .:)\n")
    hold = marking.texts.equalities.false_equalities.all_hold
    if len(check) > MAX_CHECK or not hold(question, question.fields[name], plain):
        return None
    line = field.text[: len(short[name].text)].count("\n") + 2
    note = remarks.LINE_LEFT_ASIDE.format(line=line, some=remarks.REMARK_LEFT_ASIDE, text=check.strip())
    read = {key: replace(one, text=field.text, notes=(*one.notes, note)) for key, one in found.fields.items()}
    return replace(found, fields=read)


MAX_CHECK = 300  # characters of a check that is looked into
_TICK = re.compile(r"[✓✔√](?=\s|\Z|[.;,])")
_GAP = re.compile(r"\n|\\\\(?![A-Za-z])")  # between lines
_LINE_MARK = r"(?:[-–—•*]|\(?\d{1,2}[.)]|\\item|\\text\s*\{)?\s*"
_CHECK = re.compile(  # at the beginning of a line or a sentence, or in brackets behind one
    rf"(?i)(?:\n|\\\\(?![A-Za-z])|[.;(\[]\s)\s*{_LINE_MARK}(?:to\s+|a\s+|zur\s+|die\s+)?"
    r"(?:check(?:ing)?|probe|proof|test|verification|verify|kontrolle|vérification|comprobación|verifica)\b"
)
_NUMBERS = r"[\d\s+*/·×().,=✓✔√^²³−-]*"
_CHECKED = re.compile(  # `9 = 9`, no letter in it, perhaps behind words, `Plug in: 9 = 9`
    rf"\s*{_LINE_MARK}(?:[^\W\d_]{{2,}}(?:\s[^\W\d_]+){{0,3}}\s*:\s*)?[\d(√-]{_NUMBERS}={_NUMBERS}"
)
_ARROW = re.compile(r"(?m)^(?:[ \t$&]*)(?:=>|⇒|⟹|\\(?:Rightarrow|Longrightarrow|implies)(?![A-Za-z]))[ \t]*")
_DASH = re.compile(r"(?m)^(\s*[-–—])[ \t]+")


def _without_dashes(text: str) -> str:
    return _DASH.sub(r"\1", text)


def _without_arrows(text: str) -> str:
    """Return lines without the arrows that they begin with: these may begin the cases of a line one by one."""
    return _ARROW.sub("", text)


def _without_bullets(text: str) -> str:
    """Return lines without the dashes that they all begin with."""
    plain, count = _DASH.subn("", text)
    return plain if count == sum(1 for line in text.split("\n") if line.strip()) else text


def _in_lines(text: str) -> str:
    """Return equations that commas or semicolons part in lines of their own."""
    if len(text) > MAX_PARTED:
        return text
    parts = parts_outside(text, _BETWEEN)
    return "\n".join(parts) if all(_RELATION.search(one) for one in parts) else text


MAX_PARTED = 2_000  # characters of a text whose equations may be parted by commas
_BETWEEN = re.compile(r"[,;]\s+")
_RELATION = re.compile(r"[=<>≤≥⇔⇒]|\\(?:leq?|geq?|iff|implies|Rightarrow|Leftrightarrow)(?![A-Za-z])")


def _disagreed_with(question: Question, verdict: Verdict, again: Verdict) -> Verdict:
    why = unreadable_answers.DERIVATION_CAN_BE_READ
    span = (verdict.score_range[0], again.score_range[1])
    said = (Feedback("readings", why, why, "verdict"),)
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=said)


def _left_aside(read: Derivation) -> list[str]:
    """Return what was not read: words, and lines that may hold a condition."""
    return [remarks.LINE_LEFT_ASIDE.format(line=one.line, some=_why_left(one), text=one.text) for one in read.skipped]


def _why_left(one: Left) -> str:
    if one.binds:
        return remarks.MAY_HOLD_CONDITION
    return remarks.REMARK_LEFT_ASIDE if one.is_reason else remarks.WORDS_LEFT_ASIDE


def _faults(claims: Sequence[Claim]) -> list[str]:
    """Return why formulas could not be read, with their lines."""
    unread = (why for claim in claims if isinstance(claim.statement, Unread) for why in claim.statement.fields)
    return list(dict.fromkeys(f"{why[:1].upper()}{why[1:]}" for why in unread))


def _read_as(read: Derivation) -> str:
    return "; ".join(one.whole.text for one in read.statements)


def _disagreed(question: Question, fields: Mapping[str, FieldResult], judgements: list[Judged]) -> Verdict:
    why = unreadable_answers.DERIVATION_CAN_BE_READ
    marks = [one.mark for one in judgements]
    span = (min(mark.low for mark in marks), max(mark.high for mark in marks))
    said = (Feedback("readings", why, why, "verdict"),)
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, fields, feedback=said)


def _unreadable(question: Question, name: str, field: FieldAnswer, why: str) -> Verdict:
    said = (Feedback("unreadable", why, why, "verdict"),)
    result = FieldResult(field.text, source=field.source, error=why, notes=field.notes, file=field.file)
    span = (Fraction(0), question.points)
    return Verdict(question.id, Outcome.UNREADABLE, question.points, span, {name: result}, feedback=said)
