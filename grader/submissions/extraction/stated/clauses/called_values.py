"""Several formulas in a clause, of which one is called what is asked for: by a label, as a total or by its own name."""

from __future__ import annotations

import re
from functools import cache

from grader.marking.asked.asked_names import is_called_as_asked, naming
from grader.marking.asked.words.quantities import quantities_called
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.beside.asides import nouns_of_others
from grader.submissions.extraction.stated.clauses.clause_conditions import cleaned_text
from grader.submissions.extraction.stated.clauses.named_values import has_own_name
from grader.submissions.extraction.stated.words_around.around import Around
from grader.submissions.extraction.stated.words_around.around_words import ENDS, WORD
from grader.submissions.extraction.stated.words_around.labels_said import labelled, speaks_of_another, totalled
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import singles, words
from grader.submissions.extraction.words.prompts import Asked

_APPROXIMATELY = re.compile(r"≈|\\approx(?![A-Za-z])")


def called_as_asked(
    asked: Asked, around: Around, main: str, inside: list[Lexeme], spots: list[int]
) -> tuple[int, str] | None:
    """Return which of several formulas is called what is asked for, and the words before it that say something."""
    if totalled(asked, main, spots):
        return len(inside) - 1, ""
    place = labelled(asked, main, inside, spots)
    if place is not None or (place := _named(asked, around, main, inside, spots)) is not None:
        return place, ""
    if around.leads(main[: spots[0]]) and (place := _asked_by_name(asked, main, inside)) is not None:
        return place, main[: spots[0]]
    return None


def _named(asked: Asked, around: Around, main: str, inside: list[Lexeme], spots: list[int]) -> int | None:
    """Return which of several formulas is called what is asked for, each having its name: `mean = …, variance = …`.

    A sign of equality or a colon parts each from its name, and only one name is of the problem's own words. Of a name
    that nobody knows nobody can tell whether it replaces the value before it: `answer: 8, edit: 7`.
    """
    leads = [main[start:stop] for start, stop in zip((0, *(one + 1 for one in spots)), spots, strict=False)]
    names = [lead.rstrip(" =:") for lead in leads]
    pairs = zip(leads, inside, strict=True)
    stated = all(lead.rstrip()[-1:] in {"=", ":"} or one.text.startswith("=") for lead, one in pairs)
    behind = main[spots[-1] + 1 :].strip(ENDS) or words(cues.AGAINST).search(main)
    if len(spots) < 2 or not stated or not all(map(WORD.search, names)) or behind:
        return None
    own = [place for place, name in enumerate(names) if around.is_quiet(name)]
    is_said = any(map(asked.says, WORD.findall(names[own[0]]))) if own else False
    if not is_said and not all(_is_quantity(asked, name) for place, name in enumerate(names) if place not in own):
        return None
    return own[0] if len(own) == 1 and not speaks_of_another(asked, names[own[0]]) else None


def _is_quantity(asked: Asked, name: str) -> bool:
    """Whether each word of a name is a quantity, the problem's own, or says how something was found."""
    return all(
        asked.says(word) or quantities_called(frozenset({word})) or word in _told()
        for word in WORD.findall(name.casefold())
    )


@cache
def _told() -> frozenset[str]:
    return (singles(cues.METHOD, cues.NEUTRAL) | nouns_of_others()) - singles(cues.RETRACTION)


def _asked_by_name(asked: Asked, main: str, inside: list[Lexeme]) -> int | None:
    """Return which of several equations is for what the prompt asks for by name, the others for something else."""
    texts = [_APPROXIMATELY.sub("=", cleaned_text(one), count=1) for one in inside]
    said = [_is_asked_for(asked, text) for text in texts] if len(inside) > 1 else []
    are_named = all(
        has_own_name(asked.question, text) or naming(asked.question, text) == "other" or _is_asked_for(asked, text)
        for text in texts
    )
    if said.count(True) != 1 or not are_named:
        return None
    tables = (cues.AGAINST, cues.CONDITION, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.SUPPOSING)
    spoken = words(*tables, cues.TURNING).search(main) or phrases.NEGATED.search(main)
    return None if spoken else said.index(True)


def _is_asked_for(asked: Asked, text: str) -> bool:
    """Whether an equation is for what the prompt asks for, by its name or as it stands there: `A B^\\top = …`."""
    row = formulas.assignment(text)
    return row is not None and (is_called_as_asked(asked.question, text) or asked.asks_for(row.left))
