"""Several texts that may be the answer: each is decided, and a written rule says what they come to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from grader import marking
from grader.claims.chains import chain
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import OPEN, Feedback, FieldResult, Outcome, ReadingResult, Reason, Verdict
from grader.wording import remarks

MAX_CANDIDATES = 12  # texts that may be one answer; more are not decided
WORDS = {
    Outcome.CORRECT: remarks.WOULD_BE_CORRECT,
    Outcome.PARTIAL: remarks.WOULD_BE_PARTLY_CORRECT,
    Outcome.INCORRECT: remarks.WOULD_NOT_BE,
}
OPEN_WORDS = {
    Outcome.MISSING: remarks.COULD_NOT_BE_READ,
    Outcome.UNREADABLE: remarks.COULD_NOT_BE_READ,
    Outcome.UNDECIDED: remarks.IS_UNDECIDED,
    Outcome.REVIEW: remarks.FOR_PERSON,
    Outcome.FAILED: remarks.HAS_FAILED,
}
SHOWN_CHARACTERS = 60  # of a candidate that a message repeats

Mark = Callable[[Question, Answer], Verdict]


def mark_candidates(question: Question, answer: Answer, name: str, mark: Mark) -> Verdict:
    """Return the verdict on an answer of which the field `name` has candidates; `mark` decides it with each of them."""
    field = answer.fields[name]
    assert field.candidates
    texts = field.candidates.texts
    if len(texts) > MAX_CANDIDATES:
        why = remarks.TOO_MANY_FORMULAS.format(count=len(texts), max_candidates=MAX_CANDIDATES)
        return _open(question, field, name, [], f"{why}.", remarks.WRITE_ANSWER.format(why=why))
    verdicts = [mark(question, replace(answer, fields={**answer.fields, name: one})) for one in texts]
    together = _together(question, answer, name, mark)
    if together is not None and len(together[0]) == len(texts):
        return together[1]
    place = chosen(field.candidates, verdicts) if together is None else None
    if (
        together is None
        and place is None
        and _is_refuted_alone(question, field.candidates, verdicts, partial(_by_itself, question, name, mark))
    ):
        place = field.candidates.named
    is_number = question.kind.is_one_number == "always"
    if (
        place is not None
        and is_number
        and _names_it_otherwise(field, verdicts, place, partial(_by_itself, question, name, mark))
    ):
        place = None
    if place is None and len({one.text for one in texts}) == 1 and field.candidates.rule == "credit":
        return verdicts[-1]  # one text, which is never refuted: the last one says why
    return (
        nobody_says_which(question, field, name, verdicts)
        if place is None
        else _taken(verdicts[place], name, field, place)
    )


def nobody_says_which(question: Question, field: FieldAnswer, name: str, verdicts: Sequence[Verdict]) -> Verdict:
    """Return the open verdict on an answer whose candidates come to different things, with what each comes to."""
    texts = field.candidates.texts if field.candidates else ()
    said = remarks.NOTHING_SAYS_WHICH.format(count=len(texts)) if len(texts) > 1 else remarks.NOTHING_SAYS_THAT
    lines = places(texts)
    student = remarks.WRITE_BEFORE.format(said=said, some=f" ({lines})" if lines else "")
    return _open(question, field, name, verdicts, f"{said}: {', '.join(_each(texts, verdicts))}.", student)


def open_between(question: Question, answer: Answer, name: str, texts: tuple[FieldAnswer, ...], mark: Mark) -> Verdict:
    """Return the open verdict on an answer of which nobody can say which of some texts it is."""
    verdicts = [mark(question, replace(answer, fields={**answer.fields, name: one})) for one in texts]
    field = replace(answer.fields[name], candidates=Candidates(texts))
    return nobody_says_which(question, field, name, verdicts)


def _together(question: Question, answer: Answer, name: str, mark: Mark) -> tuple[list[str], Verdict] | None:
    """Return the candidates that are right together, as `x = 2` and `y = 1` below each other; None where none are."""
    field = answer.fields[name]
    texts = [] if field.candidates is None else [one.text for one in field.candidates.texts]
    stacked = marking.texts.stacked
    parts = stacked.values_of_one_answer(question, question.fields[name], texts)
    listed = "\n".join(parts) if len(parts) > 1 else ""
    if not listed and (listed := stacked.entries_of_one_array(question, texts, field.said or field.text)):
        parts = texts
    if not listed:
        return None
    whole = replace(field, text=listed, candidates=None)
    verdict = mark(question, replace(answer, fields={**answer.fields, name: whole}))
    return (parts, verdict) if verdict.outcome is Outcome.CORRECT else None


def chosen(candidates: Candidates, verdicts: Sequence[Verdict]) -> int | None:
    """Return the place of the verdict that all of them come to, None where the answer stays open."""
    last = len(verdicts) - 1
    closed = [verdict for verdict in verdicts if not verdict.outcome.is_open]
    named = candidates.named if candidates.rule != "none" else last
    if candidates.rule == "verdict":
        return named
    if len({one.source for one in candidates.texts}) > 1 and is_piece(verdicts[named]):
        return None
    if len({(verdict.outcome, verdict.score_range) for verdict in verdicts}) == 1 and closed:
        return named
    if candidates.rule == "none" or verdicts[named].outcome.is_open:
        return None
    earned = verdicts[named].score_range[1]
    beaten = any(verdict.score_range[1] > earned for place, verdict in enumerate(verdicts) if place != named)
    return None if beaten else named


def _names_it_otherwise(
    field: FieldAnswer, verdicts: Sequence[Verdict], place: int, mark: Callable[[str], Verdict]
) -> bool:
    """Whether a candidate behind a right one gives a wrong value to what its name says is the answer.

    `P = 25/64` behind `5/8 · 4/7 = 20/56`: of `P` that would be right, too.
    """
    assert field.candidates
    texts, place = [one.text for one in field.candidates.texts], place % len(verdicts)
    if field.candidates.rule != "credit" or verdicts[place].outcome is not Outcome.CORRECT:
        return False
    members = chain(texts[place]).members
    own, value = members[0].strip(" $"), members[-1]
    for text, verdict in list(zip(texts, verdicts, strict=True))[place + 1 :]:
        left, sign, other = text.partition("=")
        if (
            verdict.outcome is not Outcome.INCORRECT
            or not sign
            or "=" in other
            or not _NAMED.fullmatch(left.strip(" $"))
        ):
            continue
        named = f"{left.strip(' $')} = {value}"
        if left.strip(" $") != own and named not in (field.text, text) and mark(named).outcome is Outcome.CORRECT:
            return True
    return False


_NAMED = re.compile(r"\\?[^\W\d_]{1,12}(?:_(?:\w|\{\w{1,6}\}))?(?:\([^()=]{1,20}\))?")  # a letter, a word, `P(A)`


def _is_refuted_alone(
    question: Question, candidates: Candidates, verdicts: Sequence[Verdict], mark: Callable[[str], Verdict]
) -> bool:
    """Whether the candidate that would earn credit is refuted, and so is all that stands in those that are open."""
    named = candidates.named
    if candidates.rule != "credit" or verdicts[named].outcome is not Outcome.INCORRECT or is_piece(verdicts[named]):
        return False
    rest = [verdict for place, verdict in enumerate(verdicts) if place != named % len(verdicts)]
    others = [one for place, one in enumerate(candidates.texts) if verdicts[place].outcome.is_open]
    if any(verdict.score_range[1] > 0 for verdict in (verdicts[named], *rest) if not verdict.outcome.is_open):
        return False
    is_last = named % len(verdicts) == len(verdicts) - 1
    return marking.ways.all_refuted.are_refuted(question, candidates.texts[named], others, mark, is_last=is_last)


def _by_itself(question: Question, name: str, mark: Mark, text: str) -> Verdict:
    return mark(question, Answer({name: FieldAnswer(text)}))


def is_piece(verdict: Verdict) -> bool:
    """Whether a text fails for its shape: beside others it may be a row or an entry, which is not refuted by itself."""
    reasons = [claim.evidence for claim in verdict.claims if isinstance(claim.evidence, Reason)]
    return verdict.outcome is Outcome.INCORRECT and any(one.code == "shape" for one in reasons)


def _taken(verdict: Verdict, name: str, field: FieldAnswer, place: int) -> Verdict:
    """Return the verdict on one candidate, with a word on the others."""
    assert field.candidates
    texts = field.candidates.texts
    if len({one.written or one.text for one in texts}) == 1 or name not in verdict.fields:
        return verdict  # one text, whose readings they are
    own = verdict.fields[name]
    is_one_text = all(one.source == field.source for one in texts)
    note = _note(field.candidates, place, is_one_text)
    notes = tuple(dict.fromkeys((*field.notes, *own.notes, note)))
    result = replace(own, text=field.text if is_one_text else own.text, notes=notes)
    return replace(verdict, fields={**verdict.fields, name: result})


def candidates_note(candidates: Candidates) -> str:
    """Return which of several texts counts, where that is the one that is named."""
    texts = candidates.texts
    return _note(candidates, candidates.named % len(texts), len({one.source for one in texts}) == 1)


def _note(candidates: Candidates, place: int, is_one_text: bool) -> str:
    texts = candidates.texts
    which = remarks.LAST_ONE_COUNTS if place == len(texts) - 1 else remarks.ONE_COUNTS.format(text=_shown(texts[place]))
    which = remarks.ALL_COME_SAME if candidates.rule == "none" else which
    if is_one_text:
        return remarks.OF_SEVERAL.format(listed=", ".join(f"`{_shown(one)}`" for one in texts), which=which)
    return remarks.SEVERAL_FORMULAS.format(count=len(texts), places=places(texts), which=which)


def between_texts(
    question: Question, name: str, texts: tuple[FieldAnswer, FieldAnswer], verdicts: tuple[Verdict, Verdict]
) -> Verdict:
    """Return the open verdict on a text of which nobody can say whether it means another one; both are shown."""
    usual, other = replace(texts[0], candidates=None), texts[1]
    why = remarks.CAN_BE_READ_WAYS.format(count=2, listed=f"`{usual.text.strip()}` or `{other.text.strip()}`")
    field = replace(usual, candidates=Candidates((usual, other)))
    found = nobody_says_which(question, field, name, verdicts)
    return replace(found, feedback=(Feedback("readings", why, why, "verdict"),))


def between_right(
    question: Question, field: tuple[str, FieldAnswer], texts: Iterable[str], verdict: Verdict, mark: Mark
) -> Verdict:
    """Return the verdict on an answer of one field, by its name, open where another text that it may mean is right."""
    name, typed = field
    for text in dict.fromkeys(texts):
        other = replace(typed, text=text, written=typed.said or typed.text, said="", candidates=None)
        found = mark(question, Answer({name: other}))
        if found.outcome is Outcome.CORRECT or is_right_once(found):
            return between_texts(question, name, (typed, other), (verdict, found))
    return verdict


def is_right_once(verdict: Verdict) -> bool:
    """Whether a verdict is open between readings of which one is right."""
    readings = [reading for field in verdict.fields.values() for reading in field.readings]
    return verdict.outcome is Outcome.UNDECIDED and any(one.outcome is Outcome.CORRECT for one in readings)


def _open(
    question: Question, field: FieldAnswer, name: str, verdicts: Sequence[Verdict], staff: str, student: str
) -> Verdict:
    """Return the open verdict on an answer of which nobody can say which text it is."""
    outcomes = {verdict.outcome for verdict in verdicts}
    outcome = next((one for one in OPEN if one in outcomes), Outcome.UNDECIDED)
    lows = [verdict.score_range[0] for verdict in verdicts] or [Fraction(0)]
    highs = [verdict.score_range[1] for verdict in verdicts] or [question.points]
    texts = field.candidates.texts if field.candidates else ()
    read = tuple(ReadingResult(one.text, verdict.outcome) for one, verdict in zip(texts, verdicts, strict=False))
    result = FieldResult(field.text, None, field.source, tuple(dict.fromkeys(read)), None, field.notes, field.file)
    fields: Mapping[str, FieldResult] = {name: result}
    others = {key: one for verdict in verdicts[:1] for key, one in verdict.fields.items() if key != name}
    said = (Feedback("candidates", staff, student, "verdict"),)
    return Verdict(question.id, outcome, question.points, (min(lows), max(highs)), {**others, **fields}, feedback=said)


def _each(texts: Sequence[FieldAnswer], verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what each candidate would come to, by its line where that tells it from the others."""
    lines = [one.source.line if one.source else 0 for one in texts]
    is_one_text = len({one.written or one.text for one in texts}) == 1  # whose readings they are
    for one, line, verdict in zip(texts, lines, verdicts, strict=True):
        by_line = line and lines.count(line) == 1
        text = _shown(replace(one, written="") if is_one_text else one)
        yield remarks.MEMBER_IS.format(
            some=remarks.ONE_LINE.format(line=line) if by_line else f"`{text}`",
            some_2=(WORDS | OPEN_WORDS)[verdict.outcome],
        )


def places(texts: Sequence[FieldAnswer]) -> str:
    """Return the lines of candidates as `lines 3, 5 and 9`, empty where none has a line."""
    lines = list(dict.fromkeys(str(one.source.line) for one in texts if one.source and one.source.line))
    if len(lines) > 1:
        return remarks.SEVERAL_LINES.format(first=", ".join(lines[:-1]), last=lines[-1])
    return remarks.ONE_LINE.format(line=lines[0]) if lines else ""


def _shown(one: FieldAnswer) -> str:
    line = " ".join((one.written or one.text).split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[:SHOWN_CHARACTERS]}…"
