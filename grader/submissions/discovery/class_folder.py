"""A class folder: its entries become groups, one for each submission, by the naming of the platform it came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from grader.errors import RequestError
from grader.records import dataclass, field, replace
from grader.submissions.discovery.platforms import BY_NAME, NONE, PLATFORMS, Part, Parts, Platform
from grader.submissions.discovery.walk import READABLE, holds_answers, listing
from grader.submissions.forms.formats import CLASS_FILES, Form, form_of, is_code_or_other, is_stray, shown
from grader.submissions.model import Level, Notice, Root
from grader.submissions.opening.trees import HERE, Entry, FolderTree, Kind, Tree, archive_tree
from grader.submissions.opening.zip_files import ZipError

MANY = 3  # entries that a message names


class UnclearFolderError(RequestError):
    """A class folder whose names can be read in two ways; the message says both, and which option settles it."""


@dataclass(frozen=True)
class ClassFolder:
    """A folder of a tree whose entries are handed in by a class; `path` is how it was named, `place` where it is."""

    path: Path
    place: Path
    tree: Tree
    folder: PurePosixPath = HERE

    def at(self, entry: Entry) -> PurePosixPath:
        """Return the path of an entry in the tree."""
        return self.folder / entry.name


@dataclass
class Grouped:
    """The entries of a class folder by the submission they belong to; `parts` are those that a platform named."""

    groups: dict[str, list[Entry]] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def opened_class(path: Path, place: Path, platform: str | None = None) -> ClassFolder | None:
    """Return the class folder at a path, None where it is one submission. Raises OSError and ZipError."""
    if place.is_dir():
        tree: Tree = FolderTree(Root(place))
    elif form_of(place.name) is Form.ARCHIVE:
        tree = archive_tree(Root(place.parent, outer=PurePosixPath(place.name)))
    else:
        return None
    entries = listing(tree)
    if holds_answers(entries):
        return None
    where = ClassFolder(path, place, tree)
    only = entries[0] if len(entries) == 1 else None
    if only is not None and only.kind is Kind.FOLDER:
        inside = replace(where, folder=PurePosixPath(only.name))
        is_packed = tree.root.is_archive and only.name == place.stem
        return inside if is_packed or _platform_of(inside, platform) else where
    return where


def _platform_of(where: ClassFolder, platform: str | None) -> Platform | None:
    """Return the platform that alone names files as those of a folder are named. Raises OSError."""
    entries = listing(where.tree, where.folder)
    certain = [one.name for one in PLATFORMS if one.is_certain] if platform is None else [platform]
    return next((known for name in certain if (known := _recognised(where, entries, name)[0])), None)


def grouped(where: ClassFolder, staff: frozenset[Path], platform: str | None = None) -> Grouped:
    """Return the entries of a class folder by submission, without what is nobody's, which is noted.

    `platform` names the one that the folder came from, or says that it came from none. Raises OSError, and
    UnclearFolderError where that has to be told.
    """
    every = [one for one in listing(where.tree, where.folder) if where.place / where.at(one) not in staff]
    _check_single(where, every, platform)
    known, parts = _recognised(where, every, platform)
    entries = [one for one in every if one.name.casefold() not in CLASS_FILES or one.kind is Kind.FOLDER]
    found = Grouped(parts=dict(parts))
    if known is not None:
        entries = _without_own(found, where, entries, known)
    strays = _strays(found, where, [entry for entry in entries if entry.name not in parts])
    for entry in entries:
        if entry.name in parts:
            found.groups.setdefault(clean_name(parts[entry.name].submission), []).append(entry)
        elif entry.name not in strays:
            found.groups.setdefault(clean_name(stem(entry)), []).append(entry)
    return found


def _check_single(where: ClassFolder, entries: Sequence[Entry], platform: str | None) -> None:
    """Raise UnclearFolderError where the only thing in a folder is an archive that seems to be the class."""
    only = entries[0] if len(entries) == 1 and isinstance(where.tree, FolderTree) else None
    if platform is not None or only is None or only.kind is not Kind.FILE or form_of(only.name) is not Form.ARCHIVE:
        return
    place = where.place / only.name
    with suppress(OSError, ZipError):
        inside = opened_class(place, place)
        known = _platform_of(inside, None) if inside else None
        if known is not None:
            said = f"{shown(str(where.path))} could be two things: it holds one archive, in which files are named as"
            by = f"name {shown(str(where.path / only.name))} if that is the class, or say --platform {NONE}"
            raise UnclearFolderError(f"{said} {known.title} names what it hands out; {by}")


def _recognised(where: ClassFolder, entries: Sequence[Entry], platform: str | None) -> tuple[Platform | None, Parts]:
    """Return the platform that a folder came from, and what its names tell. Raises UnclearFolderError."""
    files = {entry.name.casefold() for entry in entries if entry.kind is Kind.FILE}
    for one in PLATFORMS if platform is None else [BY_NAME[platform]] if platform in BY_NAME else ():
        names = [entry.name for entry in entries if entry.name.casefold() not in {*CLASS_FILES, *one.own}]
        parts = one.parts(names) if not one.marker or one.marker in files else {}
        if platform is None and not one.is_certain and len(parts) == 1 < len(names):
            continue  # by chance
        doubt = one.doubt(names, parts) if platform is None else ""
        if doubt:
            said = f"{shown(str(where.path))} could be two things: {doubt} ({_some(parts)})"
            by = f"--platform {one.name} makes one submission of all files of a student"
            raise UnclearFolderError(f"{said}; {by}, --platform {NONE} one of each entry")
        if parts:
            return one, parts
    return None, {}


def _some(names: Iterable[str]) -> str:
    every = [shown(name) for name in names]
    return ", ".join(every[:MANY]) + (", …" if len(every) > MANY else "")


def _without_own(found: Grouped, where: ClassFolder, entries: Sequence[Entry], known: Platform) -> list[Entry]:
    """Return the entries but what the platform itself put there, or staff; says which platform it is."""
    submissions = {part.submission for part in found.parts.values()}
    joined = "; the files of one student are one submission" if len(submissions) < len(found.parts) else ""
    said = f"named as {known.title} names what it hands out{joined} (--platform {NONE}: as any other folder)"
    found.notices.append(Notice(shown(str(where.path)), 0, "note", said))
    kept = []
    for entry in entries:
        part = found.parts.get(entry.name)
        if entry.name in known.own or (part and part.is_staff):
            said = f"left aside, {known.title} put it there"
            found.notices.append(Notice(shown(str(where.path / where.at(entry))), 0, "note", said))
        else:
            kept.append(entry)
    return kept


def _strays(found: Grouped, where: ClassFolder, entries: Sequence[Entry]) -> set[str]:
    """Return the names of files that nobody hands in as answers, which are left aside, with a notice.

    A text (`notes.txt`) may belong to the submission of that name, and is nobody's otherwise.
    """
    doubtful = [entry for entry in entries if entry.kind is Kind.FILE and is_stray(entry.name)]
    found_there = {entry.name for entry in entries} - {entry.name for entry in doubtful}
    names = {clean_name(stem(entry)) for entry in entries if entry.name in found_there}
    strays = [one for one in doubtful if is_code_or_other(one.name) or clean_name(stem(one)) not in names]
    for entry in strays:
        level: Level = "note" if is_code_or_other(entry.name) else "warning"
        message = f"left aside, it is no document of answers, and no submission; {READABLE}"
        found.notices.append(Notice(shown(str(where.path / where.at(entry))), 0, level, message))
    return {entry.name for entry in strays}


def stem(entry: Entry) -> str:
    """Return the name of a folder, or that of a file without its extension."""
    return entry.name if entry.kind is Kind.FOLDER else PurePosixPath(entry.name).stem


def clean_name(name: str) -> str:
    """Return a file's name as the name of a submission: printable, in composed characters, never empty."""
    return unicodedata.normalize("NFC", shown(name)).strip() or "submission"
