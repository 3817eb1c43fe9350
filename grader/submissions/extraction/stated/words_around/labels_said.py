"""Values with labels beside each other: `weights: 1200, biases: 16, total: 1216`, `variance = 4, so std = 2`.

One of them is the answer where its label, and no other one, is the noun that the prompt asks for; and where a number of
things is asked for, the total of all that stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.marking.asked.labels import other_word
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import asks_how_many, phrase_asked
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.words_around.around_words import WORD, is_clause
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, quiet, singles, starting, words
from grader.submissions.extraction.words.prompts import Asked

MAX_LABEL = 3  # words of a label
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
TOTAL = frozenset(
    {
        "total",
        "sum",
        "altogether",
        "overall",
        "summe",
        "gesamt",
        "insgesamt",
        "zusammen",
        "somme",
        "suma",
        "all",
        "tout",
    }
)
_FILLING = frozenset(
    {
        "the",
        "its",
        "number",
        "of",
        "die",
        "der",
        "das",
        "anzahl",
        "le",
        "la",
        "el",
        "nombre",
        "de",
        "número",
        "value",
        "in",
        "en",
        "au",
    }
)
_DOUBTS = (cues.AGAINST, cues.CONDITION, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.SUPPOSING, cues.TURNING)
# What is said of the sheet or of another attempt, and is no name of a value.
OF_THE_SHEET = frozenset(
    {"score", "points", "pts", "punkte", "puntos", "grade", "marks", "note", "nota", "page", "pages", "seite", "página"}
    | {"version", "hours", "stunden", "heures", "horas", "spent", "time", "zeit", "date", "datum", "group", "gruppe"}
    | {"team", "before", "old", "vorher", "avant", "antes", "claim", "conjecture", "guess", "draft"}
)
LABEL_WORDS = 2  # of a label before a colon


def labelled(asked: Asked, main: str, inside: Sequence[Lexeme], spots: Sequence[int]) -> int | None:
    """Return which of several formulas in a clause has the label that is asked for; None where that is not said."""
    is_one = asked.question.kind.written != "list"
    labels = _labels(main, inside, spots) if is_one else None
    if labels is None or (words(*_DOUBTS).search(main) or NEGATED.search(main)):
        return None
    noun = phrase_asked(asked.question.lead, asked.question.prompt)
    own = [place for place, label in enumerate(labels) if label and label <= noun]
    if asks_how_many(asked.question.lead, asked.question.prompt):
        totals = [place for place, label in enumerate(labels) if label & TOTAL and label <= TOTAL | noun]
        if totals:
            return totals[0] if totals == [len(labels) - 1] and not own else None
    else:
        own = own or [n for n, label in enumerate(labels) if label and all(_is_like(word, noun) for word in label)]
    return own[0] if len(own) == 1 else None


def totalled(asked: Asked, main: str, spots: Sequence[int]) -> bool:
    """Whether the last of several numbers of things is their total: `1200 weights, 16 biases, 1216 in total`."""
    if len(spots) < 2 or not asks_how_many(asked.question.lead, asked.question.prompt):
        return False
    ends = (*spots[1:], len(main))
    nouns = [main[spot + 1 : end] for spot, end in zip(spots, ends, strict=True)]
    if words(*_DOUBTS).search(main) or NEGATED.search(main) or not _IN_TOTAL.fullmatch(nouns[-1]):
        return False
    own = phrase_asked(asked.question.lead, asked.question.prompt)
    said = [frozenset(_WORD.findall(noun)) for noun in nouns]
    is_of_part = any(one & own for one in said[:-1]) or not said[-1] <= own | TOTAL | _FILLING
    return not is_of_part and all(_COUNTED.fullmatch(noun) for noun in nouns[:-1])


_COUNTED = re.compile(r"\s*[^\W\d_]+\s*(?:(?:,|and|und|et|y|,\s*(?:so|that makes|also|donc))\s*)+(?:[^\W\d_]+\s+){0,2}")
_IN_TOTAL = re.compile(
    r"\s*(?:[^\W\d_]+\s+)?(?:in\s+total|in\s+all|altogether|overall|total|insgesamt|zusammen|en\s+tout|au\s+total|en\s+total)[\s.!]*"
)


def _labels(main: str, inside: Sequence[Lexeme], spots: Sequence[int]) -> list[frozenset[str]] | None:
    """Return the words of each label, None where something else stands between the formulas or behind them."""
    if len(spots) < 2 or main[spots[-1] + 1 :].strip(" .!"):
        return None
    found = []
    for start, stop, formula in zip((0, *(spot + 1 for spot in spots)), spots, inside, strict=False):
        lead = main[start:stop].strip(" ,;")
        while concluding := starting(cues.CONCLUSION).match(lead):
            if not lead[concluding.end() :].strip(" :="):
                break  # `total` by itself
            lead = lead[concluding.end() :]
        lead = re.sub(r"^(?:and|und|et|y)\s+", "", lead)
        row = assignment(formula.text) if not lead else None
        label = row.left if row and _WORD.fullmatch(row.left.strip()) else lead.rstrip(" :=")
        parts = (row is not None and label == row.left) or lead[-1:] in {":", "="} or formula.text.startswith("=")
        said = _WORD.findall(label)
        if not parts or not said or len(said) > MAX_LABEL or F in label or re.search(r"[^\w\s'.-]", label):
            return None
        found.append(frozenset(said) - _FILLING)
    return found


def speaks_of_another(asked: Asked, label: str) -> bool:
    """Whether a label is a noun of the prompt that is not the one asked for: `biases` where it asks for parameters."""
    noun = phrase_asked(asked.question.lead, asked.question.prompt)
    said = frozenset(_WORD.findall(label)) - quiet()
    return bool(noun) and bool(said) and not any(_is_like(word, noun) for word in said)


def _is_like(word: str, noun: frozenset[str]) -> bool:
    return word in noun or not synonyms(word).isdisjoint(noun)


def is_label(asked: Asked, lead: str, main: str) -> bool:
    """Whether one or two words before a colon name the only formula: `variance: $3$`."""
    named = lead.strip()
    few = named.endswith(":") and len(WORD.findall(named)) <= LABEL_WORDS and main.count(F) == 1
    taken_back = words(cues.RETRACTION, cues.AGAINST).search(named)
    if is_of_sheet(asked, named):
        return False
    return few and taken_back is None and not starting(cues.SETTING, cues.PREMISE).match(f"{named} ")


def is_of_sheet(asked: Asked, label: str) -> bool:
    """Whether a word of a label is said of the sheet or of another attempt, and not by the problem."""
    return any(word in OF_THE_SHEET and not asked.says(word) for word in WORD.findall(label))


def is_refused(asked: Asked, lead: str) -> bool:
    """Whether the few words before an equation are no label that is known to change nothing: `rejected: $N = 14$`."""
    is_label = lead.rstrip().endswith(":") or len(WORD.findall(lead)) == 1
    if is_clause(lead) or not is_label or not WORD.search(lead):
        return False
    said = " ".join(word for word in WORD.findall(lead) if word not in _told())
    return is_of_sheet(asked, lead) or bool(other_word(asked.question, said))


@cache
def _told() -> frozenset[str]:
    """Return the words that say how an equation is found or checked, beside those of labels."""
    tables = (cues.CHECKING, cues.LEADING, cues.BINDING, cues.NAMING, cues.REPEATED)
    return (singles(*tables) - singles(cues.RETRACTION)) | _CLAIMED


# What stands before an equation that is to be proved, or says that one is written out or comes of others.
_CLAIMED = frozenset(
    [
        "behauptung",
        "theorem",
        "master",
        "maestro",
        "maître",
        "mastertheorem",
        "satz",
        "proposition",
        "lemma",
        "théorème",
        "proposición",
        "teorema",
        "unrolling",
        "unrolled",
        "telescoping",
        "iterating",
        "unfolding",
        "ausrollen",
        "closed",
        "give",
        "gives",
        "yield",
        "yields",
        "imply",
        "implies",
        "ergibt",
        "ergeben",
        "donne",
        "donnent",
        "dan",
    ]
)
