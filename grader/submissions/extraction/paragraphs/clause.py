"""A sentence parted into clauses, each with a skeleton: its words in small letters, one sign for each formula."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, singles, starting


class Clause:
    """A part of a sentence: its lexemes, and as a skeleton its words in small letters with one sign for each formula.

    `starts` are the places of the lexemes in the skeleton, `formulas` those of them that are formulas, in order.
    """

    __slots__ = ("_raw", "formulas", "lexemes", "skeleton", "starts")

    def __init__(self, lexemes: tuple[Lexeme, ...]) -> None:
        said: list[str] = []
        starts, place = [], 0
        for one in lexemes:
            word = F if one.kind == "formula" else one.text
            if said and (one.kind != "sign" or word in "(–—"):
                word = f" {word}"
            starts.append(place)
            place += len(word)
            said.append(word)
        self.lexemes, self.starts, self.skeleton = lexemes, starts, "".join(said)
        self.formulas = [one for one in lexemes if one.kind == "formula"]
        self._raw: str | None = None

    def raw(self, start: int = 0, stop: int | None = None) -> str:
        """Return what was typed in a stretch of the skeleton."""
        if start == 0 and stop is None:
            if self._raw is None:
                self._raw = self._typed(0, len(self.skeleton))
            return self._raw
        return self._typed(start, len(self.skeleton) if stop is None else stop)

    def _typed(self, start: int, stop: int) -> str:
        parts: list[str] = []
        for lexeme, place in zip(self.lexemes, self.starts, strict=True):
            if start <= place < stop:
                glue = "" if not parts or (lexeme.kind == "sign" and lexeme.text not in "(–—") else " "
                parts.append(glue + lexeme.raw)
        return "".join(parts)

    def from_place(self, start: int) -> Clause:
        """Return the clause from a place of the skeleton on."""
        return Clause(tuple(one for one, place in zip(self.lexemes, self.starts, strict=True) if place + 1 >= start))


def parted(whole: Clause) -> list[Clause]:
    """Return a sentence parted before each conclusion (`, so …`, `which gives …`) with a formula on both sides."""
    parts: list[list[Lexeme]] = [[]]
    sentence = whole.lexemes
    before, later = 0, len(whole.formulas)
    if later < 2:
        return [whole]
    for place, lexeme in enumerate(sentence):
        if before and later and _begins(sentence, place):
            parts.append([])
            before = 0
        before += lexeme.kind == "formula"
        later -= lexeme.kind == "formula"
        parts[-1].append(lexeme)
    return [Clause(tuple(part)) for one in parts for part in _by_displays(one) if part]


def _by_displays(lexemes: list[Lexeme]) -> list[list[Lexeme]]:
    """Return a part of a sentence parted behind each displayed formula that no condition joins with the next one."""
    parts: list[list[Lexeme]] = [[]]
    shown = -1
    for lexeme in lexemes:
        if lexeme.display and shown >= 0:
            between = parts[-1][shown + 1 :]
            said = [one.text for one in between if one.kind == "word"]
            if said and _CONDITIONS.isdisjoint(said) and not _ALTERNATIVES.issuperset(said):
                parts[-1] = parts[-1][: shown + 1]
                parts.append(between)
        parts[-1].append(lexeme)
        shown = len(parts[-1]) - 1 if lexeme.display else shown
    return parts


_CONDITIONS = singles(cues.CONDITION, cues.BINDING, cues.OTHERWISE) - {"en"}
_ALTERNATIVES = frozenset({"or", "oder", "ou", "o"})  # `\\lambda = 2 \\text{ or } \\lambda = 5`


def _pairs(sentence: Sequence[Lexeme], place: int) -> bool:
    """Whether `and` joins equations for different names: `$L = …$ and $\\nabla L = …$`, each one by itself."""
    beside = sentence[place - 1 : place + 2 : 2]
    if sentence[place].text not in _JOINED or len(beside) < 2 or any(one.kind != "formula" for one in beside):
        return False
    if "".join(one.text for one in sentence[place + 2 : place + 3]) == ":":
        return False  # `by parts with $u = x$ and $v = \\sin x$: …`
    rows = [assignment(one.text) for one in beside]
    names = {re.sub(r"_\{?\d+\}?$", "", row.left) for row in rows if row}
    return len(names) == 2 and any(not name.isalpha() for name in names)


def _begins(sentence: Sequence[Lexeme], place: int) -> bool:
    """Whether another clause begins at a lexeme: at a conclusion, or behind a comma with what leads to a formula."""
    if sentence[place].kind == "word":
        return _concludes(sentence, place)
    if sentence[place].text != "," or place + 1 >= len(sentence) or sentence[place + 1].kind != "word":
        return False
    if sentence[place + 1].text == "soit":
        return False  # `soit $1$, soit $2$`, either of them
    rest = _until_formula(sentence, place)
    if _ABOUT.issuperset(rest):  # `$\\ln 2$, about 0.69`
        return True
    said = " ".join(rest)
    is_aside = rest[0] in _CONDITIONS or starting(cues.CAUSE, cues.REASON, cues.PREMISE).match(said) is not None
    return not is_aside and not _LEADING.isdisjoint(rest)


def _concludes(sentence: Sequence[Lexeme], place: int) -> bool:
    """Whether a clause begins at a word: with a conclusion, or `and`, `which`, `giving` and what leads to a formula."""
    text = sentence[place].text
    following = sentence[place + 1].text if place + 1 < len(sentence) else ""
    previous = sentence[place - 1] if place else None
    if previous is not None and previous.text in _JOINED:
        return False
    behind = tuple(one.text for one in sentence[place + 1 : place + MAX_PHRASE] if one.kind == "word")
    if any((text, *behind[:count]) in _PHRASES for count in range(1, len(behind) + 1)):
        return True
    if text == "so" and following in _DEGREES:
        return False  # `halb so groß`
    if _pairs(sentence, place):
        return True
    if (text, following) in _RESTATING:
        is_last = sum(one.kind == "formula" for one in sentence[place:]) == 1
        return previous is not None and previous.kind != "word" and is_last
    if text == "soit" and sum(one.text == "soit" for one in sentence) > 1:
        return False  # `soit $1$, soit $2$`
    if text in _JOINED:
        rest = _until_formula(sentence, place)
        return following in _CONCLUDING or (rest != ["in"] and not _LEADING.isdisjoint(rest))  # `in $n$ and in $d$`
    if text == "was" and _RESULTING.isdisjoint(one.text for one in sentence[place:]):
        return False  # `1824 (was 1800)` is English
    return text in _CONCLUDING or text in _GIVING


MAX_PHRASE = 4  # words of a conclusion
_PHRASES = frozenset(tuple(one.split()) for one in cues.CONCLUSION.phrases if " " in one)
_RESTATING = frozenset({("that", "is"), ("das", "heißt"), ("es", "decir")})


_DEGREES = frozenset({"groß", "klein", "viel", "viele", "oft", "lang", "weit", "much", "many", "large", "small", "far"})
_JOINED = frozenset({"and", "und", "et", "y", "e"})
_CONCLUDING = frozenset(
    {
        "so",
        "thus",
        "hence",
        "therefore",
        "consequently",
        "finally",
        "⇒",
        "→",
        "∴",
        "⟹",
        "also",
        "somit",
        "daher",
        "damit",
        "i.e",
        "d.h",
        "namely",
        "nämlich",
        "c'est-à-dire",
        "soit",
    }
    | {"quindi", "dunque", "perciò", "pertanto", "portanto", "logo", "assim", "então", "dus", "daarom", "bijgevolg"}
    | {"d'où", "folglich", "donc", "ainsi", "alors", "finalement", "luego", "entonces"}
)
_GIVING = frozenset({"which", "giving", "yielding", "woraus", "was", "ce"})
_RESULTING = frozenset(
    {
        "ergibt",
        "gibt",
        "liefert",
        "führt",
        "bedeutet",
        "heißt",
        "macht",
        "ist",
        "zu",
        "zeigt",
        "wiederum",
        "genau",
        "gleich",
    }
)
_LEADING = singles(cues.CUE) - {"be", "to", "as", "by", "that", "out", "at", "i.e", "a", "on", "use", "of", "up", "the"}
_ABOUT = singles(cues.ABOUT)
LOOKED_AHEAD = 12  # lexemes behind a comma or `and` in which a cue is looked for


def _until_formula(sentence: Sequence[Lexeme], place: int) -> list[str]:
    """Return the words behind a place up to the next formula; none where no formula follows soon."""
    ahead = sentence[place + 1 : place + 1 + LOOKED_AHEAD]
    stop = next((number for number, one in enumerate(ahead) if one.kind == "formula"), 0)
    return [one.text for one in ahead[:stop]] or [""]
