"""Folders as they are looked at: those of a disk, and those in an archive, by the same few questions."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import ExitStack
from enum import Enum
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from grader.records import dataclass
from grader.submissions.model import Root
from grader.submissions.opening.archives import opened
from grader.submissions.opening.descriptors import open_folder, special
from grader.submissions.opening.zip_files import Directory
from grader.wording import file_notices

HERE = PurePosixPath()


class Kind(Enum):
    """What stands in a folder."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder; `refused` says why it is never opened."""

    name: str
    kind: Kind
    refused: str = ""


class Tree(Protocol):
    """Folders below a root."""

    @property
    def root(self) -> Root:
        """Return what the folders are below."""

    def entries(self, folder: PurePosixPath = HERE) -> list[Entry]:
        """Return what stands in a folder, in no order. Raises OSError."""


@dataclass(frozen=True)
class FolderTree:
    """The folders of a disk below one of them; no link is followed."""

    root: Root

    def entries(self, folder: PurePosixPath = HERE) -> list[Entry]:
        """Return what stands in a folder. Raises OSError."""
        with ExitStack() as stack:
            found = stack.enter_context(os.scandir(open_folder(self.root.folder, folder, stack)))
            return [_entry(one) for one in found]


def _entry(one: os.DirEntry[str]) -> Entry:
    if one.is_symlink():
        return Entry(one.name, Kind.LINK)
    if one.is_dir(follow_symlinks=False):
        return Entry(one.name, Kind.FOLDER)
    if one.is_file(follow_symlinks=False):
        return Entry(one.name, Kind.FILE)
    try:
        mode = one.stat(follow_symlinks=False).st_mode
    except OSError:  # it is gone
        mode = 0
    return Entry(one.name, Kind.REFUSED, file_notices.NEVER_OPENED.format(kind=special(mode)))


@dataclass(frozen=True)
class ArchiveTree:
    """The folders in an archive."""

    root: Root
    directory: Directory

    def entries(self, folder: PurePosixPath = HERE) -> list[Entry]:
        """Return what stands in a folder."""
        return self._listed.get(folder, [])

    @cached_property
    def _listed(self) -> dict[PurePosixPath, list[Entry]]:
        listed: dict[PurePosixPath, list[Entry]] = defaultdict(list)
        for folder in self.directory.folders - {HERE}:
            listed[folder.parent].append(Entry(folder.name, Kind.FOLDER))
        for path, member in self.directory.members.items():
            kind = Kind.REFUSED if member.refused else Kind.FILE
            listed[path.parent].append(Entry(path.name, kind, member.refused))
        for parent, name, why in self.directory.refused:
            listed[parent].append(Entry(name, Kind.REFUSED, why))
        return dict(listed)


def archive_tree(root: Root) -> ArchiveTree:
    """Return the folders in an archive. Raises ZipError, OSError."""
    with opened(root) as archive:
        return ArchiveTree(root, archive.directory)
