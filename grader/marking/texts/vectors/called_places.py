r"""At which place of a list an entry stands that is called by its name: `price 20, quantity 60` for `(p, q)`.

The prompt tells it by the list of its letters, `$(p, q)$`, or by its nouns beside each other, `quotient and remainder`;
a letter is the usual one of just one of these. Where it tells nothing, or two different things, no place is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.words.currencies import AMOUNTS
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.quantities import (
    quantities_called,
    quantities_named,
    same_quantity,
    usual_letters,
)
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question

MAX_BETWEEN = 6  # words between two nouns that belong together
MIN_COMPOUND = 4  # letters of the last noun of a German compound

_LIST = re.compile(r"[(\[]([^()\[\]=]{3,80})[)\]]")
_TOKEN = re.compile(r"[^\W\d_]{2,}|[,.?!:;]")
_JOINS = frozenset({",", "and", "und", "et", "en", "sowie"})
_STOPS = frozenset(".?!:;")
_JOINING = re.compile(r"(?<!\w)[ye](?!\w)")
# What leaves a noun what it is.
_IDLE = frozenset(
    re.findall(
        r"\w+", "the of der die das des le la les el los las il lo de du del di da het value wert valeur valor valore"
    )
)
VALUES = frozenset(["value", "values", "wert", "werte", "valeur", "valeurs", "valor", "valores", "valore", "valori"])
_EXTREMA = frozenset(["min", "max", "minimum", "maximum", "minimal", "maximal"])
_PLACES = re.compile(
    r"(?<!\w)(?:where\s+(?:does|do|is|are|has)|(?<=find\s)where|at\s+(?:which|what)|for\s+(?:which|what)|points?|places?|locations?|minimi[sz]ers?|maximi[sz]ers?|argm\w+"
    r"|wo|an\s+welche\w*|für\s+welche\w*|\w*(?:stellen?|punkte?)|où|en\s+quels?|points?|abscisses?|dónde|en\s+qué|puntos?|abscisas?"
    r"|dove|in\s+quali?|punt[oi]|ascisse?|pontos?|waar|punten?"
    r"|[a-z§][-\s]+(?:values?|coordinates?|positions?|wert\w*|koordinaten?|valeurs?|valor\w*|valor[ei]))(?!\w)"
)
_CALL = re.compile(r"(?<![A-Za-z\\])(?P<of>[A-Za-z])\s*\((?P<at>[a-z](?:\s*,\s*[a-z])*)\)")
# A letter before a noun, `x-intercept`; behind a hyphen any letter, before a blank only one of an axis.
_AXIS = re.compile(r"(?<![\w'’])\$?(?P<letter>[A-Za-z](?=\$?-)|[xyzt])\$?[-\s]+(?P<noun>[^\W\d_]{2,})")
_INTERCEPTS = frozenset(["intercept", "achsenabschnitt"])  # of which the one of `y` is meant where no letter is said
_IF = re.compile(r"(?<!\w)(?:if|whose|wenn|falls|dont|cuy[oa]s?)\s[^,.;:?!]*")
_WITH = re.compile(r"(?<!\w)(?:with|having|mit|avec|con|com|met)\s[^,.;:?!]*")
_IS_GIVEN = re.compile(r"(?<!\w)(?P<noun>[^\W\d_]{2,})\s+(?:is|are|ist|sind|est|sont|es|son|è|sono|é)\s+[-−]?(?:\d|§)")
_GIVEN = re.compile(r"(?<!\w)(?P<noun>[^\W\d_]{2,})\s+(?:of\s+|von\s+|de\s+|di\s+)?[-−]?(?:\d|§)")
# How the best or the balanced value of an unknown is marked, and a point by its own letter.
_MARKED = re.compile(r"(?:\^?\{?(?:\*|\\ast|\\star)\}?|_\{?(?:\\(?:text|mathrm)\{)?(?:opt|eq)\}*|_\{?[A-Z]\}?)\Z")
_COUNTED = re.compile(r"(?P<base>\\?[A-Za-z]{1,3}|[α-ωΑ-Ω])_?\{?(?P<count>[1-9]|[₁-₉])\}?")
_LETTER = re.compile(r"\\?[^\W\d_]+")
_COORDINATES = (["x", "y"], ["x", "y", "z"])
# Letters of nouns that are no quantities of their own.
_LETTERS = {
    "q": "quotient quantity menge quantité cantidad quantità hoeveelheid",
    "r": "remainder rest reste resto",
    "p": "price preis prix precio prezzo preço prijs",
    "x": "position quantity menge ort",
    "s": "position ort",
    "M": "maximum maximalwert máximo massimo",
    "m": "minimum minimalwert mínimo minimo",
}


def places_of(question: Question, called: Sequence[str]) -> list[int] | None:
    """Return the place of each entry that is called by a name; None where they are not known."""
    plain = _without_marks(
        [prompt_names.plain(one).replace(" ", "") if len(one) < 3 else one.strip() for one in called]
    )
    if len({*plain}) < len(plain):
        return None
    listed = [one for one in _lists(f"{question.lead}\n{question.prompt}") if len(one) == len(plain)]
    for fold in (str, str.casefold):
        orders = {tuple(map(fold, one)) for one in listed if {*map(fold, one)} == {*map(fold, plain)}}
        if orders:
            (order, *others) = orders
            return None if others else [order.index(fold(one)) for one in plain]
    if (counts := _counted(plain)) is not None:
        return counts
    if sorted(plain) in _COORDINATES and _letters(question).issuperset(plain):
        return [sorted(plain).index(one) for one in plain]
    return _by_nouns(question, plain, listed)


def places_of_amounts(question: Question, count: int) -> frozenset[int]:
    """Return the places of a list that are counted in a currency, by the prompt's nouns or letters; none if unknown."""
    listed = [one for one in _lists(f"{question.lead}\n{question.prompt}") if len(one) == count]
    amounts = AMOUNTS | {"p", "P"}
    found = {frozenset(place for place, one in enumerate(names) if one.casefold() in amounts) for names in listed}
    tokens = _TOKEN.findall(_asked_nouns(question))
    said = [place for place, token in enumerate(tokens) if token in AMOUNTS]
    if count == 2 and said:
        found.add(frozenset({_side(tokens, said[0]), *(_side(tokens, one) for one in said[1:])}))
    found.discard(frozenset())
    places = found.pop() if len(found) == 1 else frozenset()
    return places if -1 not in places else frozenset()


def _side(tokens: Sequence[str], place: int) -> int:
    """Return the place of a noun among two that are joined; -1 where it is joined to none, or to two."""
    before, behind = tokens[max(0, place - MAX_BETWEEN) : place][::-1], tokens[place + 1 : place + 1 + MAX_BETWEEN]
    joins = [
        any(one in _JOINS - {","} for one in takewhile(lambda token: token not in _STOPS, side))
        for side in (before, behind)
    ]
    return joins.index(True) ^ 1 if sum(joins) == 1 else -1


# A coordinate in a formula without dollars, `x + y = 5`.
_IN_FORMULA = re.compile(r"(?<!\w)[xyz](?=\s*[-+*/^=<>≤≥])|(?<=[-+*/^=<>≤≥\d])\s*[xyz](?!\w)")


def _letters(question: Question) -> frozenset[str]:
    """Return the letters of a prompt, also coordinates of formulas that are typed without dollars."""
    return prompt_names.letters(question) | {one.strip() for one in _IN_FORMULA.findall(question.prompt)}


def listed_in(question: Question) -> list[list[str]]:
    """Return the lists of names that a prompt writes in brackets."""
    return [*_lists(f"{question.lead}\n{question.prompt}")]


def _without_marks(called: Sequence[str]) -> list[str]:
    """Return names without a mark that all of them bear."""
    marks = {match[0] if (match := _MARKED.search(one)) is not None else "" for one in called}
    return [_MARKED.sub("", one) for one in called] if len(marks) == 1 else [*called]


def _lists(prompt: str) -> Iterator[list[str]]:
    """Yield the names that a prompt lists in brackets: `(p, q)`, `(mean, sd)`, `(lower, upper)`."""
    for match in _LIST.finditer(prompt):
        entries = [prompt_names.plain(one).strip() for one in re.split(r"[,;|]", match[1])]
        if len(entries) > 1 and all(re.fullmatch(r"[^\W\d_][\w ]*", one) for one in entries):
            yield entries


def _counted(called: Sequence[str]) -> list[int] | None:
    """Return the places of one name with the numbers from 1 in order, `df_1, df_2`; None of anything else."""
    found = [match for one in called if (match := _COUNTED.fullmatch(one)) is not None]
    counts = [int(match["count"].translate(_BELOW)) for match in found]
    is_one = len({match["base"] for match in found}) == 1 and counts == list(range(1, len(called) + 1))
    return [count - 1 for count in counts] if is_one else None


def turned(question: Question, called: Sequence[str]) -> list[int] | None:
    """Return the places of one name with the numbers from 1 in another order, `x_2, x_1`; None of anything else.

    Whoever numbers eigenvalues may begin anywhere, so it is for the right values alone; and nothing is known where the
    prompt lists names of its own.
    """
    if any(len(one) == len(called) for one in listed_in(question)):
        return None
    order = sorted(range(len(called)), key=lambda place: called[place])
    counts = _counted([prompt_names.plain(called[place]).replace(" ", "") for place in order])
    return None if counts is None else [order.index(place) for place in range(len(called))]


_BELOW = {0x2080 + digit: str(digit) for digit in range(10)}


def _by_nouns(question: Question, called: Sequence[str], listed: Sequence[Sequence[str]]) -> list[int] | None:
    """Return the places that nouns beside each other have, which the names are or usually belong to."""
    tokens = _TOKEN.findall(_asked_nouns(question))
    nouns = [_nouns(question, one, frozenset(tokens)) for one in called]
    if not all(nouns) or any(one & other for place, one in enumerate(nouns) for other in nouns[:place]):
        return None
    said = [(at, place) for at, token in enumerate(tokens) for place, some in enumerate(nouns) if token in some]
    runs = (said[start : start + len(called)] for start in range(len(said) - len(called) + 1))
    orders = {tuple(place for _, place in run) for run in runs if _belong_together(tokens, run, len(called))}
    if len(orders) != 1:
        return None
    (order,) = orders
    found = [order.index(place) for place in range(len(called))]
    letters = [one for one in listed if all(len(letter) == 1 for letter in one)]
    return found if all(_agree(nouns, found, one) for one in letters) else None


def _belong_together(tokens: Sequence[str], run: Sequence[tuple[int, int]], count: int) -> bool:
    """Whether nouns are different ones, with words that join them in between, and the end of no sentence."""
    if len({place for _, place in run}) < count:
        return False
    for (one, _), (other, _) in pairwise(run):
        between = tokens[one + 1 : other]
        if len(between) > MAX_BETWEEN or _JOINS.isdisjoint(between) or not _STOPS.isdisjoint(between):
            return False
    return True


def _asked_nouns(question: Question) -> str:
    return _JOINING.sub("and", _without_conditions(asking_words(question.lead, question.prompt)).replace("-", " "))


def _without_conditions(asking: str) -> str:
    """Return the parts that ask without what they give: `if area is 12`, `with diameter 2`."""
    kept = _WITH.sub(lambda found: _GIVEN.sub(" ", found[0]), _IF.sub(" ", asking))
    return _IS_GIVEN.sub(" ", kept)


def _is_of_another_kind(question: Question, name: str) -> bool:
    """Whether a name is of a place where values are asked for, of a value where places are, or of another axis."""
    prompt = f"{question.lead} {question.prompt}".casefold()
    words = frozenset(re.findall(r"[^\W\d_]{2,}", name.casefold()))
    has_places = _PLACES.search(asking_words(question.lead, question.prompt)) is not None
    is_value = not VALUES.isdisjoint(words) and not _EXTREMA.isdisjoint(words) and _AXIS.search(name) is None
    if has_places and is_value:
        return True
    base = re.fullmatch(r"\\?(?P<letter>[^\W\d_])_(?P<script>.+)", name)
    if base is not None and not _EXTREMA.isdisjoint(re.findall(r"[^\W\d_]{2,}", base["script"].casefold())):
        return _is_other_base(question, base["letter"], has_places=has_places)
    said = [(one["letter"], one["noun"]) for one in _AXIS.finditer(prompt)]
    for axis in _AXIS.finditer(name.casefold()):
        letters = {letter for letter, noun in said if noun[:MIN_COMPOUND] == axis["noun"][:MIN_COMPOUND]}
        usual = {"y"} if axis["noun"] in _INTERCEPTS and not letters else set()
        if axis["letter"] not in letters | usual:
            return True
    return False


def _is_other_base(question: Question, letter: str, *, has_places: bool) -> bool:
    """Whether the letter of `x_min` is no place where places are asked for, or no value where values are.

    Where the prompt writes no function, `x` may well be the values themselves.
    """
    calls = [*_CALL.finditer(f"{question.lead} {question.prompt}")]
    at = frozenset(one for call in calls for one in re.findall(r"[a-z]", call["at"]))
    of = frozenset(call["of"] for call in calls) | (frozenset("y") - at)
    if not calls:
        return not has_places and letter in prompt_names.letters(question) & {"x", "t"}
    return letter not in (at if has_places else of)


def _nouns(question: Question, name: str, said: frozenset[str]) -> frozenset[str]:
    """Return the words of what is asked for that a name is, or whose usual letter it is; none where it is neither."""
    if _is_of_another_kind(question, name):
        return frozenset()
    if name.lower() in {"max", "min"} or len(_LETTER.sub("", name)) < len(name) - 2:
        words = [word for word in re.findall(r"[^\W\d_]{2,}", name.rpartition("_")[2].casefold()) if word not in _IDLE]
        found = [frozenset(one for one in said if _is_word(one, word)) for word in words]
        if words and all(found) and re.fullmatch(r"(?:\\?[^\W\d_]{1,2}_)?[\w\s{}'’.-]+", name):
            return frozenset().union(*found)
    letters = {prompt_names.greek(one.removeprefix("\\")) for one in _LETTER.findall(name)}
    if not letters.isdisjoint(prompt_names.letters(question)) and name_of(name) is not None and len(name) < 3:
        return frozenset()
    return _of_letter(name, said)


def _is_word(said: str, word: str) -> bool:
    is_part = len(word) >= MIN_COMPOUND and said.endswith(word)
    return said == word or is_part or said in same_quantity(word) or said in synonyms(word)


def _of_letter(name: str, said: frozenset[str]) -> frozenset[str]:
    """Return the word whose quantity usually has a name, the one of which it is the first choice; else none."""
    plain = prompt_names.plain(name)
    quantities = quantities_named(plain)
    found = frozenset(one for one in said if not quantities.isdisjoint(quantities_called(frozenset({one}))))
    found |= said & frozenset(_LETTERS.get(plain, _LETTERS.get(plain.casefold(), "")).split())
    usual = frozenset(one for one in found if plain in usual_letters(frozenset({one})))
    return usual if len(usual) == 1 else found if len(found) == 1 else frozenset()


def _agree(nouns: Sequence[frozenset[str]], places: Sequence[int], letters: Sequence[str]) -> bool:
    """Whether no letter of a list belongs to the noun of another place rather than to that of its own."""
    by_place = dict(zip(places, nouns, strict=True))
    fits = [[_fits(letter, by_place[place]) for place in range(len(letters))] for letter in letters]
    return all(row[at] or not any(row) for at, row in enumerate(fits))


def _fits(letter: str, nouns: frozenset[str]) -> bool:
    return any(letter.casefold() == noun[0] or letter in usual_letters(frozenset({noun})) for noun in nouns)
