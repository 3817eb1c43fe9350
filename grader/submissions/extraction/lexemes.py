r"""A paragraph as lexemes: words, formulas, signs, ends of lines.

A formula is one between its delimiters or a typed stretch without words. `\text{…}` and `\quad` at the top of a formula
part it: what they hold are words like those around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Literal

from grader.claims.chains import depths
from grader.problems.question import Question
from grader.submissions.extraction import cues, formulas
from grader.submissions.extraction.phrases import singles
from grader.submissions.extraction.values import PROOF_END
from grader.submissions.extraction.vocabulary import declared_names
from grader.submissions.forms.spans import ENVIRONMENTS, Piece, pieces
from grader.submissions.forms.words import mathematical
from grader.submissions.kept import kept
from grader.verdict import Source

Kind = Literal["word", "formula", "sign", "line", "row", "open"]
CONNECTIVES = frozenset({"if", "for", "and", "or", "otherwise", "else", "mod", "in", "real"})  # words of prose here


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A stretch of a paragraph. `raw` is what was typed, `text` what it says: a formula without its delimiters.

    `line` and `row` are ends: of a line, and of a row of a displayed formula. `open`: mathematics that is not closed.
    """

    kind: Kind
    text: str
    raw: str
    line: int
    display: bool = False
    typed: bool = False


class Lexer:
    """Takes paragraphs of answers to one question apart."""

    def __init__(self, question: Question) -> None:
        self.names = declared_names(question) - {"answer"}
        has_constants = bool(question.constants) or question.up_to in {"constant", "factor"}
        self.letters = {"I", "A", "a"} if has_constants else {"I"}  # words that are letters beside mathematics
        self.words: dict[str, bool] = {}  # which stretches of letters are words, as far as they were asked about

    def paragraph(self, text: str, source: Source, ticks: bool = True) -> list[Lexeme]:
        """Return the lexemes of a paragraph."""
        found: list[Lexeme] = []
        line = source.line
        text = _FRAME.sub(" ", text) if "\\" in text else text
        for piece in pieces(text, ticks):
            found += self._piece(piece, line, text[piece.start : piece.end])
            line += text.count("\n", piece.start, piece.end)
        return list(_runs(self._parted_by_words(_parted_by_strokes(self._as_shapes(found)))))

    def _as_shapes(self, found: list[Lexeme]) -> list[Lexeme]:
        """Return lexemes in which a shape in words, `14 by 14 by 8`, is one formula."""
        kept: list[Lexeme] = []
        for one in found:
            if len(kept) > 1 and _is_number(one) and kept[-1].text in _BY and _is_number(kept[-2], sizes=True):
                before, by = kept[-2:]
                text, raw = f"{before.text} × {one.text}", f"{before.raw} {by.raw} {one.raw}"
                kept[-2:] = [replace(before, text=text, raw=raw)]
            else:
                kept.append(one)
        return kept

    def _parted_by_words(self, found: list[Lexeme]) -> list[Lexeme]:
        """Return lexemes in which a letter unknown to the question joins formulas as a word: `x = 1 y x = 2`."""
        for place in range(1, len(found) - 1):
            one, before, after = found[place], found[place - 1], found[place + 1]
            if one.typed and one.text in {"y", "o", "u", "e"} and one.text not in self.names:
                formulas_beside = before.kind == after.kind == "formula"
                if formulas_beside and not _OPERATED.search(f"{before.text} {one.text} {after.text}"):
                    found[place] = replace(one, kind="word", typed=False)
        return found

    def display(self, text: str, source: Source) -> list[Lexeme]:
        """Return the lexemes of a displayed formula, with the ends of its rows."""
        found: list[Lexeme] = []
        for row in formulas.rows(text):
            found += [Lexeme("row", "", "", source.line + row.line)] if found else []
            found += _parted(row.text, row.text, source.line + row.line, display=True)
        return found

    def _piece(self, piece: Piece, line: int, raw: str) -> Iterator[Lexeme]:
        match piece.kind:
            case "text":
                yield from self._typed(piece.text, line)
            case "display":
                yield from self.display(piece.text, Source("", line + raw.count("\n", 0, raw.find(piece.text))))
            case "math":
                yield from _parted(piece.text, raw, line, display=False)
            case "code" if piece.text.strip():
                yield Lexeme("formula", piece.text.strip(), raw, line)
            case "open":
                yield Lexeme("open", piece.text, raw, line)
            case _:
                return

    def _typed(self, text: str, line: int) -> Iterator[Lexeme]:
        depth = 0
        chunks = re.findall(r"\n|[^\s]+", text)
        for place, chunk in enumerate(chunks):
            depth = max(0, depth + _steps(chunk))
            if chunk == "\n":
                yield Lexeme("line", "\n", "\n", line)
                line += 1
            elif _is_noun(chunks, place):
                yield Lexeme("word", chunk.casefold(), chunk, line)
            else:
                is_operand = _is_operand(chunks, place) or ("A" in self.letters and self._is_factor(chunks, place))
                yield from self._chunk(chunk, line, depth, is_operand)

    def _is_factor(self, chunks: Sequence[str], place: int) -> bool:
        """Whether mathematics stands behind a stretch: the `A` of `A e^x` is a constant, not that of `A line`."""
        behind = chunks[place + 1] if place + 1 < len(chunks) else "\n"
        match = _WORD.fullmatch(behind)
        return behind != "\n" and (match is None or not self._is_word(match["word"]))

    def _chunk(self, chunk: str, line: int, depth: int, is_operand: bool) -> Iterator[Lexeme]:
        """Yield a stretch without blanks as a word with the signs around it, or as typed mathematics."""
        match = _WORD.fullmatch(chunk)
        if match is None or not self._is_word(match["word"]) or (is_operand and match["word"] in self.letters):
            if _SIGNS.fullmatch(chunk):
                yield from (Lexeme("word" if sign in "⇒→∴⟹" else "sign", sign, sign, line) for sign in chunk)
            else:
                yield from _mathematics(chunk, line, depth)
            return
        yield from (Lexeme("sign", sign, sign, line) for sign in match["before"])
        typed = match["word"].replace("’", "'")
        for word in [typed] if typed.casefold() in _with_apostrophes() else _ELIDED.sub(r"\1 ", typed).split():
            yield Lexeme("word", word.casefold(), word, line)
        yield from (Lexeme("sign", sign, sign, line) for sign in match["after"])

    def _is_word(self, word: str) -> bool:
        if word not in self.words:
            if len(self.words) > KEPT_WORDS:
                self.words.clear()
            self.words[word] = self._looks_like_word(word)
        return self.words[word]

    def _looks_like_word(self, word: str) -> bool:
        if word in self.names or not re.sub(r"['’.-]", "", word).isalpha() or _GREEK.search(word):
            return False
        if len(word) > 1 and all(sign in self.names for sign in word) and word.casefold() not in _known():
            return False
        if len(word) == 1:
            return word in {"a", "I", "A", "à"}
        return word.casefold() in CONNECTIVES or word.casefold() not in mathematical()


lexer_of = kept(Lexer)
KEPT_WORDS = 5_000  # of which it is kept whether they are words


def _is_operand(chunks: Sequence[str], place: int) -> bool:
    """Whether a sign of arithmetic stands beside a stretch: the `I` in `(I + W)` is no pronoun."""
    before, behind = chunks[place - 1] if place else "", chunks[place + 1] if place + 1 < len(chunks) else ""
    return before[-1:] in _ARITHMETIC or behind[:1] in _ARITHMETIC


def _is_noun(chunks: Sequence[str], place: int) -> bool:
    """Whether the name of a function is a noun behind its article: `the trace is 7`, `la trace vaut`."""
    before, behind = chunks[place - 1] if place else "", chunks[place + 1] if place + 1 < len(chunks) else ""
    is_name = len(chunks[place]) >= NOUN and chunks[place].isalpha() and chunks[place].casefold() in mathematical()
    return is_name and before.casefold() in _ARTICLES and behind.isalpha() and len(behind) > 1


NOUN = 4  # letters of the name of a function that may be a noun
_ARTICLES = frozenset({"the", "a", "der", "die", "das", "le", "la", "les", "une", "el", "los", "las", "una"})


@cache
def _known() -> frozenset[str]:
    """Return the words that no product of letters is."""
    tables = (cues.NEUTRAL, cues.CUE, cues.CONCLUSION, cues.ANSWER, cues.AGAINST, cues.PREMISE, cues.CONDITION)
    return singles(*tables, cues.REASON, cues.CAUSE, cues.PART)


@cache
def _with_apostrophes() -> frozenset[str]:
    """Return the words of the tables that hold an apostrophe and are one word: `d'où`, `d'après`."""
    tables = (cues.CUE, cues.CONCLUSION, cues.PREMISE, cues.METHOD, cues.REASON, cues.CALLING)
    return frozenset(word for word in singles(*tables) if "'" in word.strip("'"))


_BY = frozenset({"by", "mal", "par", "por"})


def _is_number(one: Lexeme, *, sizes: bool = False) -> bool:
    return one.typed and re.fullmatch(r"\d{1,9}(?: × \d{1,9})*" if sizes else r"\d{1,9}", one.text) is not None


_OPERATED = re.compile(r"[-+*/^=<>(\[{,·×]\s+[youe]\s|\s[youe]\s+(?:[-+](?!\d)|[*/^=<>)\]},·×])")
_ARITHMETIC = frozenset("+-*/^=·×⊙")
_GREEK = re.compile("[Ͱ-Ͽ]")
_WORD = re.compile(
    r"(?P<before>[\"“„‘'«(\[*_]*)(?P<word>(?:[^\W\d_]+(?:['’.-][^\W\d_]+)*['’]?))(?P<after>[.,;:!?)\]\"”“’»*_]*)"
)
# Environments that only frame an answer, such as `solution`.
_FRAME = re.compile(rf"\\(?:begin|end)\s*\{{(?!(?:{ENVIRONMENTS})\*?\}})[A-Za-z]+\*?\}}")
_ELIDED = re.compile(r"^([ldcnsjmt]'|qu')(?=\w)", re.IGNORECASE)
_SIGNS = re.compile(r"[.,;:!?()\"“”«»–—⇒→∴⟹]+")


def _mathematics(chunk: str, line: int, depth: int) -> Iterator[Lexeme]:
    """Yield a stretch of typed mathematics, the signs that end a sentence or a clause behind it."""
    end = len(chunk)
    ends = ",;:?" if depth else ".,;:?"  # in brackets a point belongs to its number: `[1., 2.]`
    while end and chunk[end - 1] in ends:
        end -= 1
    if end:
        yield Lexeme("formula", chunk[:end], chunk[:end], line, typed=True)
    yield from (Lexeme("sign", sign, sign, line) for sign in chunk[end:])


def _parted_by_strokes(found: list[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which a stroke between two formulas, `$2x$ / $3x$`, is a sign: it parts them, or lists them."""
    for place in range(1, len(found) - 1):
        one, before, after = found[place], found[place - 1], found[place + 1]
        parts = one.typed and one.text in {"/", "|", "//"} and before.kind == after.kind == "formula"
        if parts and not (before.typed or after.typed):
            found[place] = replace(one, kind="sign", typed=False)
    return found


def _runs(found: list[Lexeme]) -> Iterator[Lexeme]:
    """Yield lexemes with typed stretches joined, also with formulas that they touch: `w = $[1, 2]$`, `1, 2, 3`.

    Brackets that are open go on behind the end of a line.
    """
    run: list[Lexeme] = []
    depth, related = 0, False
    for lexeme, following in zip_longest(found, found[1:]):
        if _goes_on(run, depth, lexeme, None if related and not depth else following):
            run.append(lexeme)
            depth = max(0, depth + _step(lexeme))
            related = related or _RELATED.search(lexeme.text) is not None
            continue
        yield from _joined(run)
        run, depth, related = [], 0, False
        yield lexeme
    yield from _joined(run)


_RELATED = re.compile(r"[<>≤≥≠]")  # behind a comma that follows it another value begins


def _goes_on(run: list[Lexeme], depth: int, lexeme: Lexeme, following: Lexeme | None) -> bool:
    """Whether a lexeme belongs to the run of typed mathematics before it; `following` is what comes next, if it may."""
    if lexeme.kind == "formula" and not lexeme.display:
        return not run or lexeme.typed or run[-1].typed or run[-1].kind in {"sign", "line"}
    if not run or not run[0].typed or following is None:
        return False
    if depth > 0 and following.kind in {"formula", "line"}:
        return lexeme.kind == "line" or lexeme.text in {",", ";", "-", "–"}
    return (
        following.kind == "formula" and following.typed and run[-1].typed and lexeme.text in {",", ";", "-", "–", ")"}
    )


def _step(lexeme: Lexeme) -> int:
    return _steps(lexeme.text)


def _steps(text: str) -> int:
    return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))


def _joined(run: list[Lexeme]) -> Iterator[Lexeme]:
    if len(run) < 2:
        yield from run
        return
    text, raw = (" ".join(parts).replace(" ,", ",").replace(" ;", ";") for parts in _texts(run))
    yield replace(run[0], text=text, raw=raw, typed=True)


def _texts(run: list[Lexeme]) -> tuple[list[str], list[str]]:
    return [one.text for one in run], [one.raw for one in run]


_INNER = re.compile(
    r"\\(?:text|textrm|textnormal|mbox|textit|textbf|mathrm)\s*\{(?P<words>[^{}$]*)\}"
    r"|\\q?quad(?![A-Za-z])|(?P<arrow>\\(?:Rightarrow|implies|Longrightarrow|therefore)(?![A-Za-z])|⇒|∴|⇔|\\(?:iff|Leftrightarrow|Longleftrightarrow)(?![A-Za-z]))"
    r"|(?P<tends>\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|→)"
)
_ENDS = " \t\n.,;:"
_TENDS = re.compile(r"\s*(?:\|?\\?[A-Za-z]+(?:_\{?\w+\}?)?\|?|\([^()]*\))\s*")  # what tends to something in a condition


def _parted(text: str, raw: str, line: int, *, display: bool) -> Iterator[Lexeme]:
    r"""Yield a formula, parted at `\text{…}`, `\quad` and arrows of implication outside of brackets."""
    depth = depths(text) if "\\" in text or "⇒" in text or "⇔" in text or "→" in text else []
    start = 0
    for match in _INNER.finditer(text):
        if depth[match.start()] > 0 or not _is_prose(match["words"]):
            continue
        if match["tends"] and (_TENDS.fullmatch(text[start : match.start()]) or ":" in text[start : match.start()]):
            continue  # `x \to 0`, `f: A \to B`
        yield from _formula(text[start : match.start()], line, display=display)
        start = match.end()
        if match["words"] is not None:
            yield from _inner_words(match["words"], line)
        elif match["arrow"] or match["tends"]:
            yield Lexeme("word", "⇒", match[0], line)
        else:
            yield Lexeme("sign", ",", match[0], line)
    if start:
        yield from _formula(text[start:], line, display=display)
    elif text.strip() and not PROOF_END.fullmatch(text.strip()):
        yield Lexeme("formula", text.strip(), raw, line, display)


def _is_prose(words: str | None) -> bool:
    r"""Whether the text in a formula parts it: words with blanks around them, or a word such as `if`; no operator."""
    return words is None or words != words.strip() or " " in words or words.casefold() in _JOINING


_JOINING = CONNECTIVES | {
    "o",
    "ou",
    "oder",
    "so",
    "with",
    "where",
    "since",
    "because",
    "when",
    "und",
    "et",
    "y",
    "für",
    "si",
    "thus",
}


def _formula(text: str, line: int, *, display: bool) -> Iterator[Lexeme]:
    inner = text.rstrip(_ENDS)
    ending = text[len(inner) :].strip()[:1]
    inner = inner.lstrip(" \t\n,;.")
    if inner and not PROOF_END.fullmatch(inner):
        yield Lexeme("formula", inner, inner, line, display)
    yield from (Lexeme("sign", sign, sign, line) for sign in ending)


def _inner_words(text: str, line: int) -> Iterator[Lexeme]:
    for match in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,.;:()]|\S", text):
        is_word = match[0][0].isalpha()
        yield Lexeme("word" if is_word else "sign", match[0].casefold(), match[0], line)
