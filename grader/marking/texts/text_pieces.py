r"""The pieces of a text: what commas, marks, arrows, words, lines and dollars part, each a formula by itself perhaps.

They are looked at one by one where the whole text is refuted: `42. 42/7 = 6`, `y = 2 → x = 1`, `2 (value -3)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.claims.chains import chain, depths
from grader.language.names.lexicon import Lexicon, is_function, lexicon_of
from grader.problems.question import Question
from grader.records import dataclass, replace

MAX_CHARACTERS = 3000  # of a text whose pieces are looked at
MAX_PIECES = 40  # of a text; more are not looked at

_ENVIRONMENTS = r"(?:align|alignat|flalign|gather|equation|multline|eqnarray|displaymath|math|split|aligned|gathered)"
_DISPLAY = re.compile(rf"\\(?:begin|end)\{{{_ENVIRONMENTS}\*?\}}|(?<!\\)\\[\[\]]|\$\$")
_DELIMITER = re.compile(r"\$|(?<!\\)\\[()]|`")
_STRUCK = re.compile(r"~~[^~\n]*~~")
_BULLET = re.compile(r"(?m)^\s*(?:[-–*+•]|\(?[a-z]\))\s+(?=\S)")
_NUMBERED = re.compile(r"(?m)^\s*\d{1,2}[.)]\s+(?=\S)")
_SIGN = r"(?:=(?![=>])|≈|\\approx(?![A-Za-z]))"
_GOES_ON = re.compile(rf"(?<![\s¦&\\])(?>(?:[\s¦&]|\\\\)+)(?={_SIGN})|(?<=[=≈])[\s¦]*\n[\s¦]*")
_AT_MARKS = re.compile(r"(?<![ \t¦])[ \t¦]*+(\n|[;:⇒⇔→]|\.(?=\s|¦|\Z))[ \t¦]*")
_MARK = re.compile(
    r"(?P<strong>\n|;|\.(?=\s|¦|\Z)|:(?!=)|=>|->|[⇒⇔→⟹⟺]"
    r"|\\(?:implies|iff|[Rr]ightarrow|[Ll]ong(?:left)?rightarrow|Longrightarrow|Leftrightarrow|to)(?![A-Za-z])|\\\\)"
    r"|(?P<weak>,(?!\d)|(?<!\d),|[¦∨∧]|(?<![ \t])[ \t]{2,}+(?=\\?[^\W\d_]\w{0,3}\s*[=<>≤≥])"
    r"|\\(?:land|lor|wedge|vee|quad|qquad)(?![A-Za-z]))"
    r"|\\(?:text|mbox|textrm)\s*\{(?P<text>[^{}]*)\}|\\[A-Za-z]+"
    r"|(?P<word>(?<![^\W\d_])[^\W\d_]{2,}(?:['’-][^\W\d_]{2,})*)"
)
_NOUNS = frozenset({"zeros", "ones", "kinks", "convex"})  # functions that are words where no bracket stands behind them
_JOINT = re.compile(r"\s*(?:and|or|und|oder|et|ou|y|o|e)?\s*")
_NAMES = re.compile(r"[_('^]|\s?(?:=(?![=>])|≈|\\approx)")
_MEASURED = re.compile(r"(?:\d|/|·|\*|\^)\s?\Z")
# A bracket behind a value with a blank before it; what is transposed before another list is a product with it.
_BRACKET = re.compile(
    r"(?P<before>.*[\w)}\]%°′'](?<!\^[T⊤])(?<!\^\\top)(?<!\^\{T\})(?<!ᵀ)(?<!\\cdot)(?<!\\times)(?<!/d[a-z])(?<!/∂[a-z]))\s+(?:\\left\s*)?\((?P<inside>.*)\)",
    re.DOTALL,
)
_BRACES = re.compile(r"(?:\\left\s*)?\\?\{([^{}]*)\\?\}", re.DOTALL)
_EDGE = " \t\n\r$.,;:!*~¦&"
_NAME = re.compile(r"\\?[^\W\d_]+(?:_(?:\w|\{\w+\})|\d)?|\\?[^\W\d_]₁|[^\W\d_][₀-₉]")
_RELATED = re.compile(r"[<>≤≥≠∈∉∪∩]|!=|\\(?:leq?|geq?|lt|gt|neq?|in|cup|cap|infty|forall)(?![A-Za-z])|∞")


@dataclass(frozen=True, slots=True)
class Piece:
    """A formula within a text; `is_strong` where no comma, joint or dollar parts it from what stands beside it.

    `is_list`: such signs stand within it; `sentence` is all of its sentence, `label` the word
    before a colon that leads to it.
    """

    text: str
    sentence: str
    is_strong: bool = True
    is_list: bool = False
    label: str = ""

    @property
    def name(self) -> str:
        """The name that it gives a value to, without its index; empty where it has none."""
        first = chain(self.text).members[0]
        found = _NAME.fullmatch(first) if "=" in self.text or "≈" in self.text else None
        return re.sub(r"[_\d₀-₉{}\\].*", "", found[0].lstrip("\\")) if found else ""

    @property
    def letter(self) -> str:
        """The name with its index."""
        return bare(self.members[0]) if self.name else ""

    @property
    def value(self) -> str:
        """The last member of it, empty where it is no value: a condition, a range, an equation to be solved."""
        *others, last = chain(self.text).members
        is_equation = bool(others) and not self.name and not all(map(is_number, others))
        return "" if is_equation or self.is_list or _RELATED.search(self.text) else last.strip(_EDGE)

    @property
    def members(self) -> tuple[str, ...]:
        """The members of it as a chain."""
        return chain(self.text).members


@dataclass(frozen=True, slots=True)
class _Mark:
    """What parts a text, and how; `word`: the word that it is."""

    start: int
    end: int
    strength: str
    word: str = ""


def pieces_of(question: Question, text: str) -> list[Piece]:
    """Return the pieces of a text in order; none where it is one formula, or too long to be looked at."""
    if len(text) > MAX_CHARACTERS:
        return []
    whole = text.strip(_EDGE)
    inside = _BRACES.fullmatch(whole)
    found = list(dict.fromkeys(_pieces(question, _plain(inside[1] if inside else text))))
    found = [one for one in found if one.text != whole]
    return found if len(found) <= MAX_PIECES else []


def bare(text: str) -> str:
    """Return a text as it is compared with others: without blanks, dollars, braces and strokes."""
    return re.sub(r"[\s$\\{}]", "", text)


def is_number(text: str) -> bool:
    """Whether a text is a calculation with numbers: digits, and no letters but those of functions and constants."""
    return re.search(r"[\dπ]", text) is not None and _LETTERS.search(text) is None


_LETTERS = re.compile(
    r"(?<![A-Za-z])(?!\\?(?:pi|sqrt|ln|log|exp|sin|cos|tan|e|[dt]?frac|cdot|times|left|right|pm)(?![A-Za-z]))\\?[^\W\d_πⁿ]+"
)


def is_restricted(text: str) -> bool:
    """Whether a condition stands in a text, which may cut a value beside it."""
    return _RELATED.search(text) is not None or _CONDITIONED.search(text) is not None


_CONDITIONED = re.compile(
    r"(?<![^\W_])(?:if|for|when|at|where|with|otherwise|else|falls|für|mit|wenn|sonst|bei|pour|si|sinon|avec|con|para|per|se)(?![^\W_])"
)


def _plain(text: str) -> str:
    """Return a text without bullets, with a line for each display and each row, and a bar for each dollar."""
    text = _BULLET.sub("", _DISPLAY.sub("\n", _STRUCK.sub(" ", text)))
    text = _NUMBERED.sub("", text) if len(_NUMBERED.findall(text)) > 1 else text
    text = _DELIMITER.sub("¦", text.replace("&", " ") if "\\begin" not in text else text)
    return _AT_MARKS.sub(lambda mark: f"{mark[1]} ", _GOES_ON.sub(" ", text)).strip(" ¦\n")


def _pieces(question: Question, text: str) -> Iterator[Piece]:
    marks = [_Mark(0, 0, "end"), *_marks(question, text), _Mark(len(text), len(text), "end")]
    ends = [place for place, one in enumerate(marks) if one.strength == "end"]
    for first, last in pairwise(ends):
        sentence = text[marks[first].end : marks[last].start]
        strong = [place for place in range(first, last + 1) if marks[place].strength != "weak"]
        for begin, end in pairwise(strong):
            if not _is_changed(marks, begin, end):
                yield from _within(text, marks[begin : end + 1], sentence, question)


def _is_changed(marks: Sequence[_Mark], begin: int, end: int) -> bool:
    """Whether a word close before a formula denies or changes it, or one behind it does."""
    close = [one for one in marks[: begin + 1] if one.start >= marks[begin].start - MAX_DENIED]
    close += [one for one in marks[end:] if one.start <= marks[end].start + MAX_DENIED and one.word][:MAX_DENYING]
    return any(_CHANGING.fullmatch(one.word) for one in close) or _BEHIND.fullmatch(marks[end].word) is not None


def _within(text: str, marks: Sequence[_Mark], sentence: str, question: Question) -> Iterator[Piece]:
    """Yield the pieces between two marks: those that commas and joints part, and all of them together."""
    first = marks[0]
    is_labelled = text[first.start : first.end] == ":"
    label = _LABEL.search(text[max(0, first.start - MAX_LABEL) : first.end]) if is_labelled else None
    for before, after in pairwise(marks):
        inside = text[before.end : after.start]
        if inside.strip().isdecimal() and text[after.start : after.end] == ":":
            continue  # the number of a case
        said = label[0] if label is not None and before is first else ""
        yield from (replace(one, label=said) for one in _inner(question, inside, sentence, is_strong=len(marks) == 2))
    whole = _ENDS.sub("", text[marks[0].end : marks[-1].start].replace("¦", " ").strip(_EDGE)).strip(_EDGE)
    if len(marks) > 2 and _LISTS.search(whole):
        yield Piece(whole, sentence, is_list=True)


MAX_LABEL = 30  # characters of a word before a colon
_LABEL = re.compile(r"[^\W\d_]{2,}:\Z")
_LISTS = re.compile(r",|∨|∧|\s(?:and|or|und|oder|et|ou)\s")
_ENDS = re.compile(r"(?i)^(?:and|or|und|oder|et|ou|y|o|e)\s|\s(?:and|or|und|oder|et|ou|y|o|e)$")


def _inner(question: Question, text: str, sentence: str, *, is_strong: bool) -> Iterator[Piece]:
    """Yield a piece, and what stands before a bracket at its end and in it."""
    text = text.replace("¦", " ").strip(_EDGE).removeprefix("=").strip()
    if not re.search(r"[\w∅]", text):
        return
    yield Piece(text, sentence, is_strong)
    bracket = _BRACKET.fullmatch(text)
    if bracket is not None and not depths(text)[bracket.end("before")]:
        yield Piece(bracket["before"].strip(_EDGE), sentence)
        yield from _pieces(question, bracket["inside"].removesuffix("\\right"))


def _marks(question: Question, text: str) -> Iterator[_Mark]:
    """Yield the marks and words that part a text outside of brackets."""
    depth = depths(text)
    lexicon = lexicon_of(next(iter(question.fields.values())).names)
    for mark in _MARK.finditer(text):
        strength = "" if depth[mark.start()] else _strength(question, lexicon, text, mark)
        if strength:
            yield _Mark(mark.start(), mark.end(), strength, (mark["word"] or "").casefold())


MAX_DENYING = 3  # words behind a formula of which one may deny it: `does not work`
MAX_DENIED = 12  # characters behind a word in which it changes a formula
_CHANGING = re.compile(
    r"not|no|never|nicht|nie|kein\w*|pas|non|nunca|niet|neither|nor|except|außer|sauf|excepto|statt|instead"
    r"|minus|moins|menos|meno|min|negative?|negativ|twice|double|half|doppelt|halb|doble|mitad|moitié"
)
_BEHIND = re.compile(r"per|por|pro|percent|prozent|pour|times|mal|fois|veces|less|more|weniger|mehr")


def _strength(question: Question, lexicon: Lexicon, text: str, mark: re.Match[str]) -> str:
    """Return how a mark parts what stands beside it: `end` of a sentence, `strong`, `weak`, or not at all."""
    if mark["strong"]:
        return "end" if mark[0] in {"\n", ";", "."} else "strong"
    if mark["weak"]:
        return "weak"
    word = mark["word"] or mark["text"]
    if word is None or (question.unit is not None and _MEASURED.search(text[max(0, mark.start() - 2) : mark.start()])):
        return ""
    if _JOINT.fullmatch(word.casefold()):
        return "weak"
    return "" if mark["word"] and _is_formula(lexicon, text, mark) else "strong"


def _is_formula(lexicon: Lexicon, text: str, mark: re.Match[str]) -> bool:
    """Whether a word belongs to mathematics: a function, a product of what is declared, the name of a value."""
    word = mark[0]
    if _NAMES.match(text, mark.end()) is not None:
        return True
    if word in _NOUNS:
        return False
    is_function_word = is_function(word) or lexicon.known_function(word) is not None
    return is_function_word or (not lexicon.names.free and bool(lexicon.splits(word, frozenset())))
