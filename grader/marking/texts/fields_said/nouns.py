"""The nouns by which a prompt calls its fields: `a kernel size $k$ and a stride $s$`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.language.spelling.greek import GREEK_NAMES
from grader.marking.asked.prompt_formulas import WORDS_OF_ONE_LETTER, with_formulas
from grader.marking.texts.written_down import field_named
from grader.problems.question import Question

LOOKED_BACK = 60  # signs before a symbol in which the words that describe it stand
MAX_WORDS = 3  # of them
_SYMBOL = re.compile(r"\$(?P<symbol>[^$]{1,40})\$")
_CONDITION = re.compile(r"[<>≤≥]|\\(?:le|ge|lt|gt|leq|geq)(?![A-Za-z])")  # `a kernel size $k > 1$`
_GREEK = re.compile(rf"(?<![\w\\])(?:{'|'.join(sorted(GREEK_NAMES, key=len, reverse=True))})(?!\w)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"[^\W\d_](?:_?\d+)?|[A-Z]{2,3}")  # what is no word in running text
_BEGINNING_SAID = (
    "a an the your its and many ein eine einen einem einer eines der die das den dem des und viele un une le la les "
    "et une combien una el los las y cuántos cuántas compute find give determine calculate state report berechne "
    "berechnen bestimme bestimmen calculer calculez donner donnez calcula calcule determina determine halla"
)
BEGINNING = frozenset(_BEGINNING_SAID.split())
# What joins or orders nouns, and is none: `the second pivot $u$`, `the slope and $b$`.
_JOINING_SAID = (
    "first second third last next other larger smaller largest smallest of or for with in by to at on from where let "
    "is are such that erste zweite dritte letzte andere von oder für mit aus bei première premier deuxième de ou pour "
    "avec primera segunda otra primer segundo o para con que"
)
JOINING = BEGINNING | frozenset(_JOINING_SAID.split())
_ELIDED = frozenset({f"{letters}{sign}" for letters in ("l", "d", "dell", "all", "un") for sign in "'’"})


def introduces(before: Sequence[str]) -> bool:
    """Whether the words before a noun begin what is called by it, nothing but what describes it in between."""
    for word in map(str.casefold, reversed(before)):
        if begins(word):
            return True
        if word in JOINING or not re.fullmatch(r"[^\W\d_]{2,}|\$[^$\s]{1,12}\$", word):
            return False
    return False


def begins(word: str) -> bool:
    """Whether the words that describe something begin behind a word: an article, a comma, a verb that asks."""
    return word in BEGINNING or word.endswith(",") or word in _ELIDED


def mentioned(question: Question) -> Iterator[tuple[str, str, int]]:
    """Yield the fields whose symbols stand by themselves in the prompt, each with what stands before it, and where."""
    marked = with_formulas(question)
    pieces = f"{marked.lead}\n{marked.prompt}".split("$")
    pieces[::2] = [_GREEK.sub(r"$\g<0>$", one) for one in pieces[::2]]
    names = _plain_names(question)
    text = "$".join(pieces) if names is None else _outside(names, "$".join(pieces))
    for match in _SYMBOL.finditer(text):
        symbol = _CONDITION.split(match["symbol"], maxsplit=1)[0].strip()
        if symbol and (name := field_named(question, symbol)) is not None:
            yield name, text[: match.start()], match.start()


def _plain_names(question: Question) -> re.Pattern[str] | None:
    """Return what finds the fields' names in running text, `the quotient q`; None where each could be a word."""
    names = {one for name, field in question.fields.items() for one in (name, field.symbol) if _NAME.fullmatch(one)}
    names -= WORDS_OF_ONE_LETTER
    said = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<![\w\\'’.(=-])(?:{said})(?![\w'’(=-])") if names else None


def _outside(names: re.Pattern[str], text: str) -> str:
    """Return a text with the signs of formulas around names that stand outside of them."""
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        return text
    pieces[::2] = [names.sub(r"$\g<0>$", one) for one in pieces[::2]]
    return "$".join(pieces)


def described(question: Question) -> dict[str, set[tuple[str, ...]]]:
    """Return the words that describe a field before its symbol, `kernel size`, in each place where they do."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, before, place in mentioned(question):
        words = before[max(0, place - LOOKED_BACK) :].split()
        said: list[str] = []
        while words and len(said) < MAX_WORDS and _WORD.fullmatch(words[-1]) and words[-1].casefold() not in JOINING:
            said.insert(0, words.pop().casefold())
        if said and words and begins(words[-1].casefold()):
            found.setdefault(name, set()).add(tuple(said))
    return found


def coordinated(question: Question) -> dict[str, tuple[str, ...]]:
    """Return the nouns by which a prompt asks for its fields in their order, `the modulus and the argument of 1 + i`.

    None where it names a field by its symbol or as a word, or asks for another number of things: the order alone then
    says nothing.
    """
    names = list(question.fields)
    prompt = f"{question.lead}\n{question.prompt}"
    is_named = any(
        len(one) > 2 and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", prompt, re.IGNORECASE) for one in names
    )
    if len(names) < 2 or is_named or next(mentioned(question), None) is not None:
        return {}
    for match in _COORDINATED.finditer(prompt):
        nouns = [tuple(one.casefold().split()) for one in _AND.split(match["nouns"])]
        plain = [tuple(word for word in one if word not in _ARTICLES) for one in nouns]
        if len(plain) == len(names) and all(one and JOINING.isdisjoint(one) for one in plain):
            return dict(zip(names, plain, strict=True))
    return {}


_ARTICLES = frozenset({"the", "its", "der", "die", "das", "den", "le", "la", "les", "el", "los", "las"})
_AND = re.compile(r",?\s+(?:and|und|et|y)\s+|,\s+")
_NOUN = r"(?:(?:the|its|der|die|das|den|le|la|les|el|los|las)\s+)?[^\W\d_]{3,}(?:\s+[^\W\d_]{3,})?"
_COORDINATED = re.compile(
    rf"(?<=\s)(?P<nouns>(?:the|its|der|die|das|den|le|la|les|el|los|las)\s+[^\W\d_]{{3,}}(?:\s+[^\W\d_]{{3,}})?(?:,\s+{_NOUN}){{0,3}}"
    rf",?\s+(?:and|und|et|y)\s+{_NOUN})(?=\s+(?:of|for|at|in|von|des|der|de|du|del)\s|\s*[.?:])",
    re.IGNORECASE,
)
