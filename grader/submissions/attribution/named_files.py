"""Files that are called by the problems they answer, `1.txt` to `6.txt`, where nothing in them names another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath

from grader.problems.labels import Label
from grader.records import replace
from grader.submissions.attribution.document_title import sheet_number
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.not_writing import NotWriting
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.resolving import Naming, named_by_heading, named_by_key, named_by_line
from grader.submissions.attribution.naming.spellings import habits_of
from grader.submissions.attribution.sections import sections
from grader.submissions.attribution.structure.words_behind import may_answer
from grader.submissions.forms.blocks import Block, Heading, Prose
from grader.submissions.forms.reading import Content
from grader.verdict import Source

MIN_FILES = 2  # that are called so; one by itself may be called by anything


def with_names_of_files(names: Names, contents: Sequence[Content]) -> list[Content]:
    """Return documents with their names as headings, where each is a running text called by a problem of its own.

    Beside them notes may stand that name no problem.
    """
    every = [_title(names, content.document.name) for content in contents]
    if sum(map(bool, every)) < MIN_FILES:
        return list(contents)
    pairs = [(one, title) for one, title in zip(contents, every, strict=True) if title or not _is_aside(names, one)]
    called, titles = [one for one, _ in pairs], [title for _, title in pairs]
    targets = [naming.target for one in titles if (naming := named_by_heading(names, one)) and naming.target]
    if not len(called) == len(targets) == len({one.id for one in targets}):
        return list(contents)
    running = [(content.running.blocks, one) for content, one in zip(called, targets, strict=True) if content.running]
    inner = [_namings(names, blocks, target) for blocks, target in running]
    if len(inner) < len(called) or not _are_steps(names, titles, inner):
        return list(contents)
    heads = {one.document.name: title for one, title in pairs}
    return [
        _headed(one, heads[one.document.name]) if one.document.name in heads else _without_layout(one)
        for one in contents
    ]


def _is_aside(names: Names, content: Content) -> bool:
    """Whether a document beside the files of the problems only says who it is of, and who worked on it together.

    One that is to be read first may say which file is which, and what was not done.
    """
    blocks = content.running.blocks if content.running is not None else ()
    rules = NotWriting(names)
    told = [block for block in blocks if not rules.is_front(block, titled=True)]
    kinds = (_TOGETHER, _FILES, _NOT_DONE) if _READ_FIRST.match(content.document.name) else (_TOGETHER,)
    return content.running is not None and all(
        isinstance(block, Prose) and all(any(kind.fullmatch(one) for kind in kinds) for one in _sentences(block.text))
        for block in told
    )


def _sentences(text: str) -> list[str]:
    return [one for one in _STOP.split(" ".join(text.split())) if one]


def _without_layout(content: Content) -> Content:
    """Return what is to be read first without its heads, `# Exercise 2, Ada`; what is said there is for no problem."""
    if content.running is None or _READ_FIRST.match(content.document.name) is None:
        return content
    blocks = tuple(block for block in content.running.blocks if not isinstance(block, Heading))
    return replace(content, running=replace(content.running, blocks=blocks))


_READ_FIRST = re.compile(r"(?:.*/)?(?:readme|liesmich|lies_?mich|lisez-?moi|l[ée]eme|leggimi)\.\w+\Z", re.IGNORECASE)
_STOP = re.compile(r"(?<=[.!])\s+(?=[^\W\d_a-z])")
# Which file is which, without a formula.
_FILES = re.compile(
    r"(?=[^=$\\]{0,200}(?<!\w)(?:files?|folders?|documents?|datei(?:en)?|ordner|fichiers?|archivos?|carpeta|cartella|bestand(?:en)?)(?!\w))"
    r"[^=$\\]{1,400}",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?:(?:i|we)\s+(?:did\s+not|didn['’]t|could\s+not|couldn['’]t)\s+(?:do|solve|finish)|je\s+n['’]ai\s+pas\s+fait|no\s+hice)"
    r"\s[^=$\\:;.+*/]{1,60}\.?",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"(?:(?:i|we)\s+(?:worked|discussed|collaborated|talked)|worked|collaborat\w+|thanks|acknowledg\w*"
    r"|(?:ich\s+habe\s+)?(?:zusammen\s+)?mit|j['’]ai\s+travaillé|trabajé)\s[^\d$=\\,;.:]{1,80}\.?",
    re.IGNORECASE,
)


def _title(names: Names, file: str) -> str:
    """Return the heading that the name of a file stands for, empty where it names no problem."""
    stem = PurePosixPath(file).stem
    stem = stem if named_by_key(names, stem) is not None else re.sub(r"_+", " ", stem)  # `hw1_q2`
    if named_by_key(names, stem) is None:
        return ""
    digits = re.search(r"\d+(?:[.-]\d+)*\W*(?:[a-z]\W*)?\Z", stem) or re.search(r"\d", stem)
    return f"Problem {stem[digits.start() :]}" if digits is not None and names.exact_name(stem) is None else stem


def _namings(names: Names, blocks: Sequence[Block], target: Target) -> list[Naming]:
    """Return what names something in a document; a word by itself that may answer its problem is no name."""
    blocks = list(blocks)
    if len(blocks) == 1 and isinstance(blocks[0], Prose) and may_answer(target, blocks[0].text):
        named = named_by_line(names, blocks[0].text)
        if named is not None and named.by in {"id", "title"} and not named.rest.strip():
            return []
    own = names.in_document(sheet_number(names, blocks), habits_of(blocks, names.counted, names.parted))
    return [one.naming for one in sections(blocks, own) if one.naming is not None]


def _are_steps(names: Names, titles: Sequence[str], inner: Sequence[Sequence[Naming]]) -> bool:
    """Whether nothing in documents names another problem than their own: words do, or several numbers.

    Numbers count the steps, or the parts, where each is that of a document, or where they count from one in the
    document of another number.
    """
    if any(one.by != "bare" for found in inner for one in found):
        return False
    paths = [number.path if (number := names.numbered(title)) is not None else () for title in titles]
    if _go_on(paths, inner):
        return False
    several = [
        (path[:1], [one.path[:1] for one in found]) for path, found in zip(paths, inner, strict=True) if len(found) > 1
    ]
    if all(one in {path[:1] for path in paths} for _, found in several for one in found):
        return True
    counted = [path for path, found in several if found[0] == FIRST]
    return len(counted) == len(several) and any(path != FIRST for path in counted)


FIRST = ("1",)


def _go_on(paths: Sequence[Label], inner: Sequence[Sequence[Naming]]) -> bool:
    """Whether the numbers in documents go on from one to the next, so that these are pages: `1.`, `2.`; `3.`"""
    tops = [(path[:1], [one.path[0] for one in found]) for path, found in zip(paths, inner, strict=True)]
    if not all(len(path) == 1 and path[0].isdigit() for path, _ in tops):
        return False
    told = [
        top for top, _ in groupby(one for _, found in sorted(tops, key=lambda one: int(one[0][0])) for one in found)
    ]
    numbers = [int(one) for one in told if one.isdigit()]
    is_whole = len(numbers) == len(told) and numbers == list(range(1, len(numbers) + 1))
    return is_whole and len(numbers) > len(paths) and all(found for _, found in tops)


def _headed(content: Content, title: str) -> Content:
    if content.running is None:
        return content
    heading = Heading(title, 1, Source(content.document.name, 0))
    return replace(content, running=replace(content.running, blocks=(heading, *content.running.blocks)))
