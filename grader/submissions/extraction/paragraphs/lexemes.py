r"""A paragraph as lexemes: words, formulas, signs, ends of lines.

A formula is one between its delimiters or a typed stretch without words. `\text{…}` and `\quad` at the top of a formula
part it: what they hold are words like those around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from grader.language.spelling.greek import PRINTED
from grader.problems.question import Question
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.paragraphs.brackets import Brackets
from grader.submissions.extraction.paragraphs.inner_words import CONNECTIVES, parted_formula
from grader.submissions.extraction.paragraphs.leading_dashes import with_signs
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.paragraphs.open_brackets import with_brackets
from grader.submissions.extraction.paragraphs.regrouped import (
    AND,
    as_shapes,
    joins,
    known,
    parted_by_words,
    with_operators,
    with_reflexive_verbs,
    with_short_names,
)
from grader.submissions.extraction.paragraphs.typed_runs import parted_by_strokes, runs, steps
from grader.submissions.extraction.paragraphs.units_said import with_units
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import singles
from grader.submissions.extraction.words.vocabulary import declared_names
from grader.submissions.forms.spans import ENVIRONMENTS, Piece, pieces
from grader.submissions.forms.words import mathematical
from grader.submissions.kept import kept
from grader.verdict import Source

_RATIO = re.compile(r"(?<=\d)[^\S\n]+:[^\S\n]+(?=\d)")  # `4 : 9`, where ratios are asked for
_DIVIDED = re.compile(
    r"(?P<said>(?<!\w)(?:is|are|ist|sind|est|sont|es|son|è|sono|equals|gleich|by)\s\d[\d.]*)[^\S\n]+:[^\S\n]+(?=\d)"
)


class Lexer:
    """Takes paragraphs of answers to one question apart."""

    def __init__(self, question: Question) -> None:
        self.names = declared_names(question) - {"answer"}
        self.unit = question.unit.unit if question.unit else None
        has_constants = bool(question.constants) or question.up_to in {"constant", "factor"}
        self.letters = {"I", "A", "a"} if has_constants else {"I"}  # words that are letters beside mathematics
        self.has_ratios = "ratio" in question.names.notations
        self.is_shape, self.is_relation = question.kind.is_shape, question.kind.is_condition
        self.words: dict[str, bool] = {}  # which stretches of letters are words, as far as they were asked about
        self.paragraphs: dict[tuple[str, bool], tuple[Lexeme, ...]] = {}
        self.chunks: dict[tuple[str, bool], tuple[Lexeme, ...]] = {}  # stretches as lexemes, also within brackets

    def paragraph(self, text: str, source: Source, ticks: bool = True) -> list[Lexeme]:
        """Return the lexemes of a paragraph; of a short one, which many write, they are kept."""
        if len(text) > KEPT_PARAGRAPH:
            return self._paragraph(text, source.line, ticks)
        same = self.paragraphs.get((text, ticks))
        if same is None:
            if len(self.paragraphs) > KEPT_WORDS:
                self.paragraphs.clear()
            same = self.paragraphs[text, ticks] = tuple(self._paragraph(text, 0, ticks))
        first = source.line
        make = tuple.__new__  # quicker than by names
        return [make(Lexeme, (kind, said, raw, first + at, *how)) for kind, said, raw, at, *how in same]

    def _paragraph(self, text: str, line: int, ticks: bool) -> list[Lexeme]:
        found: list[Lexeme] = []
        text = _FRAME.sub(" ", text) if "\\" in text else text
        if ":" in text:
            text = _RATIO.sub(":", text) if self.has_ratios else _DIVIDED.sub(r"\g<said>:", text)
        for piece in pieces(text, ticks):
            found += self._piece(piece, line, text[piece.start : piece.end])
            line += text.count("\n", piece.start, piece.end)
        found = with_signs(found, is_relation=self.is_relation)
        found = with_operators(with_reflexive_verbs(with_short_names(found)))
        found = as_shapes(found, is_shape=self.is_shape)
        found = parted_by_strokes(with_units(self.unit, found))
        return with_brackets(list(runs(parted_by_words(found, self.names))))

    def display(self, text: str, source: Source) -> list[Lexeme]:
        """Return the lexemes of a displayed formula, with the ends of its rows."""
        found: list[Lexeme] = []
        for row in formulas.rows(text):
            found += [Lexeme("row", "", "", source.line + row.line)] if found else []
            found += parted_formula(row.text, row.text, source.line + row.line, display=True)
        return self._with_own_units(found)

    def _with_own_units(self, found: list[Lexeme]) -> list[Lexeme]:
        r"""Return the lexemes of a display, a unit in words, `= 2 \text{ kg}`, with its formula."""
        kept: list[Lexeme] = []
        for one in with_units(self.unit, found):
            if one.typed and kept and kept[-1].kind == "formula":
                kept[-1] = kept[-1]._replace(text=f"{kept[-1].text} {one.text}", raw=f"{kept[-1].raw} {one.raw}")
            else:
                kept.append(one)
        return kept

    def _piece(self, piece: Piece, line: int, raw: str) -> Iterator[Lexeme]:
        match piece.kind:
            case "text":
                yield from self._typed(_LINE_END.sub("", piece.text) if "\\\\" in piece.text else piece.text, line)
            case "display":
                yield from self.display(piece.text, Source("", line + raw.count("\n", 0, raw.find(piece.text))))
            case "math" if _ROWS.match(piece.text):
                yield from self.display(piece.text, Source("", line))
            case "math":
                yield from parted_formula(piece.text, raw, line, display=False)
            case "code" if piece.text.strip():
                yield Lexeme("formula", piece.text.strip(), raw, line)
            case "open":
                yield Lexeme("open", piece.text, raw, line)
            case _:
                return

    def _typed(self, text: str, line: int) -> Iterator[Lexeme]:
        depth, brackets = 0, Brackets()
        chunks = _CHUNK.findall(text)
        for place, chunk in enumerate(chunks):
            if chunk == "\n":
                yield Lexeme("line", "\n", "\n", line)
                line += 1
                continue
            if place == len(chunks) - 1 and chunk in _OPENED:  # `$x < 1$ (e $x > 0$)`
                yield from (Lexeme("sign", "(", "(", line), Lexeme("word", chunk[1:], chunk[1:], line))
                continue
            if not chunk.isalpha():
                depth = max(0, depth + steps(chunk))
            same = self.chunks.get((chunk, depth > 0))
            if same is None:
                same = self._alone(chunks, place, depth)
            is_plain = chunk.isalnum()
            for kind, said, raw, _, display, typed in same if is_plain else brackets.parted(same):
                yield Lexeme(kind, said, raw, line, display, typed)

    def _alone(self, chunks: Sequence[str], place: int, depth: int) -> tuple[Lexeme, ...]:
        """Return a stretch without blanks as lexemes; they are kept where nothing beside it counts."""
        chunk = chunks[place]
        if chunk in _DOTS and place and chunks[place - 1][-1:] in _JOINING:  # `1 + 1/2 + ... = 2`
            return (Lexeme("formula", chunk, chunk, 0, typed=True),)
        if _is_noun(chunks, place) or (chunk in AND and joins(chunks, place, is_name=chunk in self.names)):
            return (Lexeme("word", chunk.casefold(), chunk, 0),)
        match = _WORD.fullmatch(chunk)
        is_article = match is not None and match["word"] in _INDEFINITE
        if is_article and "A" not in self.letters:
            is_operand = self._is_symbol(chunks, place)
        else:
            is_operand = _is_operand(chunks, place) or ("A" in self.letters and self._is_factor(chunks, place))
        found = tuple(self._chunk(chunk, depth, is_operand))
        is_of_place = match is not None and (is_article or match["word"] in self.letters or chunk == "y")
        if not is_of_place and (match is None or chunk.casefold() not in mathematical()):
            if len(self.chunks) >= KEPT_WORDS:
                self.chunks.clear()
            if len(chunk) <= KEPT_CHARACTERS:
                self.chunks[chunk, depth > 0] = found
        return found

    def _is_symbol(self, chunks: Sequence[str], place: int) -> bool:
        """Whether an `a` is a letter, and no article: `a = 2`, `P = a a^T`, `(a^T a)`, but not `= a line`."""
        before, behind = chunks[place - 1] if place else "", chunks[place + 1] if place + 1 < len(chunks) else "\n"
        if behind[:1] in _BEHIND_LETTER:
            return True
        word = _WORD.fullmatch(behind)
        is_followed = word is not None and len(word["word"]) > 1 and self._is_word(word["word"])
        if ")" in chunks[place] and not _ARITHMETIC.isdisjoint(before) and steps(before) > 0:
            return True
        return bool(before) and before[-1:] in _BEFORE_LETTER and not is_followed

    def _is_factor(self, chunks: Sequence[str], place: int) -> bool:
        """Whether mathematics stands behind a stretch: the `A` of `A e^x` is a constant, not that of `A line`."""
        behind = chunks[place + 1] if place + 1 < len(chunks) else "\n"
        match = _WORD.fullmatch(behind)
        return behind != "\n" and (match is None or not self._is_word(match["word"]))

    def _chunk(self, chunk: str, depth: int, is_operand: bool) -> Iterator[Lexeme]:
        """Yield a stretch without blanks as a word with the signs around it, or as typed mathematics."""
        match = _WORD.fullmatch(chunk)
        counted = _COUNTED.fullmatch(chunk)
        if counted and self._is_word(counted["noun"]):
            yield Lexeme("word", counted["word"].casefold(), counted["word"], 0)
            yield from (Lexeme("sign", sign, sign, 0) for sign in counted["after"])
            return
        if (
            match is None
            or not self._is_word(match["word"])
            or (is_operand and match["word"] in self.letters | _INDEFINITE)
        ):
            if _SIGNS.fullmatch(chunk):
                yield from (Lexeme("word" if sign in "⇒→∴⟹" else "sign", sign, sign, 0) for sign in chunk)
            else:
                yield from _mathematics(chunk, depth)
            return
        yield from (Lexeme("sign", sign, sign, 0) for sign in match["before"])
        typed = match["word"].replace("’", "'")
        for word in [typed] if typed.casefold() in _with_apostrophes() else _ELIDED.sub(r"\1 ", typed).split():
            yield Lexeme("word", word.casefold(), word, 0)
        yield from (Lexeme("sign", sign, sign, 0) for sign in match["after"])

    def _is_word(self, word: str) -> bool:
        if word not in self.words:
            if len(self.words) > KEPT_WORDS:
                self.words.clear()
            self.words[word] = self._looks_like_word(word)
        return self.words[word]

    def _looks_like_word(self, word: str) -> bool:
        name, _, transposed = word.partition(".")
        if transposed == "T" and name in self.names:
            return False  # `A.T`, as NumPy writes it
        if _PRIMED.fullmatch(word):
            return False  # `f'`, `sigma'`, a derivative
        if "-" in word and all(len(part) == 1 for part in word.split("-")):
            return False  # `s-y`
        if word in self.names or not re.sub(r"['’.-]", "", word).isalpha() or _GREEK.search(word):
            return False
        if len(word) > 1 and all(sign in self.names for sign in word) and word.casefold() not in known():
            return False
        if len(word) == 1:
            return word in {"a", "I", "A", "à"}
        return word.casefold() in CONNECTIVES or word.casefold() not in mathematical()


lexer_of = kept(Lexer)
KEPT_WORDS = 5_000  # of which it is kept what they are
KEPT_PARAGRAPH = 200  # signs of a paragraph of which the lexemes are kept
KEPT_CHARACTERS = 80  # of a stretch of which it is kept what it is
_OPENED = frozenset({"(e", "(y", "(o", "(u"})  # a bracket and a word before a formula
_CHUNK = re.compile(r"\n|[^\s]+")


def _is_operand(chunks: Sequence[str], place: int) -> bool:
    """Whether a sign of arithmetic stands beside a stretch: the `I` in `(I + W)` is no pronoun."""
    before, behind = chunks[place - 1] if place else "", chunks[place + 1] if place + 1 < len(chunks) else ""
    return before[-1:] in _ARITHMETIC or behind[:1] in _ARITHMETIC


def _is_noun(chunks: Sequence[str], place: int) -> bool:
    """Whether the name of a function is a noun behind its article: `the trace is 7`, `la trace vaut`."""
    before, behind = chunks[place - 1] if place else "", chunks[place + 1] if place + 1 < len(chunks) else ""
    is_name = len(chunks[place]) >= NOUN and chunks[place].isalpha() and chunks[place].casefold() in mathematical()
    return is_name and before.casefold() in _ARTICLES and behind.isalpha() and len(behind) > 1


_DOTS, _JOINING = frozenset({"...", "…", "⋯"}), frozenset("+-*·")
NOUN = 4  # letters of the name of a function that may be a noun
_ARTICLES = frozenset({"the", "a", "der", "die", "das", "le", "la", "les", "une", "el", "los", "las", "una"})


@cache
def _with_apostrophes() -> frozenset[str]:
    """Return the words of the tables that hold an apostrophe and are one word: `d'où`, `d'après`."""
    tables = (cues.CUE, cues.CONCLUSION, cues.PREMISE, cues.METHOD, cues.REASON, cues.CALLING)
    return frozenset(word for word in singles(*tables) if "'" in word.strip("'"))


_LINE_END = re.compile(r"\\\\(?:\[[^\]\n]{0,20}\])?[ \t]*(?=\n|$)")  # as LaTeX writes it
_ARITHMETIC = frozenset("+-*/^=·×⊙")
_INDEFINITE = frozenset({"a", "A"})  # an article, or a letter
_BEHIND_LETTER, _BEFORE_LETTER = frozenset("+*/^=·×⊙"), frozenset("+-*/^=·×⊙(")
_GREEK = re.compile("[Ͱ-Ͽ]")
_WORD = re.compile(
    r"(?P<before>[\"“„‘'«(\[*_]*)(?P<word>(?:[^\W\d_]+(?:['’.-][^\W\d_]+)*['’]?))(?P<after>[.,;:!?)\]\"”“’»*_]*)"
)
_COUNTED = re.compile(r"(?P<word>\d{1,4}-(?P<noun>[^\W\d_]{3,}))(?P<after>[.,;:!?)]*)")  # `3-layer`
_ROWS = re.compile(r"\s*\\begin\s*\{(?:align|gather|eqnarray)\*?\}")  # which only stand in a display
# Environments that only frame an answer, such as `solution`.
_FRAME = re.compile(rf"\\(?:begin|end)\s*\{{(?!(?:{ENVIRONMENTS})\*?\}})[A-Za-z]+\*?\}}")
_ELIDED = re.compile(r"^([ldcnsjmt]'|qu')(?=\w)", re.IGNORECASE)
_SIGNS = re.compile(r"[.,;:!?()\"“”«»–—⇒→∴⟹]+")


def _mathematics(chunk: str, depth: int) -> Iterator[Lexeme]:
    """Yield a stretch of typed mathematics, the signs that end a sentence or a clause behind it."""
    end = len(chunk)
    ends = ",;:?" if depth else ".,;:?"  # in brackets a point belongs to its number: `[1., 2.]`
    while end and chunk[end - 1] in ends:
        end -= 1
    if _DIGITS_GO_ON.fullmatch(chunk, end):
        end += 3
    if end:
        yield Lexeme("formula", chunk[:end], chunk[:end], 0, typed=True)
    yield from (Lexeme("sign", sign, sign, 0) for sign in chunk[end:])


_PRIMED = re.compile(rf"(?:[A-Za-z]|{'|'.join(PRINTED)})['’]")
_DIGITS_GO_ON = re.compile(r"(?<=\d)\.{3}[.,;:?]*")
