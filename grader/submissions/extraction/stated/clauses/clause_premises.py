"""What stands before the main clause of a sentence, up to a comma or colon: premises, methods, what was done."""

from __future__ import annotations

import re

from grader.marking.asked.wanted import wanted
from grader.records import dataclass
from grader.submissions.extraction.fields.entries import takes_list
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.stated.clauses.clause_conditions import cleaned_text
from grader.submissions.extraction.stated.leading.steps import LETTER
from grader.submissions.extraction.stated.words_around.around_words import ENDS, WORD
from grader.submissions.extraction.stated.words_around.labels_said import is_refused
from grader.submissions.extraction.stated.words_around.subjects import other_subject
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import NEGATED, F, singles, starting, words
from grader.submissions.extraction.words.prompts import Asked

_OTHER = re.compile(r"(?<!\w)(?:second|zweite\w*|seconde|segunda|hessian|jacobian|inverse|square|root|log)(?!\w)")
UNEQUAL = re.compile(r"[<>≤≥≠]|\\(?:le|ge|leq|geq|lt|gt|ne|neq)(?![A-Za-z])")
_LISTED = re.compile(rf"(?:\s*(?:,|\b(?:and|und|et|y)\b)+\s*{F})+\W*")
_NOUN = re.compile(rf"\s*(?:the\s+|die\s+|der\s+|das\s+|le\s+|la\s+|el\s+)?(?P<noun>[^\W\d_]+)\s*(?P<formula>{F})\W*")
_NAMED_METHOD = re.compile(
    r"\s*(?:by|using|with|from|via|nach|mit|par|d'après|selon|por|según)\s+(?:the|dem|der|le|la|el)?\s*"
    rf"(?P<name>[^\W\d_]+(?:['’]s)?(?:\s[^\W\d_]+)?)\s(?P<method>[^\W\d_]+),?\s*(?P<formula>{F})\W*"
)
_OF_ANY = frozenset(
    {"the", "a", "this", "following", "given", "same", "first", "second", "usual", "dieser", "folgende", "suivante"}
)
_SETTINGS = re.compile(
    rf"[\s,;]*(?:with|for|using|mit|für|avec|pour|con|para|com|met)\s+{F}(?:\s*(?:,|and|und|et|y|e)+\s*{F})*\s*:\s*"
)
_COUNTED = re.compile(rf"\s*(?:first|zuerst|erstens|d'abord|primero):\s*(?={F})")  # the first of several values


@dataclass(frozen=True)
class Premises:
    """Looks for where the main clause begins in an answer to a question."""

    asked: Asked
    clause: Clause

    def behind_premise(self, start: int) -> tuple[int, bool]:
        """Return where the main clause begins, -1 where there is none, and whether a premise stands before it."""
        skeleton = self.clause.skeleton
        if skeleton[start:].strip(ENDS) != F:
            return self._behind_words(start)
        return (skeleton.rfind(F), True) if self._is_asked_for("", "") else (start, False)

    def _behind_words(self, start: int) -> tuple[int, bool]:
        """Return the same where words stand before the last formula."""
        skeleton = self.clause.skeleton
        if counted := _COUNTED.match(skeleton, start):
            return counted.end(), False
        own = self._behind_its_noun(start) or self._behind_a_method(start) or self._behind_settings(start)
        if own > 0:
            return own, True
        method = phrases.method().match(skeleton, start)
        if method and not words(cues.AGAINST).search(phrases.without_count(method[0])) and not _OTHER.search(method[0]):
            return method.end(), True
        if (behind := self._behind_working(start)) > start:
            return behind, True
        last = skeleton.rfind(F)
        if self._is_asked_for(skeleton[start:last], skeleton[last + 1 :]):
            return last, True
        premise = starting(cues.PREMISE).match(skeleton, start) or self._cause(start)
        if premise is None or self._is_noun(premise):
            return start, False
        word = premise[0].strip(" ,:")
        if self._shows() and word not in singles(cues.CONDITION) and not starting(cues.SETTING).match(skeleton, start):
            return last, True
        if (first := self._listed_behind(premise)) > 0:
            return first, True
        comma = skeleton.rfind(",", start, last)
        while comma >= 0 and (self._is_in_a_list(premise.end(), comma) or not self._is_main(comma + 1)):
            comma = skeleton.rfind(",", start, comma)
        if comma >= 0:
            return comma + 1, True
        states = phrases.cue().search(skeleton, premise.end(), max(last, 0)) is not None
        if starting(cues.SETTING).match(skeleton, start) or not states:
            return (-1, True) if self._is_given(premise) else (start, True)
        return start, True

    def _is_noun(self, premise: re.Match[str]) -> bool:
        """Whether the word that begins a premise elsewhere is what the problem asks for: `Recall: $3/5$`."""
        word = premise[0].strip(" ,:")
        behind = self.clause.skeleton[premise.end() - (premise[0].rstrip().endswith(":")) :].lstrip()
        is_label = premise[0].rstrip().endswith(":") or behind[:1] in {":", "="}
        is_label = is_label and len(self.asked.question.fields) == 1
        return is_label and word in self.asked.nouns | wanted(self.asked.question).nouns

    def _is_in_a_list(self, start: int, comma: int) -> bool:
        """Whether a comma parts values of a set that a premise says already: `With $A$ we get $5$, $2$`."""
        skeleton = self.clause.skeleton
        before = skeleton[:comma].rstrip(" ,;")  # a gap in a display is a comma, too
        if not self.asked.question.kind.is_set or not before.endswith(F):
            return False
        return phrases.cue().search(skeleton, start, len(before)) is not None

    def _behind_settings(self, start: int) -> int:
        """Return where a list of what letters stand for ends at a colon, `With $n = 5$, $k = 2$: $…$`; else 0."""
        match = _SETTINGS.match(self.clause.skeleton, start)
        first = self.clause.skeleton.count(F, 0, start)
        listed = self.clause.formulas[first : first + match[0].count(F)] if match else []
        rows = [formulas.assignments(cleaned_text(one)) for one in listed]
        are_letters = all(each and all(LETTER.fullmatch(row.left.strip()) for row in each) for each in rows)
        return match.end() if match and are_letters and F in self.clause.skeleton[match.end() :] else 0

    def _listed_behind(self, premise: re.Match[str]) -> int:
        """Return where the values of several letters begin behind a method, `By elimination $x = 1$, $y = 2$`; else 0.

        Where one value is asked for, the last one is meant: `By the formula $u = x^2$, $I = 3$`.
        """
        lead, _, rest = self.clause.skeleton[premise.end() :].partition(F)
        if (
            not takes_list(self.asked.question)
            or starting(cues.SETTING).match(premise[0])
            or not _LISTED.fullmatch(rest)
        ):
            return 0
        place = premise.end() + len(lead)
        listed = self.clause.formulas[self.clause.skeleton.count(F, 0, place) :]
        rows = [formulas.assignment(cleaned_text(one)) for one in listed]
        return place if all(row is not None and LETTER.fullmatch(row.left.strip()) for row in rows) else 0

    def _behind_its_noun(self, start: int) -> int:
        """Return where the value behind the noun that is asked for begins, `Recall $= 0.6$`; else 0."""
        named = _NOUN.fullmatch(self.clause.skeleton, start)
        said = WORD.findall(self.asked.question.prompt.casefold()) if named else ()
        first = self.clause.formulas[self.clause.skeleton.count(F, 0, start)].text if named else ""
        if named and other_subject(self.asked.question, f"{named['noun']} =") is not None:
            return 0
        return named.start("formula") if named and named["noun"] in said and first.lstrip().startswith("=") else 0

    def _behind_a_method(self, start: int) -> int:
        """Return where the only formula behind a named method begins: `By the master theorem $T(n) = …$`; else 0."""
        named = _NAMED_METHOD.fullmatch(self.clause.skeleton, start)
        is_method = named is not None and named["method"] in singles(cues.METHOD) and named["name"] not in _OF_ANY
        if named is None or not is_method or words(cues.AGAINST).search(named[0]) or _OTHER.search(named[0]):
            return 0
        return named.start("formula")

    def _is_asked_for(self, lead: str, tail: str) -> bool:
        """Whether a clause ends in the only equation for what the problem asks for: `By induction $T(n) = …$`."""
        row = formulas.assignment(cleaned_text(self.clause.formulas[-1]))
        if row is None or not self.asked.asks_for(row.left) or tail.strip(ENDS) or F in lead:
            return False
        if is_refused(self.asked, lead):
            return False
        against = words(cues.AGAINST, cues.UNSURE, cues.RETRACTION, cues.SETTING, cues.SUPPOSING, cues.OTHERS).search(
            lead
        )
        return against is None and not NEGATED.search(lead) and not _OTHER.search(lead)

    def _behind_working(self, start: int) -> int:
        """Return where what says what was done ends, `start` where nothing says so or a condition stands in it."""
        skeleton = self.clause.skeleton
        match = phrases.working().match(skeleton, start)
        if match is None and self._shows():
            match = phrases.working_shown().match(skeleton, start)
        if match is None or F not in skeleton[match.end() :]:
            return start
        first = skeleton.count(F, 0, start)
        inside = self.clause.formulas[first : first + match[0].count(F)]
        against = words(cues.AGAINST).search(match[0]) or _OTHER.search(match[0])
        return start if against or any(UNEQUAL.search(one.text) for one in inside) else match.end()

    def _shows(self) -> bool:
        """Whether a clause ends in a displayed formula, which it states: `By the chain rule`, and below it …."""
        return self.clause.formulas[-1].display and self.clause.lexemes[-1].kind != "word"

    def _cause(self, start: int) -> re.Match[str] | None:
        """Return the word that gives a reason where it stands before every formula: `this holds because …`."""
        cause = words(cues.CAUSE).search(self.clause.skeleton, start)
        return cause if cause is not None and F not in self.clause.skeleton[start : cause.start()] else None

    def _is_main(self, start: int) -> bool:
        """Whether behind a place a result is stated: a cue with a formula, or nothing but one formula."""
        rest = self.clause.skeleton[start:]
        if rest.strip(ENDS) == F:
            return True
        sign = rest.find(F)
        return sign >= 0 and words(cues.CUE).search(rest, 0, rest.rfind(F)) is not None

    def _is_given(self, premise: re.Match[str]) -> bool:
        """Whether a premise by itself states nothing: what it holds is given, a means, or a reason."""
        return (
            premise[0].strip(" ,:") not in singles(cues.CONDITION)
            or starting(cues.SETTING).match(premise[0]) is not None
        )
