"""Labels of other problems or parts within what was written for one: what they name is never closed as missing."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.attribution.labels import MENTION, PROBLEM
from grader.submissions.attribution.names import Names, targets_of
from grader.submissions.attribution.numbering import Target, part_names
from grader.submissions.attribution.section import Section
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.spans import masked, pieces
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray

MAX_INSIDE = 20  # labels within one section that are looked at


def keep_named_inside(ledger: Ledger, names: Names, section: Section, question: Question) -> None:
    """Say that a section holds the label of another problem or part, which may be answered there."""
    blocks = [block for block in section.blocks if is_content(block)]
    text = raw(blocks)
    text = masked(text, pieces(text))
    found = {**_parts_in(names, question, text), **_problems_in(names, text)}
    for shown, target in found.items():
        parent = names.parent(question)
        if target is not question and target is not parent and names.is_set(target):
            said = (
                f"{clipped(shown)} stands in what was written for {question.id}, and may begin what is for {target.id}"
            )
            ledger.stray(Stray("", text_of(text), blocks[0].source, said, {}, targets_of(names, [target])))


def text_of(text: str) -> str:
    """Return the masked text of a section on one line, for a person who looks for it."""
    return " ".join(text.split())


def _parts_in(names: Names, question: Question, text: str) -> dict[str, Target]:
    problem = names.parent(question)
    if problem is None:
        return {}
    others = {name: one for name, one in part_names(problem).items() if one is not question}
    spelled = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    marks = re.compile(rf"(?:^|(?<=[\s;,.*_]))\(?(?P<name>{spelled or '(?!)'})(?:\)|\s?[:.](?=\s))", re.MULTILINE)
    found = list(marks.finditer(text))[:MAX_INSIDE]
    return {match[0]: others[match["name"]] for match in found if not _is_mentioned(text, match.start())}


def _problems_in(names: Names, text: str) -> dict[str, Target]:
    """Return the problems that a word and a number name in a text, references to them aside."""
    if names.sheet is None:
        return {}
    word = "|".join((*map(re.escape, names.sheet.words), PROBLEM))
    found: dict[str, Target] = {}
    for match in list(re.finditer(rf"(?<![\w])(?:{word})\.?\s*[#№]?\s*\d", text, re.IGNORECASE))[:MAX_INSIDE]:
        number = names.numbered(text[match.start() :])
        node = names.root.find(number.path) if number and number.lead else None
        begins = not text[: match.start()].rstrip(" \t>*_").rpartition("\n")[2]
        ends = number is not None and re.search(r"[:)]\s*$", number.style) is not None
        if number is None or node is None or len(node.targets) != 1 or not (begins or ends):
            continue
        if not _is_mentioned(text, match.start()):
            found[number.shown] = node.targets[0]
    return found


def _is_mentioned(text: str, place: int) -> bool:
    before = text[max(0, place - 30) : place].rstrip(" (*_").split()[-1:]
    return bool(before) and before[0] not in {"and", "und", "et"} and MENTION.fullmatch(before[0]) is not None
