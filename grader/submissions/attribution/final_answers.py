"""A list of all answers at the end of a document, by the numbers of the sheet: `Final answers`, and below it `1. …`.

What was written for the problems above it leads to them; the list is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.problems.labels import Label
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.runs import MIN_WHOLE, increasing
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.titles import cleaned
from grader.verdict import Source

_OWN = r"(?:(?:my|all|the|all my|all the)\s+)?"
_LISTS = re.compile(
    rf"{_OWN}final\s+(?:answers|results|solutions)(?:\s+(?:only|at a glance))?|"
    rf"(?:summary|list)\s+of\s+{_OWN}answers|all\s+answers|"
    r"(?:(?:meine|die|alle)\s+)?endergebnisse|alle\s+(?:ergebnisse|antworten)|"
    r"(?:(?:mes|les)\s+)?(?:réponses|résultats|solutions)\s+fina(?:les|ux)|"
    r"(?:(?:mis|las|los)\s+)?(?:respuestas|resultados|soluciones)\s+finales",
    re.IGNORECASE,
)


def with_final_answers(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with the items of a list of final answers below headings of their own, `Answer 4`.

    The list is the last thing in the document, and something stands before its heading. Its numbers rise and are the
    sheet's: all of them, or at least five. The items of a shorter one stand below the ids of their problems, so that
    where they differ from what is written above nobody guesses which counts.
    """
    place = _place(blocks) if names.sheet is not None else None
    if place is None:
        return list(blocks)
    items = _items(names, blocks[place + 1 :])
    paths = [item.path for item in items or ()]
    whole = len(names.sheet.labels) if names.sheet else 0
    tops = {path[0] for path in paths}
    if not items or not increasing(paths):
        return list(blocks)
    found = list(blocks[:place])
    items = [one for one in items if not (one.blocks and _REFERS.match(raw(one.blocks)))]  # what stands above is it
    if len(tops) < min(MIN_WHOLE, whole):
        ids = [_id(names, item) for item in items]
        named = ([Heading(id_, 1, item.source), *item.blocks] for id_, item in zip(ids, items, strict=True))
        return [*found, *(block for several in named for block in several)] if all(ids) else list(blocks)
    for item in items:
        found += [Heading(f"Answer {item.shown}", 1, item.source), *item.blocks]
    return found


def _id(names: Names, item: _Item) -> str:
    """Return the id of the question that an item is for, empty where it is for none or several."""
    node = names.root.find(item.path)
    target = node.targets[0] if node is not None and len(node.targets) == 1 else None
    return target.id if isinstance(target, Question) else ""


_REFERS = re.compile(
    r"[\s(]*(?:see|as|cf\.?|siehe|s\.|vgl\.?|wie|voir|comme|véase|ver|como)\s[^$\d=]{0,40}"
    r"(?:above|before|there|proof|work|drawing|figure|oben|ci-dessus|plus haut|arriba)\b",
    re.IGNORECASE,
)


@dataclass
class _Item:
    """What stands behind one label of the list."""

    path: Label
    shown: str
    source: Source
    blocks: list[Block]


def _items(names: Names, blocks: Sequence[Block]) -> list[_Item] | None:
    """Return the items of a list, in items of the form or on lines; None where something else stands there."""
    found: list[_Item] = []
    for block in blocks:
        for line, source, inner in _lines(block):
            number = names.numbered(line)
            node = names.root.find(number.path) if number else None
            if number is not None and node is not None and (number.closed or number.lead):
                rest = names.written_behind(number).strip()
                found.append(
                    _Item(number.path, number.shown, source, [*([Prose(rest, source)] if rest else []), *inner])
                )
            elif (number is not None and number.closed) or not found:
                return None
            else:
                found[-1].blocks += [*([Prose(line, source)] if line.strip() else []), *inner]
    return found


def _lines(block: Block) -> Iterator[tuple[str, Source, Sequence[Block]]]:
    """Yield the lines of a block, or the first lines of its items, each with its place and what stands below it."""
    match block:
        case Prose(text=text, source=source):
            yield from _of_text(text, source)
        case Listing(items=items, marks=marks, source=source):
            for place, (item, mark) in enumerate(zip(items, marks, strict=True), 1):
                head = item[0] if item and isinstance(item[0], Prose) else None
                sign = mark or (f"{place}." if block.counted else "")
                yield from _of_text(f"{sign} {head.text if head else ''}".strip(), item[0].source if item else source)
                yield "", source, item[1:] if head else item
        case _:
            yield "", block.source, (block,)


def _place(blocks: Sequence[Block]) -> int | None:
    """Return where the heading of such a list stands: the last one of a document, none of which is higher.

    It may be a line by itself where there are no other headings than the first.
    """
    levels = [block.level for block in blocks if isinstance(block, Heading)][1:]
    for place in reversed(range(len(blocks))):
        block = blocks[place]
        title = block.title if isinstance(block, Heading) else block.text if isinstance(block, Prose) else ""
        if len(title) < TITLE_CHARACTERS and _LISTS.fullmatch(cleaned(title).rstrip(" :.")):
            is_top = block.level <= min(levels) if isinstance(block, Heading) and levels else not levels
            return place if is_top and any(map(is_content, blocks[:place])) else None
        if isinstance(block, Heading):
            return None
    return None


def _of_text(text: str, source: Source) -> Iterator[tuple[str, Source, Sequence[Block]]]:
    for number, line in enumerate(text.split("\n")):
        yield line, replace(source, line=source.line + number), ()


TITLE_CHARACTERS = 60  # of a heading of such a list
