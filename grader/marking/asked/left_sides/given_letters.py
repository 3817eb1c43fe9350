r"""Letters to which a prompt gives a number, a set, a point or a matrix: `A = {3}` of `Let A = {1, 2, 3}, B = {3, 4}`.

What is asked for has another value than theirs, unless the prompt asks for that very letter or for a change of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.spelling.greek import PRINTED
from grader.language.units.reading import known_unit
from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.marking.asked.words.phrases import letter_beside, phrase_asked
from grader.marking.asked.words.quantities import further_letters, usual_letters
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they give
_LETTER = r"(?<![\w\\^}'])(?P<letter>\\?[A-Za-zα-ωΑ-Ω]+(?:_(?:\w(?!\w)|\{\w{1,6}\}))?)"
_IS = r"\s*(?:=|:=|is|be|ist|sei|est|es|è)\s*\$?\s*"
_POWER = r"(?:\s*[eE]\s*[-+−]?\d+|\s*(?:·|\*|×|\\cdot|\\times)\s*10\s*\^?\s*\{?[-−⁻]?[\d⁰-⁹]+\}?)?"
_CONSTANT = r"(?:\\?(?:ln|log|sqrt)\s*[({]?\s*\d[\d.]*\s*[)}]?|√\d+|\\?pi|π)(?:/\d+)?"  # and no formula with letters
_NUMBER = re.compile(
    rf"{_LETTER}\s*=\s*(?:[-−]?\d[\d.,/]*{_POWER}|{_CONSTANT})(?=\s*(?:\$|[,;)?]|\.(?!\d)|\Z|\\[,;]|~|%|°"
    r"|\\(?:mathrm|text)|(?<=\s)[A-Za-zµΩ]{1,4}[²³]?(?![\w(])|[A-Za-zµΩ]{2,4}[²³]?(?![\w(])))"
)
_ARRAY = re.compile(
    rf"{_LETTER}{_IS}(?:\\left\s*)?"
    r"(?:\\begin\{[pbvV]?matrix\}|\[\s*\[|\\?\{(?=[^:|]{0,200}\})|\((?=\s*[-−]?\d[^()]*[,;|]))"
)
_COORDINATE = r"\s*[-−]?\d[\d./]*\s*"
_POINT = re.compile(rf"(?<![\w\\^}}'])(?P<letter>[A-Z])\s*\({_COORDINATE}[,;|]{_COORDINATE}(?:[,;|]{_COORDINATE})?\)")
_ITSELF = (
    r"(?i)such\s+that|so\s+that|solve|sorted|list|elements|write|express|simplif|decompos|factor|diagonali|echelon|reduce"
    r"|rref|equation|gleichung|schreib|elemente|éléments|elementos"
)


def is_given_letter(question: Question, name: Name) -> bool:
    """Whether a name is a letter to which the prompt gives a value, and the prompt asks for none of that letter."""
    if name.kind != "bare" or name.above:
        return False
    letter, said = printed(name.of), parts.prompts(question)
    if letter not in letters_given(said):
        return _is_initial_beside(question, letter) and not is_own(question, letter)
    if CHANGES.search(said) is not None or re.search(_ITSELF, said) is not None:
        return False
    return not is_own(question, letter)


_COUNTED = re.compile(r"(?<![\w.,^/])\d[\d.,]*\s+(?P<noun>[^\W\d_]{4,})")


def _is_initial_beside(question: Question, letter: str) -> bool:
    """Whether a letter is the first one of what the prompt counts, and of no word that asks: `b` of 12 boys."""
    if len(letter) != 1 or "?" not in question.prompt:
        return False
    asking, low = parts.asking_part(question.lead, question.prompt).casefold(), letter.casefold()
    if any(word[0] == low for word in re.findall(r"[^\W\d_]{2,}", asking)):
        return False
    nouns = [match["noun"] for match in _COUNTED.finditer(parts.prompts(question))]
    return any(noun[0].casefold() == low and known_unit(noun) is None for noun in nouns) or _is_valued(question, letter)


_VALUED = re.compile(  # a noun to which a number is given: `padding 1`, `no padding`
    r"(?i)(?<!\w)(?:no|without|zero|ohne|keine?n?|sans|aucune?|sin|senza|sem|geen|zonder)\s+(?P<none>[^\W\d_]{4,})"
    r"|(?<![\w\\])(?P<noun>[^\W\d_]{4,})\s+(?:(?:of|von|de|di|van|is|ist|est|es|è|=)\s+)?[-−]?\d"
)
_SHARED = re.compile(r"(?i)\d\s*\\?%\s+(?:(?:of|an|von|de|di|van)\s+)?(?P<noun>[^\W\d_]{4,})")


def _is_valued(question: Question, letter: str) -> bool:
    """Whether a letter is the first one, in its case, of a noun to which the prompt gives a number: `p` of `padding 1`.

    Shares go by capital letters, too, `G` of `20 % guanine`. It may be the usual letter of what is asked for, or one
    for any number.
    """
    said = parts.prompts(question)
    firsts = {(one["none"] or one["noun"])[0] for one in _VALUED.finditer(said)}
    firsts |= {one["noun"][0].upper() for one in _SHARED.finditer(said)}
    if letter in _ANY or letter not in firsts:
        return False
    words = phrase_asked(question.lead, question.prompt)
    usual = {*usual_letters(words), *(one for word in words for one in further_letters(word))}
    return letter not in {one.removesuffix("()") for one in usual}


_ANY = frozenset("nNkxyz")


def is_own(question: Question, letter: str) -> bool:
    """Whether a letter is the symbol of an answer, declared for it, or asked for by name."""
    fields = (field.symbol or field.name for field in question.fields.values())
    own = {*map(printed, fields), *map(printed, question.names.symbols)}
    asked = {*(printed(one.of) for one in asked_names(question)), printed(letter_beside(question.prompt))}
    listed = {one for match in _LISTED.finditer(question.prompt) for one in re.findall(r"\w", match[0])}
    coordinates = {one[0] for one in phrase_asked(question.lead, question.prompt) if one[1:2] == "-"}  # `x-coordinate`
    return letter in own | asked | listed | coordinates or _asks_plainly(question, letter)


_LISTED = re.compile(r"\(\s*[A-Za-z](?:\s*,\s*[A-Za-z])+\s*\)")


def _asks_plainly(question: Question, letter: str) -> bool:
    asking = parts.asking_part(question.lead, question.prompt)
    return re.search(rf"{_ASKED}\s+\$?\s*\\?{re.escape(letter)}\s*\$?\s*(?:[.?!,]|\Z)", asking) is not None


_ASKED = r"(?i:maximal|minimal|new|value\s+of|find|give|compute|determine|what\s+is|bestimme|berechne)"


def printed(letter: str) -> str:
    """Return a letter as it is printed, λ for its command and its name; an index stays behind it."""
    bare, line, index = re.sub(r"[{}]", "", letter).removeprefix("\\").partition("_")
    return PRINTED.get(bare.removeprefix("var"), bare) + line + index


@lru_cache(maxsize=KEPT)
def letters_given(said: str) -> frozenset[str]:
    """Return the letters to which prompts give a number, a list in brackets or a matrix."""
    if "=" not in said and "(" not in said and "{" not in said:
        return frozenset()
    found = (match["letter"] for pattern in (_NUMBER, _ARRAY, _POINT) for match in pattern.finditer(said))
    return frozenset(one for one in map(printed, found) if len(one.partition("_")[0]) == 1)


def is_given_sum(question: Question, left: str, text: str) -> bool:
    """Whether a left side is a calculation to which the prompt gives another number: `x + y = 25` of `x + y = 10`."""
    if question.kind.is_one_number != "always" or _OPERATED.search(left) is None:
        return False
    tight = parts.folded(left)
    given = re.search(rf"(?<![\w+*/(.^-]){re.escape(tight)}=(?P<value>-?\d[\d.]*)(?![\w*/+(-])", _said(question))
    return given is not None and parts.folded(text).rpartition("=")[2].rstrip(".") != given["value"].rstrip(".")


_OPERATED = re.compile(r"[A-Za-z\d][\s$]*[+*·−-][\s$]*\d*[A-Za-z]")


def _said(question: Question) -> str:
    """Return the formulas of a problem in one spelling, each by itself."""
    return " ; ".join(
        map(parts.folded, re.split(r"[$,;]|\s(?:and|und|with|mit|to|et|avec|con)\s", parts.prompts(question)))
    )
