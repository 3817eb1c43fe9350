"""What the problem itself says: words that it names are neutral in an answer to it, as are its formulas."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from grader.language.names.functions import FUNCTIONS
from grader.marking.asked.asked_names import formulas_asked_for, is_called_as_asked
from grader.marking.asked.given.sign_words import turning_words
from grader.marking.asked.words.currencies import HUNDREDTHS, names_currency
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import also_asked, phrase_asked
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.kept import kept, remembered

_WORD = re.compile(r"[^\W\d_]{2,}")
_AROUND = re.compile(r"\s*([=<>≤≥+*/^,:-]|\\(?:le|ge|leq|geq|in|to)(?![A-Za-z]))\s*")


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a table, each the words for one thing in all languages."""
    return [line.split() for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()]


# What the members of a set that is asked for are called, whatever the problem calls them.
_MEMBERS = (
    "root roots zero zeros solution solutions nullstelle lösung lösungen racine racines solution raíz raíces solución"
    " soluciones lösungsmenge eigenvalue eigenvalues"
)
MEMBERS = frozenset(_MEMBERS.split())
# What stands before a set: `It converges for`, `La solution existe sur`.
PREPOSITIONS = frozenset(
    ["for", "on", "in", "where", "für", "auf", "in", "pour", "sur", "dans", "para", "en", "per", "em", "voor", "op"]
)
# What the operators of a formula that is asked for are called.
_CALLED = {"det": "determinant", "lim": "limit", "int": "integral", "nabla": "gradient"}
_OPERATOR = re.compile(rf"\\({'|'.join(_CALLED)})(?![A-Za-z])")
_QUANTITIES = {"Var": "variance", "V": "variance", "E": "expectation", "P": "probability"}
_QUANTITY = re.compile(r"(?:\\(?:operatorname|mathrm|mathbb|text))?\s*(Var|V|E|P)\s*[\[(]")
_INVERSE = re.compile(r"[A-Z]\^-1")
_LETTERS = re.compile(r"\(?(?P<letters>[A-Za-z](?:,[A-Za-z])+)\)?(?:\^(?:T|\\top))?")  # of a tuple that is asked for
_HOW_OFTEN = re.compile(r"\b(?:how often|wie oft|wie häufig|quante volte|combien de fois|cu[aá]ntas veces)\b")
_TIMES = frozenset({"times", "mal", "fois", "veces", "volte"})  # what is counted where it is asked how often
_COUNT = re.compile(r"\b(?:count|zählen? sie|compte[rz]|cuent[ae])\s+(?:the|all|die|alle|les|las|los)\b")
ENDINGS = ("s", "es", "n", "en", "e")  # of plurals, with and without which a word is the same


@dataclass(frozen=True)
class Asked:
    """A question with the words and formulas of its title and prompt."""

    question: Question

    @cached_property
    def _words(self) -> frozenset[str]:
        said = f"{self.question.title} {self.question.lead} {self.question.prompt}".casefold()
        operators = filter(None, map(_OPERATOR.match, self._asked_for))
        inverses = {"inverse" for one in self._asked_for if _INVERSE.fullmatch(one)}
        others = turning_words(self.question.title, self.question.lead, self.question.prompt)
        asked = (self.question.lead, self.question.prompt)
        others -= phrase_asked(*asked) | also_asked(*asked) if others else frozenset()
        said_words = frozenset(_WORD.findall(said)) - others | {_CALLED[one[1]] for one in operators} | inverses
        said_words |= _TIMES if _HOW_OFTEN.search(said) else frozenset()
        said_words |= {"number"} if _COUNT.search(said) else frozenset()
        series = {"series", "sum"} if "\\sum" in said else set()
        return said_words | series | ({"lim"} if not said_words.isdisjoint(synonyms("limit")) else set())

    @cached_property
    def _prompt(self) -> str:
        return _tight(f"{self.question.lead}\n{self.question.prompt}".replace("$", ";"))

    @remembered
    def says(self, word: str) -> bool:
        """Whether the problem says a word, in the singular or in the plural; no cents where it speaks of euros."""
        if word in HUNDREDTHS and names_currency(self.question):
            return False
        near = {one + ending for one in synonyms(word) | {word} for ending in ("", *ENDINGS)}
        near |= {word.removesuffix(ending) for ending in ENDINGS}
        is_set = self.question.kind.is_set
        is_member = is_set and (word in PREPOSITIONS or not near.isdisjoint(MEMBERS))
        return is_member or not near.isdisjoint(self._words)

    @cached_property
    def _asked_for(self) -> frozenset[str]:
        """The formulas that the prompt asks for, right behind its verb: `Compute $f'(x)$`, `Give the estimate $…$`."""
        return frozenset(map(_tight, formulas_asked_for(self.question.lead, self.question.prompt)))

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What the problem asks for by a noun, or by the operator of its formula: `limit`, `Grenzwert`."""
        question = self.question
        operators = {_CALLED[one[1]] for one in map(_OPERATOR.match, self._asked_for) if one}
        inverses = {"inverse" for one in self._asked_for if _INVERSE.fullmatch(one)}
        names = {_QUANTITIES[one[1]] for one in map(_QUANTITY.match, self._asked_for) if one}
        said = phrase_asked(question.lead, question.prompt) | operators | inverses | names
        return frozenset(other for one in said for other in synonyms(one) | {one})

    @cached_property
    def sets(self) -> frozenset[str]:
        """The formulas of sets that the prompt asks for, by what is done with them: `A \\cup B`."""
        return frozenset(one for one in self._asked_for if re.search(r"[∪∩]|\\(?:cup|cap|setminus)(?![A-Za-z])", one))

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of the one tuple that the prompt asks for, in its order: `Give $(x, y, z)$`."""
        found = {match["letters"] for one in self._asked_for if (match := _LETTERS.fullmatch(one))}
        letters = tuple(found.pop().split(",")) if len(found) == 1 else ()
        return letters if len(set(letters)) == len(letters) else ()

    @remembered
    def asks_for(self, left: str) -> bool:
        """Whether the left side of a formula is what the problem asks for."""
        tight = _tight(left)
        symbols = {_tight(field.symbol) for field in self.question.fields.values() if field.symbol}
        is_written = bool(tight) and (
            _without_blanks(tight) in map(_without_blanks, self._asked_for) or tight in symbols
        )
        return is_written or is_called_as_asked(self.question, f"{left} = 0")

    @remembered
    def names_formula(self, text: str) -> bool:
        """Whether a formula stands in the problem's prompt, such as the place at which a value is asked for.

        The end of a longer equation is none: `x = 0` of `\\sin x = 0`.
        """
        if len(text) > 2 * len(self._prompt):
            return False
        tight = _tight(text)
        places = re.finditer(rf"(?<![\w.]){re.escape(tight)}(?!\w|\.\d)", self._prompt) if tight else ()
        return any("=" not in tight or not goes_before(self._prompt[: place.start()]) for place in places)


asked_of = kept(Asked)


def _tight(text: str) -> str:
    """Return a text without blanks around operators and without what only sets it."""
    return _AROUND.sub(r"\1", " ".join(re.sub(r"[{}$`]|\\[,;!]", "", text).split()))


def goes_before(before: str) -> bool:
    """Whether what stands before an equation belongs to its left side: an operand, or a sign."""
    word = re.search(r"\\?[^\W\d_]+\s*\Z", before)
    if word is None:
        return re.search(r"(?:\d|[-−+*/^)\]|=<>·×])\s*\Z", before) is not None
    name = word[0].strip()
    is_command = name.startswith("\\") and not name.startswith(("\\text", "\\quad", "\\qquad", "\\mathrm"))
    return is_command or name.casefold() in FUNCTIONS or (len(name) == 1 and name not in {"a", "à", "e", "o", "y"})


def _without_blanks(text: str) -> str:
    return "".join(text.split())
