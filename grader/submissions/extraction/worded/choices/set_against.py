"""One option set against others by a sentence that says nothing else: `B rather than C`, `not A but B`, `B is cheaper`.

So is a conclusion behind what was reckoned of each of them: `A: 1.50 €, B: 1.40 €, so B`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import AnswerError
from grader.language import units
from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import WORD, Sentence
from grader.submissions.extraction.worded.choices.compared import by_comparison
from grader.submissions.extraction.worded.choices.options import leads_to_options
from grader.submissions.extraction.worded.choices.options_refused import denies_all
from grader.submissions.extraction.worded.meanings.asked_property import denials_in, property_of
from grader.submissions.extraction.worded.meanings.found_keys import read_choice
from grader.submissions.extraction.worded.meanings.named_options import around, without_options
from grader.submissions.extraction.words import cues, phrases

MAX_CHARACTERS = 200  # of a sentence that is looked into
_NOT = r"(?:not|nicht|non|no|pas|niet|não)"
_BUT = r"(?:,?\s+(?:but(?:\s+rather)?|sondern|mais|sino|ma|bensì|bensí|mas|maar)\s+|,\s*)"
_INSTEAD = (
    r"(?:rather\s+than|instead\s+of|and\s+not|und\s+nicht|statt|anstatt|anstelle\s+von|plutôt\s+que|et\s+non(?:\s+pas)?"
    r"|et\s+pas|y\s+no|e\s+non|e\s+não|en\s+lugar\s+de|en\s+vez\s+de|invece\s+di|em\s+vez\s+de|en\s+niet|in\s+plaats\s+van)"
)
_FORMS = (
    re.compile(rf"{_NOT}\s+(?P<other>.+?){_BUT}(?P<one>.+)", re.IGNORECASE),
    re.compile(
        rf"(?:neither|weder|ni|né|nem|noch)\s+(?P<other>.+?)\s+(?:nor|noch|ni|né|nem)\s+(?P<third>.+?){_BUT}(?P<one>.+)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<one>.+?),?\s+{_INSTEAD}\s+(?P<other>.+)", re.IGNORECASE),
)
_CAUSE = re.compile(
    r"(?P<one>.+?),?\s+(?:as|since|because|da|weil|denn|car|puisque|parce\s+que|porque|pois|perché|poiché|omdat)\s+(?P<behind>.+)",
    re.IGNORECASE | re.DOTALL,
)
_COMMA = re.compile(r",\s*\Z")
_NOUN = re.compile(
    r"(?:(?:it(?:['’]s|\s+is)|es\s+ist|c['’]est|es|è|é|het\s+is|i(?:\s+would|['’]d)?\s+(?:use|choose|take|pick)|the|die|la|le)\s+)*"
    r"(?:(?:option|answer|choice|antwort|réponse|opción|respuesta|opzione|risposta|optie)\s+)?",
    re.IGNORECASE,
)
_SO = re.compile(
    r"(?P<before>.+?)(?:\s*[,;]\s*(?:so|thus|hence|therefore|also|daher|somit|folglich|donc|luego|entonces|quindi|dus|portanto|logo)\s+"
    r"|\s*(?:→|⇒|=>|->)\s*)(?P<one>.+)",
    re.IGNORECASE | re.DOTALL,
)


def set_against(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the option that a sentence sets against the others, None where it says anything else."""
    if (
        any(not before.text.endswith(";") for before in said[:-1])
        or not question.options
        or question.several
        or property_of(question).denial
    ):
        return None
    one = said[-1]
    text = " ".join(each.text for each in said).strip(" .!*_" if "!" in around(question) else " .*_")
    if len(text) > MAX_CHARACTERS or "?" in text:
        return None
    key = _not_the_other(question, text, one.reason) or _concluded(question, text, one.reason)
    key = key or ("" if one.reason else by_comparison(question, text))
    return Found("answer", key, one.source, note=one.reason) if key else None


def _not_the_other(question: Question, text: str, reason: str) -> str:
    """Return the option beside others that are refused as a whole: `B rather than C`, `B, as A and C do not fit`."""
    parted = _CAUSE.fullmatch(f"{text}, {reason}" if reason else text)
    if parted is not None and (key := _option(question, parted["one"])):
        return key if denies_all(question, parted["behind"], {*question.options} - {key}) else ""
    if reason:
        return ""
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        slots = {name: _option(question, slot) for name, slot in match.groupdict().items()}
        is_list = (
            _COMMA.search(text[: match.start("one")]) and text[match.start("one") :].strip("() ") in question.options
        )
        if all(slots.values()) and len({*slots.values()}) == len(slots) and not is_list:  # `not A, B`
            return slots["one"]
    return ""


def _concluded(question: Question, text: str, reason: str) -> str:
    """Return the option behind `so` where nothing but values of options stands before it: no word of a verdict."""
    match = _SO.fullmatch(text)
    key = _option(question, match["one"]) if match and not reason else ""
    if match is None or not key:
        return ""
    before = match["before"]
    labels = re.compile(rf"(?<!\w)[(\[]?({'|'.join(map(re.escape, question.options))})[)\]]?\s*[:=]")
    rest, named = without_options(question, plain := labels.sub(" ", before), plain.casefold())
    named = named | set(labels.findall(before))
    if len(named) < 2 or re.search(r"\d", rest) is None:
        return by_comparison(question, before) if by_comparison(question, before) == key else ""
    doubts = phrases.words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.CONDITION, cues.TURNING)
    if doubts.search(before.casefold()) or denials_in(before.casefold()) or re.search(r"[≠!?]|\\ne", before):
        return ""
    words = {word for word in WORD.findall(rest) if units.reading.known_unit(word) is None}
    return key if leads_to_options(question, " ".join(words)) else ""


def _option(question: Question, text: str) -> str:
    """Return the one option that a text is, by its key or its words; empty for any other text."""
    said = text.strip(around(question))
    lead = _NOUN.match(said)
    said = said[lead.end() :] if lead else said
    bare = said.strip("() ")
    if bare in question.options:
        return bare
    try:
        found = read_choice(question, said)
    except AnswerError:
        return ""
    return next(iter(found)) if len(found) == 1 else ""
