"""Numbers said of the nouns by which a prompt calls its fields: `stride 2, padding 1`, `a stride of 2 and …`."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.fields.checks_said import is_check
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.kept import kept
from grader.submissions.ledger.matching import nouns_of_fields

CHARACTERS = 200  # of a paragraph that is nothing but this
_ARTICLE = (
    r"(?:(?:an?|the|with|its|ein(?:e[nrms]?)?|d(?:er|ie|as|en|em)|mit|une?|l[ae]s?|avec|una?|el|los|con|il|lo)\s+"
    r"|(?:l|un)['’]){0,2}"
)
_NUMBER = r"(?P<number>\$?[-−]?\d+(?:\.\d+|/\d+)?\$?(?![\d,.]*\d)|\$[^$=]{1,80}\$)"
_BE = r"(?:of|von|de|is|are|equals|ist|sind|beträgt|est|vaut|es|son|vale|è)"
_IS = rf"(?:(?:\s+{_BE})?\s+|\s*[:=]\s*)"
_SAID = re.compile(
    rf"{_ARTICLE}(?P<noun>\$?[^\W\d_]+(?:_?\d)?\$?)(?:[\s-](?!{_BE}\s)(?P<same>[^\W\d_]+))?{_IS}{_NUMBER}",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"{_NUMBER}\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;\n]\s*)?(?:\b(?:and|und|et|y)\s)?\s*")
# `There are`, `The graph has`: who has it is a word of the prompt.
_HAS = re.compile(
    r"(?:(?:so|thus|hence|therefore|also|donc),?\s+)?(?:there\s+are|we\s+(?:have|get)|it\s+has|es\s+gibt|wir\s+haben|il\s+y\s+a|hay|"
    r"(?:the|der|die|das|le|la|el)\s+(?P<who>[^\W\d_]+)\s+(?:has|hat|a|tiene))\s+",
    re.IGNORECASE,
)


def fields_said(question: Question, text: str) -> list[tuple[str, str]]:
    """Return each field with its number where a paragraph says nothing else, and all of them once; else nothing."""
    text = _EXAMPLE.sub("", text.strip().rstrip(".!"))
    text = _without_reason(question, text)
    nouns = _nouns(question) if len(text) <= CHARACTERS else frozenset()
    found: list[tuple[str, str]] = []
    has = _HAS.match(text) if nouns else None
    place = has.end() if has and (has["who"] or "").casefold() in question.prompt.casefold() else 0
    while nouns and place < len(text):
        match = _SAID.match(text, place) or _COUNTED.match(text, place)
        name = _field_of(question, match) if match else None
        if match is None or name is None:
            return []
        found.append((name, match["number"].strip("$")))
        between = _BETWEEN.match(text, match.end())
        stop = between.end() if between else match.end()
        if _are_all(question, found) and not _gives(question, text[stop:]) and is_check(question, text[match.end() :]):
            return found
        if stop == match.end() != len(text):
            return []
        place = stop
    return found if _are_all(question, found) else []


def _gives(question: Question, text: str) -> bool:
    """Whether a text begins with one more value of a field, which checks nothing: `padding 1, padding 2`."""
    match = _SAID.match(text) or _COUNTED.match(text)
    return match is not None and _field_of(question, match) is not None


def _are_all(question: Question, found: list[tuple[str, str]]) -> bool:
    """Whether each field is given once."""
    return sorted(name for name, _ in found) == sorted(question.fields)


def _field_of(question: Question, match: re.Match[str]) -> str | None:
    """Return the field of a noun, of two for the same, or of one as the prompt describes it: `kernel size`."""
    name, same = field_named(question, match["noun"]), match.groupdict().get("same")
    if name is None and same and (described := _described(question).get(f"{match['noun']} {same}".casefold())):
        return described
    return None if same and field_named(question, same) != name else name


@kept
def _described(question: Question) -> dict[str, str]:
    """Return the fields by two words before them in the prompt, none for two fields: `lower end`, `kernel size`."""
    found: dict[str, set[str | None]] = {}
    for match in _TWO_WORDS.finditer(f"{question.lead}\n{question.prompt}"):
        symbol = re.split(r"[<>≤≥\\]", match["symbol"], maxsplit=1)[0]
        found.setdefault(match["words"].casefold(), set()).add(field_named(question, symbol))
    return {words: name for words, names in found.items() if len(names) == 1 and (name := next(iter(names)))}


_TWO_WORDS = re.compile(r"(?<![^\W_])(?P<words>[^\W\d_]{3,} [^\W\d_]{3,}) \$(?P<symbol>[^$]{1,40})\$")


def _nouns(question: Question) -> frozenset[str]:
    """Return what the prompt calls its fields by, by one word or by two; empty unless it names all of them so."""
    described = _described(question)
    is_whole = sorted(described.values()) == sorted(question.fields)
    return frozenset(nouns_of_fields(question)) or frozenset(described if is_whole else ())


_EXAMPLE = re.compile(
    r"\A(?:for\s+example|for\s+instance|e\.g\.|zum\s+beispiel|z\.\s?b\.|par\s+exemple|por\s+ejemplo),?\s+",
    re.IGNORECASE,
)


def _without_reason(question: Question, text: str) -> str:
    """Return a text without the reason at its end, `, because …`, which speaks of no field and turns nothing."""
    reason = _REASON.search(text)
    if reason is None:
        return text
    said = text[reason.end() :]
    turns = phrases.words(cues.TURNING, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.OTHERS, cues.CONCLUSION)
    speaks = any(field_named(question, word) for word in re.findall(r"[^\W\d_]+(?:_?\d)?", said))
    return text if speaks or _GOES_ON.search(said) or turns.search(said.casefold()) else text[: reason.start()]


_REASON = re.compile(r"(?:,|(?<!\s))\s+(?:because|since|weil|denn|puisque|parce\s+que|porque|pues)\s", re.IGNORECASE)
_GOES_ON = re.compile(r"[.!?;]\s")
