"""What is commented out: nobody who reads the page sees it, so it is no answer; but it is written, and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeGuard

from grader.problems.question import Question
from grader.submissions.forms.blocks import Block, Unread
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target
from grader.wording import file_notices, writing_notices

_RULER = re.compile(r"([=\-*#%_~.])\1+")
_FORMULA = re.compile(r"[$=^]|\\(?:[\[(]|d?frac\b|sqrt\b|boxed\b|answer\b)")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\[\]]*\]|\{[^{}]*\})*")
_WORD = re.compile(r"[^\W\d_]{3}")
_LABEL = re.compile(r"\(?\w{1,3}[.):]+")
_TOOL = re.compile(r"(?:<!--)?\s*(?:\[if\b|!TEX\b|-\*-)", re.IGNORECASE)  # lines for programs


def keep_commented(ledger: Ledger, name: str, blocks: Sequence[Block], targets: tuple[Target, ...]) -> None:
    """Keep open what has no other answer than mathematics in a comment; `name` is the problem's."""
    for block in blocks:
        if is_comment(block):
            said = writing_notices.COMMENTED_OUT.format(id=name)
            ledger.stray(Stray("", block.text, block.source, said, {}, targets))
            return


def keep_unbounded(ledger: Ledger, blocks: Iterable[Block]) -> None:
    """Keep open all that may stand in what is not read, headings and all: a comment that nothing closes, a cell.

    What is answered already is left open too, but where it is right, if that may come later.
    """
    found = [block for block in blocks if isinstance(block, Unread) and block.open != "own"]
    for block in sorted(found, key=lambda one: one.open)[:1]:
        said = _unbounded(block)
        if block.open == "all":
            every = tuple(target for one in ledger.index.questions.values() for target in _targets(one))
            ledger.stray(Stray("", block.text, block.source, said, {}, every, "ended"))
        else:
            ledger.stray(Stray("", block.text, block.source, said))


def _targets(question: Question) -> tuple[Target, ...]:
    names: tuple[str | None, ...] = tuple(question.fields) if len(question.fields) > 1 else (None,)
    return tuple((question.id, name) for name in names)


def _unbounded(block: Unread) -> str:
    is_comment_open = block.what == file_notices.COMMENT_NEVER_CLOSED
    said = writing_notices.NEVER_CLOSED if is_comment_open else writing_notices.MAY_HOLD_ANY_ANSWER
    return said.format(what=block.what, end="-->" if block.text.lstrip().startswith("<") else "\\end{comment}")


def is_comment(block: Block) -> TypeGuard[Unread]:
    """Whether a block is a comment with mathematics in it."""
    return isinstance(block, Unread) and block.what == file_notices.COMMENT and _is_mathematical(block.text)


def _is_mathematical(comment: str) -> bool:
    """Whether a line of a comment may be an answer: a formula, or numbers without words."""
    lines = (_RULER.sub("", line.strip(" \t%")) for line in comment.split("\n") if not _TOOL.match(line.strip(" \t%")))
    return any(_FORMULA.search(line) or _is_number(_COMMAND.sub("", line).strip()) for line in lines)


def _is_number(line: str) -> bool:
    return bool(re.search(r"\d", line)) and not _WORD.search(line) and not _LABEL.fullmatch(line)
