r"""At which place of a list each clause's value stands: by its name, or in the order written where none has one.

The names are those of the prompt's list, `(mean, sd)`, of its enumeration, `log2(8), log2(1/4)`, its nouns, coordinates
with one index, `x_1, y_1`, or they count the entries, `year 1, year 2`. Other names may be given values before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from grader.marking.texts.left_hand import prompt_names
from grader.marking.texts.vectors import called_places
from grader.marking.ways.within.entry_clauses.clauses import Clause
from grader.problems.question import Question

MAX_NAMES = 8  # of which some are those of the entries
MIN_WORD = 3  # letters of a word that all names may have

_WORD = re.compile(r"[^\W_]\w*(?:[-'’]\w+)*")
_NAME = re.compile(r"\\?[^\W\d_]+(?:[_^]?\{?[\w*,+−-]{0,8}\}?)?")
_WORDED = re.compile(r"(?<![^\W\d_\\])(?!(?:sin|cos|tan|arc\w+|log|ln|exp|sqrt|Var|Cov|det)(?![^\W\d_]))[^\W\d_]{2,}")
_CALL = re.compile(r"(?P<of>\\?[^\W\d_]{1,3})\s*\((?P<at>[^()]+)\)")
_SCRIPTED = re.compile(r"(?P<letter>[xyz])_?\{?(?P<script>[A-Za-z\d]{1,3}|\^\{?\(\d\))\}?")
_AXES = ("x", "y", "z")
_JOINED = re.compile(r"[\s$,;&]*(?:(?<!\w)(?:and|und|et|y|e|en|sowie)(?!\w))?[\s$]*")
_COUNTED = re.compile(r"(?P<word>[^\d]*?)\s*(?P<count>\d{1,2})(?:st|nd|rd|th|[.)])?\s*(?P<behind>[^\W\d_]*)")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")

Entries = list[Clause]


def in_order(question: Question, found: Sequence[Clause], size: int) -> Iterator[Entries]:
    """Yield the clauses of the entries in the order that is asked for, where their names or lines tell it."""
    named = [one for one in found if one.label or not one.is_plain]
    if not named:
        yield from _plain(question, found, size)
        return
    extra = [one for one in found if one not in named]
    names = [(name, one) for one in named for name in one.names]
    is_last = found[-1] in named and all(one.lefts for one in extra)  # calculations, and what they are for behind them
    if not is_last or len({name for name, _ in names}) < len(names) or len(names) > MAX_NAMES:
        return
    yield from _named(question, names, size)


def _plain(question: Question, found: Sequence[Clause], size: int) -> Iterator[Entries]:
    """Yield clauses without names: in the order of the calculations that the prompt lists, else as they are written."""
    if len(found) != size:
        return
    lefts = [one.lefts[0] if one.lefts else "" for one in found]
    places = _enumerated(question, lefts) if all(lefts) else None
    yield [found[places.index(place)] for place in range(size)] if places is not None else list(found)


def _named(question: Question, names: Sequence[tuple[str, Clause]], size: int) -> Iterator[Entries]:
    """Yield the clauses whose names are those of the entries, where only these are."""
    ways = []
    for some in combinations(names, size):
        places = places_of(question, [name for name, _ in some])
        rest = [one for one in names if one not in some]
        if places is not None and names[-1] in some and all(_may_stand_beside(question, *one) for one in rest):
            ways.append([some[places.index(place)][1] for place in range(size)])
    if len(ways) == 1:
        yield from ways


def _may_stand_beside(question: Question, name: str, clause: Clause) -> bool:
    """Whether another name may have a value: the prompt's letters only the one that the prompt gives them."""
    prompt = re.sub(r"[\s$\\{}]", "", f"{question.lead} {question.prompt}")
    plain = re.sub(r"[\s$\\{}]", "", name)
    is_given = f"{plain}={clause.last.replace(' ', '')}" in prompt
    if _NAME.fullmatch(name) is None and _WORDED.search(name) is not None:
        return False  # `not λ = 2`
    return is_given or (prompt_names.plain(name) not in prompt_names.letters(question) and not clause.label)


def places_of(question: Question, names: Sequence[str]) -> list[int] | None:
    """Return the place of each entry by its name; None where they are not known."""
    for some in dict.fromkeys(
        (tuple(names), _without_call(names), _without_common(question, names), _without_script(names))
    ):
        if not all(some) or len({*some}) < len(some):
            continue
        if (places := called_places.places_of(question, some)) is not None:
            return places
        if some == _AXES[: len(some)] and not called_places.listed_in(question):
            return list(range(len(some)))
    return _enumerated(question, names) or _by_counts(question, names)


def _without_call(names: Sequence[str]) -> tuple[str, ...]:
    """Return names without the same letter in brackets behind all of them, `v(t)`, or what all are of, `P(AA)`."""
    calls = [found for one in names if (found := _CALL.fullmatch(one)) is not None]
    if len(calls) < len(names):
        return tuple(names)
    if len({one["at"] for one in calls}) == 1:
        return tuple(one["of"] for one in calls)
    return tuple(one["at"].strip() for one in calls) if {one["of"] for one in calls} <= {"P", "p"} else tuple(names)


def _without_common(question: Question, names: Sequence[str]) -> tuple[str, ...]:
    """Return names without the prompt's words that all of them have: `central` of `central angle`.

    `minimum value` says that it is no place.
    """
    prompt = question.prompt.casefold()
    words = [_WORD.findall(one) for one in names]
    shared = {one for one in set(words[0]).intersection(*words) if len(one) >= MIN_WORD}
    common = {one for one in shared if one.casefold() in prompt and one.casefold() not in called_places.VALUES}
    return tuple(" ".join(one for one in some if one not in common) for some in words) if common else tuple(names)


def _without_script(names: Sequence[str]) -> tuple[str, ...]:
    """Return coordinates without the one index that all of them have, `x_1, y_1`, `x_S, y_S`."""
    found = [one for name in names if (one := _SCRIPTED.fullmatch(name)) is not None]
    is_one = len(found) == len(names) and len({one["script"] for one in found}) == 1
    return tuple(one["letter"] for one in found) if is_one else tuple(names)


def _enumerated(question: Question, names: Sequence[str]) -> list[int] | None:
    """Return the places of names that the prompt lists beside each other: `AA, Aa, aa`, `log2(8), log2(1/4)`."""
    prompt = f"{question.lead} {question.prompt}".replace("\\", "").replace("$", " ")
    said = sorted(
        (found.start(), found.end(), place)
        for place, name in enumerate(names)
        for found in re.finditer(_as_pattern(name), prompt)
    )
    orders = set()
    for start in range(len(said) - len(names) + 1):
        run = said[start : start + len(names)]
        between = [prompt[one[1] : other[0]] for one, other in pairwise(run)]
        if len({place for *_, place in run}) == len(names) and all(
            one.strip() and _JOINED.fullmatch(one) for one in between
        ):
            orders.add(tuple(place for *_, place in run))
    if len(orders) != 1:
        return None
    (order,) = orders
    return [order.index(place) for place in range(len(names))]


def _as_pattern(name: str) -> str:
    signs = re.findall(r"\w+|[^\w\s]", name.replace("\\", "").replace("$", ""))
    inside = r"\s*".join(map(re.escape, signs))
    return rf"(?<![\w.]){inside}(?!\w)" if signs else r"(?!)"


def _by_counts(question: Question, names: Sequence[str]) -> list[int] | None:
    """Return the places of names that count the entries in the order written: `year 1`, `2nd year`, `first part`."""
    found = [one for name in names if (one := _COUNTED.fullmatch(_with_digits(name))) is not None]
    if len(found) < len(names) or len({(one["word"], one["behind"]) for one in found}) > 1:
        return None
    counts = [int(one["count"]) for one in found]
    word = (found[0]["word"] or found[0]["behind"]).strip().casefold()
    begins = (
        re.search(rf"(?<!\w){re.escape(word)}\w?\s+(\d{{1,2}})(?!\w)", question.prompt.casefold()) if word else None
    )
    first = 1 if begins is None else int(begins[1])
    return list(range(len(names))) if counts == list(range(first, first + len(names))) else None


def _with_digits(name: str) -> str:
    first, _, rest = name.partition(" ")
    place = _ORDINALS.index(first.casefold()) + 1 if first.casefold() in _ORDINALS else 0
    return f"{place} {rest}" if place else name
