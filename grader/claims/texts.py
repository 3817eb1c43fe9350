"""Whether a text says what is asked for: the whole text, words that it contains, a pattern, and how these combine.

What is doubtful is never right and never wrong: a match beside a negation or an opposite, a near miss, a match as near
to a text that the problem lists as wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import assert_never

from grader.claims.changed import has_other_power, is_changed, is_same_row
from grader.claims.edges import goes_on
from grader.claims.marked import is_another, is_marked_otherwise
from grader.claims.raised import formula, with_powers
from grader.claims.turned import turned_by
from grader.claims.wording import bare, signs
from grader.language import texts
from grader.problems.judging import TextTest
from grader.records import dataclass, replace
from grader.wording import open_reasons

MAX_TEXT = 20_000  # characters of a text that is compared
UNSAID_EDITS = 1  # typing errors for which a person looks, where the problem allows none
_TOKEN = re.compile(r"(?:[^\W_]+_\{\d{1,3}\})+\w*|\w+(?:['’]\w+)*|[^\w\s]")
_INDEX = re.compile(r"(?<=[^\W\d_])_\{?(\d+)\}?")  # `N_2` is N2
_OWNED = re.compile(r"[^\W\d_]{3,}['’]s")  # `Kepler's laws`
_SILENT = frozenset("-‐‑–—*_`'\"‘’“”„«»")
_APART = frozenset(".,;:!?()[]{}$…")  # signs that may stand beside a word without being a part of it
_ENDINGS = frozenset(".!,;:")  # of a sentence that says what it says
_ARTICLES = frozenset({"a", "an", "the"})
_ALTERNATIVE = frozenset({"or", "vs", "versus", "oder", "ou", "oppure"})
_CLAUSES = frozenset(
    {*".,;:!?()", "and", "but", "while", "whereas", "und", "aber", "et", "mais", "y", "pero", "e", "ma"}
)
_COMMAND = re.compile(r"\\(?=(?:log|ln|lg|exp|theta|omega)(?![a-z]))")  # `O(\log n)`
_PRIMED = re.compile(r"[\w)]\s*['’′]")
_REACH = 3  # words beside a match within which an alternative makes it doubtful


@dataclass(frozen=True, slots=True)
class Match:
    """`holds` is None where nothing but a person can tell, for the reason `why`."""

    holds: bool | None
    why: str = ""


YES, NO = Match(True), Match(False)


@dataclass(frozen=True, slots=True)
class Said:
    """A text folded for comparison, its words, and where in it they stand. `wrong`: texts that are listed as wrong.

    `prompt` is folded, `own` are the words that a problem looks for in a text, which is `typed`. `formula`: the text
    with its exponents written with a sign, empty where it has neither exponents nor dollar signs.
    """

    low: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    wrong: tuple[str, ...] = ()
    formula: str = ""
    prompt: str = ""
    own: tuple[str, ...] = ()
    typed: str = ""


def said(text: str, wrong: tuple[str, ...] = (), prompt: str = "", test: TextTest | None = None) -> Said:
    """Return a text as it is compared by a test, where one is given."""
    low = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    low = re.sub(r"(?<=\s)[-–](?=\d)", "−", _COMMAND.sub("", low))  # a sign of a number counts
    kept = [one for one in _TOKEN.finditer(low) if one[0] not in _ARTICLES and one[0] not in _SILENT]
    told = tuple(_INDEX.sub(r"\1", one[0]) if "_" in one[0] else one[0] for one in kept)
    own = () if test is None else own_words(test)
    return Said(low, told, tuple(one.span() for one in kept), wrong, formula(text), prompt.casefold(), own, text)


def own_words(test: TextTest) -> tuple[str, ...]:
    """Return the words that a test, and the tests in it, look for in a text."""
    looked_for = "" if test.kind == "pattern" else " ".join(test.texts)
    return (*said(looked_for).words, *(word for one in test.tests for word in own_words(one)))


def passes(test: TextTest, text: Said, max_edits: int = 0) -> Match:
    """Return whether a text passes a test."""
    match test.kind:
        case "accept":
            return _any(_whole(phrase, text, max_edits) for phrase in test.texts)
        case "contains":
            return _any(_contained(phrase, text, max_edits) for phrase in test.texts)
        case "pattern":
            return _any(_patterned(pattern, text) for pattern in test.texts)
        case "any_of":
            return _any(passes(one, text, max_edits) for one in test.tests)
        case "all_of":
            return _all([passes(one, text, max_edits) for one in test.tests])
        case _:
            assert_never(test.kind)


def _any(found: Iterator[Match]) -> Match:
    doubt = NO
    for one in found:
        if one.holds:
            return one
        doubt = one if one.holds is None else doubt
    return doubt


def _all(found: list[Match]) -> Match:
    if any(one.holds is False for one in found):
        return NO
    return next((one for one in found if one.holds is None), YES)


def _whole(phrase: str, text: Said, max_edits: int) -> Match:
    """The text is a phrase, or nearly; what signs may make another text of it is for a person."""
    found, typed = _worded(phrase, text, max_edits), text.typed or text.low
    if found.holds and is_another(typed, phrase, text.prompt):
        return Match(None, open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=text.low))
    return found


def _worded(phrase: str, text: Said, max_edits: int) -> Match:
    if "−" in text.typed and is_same_row(text.typed, phrase):
        return YES
    if bare(text.low) == bare(phrase):
        why = open_reasons.PART_SOMETHING_ELSE_THERE.format(shown=phrase)
        return Match(None, why) if is_changed(text.low, said(phrase).low) else YES
    if text.formula and _is_alike(text.formula, formula(phrase) or phrase):
        return YES
    meant = said(phrase)
    if len(meant.words) != len(_bared(text.words)):
        return NO
    return _near(_bared(text.words), meant.words, text, max_edits)


def _is_alike(one: str, other: str) -> bool:
    """Whether two formulas are the same, with their signs and primes."""
    is_other = is_changed(one.strip(), other.strip()) or _PRIMED.search(one)
    return bare(one) == bare(other) and signs(one) == signs(other) and not is_other


def _bared(words: Sequence[str]) -> tuple[str, ...]:
    """Return words without the signs that end a sentence."""
    kept = list(words)
    while kept and kept[-1] in _ENDINGS:
        kept.pop()
    return tuple(kept)


def _near(words: tuple[str, ...], meant: tuple[str, ...], text: Said, max_edits: int) -> Match:
    """Return whether words are others, but for typing errors; one where none is allowed is for a person."""
    count = texts.near.distance(words, meant, max_edits or UNSAID_EDITS)
    if count is None or " ".join(words) in text.wrong:
        return NO
    differing = [pair for pair in zip(words, meant, strict=True) if pair[0] != pair[1]]
    shown = " ".join(words)
    near = Match(None, open_reasons.NEAR_BUT_MAY_MEAN.format(shown=shown, listed=" ".join(meant)))
    if not max_edits:
        is_slip = bool(differing) and all(texts.near.may_be_slip(word, other) for word, other in differing)
        return near if is_slip else NO
    if not all(texts.near.is_typing_error(word, other) for word, other in differing):
        return near
    if any(_is_as_near(words, other, count) for other in text.wrong):
        return Match(None, open_reasons.NEAR_TEXT_LISTED_WRONG.format(shown=shown))
    return YES


def _is_as_near(words: tuple[str, ...], other: str, count: int) -> bool:
    wrong = said(other).words
    return len(wrong) == len(words) and texts.near.distance(words, wrong, count) is not None


def _contained(phrase: str, text: Said, max_edits: int) -> Match:
    """The words of a phrase stand in the text, one after the other, and nothing denies them."""
    meant = said(phrase)
    if not meant.words:  # the article `a`
        return Match(None, open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=text.low))
    found = _any(_placed(meant, text, place, max_edits) for place in _places(meant, text, max_edits or UNSAID_EDITS))
    if found.holds is False and (spelled := with_powers(phrase, text.typed)) is not None:
        plain = replace(said(spelled[1]), wrong=text.wrong, prompt=text.prompt, own=text.own)
        return _contained(spelled[0], plain, max_edits)
    if found.holds and has_other_power(text.typed, phrase):
        return Match(None, open_reasons.PART_SOMETHING_ELSE_THERE.format(shown=phrase))
    if found.holds is False and _is_one_of_several(meant, text):
        return Match(None, open_reasons.MAY_ONE_SEVERAL_ALTERNATIVES.format(shown=phrase))
    return found


def _is_one_of_several(meant: Said, text: Said) -> bool:
    """Whether an alternative stands within a phrase: `vanishing or exploding gradients`."""
    alternatives = [place for place, word in enumerate(text.words) if word in _ALTERNATIVE]
    for cut in range(1, len(meant.words)) if alternatives else ():
        first, last = meant.words[:cut], meant.words[cut:]
        begun = (at for at in range(len(text.words), 0, -1) if text.words[at : at + len(last)] == last)
        latest = next(begun, 0)
        if any(place < latest and text.words[max(0, place - cut) : place] == first for place in alternatives):
            return True
    return False


def _places(meant: Said, text: Said, max_edits: int) -> Iterator[tuple[int, int]]:
    """Yield where a phrase stands in a text; blanks and dashes within it do not count."""
    squeezed = "".join(meant.words)
    for start, word in enumerate(text.words):
        found, stop = "", start
        while len(found) < len(squeezed) and stop < len(text.words) and squeezed.startswith(found + text.words[stop]):
            found += text.words[stop]
            stop += 1
        if stop < len(text.words) and found != squeezed and found + _owner(text.words[stop]) == squeezed:
            found, stop = squeezed, stop + 1
        if found == squeezed:
            yield start, stop
        elif max_edits and word.isalpha() and start + len(meant.words) <= len(text.words):
            yield start, start + len(meant.words)


def _owner(word: str) -> str:
    """Return a word without the ending that says whose something is: `Kepler's` is Kepler."""
    return word[:-2] if _OWNED.fullmatch(word) else word


def _placed(meant: Said, text: Said, place: tuple[int, int], max_edits: int) -> Match:
    start, stop = place
    words = text.words[start:stop]
    is_there = "".join(meant.words) in {"".join(words), "".join((*words[:-1], _owner(words[-1])))}
    found = YES if is_there else _near(words, meant.words, text, max_edits)
    if found.holds is not True:
        return found
    shown = text.low[text.spans[start][0] : text.spans[stop - 1][1]]
    unstarred = [[one for one in signs(low) if one != "*"] for low in (shown, meant.low)]
    is_signed = unstarred[0] != unstarred[1] or is_marked_otherwise(shown, meant.low, text.prompt)
    if is_signed or _is_part(text, start, stop):
        return Match(None, open_reasons.PART_SOMETHING_ELSE_THERE.format(shown=shown))
    if texts.opposites.negations(text.low) > texts.opposites.negations(meant.low) or texts.opposites.is_hedged(
        text.low
    ):
        return Match(None, open_reasons.TEXT_DOES_NEGATION.format(shown=shown))
    turning = turned_by(meant.words, text, place)
    if turning:
        return Match(None, open_reasons.TEXT_MAY_TURN_ROUND.format(shown=shown, turning=turning))
    return _unopposed(meant, text, place, shown)


def _unopposed(meant: Said, text: Said, place: tuple[int, int], shown: str) -> Match:
    start, stop = place
    low, high = _clause(text, place) if len(meant.words) > 1 else (0, len(text.words))
    others = (*text.words[low:start], *text.words[stop:high])
    against = next((o for o in others for word in meant.words if texts.opposites.are_opposites(o, word)), None)
    if against is not None:
        return Match(None, open_reasons.BOTH_STAND_TEXT.format(shown=shown, against=against))
    beside = (*text.words[max(0, start - _REACH) : start], *text.words[stop : stop + _REACH])
    if _ALTERNATIVE.intersection(beside) or "?" in text.low[text.spans[stop - 1][1] :]:
        return Match(None, open_reasons.MAY_ONE_SEVERAL_ALTERNATIVES.format(shown=shown))
    if any(_has_beside(text, wrong, place) for wrong in text.wrong):
        return Match(None, open_reasons.TEXT_DOES_ONE_LISTED.format(shown=shown))
    return YES


def _clause(text: Said, place: tuple[int, int]) -> tuple[int, int]:
    """Return where the clause begins and ends that a place stands in: of another one other things may be said."""
    low, high = place
    while low and text.words[low - 1] not in _CLAUSES:
        low -= 1
    while high < len(text.words) and text.words[high] not in _CLAUSES:
        high += 1
    return low, high


def _has_beside(text: Said, phrase: str, place: tuple[int, int]) -> bool:
    """Whether a phrase stands in a text elsewhere than within a place."""
    return any(not (place[0] <= start and stop <= place[1]) for start, stop in _places(said(phrase), text, 0))


def _is_part(text: Said, start: int, stop: int) -> bool:
    """Whether a place belongs to something longer: to a word, as in `C++` or `non-linear`, a number, or a formula."""
    before, behind = text.words[:start], text.words[stop:]
    if any(side and not side[0][0].isalnum() and side[0] not in _APART for side in (before[-1:], behind[:1])):
        return True
    first, last = text.spans[start][0], text.spans[stop - 1][1]
    return goes_on(text.low[:first], text.low[first:last], text.low[last:])


def _patterned(pattern: str, text: Said) -> Match:
    """A pattern matches the whole text, which holds no negation that the pattern does not name."""
    plain = text.low.strip(" \t\n$.!;,:'\"")
    if not texts.patterns.is_match(pattern, plain):
        return NO
    if texts.opposites.negations(text.low) > texts.opposites.negations(pattern.casefold()):
        return Match(None, open_reasons.PATTERN_MATCHES_NEGATION_TEXT)
    turning = texts.turning.within(pattern, text.low)
    if turning and not texts.turning.is_asked(text.prompt, turning.split()[-1]):
        return Match(None, open_reasons.PATTERN_MATCHES_TURNED.format(turning=turning))
    return YES
