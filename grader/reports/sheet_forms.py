"""The sheet that students fill in, one row for each form. A new form is a function here, or a file beside this one.

What a form writes must come back from a submission as nothing written, and filled in as the answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from grader.problems.assignment import Assignment
from grader.problems.prose import as_latex, as_markdown
from grader.problems.sheet import ANSWER, OPTIONS, Asked, asked_on

TITLE = "Homework"  # of an assignment that has none
NAME = "Name:"


def title_of(assignment: Assignment) -> str:
    """Return the title on a sheet."""
    return " ".join(assignment.title.split()) or TITLE


# Markdown, and notebooks of it.


def markdown_sheet(assignment: Assignment) -> str:
    """Return the sheet as Markdown."""
    blocks = [f"# {title_of(assignment)}", NAME]
    for asked in asked_on(assignment):
        blocks += [*_question(asked), *_places(asked)]
    return "\n\n".join(blocks) + "\n"


def _question(asked: Asked) -> list[str]:
    blocks = [f"{'#' * (asked.depth + 2)} {asked.heading}"]
    blocks += [as_markdown(asked.prompt)] if asked.prompt.strip() else []
    return blocks + ([OPTIONS, asked.options] if asked.options else [])


def _places(asked: Asked) -> list[str]:
    if _asks_for_code(asked):
        return ["```python\n\n```"]
    return [f"{name} =" if name else ANSWER for name in asked.places]


def _asks_for_code(asked: Asked) -> bool:
    return asked.question is not None and asked.question.kind.written == "code"


def notebook_sheet(assignment: Assignment) -> str:
    """Return the sheet as a notebook: a cell for each problem, and one below it for the answer."""
    cells = [("markdown", f"# {title_of(assignment)}\n\n{NAME}")]
    for asked in asked_on(assignment):
        cells.append(("markdown", "\n\n".join(_question(asked))))
        if _asks_for_code(asked):
            cells.append(("code", ""))
        elif asked.places:
            cells.append(("markdown", "\n\n".join(_places(asked))))
    listed = [_cell(number, kind, text) for number, (kind, text) in enumerate(cells)]
    whole = {"cells": listed, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cell(number: int, kind: str, text: str) -> dict[str, object]:
    cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


# LaTeX.

PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb}
% Write each answer between the last braces: \answer{problem}{field}{$2x$}
\newcommand{\answer}[3]{\par\noindent\texttt{\detokenize{#2}}\quad #3\par\medskip}
"""


def latex_sheet(assignment: Assignment) -> str:
    r"""Return the sheet as LaTeX, with `\answer{problem}{field}{}` for every field."""
    title = as_latex(title_of(assignment))
    blocks = [f"{PREAMBLE}\\title{{{title}}}\n\\author{{}}\n\\begin{{document}}\n\\maketitle"]
    for asked in asked_on(assignment):
        blocks.append(f"\\{'sub' * asked.depth}section*{{{as_latex(asked.heading)}}}")
        blocks += [as_latex(asked.prompt)] if asked.prompt.strip() else []
        blocks += [OPTIONS, as_latex(asked.options)] if asked.options else []
        blocks += [line for line in ["\n".join(_latex_places(asked))] if line]
    return "\n\n".join([*blocks, "\\end{document}"]) + "\n"


def _latex_places(asked: Asked) -> Iterator[str]:
    if _asks_for_code(asked):
        yield "\\begin{verbatim}\n\n\\end{verbatim}"
    elif asked.question is not None:
        yield from (f"\\answer{{{asked.question.id}}}{{{name}}}{{}}" for name in asked.places)


# YAML.


def yaml_sheet(assignment: Assignment) -> str:
    """Return the sheet as YAML: prompts as comments, and a pair of quotes for every field."""
    lines = [
        f"# {title_of(assignment)}",
        "# Write each answer between its quotes; a quote inside of it is written twice.",
    ]
    for asked in asked_on(assignment):
        indent = "  " * asked.depth
        texts = [asked.heading, *as_markdown(asked.prompt).split("\n"), *asked.options.split("\n")]
        lines += ["", *(f"{indent}# {line}".rstrip() for line in texts if line.strip())]
        lines += _entry(asked, indent)
    return "\n".join(lines) + "\n"


def _entry(asked: Asked, indent: str) -> Iterator[str]:
    key = asked.key if asked.depth else asked.id
    named = [name for name in asked.places if name]
    if asked.question is not None and not named:
        yield f"{indent}{_quoted(key)}: {'|' if _asks_for_code(asked) else chr(39) * 2}"
        return
    yield f"{indent}{_quoted(key)}:"
    yield from (f"{indent}  {_quoted(name)}: ''" for name in named)


def _quoted(key: str) -> str:
    """Return a key of YAML, in quotes unless it is plain beyond doubt."""
    is_plain = key.replace("_", "").replace("-", "").isalnum() and key[0].isalpha() and key.isascii()
    doubled = key.replace("'", "''")
    return key if is_plain else f"'{doubled}'"


SHEETS: Mapping[str, Callable[[Assignment], str]] = {
    "md": markdown_sheet,
    "tex": latex_sheet,
    "ipynb": notebook_sheet,
    "yaml": yaml_sheet,
}
