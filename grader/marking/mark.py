"""A problem and an answer become a verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from grader import marking
from grader.errors import AnswerError
from grader.language.tree import Cases, walk
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.judging.judged import Judged
from grader.marking.lengths import within_length
from grader.marking.none import against_none, mark_none, means_none, none_in
from grader.marking.texts.typed import shown_as_typed
from grader.marking.texts.typed.dressed import undressed
from grader.marking.ways import values
from grader.marking.ways.candidates import mark_candidates
from grader.marking.ways.texts_within import with_texts_within
from grader.marking.ways.values import mark_values
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.verdict import Feedback, FieldResult, Outcome, Verdict, combine
from grader.wording import remarks, unreadable_answers

NOTHING = Fraction(0)
_CREDITED = frozenset({Outcome.CORRECT, Outcome.PARTIAL})
_ZEROS = frozenset({Outcome.INCORRECT, Outcome.PARTIAL})
_LOOKED_AT = frozenset({"value", "choice"})  # once more, before points
_MAY_BE_PERCENT = re.compile(r"%|cent|ciento|prozent", re.IGNORECASE)
_MAY_BE_CHAIN = re.compile(r"[=≈≡≔≃≅]|\\(?:approx|equiv|simeq|cong|coloneqq)(?![A-Za-z])")


def mark(problem: Problem, answers: Mapping[str, Answer]) -> Verdict:
    """Return the verdict on a problem; `answers` is keyed by question id, what is not there is missing."""
    verdicts = tuple(mark_question(question, answers.get(question.id, Answer())) for question in problem.questions)
    return join(problem, verdicts)


def join(problem: Problem, verdicts: Sequence[Verdict]) -> Verdict:
    """Return a problem's verdict from those on its questions; without parts, the one question is the problem."""
    if not problem.has_parts:
        return verdicts[0]
    low = sum((verdict.score_range[0] for verdict in verdicts), NOTHING)
    high = sum((verdict.score_range[1] for verdict in verdicts), NOTHING)
    outcome = combine([verdict.outcome for verdict in verdicts], low)
    return Verdict(problem.id, outcome, problem.points, (low, high), parts=tuple(verdicts))


def mark_question(question: Question, answer: Answer, typed: Answer | None = None) -> Verdict:
    """Return the verdict on one question; before a zero the pieces of a text are looked at one by one.

    Before points the words beside a value are, those of all that was `typed`, too, where the answer is a piece of it.
    """
    question = marking.asked.prompt_formulas.with_formulas(question)
    if typed is not None:
        typed = shown_as_typed.in_one_spelling(question, undressed(question, typed))
    return shown_as_typed.marked(question, answer, lambda plain: _mark_plain(question, plain, typed or plain))


def _mark_plain(question: Question, answer: Answer, typed: Answer) -> Verdict:
    """Mark a plain answer to a question whose prompt marks its formulas."""
    verdict = _from_both_ends(question, answer)
    if question.kind.is_solutions:
        verdict = marking.ways.within.solution_lines.all_lines.with_all_lines(question, typed, verdict, _from_both_ends)
    elif question.kind.is_array:
        verdict = marking.ways.within.entry_clauses.listed.with_all_entries(question, typed, verdict, _from_both_ends)
    if (step := marking.ways.within.worked_steps.last_step(question, typed, verdict, mark_question)) is not None:
        answer, verdict = step
    verdict = marking.ways.within.reasoned_answers.with_all_reasoned(question, typed, verdict, _from_both_ends)
    verdict = _changed_behind(question, answer, verdict, typed)
    verdict = _before_credit(question, answer, verdict, typed)
    if verdict.outcome not in _ZEROS or question.kind.reads != "value":
        return verdict
    whole = _with_said(answer, typed)
    return marking.ways.before_zero.last_look.before_zero(question, whole, verdict, _from_both_ends)


def _with_said(answer: Answer, typed: Answer) -> Answer:
    """Return an answer that is a piece of another one with the text of which each field is one."""
    if typed.whole is not None:
        said = typed.whole.text
        fields = {name: replace(one, said=one.said or said) for name, one in answer.fields.items()}
        return replace(answer, fields=fields)
    fields = {
        name: replace(one, said=typed.fields[name].text)
        if name in typed.fields and not one.said and one.text != typed.fields[name].text
        else one
        for name, one in answer.fields.items()
    }
    return replace(answer, fields=fields)


def _changed_behind(question: Question, answer: Answer, verdict: Verdict, typed: Answer) -> Verdict:
    """Return a decided verdict, an open one where a clause behind the value makes another one of it."""
    is_decided = verdict.outcome in _CREDITED | _ZEROS and question.kind.reads in {"value", "choice"}
    texts = _from_answer_on(answer, typed) if is_decided else []
    changed, is_right = marking.texts.sentences.changed_behind.changed_behind, verdict.outcome in _CREDITED
    by_cases = any(" if " in (one.read or "") for one in verdict.fields.values())
    by_cases = by_cases or any(isinstance(part, Cases) for tree in question.accepted for part in walk(tree))
    found = (changed(question, text, is_right=is_right, by_cases=by_cases) for _, text in texts)
    said = next(filter(None, found), "")
    if is_decided and not said and question.kind.is_array:
        in_order = (_said_of_order(question, verdict, *one) for one in typed.fields.items())
        said = next(filter(None, in_order), "")
    if is_decided and not said and question.kind.reads == "value":
        behind = _from_answer_on(answer, typed, only_typed=True)
        said = next(filter(None, (_said_behind(question, verdict, name, text) for name, text in behind)), "")
    if not said:
        return verdict
    why = unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=said)
    return unreadable(question, why, {name: replace(one, error=why) for name, one in _as_written(typed.fields).items()})


def _said_of_order(question: Question, verdict: Verdict, name: str, field: FieldAnswer) -> str:
    """Return what is said of a list's order where it is another one than is asked for; empty where it is not."""
    rule, is_right = marking.ways.before_credit.names_in_order.in_other_order, verdict.outcome in _CREDITED
    return rule(question, field.said or field.text, _comes_to(question, verdict, name), is_right=is_right)


def _said_behind(question: Question, verdict: Verdict, name: str, text: str) -> str:
    """Return a clause behind a field's value that is not understood, and does not say it again; empty where none is."""
    rule, is_right = marking.ways.before_credit.words_behind.words_behind, verdict.outcome in _CREDITED
    return rule(question, name, text, _comes_to(question, verdict, name), is_right=is_right)


def _comes_to(question: Question, verdict: Verdict, name: str) -> Callable[[str], bool]:
    """Return whether a text by itself, in one field, comes to the same as a verdict."""
    ways = (_from_both_ends, mark_question)

    def comes_to(part: str) -> bool:
        alone = Answer({name: FieldAnswer(part)})
        return any(way(question, alone).outcome is verdict.outcome for way in ways)

    return comes_to


def _from_answer_on(answer: Answer, typed: Answer, *, only_typed: bool = False) -> list[tuple[str, str]]:
    """Return fields with what was typed, from the piece on that is the answer: what is before changes nothing.

    What was put together from it stands beside it, and what other paragraphs of a document say, unless `only_typed`.
    """
    found = []
    for name, one in typed.fields.items():
        if only_typed and one.file:
            continue  # arrays, and no words
        piece = answer.fields[name].text.strip(" $.\n") if name in answer.fields else ""
        texts = [one.said or one.text] if only_typed else [text for text in (one.text, one.said) if text]
        if only_typed and one.said:  # of a document: the last place where the piece stands, or nobody knows where
            texts = [text[text.rfind(piece) :] for text in texts if piece and piece in text]
        texts = [text[max(text.find(piece), 0) :] if piece else text for text in texts]
        found += [(name, _PARAGRAPH.split(text, 1)[0] if only_typed and one.said else text) for text in texts]
    return [(name, text) for name, text in dict.fromkeys(found) if text]


_PARAGRAPH = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*\n")  # of a document; the next one may be about another thing


def _before_credit(question: Question, answer: Answer, verdict: Verdict, typed: Answer) -> Verdict:
    """Return a verdict, an open one where the words beside a value that would get points make another one of it.

    What is said of a chosen option counts also where it would get none.
    """
    is_choice = question.kind.reads == "choice"
    if verdict.outcome not in (_CREDITED | _ZEROS if is_choice else _CREDITED) or question.kind.reads not in _LOOKED_AT:
        return verdict
    looks = marking.ways.before_credit.looks
    if is_choice:
        why = looks.of_choice(question, answer, typed, verdict, is_credited=verdict.outcome in _CREDITED)
    else:
        why = looks.of_value(question, answer, typed, verdict, _from_both_ends)
    if not why:
        return verdict
    shown = {name: replace(one, error=why) for name, one in _as_written(typed.fields).items()}
    return unreadable(question, why, shown)


def _from_both_ends(question: Question, answer: Answer) -> Verdict:
    """Return the verdict on one question; a chain of equalities counts from both ends."""
    answer = within_length(question, answer)
    verdict = _mark_question(question, answer)
    texts = [field.text for field in answer.fields.values()]
    if _MAY_BE_PERCENT.search("".join(texts)) is not None:
        verdict = marking.ways.within.percent.with_percent(question, answer, verdict, _mark_question)
    if question.kind.reads != "value" or len(texts) != 1 or _MAY_BE_CHAIN.search(texts[0]) is None:
        return verdict
    return marking.ways.chains.either_end.from_either_end(question, answer, verdict, _from_both_ends)


def _mark_question(question: Question, answer: Answer) -> Verdict:
    if answer.error is not None:
        return unreadable(question, answer.error, _as_written(answer.fields) or _nowhere(question, answer))
    whole = answer.whole or none_in(question, answer.fields)
    if whole is not None and (whole.text.strip() or whole.error):
        return _mark_whole(question, whole)
    fields = {name: field for name, field in answer.fields.items() if field.text.strip() or field.error}
    if not fields:
        return Verdict(question.id, Outcome.MISSING, question.points, (NOTHING, NOTHING))
    if question.kind.reads == "value":
        fields = {name: with_texts_within(question, name, field) for name, field in fields.items()}
    several = next((name for name, field in fields.items() if field.candidates is not None), None)
    if several is not None:
        return mark_candidates(question, replace(answer, fields=fields), several, _from_both_ends)
    if question.kind.by_person:
        return marking.ways.essay.mark_essay(question, fields)
    if question.kind.reads == "value":
        return against_none(question, mark_values(question, fields))
    if question.kind.reads == "steps":
        verdict = marking.ways.derivation.looked_at_again(question, fields)
        looked_again = marking.ways.before_zero.first_tries.looked_again
        verdict = looked_again(question, fields, verdict, marking.ways.derivation.mark_derivation)
        text = next(iter(fields.values())).text
        why = verdict.outcome is Outcome.CORRECT and marking.ways.before_credit.said_after_end.why_open(question, text)
        return unreadable(question, why, _as_written(fields)) if why else verdict
    return _mark_words(question, fields)


def known_mistakes(question: Question, answer: Answer) -> tuple[int, ...]:
    """Return the numbers, from 1, of the mistakes that an answer is proved to be, whatever it is worth."""
    if not question.mistakes or not answer.fields:
        return ()
    if question.kind.reads == "value":
        return values.known_mistakes(question, answer.fields)
    text = next(iter(answer.fields.values())).text
    known = marking.ways.code.known_mistakes if question.kind.reads == "code" else marking.ways.words.known_mistakes
    return known(question, text)


def unreadable(question: Question, why: str, fields: Mapping[str, FieldResult]) -> Verdict:
    """Return the verdict on an answer that could not be read, and why."""
    said = (Feedback("unreadable", why, why, "verdict"),)
    span = (NOTHING, question.points)
    return Verdict(question.id, Outcome.UNREADABLE, question.points, span, fields, feedback=said)


def _as_written(fields: Mapping[str, FieldAnswer]) -> dict[str, FieldResult]:
    return {
        name: FieldResult(field.text, source=field.source, error=field.error, notes=field.notes, file=field.file)
        for name, field in fields.items()
    }


def _nowhere(question: Question, answer: Answer) -> dict[str, FieldResult]:
    """Return what was written, and where, of an answer of which not even the fields could be told apart."""
    if answer.source is None:
        return {}
    name = next(iter(question.fields)) if len(question.fields) == 1 else "answer"
    text = answer.whole.text.strip() if answer.whole else ""
    return {name: FieldResult(text or None, source=answer.source, error=answer.error)}


def _mark_whole(question: Question, whole: FieldAnswer) -> Verdict:
    """Mark one text that stands for all fields: `none`, or else nothing that could be read."""
    if whole.error is None and means_none(question, whole.text):
        return mark_none(question, whole)
    if (verdict := marking.ways.within.whole_text.marked(question, whole, mark_question)) is not None:
        looked_at = verdict.outcome in _ZEROS
        several = marking.ways.before_zero.several_fields
        return several.of_whole(question, whole, verdict, mark_question) if looked_at else verdict
    names = "W_1, b_1, W_2, …" if question.layers is not None else ", ".join(question.fields)
    why = whole.error or remarks.ONE_TEXT_STANDS_FOR.format(names=names)
    return unreadable(
        question, why, {"answer": FieldResult(whole.text, source=whole.source, error=why, file=whole.file)}
    )


def _mark_words(question: Question, fields: Mapping[str, FieldAnswer]) -> Verdict:
    name, field = next(iter(fields.items()))
    if field.error is not None:
        return unreadable(question, field.error, _as_written(fields))
    try:
        judge = marking.ways.code.judge_code if question.kind.reads == "code" else marking.ways.words.judge_words
        read, judged = judge(question, field.text)
    except AnswerError as error:
        why = error.pointed()
        return unreadable(question, why, {name: FieldResult(field.text, source=field.source, error=why)})
    result = FieldResult(field.text, read, field.source, notes=field.notes, file=field.file)
    return _verdict(question, {name: result}, judged)


def _verdict(question: Question, fields: Mapping[str, FieldResult], judged: Judged) -> Verdict:
    span = (judged.mark.low, judged.mark.high)
    return Verdict(question.id, judged.mark.outcome, question.points, span, fields, judged.claims, judged.feedback)
