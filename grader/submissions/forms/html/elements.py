"""The elements of HTML by what they are to a reader of the page, and the numbers of its lists."""

from __future__ import annotations

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 7, "dt": 7}
PARAGRAPHS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "figcaption", "dl"}
    | {"dd", "address", "center", "details", "form", "fieldset", "legend", "hr", "body", "html"}
)
LISTS = frozenset({"ul", "ol", "menu"})
CELLS = frozenset({"td", "th"})
STRUCK = frozenset({"del", "s", "strike"})
MARKS = {
    **dict.fromkeys(("b", "strong"), ("**", "**")),
    **dict.fromkeys(sorted(STRUCK), ("~~", "~~")),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), ("`", "`")),
    "q": ("“", "”"),
    "sub": ("_{", "}"),
    "sup": ("^{", "}"),
}
PROGRAMS = frozenset({"script", "style", "title"})  # what holds no tags, and what no reader sees as text
PICTURES = frozenset(
    {
        "img",
        "svg",
        "canvas",
        "object",
        "embed",
        "iframe",
        "video",
        "audio",
        "picture",
        "select",
        "textarea",
        "button",
        "script",
    }
)
UNSEEN = frozenset(
    {"template", "noscript", "datalist", "noframes", "noembed", "frameset", "meter", "progress", "rp", "rt"}
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LETTERS = 26
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def list_mark(kind: str, number: int) -> str:
    """Return what stands before an item of a list of a kind (`1`, `a`, `A`, `i`, `I`, or none)."""
    match kind:
        case "":
            return ""
        case "a" | "A" if number <= LETTERS:
            return f"{chr(ord(kind) + number - 1)}."
        case "i" | "I" if number <= len(ROMAN):
            return f"{ROMAN[number - 1] if kind == 'i' else ROMAN[number - 1].upper()}."
        case _:
            return f"{number}."
