r"""The names of a question, and which forms of left sides are one of them: `y`, `f(x)`, `\lambda_1`, `(x, y)`.

Letters that are asked for, ones that the prompt writes, declared symbols: what stands above, below or behind a letter
leaves it a name only where the prompt writes it, or says in words what it is.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.language.names.functions import FUNCTIONS
from grader.language.spelling import canonical_name
from grader.marking.asked.asked_names import naming
from grader.marking.asked.given import siblings
from grader.marking.asked.labels import is_noun
from grader.marking.asked.names.left_names import name_of
from grader.marking.texts.left_hand import known_scripts, prompt_names, said_marks
from grader.marking.texts.left_hand.left_sides import is_written_in_prompt
from grader.problems.question import Field, Question
from grader.records import dataclass

_CALL = r"(?P<call>\s*\((?P<at>[^()]*(?:\([^()]*\)[^()]*)*)\)|\s*\[(?P<in>[^\[\]]*)\])?"
_SCRIPT = r"\s*_\s*(?:\{[^{}]*\}|[A-Za-z]{2,}(?![A-Za-z])|[\w+−-])"
_ABOVE = r"\s*\^\s*(?:\{[^{}]*\}|\\[A-Za-z]+|\([^()]*\)|[-−]?\w|[*+])|(?>['′’]+)|[\u0300-\u036f]|\*|(?>[⁰¹²³⁴-⁹⁺⁻ᵀ]+)"
NAME = re.compile(
    rf"(?P<accent>(?:\\(?:hat|bar|tilde|dot|ddot|check|breve|acute|grave|widehat|widetilde|overline)\s*)+)?"
    rf"\{{?\s*(?P<base>[^\W\d_]+)\s*\}}?(?P<marks>(?:(?>\d+)|(?>[₀-₉]+)|{_SCRIPT}|{_ABOVE})*){_CALL}"
)
_MARK = re.compile(_ABOVE)
_SUBSCRIPT = re.compile(rf"{_SCRIPT}|[₀-₉]+|\d+")
WORDS = re.compile(r"(?:(?>[^\W\d_]{2,})[\s'’.-]*)+")
LETTERS = re.compile(r"(?<![^\W\d_])(?<!\\)[^\W\d_]+")
_LIST = re.compile(r"\\?[(\[{](?P<entries>.*)\\?[)\]}]|\\begin\{\w*\}(?P<rows>.*)\\end\{\w*\}", re.DOTALL)
_BETWEEN = re.compile(r"[,;&|]|\\\\")
_BESIDE = re.compile(
    r"[^\W\d_]{2,}\s+[^\W\d_]|[^\W\d_]{4,}(?![^\W\d_]*\s*\()|(?<!\\)(?:lim|max|min|sup|inf|arg|avg)(?![a-z])"
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_UNKNOWN = re.compile(r"(?i)(?<!\w)(?:solve|lös[et]|résou|resuelv|risolv|oplos)")
# Heads of quantities: what they are applied to need not be declared.
_HEADS = frozenset({"P", "E", "V", "H", "I", "D", "C"})
_ARTICLES = frozenset({"the", "its", "our", "my", "der", "die", "das", "la", "le", "el", "il", "lo"})
_OF = frozenset({"of", "von", "vom", "de", "du", "des", "del", "di", "for", "für"})
_PROSE = re.compile(r"[^\W\d_]{3,}")
_ANSWERS = frozenset({"answer", "result", "value", "solution", "antwort", "ergebnis", "lösung", "wert", "réponse"})


def _are_neutral(question: Question, words: str) -> bool:
    """Whether words before a name are the noun that the prompt asks for, or say nothing."""
    said = words.casefold().split()
    asked = frozenset(_PROSE.findall(said_marks.said_in(question).casefold()))
    return said[-1] not in _OF and all(one in _ARTICLES | _ANSWERS | _OF | asked for one in said)


def _canonical(name: str) -> str:
    try:
        return canonical_name(name)
    except ValueError:
        return ""


@dataclass(frozen=True)
class KnownNames:
    """What is known of the names of a question: letters that are asked for, ones that it writes, declared symbols."""

    question: Question
    own: frozenset[str]
    letters: frozenset[str]
    others: frozenset[str]
    declared: frozenset[str]
    has_symbol: bool

    @staticmethod
    def of(question: Question, field: Field) -> KnownNames:
        """Return it for a field."""
        said = field.symbol or (field.name if len(question.fields) > 1 else "")
        base = re.match(r"[^\W\d_]+", prompt_names.plain(said))
        mine = tuple(one for one in (said, field.authored_symbol, *field.spellings) if one)
        own = frozenset(
            filter(None, (*map(_canonical, mine), *(prompt_names.close(prompt_names.plain(one)) for one in mine)))
        )
        letters = frozenset(
            {prompt_names.greek(base[0])} if base and "^" not in said else ()
        ) | prompt_names.asked_letters(question)
        declared = frozenset(map(prompt_names.greek, field.names.symbols))
        return KnownNames(
            question, own, letters, prompt_names.letters(question) - letters, declared, bool(field.symbol)
        )

    def is_own(self, plain: str) -> bool:
        """Whether a text is the field's own name."""
        close = prompt_names.close(plain)
        return close in self.own or (_STRAY.search(close) is None and _canonical(plain) in self.own)

    def holds(self, plain: str) -> bool:
        """Whether a letter of what is asked for stands in a text."""
        found = LETTERS.findall(plain)
        return any(one in self.letters or (len(one) == 2 and one[1] in self.letters) for one in found)

    def parted(self, plain: str) -> str:
        """Return a left side with a product of letters that the problem gives as one: `n p q` of `npq`."""
        match = _PRODUCT.match(plain)
        word = match[0] if match is not None else ""
        known = self.others | self.declared
        is_word = word in FUNCTIONS or is_noun(word) or word in prompt_names.close(said_marks.said_in(self.question))
        if not word or is_word or len(known.intersection(word)) < MIN_KNOWN or not self.letters.isdisjoint(word):
            return plain
        free = _CONSTANTS | ({"q"} if "p" in known else set())  # 1 - p
        return plain if set(word) - known <= free else " ".join(word) + plain[len(word) :]

    def is_named(self, plain: str, text: str) -> bool:
        """Whether a left side is a name, behind words that say nothing, or a list of names."""
        if (match := NAME.fullmatch(plain)) is not None:
            return self.is_name(match, text)
        words, _, last = plain.rpartition(" ")
        if WORDS.fullmatch(plain):
            return True  # words are told by what they mean
        if words and (match := NAME.fullmatch(last)) is not None and _are_neutral(self.question, words):
            return self.is_name(match, text)
        if (row := _LIST.fullmatch(plain)) is not None:
            entries = _BETWEEN.split(row["entries"] or row["rows"] or "")
            return len(entries) > 1 and all(NAME.fullmatch(one.strip()) for one in entries)
        name = name_of(plain)
        return name is not None and name.kind == "call" and len(name.of) > 1 and not self.holds(plain)

    def is_of_several(self, plain: str) -> bool:
        """Whether a left side is calculated with several letters, none of them asked for: given ones, or its own.

        One that nobody knows beside known ones, `p - m v`, is what it speaks about.
        """
        bare = _COMMAND.sub(" ; ", plain)
        if NAME.fullmatch(plain) or _BESIDE.search(bare) or _DIFFERENTIAL.match(plain):
            return False
        if self.question.kind.is_array and prompt_names.is_turned(self.question, plain):
            return False
        if not _OPERATORS.isdisjoint(LETTERS.findall(bare)):
            return False  # none is a product of letters
        found = [one for one in LETTERS.findall(bare) if one not in FUNCTIONS and one not in {"T", "E", "P"}]
        letters = {letter for one in found for letter in (one if len(one) < 4 else (one,))}
        own = letters - self.others - self.declared
        if len(letters) < 2 or len(own) == 1 or not letters.isdisjoint(self.letters) or _SCRIPTED.fullmatch(bare):
            return False
        return bool(own) or _UNKNOWN.search(said_marks.said_in(self.question)) is None

    def is_name(self, match: re.Match[str], text: str) -> bool:
        """Whether a letter or a word with its marks is a name of the answer."""
        raised = _RAISED.search(match["base"])
        if raised is not None and _VALUE.match(chain(text).members[-1]) is not None:  # `v² = 2as` is a step
            return said_marks.is_mark_said(self.question, raised[0])
        base, inside = match["base"], match["at"] if match["at"] is not None else match["in"]
        if prompt_names.is_written(self.question, match[0]) or self._is_of_asked(match):
            return True
        name = match[0][: match.start("call") - match.start()] if match["call"] else match[0]
        is_own = self.is_own(name) or (prompt_names.is_written(self.question, name) and base in self.letters)
        if not is_own and not self._is_base(base, is_bare=match[0].strip() == base):
            return False
        if not is_own and not self._are_said(match, text):
            return False
        if any(known_scripts.is_of_other_extreme(self.question, one) for one in _SUBSCRIPT.findall(match["marks"])):
            return False
        if inside is None:
            return True
        if match["in"] is not None and not match["in"].strip():
            return False
        return self._is_applied(base, inside, text)

    def _is_of_asked(self, match: re.Match[str]) -> bool:
        """Whether a name is that of the one of several things that is asked about: `F_2` beside a given `F_1`."""
        name = name_of(match[0])
        return name is not None and siblings.is_of_asked(self.question, name)

    def _is_base(self, base: str, *, is_bare: bool) -> bool:
        """Whether a letter may be the answer's name: no declared one, nor what is asked for beside another one."""
        if base in self.letters:
            return True
        if base[:1] in self.declared and (is_bare if len(base) == 1 else len(base) == 2 and not is_bare):
            return False  # `x`, and `s F(s)`
        if self.has_symbol and len(base) == 1 and any(base.casefold() == one.casefold() for one in self.letters):
            return False
        if is_bare and len(base) == 1 and prompt_names.plainly_asked(self.question):
            return False
        return not (len(base) == 2 and any(one in self.letters for one in base))

    def _are_said(self, match: re.Match[str], text: str) -> bool:
        """Whether the marks of a letter of the prompt are ones that it speaks of; a letter of its own has any."""
        is_asked = naming(self.question, text) == "asked"
        is_mine = match["base"] in self.letters | self.others
        marks = [one[0] for one in _MARK.finditer(match["marks"])] + (match["accent"] or "").split()
        for mark in marks:
            plain = "".join(mark.split())
            is_free = not is_mine and not _CHANGES.fullmatch(plain)
            is_free = is_free or (is_asked and not match["call"] and not match["accent"] and "*" not in plain)
            is_free = is_free or (is_asked and set(plain) <= {"'"})
            if plain.startswith("^") and "(" in plain and known_scripts.steps_said(self.question):
                is_free = known_scripts.is_step(self.question, match["base"], plain.strip("^{()}"))
                if not is_free:
                    return False
            if known_scripts.is_of_other_order(self.question, plain):
                return False
            if not is_free and not said_marks.is_mark_said(self.question, plain):
                return False
        return not is_mine or (is_asked and not match["call"]) or self._are_scripts(match["base"], match["marks"])

    def _are_scripts(self, base: str, marks: str) -> bool:
        """Whether subscripts are letters of the prompt, or words: `σ_X`, `λ_{MLE}`."""
        scripts = _SUBSCRIPT.findall(_MARK.sub("", marks))
        known = (self.others, self.declared)
        return all(known_scripts.is_script_said(self.question, base, one, *known) for one in scripts)

    def _is_applied(self, base: str, inside: str, text: str) -> bool:
        """Whether what a name is applied to leaves it one: the declared variables, what the prompt asks for."""
        if naming(self.question, text) == "asked":
            return True
        parts = [part.strip() for part in _PARTS_OF.split(inside)]
        if base in self.letters:
            return all(
                one in self.declared | self.others or known_scripts.is_place_said(self.question, one) for one in parts
            )
        if self.has_symbol and len(base) == 1 and base not in _HEADS:
            return False
        letters = self.letters.intersection(LETTERS.findall(inside))
        if len(base) > 1 and base not in _HEADS and all(re.fullmatch(r"[-−]?\d+(?:\.\d+)?", one) for one in parts):
            return all(is_written_in_prompt(self.question, one) for one in parts)  # `round(2.2)` has a value of its own
        if len(base) > 1 or base in _HEADS:
            return not letters
        known = self.declared | self.others
        if self.declared and any(len(one) == 1 and one.isalpha() and one not in known for one in parts):
            return False  # `F(y)` of a formula in x
        return not letters and all(
            one in self.declared or not self.declared.intersection(LETTERS.findall(one)) for one in parts
        )


_OPERATORS = frozenset({"Var", "var", "Cov", "cov", "std", "det", "deg", "dim", "ker", "arg", "rank", "sd", "SD"})
_DIFFERENTIAL = re.compile(r"D\s*(?:\^\s*\{?\d\}?|²)?\s*\(?\d*\s*[a-z]")
_SCRIPTED = re.compile(r"[\W\d]*[A-Za-z]_\{?\w+\}?[\W\d]*")  # one letter with its index: `1/R_ges`
_PRODUCT = re.compile(r"[a-z]{2,4}(?![A-Za-z])")
MIN_KNOWN = 2  # letters of the problem in a product that is written like a word
_CONSTANTS = frozenset("gchke")  # of nature, which a problem need not name
_PARTS_OF = re.compile(r"[,;|]")  # what a function is of: `f(x; W, b)`
_RAISED = re.compile(r"[²³]\Z")
_VALUE = re.compile(r"[\s$]*[-−+]?\d[\d.,]*(?![A-Za-z\d])")
_STRAY = re.compile(r"[*+−-]|\^(?!\()")  # what no canonical name keeps
_CHANGES = re.compile(r"\^[({]?[-−]1[)}]?|⁻¹|[²³]|\^\d|\^\{\d\}")  # an inverse, a power
