"""The verdict on an answer that was marked in one spelling, with its texts and messages as they were typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.marking.texts.typed.dressed import as_dressed, undressed
from grader.marking.texts.typed.one_spelling import placed, spelled
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Verdict

_SHOWN = re.compile(r"`([^`\n]+)`")
_CARETS = re.compile(r"^ {4}(?P<line>[^\n]*)\n {4}(?P<blanks> *)(?P<carets>\^+)$", re.MULTILINE)
_RAISED = re.compile("[⁰¹²³⁴-⁹]")


def marked(question: Question, answer: Answer, mark: Callable[[Answer], Verdict]) -> Verdict:
    """Return the verdict of `mark` on an answer without dress and, where it has values, in one spelling."""
    bare = undressed(question, answer)
    plain = in_one_spelling(question, bare)
    verdict = mark(plain)
    verdict = verdict if plain is bare else _as_typed(verdict, bare, plain)
    return verdict if bare is answer else as_dressed(verdict, answer, bare)


def in_one_spelling(question: Question, answer: Answer) -> Answer:
    """Return an answer of values in one spelling; itself where it is that, or where a name has a digit above."""
    texts = [one.text for one in answer.fields.values()]
    if question.unit is not None and any(map(_RAISED.search, texts)):
        return answer  # `W/m²K` is a unit
    if question.kind.reads != "value" or any(map(_RAISED.search, question.names.symbols)):
        return answer
    fields = {name: _respelled(field) for name, field in answer.fields.items()}
    whole = answer.whole and _respelled(answer.whole)
    is_same = whole is answer.whole and all(fields[name] is field for name, field in answer.fields.items())
    return answer if is_same else replace(answer, fields=fields, whole=whole)


def _respelled(field: FieldAnswer) -> FieldAnswer:
    if field.file:
        return field
    several = field.candidates
    if several is not None:
        several = Candidates(tuple(map(_respelled, several.texts)), several.rule, several.named)
    formulas = tuple(map(spelled, field.formulas))
    new = replace(field, text=spelled(field.text), said=spelled(field.said), formulas=formulas, candidates=several)
    return field if new == field else new


def _as_typed(verdict: Verdict, typed: Answer, plain: Answer) -> Verdict:
    texts = [(typed.fields[name].text, one.text) for name, one in plain.fields.items()]
    if typed.whole is not None and plain.whole is not None:
        texts.append((typed.whole.text, plain.whole.text))
    written = {text: was for was, text in texts}
    fields = {
        name: replace(one, text=written.get(one.text or "", one.text), error=one.error and _message(one.error, texts))
        for name, one in verdict.fields.items()
    }
    feedback = tuple(_told(one, texts) for one in verdict.feedback)
    return replace(verdict, fields=fields, feedback=feedback)


def _told(one: Feedback, texts: list[tuple[str, str]]) -> Feedback:
    return replace(one, text=_message(one.text, texts), student=_message(one.student, texts))


def _message(message: str, texts: list[tuple[str, str]]) -> str:
    """Return a message with the pieces of a text that it quotes as they were typed, the carets below them."""
    for typed, plain in texts:
        if typed != plain:
            _, places = placed(typed)
            message = _CARETS.sub(lambda found: _pointed(found, typed, plain, places), message)  # noqa: B023
            message = _SHOWN.sub(lambda found: f"`{_piece(found[1], typed, plain, places)}`", message)  # noqa: B023
    return message


def _piece(shown: str, typed: str, plain: str, places: list[int]) -> str:
    head = shown.removesuffix(LEFT)
    start = plain.find(head)
    return shown if start < 0 else typed[places[start] : places[start + len(head)]] + shown[len(head) :]


LEFT = " = …"  # behind a left side that is quoted


def _pointed(found: re.Match[str], typed: str, plain: str, places: list[int]) -> str:
    start = plain.find(found["line"])
    if start < 0:
        return found[0]
    begin, end = (start + len(found["blanks"]) + count for count in (0, len(found["carets"])))
    line, blanks, carets = (
        typed[places[one] : places[min(other, len(plain))]]
        for one, other in ((start, start + len(found["line"])), (start, begin), (min(begin, len(plain)), end))
    )
    return f"    {line}\n    {' ' * len(blanks)}{'^' * max(1, len(carets))}"
