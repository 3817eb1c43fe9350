"""What a prompt asks of its options, `Which one is not convex?`, and whether a sentence says that or the opposite."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.worded.meanings.property_words import english
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.kept import kept

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
MIN_STEM = 4  # letters of a word that may have an ending
_NOT = (
    r"(?<!\w)(?:not|never|cannot|nicht|keine?[nmrs]?|nie|pas|jamais|aucune?|nunca|no|non|ningún|ninguna|não|nenhuma?|nessun[oa]?"
    r"|niet|geen|nooit|without|ohne|sans|sin|senza|sem|zonder)(?!\w)"
    r"|n['’]t(?!\w)"
)
_UNTRUE = (
    r"(?<!\w)(?:false|untrue|wrong|incorrect|falsch(?:e[nrs]?)?|faux|fausses?|incorrecte?s?|fals[oa]s?|incorrect[oa]s?)"
    r"(?!\w)"
)
_FAILING = (
    r"(?<!\w)(?:fail(?:s|ing)?|lack(?:s|ing)?|violat(?:e|es|ing)|except|neither|verletz(?:t|en)|versagt|scheitert"
    r"|außer|sauf|excepto|salvo)(?!\w)"
)
UNTRUE = re.compile(_UNTRUE)
_DENIAL = re.compile(rf"(?P<denied>{_NOT})|(?P<untrue>{_UNTRUE})|(?P<failing>{_FAILING})")
_TRUE = frozenset({"true", "correct", "right", "wahr", "richtig", "korrekt", "vrai", "juste", "verdadero", "correcto"})
TRUE = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_TRUE))})(?!\w)")
_TRUE_OF_ANSWER = re.compile(
    r"(?<!\w)(?:correct\w*|right|richtige?\w*|bonne)\s+(?:answer|option|choice|solution|letter|antwort|lösung|wahl|réponse|respuesta)"
    r"(?!\w)|(?<!\w)(?:réponse|respuesta|opción)\s+(?:correct\w*|juste)(?!\w)"
)  # it says which option is chosen, and nothing of what the option states
_PREFIX = re.compile(r"(?<!\w)(?:non|nicht)[-‐‑](?=\w)")
_SUBJECT = re.compile(
    r"(?<!\w)(?:which|these|those|following|welche[rs]?|diese[rnm]?|folgende[rnm]?|quel(?:le)?s?|ces|suivante?s?|cuál(?:es)?|est[ao]s)"
    r"\s+(?!is|are|ist|est|es\b)[^\W\d_]+(?=\s+\w)"
)
NO_MORE = re.compile(
    r"\s+(?:only|always|necessarily|just|even|really|sure|nur|immer|unbedingt|toujours|seulement|siempre|solo|sólo)(?!\w)"
)
_FORMULA = re.compile(r"\$[^$]*\$")
_OF_ALL = 2  # a half of the words of what is asked, at least, says it of an option that stands in another sentence


@dataclass(frozen=True)
class Asked:
    """The words of what is asked of an option, and by which word it is denied: empty where it is not."""

    words: frozenset[str]
    denial: str


def _stem(word: str) -> str:
    word = english(word)
    return re.sub(r"(?:es|s|e|en|n|er|t)$", "", word) if len(word) > MIN_STEM else word


def _property(question: Question) -> Asked:
    """Return what the sentence asks that has words for it, the last one of those that end in a question mark.

    An option that denies something, `continuous, but not differentiable`, asks nothing where the prompt lists it.
    """
    text = _PREFIX.sub("not ", _FORMULA.sub(" ", f"{question.lead}\n{question.prompt}".casefold()))
    for phrase in sorted(question.options.values(), key=len, reverse=True):
        low = phrase.casefold()
        text = text.replace(low, " ") if _DENIAL.search(low) and " " in low else text
    told = [one for one in re.split(r"(?<=[.!?:])\s+", text) if one.strip()]
    asking = next((place for place in reversed(range(len(told))) if told[place].rstrip().endswith("?")), None)
    if asking is None:
        return _of_sentence(text)
    if asking and told[asking - 1].rstrip().endswith(":") and _lists_options(question, told[asking]):
        asking -= 1  # `Which is heavier: neon or helium?`
    found = _of_sentence(told[asking])
    return found if found.words or not asking else _of_sentence(told[asking - 1])


def _lists_options(question: Question, low: str) -> bool:
    """Whether the words of all options, of two at least, stand in a sentence."""
    listed = [phrase.casefold().strip(" .") for phrase in question.options.values()]
    return len(listed) > 1 and all(one and one in low for one in listed)


def _of_sentence(asking: str) -> Asked:
    found = list(_DENIAL.finditer(asking))
    if not found:
        return Asked(_content(_SUBJECT.sub(" ", asking)) or _content(asking), "")
    denial = _class(found[0]) if len(found) == 1 else "several"
    behind = _content(asking[found[-1].end() :], is_denied=True)
    words = behind or _content(_SUBJECT.sub(" ", asking)) or _content(asking)
    speaks_of_truth = denial == "untrue" or not _TRUE.isdisjoint(words)
    return Asked(words | (frozenset(map(_stem, _TRUE)) if speaks_of_truth else frozenset()), denial)


def _class(match: re.Match[str]) -> str:
    """Return a denial by what it says: `not`, that something is untrue, or a word of its own."""
    return match.lastgroup or "" if match.lastgroup != "failing" else match[0]


def _content(text: str, *, is_denied: bool = False) -> frozenset[str]:
    """Return the words that say something; of what is denied `correct` is one."""
    quiet = (phrases.quiet() | phrases.singles(cues.CHOOSING)) - (_TRUE if is_denied else frozenset())
    said = _DENIAL.sub(" ", text)
    return frozenset(_stem(word) for word in WORD.findall(said) if word not in quiet and len(word) > 1)


property_of = kept(_property)


def says_asked(question: Question, rest: str) -> bool | None:
    """Whether a sentence without its options says what is asked of them; None where it has no word of that.

    It does not where only one of the prompt and the sentence denies it: `C is convex`, where the one is asked for
    that is not. Where options were, two blanks stand.
    """
    asked = property_of(question)
    low = _TRUE_OF_ANSWER.sub(" ", _PREFIX.sub("not ", rest))
    words = [match for match in WORD.finditer(low) if _stem(match[0]) in asked.words]
    denials = list(_DENIAL.finditer(low))
    if asked.denial == "untrue" and denials and not words:
        return len(denials) == 1 and denials[0].lastgroup == "untrue"
    if not words:
        return None
    if not asked.denial or not denials:
        return not asked.denial and not denials
    return len(denials) == 1 and _class(denials[0]) == asked.denial and _reaches(low, denials[0], words)


def _reaches(low: str, denial: re.Match[str], words: list[re.Match[str]]) -> bool:
    """Whether a denial goes with a word behind it, or with the verb before it, and with no option in between."""
    if NO_MORE.match(low, denial.end()):
        return False
    behind = next((word for word in words if word.start() >= denial.end()), None)
    if behind is not None:
        is_before = low.startswith(" ") or "  " in low[: denial.start()]
        is_both = is_before and "  " in low[behind.end() :]  # `A is not linear, C is`
        return not is_both and "  " not in low[denial.end() : behind.start()]
    return any(low[word.end() : denial.start()] == " " for word in words)


def is_asked_word(question: Question, word: str) -> bool:
    """Whether a word is one of those of what is asked, in any language."""
    return _stem(word) in property_of(question).words


def without_asked(question: Question, rest: str) -> str:
    """Return a sentence without the words of what is asked, those that deny, doubt or suppose anything aside."""
    tables = (cues.NEGATION, cues.ALTERNATIVE, cues.SUPPOSING, cues.UNSURE, cues.RETRACTION, cues.TURNING)
    doubts = phrases.singles(*tables)

    def told(match: re.Match[str]) -> str:
        is_said = is_asked_word(question, match[0]) and match[0] not in doubts and not _DENIAL.fullmatch(match[0])
        return " " if is_said else match[0]

    return WORD.sub(told, rest)


def denials_in(text: str) -> list[re.Match[str]]:
    """Return the words of a text that deny something."""
    return list(_DENIAL.finditer(_PREFIX.sub(lambda prefix: "not".ljust(len(prefix[0])), text)))  # places stay


def without_denial(question: Question, rest: str) -> str:
    """Return a sentence that says what is asked without the word that denies it there as in the prompt."""
    return _DENIAL.sub(" ", _PREFIX.sub("not ", rest)) if property_of(question).denial else rest


def says_most_of(question: Question, rest: str) -> bool:
    """Whether a sentence says what is asked in half of its words at least, so that it may choose what it names."""
    words = property_of(question).words
    said = {_stem(word) for word in WORD.findall(rest)} & words
    return bool(said) and _OF_ALL * len(said) >= len(words) and says_asked(question, rest) is True


def says_otherwise(question: Question, rest: str) -> bool:
    """Whether a sentence has all words of what is asked, and denies it where the prompt does not, or the other way."""
    said = {_stem(word) for word in WORD.findall(rest)}
    return property_of(question).words <= said and says_asked(question, rest) is False


def _letters(question: Question) -> frozenset[str]:
    formulas = " ".join(re.findall(r"\$([^$]*)\$", f"{question.lead}\n{question.prompt}"))
    return frozenset(letter.casefold() for letter in re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", formulas))


letters_of = kept(_letters)  # the letters of the prompt's formulas, in small letters
