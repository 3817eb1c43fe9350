"""Prompts, which are Markdown, as they stand on a sheet for students: as Markdown, and as LaTeX."""

from __future__ import annotations

import re

_MATHEMATICS = re.compile(r"(?P<keep>\$\$.+?\$\$|\$[^$\n]+?\$|\\\(.+?\\\)|\\\[.+?\\\])", re.DOTALL)
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%#&_{}$"},
}
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


def as_markdown(prompt: str) -> str:
    """Return a prompt as it stands under a problem's heading: headings of its own are bold, and name nothing."""
    text = _UNDERLINE.sub("", prompt.strip())
    return _HEADING.sub(lambda match: f"**{match[1]}**" if match[1] else "", text)


def as_latex(prompt: str) -> str:
    """Return a prompt as LaTeX: mathematics as it is, all else as text, with bold, emphasis, code and lists."""
    blocks = re.split(r"\n[ \t]*\n", as_markdown(prompt))
    return "\n\n".join(_block(block) for block in blocks if block.strip())


def _block(block: str) -> str:
    lines = block.split("\n")
    if not all(_ITEM.match(line) or line.startswith(("  ", "\t")) for line in lines) or not _ITEM.match(lines[0]):
        return _inline(block)
    items = re.split(r"\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])", block)
    inner = "\n".join(f"\\item {_inline(_ITEM.sub('', item, count=1))}" for item in items)
    return f"\\begin{{itemize}}\n{inner}\n\\end{{itemize}}"


def _inline(text: str) -> str:
    return "".join(part if place % 2 else _words(part) for place, part in enumerate(_MATHEMATICS.split(text)))


def _words(text: str) -> str:
    text = "".join(_SPECIAL.get(sign, sign) for sign in text)
    text = _CODE.sub(r"\\texttt{\1}", text)
    text = _STRONG.sub(r"\\textbf{\1}", text)
    return _EMPHASIS.sub(r"\\emph{\1}", text)
