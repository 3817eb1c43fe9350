"""The title of a document that reads like a problem's name: `Exercise 2` above the answers `1.`, `2.`, `3.` of it.

Where the sheet's own title says the same, the labels below may begin with its number, too: `Exercise 2.1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.problems.labels import Label
from grader.problems.question import Problem
from grader.records import replace
from grader.submissions.attribution.leftovers.numbers_inside import numbered_lines
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.not_writing import NotWriting, is_by_person
from grader.submissions.attribution.naming.resolving import Naming, named_by_heading, named_by_line
from grader.submissions.attribution.naming.runs import MIN_WHOLE, increasing
from grader.submissions.attribution.naming.spellings import habits_of, number_of
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.content import is_content

FRONT_LINES = 4  # of who hands in what, above the title
MIN_NUMBERS = 3  # below the title that the sheet has, too


def without_document_title(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without the title that names the sheet rather than a problem of it.

    It stands first, nothing else is named as it is, and below it stand numbers by themselves that rise: all of the
    sheet's, or at least three where the sheet's own title says the same. Where nothing is written before the next
    problem that a word names, three such are enough there as well, and five where it has the sheet's number behind
    another word. Where all numbers of the sheet are there, it does not matter what else stands between them.
    """
    kept = list(blocks)
    if names.sheet is None:
        return kept
    kept = _front_apart(names, kept)
    first = _place_of_title(names, kept)
    if first is None:
        return kept
    title, rest = _first_line(kept[first])
    naming = named_by_heading(names, title)
    if naming is None or naming.by != "word" or naming.lead != "problem":
        return kept
    below = [*rest, *kept[first + 1 :]]
    is_sheets = _is_end(same_words(naming.shown), same_words(names.sheet.title))
    is_alone = _is_alone(naming)
    if is_alone and _is_above_problems(names, below) and (is_sheets or _is_otherwise(names, naming, below)):
        return [*kept[:first], *below]
    paths = list(_numbers(names, below))
    numbers = {path[:1] for path in paths}
    known = {one for one in numbers if names.root.find(one) is not None}
    complete = len(numbers) == len(known) == len(names.sheet.labels)
    titled = is_sheets and len(numbers) == len(known) >= MIN_NUMBERS
    if not increasing(paths) or not (complete or titled) or _is_named_alike(names, below):
        return kept
    if _has_as_many_parts(naming, len(numbers)):
        return kept
    is_whole = is_sheets and complete and len(numbers) >= MIN_WHOLE and not _holds_mathematics(naming)
    return [*kept[:first], *below] if is_whole or (is_alone and _all_numbered(names, below)) else kept


def _place_of_title(names: Names, blocks: Sequence[Block]) -> int | None:
    """Return the place of the first block, without those that say who hands in what above a name by word and number."""
    first = next((place for place, one in enumerate(blocks) if isinstance(one, Heading) or is_content(one)), None)
    if first is None:
        return None
    rules = NotWriting(names)
    for place, block in enumerate(blocks[first : first + FRONT_LINES], first):
        if _is_by_word(named_by_heading(names, _first_line(block)[0])):
            return place
        if not isinstance(block, Prose) or not rules.is_front(block, titled=True):
            return first
    return first


def _front_apart(names: Names, blocks: list[Block]) -> list[Block]:
    """Return blocks with the lines apart that only say who hands in what, above a name in the first paragraph."""
    block = blocks[0] if blocks else None
    lines = block.text.split("\n") if isinstance(block, Prose) else []
    named = (n for n, line in enumerate(lines[: FRONT_LINES + 1]) if _is_by_word(named_by_heading(names, line)))
    place = next(named, 0)
    front = [Prose(line, block.source) for line in lines[:place]] if block is not None else []
    if not front or block is None or not all(NotWriting(names).is_front(one, titled=True) for one in front):
        return blocks
    upper = Prose("\n".join(lines[:place]), block.source)
    lower = Prose("\n".join(lines[place:]), replace(block.source, line=block.source.line + place))
    return [upper, lower, *blocks[1:]]


def _first_line(block: Block) -> tuple[str, list[Block]]:
    """Return the title at the beginning of a document, and what stands behind it in its block."""
    if isinstance(block, Heading):
        return block.title, []
    if not isinstance(block, Prose):
        return "", []
    line, _, rest = block.text.partition("\n")
    lower = replace(block.source, line=block.source.line + 1)
    return line, [Prose(rest, lower)] if rest.strip() else []


def _numbers(names: Names, blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """Yield the labels that stand by themselves at the beginning of headings, else of lines and items."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    for line in numbered_lines(headings or blocks):
        number = names.numbered(line)
        if number is not None and number.closed and not number.lead:
            yield number.path


def _is_alone(naming: Naming) -> bool:
    """Whether nothing stands behind the name of a title but who hands it in: `Exercise 3 (Ada Lovelace)`."""
    rest = naming.rest.strip(" .:,;*_#|/—–-")
    rest = rest[1:-1] if rest[:1] == "(" and rest[-1:] == ")" else rest
    return not rest or is_by_person(rest)


def _holds_mathematics(naming: Naming) -> bool:
    """Whether what stands behind the name of a title may be an answer: `Exercise 3: $x$`, but not `(Intro to DL)`."""
    return re.search(r"[$=\\\d]", naming.rest) is not None


def _is_named_alike(names: Names, blocks: Sequence[Block]) -> bool:
    """Whether another line or heading names a problem by a word: `Exercise 3`."""
    lines = [block.title for block in blocks if isinstance(block, Heading)]
    lines += [line for block in blocks if isinstance(block, Prose) for line in block.text.split("\n")]
    lines += [
        inner.text
        for block in blocks
        if isinstance(block, Listing)
        for item in block.items
        for inner in item[:1]
        if isinstance(inner, Prose)
    ]
    return any(_is_by_word(named_by_line(names, line)) for line in lines)


def _has_as_many_parts(naming: Naming, count: int) -> bool:
    """Whether the problem that a title names has as many parts, which the numbers may count."""
    return any(isinstance(target, Problem) and len(target.questions) == count for target in naming.targets)


def _all_numbered(names: Names, blocks: Sequence[Block]) -> bool:
    """Whether a number begins each paragraph, but for who hands in what: steps of an answer are counted, too."""
    if any(isinstance(block, Heading) for block in blocks):
        return True
    rules = NotWriting(names)
    prose = [block for block in blocks if isinstance(block, Prose) and block.text.strip()]
    return all(next(numbered_lines([one]), "")[:1] or rules.is_front(one, titled=True) for one in prose)


def _is_by_word(naming: Naming | None) -> bool:
    return naming is not None and naming.by == "word" and naming.lead == "problem"


def _is_above_problems(names: Names, blocks: Sequence[Block]) -> bool:
    """Whether blocks begin with who hands in what, and then words name at least three problems, which rise."""
    rules = NotWriting(names)
    if not all(rules.is_front(one, titled=True) for one in _front(names, blocks)):
        return False
    found = [naming for line in beginnings(blocks) if _is_by_word(naming := named_by_line(names, line)) and naming]
    paths = list(dict.fromkeys(naming.path for naming in found))
    return (
        increasing(paths)
        and all(naming.targets or naming.node for naming in found)
        and len({path[0] for path in paths}) >= MIN_NUMBERS
    )


def _is_otherwise(names: Names, naming: Naming, blocks: Sequence[Block]) -> bool:
    """Whether a title has the sheet's number behind another word than that of the problems below: `Opdracht 2`.

    All of those, five at least, are named by one word.
    """
    number = number_of(names.sheet.title) if names.sheet else ""
    found = [below for line in beginnings(blocks) if _is_by_word(below := named_by_line(names, line)) and below]
    tops = {below.path[0] for below in found}
    words = {_word(below) for below in found}
    is_sheet = naming.path == (number,) and not _has_as_many_parts(naming, len(tops))
    return is_sheet and len(tops) >= MIN_WHOLE and len(words) == 1 and _word(naming) not in words


def _word(naming: Naming) -> str:
    return naming.shown.rstrip(" 0123456789.#()").strip(" *_").casefold()


def _front(names: Names, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield what stands before the first problem that a word names."""
    for block in blocks:
        pieces: list[Block] = [block]
        if isinstance(block, Prose):
            pieces = [Prose(line, block.source) for line in block.text.split("\n")]
        for piece in pieces:
            if any(_is_by_word(named_by_line(names, line)) for line in beginnings([piece])):
                return
            yield piece


def names_within(names: Names, blocks: Sequence[Block]) -> Names:
    """Return the names as a document has them: how it numbers its answers, and with the sheet's number before them."""
    habits = habits_of(blocks, names.counted, names.parted, names.tree.questions.values())
    return names.in_document(_sheet_number(names, blocks), habits)


def _sheet_number(names: Names, blocks: Sequence[Block]) -> str:
    """Return the number of the sheet where the labels of a document begin with it, `7.1` to `7.9`; else nothing.

    They are at least three, rise, and name problems of the sheet without it. Where a problem has that number, one of
    them at least is no part of it, and no other problem is named by a word.
    """
    number = number_of(names.sheet.title) if names.sheet else ""
    own = names.root.find((number,)) if number else None
    labels: list[Label] = []
    for line in beginnings(blocks) if number else ():
        found = names.labelled(line)
        if found is None or not (found.lead or found.closed):
            continue
        if len(found.path) > 1 and found.path[0] == number:
            labels.append(found.path)
        elif found.lead == "problem" and found.path != (number,):
            return ""
    tops = {path[1] for path in labels}
    is_known = all(names.root.find(path[1:2]) is not None for path in labels)
    is_own = own is not None and all(names.root.find(path[:2]) is not None for path in labels)
    return number if len(tops) >= MIN_NUMBERS and is_known and not is_own and increasing(labels) else ""


def _is_end(words: str, title: str) -> bool:
    return bool(words) and f" {title}".endswith(f" {words}")
