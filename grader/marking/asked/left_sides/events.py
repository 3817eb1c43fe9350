r"""Events of probabilities: `P(red)` where blue is asked for, `P(S|W)` of `that a smoker is a woman`.

An event is known that stands in the part that asks, word for word or with all of its words and numbers, where that
part denies or counts nothing that the event does not, and a letter of the student's own.
"""

from __future__ import annotations

import re

from grader.marking.asked.agreeing.numbers_said import relations_said, words_without_relations
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides import conditions
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

HEADS = frozenset({"P", "Pr", "\\Pr", "Prob"})
MAX_CHARACTERS = 80  # of an event
EVENTS = frozenset("ABCDEFGHRSTW")
_COMPLEMENT = re.compile(r"(?i)[ck]omplement|complément|gegen(?:ereignis|wahrscheinlichkeit)")
_DENIED_LETTER = re.compile(r"[A-Z](?:\^\{?[cC]\}?|['’′])")
_KET = re.compile(r"\|(\w{1,8})(?:>|⟩|\\rangle)")
_WORD_OF_RELATION = re.compile(r"[^\W\d_]{4,}(?=\s*·?\s*[=<>≤≥])")
_COMPARES = re.compile(r"[=<>≠≤≥∈]")
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?(?:/\d+)?")
_LETTER = re.compile(r"\\?[A-Za-zα-ωΑ-Ω](?:_\{?\w\}?|\d)?")
_SHORT = re.compile(r"[A-Za-z]{2,4}")
_JOINED = re.compile(r"[∩∪,∖+]|\\(?:cap|cup|setminus|backslash)|\^c|[¬']|·(?:and|und|or|oder|et|ou|y|o)·")
# What an event that stands behind it has to say, too.
_CHANGES = re.compile(
    r"(?<!\w)(?:none|not|no|neither|never|both|all|every|at\s+least|at\s+most|exactly\s+\w+|kein\w*|nicht|nie|beide\w*|alle|jede\w*"
    r"|mindestens|höchstens|aucune?|ne|pas|jamais|les\s+deux|tous|toutes|au\s+moins|au\s+plus|ningun[oa]?|ningún|nunca"
    r"|amb[oa]s|tod[oa]s|al\s+menos|como\s+máximo|nessun[oa]?|non|entramb[ie]|tutt[ie]|almeno)(?!\w)|n't"
)
_FORMAT = re.compile(
    r"(?i)without\s+replacement|ohne\s+zurücklegen|sans\s+remise|sin\s+(?:reemplaz\w*|reposición)|(?:do|need)\s+not\s+\w+"
    r"|all\s+(?:the\s+)?(?:cards|balls|tickets|letters|students)\s+in"
)
_PROBABILITY = re.compile(
    r"(?i)proba|wahrschein|distribut|verteil|répartition|chance|risk|risiko|likel|odds|kans\b|(?<![A-Za-z])Pr?\s*[(\[]|fraction|proportion|anteil|percent|prozent"
)
_ALIKE = re.compile(r"differ|différ|difer|divers|distint|verschied|versch|same|gleich|même|mism|stess|ungleich|identi")
_GENOTYPE = re.compile(r"([A-Za-z])(?i:\1)")
_KIND_ASKED = re.compile(
    r"(?i)h?omozyg|h?[eé]t[eé]rozyg|reinerbig|mischerbig|recessiv|rezessiv|récessi|recesiv|carrier"
)
_DISTRIBUTED = re.compile(r"(?i)distribution\s+function|verteilungsfunktion|répartition|(?<!\w)cdf")
_CONTINUOUS = re.compile(r"(?i)normal|gau(?:ss|ß)|standardi|\\mathcal\s*\{?N|\bN\(")


def is_unknown_event(question: Question, name: Name) -> bool:
    """Whether a name is the probability of an event that is not known to be the one asked for."""
    if name.of not in HEADS or not name.at or len(name.at) > MAX_CHARACTERS:
        return False
    if _PROBABILITY.search(parts.prompts(question)) is None:
        return False
    asking, event = parts.asking_part(question.lead, question.prompt), _KET.sub(r"\1", name.at)
    if f"({parts.folded(event)})" in parts.folded(asking):
        return False
    if _COMPLEMENT.search(asking) is not None and _DENIED_LETTER.fullmatch(event) is not None:
        return len(parts.letters_in(parts.prompts(question)) & EVENTS) > 1  # of which it is the complement
    if "|" in event:
        return conditions.is_unknown_condition(question, asking, event)
    if _COMPARES.search(event) is not None or "{" in event:
        return _has_other_numbers(question, asking, event) or _has_new_words(question, event)
    if _NUMBER.fullmatch(event) is not None:
        return (
            is_other_outcome(asking, event)
            or _has_other_numbers(question, asking, event)
            or _is_compared(question, asking)
            or _is_denied(asking, event)
        )
    if _LETTER.fullmatch(event) is not None:
        return _is_given_letter(question, asking, event)
    if _GENOTYPE.fullmatch(event) is not None and _KIND_ASKED.search(asking) is not None:
        return False  # which is told by the letters themselves
    if _SHORT.fullmatch(event) is not None and (event.isupper() or len(set(event.casefold())) == 1):
        return event not in asking and (not _are_firsts(event, asking) or _counts_otherwise(event, asking))
    if _JOINED.search(event) is not None and not re.search(r"[^\W\d_]{3,}", re.sub(r"and|und|or|oder", "", event)):
        return _joins_given(question, asking, event)
    # What the letter of a probability that the prompt writes counts is told beside it: `X counts heads`.
    is_written = _WRITTEN.search(asking) is not None
    return _counts_otherwise(event, asking) or _is_in_other_words(
        parts.prompts(question) if is_written else asking, event
    )


def _has_new_words(question: Question, event: str) -> bool:
    """Whether what a relation is of is a word that the prompt does not use: `P(product = 7)` of a sum."""
    known = parts.stems_in(parts.prompts(question).casefold())
    words = _WORD_OF_RELATION.findall(re.sub(r"\\[A-Za-z]+", " ", event).casefold())
    return any(not parts.stands(parts.stem(word), known) for word in words)


def _has_other_numbers(question: Question, asking: str, event: str) -> bool:
    said = parts.numbers_in(event.replace("X_", "X"))
    if not said:
        return _DISTRIBUTED.search(asking) is not None and re.search(r"^[A-Z](?:=|>)", event) is not None
    if re.match(r"[ZU][<>=≤≥]", event) and _CONTINUOUS.search(parts.prompts(question)) is not None:
        return False
    told = asking.casefold()
    asked = parts.numbers_in(asking) | {one for _, one in relations_said(told) if one is not None}
    if not asked:
        return True
    return not all(any(abs(one - other) in {0, 1} for other in asked) for one in said)


def _is_compared(question: Question, asking: str) -> bool:
    """Whether the part that asks compares a number by another sign than that of equality."""
    return any(sign != "=" for sign, _ in relations_said(asking.casefold())) or (
        re.search(r"[A-Za-z]\s*\$?\s*(?:[<>≤≥]|\\[lg]eq?(?![a-z]))", asking) is not None
    )


def _is_given_letter(question: Question, asking: str, event: str) -> bool:
    """Whether a letter stands in the prompt, and not in the part that asks."""
    letter = event[:1] if "_" not in event else event
    if any(one["word"][0].upper() == letter for one in _DENIED.finditer(asking)) and "^" not in event:
        return _GIVES_CHANCE.search(parts.prompts(question)) is not None  # of what is denied, `P(W)` of not winning
    return letter in parts.letters_in(parts.prompts(question)) and letter not in parts.letters_in(asking)


def _are_firsts(event: str, asking: str) -> bool:
    firsts = {word[0] for word in re.findall(r"[^\W\d_]{3,}", asking.casefold()) if not _CHANGES.fullmatch(word)}
    return set(event.casefold()) <= firsts


_ONE_OF = re.compile(
    r"(?i)(?<!\w)(?:exactly|genau|exactement|exactamente|esattamente)\s+(?P<number>\w{1,6})\s+(?P<noun>[^\W\d_]{3,})"
)


def _counts_otherwise(event: str, asking: str) -> bool:
    """Whether letters of tries have the one of a word more or less often than exactly asked: `HH` of one head."""
    match = _ONE_OF.search(asking)
    numbers = parts.numbers_in(match["number"]) if match is not None else frozenset()
    if match is None or len(numbers) != 1:
        return False
    if _SHORT.fullmatch(event) is not None:
        return event.upper().count(match["noun"][0].upper()) not in numbers
    return event.casefold().count(parts.stem(match["noun"].casefold())) > max(numbers)  # `red, red`


_MEASURED = re.compile(
    r"(?i)(?<!\w)(?:measur\w*|mess\w*|mesur\w*|medi\w*|misur\w*|outcome|ergebnis|reads?|sends?|receiv\w*)\s[^.?!\d]{0,40}?(?P<outcome>[01])(?![\w.,]*\d)"
    r"|(?<![\w.,])(?P<told>[01])\s+(?:is|wird|est|es)\s+(?:measured|observed|received|read|gemessen|empfangen|mesuré|reçu|medido|recibido)"
)


def is_other_outcome(asking: str, outcome: str) -> bool:
    """Whether an outcome is the other one of 0 and 1 than a prompt asks the probability of: `P(0)` of measuring 1."""
    asked = {match["outcome"] or match["told"] for match in _MEASURED.finditer(asking)}
    return len(asked) == 1 and outcome in {"0", "1"} - asked


def is_index_of_other(question: Question, name: Name) -> bool:
    """Whether a name is the probability of the other outcome by its index: `p_0` of measuring 1."""
    match = _OF_OUTCOME.fullmatch(name.of)
    asking = parts.asking_part(question.lead, question.prompt)
    return match is not None and _PROBABILITY.search(asking) is not None and is_other_outcome(asking, match["outcome"])


_OF_OUTCOME = re.compile(r"[pP]_\{?(?P<outcome>[01])\}?")
_WRITTEN = re.compile(r"(?<![A-Za-z])Pr?\s*\}?\s*[(\[]\s*[A-Z]\s*(?:[=<>≤≥]|\\[lgn]eq?)")
_JOINS_SAID = re.compile(
    r"(?i)(?<!\w)(?:and|or|both|either|neither|but|und|oder|beide\w*|et|ou|y|o|e)(?!\w)|[∩∪]|\\c[au]p"
)


def _joins_given(question: Question, asking: str, event: str) -> bool:
    """Whether events are joined of which one is a letter of the prompt, and the part that asks does not join them."""
    letters = parts.letters_in(event.replace("·", " ").replace("'", " ").replace("^c", " "))
    given, is_joint = letters & parts.letters_in(parts.prompts(question)), len(letters) > 1
    return bool(given) and (not given <= parts.letters_in(asking) or (is_joint and _JOINS_SAID.search(asking) is None))


def _is_in_other_words(asking: str, event: str) -> bool:
    """Whether an event has a word or number that does not stand in the part that asks, or lacks a denial of it."""
    told = _FORMAT.sub(" ", asking.casefold())
    plain = re.sub(r"(?<=\d)(?=[^\W\d_])|[·_\-]", " ", re.sub(r"\\[A-Za-z]+", " ", event)).casefold()
    words = [
        word
        for word in re.findall(r"[^\W\d_]{3,}", words_without_relations(plain))
        if not relations_said(word) and not _CHANGES.match(word)
    ]
    known = parts.stems_in(told)
    if any(not parts.stands(parts.stem(word), known) for word in words):
        return True
    if any(_ALIKE.match(word) for word in words):
        return False  # of all of them
    if words and _NONE.search(plain) is not None and _DENIES.search(told) is None:
        return True  # `neither red` where both are asked for
    if _CHANGES.search(told) is not None and _CHANGES.search(plain) is None and not parts.numbers_in(plain):
        return len(words) == 1  # `red, red` says it of both
    if parts.numbers_in(plain) and _is_denied(asking, event):
        return True
    return bool(words) and not parts.numbers_in(plain) <= parts.numbers_in(told) | {0, 1, 2}


_DENIED = re.compile(r"(?i)(?<!\w)(?:not|nicht|kein\w*|pas|non)\s+(?:be\s+|an?\s+|the\s+|de\s+)?(?P<word>[^\W\d_]{3,})")
_GIVES_CHANCE = re.compile(
    r"(?i)(?:probab\w*|wahrscheinlichkeit|chance)[^.?!$]{0,60}?(?:is|are|ist|beträgt|est|es|of|von|=)\s+\$?(?:0?[.,]\d|\d+\s*/|\d+\s*\\?%)"
)
_NONE = re.compile(
    r"(?<!\w)(?:none|not|no|neither|never|without|kein\w*|nicht|nie|weder|ohne|aucune?|pas|jamais|sans|ningun[oa]?|ningún|nunca|sin"
    r"|nessun[oa]?|non|senza|nenhuma?|não|geen|niet)(?!\w)"
)
_DENIES = re.compile(r"(?i)(?<!\w)(?:not|no|kein\w*|nicht|ne|pas|aucune?|ningún|ninguna?|nessun\w*|non)(?!\w)|n't")


def _is_denied(asking: str, event: str) -> bool:
    """Whether the part that asks denies an event of a number, and the text does not: `P(6)` of not getting a six."""
    return _DENIES.search(_FORMAT.sub(" ", asking)) is not None and _DENIES.search(event.replace("·", " ")) is None
