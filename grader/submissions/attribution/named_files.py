"""Files that are called by the problems they answer, `1.txt` to `6.txt`, where nothing in them names another."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from grader.problems.labels import Label
from grader.records import replace
from grader.submissions.attribution.document_title import names_within
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.not_writing import NotWriting, is_by_person
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.resolving import Naming, named_by_heading, named_by_key, named_by_line
from grader.submissions.attribution.said_of_files import READ_FIRST, is_of_files, is_undone
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
    answered = {
        one.id for title in every if title and (named := named_by_heading(names, title)) for one in named.targets
    }
    pairs = [
        (one, title) for one, title in zip(contents, every, strict=True) if title or not _is_aside(names, one, answered)
    ]
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


def _is_aside(names: Names, content: Content, answered: Collection[str]) -> bool:
    """Whether a document beside the files of the problems only says who it is of, and who worked on it together.

    One that is to be read first may say which file is which, and what was not done. `answered` are the ids of what the
    files are called by.
    """
    blocks = content.running.blocks if content.running is not None else ()
    rules = NotWriting(names)
    told = [block for block in blocks if not rules.is_front(block, titled=True)]
    is_first = _is_first(content)
    if is_first and not all(_is_head(names, one, answered) for one in blocks if isinstance(one, Heading)):
        return False
    return content.running is not None and all(
        isinstance(block, Prose) and all(_is_said_of_files(one, first=is_first) for one in _sentences(block.text))
        for block in told
    )


def _is_first(content: Content) -> bool:
    return READ_FIRST.match(content.document.name) is not None


def _is_said_of_files(sentence: str, *, first: bool) -> bool:
    return _TOGETHER.fullmatch(sentence) is not None or (first and (is_of_files(sentence) or is_undone(sentence)))


def _is_head(names: Names, heading: Heading, answered: Collection[str]) -> bool:
    """Whether a heading says who hands in what, or only names what has a file: `# Exercise 2, Ada`."""
    naming = named_by_heading(names, heading.title)
    if naming is None:
        said = Prose(heading.title, heading.source)
        return is_of_files(heading.title) or NotWriting(names).is_front(said, titled=True)
    rest = naming.rest.strip(" .:,;*_#/()–—-")
    own = {one.id for one in naming.targets}
    return naming.by == "word" and own <= set(answered) and (not rest or is_by_person(rest))


def _sentences(text: str) -> list[str]:
    return [one for one in _STOP.split(" ".join(text.split())) if one]


def _without_layout(content: Content) -> Content:
    """Return what is to be read first without its heads, `# Exercise 2, Ada`; what is said there is for no problem."""
    if content.running is None or not _is_first(content):
        return content
    blocks = tuple(block for block in content.running.blocks if not isinstance(block, Heading))
    return replace(content, running=replace(content.running, blocks=blocks))


_STOP = re.compile(r"(?<=[.!])\s+(?=[^\W\d_a-z])")
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
    own = names_within(names, blocks)
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
