"""The folder that `-o` names: a finished set of results, which only another finished set takes the place of.

A run writes its files into a folder of its own below, `run.unfinished`. When all are there, `run.json` is written with
a digest of each and of them all, the run's id; then they are moved to their places, `run.json` last. A run that ends
before that leaves the results as they were; one that is killed between two moves is moved on when the folder is opened
next. What the set before wrote and this one does not, such as the page of a student who goes by another name now, is
removed where it still is as it was written. Nothing else in the folder is touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from grader.errors import RefusedError
from grader.records import dataclass, replace
from grader.reports.class_forms import KEPT, LINES, Kept, Look
from grader.reports.classes import ClassReport
from grader.reports.clean import escape_json
from grader.reports.origins import File, Origins, add_by_origin
from grader.reports.page_names import page_names
from grader.reports.result_json import SCHEMA, dumps

RUN = "run.json"
UNFINISHED = "run.unfinished"  # the folder of a run that is not finished
ID_DIGITS = 16  # of a run's id
SHARES = 64  # of a folder of pages, at most
SHARE_STUDENTS = 25  # in one share, at least


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the folder that is to be made, by the number of its form, or a share of a folder of files: `number`."""

    form: int
    number: int = 0
    of: int = 1


Written = list[File]
Each = Callable[[Callable[[Piece], Written], Iterable[Piece]], Iterable[Written]]
Load = Callable[[ClassReport], ClassReport]


class Results:
    """The lines of verdicts that stand in a folder now, whatever takes their place later; empty where none are."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LINES.name
        self._file = -1
        with suppress(OSError):
            self._file = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)

    def read(self, offset: int, length: int) -> bytes:
        """Return some of the bytes, fewer where there are not so many; processes forked later may ask, too."""
        try:
            return os.pread(self._file, length, offset) if self._file >= 0 else b""
        except (OSError, ValueError, OverflowError):
            return b""

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1


class Journals:
    """The results of one run, in a folder that is made where it is missing. Raises RefusedError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own = folder / UNFINISHED
        make_folder(folder)
        _refuse_what_is_in_the_way(folder)
        settle(folder)
        with _refusing(self._own):
            shutil.rmtree(self._own, ignore_errors=True)
            self._own.mkdir()
        self.before = Results(folder)
        self._size = 0
        self._digest = hashlib.sha256()
        with _refusing(self._own / LINES.name):
            self._lines: BinaryIO = (self._own / LINES.name).open("wb")

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files and the folder that a finished run leaves."""
        return tuple(self.folder / one.name for one in KEPT)

    def add(self, *lines: str) -> int:
        """Add the JSON of verdicts to the lines of the run, and return where in the file it begins."""
        data, start = joined(lines), self._size
        self._size += len(data)
        self._digest.update(data)
        with _refusing(self.folder / LINES.name):
            self._lines.write(data)
        return start

    def finish(
        self,
        report: ClassReport,
        *,
        timing: bool = False,
        run: Mapping[str, Any] | None = None,
        load: Load = lambda report: report,
        each: Each = map,
        origins: Origins | None = None,
    ) -> dict[str, list[list[str]]]:
        """Make the other files, put all in place, and return what they were made from.

        `run` is what later commands need to know of the run. `each` applies the making to the pieces, wherever that is
        done; `load` is applied there to the report of which all is made. What `origins` knows to be there as it would
        be made is not made again.
        """
        look = Look(timing=timing)
        with _refusing(self.folder / LINES.name):
            self._lines.flush()
            os.fsync(self._lines.fileno())
            self._lines.close()
        digests, known = {LINES.name: self._digest.hexdigest()}, origins or Origins()
        made: dict[str, list[list[str]]] = {}
        for some in each(lambda piece: self._made(report, look, piece, load, known), _pieces(report)):
            digests.update((one.name, one.digest) for one in some)
            add_by_origin(made, some)
        files = dict(sorted(digests.items()))
        id_ = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:ID_DIGITS]
        self._write(RUN, _noted({"schema": SCHEMA, **(run or {}), "run": id_}, files))
        _move(self.folder, files)
        return made

    def _made(self, report: ClassReport, look: Look, piece: Piece, load: Load, origins: Origins) -> Written:
        """Make the files of a piece."""
        form = KEPT[piece.form]
        if form.is_folder:
            return [] if report.assignment is None else self._made_of_each(form, report, look, piece, origins)
        origin = f"{origins.whole} {form.name}"
        kept = origins.kept(self.folder, origin)
        return kept or [File(name, self._write(name, text), origin) for name, text in form.files(load(report), look)]

    def _made_of_each(self, form: Kept, report: ClassReport, look: Look, piece: Piece, origins: Origins) -> Written:
        """Make the files of each of some students, which are named after them."""
        with _refusing(self.folder / form.name):
            (self._own / form.name).mkdir(exist_ok=True)
        students = report.students[piece.number :: piece.of]
        names = report.names[piece.number :: piece.of]
        stems = page_names(report.names, "")
        written: Written = []
        anew: dict[str, tuple[int, str]] = {}
        for place, (name, digest) in enumerate(zip(names, origins.students(students), strict=True)):
            origin = f"{digest} {stems[name]}"
            kept = origins.kept(self.folder, origin)
            written += kept
            if not kept:
                anew[stems[name]] = place, origin
        left = replace(
            report, students=[students[place] for place, _ in anew.values()], every_name=report.names, counts=None
        )
        for name, text in form.files(left, look):
            written.append(File(name, self._write(name, text), anew[PurePosixPath(name).stem][1]))
        return written

    def _write(self, name: str, text: str) -> str:
        """Write a file of the set that is not finished, and return a digest of its bytes."""
        data = text.encode("utf-8", "backslashreplace")
        with _refusing(self.folder / name), (self._own / name).open("wb") as stream:
            stream.write(data)
            stream.flush()
            if "/" not in name:  # of pages there are many; what a lost machine loses, the digests tell
                os.fsync(stream.fileno())
        return hashlib.sha256(data).hexdigest()

    def __enter__(self) -> Journals:
        return self

    def __exit__(self, *raised: object) -> None:
        self.before.close()
        with suppress(OSError):  # a disk that refused once refuses what was to be written again
            self._lines.close()
        if not (self._own / RUN).exists():
            shutil.rmtree(self._own, ignore_errors=True)


def _noted(head: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """Return what `run.json` says; its files, which may be many, are written line by line and not as one tree."""
    listed = ",\n".join(
        f'  {escape_json(json.dumps(name, ensure_ascii=False))}: "{one}"' for name, one in files.items()
    )
    before, _, _ = dumps({**head, "files": {}}, indent=1).rpartition("{}")
    return f"{before}{{\n{listed}\n }}\n}}\n"


def joined(lines: Iterable[str]) -> bytes:
    """Return lines as they stand in a file."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _pieces(report: ClassReport) -> Iterator[Piece]:
    """Yield what is to be made, the largest first; a folder in shares, so that no single process makes all of it."""
    shares = max(1, min(SHARES, len(report.students) // SHARE_STUDENTS))
    for number, form in enumerate(KEPT):
        if form.is_folder:
            yield from (Piece(number, share, shares) for share in range(shares))
    for number, form in enumerate(KEPT):
        if not form.is_folder and form is not LINES:
            yield Piece(number)


def make_folder(folder: Path) -> None:
    """Make a folder of reports where it is missing. Raises RefusedError."""
    with _refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)


def settle(folder: Path) -> None:
    """Move a finished set to its places, where one waits for that: all files, and last the one that names them."""
    own = folder / UNFINISHED
    if not (own / RUN).is_file():
        return
    with _refusing(own / RUN):
        names = json.loads((own / RUN).read_text(encoding="utf-8"))["files"]
    _move(folder, names)


def _move(folder: Path, names: Iterable[str]) -> None:
    own = folder / UNFINISHED
    waiting: set[str] = set()  # most of a set may be in its place already
    with _refusing(own / RUN):
        inners = list(own.iterdir())
    for inner in inners:
        if inner.is_dir():
            with _refusing(folder / inner.name):
                (folder / inner.name).mkdir(exist_ok=True)
                waiting.update(f"{inner.name}/{name}" for name in os.listdir(inner))
        else:
            waiting.add(inner.name)
    for name in _stale(folder, frozenset(names)):
        with _refusing(folder / name):
            (folder / name).unlink(missing_ok=True)
    for name in (*waiting.intersection(names), RUN):
        with _refusing(folder / name), suppress(FileNotFoundError):  # it was moved before, or is by another process
            os.replace(own / name, folder / name)
    shutil.rmtree(own, ignore_errors=True)


def _stale(folder: Path, names: frozenset[str]) -> Iterator[str]:
    """Yield the files of the set that stands in a folder that are not among others and are as they were written."""
    try:
        before = json.loads((folder / RUN).read_text(encoding="utf-8"))["files"]
        gone = [(name, digest) for name, digest in before.items() if name not in names and _is_own(name)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # no set that is known
    for name, digest in gone:
        with suppress(OSError):
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest:
                yield name


def _is_own(name: str) -> bool:
    """Whether a name is one that a set has: of a file of its own, or of one in a folder of them."""
    above, _, inner = name.rpartition("/")
    return any(form.name == (above if form.is_folder else name) for form in KEPT) and inner not in {".", ".."}


def _refuse_what_is_in_the_way(folder: Path) -> None:
    for form in KEPT:
        path = folder / form.name
        if form.is_folder and path.exists() and not path.is_dir():
            raise RefusedError(path, "a file stands where the folder of pages belongs")
        if not form.is_folder and path.is_dir():
            raise RefusedError(path, "a folder stands where a file of the results belongs")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Name the file where the disk refuses."""
    try:
        yield
    except OSError as error:
        raise RefusedError(error.filename if isinstance(error.filename, str) else path, error) from None
