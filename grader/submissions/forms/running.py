"""A running document is read by its form; the libraries are loaded only where one is read."""

from __future__ import annotations

from grader.records import dataclass, field
from grader.submissions.forms.blocks import Block, Listing
from grader.submissions.forms.formats import Form
from grader.submissions.forms.latex.macros import Macros
from grader.submissions.limits import BLOCKS
from grader.submissions.model import Notice
from grader.submissions.opening.characters import UnreadableError, characters
from grader.wording import file_notices

__all__ = ["Running", "UnreadableError", "read_running"]


@dataclass(frozen=True)
class Running:
    """A running document: its blocks, what was odd in it, the macros that it defines."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    macros: Macros = field(default_factory=dict)


def read_running(data: bytes, file: str, form: Form) -> Running:
    """Return what a running document holds. Raises UnreadableError where it is none, or holds too much."""
    running = _read(data, file, form)
    count = sum(map(_count, running.blocks))
    if count > BLOCKS:
        raise UnreadableError(file_notices.HOLDS_PARAGRAPHS_ITEMS_MORE.format(count=count, blocks=BLOCKS))
    return running


def _count(block: Block) -> int:
    if isinstance(block, Listing):
        return 1 + sum(_count(inner) for item in block.items for inner in item)
    return 1


def _read(data: bytes, file: str, form: Form) -> Running:
    text, odd = characters(data)
    notices = tuple(Notice(file, line, "error", message) for line, message in odd)
    match form:
        case Form.LATEX:
            from grader.submissions.forms.latex.reader import read_latex

            read = read_latex(text, file)
            told = tuple(Notice(file, line, "warning", message) for line, message in read.odd)
            return Running(read.blocks, (*notices, *told), read.macros)
        case Form.NOTEBOOK:
            from grader.submissions.forms.notebooks import read_notebook

            blocks, lost = read_notebook(text, file)
            told = tuple(Notice(place, 0, "error", message) for place, message in lost)
            return Running(blocks, (*notices, *told))
        case Form.HTML:
            from grader.submissions.forms.html.reader import read_html

            return Running(read_html(text, file), notices)
        case Form.PYTHON:
            from grader.submissions.forms.python import read_python

            return Running(read_python(text, file), notices)
        case _:
            from grader.submissions.forms.markdown import read_markdown

            if text.startswith("#+"):
                from grader.submissions.forms.org import without_org

                text = without_org(text)
            return Running(read_markdown(text, file), notices)
