"""Which submissions there are below the paths that were named; their documents are found, not read."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from grader.records import dataclass, field, replace
from grader.submissions import limits
from grader.submissions.discovery.class_folder import ClassFolder, clean_name, grouped, opened_class
from grader.submissions.discovery.platforms import Parts
from grader.submissions.discovery.walk import READABLE, Branch, Findings, archive, take, walk
from grader.submissions.forms.formats import Form, form_of, is_answers, shown
from grader.submissions.model import Loose, Notice, Root, SubmissionFiles
from grader.submissions.opening.descriptors import reason, special
from grader.submissions.opening.trees import Entry, FolderTree, Kind
from grader.submissions.opening.zip_files import ZipError
from grader.verdict import Source
from grader.wording import file_notices


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
        self.notices.append(Notice(shown(str(path)), 0, "note", file_notices.NAMED_BEFORE_COUNTED_ONCE))
        return True

    def add(self, path: Path, files: SubmissionFiles) -> None:
        """Keep the submission found at a path, under a name of its own."""
        name, number = files.name, 1
        while name in self.found:
            number += 1
            name = f"{files.name} ({number})"
        if number > 1:
            message = file_notices.SUBMISSION_SAME_NAME_ONE.format(value=self.origin[files.name], name=name)
            self.notices.append(Notice(shown(str(path)), 0, "warning", message))
        self.found[name] = replace(files, name=name)
        self.origin[name] = shown(str(path))


def find_submissions(
    paths: Sequence[Path], single: bool = False, staff: Iterable[Path] = (), platform: str | None = None
) -> tuple[tuple[SubmissionFiles, ...], tuple[Notice, ...]]:
    """Return the submissions at the paths in order, and what is to be said of everything else there.

    A path is a submission where it is a file, or a folder that holds a file named `answers.*`, or where `single` says
    so; any other folder is a class folder, and each child is a submission, in order of names. No document is opened.
    Files and folders of the instructor (`staff`), such as the roster, are passed over. A zip file is a folder, too.
    `platform` says which one a class folder was downloaded from, or that it was none; unless it is said, that is told
    by the names. A path that cannot be looked at is a notice. Raises UnclearFolderError where a class folder could be
    two things.
    """
    search = _Search(frozenset(Path(os.path.realpath(path)) for path in staff))
    for path in paths:
        try:
            _look(search, path, single, platform)
        except (OSError, ValueError, ZipError) as error:
            why = _why(error)
            search.notices.append(Notice(shown(str(path)), 0, "error", file_notices.CANNOT_LOOKED.format(why=why)))
    return tuple(search.found.values()), tuple(search.notices)


def _why(error: Exception) -> str:
    match error:
        case ZipError():
            return file_notices.ARCHIVE_NOT_READ.format(error=error)
        case OSError():
            return reason(error)
        case _:
            return file_notices.NO_SUCH_FILE_DIRECTORY


def _look(search: _Search, path: Path, single: bool, platform: str | None) -> None:
    place = Path(os.path.realpath(path, strict=True))
    mode = place.lstat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        search.notices.append(
            Notice(shown(str(path)), 0, "error", file_notices.NEVER_OPENED.format(kind=special(mode)))
        )
        return
    if (stat.S_ISREG(mode) and place in search.staff) or search.is_taken(path, place):
        return
    where = None if single else opened_class(path, place, platform)
    if where is not None:
        _class_folder(search, where, platform)
    elif stat.S_ISREG(mode):
        search.add(path, _file(path, place))
    else:
        search.add(path, _gather(folder_name(path), _checked(Branch(FolderTree(Root(place))))))
    search.taken.add(place)


def _file(path: Path, place: Path) -> SubmissionFiles:
    name = PurePosixPath(os.path.basename(os.path.abspath(path)))
    is_own = is_answers(name.name)
    called = folder_name(path.absolute().parent) if is_own else clean_name(name.stem)
    branch = Branch(FolderTree(Root(place.parent)), alone=not is_own)
    if form_of(place.name) is Form.ARCHIVE:
        return _gather(called, _packed(branch, PurePosixPath(place.name)))
    found = Findings()
    found.document(branch, name, PurePosixPath(place.name))
    return _gather(called, found)


def _packed(branch: Branch, path: PurePosixPath) -> Findings:
    """Return what was found in an archive that is a submission: its files have no name of it before theirs."""
    found = Findings()
    archive(found, branch, path, branch.name(path), "")
    return found


def _checked(branch: Branch) -> Findings:
    """Return what was found in a folder that is a submission; whether it may be a class is said."""
    found = Findings()
    walk(found, branch)
    _check_folders(found, branch)
    return found


def _check_folders(found: Findings, branch: Branch) -> None:
    folders = {PurePosixPath(document.name).parent for document in found.documents if is_answers(document.path.name)}
    if len(folders) > 1:
        names = ", ".join(sorted(str(folder) for folder in folders))
        message = file_notices.ANSWERS_ONE_SUBMISSION_STAND.format(names=names)
        found.notice(branch.prefix or ".", "warning", message)


def _class_folder(search: _Search, where: ClassFolder, platform: str | None) -> None:
    every = grouped(where, search.staff, platform)
    search.notices += every.notices
    if not every.groups:
        search.notices.append(Notice(shown(str(where.path)), 0, "warning", file_notices.FOLDER_HOLDS_NO_SUBMISSION))
    for name, entries in every.groups.items():
        fresh = [one for one in entries if not search.is_taken(where.path / where.at(one), where.place / where.at(one))]
        if fresh:
            search.add(where.path / where.at(fresh[0]), _group(name, where, fresh, every.parts))


def class_folders(paths: Sequence[Path], single: bool, platform: str | None = None) -> list[ClassFolder]:
    """Return the paths that are class folders; one that cannot be looked at is none."""
    found = []
    for path in paths:
        with suppress(OSError, ValueError, ZipError):
            where = None if single else opened_class(path, Path(os.path.realpath(path, strict=True)), platform)
            found += [where] if where else []
    return found


def _group(name: str, where: ClassFolder, entries: list[Entry], parts: Parts) -> SubmissionFiles:
    """Return what one name of a class folder stands for, mostly one entry; several are all taken."""
    known = [parts[entry.name] for entry in entries if entry.name in parts]
    if len(known) == len(entries):
        download = replace(known[0].download, late=any(part.download.late for part in known))
        files = _gather(name, _joined(where, entries, parts))
        return replace(files, download=download, entries=tuple(entry.name for entry in entries))
    found = Findings()
    if len(entries) > 1:
        names = " and ".join(shown(entry.name) for entry in entries)
        found.notice(names, "warning", file_notices.ONE_NAME_ONE_SUBMISSION.format(name=name))
    for entry in entries:
        _child(found, where, entry, len(entries) > 1)
    return _gather(name, found)


def _child(found: Findings, where: ClassFolder, entry: Entry, several: bool) -> None:
    """Take one entry of a class folder."""
    path, prefix = where.at(entry), f"{shown(entry.name)}/" if several else ""
    branch = Branch(where.tree, where.folder, alone=True)
    if entry.kind is Kind.FOLDER:
        inner = _folder(where, path, prefix)
        walk(found, inner)
        _check_folders(found, inner)
    elif entry.kind is Kind.FILE and form_of(entry.name) is Form.ARCHIVE:
        archive(found, branch, path, branch.name(path), prefix)
    else:
        take(found, branch, path, entry)


def _folder(where: ClassFolder, path: PurePosixPath, prefix: str) -> Branch:
    """Return a folder of the class as a submission's own, so that links inside of it cannot lead to another's."""
    root = where.tree.root
    if root.is_archive:
        return Branch(where.tree, path, prefix)
    return Branch(FolderTree(Root(root.folder / path)), prefix=prefix)


def _joined(where: ClassFolder, entries: Sequence[Entry], parts: Parts) -> Findings:
    """Return what was found in the parts of a submission that a platform named: files, folders and archives."""
    files = {where.at(entry): parts[entry.name] for entry in entries if parts[entry.name].file}
    names = Counter(part.file for part in files.values())
    files = {path: part if names[part.file] == 1 else replace(part, file=path.name) for path, part in files.items()}
    branch, several, found = Branch(where.tree, where.folder, alone=True, parts=files), len(entries) > 1, Findings()
    found.entries = len(entries)
    for entry in entries if not found.is_full else ():
        path, part = where.at(entry), parts[entry.name]
        if entry.kind is Kind.FOLDER:
            inner = _folder(where, path, f"{shown(part.folder or entry.name)}/" if several else "")
            walk(found, inner)
            _check_folders(found, inner)
        elif not several and entry.kind is Kind.FILE and form_of(entry.name) is Form.ARCHIVE:
            archive(found, branch, path, branch.name(path), "")
        else:
            take(found, branch, path, entry)
    return found


def _gather(name: str, found: Findings) -> SubmissionFiles:
    if found.is_full:
        message = file_notices.NOT_READ_MORE_THAN.format(submission_entries=limits.SUBMISSION_ENTRIES)
        return SubmissionFiles(name, (), (Notice(name, 0, "error", message),), (Loose(Source(name, 0), message),))
    documents, lost = found.distinct(), tuple(found.lost)
    notices = tuple(found.notices)
    if not documents and not lost and not found.arrays:
        lost = tuple(
            Loose(Source(file, 0), file_notices.NO_DOCUMENT_ANSWERS.format(readable=READABLE)) for file in found.aside
        )
    if not documents and not notices:
        notices = (Notice(name, 0, "warning", file_notices.NOTHING_HANDED.format(readable=READABLE)),)
    arrays, code = tuple(found.arrays), tuple(found.code)
    return SubmissionFiles(name, tuple(documents), notices, lost, found.own, arrays, code)


def folder_name(path: Path) -> str:
    """Return the name of the submission in a folder; `.` and `..` stand for the folders they lead to."""
    return clean_name(os.path.basename(os.path.abspath(path)))
