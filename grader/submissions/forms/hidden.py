"""What of an HTML page nobody sees: hidden by an attribute, by its own style, or by a rule of the page's style sheets.

Only what stands in the document is known. A rule counts where its last part fits the element and all that it asks of
the elements around is open somewhere: so more may be taken to be hidden than is, which leaves it to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from grader.submissions.forms.elements import VOID
from grader.submissions.forms.html_tokens import Token
from grader.wording import file_notices

_NOTHING = r"0*+(?:\.0*+)?+(?![.\d])"
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|(?<![\w-])(?:font-size|opacity|zoom)\s*:\s*{_NOTHING}|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{{4}}"
    rf"|(?<![\w-])(?:transform\s*:[^;]*scale|filter\s*:[^;]*opacity)\(\s*{_NOTHING}"
    r"|(?<![\w-])clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|-text-fill-color\s*:\s*transparent"
    r"|content-visibility\s*:\s*hidden",
    re.IGNORECASE,
)
_FLAT = re.compile(rf"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*{_NOTHING}", re.IGNORECASE)  # hides what it cuts off
_CUT_OFF = re.compile(r"(?<![\w-])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_STRUCK = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_WRITTEN = re.compile(r"(?<![\w-])content\s*:\s*(?:\"[^\"\\]*\w|'[^'\\]*\w)", re.IGNORECASE)  # text of a style sheet
_ESCAPE = re.compile(r"/\*.*?\*/|\\([0-9a-f]{1,6})\s?", re.IGNORECASE | re.DOTALL)
_TURNING = re.compile(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override", re.IGNORECASE)
_INK = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_PAPER = re.compile(r"(?<![\w-])(?:background(?:-color)?\s*:|bgcolor\s*=)\s*[\"']?([^;!\"'>}]+)", re.IGNORECASE)
_WHITE = re.compile(r"white|#fff(?:fff)?|rgba?\(255,255,255(?:,1)?\)")
_NO_INK = re.compile(r"transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}00|rgba\([\d,]*,0(?:\.0*)?\)")
_OTHER_PAPER = re.compile(r"(?!none|transparent|inherit|initial|unset)\S")
_SHEET = re.compile(r"<style\b[^<>]*>", re.IGNORECASE)
_SHEET_END = re.compile(r"</style", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_RULE = re.compile(r"([^{}]*+)(?:\{|(\}))")
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\b|@supports|@layer", re.IGNORECASE)
_GENERATED = re.compile(
    r"::|:(?:before|after|hover|focus|active|visited|target|empty|disabled|checked)\b", re.IGNORECASE
)
_BESIDE = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)
_PART = re.compile(r"([.#]?)(-?[A-Za-z_][\w-]*)|\[\s*([\w-]+)[^\]]*\]|\*|:[\w-]+(?:\([^()]*\))?")
MAX_RULES = 500  # hiding rules of a page; beyond them every element is taken to be hidden


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that hides: what its element must be, and what must be open around it, such as `p`, `.draft`, `#a`."""

    own: frozenset[str]
    around: frozenset[str]


@dataclass
class Hidden:
    """Tells what is hidden on one page; told of each element that begins and ends."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    has_paper: bool = False
    _open: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    _around: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, text: str) -> Hidden:
        """Return what the style sheets in a page hide."""
        sheets = list(_sheets(text))
        styled = chain(sheets, (match[0] for match in _TAG.finditer(text)))
        has_paper = any(_has_colour(match[1]) for one in styled for match in _PAPER.finditer(one))
        rules = {rule for sheet in sheets for rule in _rules(sheet, has_paper)}
        if len(rules) > MAX_RULES:
            rules = {_Rule(frozenset(), frozenset())}
        found = cls(has_paper=has_paper)
        for rule in rules:
            found.rules.setdefault(min(rule.own, default=""), []).append(rule)
        return found

    def why(self, token: Token) -> str:
        """Return why what stands in an element is not read as it stands there, empty where it is."""
        if token.name in VOID:
            return ""
        style = _plain(token.attribute("style") or "") if token.attributes.strip() else ""
        is_turned = token.name == "bdo" and (token.attribute("dir") or "").casefold() == "rtl"
        if is_turned or _TURNING.search(style):
            return file_notices.ELEMENT_TURNED
        if _STRUCK.search(style):
            return file_notices.ELEMENT_STRUCK
        is_closed = token.name == "dialog" and token.attribute("open") is None
        is_hidden = is_closed or token.attribute("hidden") is not None or _hides(style, self.has_paper)
        return file_notices.ELEMENT_NOT_SHOWN if is_hidden or self._by_rule(token) else ""

    def _by_rule(self, token: Token) -> bool:
        if not self.rules:
            return False
        own = _features(token)
        asked = (rule for one in ("", *own) for rule in self.rules.get(one, ()))
        return any(rule.own <= own and all(self._around[one] for one in rule.around) for rule in asked)

    def begin(self, token: Token) -> None:
        """Take in that an element begins."""
        if self.rules and token.name not in VOID:
            own = _features(token)
            self._open.append((token.name, own))
            self._around.update(own)

    def end(self, name: str) -> None:
        """Take in that an element ends, and all that is open in it."""
        while self._around[name]:
            last, own = self._open.pop()
            self._around.subtract(own)
            if last == name:
                return


def _features(token: Token) -> frozenset[str]:
    """Return what a rule may ask of an element: its name, its classes, its id, its attributes."""
    if not token.attributes.strip():
        return frozenset({token.name})
    classes = (f".{one}" for one in (token.attribute("class") or "").split())
    names = (f"[{one.casefold()}]" for one in re.findall(r"[A-Za-z][\w-]*", token.attributes))
    return frozenset({token.name, f"#{token.attribute('id') or ''}", *classes, *names})


def _hides(style: str, has_paper: bool) -> bool:
    """Whether declarations hide an element, or set its text in the colour of the paper."""
    if _HIDING.search(style) or (_FLAT.search(style) and _CUT_OFF.search(style)):
        return True
    found = _INK.search(style)
    if not found:
        return False
    ink, paper = _colour(found[1]), [_colour(one) for one in _PAPER.findall(style)]
    return bool(_NO_INK.fullmatch(ink)) or ink in paper or bool(_WHITE.fullmatch(ink) and not has_paper)


def _plain(style: str) -> str:
    """Return declarations without comments and escapes: `dis/**/play` and `d\\69splay` are `display`."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0xFFFF)) if match[1] else "", style)


def _colour(written: str) -> str:
    return re.sub(r"\s", "", written).casefold()


def _has_colour(written: str) -> bool:
    colour = _colour(written)
    return bool(_OTHER_PAPER.match(colour)) and not _WHITE.fullmatch(colour)


def _sheets(text: str) -> Iterator[str]:
    """Yield the style sheets of a page without their comments; what nothing closes ends with the page."""
    place = 0
    while match := _SHEET.search(text, place):
        end = _SHEET_END.search(text, match.end())
        place = end.start() if end else len(text)
        pieces = text[match.end() : place].replace("<!--", "").replace("-->", "").split("/*")
        yield "".join([pieces[0], *(piece.partition("*/")[2] for piece in pieces[1:])])


def _rules(sheet: str, has_paper: bool) -> Iterator[_Rule]:
    """Yield the rules that hide something on a screen."""
    place, depth = 0, 0
    while match := _RULE.match(sheet, place):
        place = match.end()
        if match[2] or depth:  # the end of a block; or a rule within one that is no screen's
            depth = max(0, depth - 1) if match[2] else depth + 1
            continue
        selectors = match[1].rpartition(";")[2]
        if selectors.lstrip().startswith("@"):
            depth += 0 if _SCREEN.match(selectors.lstrip()) else 1
            continue
        end = sheet.find("}", place)
        end = len(sheet) if end < 0 else end
        style = _plain(sheet[place:end])
        if _hides(style, has_paper):
            yield from (rule for one in selectors.split(",") if (rule := _rule(one)))
        elif _WRITTEN.search(style):  # what stands on the page is not all of the text
            yield from (rule for one in selectors.split(",") if (rule := _rule(_BESIDE.sub("", one))))
        place = end + 1


def _rule(selector: str) -> _Rule | None:
    """Return what a selector asks; None where it is about what is not there on a page that nobody touches."""
    compounds = re.sub(r"\s*[>+~]\s*", " ", selector).split()
    if not compounds or _GENERATED.search(selector):
        return None
    own, *around = (frozenset(_parts(one)) for one in reversed(compounds))
    return _Rule(own, frozenset().union(*around))


def _parts(compound: str) -> Iterator[str]:
    for match in _PART.finditer(compound):
        sign, name, attribute = match.groups()
        if name:
            yield f"{sign}{name}" if sign else name.casefold()
        elif attribute:
            yield f"[{attribute.casefold()}]"


_OPENING = re.compile(r"(?m)^ {0,3}<([A-Za-z][A-Za-z0-9-]{0,40})((?:[\s/][^<>]*)?)>")
_IN_PLACE = "<bdo>"  # of an element of HTML in Markdown that nobody sees: HTML that is not read


def without_hidden(text: str) -> str:
    """Return Markdown with a sign in place of each element of HTML that nobody sees; lines stay where they are."""
    if not _OPENING.search(text):
        return text
    hidden, kept, place = Hidden.of(text), [], 0
    while match := _OPENING.search(text, place):
        name = match[1].casefold()
        stop = match.end()
        if hidden.why(Token("begin", name, 0, match[2])) and not match[2].endswith("/"):
            stop = _end_of(name, text, stop)
            kept += [text[place : match.start()], _IN_PLACE, "\n" * text.count("\n", match.start(), stop)]
        else:
            kept.append(text[place:stop])
        place = stop
    return "".join([*kept, text[place:]])


def _end_of(name: str, text: str, place: int) -> int:
    """Return the place after the end of the element that begins before a place, the end of the text without one."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}\b[^<>]*>", re.IGNORECASE).finditer(text, place):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(text)
