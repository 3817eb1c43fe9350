"""The sentences of a text without formulas: as typed, in small letters, each without the reason in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.abbreviations import BEFORE_KEY, abbreviates
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.extraction.words.vocabulary import undecorated
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose
from grader.verdict import Source

# A factorial, `n! grows slower`, ends no sentence before a small letter or a sign.
_SENTENCE = re.compile(
    r"(?<=[.?;])\s+|(?<=!)(?<![\d\]}]!)(?<!(?<!\(\w)\)!)(?<!(?<![^\W_])[a-z]!)\s+|(?<=!)\s+(?=I\s|[^\W\d_a-zäöüßéèàñ][^\W\d_])|\n"
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
AROUND = " \t\n.,;:!()[]\"'`„“”»«*_–—-"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the reason in it: as typed, in small letters; `reason` is what was left aside."""

    text: str
    low: str
    reason: str
    source: Source


def lines_of(blocks: Iterable[Block]) -> Iterator[Prose]:
    """Yield the paragraphs of a text, those in lists too; a formula counts as one."""
    for block in blocks:
        match block:
            case Prose():
                yield block
            case Formula(text=text, source=source):
                yield Prose(text.strip(), source)
            case Listing(items=items):
                for item in items:
                    yield from lines_of(item)


def sentences_of(line: Prose) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph that say something."""
    text = _FRAME.sub(lambda match: " " * len(match[0]), line.text)
    text = _SHORT.sub(lambda match: match[1].ljust(len(match[0])), undecorated(text))
    text = BEFORE_KEY.sub(_joined, text)
    if headed := _HEADED.match(text):
        text = " " * headed.end() + text[headed.end() :]
    start, number = 0, line.source.line
    ends = [one for one in _SENTENCE.finditer(text) if not _is_in_brackets(text, one.start())]
    for end in [*ends, None]:
        stop = end.start() if end else len(text)
        if text[start:stop].strip(AROUND) and not _NOISE.fullmatch(text[start:stop]):
            yield _sentence(text[start:stop], replace(line.source, line=number))
        after = end.end() if end else stop
        number += text.count("\n", start, after)
        start = after


def _joined(match: re.Match[str]) -> str:
    """Return an abbreviation before a key without its dot, which ends no sentence: `See p. C`."""
    return match[0].replace(".", " ", 1) if abbreviates(match["word"]) else match[0]


def _is_in_brackets(text: str, place: int) -> bool:
    """Whether a place behind a semicolon stands in round brackets: `(C; no more)`."""
    if text[place - 1 : place] != ";":
        return False
    before = text[max(0, place - MAX_REMARK) : place]
    opened, closed = before.rfind("("), text.find(")", place, place + MAX_REMARK)
    return opened > before.rfind(")") and closed >= 0 and "\n" not in text[place - len(before) + opened : closed]


MAX_REMARK = 200  # characters to the brackets around a place
_FRAME = re.compile(
    r"\\(?:begin|end)\s*\{(?:solution|answer|proof|loesung|antwort|reponse|respuesta)\*?\}"
)  # of an answer
_SHORT = re.compile(
    r"(?<!\w)(z\.\s?B|d\.\s?h|u\.\s?a|e\.\s?g|i\.\s?e|p\.\s?ex|p\.\s?ej|vgl|bzw|resp|cf|ca|et\s+al)\.", re.IGNORECASE
)
_HEADED = re.compile(
    r"\s*[*_]{1,2}(?:solution|proof|lösung|beweis|preuve|démonstration|solución|demostración)\s*[.:]\s*[*_]{1,2}(?=\s+\S)",
    re.IGNORECASE,
)
# What begins or ends what was written, and says nothing.
_NOISE = re.compile(
    r"[\s*_]*(?:solution|proof|lösung|beweis|begründung|preuve|démonstration|solución|demostración|qed|q\.e\.d|□|∎|■"
    r"|\$?\\(?:blacksquare|square|qed|Box|qedsymbol)\$?)[\s*_.:]*",
    re.IGNORECASE,
)


def _sentence(text: str, source: Source) -> Sentence:
    """Return a sentence, the reason in it left aside."""
    text = " ".join(re.sub(r"\$|\\[()]", "", text).replace("’", "'").split())
    low = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    cut = _reason().search(low)
    stop = cut.start() if cut and low[: cut.start()].strip(AROUND) else len(text)
    return Sentence(text[:stop].strip(), low[:stop].strip(), text[stop:].strip(" ,;:()–—."), source)


def _reason() -> re.Pattern[str]:
    """Return the pattern of a reason: a cause anywhere, other reasons behind a comma, a bracket or a dash."""
    cause, reason = phrases.alternatives(cues.CAUSE), phrases.alternatives(cues.REASON)
    instance = r"z\.\s?b|e\.\s?g|zum beispiel|for example|for instance|par exemple|p\.\s?ex|por ejemplo|p\.\s?ej"
    return re.compile(
        rf"(?<![\s,;(–—-])[\s,;(–—-]+(?<!\w)(?:{cause})(?!\w)|[,;(–—]\s*(?:{reason}|{instance}|{_FOR})(?!\w)"
    )


_FOR = r"for\s+(?:it|its|they|their|there|we|he|she)"  # `for all x` and `for this one` are conditions


def takes_back(one: Sentence) -> re.Match[str] | None:
    """Return the word that takes back what was said before a sentence."""
    return phrases.words(cues.RETRACTION).search(one.low) or re.match(r"(?:but|however|aber|mais|pero)(?!\w)", one.low)


def is_against(text: str) -> bool:
    """Whether a text holds a word that makes something else of an answer, or less."""
    return phrases.words(cues.AGAINST).search(text) is not None or phrases.NEGATED.search(text) is not None


def is_quiet(question: Question, text: str) -> bool:
    """Whether a text holds only words that are neutral, lead to a name, or are the problem's own."""
    asked = asked_of(question)
    known = phrases.quiet() | phrases.singles(cues.CALLING)
    return all(word in known or asked.says(word) for word in WORD.findall(text))
