"""The words of a heading without the marks that set it."""

from __future__ import annotations

import re
from functools import lru_cache

KEPT = 2_000  # titles and lines that are asked about several times
_MARKS = re.compile(r"\*\*|__|`|\\(?:textbf|textit|texttt|emph|textrm|text)\{|[{}$]")


def cleaned(title: str) -> str:
    r"""Return a heading without marks (`**`, `\textbf{…}`) and what closes it (`:`, `)`)."""
    return bare(title).rstrip(" .:;,)]*#")


@lru_cache(maxsize=KEPT)
def bare(title: str) -> str:
    """Return a heading on one line, without marks."""
    text = _MARKS.sub("", title).replace("\\_", "_").replace("\\#", "#").replace("\\-", "").replace("~", " ")
    return " ".join(text.split())
