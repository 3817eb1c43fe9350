"""What stands under no problem's heading: it is said, and where it may be an answer, none of the problems it may be for
counts as missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.problems.question import Question
from grader.submissions.attribution.sections import Section
from grader.submissions.forms.blocks import Block, Code, Formula, Given, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.spans import pieces
from grader.submissions.forms.texts import clipped
from grader.submissions.forms.titles import bare, cleaned
from grader.submissions.forms.words import mathematical
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, closest

FEW_WORDS = 5  # a text of so many words may be an answer, whatever they are
_TASK = re.compile(
    r"^\W*(?:q\s?)?\d+(?:\W?[a-z])?\W*$|^\W*[a-z]\W*$|^\W*(?:my |the )?(?:answer|solution)s?\W*$"
    r"|\b(?:problem|question|exercise|task|part|answer|solution|aufgabe|exercice)s?\b\W*(?:\d|[a-z]\b|[ivx]+\b)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"(?:^|\n)\s*(?:[-*+]\s+)?[^\s=:]{1,40}\s*=(?!=)|\banswer\s*(?::|is\b)", re.IGNORECASE)
_SIGNS = re.compile(r"[\d=+*/^<>≤≥∈√∞\\]")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


def content_of(section: Section) -> list[Block]:
    """Return the blocks of a section that may hold, or spoil, an answer."""
    return [block for block in section.blocks if is_content(block)]


def nowhere(ledger: Ledger, section: Section, *, is_top: bool) -> None:
    """Say what stands under no problem's heading; `is_top`: before the first one, where prose is only an introduction.

    Where the heading nearly names a problem it is taken to be meant for that one; else what looks like mathematics may
    be an answer to any problem, and words under the heading of some task to one whose answer is words.
    """
    content = content_of(section)
    if not content:
        return
    answers = any(may_answer(block) and not (is_top and _is_name(block)) for block in content)
    if section.heading is None or not (title := cleaned(section.heading.title)):
        if answers:
            said = "this stands under no heading that ends in a problem's id"
            ledger.stray(Stray("", raw(content), content[0].source, said, damaged=True))
        return
    said = f"the heading {clipped(bare(section.heading.title).rstrip(' .:;,*#'))} ends in no problem's id"
    is_task = bool(_TASK.search(title))
    key = (
        ""
        if ledger.is_full
        else _key(title, (*ledger.index.targets, *ledger.tree.targets), is_task=is_task, answers=answers)
    )
    if key and key not in ledger.index.targets and closest(key, ledger.tree.targets) not in ledger.index.targets:
        near = closest(key, ledger.tree.targets)
        ledger.notice(section.heading.source, "warning", f"{said}; did you mean {near}, which is not set?")
    elif key or answers or is_task:
        meant = ledger.index.targets if key else {}
        words = () if answers else tuple(_in_words(ledger.index.questions.values()))
        stray = Stray(key, raw(content), section.heading.source, said, meant, words, answers)
        ledger.stray(stray)
    elif not is_top:
        ledger.notice(section.heading.source, "note", said)


def _in_words(questions: Iterable[Question]) -> Iterable[Target]:
    return ((question.id, None) for question in questions if question.kind.reads != "value")


def _key(title: str, ids: Iterable[str], *, is_task: bool, answers: bool) -> str:
    """Return what of a heading is near to an id: its last word, all of it, or what stands before a colon.

    An id anywhere in it is meant where mathematics stands below.
    """
    known = list(ids)
    words = [part.split()[-1:] for part in (title, title.partition(":")[0])]
    named = (one for word in title.split() if (one := word.strip("()[]{}.,;:")) in known and answers)
    tries = (*named, title, *(word.strip("([{") for found in words for word in found))
    lettered = [one for one in tries if is_task or re.search(r"[^\W\d_]", one)]
    return next((one for one in lettered if closest(one, known)), "")


def may_answer(block: Block) -> bool:
    """Whether a block that is attributed to nothing may have been meant as an answer: it looks like mathematics."""
    match block:
        case Formula() | Code() | Given():
            return True
        case Prose(text=text):
            parts = pieces(text)
            alone = [piece for piece in parts if piece.kind != "text" or piece.text.strip(" \n.,;:")]
            inside = any(
                "=" in piece.text or piece.kind in {"display", "open"} for piece in parts if piece.kind != "text"
            )
            is_alone = len(alone) == 1 and alone[0].kind in {"math", "code"}
            return inside or is_alone or bool(_ANSWERS.search(text)) or any(map(_is_mathematics, text.split("\n")))
        case Listing(items=items):
            return any(may_answer(inner) for item in items for inner in item)
        case Table() | Unread():
            return "=" in block.text or "$" in block.text
        case Heading():
            return False


def _is_name(block: Block) -> bool:
    """Whether a paragraph says who hands in: words, and lines that are nothing but digits, such as `1234567`."""
    lines = block.text.strip().split("\n") if isinstance(block, Prose) else []
    words = [line for line in lines if not line.strip().isdigit()]
    return 0 < len(words) < len(lines) and not may_answer(Prose("\n".join(words), block.source))


def _is_mathematics(line: str) -> bool:
    """Whether a line is a number, a letter or a formula: it has no words but those of mathematics."""
    if _DATE.fullmatch(line.strip()):
        return False
    words = {word.casefold() for word in _WORD.findall(line)}
    bare = line.strip(" .,;:*_`()[]-")
    return words <= mathematical() and (len(bare) == 1 or bool(_SIGNS.search(line))) and any(map(str.isalnum, line))
