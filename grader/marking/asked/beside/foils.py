"""What the prompt says of another number than the one it asks for: `The son gets 9`, of how much the daughter gets.

A value stands with a subject, a verb and a noun. So do the numbers that a prompt gives, and their words that do not
stand in the part that asks are foils: beside a value they make it that of the other thing. No foil is what the part
that asks speaks of by a pronoun, or without a word, `A tank holds 200 litres … How many are left?`, unless the text
says of its value just what the prompt says of a number. `language.texts.opposites` has words that are foils of each
other in any prompt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.texts.opposites import OF_NUMBERS
from grader.language.units.reading import known_unit
from grader.marking.asked.beside.clauses import Around, clause_of, clauses_given, numbers_of, tokens
from grader.marking.asked.beside.conditions import main_and_condition
from grader.marking.asked.beside.forms import BESIDE, is_among
from grader.marking.asked.beside.numbers_asked import number_asked
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.wanted import LABELS, has_form
from grader.marking.asked.words.currencies import SIGNS
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question
from grader.records import dataclass

_TURNING = frozenset().union(*(side for row in OF_NUMBERS for side in row))
_TOGETHER = OF_NUMBERS[1][0]
_IDLE = (
    LABELS["function"] | LABELS["idle"] | LABELS["answer"] | LABELS["asking"] | LABELS["between"] | BESIDE["pronoun"]
)
_SAYS_NOTHING = _IDLE | BESIDE["neutral"] | BESIDE["article"] | BESIDE["multiple"] | BESIDE["stop"]
_ITS = BESIDE["its"] | (BESIDE["article"] - BESIDE["pronoun"])
_OWN = (BESIDE["its"] | BESIDE["they"] | BESIDE["pronoun"]) - {"es", "i", "on", "man", "we", "you", "one"}
_CURRENCY = re.compile("|".join(SIGNS), re.IGNORECASE)
_PAIR = re.compile(
    rf"(?<!\w)(?=(?P<one>[^\W\d_]+)\s+(?:{'|'.join(sorted(BESIDE['join'] | BESIDE['or']))})\s+"
    rf"(?:(?:{'|'.join(sorted(BESIDE['article']))}|\d+)\s+)*(?P<other>[^\W\d_]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prompt:
    """The words that ask, those that are said of given numbers alone, and of these the subjects that are meant, too."""

    asked: frozenset[str] = frozenset()
    foils: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    given: tuple[Around, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()  # two of which both are asked for, each given a number

    @property
    def is_joint(self) -> bool:
        """Whether several are asked about at once."""
        return not self.asked.isdisjoint(_TOGETHER | BESIDE["they"])


def other_foil(question: Question, text: str, read: str) -> str:
    """Return the word of a text that the prompt says of another number, or that is opposed to what it asks for."""
    numbers = numbers_of(f"{question.lead} {question.prompt}")
    said = clause_of(text, read, numbers)
    prompt = read_prompt(question.lead, question.prompt) if said is not None else Prompt()
    if said is None or not prompt.asked:
        return ""
    if opposed := _opposed(prompt.asked, (*said.before, *said.behind, *said.rest)):
        return opposed
    if turned := [one for one in map(str.casefold, said.rest) if one in _TURNING & prompt.foils]:
        return turned[0]
    own = frozenset(map(str.casefold, _content((*said.before, *said.behind))))
    if own & _TURNING & prompt.asked or (prompt.is_joint and len(_named(prompt, text)) > 1):
        return ""
    if not own.isdisjoint(prompt.topics) and any(_is_as_given(said, one) for one in prompt.given):
        return next(iter(own & prompt.topics))
    return _foil(prompt, said) or _part(prompt, tokens(text))


@lru_cache(maxsize=KEPT)
def read_prompt(lead: str, prompt: str) -> Prompt:
    """Return the words of a prompt by what they say of the number that is asked for."""
    if (found := _FORMULA.findall(f"{lead} {prompt}")) and all(map(_LETTER.fullmatch, found)):
        lead, prompt = lead.replace("$", ""), prompt.replace("$", "")  # names, `worker $B$`
    _, rest = asking_and_rest(lead, prompt)
    main, condition = main_and_condition(lead, prompt)
    asked = _words(main)
    given = clauses_given(f"{rest}\n{condition}")
    if not asked or not given or not asked.isdisjoint(BESIDE["denied"] - _TURNING):
        return Prompt(asked)
    told = frozenset(word.casefold() for one in given for word in _content((*one.before, *one.behind)))
    told |= frozenset(name.casefold() for name in _names(condition) - _names(main))
    foils = frozenset(word for word in told if not is_among(word, asked))
    subjects = frozenset(filter(None, map(_subject, clauses_given(rest))))
    is_several = Prompt(asked).is_joint and len(subjects) > 1
    is_meant = not is_several and (not asked.isdisjoint(_OWN) or not _has_subject(lead, prompt, main))
    topics = subjects if is_meant else frozenset()
    pairs = ((one["one"], one["other"]) for one in _PAIR.finditer(main))
    parts = tuple(pair for pair in pairs if all(word == "A" or is_among(word.casefold(), told) for word in pair))
    return Prompt(asked, foils - topics, topics & foils, given, parts)


_FORMULA, _LETTER = re.compile(r"\$[^$]*\$"), re.compile(r"\$[A-Z]\$")


def _names(text: str) -> frozenset[str]:
    """Return the names in a text: words with a capital and no article or number before, and letters."""
    return frozenset(_NAME.findall(text))


_NAME = re.compile(
    r"(?<![\w$\\])(?<!\d\s)"
    + "".join(rf"(?<!\b{one}\s)" for one in sorted(BESIDE["article"] | {one.capitalize() for one in BESIDE["article"]}))
    + r"(?:[A-ZÄÖÜÉÁ][a-zäöüßéáíóúñèàç]+|[B-HJ-Z](?![\w'’])|(?<=\w\s)A(?![\w'’]))"
)


def _content(words: tuple[str, ...]) -> list[str]:
    """Return the words that say something of a number, no units and no numbers; a capital letter may be a name."""
    return [word for before, word in zip(("", *words), words, strict=False) if _is_content(word, before.casefold())]


def _is_content(word: str, before: str) -> bool:
    small = word.casefold()
    if len(word) == 1:
        return word.isupper() and word != "I" and (word != "A" or bool(before))
    if before in _ITS and small not in BESIDE["article"] | LABELS["of"]:
        return len(word) > 2
    if small in _TURNING:
        return True
    is_unit = known_unit(word) is not None or _CURRENCY.fullmatch(word) is not None
    return len(word) > 2 and small not in _SAYS_NOTHING and not is_unit


def _subject(one: Around) -> str:
    """Return the first word of a clause that is no article: what its number is said of."""
    words = [word for word in one.before if word.casefold() not in BESIDE["article"]]
    return words[0].casefold() if words and words[0].casefold() not in _SAYS_NOTHING else ""


def _has_subject(lead: str, prompt: str, main: str) -> bool:
    """Whether the part that asks names something beside the noun that it asks for."""
    noun = phrase_asked(lead, prompt).union(*number_asked(lead, prompt).words)
    return any(one["noun"].casefold() not in noun for one in _NAMED.finditer(main))


_LEADS = (BESIDE["article"] - {"a", "o", "i", "e"}) | {
    "del",
    "du",
    "des",
    "della",
    "dello",
    "do",
    "da",
    "im",
    "vom",
    "al",
    "au",
}
_NAMED = re.compile(  # behind an article, or with a capital within a sentence
    rf"(?<!\w)(?:(?:{'|'.join(sorted(_LEADS))})\s+|(?<=[a-zäöüßéèñ]\s)(?=[A-ZÄÖÜÉ]))"
    r"(?P<noun>[^\W\d_]{2,})"
)


def other_opposite(question: Question, text: str) -> str:
    """Return the word before a formula of which the prompt asks for the opposite: `time: O(n)` of a space."""
    before = tokens(_LEADING.sub("", text)) if question.kind.is_growth else ()
    main, _ = main_and_condition(question.lead, question.prompt) if before else ("", "")
    return _opposed(_words(main), before)


_LEADING = re.compile(r"[\d$=:\\(][\s\S]*")  # and what is behind it


def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, tokens(re.sub(r"\$[^$]*\$", " ", text))))


def _opposed(asked: frozenset[str], said: tuple[str, ...]) -> str:
    """Return a word of a text of which the part that asks has the opposite, and not itself."""
    words = [word.casefold() for word in said]
    for line in OF_NUMBERS:
        own = [side for side in line if not side.isdisjoint(words)]
        wanted = [side for side in line if not side.isdisjoint(asked)]
        if own and wanted and all(side not in wanted for side in own):
            return next(word for word in words if word in own[0])
    return ""


def _named(prompt: Prompt, text: str) -> frozenset[str]:
    """Return of which things that are given a number a text speaks."""
    return frozenset(word.casefold() for word in tokens(text) if word.casefold() in prompt.foils)


def _is_as_given(said: Around, given: Around) -> bool:
    """Whether a text says of its value what is said of a given number: `Der Bus hat 13 Plätze` of one with 48."""
    own = said.words - BESIDE["article"]
    return bool(said.before) and len(own) > 1 and own <= given.words


def _foil(prompt: Prompt, said: Around) -> str:
    """Return the foil among the words of a text; none in a verb where its subject is that of the prompt."""
    before, behind = (
        [one for one in said.before if one.casefold() in prompt.foils or one in _content(("", *said.before))],
        [one for one in _content(said.behind) if len(one) > 1],
    )
    if named := _in_rest(prompt, said):
        return named
    is_verb = bool(said.before) and bool(before) and before[-1] == said.before[-1] and len(said.before) > 1
    is_verb = is_verb and said.before[-2].casefold() not in BESIDE["stop"]  # `has spent`
    subject = before[:-1] if is_verb else before
    if is_verb and subject and not any(has_form(word.casefold(), prompt.foils) for word in subject):
        before = subject
    return next((word for word in (*before, *behind) if has_form(word.casefold(), prompt.foils)), "")


def _in_rest(prompt: Prompt, said: Around) -> str:
    """Return the foil of which a value is a part, `of the radius`, or that its part is, `of the pupils are boys`."""
    words = [word.casefold() for word in said.rest]
    copula = next((n for n, word in enumerate(words) if word in LABELS["copula"]), -1)
    is_of = bool(words) and words[0] in BESIDE["of"] | LABELS["of"]
    near = words[copula + 1 :] if copula >= 0 else [w for w in words[1:] if w not in BESIDE["article"]][:1]
    return next((word for word in near if is_of and has_form(word, prompt.foils)), "")


def _part(prompt: Prompt, said: tuple[str, ...]) -> str:
    """Return the one of two that a text names alone where both are asked for: `The drinks cost 33`."""
    words = frozenset(map(str.casefold, said))
    if not words.isdisjoint(_TOGETHER | BESIDE["they"]):
        return ""
    for pair in prompt.parts:
        named = [word for word in pair if (is_among(word.casefold(), words) if len(word) > 1 else word in said)]
        if len(named) == 1:
            return named[0]
    return ""
