r"""Brackets with a stroke before them in Markdown, `\[3, 5\]`: delimiters of a formula, or brackets that were escaped.

Editors escape brackets, and people who know Markdown do. Both readings are decided where they are not of the same
value: what stands beside them goes into a product or a call, `2\(x + 1\)`, and a set may be an interval.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.marking.answer import Candidates, FieldAnswer, Rule
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose, Table
from grader.submissions.forms.formats import Form, form_of
from grader.submissions.forms.spans import Piece, pieces
from grader.wording import writing_notices

_ESCAPED = re.compile(r"\\[(\[]")
_MARKDOWN = frozenset({Form.MARKDOWN, Form.NOTEBOOK})
_NEAR = 40  # signs beside a bracket that are looked at
_SHORT = 80  # signs of a formula that may be an interval
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_GOES_ON = frozenset("*/^·×∪∩−-–")  # signs before a bracket that take all of it
# What stands behind a bracket and takes all of it: a sign, a number, or another bracket that holds no words.
_BEHIND = re.compile(
    r"[ \t]*(?:\\?[*/^·×∪∩]|\d|U[ \t]*\\?[(\[]|\\[(\[]"
    r"|[(\[](?=[^()\[\]]{0,40}[+*/^\d−-])(?![^()\[\]]{0,40}[^\W\d_]{3}))"
)
_OPERATOR = re.compile(r"\s*\\(?:cdot|times|div|ast|star|pm|mp|cup|cap|to|circ)\s*")  # stands in no brackets
_LETTER = re.compile(r"[^\W\d_](?![^\W_])")
_RELATION = re.compile(r"[=<>≤≥∈]|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Blocks with brackets in the places of delimiters; `is_even`: both readings are as likely as each other."""

    blocks: tuple[Block, ...]
    is_even: bool


def as_brackets(question: Question, blocks: Iterable[Block]) -> Bracketed | None:
    """Return the other reading of blocks, None where they hold no such brackets or these change no value."""
    found = [_block(question, block) for block in blocks]
    if not any(changed for _, changed, _ in found):
        return None
    return Bracketed(tuple(block for block, _, _ in found), any(is_even for _, _, is_even in found))


_Read = tuple[Block, bool, bool]  # a block, whether it is changed, and whether both readings are as likely


def _block(question: Question, block: Block) -> _Read:
    if form_of(block.source.file) not in _MARKDOWN:
        return block, False, False
    match block:
        case Formula(text=text, delimiter="\\["):
            is_list = _is_list(question, text)
            return (Prose(f"[{text}]", block.source), True, _is_tight(text)) if is_list else (block, False, False)
        case Prose(text=text):
            said, is_even = _text(question, text)
            return (block, False, False) if said == text else (replace(block, text=said), True, is_even)
        case Listing(items=items):
            read = [[_block(question, one) for one in item] for item in items]
            inner = tuple(tuple(one for one, _, _ in item) for item in read)
            flat = [one for item in read for one in item]
            whole = replace(block, items=inner) if any(changed for _, changed, _ in flat) else block
            return whole, whole is not block, any(is_even for _, _, is_even in flat)
        case Table(rows=rows):
            cells = [[_text(question, cell) for cell in row] for row in rows]
            plain = tuple(tuple(cell for cell, _ in row) for row in cells)
            is_even = any(is_even for row in cells for _, is_even in row)
            return (replace(block, rows=plain), True, is_even) if plain != rows else (block, False, False)
        case _:
            return block, False, False


def _text(question: Question, text: str) -> tuple[str, bool]:
    """Return a paragraph with brackets for all delimiters where one may be a bracket, and whether that is as likely."""
    if _ESCAPED.search(text) is None:
        return text, False
    parts = pieces(text)
    escaped = [one for one in parts if one.is_formula and _ESCAPED.match(text, one.start)]
    escaped = [one for one in escaped if _OPERATOR.fullmatch(one.text) is None]
    is_beside = any(_goes_on(text, one.start) or _is_taken(question, text, one.end) for one in escaped)
    lists = [one for one in escaped if _is_list(question, one.text)]
    if not is_beside and not lists:
        return text, False
    said = "".join(_bracket(text, one) if one in escaped else text[one.start : one.end] for one in parts)
    return said, is_beside or any(text[one.start + 1] == "[" and _is_tight(one.text) for one in lists)


def _goes_on(text: str, start: int) -> bool:
    """Whether what stands before a bracket may be a factor, a function or a sign: `2`, `f`, `(x - 1)`, `-`."""
    near = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    before = near.rstrip(" \t")
    last = before[-1:]
    if last in _CLOSING:
        return not _OPENING.isdisjoint(before)
    is_word = len(before) > 1 and last.isalpha() and (before[-2].isalnum() or before[-2] == "_")
    if last.isalnum() or last == "'":
        return before == near or not is_word
    return last in _GOES_ON


def _is_taken(question: Question, text: str, end: int) -> bool:
    is_letter = question.unit is None and _LETTER.match(text, end) is not None
    return is_letter or _BEHIND.match(text, end) is not None


def _bracket(text: str, one: Piece) -> str:
    opened, closed = text[one.start + 1], text[one.end - 1]
    return f"{opened}{one.text}{closed}"


def _is_list(question: Question, text: str) -> bool:
    """Whether a formula may be an interval or a point without its brackets, `3, 5`, where a set is asked for."""
    if not question.kind.is_set or "\n" in text or len(text) > _SHORT or _RELATION.search(text):
        return False
    depth = signs = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        signs += depth == 0 and sign in ",;"
    return signs == 1


def _is_tight(text: str) -> bool:
    """Whether no blank stands beside the delimiters: between brackets hardly anybody types one."""
    return text == text.strip()


def with_other(answer: FieldAnswer, other: FieldAnswer | None, *, is_even: bool) -> FieldAnswer:
    """Return an answer with its other reading: both must agree, or that one only keeps it from being refuted."""
    if answer.error is not None or answer.file is not None or (other and other.counted.text == answer.counted.text):
        return answer
    written = answer.candidates or Candidates((answer,), "credit", 0)
    if other is None or other.error is not None:
        said = writing_notices.WRITE_ANSWER_ITSELF.format(texts=writing_notices.BRACKETS_OR_FORMULA)
        doubt, is_even = replace(answer, candidates=None, error=said), False
    else:
        doubt = replace(other.counted, candidates=None)
    rule: Rule = "none" if is_even or written.rule == "none" else "credit"
    return replace(answer, candidates=Candidates((*written.texts, doubt), rule, written.named))
