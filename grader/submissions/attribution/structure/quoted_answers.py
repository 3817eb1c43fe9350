"""Answers that a student writes as quotations, `> $x = 3$`, each at the end of what stands for its question.

So they are where several stand in a document, nothing but the next heading or label follows on any of them, and none
is the sheet's own text: a copied prompt is followed by its answer, or holds the formulas of a prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.submissions.attribution.naming.labels import part_pattern
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.own_text import tight
from grader.submissions.forms.blocks import Block, Formula, Heading, Prose, Unread
from grader.submissions.forms.content import is_content, raw
from grader.submissions.ledger.part_names import part_names

MIN_QUOTED = 3  # answers of a document that stand so
MAX_WORDS = 12  # of one; a prompt has more
MIN_COPIED = 6  # characters of a formula that is of the sheet where it stands in a prompt
_FORMULA = re.compile(r"\$+([^$]+)\$+|\\[(\[](.+?)\\[)\]]", re.DOTALL)


def with_quoted_answers(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with what stands in quotations in their places, where those are answers."""
    places = {place for place, block in enumerate(blocks) if isinstance(block, Unread) and block.inner}
    if len(places) < MIN_QUOTED:
        return list(blocks)
    marks = part_pattern(tuple({name for one in names.tree.problems.values() for name in part_names(one)}))
    prompts = _prompts(names)
    for place in places:
        block, behind = blocks[place], next(filter(_is_said, blocks[place + 1 :]), None)
        is_last = behind is None or isinstance(behind, Heading) or _is_labelled(names, marks, behind)
        if not is_last or not isinstance(block, Unread) or not _is_answer(names, block, prompts):
            return list(blocks)
    return [piece for place, block in enumerate(blocks) for piece in (_inner(block) if place in places else (block,))]


def _is_said(block: Block) -> bool:
    return isinstance(block, Heading) or is_content(block)


def _inner(block: Block) -> tuple[Block, ...]:
    return block.inner if isinstance(block, Unread) else ()


def _is_labelled(names: Names, marks: re.Pattern[str], block: Block) -> bool:
    """Whether a paragraph begins with the label of a problem or a part."""
    if not isinstance(block, Prose):
        return False
    number = names.numbered(block.text.partition("\n")[0])
    return marks.match(block.text) is not None or (number is not None and bool(number.closed or number.lead))


def _is_answer(names: Names, block: Unread, prompts: str) -> bool:
    """Whether a quotation is short, holds a formula that no prompt does, and is no text of the sheet."""
    inner = block.inner
    text = raw(list(inner))
    if not all(isinstance(one, Prose | Formula) for one in inner) or tight(text) in names.sheet_texts:
        return False
    formulas = list(_formulas(inner))
    told = [one for one in formulas if len(one) >= MIN_COPIED and one in prompts]
    words = re.findall(r"[^\W\d_]{2,}", _FORMULA.sub(" ", text)) if formulas else []
    return bool(formulas) and not told and len(words) <= MAX_WORDS and "?" not in text


def _formulas(inner: Sequence[Block]) -> Iterator[str]:
    for one in inner:
        if isinstance(one, Formula):
            yield tight(one.text)
        elif isinstance(one, Prose):
            yield from (tight(match[1] or match[2]) for match in _FORMULA.finditer(one.text))


def _prompts(names: Names) -> str:
    """Return all prompts, as compared."""
    told = [one.prompt for one in names.tree.problems.values()]
    told += [one.prompt for one in names.tree.questions.values()]
    return "\0".join(map(tight, told))
