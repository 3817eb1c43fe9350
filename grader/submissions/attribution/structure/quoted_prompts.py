"""Prompts that were copied as quotations, `> 1. Compute …`: each names the problem whose answer stands below it.

A quotation is the sheet's text where its words are those of a prompt, or where quotations are numbered like the sheet
and most of them are. Where each begins with a word for problem and its number, and something stands below each, they
are heads, whatever they say. What such a quotation says besides, and every other one, may be an answer, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.problems.question import Problem, Question
from grader.records import dataclass, replace
from grader.submissions.attribution.naming.labels import part_pattern
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.not_writing import SHEET_CHARACTERS
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.own_text import tight
from grader.submissions.forms.blocks import Block, Heading, Prose, Unread
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.part_names import part_names
from grader.verdict import Source
from grader.wording import file_notices

_SIGN = re.compile(r"[ \t]*(?:>[ \t]?)+")
_MATHEMATICS = re.compile(r"[$=\\\d]")  # stands in no prompt that is told in other words
_AROUND = ".,;:?!$*_`"


@dataclass
class _Stretch:
    """What a quotation says below one name, and the `lines` behind it that have no sign of a quotation.

    `worded`: the quotation begins with a word for problem and a number.
    """

    target: Target
    said: tuple[str, ...]
    source: Source
    lines: tuple[str, ...] = ()
    worded: bool = False

    @property
    def text(self) -> str:
        """All of it; lines without a sign are the student's only behind a prompt that is complete."""
        return "\n".join(self.said if self.is_complete else (*self.said, *self.lines))

    @property
    def is_complete(self) -> bool:
        """Whether what has a sign is the prompt, neither less nor more."""
        return _tokens("\n".join(self.said)) == _tokens(self.target.prompt)

    @property
    def is_prompt(self) -> bool:
        """Whether all words are those of the prompt in its order, at least half of them, from its beginning on."""
        mine, told = _tokens(self.text), _tokens(self.target.prompt)
        return mine != [] and mine[:1] == told[:1] and 2 * len(mine) >= len(told) and _is_within(mine, told)

    @property
    def is_short(self) -> bool:
        """Whether it begins as the prompt of a value does, and says no value."""
        told = _tokens(self.target.prompt)[:1]
        is_value = isinstance(self.target, Question) and self.target.kind.reads == "value"
        return is_value and told == _tokens(self.text)[:1] and not _MATHEMATICS.search(self.text)


def with_quoted_prompts(names: Names, blocks: Sequence[Block]) -> list[Block] | None:
    """Return blocks with headings in place of quoted prompts, None where no quotation is one, or something is unclear.

    The quotations name problems and parts in the order of the sheet, each once, and none has the prompt of another.
    """
    quoted = _quoted(names, blocks) if names.sheet is not None else {}
    every = [one for stretches in quoted.values() for one in stretches]
    texts = [one for one in every if one.text.strip()]
    own = sum(one.is_prompt for one in texts)
    is_most = bool(own) and 2 * own >= len(texts)
    if not (is_most or _are_heads(blocks, quoted)) or not _is_ordered(names, every):
        return None
    if any(_has_prompt_of_another(names, one) for one in texts if not one.is_prompt):
        return None
    return list(_in_place(names, blocks, quoted))


def _are_heads(blocks: Sequence[Block], quoted: dict[int, list[_Stretch]]) -> bool:
    """Whether each quotation begins with a word for problem and a number, and has something below it."""
    places = [place for place, one in enumerate(blocks) if isinstance(one, Unread) and one.inner]
    if not places or any(place not in quoted or not quoted[place][0].worded for place in places):
        return False
    ends = [*places[1:], len(blocks)]
    between = (blocks[place + 1 : end] for place, end in zip(places, ends, strict=True))
    return all(any(map(is_content, below)) for below in between)


def _in_place(names: Names, blocks: Sequence[Block], quoted: dict[int, list[_Stretch]]) -> Iterator[Block]:
    """Yield blocks with headings, and what else is said, in place of quotations."""
    below: Block | None = None
    is_below: dict[int, bool] = {}  # whether something is written below a quotation, before the next one
    for place in range(len(blocks) - 1, -1, -1):
        is_below[place] = below is not None and not isinstance(below, Unread)
        below = blocks[place] if is_content(blocks[place]) else below
    for place, block in enumerate(blocks):
        stretches = quoted.get(place, [])
        for number, one in enumerate(stretches, 1):
            yield _heading(names, one)
            is_short = one.is_short and number == len(stretches)
            yield from _rest(one, is_below[place] and (is_short or _is_told(names, one)))
        yield from () if stretches else (block,)


def _quoted(names: Names, blocks: Sequence[Block]) -> dict[int, list[_Stretch]]:
    """Return what each quotation that names a problem says, by its place."""
    found: dict[int, list[_Stretch]] = {}
    above: Problem | None = None
    for place, block in enumerate(blocks):
        if not isinstance(block, Unread) or not block.inner:
            continue
        if stretches := _stretches(names, block, above):
            found[place] = stretches
            last = stretches[-1].target
            above = last if isinstance(last, Problem) else names.parent(last)
    return found


def _stretches(names: Names, block: Unread, above: Problem | None) -> list[_Stretch]:
    """Return what a quotation says below each name; nothing where it does not begin with one, or is no prompt."""
    lines = block.text.split("\n")
    has_signs = _SIGN.match(lines[0]) is not None
    found: list[tuple[Target, int, list[str], list[str]]] = []
    for place, written in enumerate(lines):
        is_quoted = not has_signs or _SIGN.match(written) is not None
        line = _SIGN.sub("", written, count=1)
        target, text = _named(names, line, above) if is_quoted else (None, line)
        if target is not None:
            found.append((target, place, [text], []))
            above = target if isinstance(target, Problem) else names.parent(target)
        elif found:
            _, _, said, behind = found[-1]
            (said if is_quoted and not behind else behind).append(line)
        elif line.strip():
            break
    source = block.source
    if not found and (told := _prompted(names, "\n".join(_SIGN.sub("", line, count=1) for line in lines))) is not None:
        return [_Stretch(told, (told.prompt,), source)]
    first = names.numbered(_SIGN.sub("", lines[0], count=1))
    worded = first is not None and first.lead == "problem"
    return [
        _Stretch(target, tuple(said), replace(source, line=source.line + place), tuple(behind), worded)
        for target, place, said, behind in found
    ]


def _named(names: Names, line: str, above: Problem | None) -> tuple[Target | None, str]:
    """Return what a line begins with, the number of a problem or a part of the one above, and what stands behind."""
    number = names.numbered(line)
    node = names.root.find(number.path) if number is not None and (number.closed or number.lead) else None
    if number is not None and node is not None and len(node.targets) == 1:
        return node.targets[0], names.written_behind(number)
    parts = part_names(above) if above is not None else {}
    match = part_pattern(tuple(parts)).match(line)
    if match is None:
        return None, line
    said = match["said"] or match["in"] or match["bare"]
    return next((part for name, part in parts.items() if name.casefold() == said.casefold()), None), line[match.end() :]


def _prompted(names: Names, text: str) -> Target | None:
    """Return the one problem or part whose prompt a text is, as it stands."""
    told = tight(text)
    found = [one for one in _in_order(names) if tight(one.prompt) == told] if len(told) >= SHEET_CHARACTERS else []
    return found[0] if len(found) == 1 else None


def _in_order(names: Names) -> Iterator[Target]:
    """Yield the problems of the sheet, each before its parts."""
    for id_ in names.sheet.labels if names.sheet else ():
        target = names.keys.get(id_)
        yield from () if target is None else (target,)
        yield from target.questions if isinstance(target, Problem) else ()


def _is_ordered(names: Names, every: list[_Stretch]) -> bool:
    """Whether what is named is in the order of the sheet, each once."""
    order = {target.id: place for place, target in enumerate(_in_order(names))}
    places = [order.get(one.target.id, -1) for one in every]
    return -1 not in places and all(one < two for one, two in pairwise(places))


def _has_prompt_of_another(names: Names, stretch: _Stretch) -> bool:
    return any(replace(stretch, target=one).is_prompt for one in _in_order(names) if one.prompt.strip())


def _heading(names: Names, stretch: _Stretch) -> Heading:
    """Return the heading that names what a quotation does."""
    target = stretch.target
    problem = names.parent(target) if isinstance(target, Question) else target
    label = names.sheet.labels[(problem or target).id][0] if names.sheet else ""
    part = next((name for name, one in part_names(problem).items() if one is target), "") if problem else ""
    return Heading(f"Problem {label} ({part})" if part else f"Problem {label}", 1, stretch.source)


def _rest(stretch: _Stretch, is_copied: bool) -> Iterator[Block]:
    """Yield what a quotation says besides the prompt; `is_copied`: whether all of it is the sheet's, in short."""
    if stretch.text.strip() and not stretch.is_prompt and not is_copied:
        yield Unread(file_notices.QUOTATION, stretch.text, stretch.source)
    if stretch.is_complete and stretch.lines:
        first = stretch.source.line + len(stretch.said)
        yield Prose("\n".join(stretch.lines), replace(stretch.source, line=first))


def _is_told(names: Names, stretch: _Stretch) -> bool:
    """Whether a quotation that begins with the name of a problem is its title, words of its prompts, or a question."""
    problem = (names.parent(stretch.target) if isinstance(stretch.target, Question) else None) or stretch.target
    told = [problem.prompt, *(one.prompt for one in (problem.questions if isinstance(problem, Problem) else ()))]
    mine = [one for one in _tokens(_MARK.sub(" ", stretch.text)) if one]
    if not stretch.worded:
        return False
    if problem.title and tight(stretch.text) == tight(problem.title):
        return True
    words = re.findall(r"[^\W\d_]{2,}", stretch.text)
    is_question = stretch.text.rstrip(" *_").endswith("?") and len(words) >= MIN_WORDS
    begins = [tokens[0] for one in told if (tokens := _tokens(one))]
    is_value = isinstance(stretch.target, Question) and stretch.target.kind.reads == "value"
    is_begun = is_value or mine[:1] in ([one] for one in begins)  # options are words of the prompt, too
    return is_question or (is_begun and len(words) >= MIN_WORDS and _is_within(mine, _tokens(" ".join(told))))


MIN_WORDS = 3  # of a prompt that is copied in short, or of a question
_MARK = re.compile(r"(?<!\S)\(?[a-z]\)(?=\s)")  # of a part on the line of another


def _tokens(text: str) -> list[str]:
    return [bare for one in text.casefold().split() if (bare := one.strip(_AROUND))]


def _is_within(mine: list[str], told: list[str]) -> bool:
    """Whether some words stand among others, in the same order."""
    rest = iter(told)
    return all(word in rest for word in mine)
