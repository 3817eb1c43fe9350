"""What a text says its own letters stand for, put in their places: `Let $r = Xw - y$. Then it is $X^\\top r$`.

Only names that the question does not know are put in place, each with one meaning, in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grader.claims.chains import last_member
from grader.language.names.functions import CONSTANTS, FUNCTIONS
from grader.language.reader import canonical_name
from grader.problems.question import Question
from grader.records import dataclass, field, replace
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import plain
from grader.submissions.extraction.formulas.restricted import is_bare
from grader.submissions.extraction.formulas.values import cleaned
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.meanings.glosses import FUNCTIONS as FUNCTIONS_SAID
from grader.submissions.extraction.stated.meanings.glosses import may_be_own, own_function
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import words
from grader.submissions.extraction.words.vocabulary import declared_names
from grader.submissions.forms.texts import is_single
from grader.submissions.kept import kept, of_short

ROUNDS = 4  # in which letters are put into what stands for others
MAX_BINDINGS = 20  # names of one answer that are put in their places
MAX_CHARACTERS = 2_000  # of an answer with its letters put in


@dataclass
class Bindings:
    """What the letters of a text stand for, by name; empty where a name has two meanings."""

    question: Question
    meanings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = _known(self.question)

    def take(self, lead: str, found: Iterable[Lexeme]) -> None:
        """Take down the equations of a sentence that say what letters stand for; `lead` is the sentence's skeleton."""
        if not _may_bind(lead):
            return
        found = list(found)
        own = own_function(lead, [one.text for one in found])
        if own is not None and self._is_free(name := plain(cleaned(found[own.place].text))):
            self.meanings[name] = own.function
        if words(cues.SETTING, cues.BINDING, cues.NAMING).search(lead) is None or words(cues.SUPPOSING).search(lead):
            return
        for one in found:
            for row in formulas.assignments(cleaned(one.text)):
                name = plain(row.left)
                right = last_member(f"{row.left} = {row.right}") or row.right
                if self._is_free(name) and is_single(right) and not re.search(r"[<>≤≥=]", right):
                    same = self.meanings.get(name, right)
                    self.meanings[name] = right if same == right else ""

    def _is_free(self, name: str) -> bool:
        if not is_bare(name) or len(self.meanings) >= MAX_BINDINGS:
            return False
        return _canonical(name) not in self.known

    def written_out(self, found: Sequence[Found]) -> list[Found]:
        """Return what was found with what its letters stand for in their places."""
        return [self._written(one) for one in found]

    def _written(self, one: Found) -> Found:
        if one.kind not in {"formula", "answer"} or one.why or not any(self.meanings.values()):
            return one
        row = formulas.assignment(one.text)
        left, text = (f"{row.left} = ", row.right) if row else ("", one.text)
        used: dict[str, str] = {}
        for _ in range(ROUNDS):
            before = text
            for name, meaning in self.meanings.items():
                is_own = not meaning or name == plain(left.rstrip(" =")) or _is_captured(meaning, text)
                put = text if is_own else _put(name, meaning, text)
                used |= {name: meaning} if put != text else {}
                text = put
            if text == before or len(text) > MAX_CHARACTERS:
                break
        if not used or len(text) > MAX_CHARACTERS:
            return one
        said = ", ".join(f"{name} = {meaning}" for name, meaning in used.items())
        note = "; ".join(part for part in (one.note, f"with {said} put in") if part)
        return replace(one, text=left + text, note=note)


@of_short
def _may_bind(lead: str) -> bool:
    """Whether a sentence has a word that says what a letter stands for."""
    return words(cues.SETTING, cues.BINDING, cues.NAMING).search(lead) is not None or may_be_own(lead)


@kept
def _known(question: Question) -> frozenset[str]:
    """Return the names that a question knows, in one spelling."""
    return frozenset(map(_canonical, declared_names(question))) | {*FUNCTIONS, *CONSTANTS, "i", "e"}


def _canonical(name: str) -> str:
    try:
        return canonical_name(name)
    except ValueError:
        return name


_BINDER = re.compile(
    r"(?:\\(?:sum|prod|max|min|sup|inf|lim|int|bigcup|bigcap)|[∑∏Σ∫]|(?<![A-Za-z])(?:sum|prod|max|min|lim))\s*(?:\\limits\s*)?"
    r"_\s*\{?\s*([A-Za-z])"
)
_DIFFERENTIAL = re.compile(r"(?:∫|\\int(?![A-Za-z])).*?(?<![A-Za-z\\])d\s?([A-Za-z])(?![A-Za-z])", re.DOTALL)


def _is_captured(meaning: str, text: str) -> bool:
    """Whether a letter of what would be put into a text means something else in it: `\\sum_i m` with `m = x_i`."""
    bound = {*_BINDER.findall(text), *_DIFFERENTIAL.findall(text)}
    return any(re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", meaning) for letter in bound)


def _put(name: str, meaning: str, text: str) -> str:
    """Return a text with a meaning, in brackets, for each place at which a name stands by itself."""
    if meaning in FUNCTIONS_SAID:
        return re.sub(rf"(?<![A-Za-z\\_]){re.escape(name)}(?=\s*\()", lambda _: f" {meaning}", text)
    spelled = r"\s*".join(re.escape(sign) for sign in name.split())
    place = re.compile(
        rf"(?<![A-Za-z\\_])(?<!_\{{){spelled}(?![A-Za-z_'])(?!\s*\()"
        if name[-1:] != ")"
        else rf"(?<![A-Za-z\\_]){spelled}"
    )
    return place.sub(lambda match: f"({meaning})", text)
