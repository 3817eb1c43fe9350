"""What running documents (Markdown, LaTeX, notebooks) are read into: headings and blocks, each with its place."""

from __future__ import annotations

from typing import Literal

from grader.records import dataclass
from grader.verdict import Source


@dataclass(frozen=True, slots=True)
class Heading:
    r"""A heading; `level` counts from 1, the larger the deeper.

    `counted`: the form gives it a number by its position, as `\section` and `\question` of LaTeX.
    """

    title: str
    level: int
    source: Source
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph as it stands in the source, mathematics with its delimiters in it."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Formula:
    r"""A displayed formula without its delimiters; `delimiter` is the one before it, where that may be no delimiter."""

    text: str
    source: Source
    delimiter: str = ""


LABEL_DASH = "–"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. `marks` are what stands before the items (`1.`), empty where it is only a bullet.

    The one item of `LABEL_DASH` stands behind a label, of which the dash is most likely the end.

    `counted`: the form gives the items numbers by their positions.
    """

    items: tuple[tuple[Block, ...], ...]
    marks: tuple[str, ...]
    text: str
    source: Source
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows of cells, the first row its head."""

    rows: tuple[tuple[str, ...], ...]
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code: an answer only where the problem asks for code."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that holds no answer for us, and `what` it is; `lost`: it may well have been meant as one.

    `inner` is what stands in a quotation, which is read only where what is asked stands outside of it. `open` is what
    it keeps open: the question that it is written for; all without an answer too, where it may hold their headings; all
    that are not answered rightly too, where it may be what the student wrote last.
    """

    what: str
    text: str
    source: Source
    lost: bool = True
    inner: tuple[Block, ...] = ()
    open: Literal["own", "unanswered", "all"] = "own"


@dataclass(frozen=True, slots=True)
class Given:
    r"""An answer that names its problem and, if not empty, its field: `\answer{tent}{w_0}{[1, 1, 1]}`."""

    problem: str
    field: str
    text: str
    source: Source
    error: str = ""


Block = Heading | Prose | Formula | Listing | Table | Code | Unread | Given
