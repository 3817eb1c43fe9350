r"""What authors wrote, Markdown with LaTeX between `$`, `$$`, `\(…\)` or `\[…\]`, as HTML that loads nothing.

Markdown is read by markdown-it-py, LaTeX becomes MathML by math-core; what math-core cannot read stands as its source.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from math_core import LatexError, LatexToMathML

from grader.reports.clean import cut, safe_line, safe_lines
from grader.reports.pages.html import Markup, tag

MAX_PROMPT = 20_000  # characters of a text that is shown
MAX_TITLE = 300  # characters of a title
MAX_LATEX = 4_000  # characters of a formula that is typeset
MAX_KEPT = 4_096  # texts whose HTML is kept: the same prompt stands on each page
MAX_EXPANSIONS = 100  # of the macros in a formula
DISPLAYED = 'display="block"'  # what a formula on a line of its own says

_FORMULA = re.compile(
    r"\$\$(?P<display>.+?)\$\$|\\\[(?P<bracketed>.+?)\\\]|\\\((?P<inline>.+?)\\\)"
    r"|\$(?P<dollars>(?![\s$])(?:\\.|[^\\$])*?(?<!\s))\$(?!\d)",
    re.DOTALL,
)
_STOPPED = re.compile(
    r"<math(?! display=)[^>]*>(?:(?!</?math\b).)*</math>[,.;:!?)]+", re.DOTALL
)  # formulas in a line, not displayed
_LATEX = LatexToMathML(max_expansions=MAX_EXPANSIONS, fancy_error=False)


@lru_cache(maxsize=MAX_KEPT)
def prompt(source: str) -> Markup:
    """Return a text of several paragraphs."""
    return _shown(_markdown().render(_clean(source)))


@lru_cache(maxsize=MAX_KEPT)
def sentence(source: str) -> Markup:
    """Return a text of one paragraph, to stand within one, without links: it may be part of one."""
    return _shown(_in_sentences().renderInline(" ".join(_clean(source).split())))


def title(source: str) -> Markup:
    """Return a title, which stands in several places: a long one is cut."""
    return sentence(cut(source, MAX_TITLE))


def formula(latex: str, *, displayed: bool = False) -> Markup:
    """Return a formula; its source in `code` where it cannot be read."""
    if len(latex) <= MAX_LATEX:
        with suppress(LatexError):
            return Markup(_LATEX.convert_with_local_state(latex, displaystyle=displayed))
    return tag("code", cut(latex, MAX_LATEX))


def _shown(rendered: str) -> Markup:
    """Return what Markdown became, without the characters that references such as `&#8238;` stand for in it."""
    return tight("\n".join(safe_lines(rendered)))


def tight(shown: str) -> Markup:
    """Return HTML in which no line begins with the comma behind a formula."""
    return Markup(_STOPPED.sub(r'<span class="tight">\g<0></span>', shown))


def _clean(source: str) -> str:
    """Return a text without characters that control or reorder others; lines stay."""
    return "\n".join(safe_line(line) for line in cut(source, MAX_PROMPT).expandtabs(4).splitlines())


@cache
def _markdown() -> MarkdownIt:
    return _reader()


def _reader() -> MarkdownIt:
    """Return a reader of Markdown: without HTML and images, and with formulas."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    reader.inline.ruler.before("escape", "formula", _read_formula)
    reader.add_render_rule("formula", _show_formula)
    for name, shown in (("heading_open", '<p class="heading">'), ("heading_close", "</p>\n")):
        reader.add_render_rule(name, _always(shown))
    return reader


@cache
def _in_sentences() -> MarkdownIt:
    """Return the same reader, that makes no links."""
    return _reader().disable(["link", "autolink"])


def _always(shown: str) -> Any:
    def render(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
        return shown

    return render


def _read_formula(state: StateInline, silent: bool) -> bool:
    """Read a formula at the place of a reader; Markdown means nothing in it."""
    if state.src[state.pos] not in "$\\":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None or not (match[match.lastgroup or 0]).strip():
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = match[match.lastgroup or 0]
        token.meta = {"displayed": match.lastgroup in {"display", "bracketed"}}
    state.pos = match.end()
    return True


def _show_formula(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    token = tokens[place]
    return formula(token.content, displayed=token.meta["displayed"])
