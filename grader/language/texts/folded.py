r"""Texts folded far more than for a comparison that decides: two that are alike here may be one, spelled otherwise.

Folded are TeX (by `commands`) and characters of it, `\to` and `→`, small digits, marks on letters, words for numbers,
groups of digits, signs between the members of a list, brackets around one word, numbers with their base. Signs, digits
and letters stay in their order, so that `FE` is no FF and `1s2 2s2 2p5` no 1s2 2s2 2p6.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from grader.language.spelling.greek import PRINTED
from grader.language.texts.commands import without_commands
from grader.language.texts.counted import (
    CARDINALS,
    JOINED_TENS,
    MORE_CARDINALS,
    MORE_ORDINALS,
    ORDINALS,
    TENS,
)

KEPT = 1_000  # texts of which it is kept how they are typed out and folded


@lru_cache(maxsize=KEPT)
def typed_out(text: str) -> str:
    """Return a text as plain characters say it, with its words, brackets and marks."""
    plain = _SUMMED.sub("sum ", _ECHOED.sub("", _WEDGE_UP.sub("∧", _WEDGE_DOWN.sub("∨", text))))
    plain = _RAISED.sub(lambda one: f"^{unicodedata.normalize('NFKC', one[0])}", plain)
    plain = _LOWERED.sub(lambda one: f"_{unicodedata.normalize('NFKC', one[0])}", plain)
    plain = _OR.sub("∨", _NOT.sub("¬", unicodedata.normalize("NFKC", plain.translate(_ALIKE))))
    plain = _FORMULA.sub(r" \1 ", plain)
    plain = without_commands(plain) if "\\" in plain else plain
    plain = _ISOTOPE.sub(r"^\1_\2\3", _BRACED.sub(r"\1\2", plain)).translate(_SAME)
    plain = _STAR.sub("*", _TO.sub("→", _BOTH_WAYS.sub("↔", plain)))
    plain = _COMPOSED.sub(_composed, plain)
    plain = _WORD.sub(_counted, _NUMBERING.sub(", ", plain) if _is_numbered(plain) else plain)
    return " ".join(_GROUPS.sub(_joined, _BITS.sub(_joined, _PLACE.sub(r"\1", plain))).split())


@lru_cache(maxsize=KEPT)
def foldings(text: str) -> tuple[str, ...]:
    """Return a text in each way of folding: two texts are alike where those at one place are the same."""
    low = _EMPHASIS.sub(r"\2", typed_out(_BEGUN.sub("", text)).casefold()).strip(" .")
    found = [_BETWEEN.sub(" , ", _ARTICLE.sub(" ", low))]
    for ways in _WAYS:
        done = {one: tuple(way(one) for way in ways) for one in set(found)}
        found = [several[number] for number in range(len(ways)) for one in found for several in (done[one],)]
    return tuple(found)


def are_alike(one: str, other: str) -> bool:
    """Whether two texts are the same in one way of folding, or one number with and without its base."""
    if any(first == second for first, second in zip(foldings(one), foldings(other), strict=True) if first):
        return True
    return any(
        digits == others and (base is None or its is None or base == its)
        for digits, base in _in_base(one)
        for others, its in _in_base(other)
    )


def _in_base(text: str) -> frozenset[tuple[str, int | None]]:
    """Return the digits and the base that a text may be a number in, without leading zeros."""
    low = _AROUND.sub(r"\1", typed_out(text).casefold())
    found = set()
    for base, pattern in _BASES:
        match = pattern.fullmatch(low)
        if match is not None and (len(match["digits"]) > 1 or match["digits"].isdigit()):
            found.add((match["digits"].lstrip("0"), base))
    return frozenset(found)


_ECHOED = re.compile(r"\A\s*(?:>>>|Out\s?\[\d{1,4}\]:)\s+")  # what a program shows before its output
_SUMMED = re.compile(r"∑\s*|(?<!\S)Σ\s*(?=[A-Z])")  # `ΣF = ma`
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁺⁻]+")
_LOWERED = re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
_FORMULA = re.compile(r"\$(?=\S)([^$]*)(?<=\S)\$(?!\d)")
_WEDGE_UP, _WEDGE_DOWN = re.compile(r"(?<!\\)/\\(?![\\A-Za-z{])"), re.compile(r"(?<!\\)\\/(?!/)")  # `p /\ q`, `p \/ q`
_NOT, _OR = re.compile(r"(?<![\w\\~!∃])[~!](?=\s?[A-Za-z(])"), re.compile(r"\|\|")  # `~A v ~B`, `!A || !B`
_BRACED = re.compile(r"([\^_])\{(\w|[-−+]?\d{1,3}|\d{0,2}[-−+])\}(?!\w)")
_ISOTOPE = re.compile(r"\^\{?(\d{1,3})\}?\s?_\{?(\d{1,3})\}?\s?([A-Z][a-z]?)(?![a-z])")  # `^{14}_{6}C`
_SAME = str.maketrans(
    {sign: name for name, sign in PRINTED.items()}
    | {**dict.fromkeys("−‐‑–—", "-"), **dict.fromkeys("⋅×∗•", "·"), **dict.fromkeys("’‘′´", "'"), "π": "pi", "⁄": "/"}
    | dict.fromkeys('“”„«»"`', None)
)
_ALIKE = str.maketrans({"∣": "|", "∖": "\\", "∼": "~", "ᶜ": "^c", "⨝": "⋈", "⟨": "<", "⟩": ">"})  # other signs for one
_STAR = re.compile(r"\s?\^\s?\{?\s?[*∗]\s?\}?")  # as it is set above a letter, `a^*`
_BOTH_WAYS = re.compile(r"<-+>|<=+>|[⇔⟺⇌⟷]")
_TO = re.compile(r"-+>|=+>|[⇒⟹⟶↦➔➜➝➞⮕▶►➤»›]")
_NUMBERING = re.compile(r"(?:(?<=\s)|(?<=[,;])|\A)\(?(\d{1,2})[.):]\s+")
_PLACE = re.compile(r"(?<![\d.,])(\d{1,2})\.(?=\s+[^\W\d_])")
_GROUPS = re.compile(r"(?<![\w.,])\d{1,4}(?:[ _'](?:\d{4}(?!\d))(?:[ _']\d{4}(?!\d))*|(?:[ _']\d{3}(?!\d))+)(?![\w.])")
_BITS = re.compile(r"\A\s*[01](?:(?:\s|,\s?)[01]){2,40}\s*\Z")  # `1 0 1 1`
_WORD = re.compile(r"(?<![\w.^\\])(?:\d{1,2}(?:st|nd|rd|th)|dix-(?:sept|huit|neuf)|[^\W\d_]{2,12})(?!\w)")
_ROMAN = {  # of one letter, or of two tens, it may be a letter or two chromosomes
    f"{ten}{one}": str(10 * tens + ones)
    for tens, ten in enumerate(("", "X", "XX"))
    for ones, one in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if len(ten + one) > 1 and ten + one != "XX"
}
_ROMAN_ENDING = re.compile(r"(?<=[IVX])(?:th|e|ème)\Z")  # `XIXth`, `XIXe`
_COUNTS = {
    **{
        word: str(n)
        for words in CARDINALS.values()
        for n, one in enumerate(words.split(), 1)
        for word in one.split("|")
    },
    **{word: str(n) for n, words in enumerate(ORDINALS, 1) for word in words.split("|")},
    **{one: str(n) for words in MORE_CARDINALS for n, one in enumerate(words.split(), 13)},
    **{one: str(n) for words in MORE_ORDINALS for n, one in enumerate(words.split(), 5)},
    **{"zero": "0", "null": "0", "plus": "+", "minus": "-", "percent": "%"},
}
_UNITS = {word: n for word, n in _COUNTS.items() if n.isdigit() and len(n) == 1 and n != "0"}
_TENS = {one: str(n) for words, _ in TENS.values() for n, one in enumerate(words.split(), 2)}
_TENS |= {one: str(n) for n, one in enumerate(JOINED_TENS.split(), 2)}
_COMPOSED = re.compile(
    "|".join(
        rf"(?<!\w)({'|'.join(words.split())}){joint}({'|'.join(map(re.escape, _UNITS))})(?!\w)"
        for words, joint in TENS.values()
    )
    + rf"|(?<!\w)({'|'.join(CARDINALS['de'].split())}|ein)und({'|'.join(JOINED_TENS.split())})(?!\w)"
)
_EMPHASIS = re.compile(r"\A(\*\*|[*_'])(.+)\1[.!]*\Z")
_ARTICLE = re.compile(
    r"(?<![\w'])(?:an?(?=\s+(?!(?:and|then|or|followed|before|prior|precedes|is|comes|und|dann|oder|vor|et|puis|ou|avant|luego|antes|poi|prima)(?!\w))[^\W\d_]{2})|the|der|die|das|den|dem|eine?|le|la|les|une?|el|los|las|il|lo|gli|het|[ld]'(?=[^\W\d_]{2}))(?![\w])"
)
_BETWEEN = re.compile(
    r"(?<!\w)(?:and\s+then|and|then|followed\s+by|und|dann|danach|et|puis|luego|poi)(?!\w)|&"
    r"|(?<=[\w),;])\s+(?:(?:(?:and\s+)?then\s+|is\s+(?:then\s+)?followed\s+)by|(?:(?:comes?|is|kommt|vient)\s+)?"
    r"(?:before|prior\s+to|precedes|vor|avant|antes\s+de|prima\s+di))(?=\s+[\w(])"
)
_BEGUN = re.compile(  # a row in words: `first A, then B`
    r"(?i)\A\s*(?:first(?:ly)?|zuerst|zunächst|d['’]abord|primero|prima)[,:]?\s+"
    r"(?=[^.]{0,80}(?<!\w)(?:then|dann|danach|puis|luego|poi)(?!\w))"
)
_AROUND = re.compile(r"(?<![\^_])[(\[{]([^\W_]+)[)\]}]")


def _is_numbered(text: str) -> bool:
    """Whether numbers from one on stand before the members of a list."""
    told = [int(one[1]) for one in _NUMBERING.finditer(text)]
    return len(told) > 1 and told == [*range(1, len(told) + 1)]


def _counted(match: re.Match[str]) -> str:
    word = match[0]
    if (roman := _ROMAN_ENDING.sub("", word)) in _ROMAN:
        return _ROMAN[roman]
    low = word.casefold()
    if low[0].isdigit():
        return low[:-2]
    return _COUNTS.get(low) or _COUNTS.get(low[:-1] if low.endswith(("en", "er", "es", "em")) else low, word)


def _composed(match: re.Match[str]) -> str:
    """Return the digits of a number of two words: `twenty-nine`, `neunundzwanzig`."""
    first, last = (one for one in match.groups() if one is not None)
    if last in _TENS:  # `neunundzwanzig`
        first, last = last, first
    return f"{_TENS[first]}{_UNITS.get(last, '1')}"


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[\s,_']", "", match[0])


def _unmarked(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _umlauts(text: str) -> str:
    return _unmarked(text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def without_carets(text: str) -> str:
    """Return a text with charges, orbitals and what they make without the sign of a power: `Cu^2+`, `2p^6`, `sp^3`."""
    return _CARETS.sub("", text)


def _without_indices(text: str) -> str:
    return re.sub(r"(?<=\w)_(?=[^\W_])|(?<=[^\W\d_][)\]])_(?=\d)", "", text)


def _as_star(text: str) -> str:
    return text.replace("·", "*")


def _as_blank(text: str) -> str:
    return text.replace("·", " ")


def _as_it_is(text: str) -> str:
    return text


def _decimal(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def _as_list(text: str) -> str:
    return re.sub(r"[<→]", ",", text) if "," not in text else text


def without_brackets(text: str) -> str:
    """Return a text without brackets that hold nothing but one word or number."""
    return _AROUND.sub(r" \1 ", text)


def _squeezed(text: str) -> str:
    """Return a text without what parts words: blanks, commas, hyphens, brackets around one word, points behind them."""
    text = _WHOLE.sub(r"\1", without_brackets(without_brackets(text)))
    text = _MARKS.sub(" ", _HYPHEN.sub("", _QUOTE.sub("", text)))
    return _ZEROS.sub("", _PARTED.sub("", re.sub(r"(?<=\d)[\s,;]+(?=\d)", ",", text)))


def _run_together(text: str) -> str:
    """Return such a text of pieces that each have a letter, `1s2 2s2`, without what parts them."""
    pieces = [one for one in re.split(r"[\s,;]+", text) if one]
    return _squeezed("".join(pieces) if all(re.search(r"[^\W\d_]", one) for one in pieces) else text)


_CARETS = re.compile(r"\^(?=\d{0,2}[+-](?!\w))|(?:(?<=[a-z]{2})|(?<=\d[spdf]))\^(?=\d{1,2}(?![\d^]))")
_WHOLE = re.compile(r"\A\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*\Z")
_QUOTE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=[^\W\d_]{3})'|(?<!\S)'(?=\w)")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=\w)|(?<=[^\W\d_])-(?=[^\W\d_]{2})")
_MARKS = re.compile(r"(?<!\d)[.:]|[.:](?!\d)|(?<=[^\W\d_]{3})!+")
_PARTED = re.compile(r"(?<!\d)[\s,;]+|[\s,;]+(?!\d)")
_ZEROS = re.compile(r"(?<![\w.])0+(?=\d)")
_WAYS: tuple[tuple[Callable[[str], str], ...], ...] = (
    (_unmarked, _umlauts),
    (without_carets, _without_indices),
    (_as_star, _as_blank),
    (_as_it_is, _decimal),
    (_as_it_is, _as_list),
    (_squeezed, _run_together),
)
_SAID_BASES = (
    (2, "01", "0b|bin ?", r"b| ?bin|_\(?2\)?"),
    (8, "0-7", "0o|0", r"o|q|_\(?8\)?"),
    (16, "0-9a-f", "0x|#|&h|x|hex ?", r"h| ?hex|_\(?16\)?"),
)
_BASES: tuple[tuple[int | None, re.Pattern[str]], ...] = (
    (None, re.compile(r"(?P<digits>[0-9a-f]+)")),
    *((base, re.compile(rf"(?:{before})(?P<digits>[{all_of}]+)")) for base, all_of, before, _ in _SAID_BASES),
    *((base, re.compile(rf"(?P<digits>[{all_of}]+)(?:{behind})")) for base, all_of, _, behind in _SAID_BASES),
)
