"""The rules of the style sheets in an HTML page that may keep a text from being seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.records import dataclass, replace
from grader.submissions.forms.html.colours import WHITE, are_close
from grader.submissions.forms.html.styles import PLAIN, Style, Variables, read_style

MAX_RULES = 500  # hiding rules of a page; beyond them every element is taken to be hidden
MAX_COLOURS = 1_000  # rules about colours alone; beyond them light ink is taken to be hidden
MAX_NESTED = 4  # brackets in each other in a selector
MAX_MOVING = 50  # blocks of what moves by itself that are looked at; beyond them it may hide

_ESCAPE = re.compile(r"/\*.*?\*/|\\([0-9a-f]{1,6})\s?", re.IGNORECASE | re.DOTALL)
_SHEET = re.compile(r"<style\b[^<>]*>", re.IGNORECASE)
_SHEET_END = re.compile(r"</style", re.IGNORECASE)
_WITHIN = re.compile(r"(?:<link\b[^<>]{0,200}|@import[^;<>]{0,40})data:", re.IGNORECASE)  # a sheet in an address
_RULE = re.compile(r"([^{}]*+)(?:\{|(\}))")
_GROUPS = re.compile(r"@(?:supports|layer|container|scope)\b", re.IGNORECASE)
_MEDIA = re.compile(r"@media\b", re.IGNORECASE)
_SCREEN = re.compile(r"\b(?:screen|all|not)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:print|speech)\b|prefers-|forced-colors|max-(?:device-)?width\s*:\s*(?:\d{1,3}|1\d{3})(?:\.\d+)?(?:px|em)",
    re.IGNORECASE,
)
_SMALL_SCREEN = re.compile(r"max-(?:device-)?width|prefers-|forced-colors", re.IGNORECASE)
_GENERATED = re.compile(
    r"::|:(?:before|after|hover|focus|active|visited|target|empty|disabled|checked)\b", re.IGNORECASE
)
_ASKED = re.compile(r"\[\s*+([\w-]++)[^\[\]]*+\]")
_NEGATED = re.compile(r":not\(\s*:[\w-]+(?:\([^()]*\))?\s*\)")
_BRACKETS = re.compile(r"\([^()]*\)")
_SIBLING = re.compile(r"(?<![^\s>+~])[^\s>+~]++\s*+[+~]\s*")  # stands before an element, not around it
_FIRST = re.compile(r"::?first-(?:line|letter)\b", re.IGNORECASE)
_BESIDE = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)
_WRITTEN = re.compile(r"(?<![\w-])content\s*:\s*(?:\"[^\"\\]*\w|'[^'\\]*\w)", re.IGNORECASE)  # text of a style sheet
_PART = re.compile(r"([.#]?)(-?[A-Za-z_][\w-]*)|\[\s*+([\w-]++)[^\[\]]*+\]|\*|:[\w-]+(?:\([^()]*\))?")
_MOVING = re.compile(r"@(?:-\w+-)?keyframes\b", re.IGNORECASE)
_MOVED = re.compile(r"\}\s*\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What its element must be, and what must be open around it, such as `p`, `.draft`, `#a`; and what it does.

    `moves`: what the page moves by itself may become hidden.
    """

    own: frozenset[str]
    around: frozenset[str]
    style: Style
    moves: bool = False


_ALL = Rule(frozenset(), frozenset(), Style(hides=True))


def sheets_of(text: str) -> Iterator[str]:
    """Yield the style sheets of a page without their comments; what nothing closes ends with the page."""
    place = 0
    while match := _SHEET.search(text, place):
        end = _SHEET_END.search(text, match.end())
        place = end.start() if end else len(text)
        pieces = text[match.end() : place].replace("<!--", "").replace("-->", "").split("/*")
        yield "".join([pieces[0], *(piece.partition("*/")[2] for piece in pieces[1:])])


def rules_of(text: str, sheets: Sequence[str], variables: Variables) -> set[Rule]:
    """Return the rules of the style sheets of a page that may hide something; one for all where there are too many."""
    if _WITHIN.search(text):
        return {_ALL}
    moves = any(_moves(sheet, variables) for sheet in sheets)
    hiding: set[Rule] = set()
    coloured: set[Rule] = set()
    for rule in (rule for sheet in sheets for rule in _rules(sheet, variables, moves=moves)):
        is_coloured = rule.style == Style(
            inks=rule.style.inks, papers=rule.style.papers, is_important=rule.style.is_important
        )
        (coloured if is_coloured else hiding).add(rule)
    if len(coloured) > MAX_COLOURS:
        hiding |= {replace(rule, style=Style(hides=True)) for rule in coloured if _is_light(rule.style)}
        coloured = set()
    if len(hiding) > MAX_RULES:
        return {_ALL}
    return {*hiding, *coloured, *([Rule(frozenset({" "}), frozenset(), PLAIN, moves=True)] if moves else [])}


def plain(style: str) -> str:
    """Return declarations without comments and escapes: `dis/**/play` and `d\\69splay` are `display`."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0xFFFF)) if match[1] else "", style)


def _is_light(style: Style) -> bool:
    return any(ink is None or are_close(ink, WHITE) for ink in style.inks)


def _moves(sheet: str, variables: Variables) -> bool:
    """Whether what a sheet moves may become hidden."""
    for count, match in enumerate(_MOVING.finditer(sheet)):
        end = _MOVED.search(sheet, match.end())
        if count >= MAX_MOVING or read_style(plain(sheet[match.end() : end.start() if end else None]), variables).hides:
            return True
    return False


def _rules(sheet: str, variables: Variables, *, moves: bool) -> Iterator[Rule]:
    """Yield the rules that may hide something on a screen."""
    place, depth = 0, 0
    while match := _RULE.match(sheet, place):
        place = match.end()
        if match[2] or depth:  # the end of a block; or a rule within one that is no screen's
            depth = max(0, depth - 1) if match[2] else depth + 1
            continue
        selectors = _without_brackets(plain(match[1].rpartition(";")[2])).strip()
        if selectors.startswith("@"):
            depth += 0 if _is_of_screen(selectors) else 1
            continue
        end = sheet.find("}", place)
        end = len(sheet) if end < 0 else end
        declarations = plain(sheet[place:end])
        style = read_style(declarations, variables, moves=moves)
        if style != PLAIN:
            yield from (rule for one in selectors.split(",") if (rule := _rule(one, style)))
        if _WRITTEN.search(declarations) and not style.hides:  # what stands on the page is not all of the text
            beside = (_BESIDE.sub("", one) for one in selectors.split(",") if _BESIDE.search(one))
            yield from (rule for one in beside if (rule := _rule(one, Style(hides=True))))
        place = end + 1


def _without_brackets(selectors: str) -> str:
    """Return selectors without what stands in brackets; at-rules, and what is asked of attributes, keep theirs."""
    if selectors.lstrip().startswith("@"):
        return selectors
    bare = _ASKED.sub(r"[\1]", _NEGATED.sub("", selectors))
    for _ in range(MAX_NESTED):
        bare = _BRACKETS.sub("", bare)
    return bare


def _is_of_screen(opening: str) -> bool:
    """Whether the rules in a block hold on a common screen."""
    if not _MEDIA.match(opening):
        return _GROUPS.match(opening) is not None
    if _SMALL_SCREEN.search(opening):
        return _ELSEWHERE.search(opening) is None
    return _SCREEN.search(opening) is not None or _ELSEWHERE.search(opening) is None


def _rule(selector: str, style: Style) -> Rule | None:
    """Return what a selector asks; None where it is about what is not there on a page that nobody touches."""
    selector = _FIRST.sub("", _SIBLING.sub("", selector.replace(":root", "html")))
    compounds = selector.replace(">", " ").split()
    if not compounds or _GENERATED.search(selector):
        return None
    own, *around = (frozenset(_parts(one)) for one in reversed(compounds))
    if ":" in compounds[-1]:  # stripes are light paper for some rows, and no paper for the others
        style = replace(style, papers=tuple(one for one in style.papers if not are_close(one, WHITE)))
    return Rule(own, frozenset().union(*around), style) if style != PLAIN else None


def _parts(compound: str) -> Iterator[str]:
    for match in _PART.finditer(compound):
        sign, name, attribute = match.groups()
        if name:
            yield f"{sign}{name}".casefold()  # old pages tell no capital letters
        elif attribute:
            yield f"[{attribute.casefold()}]"
