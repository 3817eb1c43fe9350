"""The files of one submission: which are documents, which are left aside, and what is never opened.

Nothing is opened here but folders, and zip files for what they hold. A symbolic link is followed where it stays inside
the submission.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import assert_never

from grader.records import dataclass, field, replace
from grader.submissions import limits
from grader.submissions.discovery.platforms import Part
from grader.submissions.forms.formats import DOCUMENTS, OWN_FILES, RUNNING, Form, form_of, is_answers, is_ignored, shown
from grader.submissions.model import Document, Level, Loose, Notice
from grader.submissions.opening.descriptors import reason, special
from grader.submissions.opening.trees import HERE, Entry, Kind, Tree, archive_tree
from grader.submissions.opening.zip_files import ZipError
from grader.verdict import Source
from grader.wording import file_notices

ARRAYS = file_notices.ARRAYS_READ_WHERE_ANSWER
READABLE = file_notices.ANSWERS_READ_YAML_YML
ASIDE = file_notices.LEFT_ASIDE_NO_DOCUMENT.format(readable=READABLE)
LEAVES = file_notices.SYMBOLIC_LINK_LEAVES_SUBMISSION


@dataclass(frozen=True)
class Branch:
    """Where something of a submission is found: the folder `base` of a tree, or some files of it, if it has `parts`.

    `prefix` stands before the names that reports show. `alone`: others in the folder are not of this submission.
    """

    tree: Tree
    base: PurePosixPath = HERE
    prefix: str = ""
    alone: bool = False
    parts: Mapping[PurePosixPath, Part] = field(default_factory=dict)

    def name(self, path: PurePosixPath) -> str:
        """Return the name of what stands at a path as reports show it."""
        part = self.parts.get(path)
        return self.prefix + shown(part.file if part and part.file else str(path.relative_to(self.base)))

    def document(self, path: PurePosixPath, target: PurePosixPath | None = None) -> Document:
        """Return the file at a path as a document; `target` is where it stands if there is only a link to it."""
        part = self.parts.get(path)
        beside = tuple((one.file, other) for other, one in self.parts.items()) if part else ()
        envelope = part.envelope if part else ""
        return Document(self.tree.root, target or path, self.name(path), self.alone, beside, envelope)


@dataclass
class Findings:
    """What was found of one submission so far; `entries` were looked at."""

    documents: list[Document] = field(default_factory=list)
    links: list[Document] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    lost: list[Loose] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    arrays: list[Document] = field(default_factory=list)
    code: list[Document] = field(default_factory=list)
    own: Document | None = None
    entries: int = 0

    @property
    def is_full(self) -> bool:
        """Whether there is more than is looked at, so that nothing is read."""
        return self.entries > limits.SUBMISSION_ENTRIES

    def notice(self, name: str, level: Level, message: str, damage: bool = False) -> None:
        """Keep a notice on a file; with `damage` it also says what was handed in and not taken in."""
        self.notices.append(Notice(name, 0, level, message))
        if damage:
            self.lost.append(Loose(Source(name, 0), message))

    def document(self, branch: Branch, path: PurePosixPath, target: PurePosixPath | None = None) -> None:
        """Take a regular file by its form; `target` is where a link to it leads."""
        document = branch.document(path, target)
        name, form = document.name, form_of(document.name)
        part = branch.parts.get(path)
        if part and part.unread:
            self.notice(name, "warning", part.unread, damage=True)
        elif form in DOCUMENTS:
            kind = self.documents if target is None else self.links
            kind.append(document)
        elif form is Form.ARRAYS:
            self.arrays.append(document)
            self.notice(name, "note", ARRAYS)
        elif form is Form.ARCHIVE:
            archive(self, branch, target or path, name, f"{name}/")
        elif form is Form.UNREAD or is_answers(path.name):
            self.notice(name, "warning", file_notices.DOCUMENTS_FORM_NOT_READ.format(readable=READABLE), damage=True)
        else:
            if form is Form.PYTHON:
                self.code.append(document)
            self.aside.append(name)
            self.notice(name, "note", ASIDE)

    def distinct(self) -> list[Document]:
        """Return the documents in order of their names, each file once, under its own name rather than a link's."""
        by_place = {(one.root, one.path): one for one in reversed([*self.documents, *self.links])}
        sources = {_stem(one.name) for one in by_place.values() if form_of(one.name) in RUNNING - {Form.HTML}}
        for place, one in list(by_place.items()):
            if form_of(one.name) is Form.HTML and _stem(one.name) in sources:
                self.notice(one.name, "warning", file_notices.NOT_READ_DOCUMENT_SAME, damage=True)
                del by_place[place]
        return sorted(by_place.values(), key=lambda document: document.name.split("/"))


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def listing(tree: Tree, folder: PurePosixPath = HERE) -> list[Entry]:
    """Return the entries of a folder that matter, in order of their names. Raises OSError."""
    return sorted((one for one in tree.entries(folder) if not _is_ignored(one)), key=lambda one: one.name)


def _is_ignored(entry: Entry) -> bool:
    name = entry.name if entry.kind is not Kind.REFUSED else re.split(r"[/\\]", entry.name)[-1]
    return name != ".." and is_ignored(name)


def holds_answers(entries: list[Entry]) -> bool:
    """Whether a folder with these entries is a submission: it holds a file named `answers.*`."""
    return any(is_answers(entry.name) and entry.kind is not Kind.FOLDER for entry in entries)


def walk(found: Findings, branch: Branch, folder: PurePosixPath | None = None) -> None:
    """Collect what stands in a folder of a submission, in order of names, folders in their place."""
    folder = branch.base if folder is None else folder
    if len(folder.relative_to(branch.base).parts) > limits.SUBMISSION_DEPTH:
        message = file_notices.NOT_LOOKED_MORE_THAN.format(submission_depth=limits.SUBMISSION_DEPTH)
        found.notice(
            branch.name(folder), "error", file_notices.LIMIT_SUBMISSION_DEPTH.format(message=message), damage=True
        )
        return
    try:
        entries = listing(branch.tree, folder)
    except OSError as error:
        found.notice(
            branch.name(folder), "error", file_notices.FOLDER_CANNOT_LISTED.format(error=reason(error)), damage=True
        )
        return
    for entry in entries:
        found.entries += 1
        if found.is_full:
            return
        path = folder / entry.name
        if folder == branch.base and entry.name.casefold() in OWN_FILES and entry.kind is Kind.FILE:
            found.own = branch.document(path)
        else:
            take(found, branch, path, entry)


def take(found: Findings, branch: Branch, path: PurePosixPath, entry: Entry) -> None:
    """Take one entry of a submission by what it is, without opening it unless it is a folder or an archive."""
    match entry.kind:
        case Kind.LINK:
            _link(found, branch, path)
        case Kind.FOLDER:
            walk(found, branch, path)
        case Kind.FILE:
            found.document(branch, path)
        case Kind.REFUSED:
            inside = path.parent.relative_to(branch.base) if entry.name == path.name else HERE
            name = f"{branch.prefix}{'' if inside == HERE else f'{shown(str(inside))}/'}{shown(entry.name)}"
            found.notice(name, "error", entry.refused, damage=True)
        case _:
            assert_never(entry.kind)


def _link(found: Findings, branch: Branch, path: PurePosixPath) -> None:
    root, name = branch.tree.root.folder, branch.name(path)
    try:
        target = Path(os.path.realpath(root / path, strict=True))
        mode = target.lstat().st_mode
    except OSError as error:
        found.notice(name, "error", file_notices.SYMBOLIC_LINK_LEADS_NOWHERE.format(error=reason(error)), damage=True)
        return
    if branch.alone or not target.is_relative_to(root):
        found.notice(name, "error", LEAVES, damage=True)
    elif stat.S_ISREG(mode):
        found.document(branch, path, PurePosixPath(target.relative_to(root).as_posix()))
    elif stat.S_ISDIR(mode):
        found.notice(name, "note", file_notices.SYMBOLIC_LINK_FOLDER_SUBMISSION)
    else:
        found.notice(name, "error", file_notices.NEVER_OPENED.format(kind=special(mode)), damage=True)


def archive(found: Findings, branch: Branch, path: PurePosixPath, name: str, prefix: str) -> None:
    """Take the files of a zip file that was handed in, with a prefix before their names."""
    if branch.tree.root.inner is not None:
        message = file_notices.ARCHIVE_INSIDE_ARCHIVE
        found.notice(name, "error", message, damage=True)
        return
    try:
        tree = archive_tree(replace(branch.tree.root, inner=path))
    except ZipError as error:
        found.notice(name, "error", file_notices.ARCHIVE_NOT_READ.format(error=error), damage=True)
    except OSError as error:
        found.notice(name, "error", file_notices.ARCHIVE_CANNOT_OPENED.format(error=reason(error)), damage=True)
    else:
        walk(found, Branch(tree, prefix=prefix))
