"""The words around a formula: whether they lead to the answer, call it so, or make something else of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.marking.asked.glossary import alike
from grader.marking.asked.left_names import letters_in
from grader.marking.asked.phrases import phrase_asked
from grader.records import dataclass
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.subjects import other_subject, spoken_by_others
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import NEGATED, F, quiet, starting, words
from grader.submissions.extraction.words.prompts import MEMBERS, Asked
from grader.submissions.kept import kept, remembered
from grader.wording import writing_notices

_HOLDS = re.compile(r"hold|solved|satisf|erfüllt|vérifi")  # which may be said of any condition
_VANISHING = alike("determinant") | alike("polynomial")  # what is zero where the solutions are
ENDS = " \t\n.,;:!?()[]\"'„“”»«*_–—-"
CLAUSE_WORDS = 4  # before a colon; fewer are a label, which must be neutral
WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*'?")


@dataclass(frozen=True)
class Around:
    """Looks at the words before and behind a formula in an answer to one question."""

    asked: Asked

    @remembered
    def spoiled(self, lead: str, tail: str) -> str | None:
        """Return why a sentence does not give its formula as the answer, None where nothing speaks against it."""
        if self._counts_what_follows(lead):
            return writing_notices.PIECE_ANSWER_NO_RULE
        if _POWER.search(lead):
            return writing_notices.WORDS_BEFORE_LEAD_NO
        if another := self._counts_another(tail):
            return writing_notices.BESIDE.format(shown=another)
        same = phrases.equivalence().sub(" ", lead)  # `se e solo se` is no condition
        if conditional := phrases.CONDITIONAL.search(same) or phrases.CONDITIONAL.search(tail):
            return writing_notices.BESIDE.format(shown=conditional[0].strip())
        if located := _LOCATED.match(tail):
            return writing_notices.BEHIND.format(shown=located[0].strip())
        compares = _FOLLOWING.search(lead) or _COMPARES.search(lead)
        if lead.rstrip().endswith(":") and is_clause(lead) and not compares:
            lead = words(cues.AMOUNT).sub(" ", lead)  # `every edge counts twice: $24$`
        lead = _PRODUCTS.sub(" product", phrases.without_count(lead))
        lead = phrases.equivalence().sub(" ", BY_TURNS.sub(" ", _AS_BELOW.sub(" ", lead)))
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

    def _counts_another(self, tail: str) -> str:
        """Return the noun behind a number where how many of something else there are is asked for: `9 biases`."""
        prompt = self.asked.question.prompt
        asked = _HOW_MANY.search(prompt) or _HOW_MANY.search(self.asked.question.title)
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
            others = _SQUARED if _DEVIATION & phrase_asked(question.lead, question.prompt) else frozenset()
        return next((word for word in said if word in others and not self.asked.says(word)), None)

    def is_operated_on(self, lead: str, formula: Lexeme, text: str, before: Sequence[str]) -> bool:
        """Whether what stands before a formula may be an operation on it: `sum x / n`, `the mean of $4$`, `log 2 of 8`.

        `before` are the formulas there; a letter may be the name of what has the value, `a slope $m$ of $4$`.
        """
        of = _FORMULA_OF.search(lead) if before else None
        if of is not None and not (of["named"] and _LETTER.fullmatch(before[-1].strip())):
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
        if (runner_up := _RUNNER_UP.search(lead)) and not self.asked.says(runner_up[1]):
            return runner_up[0]
        for match in _OF.finditer(lead):
            number = lead.count(F, 0, match.end() - 1)
            text = before[number] if number < len(before) else ""
            changed = _CHANGED.fullmatch(text)
            if changed and self.asked.names_formula(changed["letter"]) and not self.asked.names_formula(text):
                return text
        return None

    def _is_asked(self, word: str) -> bool:
        """Whether a word is a noun that the problem itself says: `The error is …` where an error is asked for."""
        return word in _NOUNS and self.asked.says(word)

    def _without_instance(self, text: str) -> str:
        """Return a text without `for example`, which changes nothing where any value will do."""
        kind = self.asked.question.kind
        return _INSTANCE.sub(" ", text) if kind.may_be_none and not kind.has_weights else text

    def closed(self, tail: str) -> str:
        """Return what stands behind a formula without what only closes the sentence."""
        while closing := starting(cues.CLOSING).match(tail) or self._method(tail) or _SIZED.match(tail):
            tail = tail[closing.end() :]
        return tail

    def _method(self, tail: str) -> re.Match[str] | None:
        """Return the brackets behind a formula that say how it was found: `(L'Hospital)`, `(by parts)`."""
        brackets = _BRACKETS.match(tail)
        words_in = WORD.findall(brackets[1]) if brackets else []
        known = phrases.singles(cues.METHOD) | _SHOWN
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
        if kind.written == "list" and _COUNT_OF.search(lead):
            return True
        return kind.is_shape and _size_before().search(lead) is not None

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
        is_same = cue[0] not in _COMPARING or self.leads(words(cues.EVERY).sub(" ", before))
        return is_same and self.is_quiet(lead[cue.end() :])

    @remembered
    def vanishes(self, lead: str) -> bool:
        """Whether words before solutions say that what was told before is zero there: `which vanishes exactly for`."""
        found = words(cues.VANISHING).search(lead) if self.asked.question.kind.is_set else None
        if found is None or _HOLDS.search(found[0]) or not self.is_quiet(lead[found.end() :]):
            return False
        said = WORD.findall(lead[: found.start()].replace(F, " "))
        return all((word in quiet() and not alike(word)) or word in _VANISHING for word in said)

    def counts_members(self, lead: str, tail: str) -> bool:
        """Whether a number where a set is asked for only counts its members, or is said to be their sum: `3 roots`."""
        behind = WORD.match(tail.lstrip())
        if behind is not None and not alike(behind[0]).union({behind[0]}).isdisjoint(MEMBERS | _COUNTED_NOUNS):
            return True
        said = WORD.findall(lead)
        return _NUMBER_OF.search(lead) is not None or any(
            word in _MADE_OF_MEMBERS and not self.asked.says(word) for word in said
        )

    @remembered
    def is_quiet(self, text: str) -> bool:
        """Whether a text holds only words that are neutral or the problem's own."""
        known = quiet() if self.asked.says("local") else quiet() | _WHOLE
        return all(word in known or self.asked.says(word) for word in WORD.findall(text))


# What says that things are the same only where no word before it says otherwise: `diverso da`, `keineswegs gleich`.
_COMPARING = frozenset({"gleich", "equal", "égal à", "égale à", "igual", "igual a", "uguale a", "gelijk aan"}) | {
    "a",
    "da",
}
# Of extrema, where no local one is asked for.
_WHOLE = frozenset({"global", "absolute", "globales", "absolutes", "globale", "absolu", "absoluto"})
around_of = kept(Around)
QUANTITIES = frozenset(
    {
        "derivative",
        "gradient",
        "integral",
        "antiderivative",
        "limit",
        "inverse",
        "determinant",
        "variance",
        "probability",
    }
    | {"ableitung", "grenzwert", "stammfunktion", "varianz", "wahrscheinlichkeit", "dérivée", "primitive", "intégrale"}
    | {"limite", "variance", "derivada", "límite", "varianza", "probabilidad", "primitiva", "determinante"}
    | {"trace", "spur", "traza", "rank", "rang", "rango", "nullity", "permanent", "median"}
)
_SHOWN = frozenset(
    {"proof", "proved", "proven", "beweis", "bewiesen", "preuve", "démonstration", "prueba", "demostración"}
)
# A deviation is the root of what a variance is.
_DEVIATION = frozenset({"deviation", "standardabweichung", "écart-type", "desviación"})
_SQUARED = frozenset({"variance", "varianz", "varianza"})
_NOUNS = frozenset(
    {"error", "bound", "bounds", "multiple", "multiples", "example", "half", "times", "erreur", "borne", "fehler"}
    | {"schranke", "beispiel", "exemple", "cota", "ejemplo", "guess", "mistake", "mistakes", "maximal", "minimal"}
)
_FORMULA_OF = re.compile(
    rf"(?P<named>(?<!\w)(?:an?|eine?[mnr]?|une?|una|uno|uma?|een)\s+[^\W\d_]+\s+)?{F}\s+(?:of|von|aus|des?|du|del?|di|van)(?:\s+(?:the|der|dem|la|le|el))?\s*\Z"
)
_LETTER = re.compile(r"\\?[^\W\d_](?:_\{?\w{1,8}\}?)?")
_OF = re.compile(rf"(?<!\w)(?:of|for|von|für|de|des|der|du|del|pour|para)\s+{F}")
_RUNNER_UP = re.compile(r"(?<!\w)(second|third|fourth|next)[\s-]+(?:large|small|high|low|great|big)(?:e?st)(?!\w)")
_CHANGED = re.compile(r"\s*(?:\d+\s*)?(?P<letter>[A-Za-z])\s*\^\s*(?:\w|\{[^{}=]{1,20}\})\s*")
_INSTANCE = re.compile(
    r"(?<!\w)(?:for (?:example|instance)|e\.g|one example is|zum beispiel|z\.b|beispielsweise|par exemple|por ejemplo)"
    r"(?!\w)"
)
# How many there are of what follows, `64 channels of 16x16`: both may be the answer together.
_COUNT_OF = re.compile(
    rf"{F}\s+(?:[^\W\d_]+\s+){{0,3}}(?:of|with|von|mit|der|à|de|con)(?:\s+(?:the\s+)?(?:size|shape|größe|taille|tamaño))?\s*$"
)

# What is counted, and what is one number made of all members: no member itself.
_COUNTED_NOUNS = frozenset(
    {
        "value",
        "values",
        "element",
        "elements",
        "member",
        "members",
        "number",
        "numbers",
        "case",
        "cases",
        "point",
        "points",
    }
    | {"wert", "werte", "elemente", "stellen", "lösungen", "nullstellen", "valeurs", "éléments", "valores", "elementos"}
    | {"soluzioni", "valori", "soluções", "oplossingen", "waarden", "points", "punkte", "puntos"}
)
_MADE_OF_MEMBERS = frozenset({"count", "anzahl", "difference", "differenz", "différence", "diferencia"}).union(
    *map(alike, ("sum", "product", "maximum", "minimum", "mean"))
)
_NUMBER_OF = re.compile(
    r"(?<!\w)(?:number|count|amount|anzahl|zahl|nombre|número|cantidad|numero|aantal)\s+(?:of|der|von|de|di|van)(?!\w)"
)

STEM = 4  # letters by which forms of a noun are the same
_HOW_MANY = re.compile(r"(?<!\w)(?:how many|wie viele|combien de|cu[aá]nt[oa]s)((?:\s+[^\W\d_]+){1,3})", re.IGNORECASE)
# Where a formula stands is no word on whether it is the answer: `8 is at the end`.
_LOCATED = re.compile(
    r"\s*(?:is|are|stays|lies|stands|comes|ends(?:\s+up)?|goes|ist|sind|steht|liegt|bleibt|est|sont|reste|está|están|queda)\s+"
    r"(?:at|in|on|inside|between|behind|before|an|am|im|ganz|hinten|vorne|à|dans|sur|en|al)\s"
)
_PRODUCTS = re.compile(r"(?<!\w)(?:outer|inner)[\s-]product(?!\w)")  # no part of anything
BY_TURNS = re.compile(r"(?<!\w)(\w+)[\s-](?:by|für|nach|à|par|a|por)[\s-]\1(?!\w)")  # `entry by entry` is no entry
# What makes one number of two formulas: `$e$ to the $6$`, `$3$ over $4$`.
_POWER = re.compile(
    rf"{F}\s+(?:raised\s+)?(?:to\s+the(?:\s+power(?:\s+of)?)?|over|(?:à\s+la\s+)?puissance|hoch|durch|"
    r"elevad[oa]\s+a(?:\s+la)?|sobre|sur)\s*$"
)
# What is compared with the value that follows: `4 bytes less than this: …`.
_COMPARES = re.compile(
    r"(?<!\w)(?:more|less|fewer|smaller|larger|mehr|weniger|kleiner|größer|plus|moins|más|menos|più|meno|mais|meer|minder)\s+"
    r"(?:than|als|que|di|do\s+que|dan)(?!\w)"
)
_FOLLOWING = re.compile(r"(?<!\w)(?:following|folgend\w*|suivant\w*|siguiente\w*|of|von|de|as|wie)\s*:?\s*$")
_AS_BELOW = re.compile(r"(?<=\sas)\s(?:shown\s|given\s)?below(?=\s*:\s*$)")  # right before what is given so
# How a distance stands behind its value: `the bins are $15$ Hz apart`.
APART = re.compile(r"(?<!\w)(?:apart|auseinander|voneinander\s+entfernt)(?=[\s.!]*\Z)")
# What is said of the size of a value changes nothing: `(surprisingly small!)`.
_SIZED = re.compile(
    r"[\s,]*\(\s*(?:(?:surprisingly|remarkably|quite|very|pretty|überraschend|erstaunlich|ziemlich|sehr|étonnamment|"
    r"assez|très|sorprendentemente|muy)\s+)?(?:small|large|big|low|high|klein|groß|niedrig|hoch|petit|grande?|pequeñ[oa])"
    r"\s*!*\s*\)?"
)
_BRACKETS = re.compile(rf"[\s,]*\(([^(){F}]{{1,80}})\)")


def is_clause(before: str) -> bool:
    """Whether what stands before a colon is a clause, and no label for what stands behind it."""
    return len(WORD.findall(before)) >= CLAUSE_WORDS or words(cues.PRONOUN).search(before) is not None


@cache
def _size_before() -> re.Pattern[str]:
    """Return what one size of a shape is right before the others: `64 channels, 7 x 7`."""
    return re.compile(rf"{F}\s+(?:{phrases.alternatives(*cues.SIZES.values())})\s*[,;:]?\s*$")
