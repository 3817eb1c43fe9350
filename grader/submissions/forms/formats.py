"""The forms in which answers are handed in, told apart by a file's name."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """How a file takes part: read, named by answers, known to hold answers and not read, or something else."""

    YAML = "yaml"
    JSON = "json"
    MARKDOWN = "markdown"
    LATEX = "latex"
    NOTEBOOK = "notebook"
    HTML = "html"
    PYTHON = "python"
    UNREAD = "unread"
    ARRAYS = "arrays"
    ARCHIVE = "archive"
    OTHER = "other"


EXTENSIONS = {
    "yaml": Form.YAML,
    "yml": Form.YAML,
    "json": Form.JSON,
    "md": Form.MARKDOWN,
    "markdown": Form.MARKDOWN,
    "txt": Form.MARKDOWN,
    "npz": Form.ARRAYS,
    "npy": Form.ARRAYS,
    "safetensors": Form.ARRAYS,
    "tex": Form.LATEX,
    "ipynb": Form.NOTEBOOK,
    "html": Form.HTML,
    "htm": Form.HTML,
    "py": Form.PYTHON,
    **dict.fromkeys(("rtf", "pdf", "doc", "docx", "odt", "pages"), Form.UNREAD),
    **dict.fromkeys(("png", "jpg", "jpeg", "heic", "gif", "bmp", "tif", "tiff", "webp", "svg"), Form.UNREAD),
    "zip": Form.ARCHIVE,
    **dict.fromkeys(("gz", "tgz", "7z", "rar"), Form.UNREAD),
}

RUNNING = frozenset({Form.MARKDOWN, Form.LATEX, Form.NOTEBOOK, Form.HTML, Form.PYTHON})  # texts with headings
DOCUMENTS = frozenset({Form.YAML, Form.JSON, *RUNNING}) - {Form.PYTHON}  # forms that answers are read from
TABLE = "submissions.csv"
# In a class folder these say when what was handed in, and by whom; they are the instructor's, and no submissions.
CLASS_FILES = (TABLE, "submission_metadata.yml", "submission_metadata.yaml", "submission_metadata.json")
OWN_FILES = {"submission.yaml", "submission.yml", "submission.json"}  # in a submission: what it says of itself

NOTES = {"notes.txt", "readme.txt", "readme.md", "license.txt", "requirements.txt", "todo.txt"}
IGNORED = {"__pycache__", "__macosx", "thumbs.db", "desktop.ini", "lost+found"}


def form_of(name: str) -> Form:
    """Return the form of a file by its extension, letter case aside."""
    _, dot, extension = name.rpartition(".")
    return EXTENSIONS.get(extension.casefold(), Form.OTHER) if dot else Form.OTHER


def is_stray(name: str) -> bool:
    """Whether a file that stands by itself in a class folder is nobody's answers: code, tables, notes."""
    return is_code_or_other(name) or name.casefold() in NOTES


def is_code_or_other(name: str) -> bool:
    """Whether a file is no document of answers by itself: code is one only where a problem asks for it."""
    return form_of(name) in {Form.OTHER, Form.PYTHON}


def is_ignored(name: str) -> bool:
    """Whether a file or folder is no part of any submission: hidden, or left by a system or an editor."""
    return name.startswith((".", "~$")) or name.casefold() in IGNORED


def is_answers(name: str) -> bool:
    """Whether a file's name is `answers.*`, which makes the folder that holds it a submission."""
    return name.casefold().startswith("answers.")


def shown(name: str) -> str:
    """Return a file's name as it may be printed: bytes that are no text and control characters are escaped."""
    if name.isprintable():
        return name
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
