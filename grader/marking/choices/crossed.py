"""Keys that are what another option says, `(1) 2 (2) 3`: by itself such a text may mean either of the two.

A label before it, brackets around it or the option's own words beside it tell that the key is meant: `option 2`, `(2)`,
`2: 3`.
"""

from __future__ import annotations

import re

from grader.claims.wording import alike, words
from grader.errors import AnswerError
from grader.problems.question import Question
from grader.wording import unreadable_answers

_LEAD = (
    r"(?:(?:so|thus|hence|therefore)\s+)?"
    r"(?:(?:i|we)(?:['’]d|\s+would)?\s+(?:choose|chose|pick(?:ed)?|take|took|select(?:ed)?|say|go\s+(?:with|for))\s+"
    r"|(?:i\s+think\s+)?it(?:['’]s|\s+is|\s+must\s+be)\s+|(?:(?:my|the)\s+)?(?:correct\s+|right\s+)?(?:answer|choice)(?:\s+is|:|\s+is:)\s+"
    r"|ich\s+(?:wähle|nehme)\s+|es\s+ist\s+|je\s+(?:choisis|prends)\s+|c['’]est\s+|elijo\s+|es\s+|scelgo\s+|escolho\s+|ik\s+kies\s+)?"
)
_NOUN = (
    r"(?:(?:the|die|la|le|l['’])\s*)?(?:option|answer|choice|alternative|statement|antwort(?:möglichkeit)?|auswahl"
    r"|réponse|choix|proposition|opción|respuesta|alternativa|opzione|risposta|opção|resposta"
    r"|optie|antwoord|keuze)\s+(?:(?:number|no\.?|nr\.?|nummer|numéro|número|numero)\s*)?#?"
)
_SIGNED = re.compile(r"\s*[:–—-]\s+(?P<said>.+)|\s*[(\[](?P<held>.+)[)\]]|[.,]?\s+(?P<behind>.+)")
_BESIDE = re.compile(r"[:.]\s+(?P<said>.+)|:(?P<tight>.+)|\s*[(\[](?P<held>.+)[)\]]")
MAX_CHARACTERS = 120  # of a text that is looked into


def crossed(question: Question) -> frozenset[str]:
    """Return the keys, folded, that are all that another option says, and not their own."""
    said = {
        key: {words(one) for one in (phrase, *question.spellings.get(key, ()))}
        for key, phrase in question.options.items()
    }
    every = frozenset().union(*said.values())
    return frozenset(low for key in question.options if (low := words(key)) in every and low not in said[key])


def by_label(question: Question, text: str) -> str:
    """Return the key that all of a text calls so, where it may be another option's text; empty for any other text.

    Raises AnswerError where such a key stands by itself.
    """
    both = crossed(question)
    typed = text.replace("$", "").strip().strip("*_`").rstrip(" .!")
    if not both or len(typed) > MAX_CHARACTERS:
        return ""
    found = {key for key in question.options if _is_called(question, key, typed)}
    alone = re.sub(rf"(?i)\A{_LEAD}", "", typed)
    if not found and words(alone) in both:
        raise AnswerError(unreadable_answers.KEY_OR_TEXT.format(shown=alone))
    return found.pop() if len(found) == 1 else ""


def _is_called(question: Question, key: str, typed: str) -> bool:
    """Whether a text names a key by a label, in brackets, or beside its option's own words."""
    letter, phrase = re.escape(key), question.options[key]
    labelled = re.match(
        rf"(?i){_LEAD}(?:(?:{_NOUN})?(?:[(\[]{letter}[)\]]|{letter}\))|(?:{_NOUN}|#\s?){letter}(?!\w))", typed
    )
    if labelled is not None and labelled.end() == len(typed):
        return True
    for head, pattern in ((labelled, _SIGNED), (re.match(rf"(?i){_LEAD}{letter}(?!\w)", typed), _BESIDE)):
        beside = None if head is None else pattern.fullmatch(typed, head.end())
        if beside is not None and any(alike(one, phrase) for one in beside.groups() if one):
            return True
    behind = re.fullmatch(rf"(?i){_LEAD}(?P<said>.{{1,80}}?)\s*[(\[]{letter}[)\]]", typed)
    return behind is not None and alike(behind["said"], phrase)


def why_crossed(question: Question, text: str) -> str:
    """Return why nobody can tell which option a text means that has such a key in it; empty for any other text."""
    both = crossed(question)
    others = [one for one in question.options.values() if both and one and words(one) not in both]
    for phrase in sorted(others, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", text, flags=re.IGNORECASE)
    is_alone = words(text) in both
    said = [one for one in re.findall(r"\w+", text) if one.casefold() in both] if both else []
    found = next((one for one in said if is_alone or one not in _ARTICLES), "")
    return unreadable_answers.KEY_OR_TEXT.format(shown=found) if found else ""


_ARTICLES = frozenset({"a", "i", "y", "e", "o"})
