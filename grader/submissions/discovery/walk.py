"""The files of one submission: which are documents, which are left aside, and what is never opened.

Nothing is opened here but folders. A symbolic link is followed where it stays inside the submission.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from grader.submissions import limits
from grader.submissions.forms.formats import DOCUMENTS, OWN_FILES, RUNNING, Form, form_of, is_answers, is_ignored, shown
from grader.submissions.model import Document, Level, Loose, Notice
from grader.submissions.opening.documents import reason, special
from grader.verdict import Source

HERE = PurePosixPath()
ARRAYS = "arrays are read where an answer names their file (`file: …`), and none does"
READABLE = "answers are read from .yaml, .yml, .json, .md, .markdown, .txt, .tex, .ipynb and .html files"
ASIDE = f"left aside, it is no document of answers; {READABLE}"


@dataclass
class Findings:
    """What was found of one submission so far; `prefix` stands before the names that reports show."""

    root: Path
    prefix: str = ""
    documents: list[Document] = field(default_factory=list)
    links: list[Document] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    lost: list[Loose] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    arrays: list[Document] = field(default_factory=list)
    code: list[Document] = field(default_factory=list)
    own: Document | None = None
    alone: bool = False
    entries: int = 0

    def notice(self, path: PurePosixPath, level: Level, message: str, damage: bool = False) -> None:
        """Keep a notice; with `damage` it also says what was handed in and not taken in."""
        notice = Notice(self.prefix + shown(str(path)), 0, level, message)
        self.notices.append(notice)
        if damage:
            self.lost.append(Loose(Source(notice.file, 0), message))

    def document(self, path: PurePosixPath, target: PurePosixPath | None = None) -> None:
        """Take a regular file by its form; `target` is where a link to it leads."""
        form = form_of(path.name)
        if form in DOCUMENTS:
            kind = self.documents if target is None else self.links
            kind.append(Document(self.root, target or path, self.prefix + shown(str(path)), self.alone))
        elif form is Form.ARRAYS:
            self.arrays.append(Document(self.root, target or path, self.prefix + shown(str(path)), self.alone))
            self.notice(path, "note", ARRAYS)
        elif form is Form.UNREAD or is_answers(path.name):
            self.notice(path, "warning", f"documents of this form are not read yet; {READABLE}", damage=True)
        else:
            if form is Form.PYTHON:
                self.code.append(Document(self.root, target or path, self.prefix + shown(str(path)), self.alone))
            self.aside.append(self.prefix + shown(str(path)))
            self.notice(path, "note", ASIDE)

    def distinct(self) -> list[Document]:
        """Return the documents in order of their names, each file once, under its own name rather than a link's."""
        by_path = {document.path: document for document in reversed([*self.documents, *self.links])}
        sources = {path.with_suffix("") for path in by_path if form_of(path.name) in RUNNING - {Form.HTML}}
        for path in [one for one in by_path if form_of(one.name) is Form.HTML and one.with_suffix("") in sources]:
            self.notice(path, "warning", "not read: a document of the same name stands beside it", damage=True)
            del by_path[path]
        return sorted(by_path.values(), key=lambda document: document.name.split("/"))


def listing(folder: Path) -> list[os.DirEntry[str]]:
    """Return the entries of a folder that matter, in order of their names. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not is_ignored(entry.name)), key=lambda entry: entry.name)


def holds_answers(entries: list[os.DirEntry[str]]) -> bool:
    """Whether a folder with these entries is a submission: it holds a file named `answers.*`."""
    return any(is_answers(entry.name) and not entry.is_dir(follow_symlinks=False) for entry in entries)


def walk(found: Findings, folder: PurePosixPath = HERE) -> None:
    """Collect what stands in a folder of a submission, in order of names, folders in their place."""
    if len(folder.parts) > limits.SUBMISSION_DEPTH:
        message = f"not looked at: more than {limits.SUBMISSION_DEPTH} folders inside each other"
        found.notice(folder, "error", f"{message} (limit SUBMISSION_DEPTH)", damage=True)
        return
    try:
        entries = listing(found.root / folder)
    except OSError as error:
        found.notice(folder, "error", f"the folder cannot be listed: {reason(error)}", damage=True)
        return
    for entry in entries:
        found.entries += 1
        if found.entries > limits.SUBMISSION_ENTRIES:
            _stop(found, folder)
            return
        if not folder.parts and entry.name.casefold() in OWN_FILES and entry.is_file(follow_symlinks=False):
            found.own = Document(found.root, folder / entry.name, found.prefix + shown(entry.name))
        else:
            take(found, folder / entry.name)


def _stop(found: Findings, folder: PurePosixPath) -> None:
    if found.entries == limits.SUBMISSION_ENTRIES + 1:
        message = f"the rest is not looked at: more than {limits.SUBMISSION_ENTRIES} files and folders"
        found.notice(folder, "error", f"{message} (limit SUBMISSION_ENTRIES)", damage=True)


def take(found: Findings, path: PurePosixPath) -> None:
    """Take one entry of a submission by what it is, without opening it unless it is a folder."""
    try:
        mode = os.lstat(found.root / path).st_mode
    except OSError as error:
        found.notice(path, "error", f"cannot be read: {reason(error)}", damage=True)
        return
    if stat.S_ISLNK(mode):
        _link(found, path)
    elif stat.S_ISDIR(mode):
        walk(found, path)
    elif stat.S_ISREG(mode):
        found.document(path)
    else:
        found.notice(path, "error", f"{special(mode)} is never opened", damage=True)


def _link(found: Findings, path: PurePosixPath) -> None:
    try:
        target = Path(os.path.realpath(found.root / path, strict=True))
        mode = target.lstat().st_mode
    except OSError as error:
        found.notice(path, "error", f"a symbolic link that leads nowhere: {reason(error)}", damage=True)
        return
    if not target.is_relative_to(found.root):
        found.notice(path, "error", "a symbolic link that leaves the submission is not followed", damage=True)
    elif stat.S_ISREG(mode):
        found.document(path, PurePosixPath(target.relative_to(found.root).as_posix()))
    elif stat.S_ISDIR(mode):
        found.notice(path, "note", "a symbolic link to a folder of the submission; its files count where they stand")
    else:
        found.notice(path, "error", f"{special(mode)} is never opened", damage=True)
