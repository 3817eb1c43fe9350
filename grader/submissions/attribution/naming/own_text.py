"""The sheet's own text, as it is found in a document: prompts and options as `grader template` writes them, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from grader.problems.prose import as_latex, as_markdown
from grader.problems.question import Question
from grader.problems.sheet import ANSWER, OPTIONS, options_list
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.content import raw
from grader.submissions.forms.latex.reader import read_latex
from grader.submissions.forms.markdown import read_markdown

KEPT_TEXTS = 2_000  # paragraphs that are compared several times
KEPT_PROMPTS = 2_000  # prompts whose texts are not worked out anew for every submission


@lru_cache(maxsize=KEPT_TEXTS)
def tight(text: str) -> str:
    """Return a text as it is compared with the sheet's: blanks, emphasis, dollars and letter case aside."""
    return re.sub(r"[\s$*_`]|\\[()\[\]]", "", text).casefold()


@lru_cache(maxsize=KEPT_PROMPTS)
def texts_of(prompt: str) -> frozenset[str]:
    """Return the paragraphs, lines and blocks of a prompt, in each form in which a sheet may have it, as compared."""
    forms = (*read_markdown(as_markdown(prompt), ""), *read_latex(as_latex(prompt), "").blocks)
    parts = [*re.split(r"\n\s*\n", prompt), *prompt.split("\n"), *(raw([block]) for block in forms)]
    return frozenset(tight(part) for part in parts) - {""}


@lru_cache(maxsize=KEPT_PROMPTS)
def _sequences(prompt: str) -> tuple[tuple[str, ...], ...]:
    """Return the blocks of a prompt in order, as compared, in each form."""
    forms = (read_markdown(as_markdown(prompt), ""), read_latex(as_latex(prompt), "").blocks)
    return tuple(tuple(tight(raw([block])) for block in form) for form in forms)


def without_prompt(blocks: Sequence[Block], prompt: str) -> tuple[list[Block], bool]:
    """Return blocks without the prompt of their problem, where it stands before all else, and whether it does."""
    for sequence in _sequences(prompt) if prompt.strip() else ():
        heads = takewhile(lambda pair: tight(raw([pair[0]])) == pair[1], zip(blocks, sequence, strict=False))
        if sequence and sum(1 for _ in heads) == len(sequence):
            return list(blocks[len(sequence) :]), True
    return list(blocks), False


@lru_cache(maxsize=KEPT_PROMPTS)
def _lists_of(listed: str) -> frozenset[str]:
    forms = (*read_markdown(listed, ""), *read_latex(as_latex(listed), "").blocks)
    return frozenset(_spaced(raw([block])) for block in forms)


def lists_of(questions: Iterable[Question]) -> frozenset[str]:
    """Return the complete lists of the options of choices, as compared: an option by itself may be an answer."""
    found = (_lists_of(options_list(question)) for question in questions if len(question.options) > 1)
    return frozenset[str]().union(*found)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def is_list(block: Block, lists: frozenset[str]) -> bool:
    """Whether a block lists the options of a choice, none of them marked."""
    return isinstance(block, Listing) and _spaced(raw([block])) in lists


HEADS = frozenset({tight(OPTIONS)})  # what stands before a list of options


def without_empty_places(blocks: list[Block], names: frozenset[str]) -> list[Block]:
    """Return blocks without the places for answers (`Answer:`, `w_0 =`) in which nothing stands.

    A place holds what stands behind it or below it, up to the next place or heading.
    """
    if not any(isinstance(block, Prose) and _MAY_BE_EMPTY.search(block.text) for block in blocks):
        return blocks
    kept: list[Block] = []
    is_empty = True  # whether nothing stands below that could belong to a place
    for block in reversed(blocks):
        if isinstance(block, Heading):
            kept.append(block)
            is_empty = True
        elif not isinstance(block, Prose):
            kept.append(block)
            is_empty = False
        else:
            lines, is_empty = _filled(block.text.split("\n"), names, is_empty)
            if any(line.strip() for line in lines):
                kept.append(Prose("\n".join(lines), block.source))
    return kept[::-1]


# A place in which nothing stands, or a blank paragraph.
_MAY_BE_EMPTY = re.compile(r"[:=][\s$*_`\\()\[\]]*(?:\n|\Z)|\A\s*\Z")


def _filled(lines: list[str], names: frozenset[str], is_empty: bool) -> tuple[list[str], bool]:
    """Return lines in which a blank one stands for each empty place, and whether a place above them is empty."""
    kept: list[str] = []
    for line in reversed(lines):
        text = tight(line)
        place = next(iter(_place(text, names)), None)
        if place is not None and text == place and is_empty:
            kept.append("")
            continue
        kept.append(line)
        if text:
            is_empty = place is not None
    return kept[::-1], is_empty


def _place(text: str, names: frozenset[str]) -> Iterator[str]:
    """Yield the place that a line begins with."""
    if text.startswith(tight(ANSWER)):
        yield tight(ANSWER)
    name, sign, _ = text.partition("=")
    if sign and name in names:
        yield f"{name}="
