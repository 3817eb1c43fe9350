"""Comments in a file of keys that take an answer back: `p1: "3" # wrong`, and `# not done` on a line of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.problems.texts.located import Located, MappingNode, SequenceNode
from grader.problems.texts.yamlcomments import YamlComment
from grader.records import replace
from grader.submissions.extraction.worded.beside.comments_said import comment_against, is_of_sheet
from grader.submissions.extraction.worded.beside.told_beside import refuses_all
from grader.submissions.forms.reading import Content
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger
from grader.wording import writing_notices

BELOW_ALL = 1_000_000_000  # a line that no file has
Span = tuple[int, int]  # the first and the last line of an entry


def hear_comments(ledger: Ledger, content: Content) -> None:
    """Keep open the answers that a comment on their line, or on one of its own right above or below, takes back.

    What stands above all answers may speak of all of them.
    """
    if content.mapping is None or not content.comments:
        return
    file = content.document.name
    spans = list(_spans(content.mapping, BELOW_ALL))
    lines = sorted({line for answer in _answers(ledger) if (line := _line(answer, file))})
    problems = {id_.partition(".")[0] for id_ in ledger.index.questions}
    for comment in content.comments:
        if is_of_sheet(comment.text) or any(problem in comment.text for problem in problems):
            continue  # a heading of the sheet, which the student has not written
        meant = _meant(comment, spans, lines)
        for id_, question in ledger.index.questions.items():
            filled, whole = ledger.fields.get(id_, {}), ledger.wholes.get(id_)
            for name, answer in filled.items():
                if _line(answer, file) in meant:
                    filled[name] = _doubted(question, answer, comment)
            if whole is not None and _line(whole, file) in meant:
                ledger.wholes[id_] = _doubted(question, whole, comment)


def _answers(ledger: Ledger) -> Iterator[FieldAnswer]:
    for filled in ledger.fields.values():
        yield from filled.values()
    yield from ledger.wholes.values()


def _line(answer: FieldAnswer, file: str) -> int:
    """Return the line of an answer in a file, 0 where it stands in another one."""
    return answer.source.line if answer.source is not None and answer.source.file == file else 0


def _doubted(question: Question, answer: FieldAnswer, comment: YamlComment) -> FieldAnswer:
    """Return an answer, left open where a comment takes it back."""
    against = comment_against(question, comment.text) if answer.error is None else ""
    if not against and not (answer.error is None and refuses_all(comment.text)):
        return answer
    return replace(answer, error=writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=clipped(f"# {comment.text}")))


def _meant(comment: YamlComment, spans: Sequence[Span], lines: Sequence[int]) -> Collection[int]:
    """Return the lines of the answers of which a comment may speak."""
    if spans and comment.line < spans[0][0]:  # it describes the file, or speaks of all that stands in it
        return lines if refuses_all(comment.text) else ()
    if not comment.is_beside:
        above, below = [one for one in lines if one <= comment.line], [one for one in lines if one > comment.line]
        return (*above[-1:], *below[:1])
    around = (span for span in spans if span[0] <= comment.line <= span[1])
    within = sorted(around, key=lambda span: span[1] - span[0])
    return next((found for first, last in within if (found := [one for one in lines if first <= one <= last])), ())


def _spans(node: Located, last: int) -> Iterator[Span]:
    """Yield the lines of the entries of a node and of those below them; `last` is where the node ends."""
    match node:
        case MappingNode(entries=entries):
            inner: list[tuple[int, Located]] = [(entry.key.line, entry.value) for entry in entries]
        case SequenceNode(items=items):
            inner = [(item.line, item) for item in items]
        case _:
            return
    for (first, value), (after, _) in pairwise([*inner, (last + 1, node)]):
        yield first, max(after - 1, first)
        yield from _spans(value, max(after - 1, first))
