r"""Left sides that are known to be names of the answer, `y = …`, `f(x) = …`, or steps that can be read.

A name is a letter or a word with scripts, perhaps applied to what is declared. What stands above or beside the letter
of what is asked for makes another value of it, `\hat y`, `y^*`, `P(a)`, unless the prompt writes it, or says in words
what it is. All else may say anything of the answer, and is no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.claims.chains import chain
from grader.errors import LeftSideError, Span
from grader.language import units
from grader.language.names.functions import FUNCTIONS
from grader.language.spelling import canonical_name
from grader.marking.asked.asked_names import naming
from grader.marking.asked.labels import behind_label, is_noun
from grader.marking.asked.left_names import name_of
from grader.marking.texts import known_formulas, known_scripts, prompt_names, said_marks
from grader.marking.texts.left_sides import is_left_asked, is_written_in_prompt, left_of
from grader.problems.question import Field, Question
from grader.records import dataclass
from grader.wording import unreadable

MAX_CHARACTERS = 200  # of a left side that may be a name
_CALL = r"(?P<call>\s*\((?P<at>[^()]*(?:\([^()]*\)[^()]*)*)\)|\s*\[(?P<in>[^\[\]]*)\])?"
_SCRIPT = r"\s*_\s*(?:\{[^{}]*\}|[A-Za-z]{2,}(?![A-Za-z])|[\w+−-])"
_ABOVE = r"\s*\^\s*(?:\{[^{}]*\}|\\[A-Za-z]+|\([^()]*\)|[-−]?\w|[*+])|['′’]+|[\u0300-\u036f]|\*|[⁰¹²³⁴-⁹⁺⁻ᵀ]+"
_NAME = re.compile(
    rf"(?P<accent>(?:\\(?:hat|bar|tilde|dot|ddot|check|breve|acute|grave|widehat|widetilde|overline)\s*)+)?"
    rf"\{{?\s*(?P<base>[^\W\d_]+)\s*\}}?(?P<marks>(?:\d+|[₀-₉]+|{_SCRIPT}|{_ABOVE})*){_CALL}"
)
_MARK = re.compile(_ABOVE)
_SUBSCRIPT = re.compile(rf"{_SCRIPT}|[₀-₉]+|\d+")
_DERIVATIVE = re.compile(
    r"\\[dt]?frac\s*\{?\s*(?:d|∂)|d(?:\s*\^\d|²)?\s*(?:\w{1,7}(?:\(\w\))?)?\s*/\s*d|[∂∇]|\\(?:Delta|nabla|partial)(?![A-Za-z])|Δ"
)
_DOUBTFUL = re.compile(r"\s*(?:~|\{[^{}]*\}\s*\Z)")  # about it, or its fraction
_WORDS = re.compile(r"(?:[^\W\d_]{2,}[\s'’.-]*)+")
_LETTERS = re.compile(r"(?<![^\W\d_])(?<!\\)[^\W\d_]+")
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


def check_known(question: Question, field: Field, text: str, can_read: Callable[[str], bool]) -> None:
    """Raise LeftSideError where the first member of a chain is not known to be a name of the answer or a step."""
    left = behind_label(question, left_of(text))
    if left.strip(" $") and (
        is_known(question, field, text, left) or (can_read(left) and not _calls(question, field, left))
    ):
        left = next((one for one in chain(text).members[1:-1] if _speaks(field, one)), "")
    if not left.strip(" $") and not _is_congruence(question, text):
        return
    left = left if left.strip(" $") else left_of(text)
    start = max(0, text.find(left))
    message = unreadable.SAYS_SOMETHING_ABOUT_ANSWER.format(shown=left)
    raise LeftSideError(message, text, Span(start, start + len(left)))


def _calls(question: Question, field: Field, left: str) -> bool:
    """Whether a left side calls a letter of its own, `F(2x)`, which as a constant would be a factor there."""
    name = name_of(left) if question.constants or question.up_to is not None else None
    return name is not None and name.kind == "call" and name.of not in {*field.names.symbols, *field.names.functions}


def _is_congruence(question: Question, text: str) -> bool:
    """Whether a chain ends in a remainder and its modulus, `a = 3 mod 5`, where a number is asked for."""
    match = _REMAINDER.fullmatch(chain(text).members[-1]) if question.kind.is_one_number == "always" else None
    if match is None or not left_of(text) or is_written_in_prompt(question, match[0]):
        return False
    return len(match["left"]) <= len(match["by"]) < _DIGITS and int(match["left"]) < int(match["by"])


_DIGITS = 10  # of a modulus that is looked at
_REMAINDER = re.compile(r"[\s$]*(?P<left>\d+)\s*\\?[bp]?mod(?![A-Za-z])\s*\{?\s*(?P<by>\d+)\s*\}?[\s$.]*")


def _speaks(field: Field, member: str) -> bool:
    """Whether a member holds the field's own letter, and is not that: `x + 1` of x."""
    own, plain = prompt_names.plain(field.symbol), prompt_names.plain(member[:MAX_CHARACTERS])
    if len(own) != 1 or plain == own or field.symbol in field.names.symbols:
        return False
    return re.search(rf"(?<![^\W\d_])(?<!\\){own}(?![\w'’(_\[^{{])", plain) is not None


def is_worded_name(left: str) -> bool:
    """Whether a left side is words, or words before a name, which say what is meant: `the area A`."""
    words, _, last = prompt_names.plain(left[:MAX_CHARACTERS]).rpartition(" ")
    return _WORDS.fullmatch(words or last) is not None and (
        _WORDS.fullmatch(last) is not None or _NAME.fullmatch(last) is not None
    )


def is_known(question: Question, field: Field, text: str, left: str) -> bool:
    """Whether a left side is a name of the answer, what the prompt asks for, or a step to it."""
    is_tex = "\\" in left or "$" in left  # where braces group and `~` is a blank
    if len(left) > MAX_CHARACTERS or (not is_tex and _DOUBTFUL.match(left)):
        return False
    plain = prompt_names.plain(left)
    asked = _Asked.of(question, field)
    if asked.is_own(plain) or is_left_asked(question, left) or prompt_names.is_formula(question, left):
        return True
    if said_marks.is_operator_said(question, plain) or _is_calculated(plain):
        return True
    known = asked.others | asked.declared | asked.letters
    if known_formulas.is_formula_said(question, plain) or known_formulas.is_cancelled(plain, text, known):
        return True
    if len(question.fields) > 1 and not asked.holds(plain):
        return True  # what stands before it gave the field's name
    if _DERIVATIVE.match(plain) is not None:
        name = name_of(left)
        is_change = plain.startswith(("Δ", "\\Delta"))
        is_named = (is_change or (name is not None and name.of != "")) and not asked.holds(plain)
        return is_named or naming(question, text) == "asked"  # before a formula it is a step
    plain = asked.parted(plain)
    return asked.is_named(plain, text) or asked.is_of_several(plain)


def is_own_name(question: Question, field: Field, name: str) -> bool:
    """Whether a text is a field's own name, perhaps with the variables that it depends on: `y`, `y(x)`."""
    asked, plain = _Asked.of(question, field), prompt_names.plain(name)
    match = _NAME.fullmatch(plain)
    if match is None or match["in"] is not None:
        return False
    parts = [one.strip() for one in (match["at"] or "").split(",")] if match["call"] else []
    bare = plain[: match.start("call")] if match["call"] else plain
    return asked.is_own(bare) and all(one in asked.declared for one in parts)


def _is_calculated(plain: str) -> bool:
    """Whether a left side is a calculation with numbers and their units: `900/12 m`."""
    words = _LETTERS.findall(plain)
    if "\\deg" in plain:
        return False
    return re.match(r"[\s(\\]*(?:frac\s*\{\s*)?\d", plain) is not None and all(
        not units.reading.unit_fault(one) for one in words
    )


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
class _Asked:
    """What is known of the names of a question: letters that are asked for, ones that it writes, declared symbols."""

    question: Question
    own: frozenset[str]
    letters: frozenset[str]
    others: frozenset[str]
    declared: frozenset[str]
    has_symbol: bool

    @staticmethod
    def of(question: Question, field: Field) -> _Asked:
        """Return it for a field."""
        said = field.symbol or (field.name if len(question.fields) > 1 else "")
        base = re.match(r"[^\W\d_]+", prompt_names.plain(said))
        mine = tuple(one for one in (said, field.written, *field.spellings) if one)
        own = frozenset(
            filter(None, (*map(_canonical, mine), *(prompt_names.close(prompt_names.plain(one)) for one in mine)))
        )
        letters = frozenset(
            {prompt_names.greek(base[0])} if base and "^" not in said else ()
        ) | prompt_names.asked_letters(question)
        declared = frozenset(map(prompt_names.greek, field.names.symbols))
        return _Asked(question, own, letters, prompt_names.letters(question) - letters, declared, bool(field.symbol))

    def is_own(self, plain: str) -> bool:
        """Whether a text is the field's own name."""
        close = prompt_names.close(plain)
        return close in self.own or (_STRAY.search(close) is None and _canonical(plain) in self.own)

    def holds(self, plain: str) -> bool:
        """Whether a letter of what is asked for stands in a text."""
        found = _LETTERS.findall(plain)
        return any(one in self.letters or (len(one) == 2 and one[1] in self.letters) for one in found)

    def parted(self, plain: str) -> str:
        """Return a left side with a product of letters that the problem gives as one: `n p q` of `npq`."""
        match = _PRODUCT.match(plain)
        word = match[0] if match is not None else ""
        known = self.others | self.declared
        is_word = word in FUNCTIONS or is_noun(word) or word in prompt_names.close(said_marks.said_in(self.question))
        if not word or is_word or len(known.intersection(word)) < MIN_KNOWN or not self.letters.isdisjoint(word):
            return plain
        return plain if set(word) - known <= _CONSTANTS else " ".join(word) + plain[len(word) :]

    def is_named(self, plain: str, text: str) -> bool:
        """Whether a left side is a name, behind words that say nothing, or a list of names."""
        if (match := _NAME.fullmatch(plain)) is not None:
            return self.is_name(match, text)
        words, _, last = plain.rpartition(" ")
        if _WORDS.fullmatch(plain):
            return True  # words are told by what they mean
        if words and (match := _NAME.fullmatch(last)) is not None and _are_neutral(self.question, words):
            return self.is_name(match, text)
        if (row := _LIST.fullmatch(plain)) is not None:
            entries = _BETWEEN.split(row["entries"] or row["rows"])
            return len(entries) > 1 and all(_NAME.fullmatch(one.strip()) for one in entries)
        name = name_of(plain)
        return name is not None and name.kind == "call" and len(name.of) > 1 and not self.holds(plain)

    def is_of_several(self, plain: str) -> bool:
        """Whether a left side is calculated with several letters, none of them asked for: given ones, or its own.

        One that nobody knows beside known ones, `p - m v`, is what it speaks about.
        """
        bare = _COMMAND.sub(" ; ", plain)
        if _NAME.fullmatch(plain) or _BESIDE.search(bare) or _DIFFERENTIAL.match(plain):
            return False
        if self.question.kind.is_array and prompt_names.is_turned(self.question, plain):
            return False
        if not _OPERATORS.isdisjoint(_LETTERS.findall(bare)):
            return False  # none is a product of letters
        found = [one for one in _LETTERS.findall(bare) if one not in FUNCTIONS and one not in {"T", "E", "P"}]
        letters = {letter for one in found for letter in (one if len(one) < 4 else (one,))}
        own = letters - self.others - self.declared
        if len(letters) < 2 or len(own) == 1 or not letters.isdisjoint(self.letters):
            return False
        return bool(own) or _UNKNOWN.search(said_marks.said_in(self.question)) is None

    def is_name(self, match: re.Match[str], text: str) -> bool:
        """Whether a letter or a word with its marks is a name of the answer."""
        base, inside = match["base"], match["at"] if match["at"] is not None else match["in"]
        if prompt_names.is_written(self.question, match[0]):
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

    def _is_base(self, base: str, *, is_bare: bool) -> bool:
        """Whether a letter may be the answer's name: no declared one, nor what is asked for beside another one."""
        if base in self.letters:
            return True
        if is_bare and base in self.declared:
            return False
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
        letters = self.letters.intersection(_LETTERS.findall(inside))
        if len(base) > 1 and base not in _HEADS and all(re.fullmatch(r"[-−]?\d+(?:\.\d+)?", one) for one in parts):
            return all(is_written_in_prompt(self.question, one) for one in parts)  # `round(2.2)` has a value of its own
        if len(base) > 1 or base in _HEADS:
            return not letters
        known = self.declared | self.others
        if self.declared and any(len(one) == 1 and one.isalpha() and one not in known for one in parts):
            return False  # `F(y)` of a formula in x
        return not letters and all(
            one in self.declared or not self.declared.intersection(_LETTERS.findall(one)) for one in parts
        )


_OPERATORS = frozenset({"Var", "var", "Cov", "cov", "std", "det", "deg", "dim", "ker", "arg", "rank", "sd", "SD"})
_DIFFERENTIAL = re.compile(r"D\s*(?:\^\s*\{?\d\}?|²)?\s*\(?\d*\s*[a-z]")
_PRODUCT = re.compile(r"[a-z]{2,4}(?![A-Za-z])")
MIN_KNOWN = 2  # letters of the problem in a product that is written like a word
_CONSTANTS = frozenset("gchke")  # of nature, which a problem need not name
_PARTS_OF = re.compile(r"[,;|]")  # what a function is of: `f(x; W, b)`
_STRAY = re.compile(r"[*+−-]|\^(?!\()")  # what no canonical name keeps
_CHANGES = re.compile(r"\^[({]?[-−]1[)}]?|⁻¹|[²³]|\^\d|\^\{\d\}")  # an inverse, a power
