r"""Letters of a prompt that stand for something else than what is asked for: `x = ±6` of all a, `x = 25` of a maximum.

A letter that the prompt does not use is the student's own name and says nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.given_letters import is_own, printed
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.words.counting import COUNTS
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which letters their formulas have
MIN_NOUN = 3  # letters of shorter words
_FORMULA = re.compile(r"\$([^$]{1,300})\$")
_TYPED = re.compile(r"(?<![\w\\])[^\s.?!:]*[=^+][^\s.?!:]*")
_LETTER = re.compile(
    r"(?<![A-Za-z\\])(?:\\[a-z]+|[A-Za-zα-ωΑ-Ω])(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z](?=[A-Za-z](?![A-Za-z]))"
)
_UPDATED = re.compile(
    r"(?i)updat|\bnew\b|next|step|iterat|\bneu|schritt|\bpas\b|nouv|itér|actualiz|nuev|paso|fix(?:ed)?\s*point|fixpunkt"
)
_AXES = re.compile(
    r"(?i)(?<!\w)\$?(?P<axis>[xy])\$?[-\s]?(?:intercept|achsenabschnitt)|ordonnée\s+à\s+l['’](?P<origin>origine)|(?P<ordenada>ordenada)"
    r"|intercepts?\s[^.?!]{0,60}?\$?(?P<crossed>[xy])\$?[-\s](?:axis|achse)"
)
_EXTREMAL = re.compile(
    r"(?i)(?:maximi[sz]e|minimi[sz]e|maximier\w*|minimier\w*|maximiser|maximizar?|minimizar?)\s+\$(?P<formula>[^$]{1,60})\$"
)
_VALUE = re.compile(
    r"(?i)(?:maxim|minim|máxim|mínim|größt|kleinst|largest|smallest)\w*\s+(?:value|wert|valeur|valor|\$?[A-Z]\b)"
)
_WHICH = re.compile(
    r"(?i)(?<!\w)(?:when|where|which|how\s+(?:many|long)|until|solve|find\s+\$?[a-z]\$?(?![a-z])|wann|wo|welche\w*|wie\s+(?:viele|lange)"
    r"|quand|combien|quel\w*|cuándo|cuánt\w+|quando|quant\w+)(?!\w)"
)
_AT_PLACE = re.compile(
    r"(?i)(?<!\w)(?:at|after|of|for|nach|bei|von|à|de)\s+\$?\s*(?:[a-z]\s*=\s*)?[-−]?\d|limit|grenzwert"
)


def is_other_letter(question: Question, name: Name, text: str) -> bool:
    """Whether a name is a letter of the prompt by itself, and known to be another one than that of the answer."""
    if name.kind != "bare" or name.above or len(question.fields) > 1 or question.kind.is_array:
        return False
    letter = printed(re.sub(r"_\{?\d\}?|\d", "", name.of))
    if len(letter) > 1:
        return False
    if question.kind.is_set:
        return _is_other_unknown(question, letter)
    if letter in map(printed, question.names.symbols):
        return _is_circular(question, letter, text)
    if question.names.symbols or is_own(question, letter):
        return False
    if _is_other_initial(question, letter):
        return True
    if _is_other_axis(question, letter) or _is_varied(question, letter) or _is_argument(question, letter):
        return True
    return _is_of_formulas(question, letter, parts.folded(name.of))


def _is_of_formulas(question: Question, letter: str, name: str) -> bool:
    """Whether a letter is a variable of the prompt's formulas, and the part that asks looks for no value of it.

    Where something is solved, or a place looked for, it may be the unknown, unless another letter is asked for. What a
    formula is solved for is its value, no variable: `y` of `y = σ(wx + b)`.
    """
    said, asking = parts.prompts(question), parts.asking_part(question.lead, question.prompt)
    told = {printed(one) for one in _VALUE_OF.findall(asking)}
    if told:
        return letter in parts.letters_in(said) - told
    is_solved = re.search(rf"(?<!\w){re.escape(letter)}\s*=", said) is not None
    if letter not in _variables(said) or is_solved or _UPDATED.search(asking) is not None:
        return False
    is_indexed = len(name) > 1 and name in parts.folded(asking)
    nouns = _NOUN.findall(_FORMULA.sub(" ", asking).casefold())
    if is_indexed or any(word.startswith(letter.casefold()) for word in nouns):
        return False
    return _COUNTED.search(asking) is not None or _SOLVED.search(asking) is None


@lru_cache(maxsize=KEPT)
def _variables(said: str) -> frozenset[str]:
    """Return the letters of the formulas of prompts that are variables: x, y and z, and arguments, `t` of `h(t)`."""
    arguments = frozenset(map(printed, _ARGUMENT.findall(said)))
    return _letters(said) & (arguments | {"x", "y", "z"})


_ARGUMENT = re.compile(r"(?<!\\)[A-Za-z]\s*\(\s*(\\?[A-Za-zα-ωΑ-Ω]+)\s*\)")
_NOUN = re.compile(rf"[^\W\d_]{{{MIN_NOUN + 1},}}")
_VALUE_OF = re.compile(
    r"(?i:(?<!\w)(?:values?|wert|valeurs?|valor|valore)\s+(?:of|von|de|di))\s+\$?(\\?[A-Za-zα-ωΑ-Ω]+)\$?(?=\s*(?:[.?!,;)]|\Z))"
)
_COUNTED = re.compile(rf"{COUNTS}|(?<!\w)combien(?!\w)", re.IGNORECASE)
_SOLVED = re.compile(
    r"(?i)(?<!\w)(?:solv|solution|lös|root|zero|nullstell|inter[cs]|schnitt|where|which|when|equal|equilib|gleich|wo(?!\w)|wann|welche|résou|racine"
    r"|zéro|où|quand|quel|resuel|soluci|raíz|raíces|cero|dónde|cuándo|cuál|risolv|radic|dove|quando|quale|until|bis(?!\w)|unknown|fix"
    r"|satisf|erfüll|cross|meet|reach|largest|smallest|greatest|least|maximi|minimi|optim|such\s+that|so\s+that|so\s*,?\s*dass|at\s+what|limi|grenzwert|missing|fehlend|manquant|faltan)"
)


def _is_other_unknown(question: Question, letter: str) -> bool:
    """Whether the elements of a set are values of one letter, and a left side is another one of the prompt."""
    declared = frozenset(map(printed, question.names.symbols))
    asked = declared or frozenset(_PLAINLY.findall(question.prompt))
    is_other = len(asked) == 1 and letter not in asked and not letter.isupper()  # as sets are called
    return is_other and letter in _letters(parts.prompts(question))


_PLAINLY = re.compile(r"(?:Give|Find|Bestimme|Gib|Donner|Da)\s+(?:the\s+)?\$?([a-z])\$?\s*(?:an\s*)?[.!]")


@lru_cache(maxsize=KEPT)
def _letters(said: str) -> frozenset[str]:
    """Return the letters of the formulas of prompts."""
    said = _UPRIGHT.sub(" ", said)
    told = " ".join([*_FORMULA.findall(said), *_TYPED.findall(_FORMULA.sub(" ", said))])
    return frozenset(map(printed, _LETTER.findall(told)))


_UPRIGHT = re.compile(r"\\(?:mathrm|text|operatorname)\s*\{[^{}]*\}")  # units and words


def _is_circular(question: Question, letter: str, text: str) -> bool:
    """Whether a letter of the answer is said to be a formula with this letter, `l = 2π√(l/g)`, and is no new value."""
    fields = {printed(field.symbol or field.name) for field in question.fields.values()}
    if letter in fields or _UPDATED.search(parts.prompts(question)) is not None:
        return False
    before, _, right = text.partition("=")
    if before.rstrip().endswith((":", "\\leftarrow", "←")):
        return False  # it is assigned
    return re.search(rf"(?<![A-Za-z\\]){re.escape(letter)}(?![A-Za-z])", right) is not None


def _is_other_axis(question: Question, letter: str) -> bool:
    match = _AXES.search(question.prompt)
    asked = (match["axis"] or match["crossed"] or "y").casefold() if match is not None else ""
    return bool(asked) and letter in {"x", "y"} - {asked}


def _is_other_initial(question: Question, letter: str) -> bool:
    """Whether the noun that is asked for begins with a letter of the prompt, and this is another one of its letters."""
    known = parts.letters_in(_MEASURED.sub(" ", parts.prompts(question)))
    initials = {word[0] for word in phrase_asked(question.lead, question.prompt) if len(word) > MIN_NOUN}
    asked = {one for one in known if one.casefold() in initials}
    return len(asked) == 1 and letter in known - asked and letter.casefold() not in initials


_MEASURED = re.compile(r"\d[\s~]+[A-Za-zµΩ°]{1,3}(?![A-Za-z])")  # `0.34 V`, whose letter is that of a unit


def _is_varied(question: Question, letter: str) -> bool:
    """Whether the extremal value of a formula is asked for, and a letter is one of those that it is made of."""
    match = _EXTREMAL.search(question.prompt)
    if match is None or _VALUE.search(question.prompt) is None:
        return False
    return letter in re.findall(r"(?<!\\)[A-Za-z]", match["formula"].rpartition("=")[2])


def _is_argument(question: Question, letter: str) -> bool:
    """Whether the value of a given function at some place is asked for, and a letter is its argument: `t` of `T(t)`."""
    asking = parts.asking_part(question.lead, question.prompt)
    given = re.search(rf"(?<![A-Za-z\\])[A-Za-z]\s*\(\s*{re.escape(letter)}\s*\)\s*=", parts.prompts(question))
    if given is None or letter in parts.letters_in(asking) or _WHICH.search(asking) is not None:
        return False
    return _AT_PLACE.search(asking) is not None
