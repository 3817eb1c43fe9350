"""What a text may call the fields of an answer: their names, the same letters in the other case, nouns of the prompt.

A label that may be another thing than the field names it, and is not `sure`: what it gives is credited, never refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.language.spelling import canonical_name
from grader.marking.asked.prompt_formulas import with_formulas
from grader.marking.asked.words.glossary import synonyms
from grader.marking.texts.fields_said.nouns import coordinated, described
from grader.marking.texts.left_hand.prompt_names import letters
from grader.marking.texts.written_down import field_named
from grader.problems.question import Question
from grader.records import dataclass

MIN_WORD = 3  # letters of a name that is a word
MAX_CHARACTERS = 40  # of a label
_SPELLED = {"center": "centre", "meter": "metre"}
_CALL = re.compile(r"(?P<name>[^\s()]+)\s?\((?P<arguments>[^()]+)\)")  # `q(x) = …` of a field in which x may stand
_SPACE = re.compile(r"[\s$*`]+")


@dataclass(frozen=True, slots=True)
class Label:
    """The field that is called by a text, and whether nothing else is."""

    field: str
    is_sure: bool


@dataclass(frozen=True)
class Labels:
    """All that the fields of a question are called by."""

    question: Question
    nouns: dict[str, Label]
    letters: frozenset[str]

    @classmethod
    def of(cls, question: Question) -> Labels:
        """Return the labels of a question."""
        own = {symbol.name for symbol in (*question.given, *question.for_all)} | set(question.define)
        return cls(question, _nouns(question), frozenset(own | letters(with_formulas(question))))

    def called(self, said: str) -> Label | None:
        """Return the field that a label names; None for one that is a noun of one field and the letter of another."""
        plain = _SPACE.sub(" ", said).strip()
        if not plain or len(plain) > MAX_CHARACTERS:
            return None
        if (found := self.nouns.get(_spelled(plain))) is not None:
            return found
        if (named := self._named(plain)) is not None:
            return named
        noun, _, letter = plain.rpartition(" ")
        label, named = self.nouns.get(_spelled(noun)), self._named(letter)
        return named if label is not None and named is not None and label.field == named.field else None

    def _named(self, name: str) -> Label | None:
        if (call := _CALL.fullmatch(name)) is not None and (label := self._named(call["name"])) is not None:
            arguments = tuple(one.strip() for one in call["arguments"].split(","))
            return label if arguments == self.question.fields[label.field].arguments else None
        if (field := field_named(self.question, name)) is not None:
            return Label(field, is_sure=True)
        if name in self.letters or (len(name) > 1 and "_" not in name and not name[1:].isdigit()):
            return None
        folded = _canonical(name).casefold()
        every = [key for key, one in self.question.fields.items() if folded in {key.casefold(), one.symbol.casefold()}]
        is_known = any(one.casefold() == folded and one not in self._own() for one in self.letters)
        return Label(every[0], is_sure=False) if len(every) == 1 and folded and not is_known else None

    def _own(self) -> frozenset[str]:
        return frozenset(one for key, field in self.question.fields.items() for one in (key, field.symbol))


def _canonical(name: str) -> str:
    try:
        return canonical_name(name)
    except ValueError:
        return ""


def _nouns(question: Question) -> dict[str, Label]:
    """Return the words that name fields; what may name two of them names none."""
    found: dict[str, Label] = {}
    for word, label in _said(question):
        known = found.setdefault(word, label)
        found[word] = Label(known.field if known.field == label.field else "", known.is_sure or label.is_sure)
    return {
        word: label
        for word, label in found.items()
        if label.field and field_named(question, word) in {None, label.field}
    }


def _said(question: Question) -> Iterator[tuple[str, Label]]:
    prompt = f"{question.lead} {question.prompt}".casefold()
    for field, phrases in described(question).items():
        for words in phrases:
            head = words[-1]
            is_once = len(re.findall(rf"(?<!\w){re.escape(head)}(?!\w)", prompt)) == 1
            for start in range(len(words)):
                yield _spelled(" ".join(words[start:])), Label(field, is_sure=is_once or not start)
            yield words[0], Label(field, is_sure=False)
            yield from ((one, Label(field, is_sure=False)) for one in synonyms(head) if one not in prompt)
    for field, words in coordinated(question).items():
        yield from ((_spelled(" ".join(words[start:])), Label(field, is_sure=False)) for start in range(len(words)))
    for name, one in question.fields.items():
        for word in (name, *one.spellings):
            if word.isalpha() and len(word) >= MIN_WORD:
                yield _spelled(word), Label(name, is_sure=True)


def _spelled(words: str) -> str:
    return " ".join(_SPELLED.get(word, word) for word in words.casefold().split())
