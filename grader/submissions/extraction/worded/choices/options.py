"""The option of a choice that a sentence names, with nothing that refuses it or names another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from grader.claims.wording import signs
from grader.errors import AnswerError
from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import WORD, Sentence, is_against, takes_back
from grader.submissions.extraction.worded.choices.made_of import OF, is_calculated_with, place_of
from grader.submissions.extraction.worded.meanings.asked_property import (
    TRUE,
    UNTRUE,
    is_asked_word,
    says_asked,
    says_most_of,
    without_asked,
    without_denial,
)
from grader.submissions.extraction.worded.meanings.found_keys import read_choice
from grader.submissions.extraction.worded.meanings.named_options import is_called, phrases_of, without_options
from grader.submissions.extraction.worded.meanings.property_words import english
from grader.submissions.extraction.worded.meanings.some_of import SOME_OF
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.prompts import asked_of


def preferred(question: Question, text: str) -> str:
    """Return the option before another one that is refused: `A, not B`."""
    if (joined := _JOINED.match(text)) is not None and reads(question, joined["head"]):
        return joined["head"] if reads(question, joined["other"]) else ""
    head, _, rest = text.partition(",")
    return head if _REFUSED.match(rest) and reads(question, head) else ""


# Another one that is refused: `B and not A`.
_JOINED = re.compile(
    r"(?P<head>[^,;:]{1,60}?)\s+(?:and|but|und|aber|et|mais|y|pero|e|ma)\s+(?:not|nicht|pas|no|non)\s+(?P<other>[^,;:]{1,60}?)[\s.!]*\Z",
    re.IGNORECASE,
)


_REFUSED = re.compile(
    r"\s*(?:and\s+)?(?:not|nicht|pas|no)(?=\s+[(\[*\w])(?!\s+(?:sure|certain|sicher|sûre?|seguro|segura|really|wirklich))",
    re.IGNORECASE,
)  # the other option, behind the answer


def adds(key: str, reason: str) -> bool:
    """Whether a reason chooses one more option: `A, since it is linear, but B also`."""
    return (
        re.search(
            rf"(?<!\w)(?:or|also|oder|auch|ou|aussi|también)\s+[(\[]?{re.escape(key)}(?!\w)"
            rf"|(?<!\w){re.escape(key)}[)\]]?\s+(?:also|too|as well|likewise|auch|aussi|también)(?!\w)",
            reason,
        )
        is not None
    )


def chooses_more(question: Question, one: Sentence, chosen: frozenset[str]) -> bool:
    """Whether a sentence says what is asked of options beside the chosen one: `(D) converges conditionally.`"""
    text = typed_out(one.text)
    rest, found = without_options(question, text, text.lower())
    return bool(found) and not found & chosen and says_most_of(question, rest)


def reads(question: Question, text: str) -> bool:
    """Whether a text by itself names options."""
    try:
        return bool(read_choice(question, text))
    except AnswerError:
        return False


def several_options(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the options of the one sentence that names some, with neutral words around them: `A and C are trees.`"""
    if reads(question, whole.text):
        return whole
    keys = re.findall(r"\w+", said[0].text)
    if len(said) == 1 and len(keys) > 1 and all(key in question.options for key in keys):  # `A C`: no article
        return Found("answer", ", ".join(keys), said[0].source)
    first = said[0]
    plain = typed_out(first.text)
    rest, found = without_options(question, plain, plain.lower() if plain != first.text else first.low)
    if are_calculated_with(question, plain, found):
        return whole
    told = says_asked(question, rest)
    rest = without_denial(question, rest) if told else rest
    rest = re.sub(rf"(?<!\w)(?:{'|'.join(re.escape(key.lower()) for key in question.options)})(?!\w)", " ", rest)
    are_neutral = leads_to_options(question, rest)
    later = any(without_options(question, one.text, one.low)[1] or takes_back(one) for one in said[1:])
    later = later or any(named_in(question, replace(one, text=one.reason, low=one.reason.lower())) for one in said)
    is_against_them = (
        is_against(without_asked(question, rest)) or OUT.search(rest) is not None or EXCEPTED.search(rest) is not None
    )
    are_judged = UNTRUE.search(first.low) is not None and TRUE.search(first.low) is not None  # one by one
    later = later or are_judged or _ALONE_WITHIN.search(first.low) is not None
    if told is False or not found or later or not are_neutral or is_against_them or "?" in first.text:
        return whole
    listed = ", ".join(key for key in question.options if key in found)
    return Found("answer", listed, first.source, note=first.reason)


def are_calculated_with(question: Question, text: str, found: set[str]) -> bool:
    """Whether a sentence that chooses by keys holds numbers of other options: `B and D, since 51 = 3*17`."""
    keys = {key for key in found if key.isalpha() and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text)}
    return bool(keys) and any(signs(question.options[key]) for key in found - keys)


def named_in(question: Question, one: Sentence) -> set[str]:
    """Return the options that a sentence names, whatever it says of them."""
    text = typed_out(one.text)
    return without_options(question, text, one.low if text == one.text else text.lower())[1]


_ALONE_WITHIN = re.compile(
    r"\([^()]*(?<!\w)(?:only|just|nur|allein|seulement|solo|sólo|alleen)(?!\w)[^()]*\)"
)  # `(B only)`
TURNED = re.compile(
    r"\W*(?:no|nope|nein|non|não|nee|wait|actually|edit|sorry|quatsch|halt)(?!\w)"
)  # it begins by taking back


def mentioned(question: Question, one: Sentence) -> str:
    """Return the one option that a sentence names with neutral words around it, empty where it is not told."""
    if "\\" in one.text:
        text = typed_out(one.text)
        one = replace(one, text=text, low=text.lower())
    rest, found = without_options(question, one.text, one.low)
    told = says_asked(question, rest)
    rest = without_denial(question, rest) if told else rest
    rest = _set_aside(rest)
    if len(found) == 1:
        rest = _without_own_words(question, next(iter(found)), rest)
    if (
        told is False
        or len(found) != 1
        or is_against(without_asked(question, rest))
        or is_calculated_with(question, one.text, found)
    ):
        return ""
    if _ONE_OF_SEVERAL.search(rest) or OUT.search(rest) or _says_a_number(question, one.text):
        return ""
    if not _is_spelled(question, next(iter(found)), one.low) and says_another(question, next(iter(found)), rest):
        return ""  # `a local maximum (B)` where B is the minimum
    return found.pop() if not EXCEPTED.search(rest) and leads_to_options(question, rest) else ""


def leads_to_options(question: Question, rest: str) -> bool:
    """Whether a sentence without its options holds only words that lead to an answer, or that the problem says."""
    known = phrases.quiet() | phrases.singles(cues.CHOOSING)
    says = asked_of(question).says
    said = WORD.findall(rest)
    is_known = all(
        (word in known and word not in _STATING) or says(word) or is_asked_word(question, word) for word in said
    )
    return is_known and SOME_OF.search(rest) is None


def _without_own_words(question: Question, key: str, rest: str) -> str:
    """Return a sentence without more words of the one option named in it: `local` beside `maximum`, in any language."""
    spelled = (question.options[key], *question.spellings.get(key, ()))
    own = {english(word) for phrase in spelled for word in WORD.findall(phrase.lower()) if len(word) >= STEM}
    return WORD.sub(lambda match: " " if english(match[0]) in own else match[0], rest)


# Words that are neutral before a formula, and state something of options.
_STATING = frozenset(["closed", "unique", "simple", "everything", "single", "overall", "direct", "first", "second"])


def _set_aside(rest: str) -> str:
    """Return a sentence without a remark in brackets at its end: `Only B converges (alternating series test).`"""
    match = _REMARK.search(rest)
    doubts = phrases.words(cues.UNSURE, cues.ALTERNATIVE, cues.CONDITION, cues.RETRACTION, cues.TURNING)
    if (
        match is None
        or "  " in match[0]
        or is_against(match[0])
        or TAKEN_BACK.search(match[0])
        or doubts.search(match[0])
    ):
        return rest
    return rest[: match.start()]


# What says in a word that an option is not chosen, or by somebody else: `B, unlikely`, `B (old)`.
TAKEN_BACK = re.compile(
    r"(?<!\w)(?:unlikely|improbable|unwahrscheinlich|old|outdated|ancienne?|viej[oa]|vecchi[oa]|deleted|crossed|struck|gestrichen|"
    r"gelöscht|supprim\w*|tachad[oa]|cancellat[oa]|copied|guess\w*|geraten|joke|kidding)(?!\w)"
    r"|^\W*(?:never|nie|niemals|jamais|nunca|mai)\W*$"
)
_REMARK = re.compile(r"\s\([^()?]{3,80}\)[.!]?$")
_ONE_OF_SEVERAL = re.compile(
    r"(?<!\w)(?:one of (?:them|these|those|the \w+)"
    r"|(?:an|one|another|eine?|une|una?) (?:\w+ )?(?:option|choice|answer|antwort|réponse|respuesta))(?!\w)"
)


def _says_a_number(question: Question, text: str) -> bool:
    """Whether a sentence says another number than the one of an option that has a number: `1.5`, `1) 7`."""
    if not any(key.isdigit() for key in question.options):
        return False
    numbers = re.findall(r"\d+(?:[.,]\d+)*", text)
    return len(numbers) > 1 or not all(map(str.isdigit, numbers))


# What leaves the options behind it out: `everything but A`.
EXCEPTED = re.compile(
    r"(?<!\w)(?:every(?:thing|one)?|all|any|alle[rs]?|tou(?:te?s?|s)|tod[oa]s?)(?:\s+of\s+\w+)?\s+"
    r"(?:but|except|besides|bar|außer|bis\s+auf|sauf|hormis|excepto|menos|salvo)(?!\w)"
)
OUT = re.compile(r"(?<!\w)out\W*$")  # `C is out.`


def keyed(question: Question, one: Sentence) -> str:
    """Return the key of `lokales Minimum (B)`, `La C (ReLU)`: few words of any language, and one key at an end.

    No sentence: nothing in it speaks against an option, or names another.
    """
    if not question.options or "?" in one.text or len(WORD.findall(one.text)) > KEYED_WORDS:
        return ""
    if OUT.search(one.low) or _says_a_number(question, one.text):
        return ""
    text = one.text.strip(" .!")
    match = _KEY_BEHIND.fullmatch(text) or _KEY_AHEAD.fullmatch(text) or _KEY_FIRST.fullmatch(text)
    key = match["key"] if match else _glossed(question, text)
    if match and is_called(text, match.start("key") - 1, match.end("key") + 1):
        return ""
    if key not in question.options or is_against(one.low) or takes_back(one):
        return ""
    if phrases.words(cues.UNSURE, cues.ALTERNATIVE, cues.CONDITION).search(one.low):
        return ""
    if OF.search(one.low.rpartition("(")[0]) or says_another(question, key, text):
        return ""
    rest, named = without_options(question, text, text.lower())
    return key if named == {key} and says_asked(question, rest) is not False else ""


def _glossed(question: Question, text: str) -> str:
    """Return the option that stands in brackets behind words of another language: `un point selle (saddle point)`."""
    match = _GLOSS_BEHIND.fullmatch(text)
    if match is None or not reads(question, match["gloss"]):
        return ""
    found = read_choice(question, match["gloss"])
    return next(iter(found)) if len(found) == 1 else ""


def _is_spelled(question: Question, key: str, low: str) -> bool:
    """Whether a text names an option by its words, and not by its key alone."""
    return any(one == key and place_of(phrase, low) for phrase, one in phrases_of(question))


def says_another(question: Question, key: str, text: str) -> bool:
    """Whether a text has a word that only other options have, in a spelling of any language: `Maximum`, `máximo`."""
    stems = {
        option: _stems(" ".join((words, *question.spellings.get(option, ()))))
        for option, words in question.options.items()
    }
    others = set().union(*(found for option, found in stems.items() if option != key))
    return not _stems(text).isdisjoint(others - stems[key])


def only_says_another(question: Question, key: str, low: str) -> bool:
    """Whether a text says nothing but that it is another option, by its words: `it is linear here`."""
    others = set().union(*(_stems(words) for option, words in question.options.items() if option != key))
    known = phrases.quiet() | _HERE
    said = [word for word in WORD.findall(low) if word not in known and not asked_of(question).says(word)]
    is_of_others = all(not _stems(word).isdisjoint(others) for word in said)
    return bool(said) and is_of_others and says_another(question, key, low)


_HERE = frozenset({"here", "hier", "ici", "aquí", "one"})


def _stems(text: str) -> set[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return {word[:STEM] for word in WORD.findall(plain) if len(word) >= STEM}


KEYED_WORDS = 6
STEM = 4  # letters by which words of several languages are the same
_KEY_BEHIND = re.compile(r"[^\W\d_][^()\[\]:=]*\s\((?P<key>\w{1,3})\)")
_GLOSS_BEHIND = re.compile(r"[^\W\d_][^()\[\]:=]*\s\((?P<gloss>[^()\[\]:=]{4,60})\)")
_KEY_FIRST = re.compile(r"[(\[](?P<key>\w{1,3})[)\]]\s*[,:;–-]?\s+[^()\[\]:=,;]{2,60}")
_KEY_AHEAD = re.compile(r"(?:la|le|el|die|der|das|the)\s(?P<key>[A-Z]\w{0,2})(?:\s\([^()]{2,60}\))?", re.IGNORECASE)
