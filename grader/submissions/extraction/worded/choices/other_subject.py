"""An option's verb said of another thing than what a prompt asks about: `demand rises` where the price is asked for.

The subject must be what changes by the prompt, `How does the price change when demand rises?`, a pronoun, or absent.
Where the verb is said of that at least once, what is said of other things beside it is a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from grader.claims.wording import words as folded
from grader.language.texts.opposites import are_converses, stem
from grader.marking.asked.words.glossary import synonyms
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.paragraphs.said import Sentence
from grader.submissions.extraction.words import phrases
from grader.submissions.kept import kept

MAX_SUBJECT = 80  # characters of what a prompt asks about
_END_EN = (
    r"(?=\s+(?:if|when|whenever|as|after|once|while|under|during|upon|in\s+case|with|at|by|because|due|for|over)\s"
    r"|[,?.;]|\Z)"
)
_END = (
    r"(?=\s+(?:wenn|falls|bei|beim|mit|unter|nach|sobald|als|durch|für|quand|lorsqu\w*|si|sous|avec|à|en|cuando|al|con|bajo|quando|se|com"
    r"|wanneer|bij)(?:\s|['’])|\s*[,?.;]|\Z)"
)
_X = rf"(?P<x>[^?;:]{{1,{MAX_SUBJECT}}}?)"
_BEFORE_X = rf"[^?;:]{{1,{MAX_SUBJECT}}}?"
# How a prompt asks what becomes of a thing; what acts on another thing, `How does heat change the pressure?`, first.
_ASKING = tuple(
    re.compile(rf"(?<!\w){one}")
    for one in (
        rf"how\s+(?:does|do|did|will|would|can)\s+{_BEFORE_X}\s+(?:affect|influence|impact|alter|change(?=\s+(?:the|its|an?)\s))\s+{_X}{_END_EN}",
        rf"(?:effect|impact|influence)\s+(?:of\s+{_BEFORE_X}|do(?:es)?\s+{_BEFORE_X}\s+have)\s+on\s+{_X}{_END_EN}",
        rf"how\s+(?:does|do|did|will|would|is|are)\s+{_X}\s+(?:change|vary|behave|develop|respond|react|depend|evolve|shift|move|affected|influenced)(?!\w)",
        rf"what\s+(?:happens|will\s+happen|would\s+happen|happened)\s+(?:to|with)\s+{_X}{_END_EN}",
        rf"what\s+(?:does|do|will|would)\s+{_X}\s+do(?!\w)",
        rf"wie\s+(?:wirkt|wirken)\s+sich\s+{_BEFORE_X}\s+auf\s+{_X}\s+aus(?!\w)",
        rf"wie\s+(?:ver)?(?:ändert|ändern|verhält|entwickelt|bewegt)\s+sich\s+{_X}{_END}",
        rf"wie\s+reagiert\s+{_X}{_END}",
        rf"was\s+(?:passiert|geschieht)\s+(?:dann\s+|dabei\s+)?mit\s+{_X}{_END}",
        rf"comment\s+(?:varie|change|évolue|réagit|se\s+comporte)(?:nt)?\s+{_X}{_END}",
        rf"comment\s+{_X}\s+(?:varie|change|évolue|réagit|se\s+comporte)(?:nt)?-t-(?:ils?|elles?)(?!\w)",
        rf"que\s+(?:devient|deviennent|se\s+passe-t-il\s+pour)\s+{_X}{_END}",
        rf"qu['’]arrive-t-il\s+(?:à|aux?)\s+{_X}{_END}",
        rf"c[óo]mo\s+(?:cambia|varía|evoluciona|reacciona|se\s+comporta|muda|varia|evolui|reage)n?\s+{_X}{_END}",
        rf"qué\s+(?:le\s+)?(?:pasa|ocurre|sucede)\s+(?:con|al?)\s+{_X}{_END}",
        rf"come\s+(?:cambia|varia|evolve|reagisce|si\s+comporta)\s+{_X}{_END}",
        rf"cosa\s+(?:succede|accade|capita)\s+(?:a|al|alla|allo|ai|alle|all['’])\s*{_X}{_END}",
        rf"o\s+que\s+acontece\s+(?:com|a)\s*{_X}{_END}",
        rf"hoe\s+(?:verandert|reageert|ontwikkelt|gedraagt)\s+(?:zich\s+)?{_X}{_END}",
        rf"wat\s+gebeurt\s+er\s+met\s+{_X}{_END}",
        rf"(?:what|which)(?:\s+is|['’]s)\s+the\s+(?P<of>sign|direction|polarity|state|parity)\s+of\s+{_X}{_END_EN}",
        rf"(?:what|which)\s+(?P<of>sign|direction)\s+(?:does|do|has|have)\s+{_X}(?:\s+have)?{_END_EN}",
        rf"welche[ns]?\s+(?P<of>vorzeichen|richtung)\s+(?:hat|haben|besitzt)\s+{_X}{_END}",
        rf"(?:wie|was)\s+(?:ist|lautet)\s+(?:das|die)\s+(?P<of>vorzeichen|richtung)\s+(?:der|des|von)\s+{_X}{_END}",
        rf"quel(?:le)?\s+est\s+(?:le|la)\s+(?P<of>signe|sens|direction)\s+(?:du|des|de\s+la|de\s+l['’]|de)\s*{_X}{_END}",
        rf"cuál\s+es\s+(?:el|la)\s+(?P<of>signo|sentido|dirección)\s+(?:del|de\s+la|de)\s+{_X}{_END}",
        rf"qual\s+è\s+(?:il|la)\s+(?P<of>segno|verso|direzione)\s+(?:del|della|dell['’]|di)\s*{_X}{_END}",
        rf"qual\s+é\s+(?:o|a)\s+(?P<of>sinal|sentido|direção)\s+(?:do|da|de)\s+{_X}{_END}",
        rf"wat\s+is\s+(?:het|de)\s+(?P<of>teken|richting)\s+van\s+{_X}{_END}",
    )
)
_IS = r"(?:is|are|was|were|ist|sind|war|est|sont|es|son|è|sono|é|são|zijn)"
_OR = r"(?:,|\s+(?:or|oder|ou|o|of)\s)"
_OF = re.compile(
    r"\s+(?:of|on|upon|auf|sur|sobre|su|sull[ao]|op|in|for|between|von|vom|der|des|de|du|di|del|della|dell['’]\w*|van|do|da|d['’]\w+)(?!\w)"
)
# A noun that says of itself nothing about the thing: `the number of molecules`.
_VAGUE = re.compile(
    r"(?<!\w)(?:number|amount|value|size|level|quantity|anzahl|wert|menge|nombre|valeur|número|valor|numero|valore|aantal|waarde)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELIDED = re.compile(r"(?<!\w)(?:l|d|qu|un|dell|all|nell)['’](?=\w)")
_LED = re.compile(
    r"(?<!\w)(?:(?:it|they|this|that|he|she|es|er|sie|elle|ils|elles|cela|ça|ella|ello|esso|essa|ele|ela|hij|zij)(?:\s+[^\W\d_]+){0,2}"
    r"|il|el|él|lo|het)\s*\Z"  # the last ones are articles elsewhere
)
_CONDITION = re.compile(
    r"(?<!\w)(?:if|when|whenever|as|since|because|while|after|once|wenn|falls|weil|da|sobald|si|quand|lorsque|lorsqu|car|comme|cuando|como|porque"
    r"|se|quando|perché|siccome|als|wanneer|omdat|due\s+to|given)(?!\w)[^,;]*\Z"
)
# Nouns for things, which may lead to a formula and are none of what a verb is said of.
_THING_WORDS = (
    "quantity cost costs function limit number sum series gradient derivative matrix vector scalar equation"
    " polynomial interval measure probability dimension shape size set whole dauer grösse größe menge zahl"
    " funktion nombre fonction coût quantité cantidad función coste numero funzione costo quantità número função"
    " custo quantidade functie getal kosten hoeveelheid"
)
_THINGS = frozenset(_THING_WORDS.split())


@dataclass(frozen=True)
class _Asked:
    """The stems of what a prompt asks about, and of what else it names."""

    subject: frozenset[str]
    others: frozenset[str]
    numbers: frozenset[str]


def said_of_another(question: Question, said: Sequence[Sentence]) -> str:
    """Return the words that say what an option says of another thing, empty where it is said of what is asked about."""
    asked = _asked(question) if question.options and not question.several else None
    if asked is None:
        return ""
    pattern = _predicates(question)
    found = ""
    for one in said:
        for before, whole in _subjects(pattern, one.low):
            if _CONDITION.search(before):
                continue
            if not _is_another(asked, before):
                return ""
            found = found or whole.strip(" ,;:")
    return found


def _subjects(pattern: re.Pattern[str], low: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each option's verb in its clause, and that with the verb."""
    start = 0
    for match in pattern.finditer(low):
        begin = max((pause.end() for pause in _PAUSE.finditer(low, start, match.start())), default=start)
        yield low[begin : match.start()], low[begin : match.end()]
        start = match.end()


_PAUSE = re.compile(r"[,;:(]|→|⇒|->|=>|(?<!\w)(?:so|thus|hence|therefore|also|donc|entonces|quindi|portanto|dus)(?!\w)")


def _is_another(asked: _Asked, before: str) -> bool:
    """Whether a subject is named that is another thing than what is asked about."""
    if (number := _NUMBER.fullmatch(before)) is not None:
        return number["number"] not in asked.numbers
    if _LED.search(before):
        return False
    stems = _stems(before)
    if any(_is_same(one, other) for one in stems for other in asked.subject):
        return False
    return bool(stems & (asked.others | _stems(" ".join(_THINGS))))


def _is_same(word: str, other: str) -> bool:
    """Whether two stems are one word, perhaps shortened: `Var` of the variance."""
    return word == other or (len(word) >= SHORTENED and other.startswith(word))


SHORTENED = 3  # letters of a word that stands for a longer one


@kept
def _asked(question: Question) -> _Asked | None:
    """Return what a prompt asks about, None where it does not ask what becomes of a thing."""
    prompt = f"{question.lead}\n{question.prompt}".casefold().replace("$", "")
    asking = (*_ASKING, *_either(question))
    found = next((match for one in asking if (match := one.search(prompt)) is not None), None)
    if found is None:
        return None
    subject = found["x"]
    joint = _OF.search(subject)
    head = subject[: joint.start()] if joint is not None and not _VAGUE.search(subject[: joint.start()]) else subject
    own = _stems(f"{head} {found.groupdict().get('of') or ''}")
    others = (_stems(prompt) | _stems(found["x"])) - own - _of_options(question)
    alike = {stem(other) for one in _WORD.findall(prompt) if stem(_singular(one)) in others for other in synonyms(one)}
    return _Asked(own, others | (alike - own), frozenset(_ALONE.findall(found["x"]))) if own else None


_ALONE = re.compile(r"(?<![\w^.,])\d+(?![\w.,])")
_NUMBER = re.compile(r"\W*(?P<number>\d+)\s+(?:is|ist|est|es|è|é)\s*")  # `3 is odd` of x^3


def _either(question: Question) -> Iterator[re.Pattern[str]]:
    """Yield the pattern of a question that names options, `Is the force positive or negative?`; no comparison."""
    listed = [folded(one) for one in question.options.values() if one.strip()]
    compares = _THAN.search(question.prompt) or any(are_converses(*pair) for pair in combinations(listed, 2))
    if len(listed) > 1 and not compares:
        either = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
        yield re.compile(rf"(?<!\w){_IS}\s+{_X}\s+(?:{either}){_OR}")


_THAN = re.compile(r"(?i)(?<!\w)(?:than|als|que|di|del|dell[ao]|dan|as|wie|com[eo])(?!\w)")


def _of_options(question: Question) -> frozenset[str]:
    said = (*question.options, *question.options.values())
    return frozenset(one for phrase in said for one in _stems(phrase.casefold()))


def _stems(low: str) -> frozenset[str]:
    neutral = phrases.quiet() - _THINGS
    said = _WORD.findall(_ELIDED.sub("", low))
    return frozenset(stem(_singular(one)) for one in said if one not in neutral and one not in _NO_NAMES)


_NO_NAMES = frozenset({"a", "o", "y", "e", "i", "u", "à", "è", "é"})


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > MIN_PLURAL and not word.endswith("ss") else word


MIN_PLURAL = 3  # letters of a word that may have an ending of the plural


@kept
def _predicates(question: Question) -> re.Pattern[str]:
    """Return the pattern of what options say of a thing, without the pronoun for it."""
    spelled = (one for key, phrase in question.options.items() for one in (phrase, *question.spellings.get(key, ())))
    plain = {_PRONOUN.sub("", folded(one)) for one in spelled}
    either = "|".join(map(_in_number, sorted(filter(None, plain), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _in_number(said: str) -> str:
    """Return the pattern of what is said of one thing or of several: `falls`, `fall`; `augmente`, `augmentent`."""
    verb, blank, rest = said.partition(" ")
    if not verb.isalpha():
        return re.escape(said)
    return rf"{verb.removesuffix('s')}(?:s|nt|no|n|m)?{re.escape(blank + rest)}"


_PRONOUN = re.compile(r"(?:it|they|es|er|sie|il|elle|ils|elles|el|ella|esso|essa|ele|ela|het|hij)\s+")
