"""The words around a formula: whether they lead to the answer, call it so, or make something else of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.asked.names.left_names import letters_in
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import phrase_asked
from grader.marking.texts.sentences.answers_said import measures_asked
from grader.records import dataclass
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.words_around.around_words import (
    APART,
    AS_BELOW,
    BRACKETS,
    BY_TURNS,
    CHANGED,
    COMPARES,
    COMPARING,
    COUNT_OF,
    COUNTED_NOUNS,
    DEVIATION,
    ENDS,
    FOLLOWING,
    FORMULA_OF,
    GLOBAL,
    HOLDS,
    HOW_MANY,
    INSTANCE,
    LETTER,
    LOCATED,
    MADE_OF_MEMBERS,
    NOUNS,
    NUMBER_OF,
    OF_FORMULA,
    OF_ZEROS,
    POWER,
    PRODUCTS,
    QUANTITIES,
    RUNNER_UP,
    SHOWN,
    SIZED,
    SQUARED,
    STEM,
    WORD,
    is_clause,
    size_before,
)
from grader.submissions.extraction.stated.words_around.subjects import other_subject, spoken_by_others
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import NEGATED, F, quiet, starting, words
from grader.submissions.extraction.words.prompts import MEMBERS, Asked
from grader.submissions.kept import kept, remembered
from grader.wording import writing_notices


@dataclass(frozen=True)
class Around:
    """Looks at the words before and behind a formula in an answer to one question."""

    asked: Asked

    @remembered
    def spoiled(self, lead: str, tail: str) -> str | None:
        """Return why a sentence does not give its formula as the answer, None where nothing speaks against it."""
        if (why := self._counted_or_restricted(lead, tail)) is not None:
            return why
        compares = FOLLOWING.search(lead) or COMPARES.search(lead)
        if lead.rstrip().endswith(":") and is_clause(lead) and not compares:
            lead = words(cues.AMOUNT).sub(" ", lead)  # `every edge counts twice: $24$`
        lead = PRODUCTS.sub(" product", phrases.without_count(lead))
        lead = phrases.equivalence().sub(" ", BY_TURNS.sub(" ", AS_BELOW.sub(" ", lead)))
        tail = phrases.without_count(APART.sub("", tail))
        lead, tail = self._without_instance(lead), self._without_instance(tail)
        around = f"{lead} {tail}"
        spoken = (one for one in words(cues.AGAINST).finditer(around) if not self._is_asked(one[0]))
        against = next(spoken, None) or NEGATED.search(around)
        if against is not None:
            return writing_notices.BESIDE.format(shown=against[0].strip())
        if (theirs := spoken_by_others(around)) and not self.asked.says(theirs):
            return writing_notices.MAY_SAID.format(value=theirs)
        part = next((one for one in words(cues.PART).finditer(around) if not self.asked.says(one[0])), None)
        if part is not None:
            return writing_notices.MAY_SAID.format(value=part[0])
        other = self._other_quantity(lead) or other_subject(self.asked.question, lead)
        if other is not None:
            return writing_notices.MAY_SAID.format(value=other)
        rest = self.closed(tail)
        counted = phrases.singles(cues.COUNTED) if self.asked.question.kind.is_growth else frozenset()
        is_said = all(word in quiet() or word in counted or self.asked.says(word) for word in WORD.findall(rest))
        if is_said and F not in rest:
            return None
        return writing_notices.BEHIND.format(shown=rest.strip(ENDS).replace(F, "…"))

    def _counted_or_restricted(self, lead: str, tail: str) -> str | None:
        """Return why a formula counts something else, or holds under a condition; None where it does neither."""
        if self._counts_what_follows(lead):
            return writing_notices.PIECE_ANSWER_NO_RULE
        if POWER.search(lead):
            return writing_notices.WORDS_BEFORE_LEAD_NO
        if another := self._counts_another(tail):
            return writing_notices.BESIDE.format(shown=another)
        same = phrases.equivalence().sub(" ", lead)  # `se e solo se` is no condition
        if conditional := phrases.CONDITIONAL.search(same) or phrases.CONDITIONAL.search(tail):
            return writing_notices.BESIDE.format(shown=conditional[0].strip())
        if located := LOCATED.match(tail):
            return writing_notices.BEHIND.format(shown=located[0].strip())
        return None

    def _counts_another(self, tail: str) -> str:
        """Return the noun behind a number where how many of something else there are is asked for: `9 biases`."""
        prompt = self.asked.question.prompt
        asked = HOW_MANY.search(prompt) or HOW_MANY.search(self.asked.question.title)
        noun = re.match(r"\s*([^\W\d_]{3,})", tail)
        if asked is None or noun is None or noun[1] in quiet():
            return ""
        stem = noun[1].casefold()[:STEM]
        spoken, counted = ({word.casefold()[:STEM] for word in WORD.findall(text)} for text in (prompt, asked[1]))
        return noun[1] if stem in spoken - counted else ""

    def _other_quantity(self, lead: str) -> str | None:
        """Return the quantity that a formula is said to be where the problem asks for others: `the integral is …`."""
        question, said = self.asked.question, WORD.findall(lead)
        others = QUANTITIES
        if not any(map(self.asked.says, QUANTITIES)):
            others = SQUARED if DEVIATION & phrase_asked(question.lead, question.prompt) else frozenset()
        return next((word for word in said if word in others and not self.asked.says(word)), None)

    def is_operated_on(self, lead: str, formula: Lexeme, text: str, before: Sequence[str]) -> bool:
        """Whether what stands before a formula may be an operation on it: `sum x / n`, `the mean of $4$`, `log 2 of 8`.

        `before` are the formulas there; a letter may be the name of what has the value, `a slope $m$ of $4$`.
        """
        of = FORMULA_OF.search(lead) if before else None
        if of is not None and not (of["named"] and LETTER.fullmatch(before[-1].strip())):
            return True
        said = phrases.operation().search(lead) if "=" not in text else None
        if said is None:
            return False
        if letters_in(text).isdisjoint(self.asked.question.names.symbols):
            return said["of"] is not None and not (said["one"] and said["value"])
        return said["of"] is not None or (formula.typed and not formula.display)

    def of_another(self, lead: str, before: Sequence[str]) -> str | None:
        """Return what a formula is said of that is not what the problem speaks of; `before` are formulas in the lead.

        A name of another quantity may stand as a formula, `trace: 2`, and a power of the problem's own letter, as in
        `the determinant of $B^2$ is 2`, is another thing than that letter.
        """
        if before and any(map(self.asked.says, QUANTITIES)):
            names = (one.casefold() for one in before)
            other = next((one for one in names if one in QUANTITIES and not self.asked.says(one)), None)
            if other is not None:
                return other
        if (runner_up := RUNNER_UP.search(lead)) and not self.asked.says(runner_up[1]):
            return runner_up[0]
        for match in OF_FORMULA.finditer(lead):
            number = lead.count(F, 0, match.end() - 1)
            text = before[number] if number < len(before) else ""
            changed = CHANGED.fullmatch(text)
            if changed and self.asked.names_formula(changed["letter"]) and not self.asked.names_formula(text):
                return text
        return None

    def _is_asked(self, word: str) -> bool:
        """Whether a word is a noun that the problem itself says: `The error is …` where an error is asked for."""
        return word in NOUNS and self.asked.says(word)

    def _without_instance(self, text: str) -> str:
        """Return a text without `for example`, which changes nothing where any value will do."""
        kind = self.asked.question.kind
        return INSTANCE.sub(" ", text) if kind.may_be_none and not kind.has_weights else text

    def closed(self, tail: str) -> str:
        """Return what stands behind a formula without what only closes the sentence."""
        while closing := starting(cues.CLOSING).match(tail) or self._in_brackets(tail) or SIZED.match(tail):
            tail = tail[closing.end() :]
        return tail

    def _in_brackets(self, tail: str) -> re.Match[str] | None:
        """Return the brackets behind a formula that say how it was found, `(by parts)`, or a unit that is not asked."""
        brackets = BRACKETS.match(tail)
        question = self.asked.question
        if brackets is not None and question.unit is None and measures_asked(question, brackets[1].strip()):
            return brackets
        words_in = WORD.findall(brackets[1]) if brackets else []
        known = phrases.singles(cues.METHOD) | SHOWN
        is_method = bool(words_in) and any(word in known for word in words_in)
        return brackets if is_method and all(word in known | quiet() or len(word) < 3 for word in words_in) else None

    @remembered
    def label_before(self, lead: str) -> bool:
        """Whether what stands before a formula calls it the answer, or by the field's own name."""
        lead = lead.replace(F, " ").rstrip()
        if phrases.label_at_end().search(lead):
            return True
        named = lead.rstrip(" :=")
        only = next(iter(self.asked.question.fields))
        return only != "answer" and bool(named) and field_named(self.asked.question, named.split()[-1]) == only

    @remembered
    def own(self, text: str) -> str:
        """Return what a formula assigns to the question's field, empty where that has no name of its own."""
        row = formulas.assignment(text)
        only = next(iter(self.asked.question.fields))
        return row.right if row and only != "answer" and field_named(self.asked.question, row.left) == only else ""

    def _counts_what_follows(self, lead: str) -> bool:
        """Whether the words before a formula end in a number of what follows, or in another size of the shape."""
        kind = self.asked.question.kind
        if kind.written == "list" and COUNT_OF.search(lead):
            return True
        return kind.is_shape and size_before().search(lead) is not None

    @remembered
    def leads(self, lead: str) -> bool:
        """Whether the words before a formula lead to the answer."""
        lead = self._without_instance(lead.replace(F, " "))
        if self.vanishes(lead):
            return True
        found = list(phrases.cue().finditer(lead))
        same = phrases.equivalence().sub(" ", lead) if self.asked.question.kind.is_solutions else lead
        if same != lead and self.is_quiet(same):  # `it is defined iff $x > 0$`
            return True
        if not found:
            return self.is_quiet(lead)
        cue = found[-1]
        before = lead[: cue.start()]
        if cue[0] == ":" and not is_clause(before) and not self.is_quiet(before):
            return False
        is_same = cue[0] not in COMPARING or self.leads(words(cues.EVERY).sub(" ", before))
        return is_same and self.is_quiet(lead[cue.end() :])

    @remembered
    def vanishes(self, lead: str) -> bool:
        """Whether words before solutions say that what was told before is zero there: `which vanishes exactly for`."""
        found = words(cues.VANISHING).search(lead) if self.asked.question.kind.is_set else None
        if found is None or HOLDS.search(found[0]) or not self.is_quiet(lead[found.end() :]):
            return False
        said = WORD.findall(lead[: found.start()].replace(F, " "))
        return all((word in quiet() and not synonyms(word)) or word in OF_ZEROS for word in said)

    def counts_members(self, lead: str, tail: str) -> bool:
        """Whether a number where a set is asked for only counts its members, or is said to be their sum: `3 roots`."""
        behind = WORD.match(tail.lstrip())
        if behind is not None and not synonyms(behind[0]).union({behind[0]}).isdisjoint(MEMBERS | COUNTED_NOUNS):
            return True
        said = WORD.findall(lead)
        return NUMBER_OF.search(lead) is not None or any(
            word in MADE_OF_MEMBERS and not self.asked.says(word) for word in said
        )

    @remembered
    def is_quiet(self, text: str) -> bool:
        """Whether a text holds only words that are neutral or the problem's own."""
        known = quiet() if self.asked.says("local") else quiet() | GLOBAL
        return all(word in known or self.asked.says(word) for word in WORD.findall(text))


around_of = kept(Around)
