"""When what was handed in, and by whom: what a class folder or an export of a learning platform says of submissions.

What stands inside of a submission was written by its student, and is believed only where the instructor says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader.errors import Diagnostic, ProblemError
from grader.problems.texts.jsontext import read_json
from grader.problems.texts.located import Document, Located, MappingNode, SequenceNode, Text
from grader.problems.texts.source import SourceError, YamlLimits, read_bytes
from grader.problems.texts.typed import shown
from grader.problems.texts.yamltext import read_yaml
from grader.problems.times import TimeError, moment
from grader.records import dataclass, replace
from grader.submissions.discovery.class_folder import ClassFolder
from grader.submissions.forms.formats import CLASS_FILES
from grader.submissions.model import Document as File
from grader.submissions.model import SubmissionFiles
from grader.submissions.opening.archives import opened
from grader.submissions.opening.documents import DocumentError
from grader.submissions.opening.documents import read_bytes as open_document
from grader.submissions.opening.trees import Kind
from grader.submissions.opening.zip_files import ZipError, read_member
from grader.submissions.tables import Row, Table, table_from

COLUMNS = ("submission", "student", "submitted", "attempt")
LIMITS = YamlLimits(max_bytes=20_000_000, max_nodes=2_000_000)  # of an export, which may hold all earlier results
MAX_ATTEMPT = 10_000


@dataclass(frozen=True)
class Record:
    """What is known of one submission and one of its students.

    `submission` is its name, empty where the file speaks of the only one there is. `students` are the names by
    which the same student may be known, the one to show first. `file` and `line` say where this stands.
    """

    submission: str
    students: tuple[str, ...] = ()
    submitted: datetime | None = None
    attempt: int | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Metadata:
    """The records of a class, the files they come from, and what could not be used."""

    records: tuple[Record, ...] = ()
    files: tuple[str, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()

    def joined(self, other: Metadata) -> Metadata:
        """Return both; of a submission that both speak of, the other one is not used."""
        known = {record.submission for record in self.records}
        records = [record for record in other.records if record.submission not in known]
        return Metadata((*self.records, *records), self.files, (*self.warnings, *other.warnings))


@dataclass(frozen=True)
class _ClassFile:
    """A file of the class folder, or one that the instructor names; `load` returns its bytes or raises SourceError."""

    name: str
    load: Callable[[YamlLimits], bytes]


def load_metadata(named: Path | None, folders: Sequence[ClassFolder]) -> Metadata:
    """Return what the named file says, or else the files of these names in the class folders.

    Raises ProblemError with every fault of a table; an export that cannot be used is a warning.
    """
    found = [_named(named)] if named else [one for folder in folders for one in _in_class(folder)]
    records: list[Record] = []
    warnings: list[Diagnostic] = []
    faults: list[Diagnostic] = []
    for file in found:
        if PurePosixPath(file.name).suffix.lower() in {".yml", ".yaml", ".json"}:
            export = _export(file)
            records += export.records
            warnings += export.warnings
        else:
            table = table_from(file.name, file.load, COLUMNS, ("submission",))
            records += [_record(table, row) for row in table.rows]
            faults += table.faults
            warnings += table.warnings
    if faults:
        raise ProblemError(faults)
    return Metadata(tuple(records), tuple(file.name for file in found), tuple(warnings))


def _named(path: Path) -> _ClassFile:
    return _ClassFile(path.as_posix(), lambda limits: read_bytes(path, path.as_posix(), limits))


def _in_class(where: ClassFolder) -> Iterator[_ClassFile]:
    """Yield the files of a class folder that say who handed in what and when."""
    with suppress(OSError):
        names = {entry.name for entry in where.tree.entries(where.folder) if entry.kind in {Kind.FILE, Kind.LINK}}
        for name in CLASS_FILES:
            if name in names and where.tree.root.is_archive:
                yield _packed(where, name)
            elif name in names:
                yield _named(where.path / where.folder / name)


def _packed(where: ClassFolder, name: str) -> _ClassFile:
    shown_name = (where.path / where.folder / name).as_posix()

    def load(limits: YamlLimits) -> bytes:
        try:
            with opened(where.tree.root) as archive:
                member = archive.directory.members[where.folder / name]
                if member.size > limits.max_bytes:
                    raise ZipError(f"is larger than {limits.max_bytes} bytes (limit max_bytes)")
                return read_member(archive.source, member)
        except (ZipError, OSError) as error:
            raise SourceError(Diagnostic(shown_name, 0, 0, "", str(error))) from None

    return _ClassFile(shown_name, load)


def _record(table: Table, row: Row) -> Record:
    if not row.get("submission"):
        table.fault(row.line, "submission", "no submission is named in this row")
    submitted, attempt = None, None
    try:
        submitted = moment(row.get("submitted")) if row.get("submitted") else None
    except TimeError as error:
        table.fault(row.line, "submitted", str(error))
    if row.get("attempt"):
        attempt = _whole(row.get("attempt"))
        if attempt is None:
            table.fault(row.line, "attempt", f"expected a whole number, such as 2, not {shown(row.get('attempt'))}")
    students = (row.get("student"),) if row.get("student") else ()
    return Record(row.get("submission"), students, submitted, attempt, table.file, row.line)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MAX_ATTEMPT else None


# Gradescope's exports: `submission_metadata.yml` of a class, `submission_metadata.json` of one submission.


def _export(file: _ClassFile) -> Metadata:
    name = file.name
    document = _document(file)
    if isinstance(document, Diagnostic):
        return Metadata(warnings=(document,))
    if not isinstance(document.root, MappingNode):
        return Metadata(warnings=(Diagnostic(name, 0, 0, "", "holds no submissions, and says nothing that is used"),))
    return _exported(document.root, name)


def _document(file: _ClassFile) -> Document | Diagnostic:
    try:
        data = file.load(LIMITS)
    except SourceError as error:
        return error.diagnostic
    read = read_json if file.name.lower().endswith(".json") else read_yaml
    document = read(data, file.name, LIMITS)
    return document.faults[0] if document.faults else document


def _exported(root: MappingNode, name: str) -> Metadata:
    warnings: list[Diagnostic] = []
    if root.get("users") is not None or root.get("created_at") is not None:
        records = list(_submission("", root, name, warnings))
    else:
        records = [
            record
            for entry in root.entries
            if isinstance(entry.value, MappingNode)
            for record in _submission(_stem(entry.key.value), entry.value, name, warnings)
        ]
    return Metadata(tuple(records), (), tuple(warnings))


def _stem(name: str) -> str:
    return PurePosixPath(name).stem if PurePosixPath(name).suffix else name


def _submission(key: str, node: MappingNode, name: str, warnings: list[Diagnostic]) -> Iterator[Record]:
    """Yield one record for each student of a submission; keys are written with a colon before them in YAML."""
    created = _value(node, "created_at")
    submitted = None
    if isinstance(created, Text):
        try:
            submitted = moment(created.value)
        except TimeError as error:
            warnings.append(Diagnostic(name, created.line, created.column, "created_at", str(error)))
    record = Record(key, (), submitted, None, name, node.line)
    people = _value(node, "submitters") or _value(node, "users")
    listed = people.items if isinstance(people, SequenceNode) else ()
    students = [_names(one) for one in listed if isinstance(one, MappingNode)]
    yield from [replace(record, students=names) for names in students if names] or [record]


def _names(person: MappingNode) -> tuple[str, ...]:
    values = [_value(person, key) for key in ("sid", "email", "name")]
    return tuple(value.value.strip() for value in values if isinstance(value, Text) and value.value.strip())


def _value(node: MappingNode, key: str) -> Located | None:
    return node.get(f":{key}") or node.get(key)


# What a submission says of itself.

OWN_KEYS = ("student", "submitted", "attempt", "group")
NOT_BELIEVED = "what a submission says of itself is not believed; --trust-metadata changes that"


def own_metadata(found: Sequence[SubmissionFiles], trusted: bool) -> Metadata:
    """Return what submissions say of themselves in `submission.yaml`; nothing but notes where they are not trusted."""
    records: list[Record] = []
    warnings: list[Diagnostic] = []
    for files in found:
        if files.own is None:
            continue
        name = f"{files.name}/{files.own.name}"
        if trusted:
            records += _own(files, files.own, name, warnings)
        else:
            warnings.append(Diagnostic(name, 0, 0, "", NOT_BELIEVED))
    return Metadata(tuple(records), (), tuple(warnings))


def _own(files: SubmissionFiles, document: File, name: str, warnings: list[Diagnostic]) -> Iterator[Record]:
    try:
        data = open_document(document)
    except DocumentError as error:
        warnings.append(Diagnostic(name, 0, 0, "", str(error)))
        return
    read = read_json(data, name) if document.name.lower().endswith(".json") else read_yaml(data, name)
    warnings += read.faults
    if not isinstance(read.root, MappingNode):
        warnings.append(Diagnostic(name, 0, 0, "", f"expected {', '.join(OWN_KEYS)}"))
        return
    yield from _own_records(files, read.root, name, warnings)


def _own_records(files: SubmissionFiles, root: MappingNode, name: str, warnings: list[Diagnostic]) -> Iterator[Record]:
    texts = {key: node.value.strip() for key in OWN_KEYS if isinstance(node := root.get(key), Text)}
    for entry in root.entries:
        if entry.key.value not in OWN_KEYS:
            message = f"unknown key {shown(entry.key.value)}; possible: {', '.join(OWN_KEYS)}"
            warnings.append(Diagnostic(name, entry.key.line, entry.key.column, "", message))
    submitted = None
    if texts.get("submitted"):
        try:
            submitted = moment(texts["submitted"])
        except TimeError as error:
            warnings.append(Diagnostic(name, root.line, 0, "submitted", str(error)))
    record = Record(files.name, (), submitted, _whole(texts.get("attempt", "")), name, root.line)
    group = root.get("group")
    members = [one.value.strip() for one in getattr(group, "items", ()) if isinstance(one, Text)]
    names = [one for one in dict.fromkeys([texts.get("student", ""), *members]) if one]
    yield from [replace(record, students=(one,)) for one in names] or [record]
