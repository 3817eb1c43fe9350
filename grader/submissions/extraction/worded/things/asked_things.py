"""The two things that a prompt compares: water and air in `Is sound in water faster or slower than in air?`

The one thing stands before the words of the options that say how, the other one behind `than`, or right behind words
such as above and before; `compare … with …` and `relative to …` name them, too. What else the prompt names is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.claims.wording import words as folded
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.worded.things.directions import Directions, directions_of
from grader.submissions.extraction.worded.things.named_things import named_in, names, unelided
from grader.submissions.extraction.worded.things.prompt_words import (
    AUXILIARY,
    BETWEEN,
    CASE,
    CASE_FIRST,
    COMPARES,
    ELLIPTIC,
    END,
    END_GAP,
    ENDS_AS_VERB,
    FIRST_WORD,
    GAP,
    LAST_WORD,
    OF_ALONE,
    ONE,
    ORDINAL,
    PARTICIPLE,
    PLACED,
    PRONOUN,
    THAN,
    THAN_BESIDE,
)
from grader.submissions.kept import kept


@dataclass(frozen=True)
class Things:
    """What a prompt names as the one thing and as the other, and what else it names; `own` tells the first one."""

    directions: Directions
    first: frozenset[str]
    own: frozenset[str]
    second: frozenset[str]
    beside: frozenset[str]  # verbs, and what tells neither thing
    others: frozenset[str]
    is_joined: bool  # the first one is a thing of something: `the price of bonds`
    letters: frozenset[str]


@dataclass(frozen=True)
class _Compared:
    """The texts for two things in a prompt, what stands between `larger` and `than`, and its other sentences.

    `behind`: what stands behind the first word that says how, and names neither thing.
    """

    x: str
    y: str
    rest: str
    middle: str = ""
    behind: str = ""


def _asked(question: Question) -> Things | None:
    directions = directions_of(question) if question.options and not question.several else None
    if directions is None:
        return None
    written = f"{question.lead}\n{question.prompt}"
    prompt = unelided(_without_keys(question, written).casefold().replace("$", ""))
    found = _compared(question, directions, [one for one in BETWEEN.split(prompt) if one.strip()])
    if found is None:
        return None
    letters = frozenset(re.findall(r"\$\s*([a-z])\s*\$", written.casefold()))
    letters |= {one.casefold() for one in re.findall(r"[a-z]{2}\s([A-Z])(?![\w'’])", written)}
    return _things(question, directions, prompt, found, letters)


things_of = kept(_asked)  # None where a prompt asks of no thing how it is


def _without_keys(question: Question, text: str) -> str:
    keys = "|".join(map(re.escape, sorted(question.options, key=len, reverse=True)))
    return re.sub(rf"(?<![\w(])\((?:{keys})\)|(?<![\w(])(?:{keys})[):](?!\w)", " ", text)


def _compared(question: Question, directions: Directions, sentences: Sequence[str]) -> _Compared | None:
    """Return what two things a prompt compares, or the one that it asks about."""
    asking = ""
    for one in reversed(sentences):
        rest = " ".join(other for other in sentences if other is not one)
        if (found := _by_than(question, directions, one, rest)) is not None:
            return found
        said = _hows(directions, one)
        asking = asking or (
            one if said and (len(said) > 1 or one.rstrip().endswith("?") or _gap(directions, one)) else ""
        )
    for one in reversed(sentences) if not directions.are_changes else ():
        compared = next(filter(None, (form.search(one) for form in COMPARES)), None)
        y = _until_end(directions, compared["y"]) if compared else ""
        x = directions.pattern.sub(" ", compared["x"]) if compared else ""
        if compared and y and not (asking and asking is not one and names(_before(directions, asking)) - names(x)):
            return _Compared(x, y, "")
    if not asking:
        return None
    rest = " ".join(other for other in sentences if other is not asking)
    case = CASE.search(asking, _hows(directions, asking)[0].end())
    asked = asking[: case.start()] if case else asking
    behind = _until_end(directions, asked[_hows(directions, asked)[-1].end() :])  # `raise or lower the price`
    x = _before(directions, asking)
    return _Compared(x, "", rest, behind=behind) if names(x) else _Compared(behind, "", rest)


def _by_than(question: Question, directions: Directions, one: str, rest: str) -> _Compared | None:
    """Return the things before and behind the words of a sentence that say how, and `than`."""
    said = _hows(directions, one)
    case = CASE.search(one, said[0].end()) if said else None
    asked = one[: case.start()] if case else one
    for match in reversed(_hows(directions, asked)):
        between = THAN.search(asked, match.end()) or THAN_BESIDE.match(asked, match.end())
        start = between.end() if between else directions.behind(match)
        if start is None:
            continue
        if y := _until_end(directions, asked[start:]) or _behind_equal(question, directions, asked):
            middle = asked[match.end() : between.start()] if between else ""
            return _Compared(_before(directions, one), y, rest, middle, asked[said[0].end() : start])
    return None


def _hows(directions: Directions, sentence: str) -> list[re.Match[str]]:
    """Return the words of a sentence that say how, or the gap for one."""
    if gap := _gap(directions, sentence):
        return [gap]
    return [*directions.pattern.finditer(sentence)] or [*GAP.finditer(sentence)]


def _gap(directions: Directions, sentence: str) -> re.Match[str] | None:
    """Return the gap by which a sentence asks: the one at its end, where it doesn't name several options itself."""
    return END_GAP.search(sentence) if len(directions.pattern.findall(sentence)) < 2 else None


def _behind_equal(question: Question, directions: Directions, sentence: str) -> str:
    """Return what stands behind the words for no difference: `larger than, smaller than or the same as the mean`."""
    phrases = "|".join(re.escape(folded(one)) for one in question.options.values() if folded(one))
    found = list(
        re.finditer(
            rf"(?<![^\W_])(?:{phrases})(?:\s+(?:as|to|with|wie|mit|que|à|al?|aux?|di|do\s+que|aan))?(?![^\W_])",
            sentence,
        )
    )
    return _until_end(directions, sentence[found[-1].end() :]) if found else ""


def _before(directions: Directions, sentence: str) -> str:
    """Return what stands before the first option of a sentence, without a case that it begins with."""
    case = CASE_FIRST.match(sentence)
    start = case.end() if case else 0
    if gap := _gap(directions, sentence):
        said = directions.pattern.search(sentence, start)
        return re.split(r"[,;:]\s", sentence[said.end() if said else start : gap.start()])[-1]
    match = directions.pattern.search(sentence, start) or GAP.search(sentence, start)
    before = sentence[start : match.start()] if match else sentence[start:]
    _, _, last = before.rpartition(": ")  # `Compare the mean and the median: is the median larger?`
    return last if names(last) else before


def _until_end(directions: Directions, text: str) -> str:
    """Return what names the second thing at the beginning of a text, empty where nothing does."""
    end = END.search(text)
    how = directions.pattern.search(text)
    stop = min(end.start() if end else len(text), how.start() if how else len(text))
    return text[:stop] if names(text[:stop]) else ""


def _things(
    question: Question, directions: Directions, prompt: str, found: _Compared, letters: frozenset[str]
) -> Things | None:
    x, verb = _without_verb(directions, found.x)
    first = names(f"{x} {found.middle}", letters)
    places = [*_placed(x), *_placed(found.middle)]
    if found.y:
        head, secondary = _head(found.y, first)
        second = names(head, letters) - first
        own = _own(x, places, head, letters) - names(head, letters)
    else:
        secondary = ""
        second, own = _of_other_sentences(places, found.rest, letters)
        if directions.are_changes or not second - first:
            second, own = frozenset(), frozenset().union(*(names(text, letters) for _, text in places)) or first
        second = second - first
    phrases = " ".join((*question.options.values(), *(one for every in question.spellings.values() for one in every)))
    said = names(unelided(phrases.casefold()))
    beside = said | verb | names(f"{secondary} {found.behind}", letters)
    others = names(prompt, letters) - first - second - beside
    others = frozenset() if PRONOUN.search(x) or not first else others
    if not second and not others:
        return None
    return Things(directions, first, own - said, second, beside, others, bool(places), letters)


def _without_verb(directions: Directions, x: str) -> tuple[str, frozenset[str]]:
    """Return the text for the first thing without the verb that it asks by, and that verb's stem: `Does it lie …`."""
    first = FIRST_WORD.match(x)
    if first is None:
        return x, frozenset()
    if not names(first[1]):
        last = LAST_WORD.search(x) if not _is_verb(directions) else None
        is_verb = last and (AUXILIARY.match(first[1]) or PARTICIPLE.fullmatch(last[0])) and names(last[0])
        if not last or not is_verb or names(x) <= names(last[0]):
            return x, frozenset()
        return x[: last.start()], names(last[0])
    inverted = len(list(named_in(x))) > 1 and ENDS_AS_VERB.search(first[1]) is not None
    return (x[first.end() :], names(first[1])) if inverted else (x, frozenset())


def _is_verb(directions: Directions) -> bool:
    """Whether the words of the options are themselves what a thing does: `Does it rise or fall?`"""
    return directions.are_changes and not {"up", "gain"} & directions.keys.keys()


def _placed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each preposition of a text with what stands behind it until the next one."""
    found = list(PLACED.finditer(text))
    for match, behind in zip(found, [*found, None][1:], strict=True):
        yield match["by"], text[match.end() : behind.start() if behind else len(text)].partition(",")[0]


def _head(y: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Return what tells a thing from a known one, and what is said of where it is, which goes for both."""
    begin = ELLIPTIC.match(y)
    for match in PLACED.finditer(y, begin.end() if begin else 0):
        if not OF_ALONE.fullmatch(match["by"]) and names(y[: match.start()]) - known:
            return y[: match.start()], y[match.start() :]
    return y, ""


def _own(x: str, places: Sequence[tuple[str, str]], y: str, letters: frozenset[str]) -> frozenset[str]:
    """Return what tells the first thing from the second: what stands at the place where that one has other words."""
    begin = ELLIPTIC.match(y) or next((one for one in PLACED.finditer(y) if _is_known_before(x, y, one)), None)
    if begin is not None and places:
        is_of = OF_ALONE.fullmatch(begin["by"]) is not None
        same = [text for by, text in places if by == begin["by"] or (is_of and OF_ALONE.fullmatch(by))]
        return names(same[-1] if same else places[-1][1], letters)
    if ONE.search(y) or ORDINAL.fullmatch(y):
        return frozenset(one.what for one in list(named_in(x, letters))[:1])
    return names(_head(x)[0], letters)


def _is_known_before(x: str, y: str, place: re.Match[str]) -> bool:
    """Whether all that a second thing names before a preposition names the first one, too: `its derivative at 1`."""
    said = names(y[: place.start()])
    return bool(said) and said <= names(x)


def _of_other_sentences(
    places: Sequence[tuple[str, str]], rest: str, letters: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what other sentences name at such a place as the first thing has: air of `in air` beside `in steel`."""
    for by, text in reversed(places):
        if OF_ALONE.fullmatch(by):
            continue
        told = [_head(f"{one} {said}")[0] for one, said in _placed(rest) if one == by]
        second = frozenset().union(*(names(one, letters) for one in told)) - names(text, letters)
        if second:
            return second, names(text, letters)
    return frozenset(), frozenset()
