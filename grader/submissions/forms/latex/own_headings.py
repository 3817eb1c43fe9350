r"""Headings that a document makes by macros and environments of its own, written out: `\aufgabe{3}`, `\begin{problem}`.

Only text is put in place of text, once, within limits; the lines of a file keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.records import dataclass
from grader.submissions.problem_words import ONE_PROBLEM, PROBLEM_WORDS

EXPANSIONS = 500  # headings of one document that are written out
BODY_CHARACTERS = 600  # of what a macro for headings stands for
_COMMAND = re.compile(
    r"\\(?:(?:re|provide)?newcommand\*?\s*\{?\s*\\(?P<macro>[A-Za-z]+)\s*\}?|def\s*\\(?P<defined>[A-Za-z]+)(?P<places>(?:#\d)*)"
    r"|(?:re)?newenvironment\*?\s*\{(?P<environment>[A-Za-z]+)\*?\}"
    r"|newtheorem\*?\s*\{(?P<theorem>[A-Za-z]+)\}(?:\[[^\[\]]*\])?\{(?P<called>[^{}]*)\})"
    r"\s*(?:\[(?P<count>[1-9])\])?(?:\[[^\[\]]*\])?"
)
_HEADS = re.compile(
    r"\\(?:sub)*section|\\(?:sub)?paragraph|\\(?:text(?:bf|sc|sf)|underline)\s*\{|\\(?:bf|bfseries|sc|large|Large)(?![A-Za-z])"
)
_COUNTER = re.compile(r"\\(?:arabic|roman|Roman|alph|Alph)\s*\{[^{}]*\}|\\the[a-z]\w*")
_TITLED = re.compile(r"\\(?P<head>(?:sub)*section|(?:sub)?paragraph)\*?\s*\{[^{}]*\}")
_STEP = re.compile(r"\\(?:refstepcounter|stepcounter|addtocounter|setcounter)\s*\{[^{}]*\}(?:\{[^{}]*\})?")
_PROBLEM = re.compile(rf"(?:homework)?(?:{PROBLEM_WORDS}|prob|exer|übung(?:en)?)", re.IGNORECASE)


@dataclass(frozen=True)
class _Own:
    """What a macro or environment stands for: so many arguments, then a text; `titled` takes one that is optional."""

    arguments: int
    body: str
    titled: bool = False


_TITLED_ENVIRONMENT = _Own(0, "", titled=True)
_OWN_PROBLEM = re.compile(rf"(?:homework)?(?:{ONE_PROBLEM}|übung)", re.IGNORECASE)
_USED = re.compile(r"\\begin\s*\{(?P<begin>[^\W\d_]{1,40})\*?\}|\\(?P<macro>[A-Za-z]+)")
_BOX_TITLE = re.compile(
    rf"\s*\[(?:[^\[\]\n]{{0,200}},)?\s*title\s*=\s*\{{?(?P<title>(?:{PROBLEM_WORDS})\s*\d[^\[\]{{}},\n]{{0,80}})\}}?[^\[\]\n]{{0,200}}\]",
    re.IGNORECASE,
)  # `[colback=white, title=Problem 4]`


def with_headings(text: str, braces: Mapping[int, int]) -> str:
    """Return a document, free of comments, with its own headings written out; `braces` says where each one closes."""
    own, end = _definitions(text, braces)
    begin = text.find("\\begin{document}")
    parts: list[str] = []
    kept = count = 0
    for match in _USED.finditer(text, max(begin, end, 0)):
        name = match["begin"] or match["macro"]
        one = own.get(name, _TITLED_ENVIRONMENT if match["begin"] and _OWN_PROBLEM.fullmatch(name) else None)
        written = None
        if match.start() >= kept:
            written = _written(text, match.end(), one, braces) if one else _of_box(text, match)
        if written is None or count >= EXPANSIONS:
            continue
        count += 1
        head, stop = written
        lines = "\n" * text.count("\n", match.start(), stop)
        parts += [text[kept : match.start()], head, lines]
        kept = stop
    return "".join([*parts, text[kept:]])


def _definitions(text: str, braces: Mapping[int, int]) -> tuple[dict[str, _Own], int]:
    """Return what makes headings, by name, and the place behind the last definition."""
    found: dict[str, _Own] = {}
    last = 0
    for match in _COMMAND.finditer(text):
        if match["theorem"]:
            last = match.end()
            if _PROBLEM.fullmatch(match["called"].strip()):
                found[match["theorem"]] = _Own(0, "", titled=True)
            continue
        start = (
            match.end() + len(text[match.end() : match.end() + 40]) - len(text[match.end() : match.end() + 40].lstrip())
        )
        stop = braces.get(start)
        if stop is None or stop - start > BODY_CHARACTERS:
            continue
        last = max(last, stop + 1)
        body = " ".join(text[start + 1 : stop].split())
        count = int(match["count"] or 0) or (match["places"] or "").count("#")
        if _HEADS.search(body) and (count or _COUNTER.search(body) or _PROBLEM.search(body)):
            found[match["macro"] or match["defined"] or match["environment"]] = _Own(count, body)
    return found, last


def _of_box(text: str, match: re.Match[str]) -> tuple[str, int] | None:
    """Return the heading that the title of a box is where it names a problem, and the place behind its options."""
    title = _BOX_TITLE.match(text, match.end()) if match["begin"] else None
    return (f"\\par \\section{{{title['title'].strip()}}} ", title.end()) if title else None


def _written(text: str, place: int, one: _Own, braces: Mapping[int, int]) -> tuple[str, int] | None:
    """Return the heading that stands for a use, and the place behind that; None where an argument is lacking."""
    if one.titled:
        title = re.compile(r"[ \t]*(?:\[(?P<option>[^\[\]\n]{0,200})\]|\{(?P<argument>[^{}\n]{0,200})\})").match(
            text, place
        )
        said = (title["option"] or title["argument"] or "").strip() if title else ""
        number = re.match(r"\(?\d{1,3}(?:\.?\(?[a-z]\)?)?\)?[.:]?(?!\w)", said)
        return f"\\par \\section{{{'Problem ' if number else ''}{said}}} ", title.end() if title else place
    arguments = []
    for _ in range(one.arguments):
        start = place + len(text[place : place + 40]) - len(text[place : place + 40].lstrip())
        stop = braces.get(start)
        if stop is None or stop - start > BODY_CHARACTERS:
            return None
        arguments.append(" ".join(text[start + 1 : stop].split()))
        place = stop + 1
    if _DRESS.fullmatch(one.body) and not _PROBLEM.search(" ".join(arguments)):
        return None  # `\result{x^2}` underlines a formula
    body = re.sub(r"#([1-9])", lambda at: arguments[int(at[1]) - 1] if int(at[1]) <= len(arguments) else "", one.body)
    body = _STEP.sub("", body)
    if _COUNTER.search(body):  # by position: what is written before the number says nothing
        body = _TITLED.sub(lambda at: f"\\{at['head']}{{{_behind_counter(at[0])}}}", body)
    return f"\\par {body} ", place


_DRESS = re.compile(r"\\(?:underline|uline)\s*\{\s*(?:\\(?:underline|uline)\s*\{\s*)?#1\s*\}\s*\}?")


def _behind_counter(head: str) -> str:
    """Return what a heading says behind the number that it counts."""
    title = head[head.index("{") + 1 : -1] if head.endswith("}") else ""
    counters = list(_COUNTER.finditer(title))
    return title[counters[-1].end() :].strip(" .:–—-") if counters else title
