"""What stands for the stars of what an assignment ignores, `I worked with *`: answers in words, doubts of answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.marking.choices.chosen_options import NO_ALONE, YES_ALONE
from grader.marking.texts.numbers.said_in_words import NUMBERS
from grader.problems.question import Question
from grader.submissions.attribution.naming.labels import NO_PROBLEM, PART
from grader.submissions.attribution.naming.mentions import is_correcting
from grader.submissions.attribution.naming.patterns import matches
from grader.submissions.number_words import NUMBER_WORDS
from grader.submissions.problem_words import PROBLEM_WORDS, SHORT_WORDS


def behind_stars(patterns: Sequence[str], text: str) -> str:
    """Return what of a text stands for the stars of a pattern that describes it; empty where a pattern is all of it."""
    whole = " ".join(text.split())
    rests = []
    for pattern in patterns:
        if matches(pattern, whole):
            first, *others = (" ".join(part.split()) for part in pattern.split("*"))
            rests.append(whole[len(first) : len(whole) - len(others[-1])] if others else "")
    return min(rests, key=len, default="")


def answers_in(question: Question, text: str) -> bool:
    """Whether a text holds what may answer a question: a number in words, an option by key or text, yes or no."""
    if question.kind.reads == "choice":
        return bool(_chosen(question, text))
    return any(map(_is_number, _WORD.findall(text.casefold())))


def doubts(question: Question, text: str, written: str) -> bool:
    """Whether a text holds another answer than what was written, or a word that doubts it."""
    if is_correcting(text) or _DOUBTING.search(text):
        return True
    if question.kind.reads == "choice":
        return not _chosen(question, text) <= _chosen(question, written)
    if question.kind.reads != "value":
        return False
    spoken = (word for word in _WORD.findall(text.casefold()) if _is_great(word) and word not in written.casefold())
    return any(spoken) or any(not _holds(written, number) for number in _values(text))


def _is_great(word: str) -> bool:
    """Whether a word is a number beyond those of which remarks speak, too: `the two of us`."""
    return NUMBERS.get(word, 0) > MAX_SMALL or _COMPOUND.search(word) is not None


MAX_SMALL = 12


def _holds(written: str, number: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", written) is not None


def _values(text: str) -> Iterator[str]:
    """Yield the numbers of a text but those of pages, problems, versions, years and times."""
    yield from _VALUE.findall(_COUNTED.sub(" ", text))


def _chosen(question: Question, text: str) -> frozenset[str]:
    """Return the options that a text names by their keys or their texts, and yes or no, which all may answer."""
    low = " ".join(text.casefold().split())
    found = {key for key, said in question.options.items() if len(said) > 1 and _stands(said.casefold(), low)}
    found |= {key for key in question.options if _is_key(key, text)}
    if not question.options or {"yes", "no"} & {key.casefold() for key in question.options}:
        words = set(_WORD.findall(low))
        found |= ({"yes"} if words & YES_ALONE else set()) | ({"no"} if words & NO_ALONE or _NOT.search(low) else set())
    return frozenset(found)


def _stands(said: str, low: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", low) is not None


def _is_key(key: str, text: str) -> bool:
    """Whether the key of an option stands in a text; a small letter by itself may be a word, `Ada B.` is a name."""
    if len(key) > 1:
        return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text, re.IGNORECASE) is not None
    one = re.escape(key)
    marked = rf"[(\[]\s*{one}\s*[)\]]|(?<!\w){one}\s*[):]|\A\W*{one}\W*\Z"
    if re.search(marked, text, re.IGNORECASE) is not None:
        return True
    great, before = re.escape(key.upper()), r"(?<![\w'’])"
    alone = rf"{before}{great}(?![\w'’])(?!\.)|{before}(?<![A-Z][a-z]\s){great}\.?\Z"
    return re.search(alone, text) is not None


def _is_number(word: str) -> bool:
    return word in NUMBERS or word in NUMBER_WORDS or _COMPOUND.search(word) is not None


# What refuses an answer, doubts it, or says another one.
_DOUBTING = re.compile(
    r"(?<!\w)(?:not?|never|wrong|false|incorrect|mistake\w*|mistaken|maybe|perhaps|unsure|sure|doubt\w*|guess\w*|think|believe|should|instead"
    r"|better|rather|or|but|although|says?|said|claims?|told|copied|ignore|draft|scratch|retract\w*|withdrawn|invalid|void|changed?|replaced?"
    r"|falsch|nicht|kein\w*|nie|vielleicht|unsicher|sicher|geraten|denke|glaube|meint|sagt\w*|sollte|eher|oder|aber|abgeschrieben|ungültig|fehler"
    r"|faux|fausse|pas|peut-être|sûre?|crois|pense|dit|devrait|plutôt|ou|mais|copié|erreur"
    r"|falso|falsa|quizás?|segur[oa]|creo|dice|debería|mejor|pero|copiado|error|sbagliat[oa]|forse|credo|dovrebbe|errad[oa]|talvez|acho|fout)(?!\w)|n['’]t(?!\w)|\?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NOT = re.compile(r"(?<!\w)(?:not|nicht|pas)(?!\w)")
_COMPOUND = re.compile(
    r"(?:zig|ßig|hundert|tausend|zehn)\Z|\A(?:hundred|thousand|million|vingt|trente|quarante|cinquante|soixante|cent|mille)"
)
_VALUE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:/\d+)?")
# Numbers of what is counted, and of time: they are no answers.
_COUNTING = (
    rf"{PROBLEM_WORDS}|{SHORT_WORDS}|{NO_PROBLEM}|{PART}|pages?|pp?|seiten?|numbers?|nos?|nr|versions?|python|matlab|figures?|fig|table"
    r"|lines?|steps?|theorem|lemma|equations?|eq|slides?|room|grupo|groupe|gruppe|gpt"
)
_COUNTED = re.compile(
    rf"(?<!\w)(?:{_COUNTING})\.?[\s#№-]*\d+(?:\.\d+)*(?:\s*(?:,|&|-|–|and|und|et|y|to|bis)\s*\d+)*(?!\w)"
    r"|(?<![\w.,])(?:19|20)\d\d(?![\w.,])|\d{1,2}[./]\d{1,2}\.?(?:[./]?\d{2,4})?(?=\s|\Z)|\d{1,2}:\d\d|\d{5,}"
    r"|(?<![\w.,])\d+(?:[.,]\d+)?\s*(?:h|hours?|min|minutes?|days?|weeks?|times|people|students|points?|stunden|minuten|tage|heures)(?!\w)",
    re.IGNORECASE,
)
