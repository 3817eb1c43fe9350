"""What stands behind the answer to a part, or beside one that could not be read: it may answer the problem's others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.answer import FieldAnswer
from grader.marking.read import is_readable
from grader.problems.question import Problem, Question
from grader.submissions.forms.blocks import Given
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, parts_of
from grader.submissions.ledger.part_names import part_names
from grader.submissions.ledger.region import Region
from grader.submissions.not_done import is_not_done
from grader.verdict import Source
from grader.wording import writing_notices

MAX_WORDS = 3  # of a line without a number or a formula that may be an answer: `no`, `not convex`
MAX_SAID = 5  # of them behind one answer that are looked at
MAX_TOKENS = 6  # of a line that gives nothing but one value
MIN_VALUES = 2  # in what could not be read, one of which may be another part's

_VALUE = re.compile(r"\d+(?:[.,/]\d+)*|\$[^$]+\$|\\[(\[](?:[^\\]|\\[^)\]])*+", re.DOTALL)
_EQUATED = re.compile(r"[,;.&]\s*\$?\\?[^\W\d_][^\s=]{0,12}\s*[=:]")  # `, E = 3`
_SAYS = re.compile(r"[\d$=:]|\\[(\[]")


def keep_left_over(ledger: Ledger, region: Region, said: Sequence[Stray]) -> None:
    """Keep other parts, or fields, from being missing where a region holds more than the answer that was read.

    `said` is what was said of it already.
    """
    question = region.question
    content = [block for block in region.blocks if is_content(block)]
    if not content or any(isinstance(block, Given) for block in content):
        return
    whole = raw(content)
    if not any(name is not None for stray in said for _, name in stray.otherwise):
        _keep_fields(ledger, question, whole, content[0].source)
    problem = ledger.index.in_parts.get(question.id.rpartition(".")[0])
    if problem is None:
        _keep_choices(ledger, question, whole, content[0].source)
    parts = parts_of(problem) if problem else ()
    others = tuple(target for target in parts if target[0] != question.id and ledger.is_open(target))
    if problem is None or not others or is_not_done(question, whole):
        return
    left = _left(question, _answers(ledger, question), whole) or _beside(problem, others, whole)
    if left:
        why = writing_notices.LEFT_OVER.format(shown=clipped(" ".join(left.split())), id=question.id)
        ledger.stray(Stray("", whole, content[0].source, why, {}, others, mentioned=True))


def _keep_fields(ledger: Ledger, question: Question, whole: str, source: Source) -> None:
    """Keep the fields without a value open where a short line gives one, and nobody knows which: `p = 1`, `2 = s`."""
    filled = ledger.fields.get(question.id, {})
    missing = [name for name, field in question.fields.items() if name not in filled and not field.free]
    if not filled or not missing:
        return
    read = [one.text.strip() for one in filled.values()]
    inner = {line.strip() for text in read for line in text.split("\n")}
    lines = [line for line in whole.split("\n") if line.strip() not in inner and not any(one in line for one in read)]
    left = next((line for line in lines if _gives_one(line)), None)
    if left is not None:
        said = writing_notices.LEFT_OVER_FIELD.format(shown=clipped(left.strip()), id=question.id)
        ledger.stray(Stray("", left, source, said, {}, tuple((question.id, name) for name in missing), mentioned=True))


def _keep_choices(ledger: Ledger, question: Question, whole: str, source: Source) -> None:
    """Keep the other choices open that a few words behind an answer may answer: `C`, and below it `no`."""
    answers = _answers(ledger, question)
    if not answers or _is_unsettled(answers):
        return
    behind = whole[max(_end(one, whole) for one in answers) :]
    said = [one.strip() for one in re.split(r"[\n,;]", behind) if 0 < len(one.split()) <= MAX_WORDS][:MAX_SAID]
    others = [one for one in ledger.index.questions.values() if one.kind.reads == "choice" and one is not question]
    found = [
        (text, one)
        for text in said
        for one in others
        if ledger.is_open((one.id, None)) and is_readable(one, {next(iter(one.fields)): text})
    ]
    if found:
        why = writing_notices.LEFT_OVER_CHOICE.format(shown=clipped(found[0][0]), id=question.id)
        targets = dict.fromkeys((one.id, None) for _, one in found)
        ledger.stray(Stray("", whole, source, why, {}, tuple(targets), mentioned=True))


def _gives_one(line: str) -> bool:
    """Whether a line is short, and gives one value: `2 = s`, `Schrittweite 2`."""
    return len(_VALUE.findall(line)) == 1 and len(line.split()) <= MAX_TOKENS


def _answers(ledger: Ledger, question: Question) -> list[FieldAnswer]:
    whole = ledger.wholes.get(question.id)
    return [whole] if whole is not None else list(ledger.fields.get(question.id, {}).values())


def _is_unsettled(answers: Sequence[FieldAnswer]) -> bool:
    return any(one.error is not None or one.candidates is not None for one in answers)


def _left(question: Question, answers: Sequence[FieldAnswer], whole: str) -> str:
    """Return what of a text may answer something else than what was read in it, empty where nothing does."""
    if not answers or _is_unsettled(answers):
        return whole if len(_VALUE.findall(whole)) >= MIN_VALUES else ""
    if (
        len(question.fields) == 1
        and len(_VALUE.findall(answers[0].text)) >= MIN_VALUES
        and _is_several(answers[0].text)
    ):
        return "" if is_readable(question, {next(iter(question.fields)): answers[0].text}) else whole
    ends = [_end(one, whole) for one in answers]
    beside, _, behind = whole[max(ends) :].partition("\n")
    if _EQUATED.search(beside):
        return beside
    return next((line for line in behind.split("\n") if _may_answer(line)), "")


def _is_several(text: str) -> bool:
    """Whether a text has several values, with words, or signs that part them, beside them."""
    parted = re.search(r"[,;&]|(?<![\\\w])[^\W\d_]\s", text)
    return parted is not None and len(_VALUE.findall(text)) >= MIN_VALUES


def _beside(problem: Problem, others: Sequence[Target], whole: str) -> str:
    """Return the mark of another part with something behind it that stands anywhere in a text: `as in (b) 3`."""
    names = [re.escape(name) for name, part in part_names(problem).items() if (part.id, None) in others]
    match = re.search(rf"(?<![\w\\])\(?(?:{'|'.join(names)})\)\s*(?:is|=|:|ist|est)?\s*[\d$]", whole)
    return match[0] if match else ""


def _end(answer: FieldAnswer, whole: str) -> int:
    """Return where an answer ends in the text that it was read in, its end where it does not stand there as it is."""
    for text in (answer.written, answer.text):
        place = whole.rfind(text.strip()) if text.strip() else -1
        if place >= 0:
            return place + len(text.strip())
    return len(whole)


def _may_answer(line: str) -> bool:
    """Whether a line may be, or hold, an answer: with a number, a formula or a label, or no more than a few words."""
    tokens = line.split()
    return bool(tokens) and (_SAYS.search(line) is not None or len(tokens) <= MAX_WORDS)
