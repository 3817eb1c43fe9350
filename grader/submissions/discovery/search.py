"""Which submissions there are below the paths that were named; their documents are found, not read."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from grader.submissions.discovery.walk import READABLE, Findings, holds_answers, listing, take, walk
from grader.submissions.forms.formats import CLASS_FILES, is_answers, is_code_or_other, is_stray, shown
from grader.submissions.model import Level, Loose, Notice, SubmissionFiles
from grader.submissions.opening.documents import reason, special
from grader.verdict import Source


@dataclass
class _Search:
    """What was found so far; `taken` are the files and folders that are submissions, so that none counts twice.

    `staff` are files and folders of the instructor, which are no submissions wherever they lie.
    """

    staff: frozenset[Path] = frozenset()
    found: dict[str, SubmissionFiles] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    taken: set[Path] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)

    def is_taken(self, path: Path, place: Path) -> bool:
        """Whether the place is part of what was found already, which is then noted."""
        if self.taken.isdisjoint([place, *place.parents]):
            return False
        self.notices.append(Notice(shown(str(path)), 0, "note", "named before, and counted once"))
        return True

    def add(self, path: Path, files: SubmissionFiles) -> None:
        """Keep the submission found at a path, under a name of its own."""
        name, number = files.name, 1
        while name in self.found:
            number += 1
            name = f"{files.name} ({number})"
        if number > 1:
            message = f"{self.origin[files.name]} is a submission of the same name; this one is called {name!r}"
            self.notices.append(Notice(shown(str(path)), 0, "warning", message))
        self.found[name] = replace(files, name=name)
        self.origin[name] = shown(str(path))


def find_submissions(
    paths: Sequence[Path], single: bool = False, staff: Iterable[Path] = ()
) -> tuple[tuple[SubmissionFiles, ...], tuple[Notice, ...]]:
    """Return the submissions at the paths in order, and what is to be said of everything else there.

    A path is a submission where it is a file, or a folder that holds a file named `answers.*`, or where `single` says
    so; any other folder is a class folder, and each child is a submission, in order of names. No document is opened.
    Files and folders of the instructor (`staff`), such as the roster, are passed over.
    Nothing is raised: a path that cannot be looked at is a notice.
    """
    search = _Search(frozenset(Path(os.path.realpath(path)) for path in staff))
    for path in paths:
        try:
            _look(search, path, single)
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else "no such file or directory"
            search.notices.append(Notice(shown(str(path)), 0, "error", f"cannot be looked at: {why}"))
    return tuple(search.found.values()), tuple(search.notices)


def _look(search: _Search, path: Path, single: bool) -> None:
    place = Path(os.path.realpath(path, strict=True))
    mode = place.lstat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        search.notices.append(Notice(shown(str(path)), 0, "error", f"{special(mode)} is never opened"))
    elif (stat.S_ISREG(mode) and place in search.staff) or search.is_taken(path, place):
        return
    elif stat.S_ISREG(mode):
        search.add(path, _file(path, place))
    elif single or holds_answers(listing(place)):
        search.add(path, _gather(folder_name(path), [_folder(place)]))
    else:
        _class_folder(search, path, place)
    search.taken.add(place)


def _file(path: Path, place: Path) -> SubmissionFiles:
    name = PurePosixPath(os.path.basename(os.path.abspath(path)))
    found = Findings(place.parent, alone=not is_answers(name.name))
    found.document(name, PurePosixPath(place.name))
    return _gather(folder_name(path.absolute().parent) if is_answers(name.name) else clean_name(name.stem), [found])


def _folder(place: Path, prefix: str = "") -> Findings:
    found = Findings(place, prefix)
    walk(found)
    folders = {document.path.parent for document in found.documents if is_answers(document.path.name)}
    if len(folders) > 1:
        names = ", ".join(sorted(shown(str(folder)) for folder in folders))
        message = f"answers of one submission stand in several folders ({names}); is this a class folder? Then name it"
        found.notice(PurePosixPath(), "warning", message)
    return found


def _class_folder(search: _Search, path: Path, place: Path) -> None:
    groups: dict[str, list[os.DirEntry[str]]] = {}
    for entry in _without_strays(search, path, _children(search, place)):
        groups.setdefault(clean_name(_stem(entry)), []).append(entry)
    if not groups:
        search.notices.append(Notice(shown(str(path)), 0, "warning", "the folder holds no submission"))
    for name, entries in groups.items():
        fresh = [entry for entry in entries if not search.is_taken(path / entry.name, place / entry.name)]
        if fresh:
            search.add(path / fresh[0].name, _group(name, place, fresh))


def _children(search: _Search, place: Path) -> list[os.DirEntry[str]]:
    """Return the entries of a class folder but the files that speak of the class."""
    entries = [entry for entry in listing(place) if place / entry.name not in search.staff]
    return [entry for entry in entries if entry.name.casefold() not in CLASS_FILES or entry.is_dir()]


def class_folders(paths: Sequence[Path], single: bool) -> list[Path]:
    """Return the paths that are class folders; one that cannot be looked at is none."""
    found = []
    for path in paths:
        with suppress(OSError, ValueError):
            if not single and path.is_dir() and not holds_answers(listing(path)):
                found.append(path)
    return found


def _without_strays(search: _Search, path: Path, entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Return what may be submissions of a class; files that nobody hands in as answers are left aside, with a notice.

    A text (`notes.txt`) may belong to the submission of that name, and is nobody's otherwise.
    """
    strays = [entry for entry in entries if entry.is_file(follow_symlinks=False) and is_stray(entry.name)]
    names = {clean_name(_stem(entry)) for entry in entries if entry not in strays}
    strays = [one for one in strays if is_code_or_other(one.name) or clean_name(_stem(one)) not in names]
    for entry in strays:
        level: Level = "note" if is_code_or_other(entry.name) else "warning"
        message = f"left aside, it is no document of answers, and no submission; {READABLE}"
        search.notices.append(Notice(shown(str(path / entry.name)), 0, level, message))
    return [entry for entry in entries if entry not in strays]


def _stem(entry: os.DirEntry[str]) -> str:
    """Return the name of a folder, or that of a file without its extension."""
    return entry.name if entry.is_dir(follow_symlinks=False) else Path(entry.name).stem


def _group(name: str, place: Path, entries: list[os.DirEntry[str]]) -> SubmissionFiles:
    """Return what one name of a class folder stands for, mostly one entry; several are all taken."""
    several = len(entries) > 1
    found = [_child(place, entry, several) for entry in entries]
    if several:
        names = " and ".join(shown(entry.name) for entry in entries)
        found[0].notices.insert(0, Notice(names, 0, "warning", f"one name, so one submission, {name!r}; all count"))
    return _gather(name, found)


def _child(place: Path, entry: os.DirEntry[str], several: bool) -> Findings:
    if entry.is_dir(follow_symlinks=False):
        return _folder(place / entry.name, f"{shown(entry.name)}/" if several else "")
    found = Findings(place, alone=True)
    path = PurePosixPath(entry.name)
    if entry.is_symlink():
        found.notice(path, "error", "a symbolic link that leaves the submission is not followed", damage=True)
    else:
        take(found, path)
    return found


def _gather(name: str, findings: Iterable[Findings]) -> SubmissionFiles:
    documents, notices, lost, aside, arrays, code = [], [], [], [], [], []
    every = list(findings)
    for found in every:
        documents += found.distinct()
        notices += found.notices
        lost += found.lost
        aside += found.aside
        arrays += found.arrays
        code += found.code
    if not documents and not lost and not arrays:
        lost = [Loose(Source(file, 0), f"no document of answers; {READABLE}") for file in aside]
    if not documents and not notices:
        notices = [Notice(name, 0, "warning", f"nothing was handed in; {READABLE}")]
    own = next((found.own for found in every if found.own), None)
    return SubmissionFiles(name, tuple(documents), tuple(notices), tuple(lost), own, tuple(arrays), tuple(code))


def folder_name(path: Path) -> str:
    """Return the name of the submission in a folder; `.` and `..` stand for the folders they lead to."""
    return clean_name(os.path.basename(os.path.abspath(path)))


def clean_name(name: str) -> str:
    """Return a file's name as the name of a submission: printable, in composed characters, never empty."""
    return unicodedata.normalize("NFC", shown(name)).strip() or "submission"
