"""A list of all answers at the end of a document, by the numbers of the sheet: `Final answers`, and below it `1. …`.

What was written for the problems above it leads to them; the list is what counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from grader.problems.labels import Label
from grader.records import dataclass, replace
from grader.submissions.attribution.leftovers.unattributed import content_of
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target, distinct
from grader.submissions.attribution.naming.runs import MIN_WHOLE, increasing
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Table
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.spans import prose_of
from grader.submissions.forms.texts import clipped
from grader.submissions.forms.titles import cleaned
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.verdict import Source
from grader.wording import writing_notices

_OWN = r"(?:(?:my|all|the|all my|all the)\s+)?"
_LISTS = re.compile(
    rf"{_OWN}final\s+(?:answers|results|solutions)(?:\s+(?:only|at a glance|are))?|"
    rf"(?:summary|list)\s+of\s+{_OWN}answers|all\s+answers|"
    r"(?:(?:meine|die|alle)\s+)?endergebnisse|alle\s+(?:ergebnisse|antworten)|"
    r"(?:(?:mes|les)\s+)?(?:réponses|résultats|solutions)\s+fina(?:les|ux)|"
    r"(?:(?:mis|las|los)\s+)?(?:respuestas|resultados|soluciones)\s+finales",
    re.IGNORECASE,
)


# What a list is called that may be one as well: it counts as much as what stands above it.
_SHORT_LISTS = re.compile(
    r"(?:(?:my|all|the|meine|alle|mes|mis)\s+)?(?:answers|results|solutions|summary(?:\s+of\s+(?:the\s+)?results)?"
    r"|antworten|ergebnisse|lösungen|zusammenfassung|réponses|résultats|solutions|récapitulatif"
    r"|respuestas|resultados|soluciones|resumen)",
    re.IGNORECASE,
)


def with_final_answers(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with the items of a list of final answers below headings of their own, `Answer 4`.

    The list is the last thing in the document, and something stands before its heading. Its numbers rise and are the
    sheet's: all of them, or at least five. The items of a shorter one stand below the ids of their problems, so that
    where they differ from what is written above nobody guesses which counts.
    """
    found = _place(blocks) if names.sheet is not None else None
    if found is None:
        return list(blocks)
    place, is_final = found
    items = _items(names, blocks[place + 1 :])
    is_line = not isinstance(blocks[place], Heading) and _headings(blocks)
    if not items or not _are_labels(items) or (is_line and not _is_whole(names, blocks[:place], items)):
        return list(blocks)
    whole = len(names.sheet.labels) if names.sheet else 0
    tops = {item.path[0] for item in items}
    items = [one for one in items if not (one.blocks and _REFERS.match(raw(one.blocks)))]  # what stands above is it
    if not is_final or len(tops) < min(MIN_WHOLE, whole):
        ids = [_id(names, item) for item in items]
        named = ([Heading(id_, 1, item.source), *item.blocks] for id_, item in zip(ids, items, strict=True))
        return [*blocks[:place], *(block for several in named for block in several)] if all(ids) else list(blocks)
    items = _with_parts(items)
    headed = ([Heading(f"Answer {item.shown}", 1, item.source), *item.blocks] for item in items)
    return [*blocks[:place], *(block for several in headed for block in several)]


def _with_parts(items: Sequence[_Item]) -> list[_Item]:
    """Return items with the parts of a problem behind its number where one line has all of them: `1. (a) 3 (b) 4`."""
    tops = Counter(item.path[0] for item in items)
    found = []
    for item in items:
        first = item.blocks[0] if item.blocks else None
        match = _PARTED.fullmatch(item.shown) if len(item.path) > 1 and tops[item.path[0]] == 1 else None
        if match is not None and isinstance(first, Prose) and first.source == item.source:
            text = f"({item.path[-1]}) {first.text}"
            found.append(replace(item, shown=match["top"], blocks=[Prose(text, first.source), *item.blocks[1:]]))
        else:
            found.append(item)
    return found


_PARTED = re.compile(r"(?P<top>\d{1,3})\W*\(?[a-z]\)?")


def _is_whole(names: Names, above: Sequence[Block], items: Sequence[_Item]) -> bool:
    """Whether a list below a line is for the problems above it: a word says so, or its numbers are theirs."""
    numbers = [number for one in above if isinstance(one, Heading) and (number := names.numbered(one.title))]
    tops = {item.path[0] for item in items}
    is_answered = bool(above) and not isinstance(above[-1], Heading)
    return all(item.lead for item in items) or (is_answered and tops == {number.path[0] for number in numbers})


def keep_listed(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep open what was answered above a list of final answers that could not be taken, and may differ from it."""
    above: list[Target] = []
    for section in found:
        above += section.targets if section.targets else ()
        meant, content = above, _listed(names, section)
        if not content:
            meant, content = _below_line(names, section)
        if content and len({one.id.partition(".")[0] for one in meant}) > bool(section.targets):
            said = writing_notices.HEADING_NAMES_NO_PROBLEM.format(clipped=clipped(raw(content).split("\n")[0]))
            targets = targets_of(names, distinct(meant))
            ledger.stray(Stray("", raw(content), content[0].source, said, {}, targets, "listed"))


def _listed(names: Names, section: Section) -> list[Block]:
    """Return what stands below a heading of a list of final answers, where that belongs to no single problem."""
    heading = section.heading
    if not section.targets and heading is not None and _is_list(heading.title):
        return content_of(names, section)
    for place, block in enumerate(section.blocks):
        if isinstance(block, Heading) and block.level <= section.level and _is_list(block.title):
            return [one for one in section.blocks[place + 1 :] if is_content(one)]
    return []


def _below_line(names: Names, section: Section) -> tuple[list[Target], list[Block]]:
    """Return what a list names below a line that calls it final, with the problem it stands in, and the list."""
    for place, block in enumerate(section.blocks):
        if isinstance(block, Prose) and _is_list(block.text):
            items = _items(names, section.blocks[place + 1 :]) or []
            named = [one for item in items if (node := names.root.find(item.path)) for one in node.targets]
            if len({item.path[0] for item in items}) > 1:
                return [*named, *section.targets], [one for one in section.blocks[place + 1 :] if is_content(one)]
    return [], []


def _is_list(title: str) -> bool:
    return _LISTS.fullmatch(_called(title)) is not None


def _called(title: str) -> str:
    """Return what a heading or a line says without its marks, empty where that is more than a name."""
    return cleaned(title).strip("*_ ").rstrip(" :.") if len(title) < TITLE_CHARACTERS else ""


def _are_labels(items: Sequence[_Item]) -> bool:
    """Whether the labels of a list rise, or each has a word before it and none stands twice."""
    paths = [item.path for item in items]
    return increasing(paths) or (all(item.lead for item in items) and len(set(paths)) == len(paths))


def _headings(blocks: Sequence[Block]) -> bool:
    return len([block for block in blocks if isinstance(block, Heading)]) > 1


def _id(names: Names, item: _Item) -> str:
    """Return the id of the question or problem that an item is for, empty where it is for none or several."""
    node = names.root.find(item.path)
    return node.targets[0].id if node is not None and len(node.targets) == 1 else ""


_REFERS = re.compile(
    r"[\s(]*(?:see|as|cf\.?|siehe|s\.|vgl\.?|wie|voir|comme|véase|ver|como)\s[^$\d=]{0,40}"
    r"(?:above|before|there|proof|work|drawing|figure|oben|ci-dessus|plus haut|arriba)\b",
    re.IGNORECASE,
)


@dataclass
class _Item:
    """What stands behind one label of the list."""

    path: Label
    lead: str
    shown: str
    source: Source
    blocks: list[Block]


def _items(names: Names, blocks: Sequence[Block]) -> list[_Item] | None:
    """Return the items of a list, in items of the form or on lines; None where something else stands there."""
    found: list[_Item] = []
    for block in blocks:
        for line, source, inner in _lines(names, block):
            number = names.numbered(line)
            node = names.root.find(number.path) if number else None
            if number is not None and node is not None and (number.closed or number.lead):
                rest = names.written_behind(number).strip()
                found.append(
                    _Item(
                        number.path,
                        number.lead,
                        number.shown,
                        source,
                        [*([Prose(rest, source)] if rest else []), *inner],
                    )
                )
            elif (number is not None and number.closed) or not found:
                return None
            else:
                found[-1].blocks += [*([Prose(line, source)] if line.strip() else []), *inner]
    return found


def _lines(names: Names, block: Block) -> Iterator[tuple[str, Source, Sequence[Block]]]:
    """Yield the lines of a block, or the first lines of its items, each with its place and what stands below it."""
    match block:
        case Prose(text=text, source=source):
            yield from _of_text(names, text, source)
        case Table(rows=rows, source=source) if rows and all(len(row) == 2 for row in rows):
            labelled = [(cell.strip(" *_:."), said) for cell, said in rows]
            below = labelled[0][0].isalpha() or not labelled[0][0]
            for cell, said in labelled[below:]:
                yield f"{cell}: {said}", source, ()
        case Listing(items=items, marks=marks, source=source):
            for place, (item, mark) in enumerate(zip(items, marks, strict=True), 1):
                head = item[0] if item and isinstance(item[0], Prose) else None
                sign = mark or (f"{place}." if block.counted else "")
                yield from _of_text(
                    names, f"{sign} {head.text if head else ''}".strip(), item[0].source if item else source
                )
                yield "", source, item[1:] if head else item
        case _:
            yield "", block.source, (block,)


def _place(blocks: Sequence[Block]) -> tuple[int, bool] | None:
    """Return where the heading of such a list stands, and whether it says that its answers are final.

    It is the last one of a document, none of which is higher. It may be a line by itself where there are no other
    headings than the first, or where it is in bold or ends in a colon.
    """
    levels = [block.level for block in blocks if isinstance(block, Heading)][1:]
    for place in reversed(range(len(blocks))):
        block = blocks[place]
        title = block.title if isinstance(block, Heading) else block.text if isinstance(block, Prose) else ""
        called = _called(title)
        is_final = _LISTS.fullmatch(called) is not None
        if called and (is_final or _SHORT_LISTS.fullmatch(called)):
            is_marked = is_final or isinstance(block, Heading) or re.search(r"[*_:]\s*\Z", title) is not None
            is_top = block.level <= min(levels) if isinstance(block, Heading) and levels else not levels or is_marked
            return (place, is_final) if is_top and any(map(is_content, blocks[:place])) else None
        if isinstance(block, Heading):
            return None
    return None


def _of_text(names: Names, text: str, source: Source) -> Iterator[tuple[str, Source, Sequence[Block]]]:
    for number, line in enumerate(text.split("\n")):
        for piece in _split(names, line):
            yield piece, replace(source, line=source.line + number), ()


def _split(names: Names, line: str) -> list[str]:
    """Return the pieces of a line that begin with labels of their own: `1: 14, 5: C`."""
    starts = [0]
    for match in _JOINT.finditer(prose_of(line)) if names.numbered(line) else ():
        number = names.numbered(line[match.end() :])
        is_item = number is not None and number.closed and bool(names.written_behind(number).strip(" )]}.,;"))
        if number is not None and is_item and names.root.find(number.path) is not None:
            starts.append(match.end())
    stops = [*starts[1:], len(line)]
    return [line[start:stop].rstrip(" ,;") for start, stop in zip(starts, stops, strict=True)]


_JOINT = re.compile(r"[,;]\s+")


TITLE_CHARACTERS = 60  # of a heading of such a list
