"""What of an HTML page nobody sees: hidden by an attribute, by its own style, or by a rule of the page's style sheets.

Only what stands in the document is known. A rule counts where its last part fits the element and all that it asks of
the elements around is open somewhere: so more may be taken to be hidden than is, which leaves it to a person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from grader.records import dataclass, field
from grader.submissions.forms.html.colours import BLACK, WHITE, Colour, are_close
from grader.submissions.forms.html.elements import HEADINGS, LISTS, PARAGRAPHS, STRUCK, UNSEEN, VOID
from grader.submissions.forms.html.sheets import Rule, plain, rules_of, sheets_of
from grader.submissions.forms.html.styles import PLAIN, Style, Variables, read_style, variables_of
from grader.submissions.forms.html.tokens import Token
from grader.wording import file_notices

_CLOSES_P = frozenset({*PARAGRAPHS, *HEADINGS, *LISTS, "table", "pre", "blockquote"})
_CLOSES_ITSELF = frozenset({"li", "td", "th", "tr", "dt", "dd"})
_SAYING = {"color": "color", "text": "color", "mathcolor": "color", "mathsize": "font-size"}
_SAYING |= {"bgcolor": "background", "mathbackground": "background"}


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: what a rule may ask of it, and the ink and the paper of what stands in it.

    `known`: what rules do to the elements right below, by what a rule may ask of these.
    """

    name: str
    own: frozenset[str]
    inks: tuple[Colour | None, ...] = (BLACK,)
    papers: tuple[Colour, ...] = (WHITE,)
    known: dict[frozenset[str], list[Style]] = field(default_factory=dict)


@dataclass
class Hidden:
    """Tells what is hidden on one page; told of each element that begins and ends."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    variables: Variables = field(default_factory=dict)
    moves: bool = False
    is_all: bool = False
    _open: list[_Open] = field(default_factory=lambda: [_Open("", frozenset())])
    _around: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, text: str) -> Hidden:
        """Return what the style sheets in a page hide."""
        sheets = list(sheets_of(text))
        variables = variables_of(sheets) if sheets else {}
        found = cls(variables=variables)
        for rule in rules_of(text, sheets, variables):
            found.moves = found.moves or rule.moves
            found.rules.setdefault(min(rule.own, default=""), []).append(rule)
        for name in ("html", "body") if found.rules else ():  # which are there, whether they are written or not
            token = Token("begin", name, 0)
            found.is_all = found.is_all or bool(found.why(token))
            found.begin(token)
        return found

    def why(self, token: Token) -> str:
        """Return why what stands in an element is not read as it stands there, empty where it is."""
        if token.name in VOID:
            return ""
        self._end_before(token.name)
        own, ruled = self._styles(token)
        styles = (own, *ruled)
        is_turned = token.name == "bdo" and (token.attribute("dir") or "").casefold() == "rtl"
        if is_turned or any(one.turns for one in styles):
            return file_notices.ELEMENT_TURNED
        if own.strikes or (token.name not in STRUCK and any(one.strikes for one in ruled)):
            return file_notices.ELEMENT_STRUCK
        is_closed = token.name in UNSEEN or (token.name == "dialog" and token.attribute("open") is None)
        is_closed = is_closed or any(token.attribute(one) is not None for one in ("hidden", "popover"))
        is_hidden = self.is_all or is_closed or _hides(styles)
        return file_notices.ELEMENT_NOT_SHOWN if is_hidden or self._is_unseen(own, ruled) else ""

    def begin(self, token: Token) -> None:
        """Take in that an element begins."""
        if token.name in VOID:
            return
        self._end_before(token.name)
        inks, papers = self._colours(*self._styles(token))
        element = _Open(token.name, _features(token), inks, papers)
        self._open.append(element)
        self._around.update(element.own)

    def end(self, name: str) -> None:
        """Take in that an element ends, and all that is open in it."""
        while self._around[name]:
            last = self._open.pop()
            self._around.subtract(last.own)
            if last.name == name:
                return

    def _end_before(self, name: str) -> None:
        """Take in that what nothing closes ends where an element begins."""
        while _ends(self._open[-1].name, name):
            self._around.subtract(self._open.pop().own)

    def _styles(self, token: Token) -> tuple[Style, list[Style]]:
        """Return what the style of an element does, and what each rule does that is about it."""
        own = PLAIN
        if token.attributes.strip():
            said = (plain(token.attribute("style") or ""), *_by_attributes(token))
            written = ";".join(one for one in said if one)
            own = read_style(written, self.variables, moves=self.moves) if written else PLAIN
        if not self.rules:
            return own, []
        features, known = _features(token), self._open[-1].known
        if features not in known:
            asked = (rule for one in ("", *features) for rule in self.rules.get(one, ()))
            known[features] = [
                rule.style for rule in asked if rule.own <= features and all(self._around[one] for one in rule.around)
            ]
        return own, known[features]

    def _colours(self, own: Style, ruled: list[Style]) -> tuple[tuple[Colour | None, ...], tuple[Colour, ...]]:
        """Return the inks and the papers that an element may have: its own, those of rules, those around it."""
        around = self._open[-1]
        inks = (*own.inks, *(ink for one in ruled if one.is_important or not own.inks for ink in one.inks))
        papers = (*own.papers, *(paper for one in ruled if one.is_important or not own.papers for paper in one.papers))
        return inks or around.inks, papers or around.papers

    def _is_unseen(self, own: Style, ruled: list[Style]) -> bool:
        """Whether an element has an ink or a paper of its own, and its ink is not seen there."""
        if not any(one.inks or one.papers for one in (own, *ruled)):
            return False
        inks, papers = self._colours(own, ruled)
        return any(ink is None or any(are_close(ink, paper) for paper in papers) for ink in inks)


def _by_attributes(token: Token) -> Iterator[str]:
    """Yield as declarations what attributes say of ink, paper and size."""
    for name, said in _SAYING.items():
        value = token.attribute(name)
        if value and (name not in {"color", "text"} or token.name in {"font", "body"}):
            yield f"{said}:{value}"


def _hides(styles: Iterable[Style]) -> bool:
    styles = tuple(styles)
    is_cut_off = any(one.flat for one in styles) and any(one.cuts for one in styles)
    return is_cut_off or any(one.hides for one in styles)


def _ends(name: str, following: str) -> bool:
    """Whether an element that nothing closes ends where another begins."""
    return (name == "p" and following in _CLOSES_P) or (name == following and name in _CLOSES_ITSELF)


def _features(token: Token) -> frozenset[str]:
    """Return what a rule may ask of an element: its name, its classes, its id, its attributes."""
    if not token.attributes.strip():
        return frozenset({token.name})
    classes = (f".{one}" for one in (token.attribute("class") or "").casefold().split())
    names = (f"[{one.casefold()}]" for one in re.findall(r"[A-Za-z][\w-]*", token.attributes))
    return frozenset({token.name, f"#{(token.attribute('id') or '').casefold()}", *classes, *names})


_OPENING = re.compile(r"(?m)^ {0,3}<([A-Za-z][A-Za-z0-9-]{0,40})((?:[\s/][^<>]*)?)>")
_IN_PLACE = "<bdo>"  # of an element of HTML in Markdown that nobody sees: HTML that is not read


def without_hidden(text: str) -> str:
    """Return Markdown with a sign in place of each element of HTML that nobody sees; lines stay where they are.

    A reference to nothing, `[comment]: <> (wrong)`, is a comment.
    """
    text = _REFERENCE.sub(r"\1<!--\2-->", text) if "]:" in text else text
    if not _OPENING.search(text):
        return text
    hidden, kept, place = Hidden.of(text), [], 0
    stretches = _Stretches(text)
    while match := _OPENING.search(text, place):
        name = match[1].casefold()
        stop = match.end()
        is_unseen = bool(hidden.why(Token("begin", name, 0, match[2]))) or stretches.set_apart(name, stop)
        if is_unseen and not match[2].endswith("/"):
            stop = _end_of(name, text, stop)
            kept += [text[place : match.start()], _IN_PLACE, "\n" * text.count("\n", match.start(), stop)]
        else:
            kept.append(text[place:stop])
        place = stop
    return "".join([*kept, text[place:]])


_REFERENCE = re.compile(  # to nothing: `[comment]: <> (wrong)`
    r"""(?mi)^( {0,3})\[(?:comment|//|[._]?)\]:[ \t]*(?:<>|<?#>?)[ \t]*[("'](.*)[)"'][ \t]*$"""
)


@dataclass
class _Stretches:
    """Where a text has empty lines and ends of elements, which are looked for once."""

    text: str
    places: dict[str, list[int]] = field(default_factory=dict)

    def set_apart(self, name: str, place: int) -> bool:
        """Whether an element that is crossed out or quoted holds whole lines, so that no sign within a line says so."""
        if name not in STRUCK:
            return name == "blockquote"
        is_above = self.text.startswith("\n", place)
        return is_above or self._next(r"\n[ \t]*\n", place) < self._next(rf"</{name}\b", place)

    def _next(self, pattern: str, place: int) -> int:
        if pattern not in self.places:
            self.places[pattern] = [one.start() for one in re.finditer(pattern, self.text, re.IGNORECASE)]
        known = self.places[pattern]
        at = bisect_left(known, place)
        return known[at] if at < len(known) else len(self.text)


def _end_of(name: str, text: str, place: int) -> int:
    """Return the place after the end of the element that begins before a place, the end of the text without one."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}\b[^<>]*>", re.IGNORECASE).finditer(text, place):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(text)
