"""Lexemes beside each other that are one, or are something else than each by itself: shapes in words, short names,
verbs with their pronoun, letters that are words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache

from grader.language.units.reading import unit_fault
from grader.marking.asked.words.glossary import synonyms
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import singles

_ACCENTED = frozenset("ÀàÁáÉéÈèÊêÍíÓóÔôÚúÙùÛûÇçÑñ")  # `À chaque niveau`, `a ou é`: no letters of formulas
_LONE = frozenset({"max", "min", "sup", "inf", "lim"})
_BY = frozenset({"by", "mal", "par", "por"})
_SIZE = re.compile(r"[^\W\d_]|\d{1,9}")
_SIZES = re.compile(rf"(?:{_SIZE.pattern})(?: × (?:{_SIZE.pattern}))*")
_OPERATED = re.compile(r"[-+*/^=<>(\[{,·×]\s+[youe]\s|\s[youe]\s+(?:[-+](?!\d)|[*/^=<>)\]},·×])")
# Conclusions that begin with a letter: `o sea`, `e quindi`.
_CONCLUDING = frozenset(
    tuple(phrase.split()) for phrase in cues.CONCLUSION.phrases if phrase[1:2] == " " and len(phrase.split()) == 2
)
# Phrases with a letter as a word between others: `si y sólo si`, `se e solo se`.
_WITHIN = frozenset(
    (said[0], said[1], said[2])
    for phrase in cues.EQUIVALENCE.phrases
    if len(said := phrase.split()) > 2 and len(said[1]) == 1
)
_SHORT_NAME = re.compile(r"[A-Z](?:[a-z]|kin|pot|ges|tot|max|min|res|eff|mech|rms)")


def as_shapes(found: list[Lexeme], *, is_shape: bool) -> list[Lexeme]:
    """Return lexemes in which a shape in words, `14 by 14 by 8`, is one formula."""
    kept: list[Lexeme] = []
    for one in found:
        is_by = one.kind == "formula" and len(kept) > 1 and kept[-1].text in _BY
        if is_by and _is_size(one, is_shape=is_shape) and _is_size(kept[-2], is_shape=is_shape, sizes=True):
            before, by = kept[-2:]
            text, raw = f"{before.text} × {one.text}", f"{before.raw} {by.raw} {one.raw}"
            kept[-2:] = [before._replace(text=text, raw=raw)]
        else:
            kept.append(one)
    return kept


def _is_size(one: Lexeme, *, is_shape: bool, sizes: bool = False) -> bool:
    """Whether a formula is a typed number or, where a shape is asked, a number or letter; with `sizes` several."""
    if _is_number(one, sizes=sizes):
        return True
    return is_shape and one.kind == "formula" and (_SIZES if sizes else _SIZE).fullmatch(one.text) is not None


def _is_number(one: Lexeme, *, sizes: bool = False) -> bool:
    return one.typed and re.fullmatch(r"\d{1,9}(?: × \d{1,9})*" if sizes else r"\d{1,9}", one.text) is not None


def parted_by_words(found: list[Lexeme], names: Set[str]) -> list[Lexeme]:
    """Return lexemes in which a letter unknown to the question joins formulas as a word: `x = 1 y x = 2`."""
    for place, one in enumerate(found):  # `max where f' = 0`: no function of anything
        is_followed = place + 1 < len(found) and found[place + 1].kind == "formula"
        is_unit = place > 0 and found[place - 1].kind == "formula"  # `5 min`
        is_word = one.text in _ACCENTED or (one.text in _LONE and not is_followed and not is_unit)
        if one.typed and is_word:
            found[place] = one._replace(kind="word", typed=False)
    for place in range(1, len(found) - 1):
        one, before, after = found[place], found[place - 1], found[place + 1]
        is_begun = after.kind == "word" and (one.text, after.text) in _CONCLUDING
        if one.typed and (is_begun or (before.text, one.text, after.text) in _WITHIN):
            found[place] = one._replace(kind="word", typed=False)
            continue
        if one.typed and one.text in {"y", "o", "u", "e"} and one.text not in names:
            formulas_beside = before.kind == after.kind == "formula"
            if formulas_beside and not _OPERATED.search(f"{before.text} {one.text} {after.text}"):
                found[place] = one._replace(kind="word", typed=False)
    return found


def with_short_names(found: list[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which an abbreviation before a sign of equality is a name: `Ekin = …`."""
    for place in range(len(found) - 1):
        one, behind = found[place], found[place + 1]
        is_first = place == 0 or found[place - 1].kind != "word"
        if one.kind == "word" and is_first and behind.typed and behind.text.startswith("="):
            word = one.text
            if _SHORT_NAME.fullmatch(one.raw) and word not in known() and not synonyms(word) and word not in _spoken():
                found[place] = one._replace(kind="formula", text=one.raw, typed=True)
    return found


def with_operators(found: list[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which a differential or an operator between formulas belongs to them: `∫ 3x dx =`, `2 rank A`.

    A formula within a sentence would else begin behind it, and lose what stands before.
    """
    for place in range(1, len(found)):
        one, before = found[place], found[place - 1]
        if one.kind != "word" or not before.typed or before.kind != "formula":
            continue
        behind = found[place + 1] if place + 1 < len(found) else None
        is_followed = behind is not None and behind.typed
        if len(one.text) == 2 and one.text[0] == "d":
            goes_on = behind is not None and is_followed and behind.text[0] in _GOING_ON
            belongs = _is_integrand(found, place, is_any=goes_on)
        elif is_followed and behind is not None and behind.text[0] == "=" and before.text[-1].isdigit():
            belongs = not unit_fault(one.raw)  # `6 kg = 6 N`
        else:
            is_factor = one.text in _OPERATING and before.text[-1].isalnum() and is_followed
            belongs = is_factor and behind is not None and _OPERAND.match(behind.text) is not None
        if belongs:
            found[place] = one._replace(kind="formula", text=one.raw, typed=True)
    return found


def _is_integrand(found: list[Lexeme], place: int, *, is_any: bool) -> bool:
    """Whether typed formulas before a place hold an integral without bounds or differential, or with `is_any` none.

    An integral with bounds within a calculation is a step whose value stands behind it.
    """
    start = place
    while start and found[start - 1].kind == "formula" and found[start - 1].typed:
        start -= 1
    run = " ".join(one.text for one in found[start:place])
    behind = run.rpartition("∫")
    if _BOUNDED.search(run) is not None:
        return is_any and _BEGINS_BOUNDED.match(run) is not None
    if not behind[1]:
        return is_any
    return is_any or re.search(r"(?<![a-z])d[a-z](?![a-z])", behind[2]) is None


_BOUNDED = re.compile(r"(?:∫|(?<![A-Za-z])int)\s*[_₀-₉]")
_BEGINS_BOUNDED = re.compile(r"[-−]?\s*\d*\s*∫")
_GOING_ON = frozenset("=≈+-−·*/→")
_OPERATING = frozenset({"rank", "rang", "rg", "rk", "dim", "tr"})
_OPERAND = re.compile(r"\(?[A-Z]\)?(?![A-Za-z])")


def with_reflexive_verbs(found: list[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which an Italian verb and its pronoun are one word: `si` of `si ottiene` is no condition."""
    kept: list[Lexeme] = []
    for place, one in enumerate(found):
        if kept and kept[-1].text == "si" and kept[-1].kind == one.kind == "word" and _is_reflexive(found, place):
            kept[-1] = one._replace(raw=f"{kept[-1].raw} {one.raw}")
        else:
            kept.append(one)
    return kept


def _is_reflexive(found: list[Lexeme], place: int) -> bool:
    word, behind = found[place].text, found[place + 1] if place + 1 < len(found) else None
    if word in {"ha", "hanno"}:
        is_formula = behind is not None and (behind.kind == "formula" or behind.text == ":")
        return is_formula or (behind is not None and behind.text in singles(cues.REFLEXIVE_OBJECT))
    return word in singles(cues.REFLEXIVE)


@cache
def _spoken() -> frozenset[str]:
    """Return further words of running text that no name is spelled as."""
    return singles(cues.CALLING, cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.TURNING, cues.SUPPOSING)


@cache
def known() -> frozenset[str]:
    """Return the words that no product of letters is."""
    tables = (cues.NEUTRAL, cues.CUE, cues.CONCLUSION, cues.ANSWER, cues.AGAINST, cues.PREMISE, cues.CONDITION)
    return singles(*tables, cues.REASON, cues.CAUSE, cues.PART)


def joins(chunks: Sequence[str], place: int, *, is_name: bool) -> bool:
    """Whether a letter is Spanish or Italian for `and`, before a word of theirs: `y se comprueba`, `e quindi`.

    A letter that the problem declares, `is_name`, is one only before an article: `y la recta`.
    """
    behind = chunks[place + 1].casefold() if place + 1 < len(chunks) else ""
    return behind in (_ARTICLES_BEHIND if is_name else AND[chunks[place]])


_BEHIND_AND = frozenset(
    {"se", "como", "el", "la", "los", "las", "lo", "luego", "así", "por", "queda", "quedan", "entonces", "también"}
    | {"obtenemos", "tenemos", "resulta", "sale", "con", "después", "su", "sus", "un", "una"}
)
_ARTICLES_BEHIND = frozenset({"la", "el", "los", "las", "un", "una", "su", "sus", "il", "lo", "gli", "le", "uma"})
_BEHIND_ITALIAN = _ARTICLES_BEHIND | {
    "con",
    "quindi",
    "dunque",
    "poi",
    "per",
    "si",
    "così",
    "che",
    "portanto",
    "assim",
    "então",
}
AND = {"y": _BEHIND_AND, "e": _BEHIND_ITALIAN}
