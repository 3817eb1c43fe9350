"""What a sentence makes of an option, `the derivative of tanh`, `1 - tanh`: something else, which is no option."""

from __future__ import annotations

import re

from grader.marking.asked.words.glossary import synonyms
from grader.marking.choices.chosen_options import other_order
from grader.marking.choices.framed import unframed
from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question
from grader.submissions.extraction.worded.meanings.named_options import phrases_of
from grader.submissions.extraction.words.prompts import asked_of


def is_calculated_with(question: Question, text: str, found: set[str]) -> bool:
    """Whether a sentence makes something else of an option: `the derivative of tanh`, `1 - tanh`, `A tanh`."""
    (key,), text = found, unframed(question, text)
    label = re.match(r"\W*(\w{1,3})\s", text)
    if re.match(r"\s*\[[-~]\]", text):  # a box that is neither ticked nor empty
        return True
    if (label and label[1] in question.options.keys() - found) or other_order(question.options[key], text):
        return True
    named = re.search(rf"[(\[]?(?<!\w){re.escape(key)}(?!\w)", text)
    if named and (OF.search(text[: named.start()].lower()) or _has_value(question, key, text[named.end() :])):
        return True
    places = (place_of(phrase, text.lower()) for phrase, one in phrases_of(question) if one == key)
    phrase = next(filter(None, places), None)
    return phrase is not None and (
        OF.search(text[: phrase.start()].lower()) is not None
        or _SIGN_BEHIND.match(text, phrase.end()) is not None
        or _has_value(question, key, text[phrase.end() :])
        or _is_of_another(question, text[phrase.end() :])
        or _SIGN_BEFORE.search(text[: phrase.start()]) is not None
    )


def tells_value(question: Question, text: str, found: set[str]) -> bool:
    """Whether a clause that names one option tells its value, `51 is 3·17`, and chooses nothing."""
    if len(found) != 1:
        return False
    (key,), low = found, text.lower()
    named = (re.search(rf"(?<!\w){re.escape(one)}(?!\w)", low) for one in (key.lower(), *_phrases(question, key)))
    return any(one is not None and _has_value(question, key, low[one.end() :]) for one in named)


def _phrases(question: Question, key: str) -> list[str]:
    return [phrase for phrase, one in phrases_of(question) if one == key and phrase]


def _has_value(question: Question, key: str, behind: str) -> bool:
    """Whether a sentence tells the value of an option, `B is 3`, and not what the option itself says."""
    value = _VALUE.match(behind)
    said = "" if value is None else typed_out(behind[value.end("is") :]).casefold()
    own = (typed_out(question.options[key]), *question.spellings.get(key, ()))
    return value is not None and not any(said.startswith(one.strip(" $.").casefold()) for one in own if one)


_VALUE = re.compile(
    r"(?i)[)\]]?(?P<is>\s*=\s*|\s+(?:is|are|was|equals?|gives?|makes?|ist|sind|gleich|ergibt|est|sont|vaut|es|son|vale|è|é|são)\s+"
    r"(?:(?:just|only|about|exactly|equal\s+to|nur|gleich|genau|etwa|seulement|égal\s+à|solo|igual\s+a)\s+)?)[-+−($√\\{]{0,4}\d"
)


def place_of(phrase: str, low: str) -> re.Match[str] | None:
    """Return where a phrase stands by itself."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", low)


def _is_of_another(question: Question, behind: str) -> bool:
    """Whether an option is said of something made of what the problem speaks of: `a minimum of the gradient`."""
    said = _OF_NOUN.match(behind.lower())
    return said is not None and said["noun"] in _MADE and not asked_of(question).says(said["noun"])


_OF_NOUN = re.compile(
    r"\s+(?:of|for|von|für|des|der|de|du|del|della|do|da|van)\s+(?:(?:the|its|der|die|das|la|le|el|il|o|a|de|het)\s+|l['’])?"
    r"(?P<noun>[^\W\d_]{3,})"
)
_MADE = frozenset({"hessian", "jacobian", "hessienne", "hessiana"}).union(
    *map(synonyms, ("gradient", "integral", "inverse"))
)
OF = re.compile(r"(?<!\w)(?:of|von|vom|de|del|du|des|d['’])\s*(?:the\s+)?$")
_SIGN_BEFORE, _SIGN_BEHIND = (
    re.compile(r"[\d+*/^=<>{(-]\s*$|\.$"),
    re.compile(r"\s*[+*/^=<>]|(?<=\d)!|['’′](?!\w)|\s+-\s+\d"),
)
