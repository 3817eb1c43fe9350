"""The heads above what was written for a question, which may say something of it: `# Wrong solutions`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.labels import NO_PROBLEM
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Heading, Prose
from grader.submissions.kept import of_short
from grader.submissions.ledger.region import ABOVE_ALL, OTHER_SHEET, Region
from grader.submissions.model import document_of


def heads_above(names: Names, found: Sequence[Section]) -> list[tuple[Heading, ...]]:
    """Return of each section the heads above it, the outermost first, its own one last.

    One that names another sheet stands there for all that is below it, marked so.
    """
    above = [*_called(names, found), *_told_above(found)]
    first = next((section.heading for section in found if section.heading is not None), None)
    heads = []
    for section in found:
        if section.heading is not None and section.level < LINE_LEVEL:
            above = [one for one in above if one[0] < section.level]
            above.append((section.level, _marked(names, section.heading, is_first=section.heading is first)))
        heads.append(tuple(one for _, one in above))
    return heads


def _told_above(found: Sequence[Section]) -> list[tuple[int, Heading]]:
    """Return the paragraphs above the first problem as heads, marked so: `Do not grade this document.`"""
    above = [block for section in takewhile(lambda one: not one.targets, found) for block in section.blocks]
    told = [block for block in above if isinstance(block, Prose)]
    if told and found[0].heading is None and _OF_STUDENT.fullmatch(told[0].text.strip(" *_#.:\n")):
        told = told[1:]
    return [(0, Heading(f"{ABOVE_ALL}{block.text}", 0, block.source)) for block in told]


def _called(names: Names, found: Sequence[Section]) -> list[tuple[int, Heading]]:
    """Return the name of a document as a head where it says that what stands there is none: `rejected.md`."""
    block = next(
        (block for section in found for block in (section.heading, *section.blocks) if block is not None), None
    )
    name = document_of(block.source.file).casefold() if block is not None else ""
    stem = name.rpartition(".")[0]
    words = re.findall(r"[^\W\d_]+", stem)
    refused = next((word for word in words if _REFUSED.fullmatch(word)), "")
    own = dict(_numbered(names.sheet.title)) if names.sheet else {}
    said = _numbered(re.sub(r"[_/-]", " ", stem))
    is_other = any(word in own and own[word] != number for word, number in said if _SHEET.fullmatch(word))
    if block is None or "final" in words or not (refused or is_other):
        return []
    return [(0, Heading(f"{OTHER_SHEET}{name}", 0, block.source))]


_REFUSED = re.compile(
    r"reject\w*|discard\w*|drafts?|old|scratch|wrong|examples?|verworfen\w*|entwurf|brouillons?|borrador|bozza|rascunho|klad"
    r"|times?|zeiten"
)


def _marked(names: Names, head: Heading, *, is_first: bool) -> Heading:
    """Return a head, marked where it names another sheet, `Homework 1` for `2`, or somebody's answers.

    The first head of a document may name the student: `Answers of Bob`.
    """
    own, said = (_numbered(names.sheet.title) if names.sheet else []), _numbered(head.title)
    by_word = dict(own)
    sheets = {number for word, number in own if _SHEET.fullmatch(word)}
    is_other = any(by_word.get(word, number) != number for word, number in said) or (
        bool(sheets) and any(_SHEET.fullmatch(word) for word, _ in said) and sheets.isdisjoint(one for _, one in said)
    )
    is_somebody = not is_first and _SOMEBODY.search(head.title) is not None
    return replace(head, title=f"{OTHER_SHEET}{head.title}") if is_other or is_somebody else head


# What nobody calls a problem.
_SHEET = re.compile(
    r"homework|hw|sheet|assignment|problem[\s-]+set|pset|übungsblatt|blatt|hausaufgabe|devoir|feuille|hoja|foglio|huiswerk"
)
_SOMEBODY = re.compile(
    r"(?<!\w)(?:[Aa]nswers|[Ss]olutions|[Rr]esults|Antworten|Lösungen|[Rr]éponses|[Rr]espuestas)"
    r"\s+(?:of|by|from|von|de)\s+(?!Problem|Part|Exercise|Aufgabe|Homework)[A-ZÄÖÜ]\w+|(?<!\w)[A-ZÄÖÜ][a-zà-ÿ]+['’]s\s+(?:answers|solutions|results)"
)


# A first line may name the student, as a first head may.
_OF_STUDENT = re.compile(
    r"(?:[Aa]nswers|[Ss]olutions|Antworten|Lösungen|[Rr]éponses|[Rr]espuestas)\s+(?:of|by|from|von|de)\s+[A-ZÄÖÜ][\w'’-]*(?:\s+[A-ZÄÖÜ][\w'’.-]*){0,3}"
)


@of_short
def _numbered(title: str) -> list[tuple[str, str]]:
    return [(match["word"].casefold(), match["number"].lstrip("0")) for match in _NUMBERED.finditer(title)]


_NUMBERED = re.compile(
    rf"(?<!\w)(?P<word>{NO_PROBLEM})\s*(?:no\.?|nr\.?|n[°º]|#|-)?\s*(?P<number>\d{{1,3}})(?![\w.])", re.IGNORECASE
)


def between(names: Names, section: Section, region: Region) -> Region:
    """Return a region with what stands between the head of its problem and its own: heads and labels, short sentences.

    A label stands in bold or before a colon, `Bob:`; a sentence has no formula, `The following is wrong.`
    """
    parent, target = section.parent, section.target
    problem = names.parent(target) if isinstance(target, Question) else None
    if parent is None or problem is None or parent.target is None or parent.target.id != problem.id:
        return region
    written = {(block.source.file, block.source.line) for block in written_in(names, parent, parent.target.prompt)}
    labels, told = list(section.within), list[Heading]()
    for block in reversed(parent.blocks[: section.behind]):
        if not isinstance(block, Prose):
            break
        for number, line in enumerate(block.text.split("\n"), block.source.line):
            said = Heading(line.strip(" *_:.#"), LINE_LEVEL, replace(block.source, line=number))
            if (said.source.file, block.source.line) in written and len(line) <= SHORT and _WORDS.fullmatch(line):
                (labels if _LABEL.fullmatch(line) else told).append(said)
    return replace(region, heads=(*region.heads, *told), within=tuple(labels))


SHORT = 60  # signs of a line that may say something of the parts below it
_WORDS = re.compile(r"[^\d$\\=`]*[^\W\d_][^\d$\\=`]*")
_LABEL = re.compile(r"\s*(?:(?:\*\*|__)[^*_]+(?:\*\*|__)[.:]?|.*[^\s:]\s*:|\S+(?:\s+\S+)?)\s*")


def headed(regions: Iterable[Region], heads: tuple[Heading, ...]) -> Iterator[Region]:
    """Yield regions with the heads above them."""
    yield from (replace(one, heads=heads) for one in regions)
