"""Elements of HTML. What is no `Markup` is text: it is escaped, and no control or reordering character stays in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from html import escape

from grader.reports.clean import UNSAFE, safe_line, safe_lines

MAX_KEPT = 4_096  # beginnings of elements that are kept: a page has many that are alike
_TO_ESCAPE = re.compile(f"[{UNSAFE}&<>]").search
VOID = frozenset({"meta", "link", "br", "input"})


class Markup(str):
    """Text that is HTML already. Only this package makes it, from elements and from text that it has escaped."""

    __slots__ = ()


EMPTY = Markup("")


def text(value: str) -> Markup:
    """Return a text on one line as HTML."""
    return value if isinstance(value, Markup) else Markup(_escaped(value))


def _escaped(value: str) -> str:
    """Return a text on one line, escaped; most have nothing that asks for it."""
    return value if _TO_ESCAPE(value) is None else escape(safe_line(value), quote=False)


def lines(value: str) -> Markup:
    """Return a text as HTML that keeps its lines."""
    return Markup("\n".join(escape(line, quote=False) for line in safe_lines(value)))


def joined(*parts: str, by: str = "") -> Markup:
    """Return parts, those that are text escaped, with a text between them."""
    return Markup(text(by).join([part if isinstance(part, Markup) else _escaped(part) for part in parts]))


def tag(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """Return an element; attributes that are None are left out, an underscore at their end does not count."""
    start = _start(name, tuple(attributes.items())) if attributes else f"<{name}>"
    return Markup(start if name in VOID else f"{start}{joined(*children)}</{name}>")


@lru_cache(maxsize=MAX_KEPT)
def _start(name: str, attributes: tuple[tuple[str, str | None], ...]) -> str:
    given = (
        f' {key.rstrip("_").replace("_", "-")}="{escape(safe_line(value))}"'
        for key, value in attributes
        if value is not None
    )
    return f"<{name}{''.join(given)}>"


def filled(sentence: str, **parts: str) -> Markup:
    """Return a sentence of ours with its parts."""
    return Markup(text(sentence).format(**{name: text(part) for name, part in parts.items()}))


def table(label: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> Markup:
    """Return a table with a heading in each row's first cell; `numbers` are the columns of numbers.

    It scrolls by itself where it is too wide; `label` is what it is called then.
    """

    def cell(name: str, place: int, shown: str, scope: str | None = None) -> Markup:
        return tag(name, shown, class_="number" if place in numbers else None, scope=scope)

    top = tag("tr", *(cell("th", place, one, "col") for place, one in enumerate(head)))
    body = (
        tag("tr", cell("th", 0, first, "row"), *(cell("td", place, one) for place, one in enumerate(rest, 1)))
        for first, *rest in rows
    )
    whole = tag("table", tag("thead", top), tag("tbody", *body))
    return tag("div", whole, class_="wide", tabindex="0", role="group", aria_label=label)


def document(title: str, style: str, body: Markup, *, language: str, script: str = "", policy: str = "") -> str:
    """Return a whole page; `policy` says what scripts may run, none unless said."""
    rules = f"default-src 'none'; style-src 'unsafe-inline'{policy}"
    head = joined(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=rules),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        Markup(f"<style>{style}</style>"),
    )
    end = Markup(f"<script>{script}</script>") if script else EMPTY
    page = tag("html", tag("head", head), tag("body", body, end), lang=language)
    return f"<!DOCTYPE html>\n{page}\n"
