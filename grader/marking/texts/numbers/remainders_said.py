r"""Remainders that are said with their modulus, `3^{100} \equiv 4 \pmod 7`, where the prompt asks for that remainder.

The modulus must be the prompt's, the remainder the least one that is not negative, and what is congruent to it what the
prompt writes, an inverse that it asks for, or a letter of the answer's own. Congruences with numbers may stand before
it, `3^4 ≡ 1 (mod 10), so …`: the last one counts. A division with its remainder, `17 = 3 · 5 + 2`, says the quotient as
well; one that holds for a number that the prompt does not write is for a person.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.errors import AnswerError, Span
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 120  # of a text that may be such a remainder
MAX_STEPS = 300  # characters of a text in which congruences lead to one
_VALUE = re.compile(
    r"(?P<value>\d{1,9})\s*(?:\\[,;: ]|\s)*\(?\s*\\?[bp]?mod(?:ulo)?(?![A-Za-z])\s*\{?\s*(?P<by>\d{1,9})\s*\}?\s*\)?"
)
_INVERSE = re.compile(r"(?P<of>\d{1,9})\s*(?:\^\s*[({]?\s*[-−]1\s*[)}]?|⁻¹)")
_MODULUS = re.compile(
    r"(?i)(?:\\[bp]?mod(?![a-z])|(?<![a-z\\])mod(?:ulo?|\.)?(?![a-z])|divided\s+by|divide\s+\$?\d+\$?\s+by|division\s+(?:de\s+\$[^$]{1,40}\$\s+)?(?:by|durch|par)|divisé\s+par"
    r"|dividi\w+\s+(?:\$[^$]{1,40}\$\s+)?(?:entre|por|per)"
    r"|(?:durch|bei)(?=\s+\$?\d+\$?\s+(?:geteilt|dividiert)))\s*\{?\s*\$?\s*(\d{1,9})(?!\d|\.\d)"
)
_RING = re.compile(r"(?:Z|ℤ)\}?\s*(?:/|_)\s*\{?\(?\s*(\d{1,9})(?!\d)")  # `the inverse of 7 in Z/26Z`
_DIVISOR = re.compile(  # `17 : 5`, `23 durch 4`
    r"(?<![\d.,:/])\d{1,12}\$?\s*(?::|÷|\\div(?![A-Za-z])|/|durch|by|par|entre|por|per|door)\s*\$?(\d{1,9})(?![\d/:]|[.,]\d)"
)
_LAST_DIGIT = re.compile(
    r"(?i)(?:unit['’]?s?|last|ones|letzte|dernier|última|ultima)\s+(?:digit|ziffer|chiffre|cifra)(?!s)|einerziffer"
)
_LAST_DIGITS = re.compile(
    r"(?i)(?:(?:last|letzten|derniers|últimas|ultime)\s+(?P<count>\w{1,6})|(?P<before>\w{1,6})\s+(?:derniers|últimas|ultime))"
    r"\s+(?:digits|ziffern|chiffres|cifras|cifre)"
)
_COUNTS = {
    **dict.fromkeys(("2", "two", "zwei", "beiden", "deux", "dos", "due"), "100"),
    **dict.fromkeys(("3", "three", "drei", "trois", "tres", "tre"), "1000"),
}
_INVERTED = re.compile(r"(?i)invers\w*\s+(?:of|von|de|zu|di)\s+\$?\s*(\d{1,9})(?!\d|\.\d)")


def remainder(question: Question, text: str) -> str | None:
    """Return the remainder that a text says; None where it says none that the prompt asks for."""
    if (concluded := _concluded(text)) is not None:
        return remainder(question, concluded)
    if len(text) > MAX_CHARACTERS or (question.kind.is_one_number != "always" and not question.kind.is_array):
        return None
    members = [one.strip(" $.") for one in chain(text.strip(" $.")).members]
    moduli = moduli_of(question)
    if (divided := _DIVIDED.fullmatch(text.strip(" $."))) is not None:
        return _left_over(question, divided, moduli)
    if question.kind.is_one_number != "always":
        return None
    if len(members) == 2 and re.fullmatch(r"\d{1,9}", members[1]) and len(moduli) == 1:
        by = next(iter(moduli))
        is_least = int(members[1]) < int(by) and _is_asked_inverse(question, members[0], by)
        return members[1] if is_least else None  # `7^{-1} = 15`
    match = _VALUE.fullmatch(members[-1])
    is_congruence = match is not None and len(members) > 1 and members[0] and "mod" not in members[0]
    if match is not None and is_congruence and moduli and int(match["value"]) >= int(match["by"]):
        # `3^100 ≡ 11 mod 7` says no least remainder, and `11 mod 7` by itself would be read as one.
        raise AnswerError(unreadable_answers.CHECK_BESIDE_A_VALUE, match[0], Span(0, len(match[0])))
    if match is None or moduli != {match["by"]} or int(match["value"]) >= int(match["by"]):
        return None
    is_asked = (
        len(members) == 1
        or _is_asked_inverse(question, members[0], match["by"])
        or _is_of_prompt(question, members[0])
        or _is_reduced(question, members[0], match["by"])
    )
    return match["value"] if is_asked else None


_FOLLOWS = re.compile(
    r"(?:[,;.]\s*|\s)(?:and\s+|und\s+)?(?:so|hence|thus|therefore|then|also|somit|daher|folglich|donc|alors|entonces|luego|quindi"
    r"|dunque|logo|dus)(?:\s+that)?(?!\w)[,:]?\s*|\s*(?:⇒|⟹|=>|\\(?:Rightarrow|implies)(?![A-Za-z]))\s*",
    re.IGNORECASE,
)
# Numbers, powers and congruences, also with single letters, and words that join them; nothing that denies.
_STEPS = re.compile(
    r"(?:[\d\s^{}()=≡·⋅*×+,;.$−-]|\\(?:cdot|times|equiv|pmod|bmod|mod|Rightarrow|implies|[,;: ])(?![A-Za-z])"
    r"|(?<![A-Za-z\\])[a-z](?![A-Za-z])"
    r"|(?<![A-Za-z\\])(?:mod|and|und|et|since|because|as|denn|weil|da|car)(?![A-Za-z]))+",
    re.IGNORECASE,
)
_SAYS = re.compile(r"=|≡|\\equiv(?![A-Za-z])")


def _concluded(text: str) -> str | None:
    """Return the congruence that ends a text of congruences, behind a word that concludes; None where none does."""
    follows = list(_FOLLOWS.finditer(text)) if len(text) <= MAX_STEPS else []
    if not follows:
        return None
    steps, last = text[: follows[-1].start()], text[follows[-1].end() :]
    steps = _FOLLOWS.sub(" ; ", steps)
    is_said = _SAYS.search(steps) and _STEPS.fullmatch(steps) and len(chain(last.strip(" $.")).members) > 1
    return last.replace("$", "").strip() if is_said else None


def moduli_of(question: Question) -> set[str]:
    """Return the moduli that a prompt names, also by the digits that it asks for."""
    moduli = set(_MODULUS.findall(question.prompt))
    moduli |= set(_DIVISOR.findall(question.prompt)) if _REST.search(question.prompt) else set()
    moduli |= set(_RING.findall(question.prompt)) if _INVERTED.search(question.prompt) else set()
    moduli |= {"10"} if _LAST_DIGIT.search(question.prompt) else set()
    digits = [_COUNTS.get((one["count"] or one["before"]).casefold()) for one in _LAST_DIGITS.finditer(question.prompt)]
    return moduli | {one for one in digits if one is not None}


# A division with its remainder: `1024 = 204 · 5 + 4`.
_DIVIDED = re.compile(
    r"(?:(?P<power>\d{1,6}\s*\^\s*(?:\d{1,3}|\{\s*\d{1,3}\s*\}))\s*=\s*)?(?:(?P<of>\d{1,12})\s*=\s*)?"
    r"\(?\s*(?P<first>\d{1,12})\s*(?:[·⋅*×]|\\(?:cdot|times)(?![A-Za-z]))\s*(?P<second>\d{1,12})\s*\)?"
    r"\s*\+\s*(?P<rest>\d{1,9})"
)
_POWER = re.compile(r"(?<![\d.])(\d{1,6})\s*\^\s*(?:(\d{1,3})(?!\d)|\{\s*(\d{1,3})\s*\})")
_QUOTIENT = re.compile(r"(?i)(?<![a-z])(?:quotient|cociente|quoziente|quociente|quotiënt)")
_WITH_REST = re.compile(
    r"(?i)(?<![a-z])(?:mit|with|avec|con|com|met)\s+(?:a\s+)?(?:remainder|rest|reste|resto)(?![a-z])"
)
_REST = re.compile(r"(?i)(?<![a-z])(?:remainder|rest|reste|resto)(?![a-z])")


def _left_over(question: Question, divided: re.Match[str], moduli: set[str]) -> str | None:
    """Return what a division of a number of the prompt by its modulus says, where it holds.

    Raises AnswerError where it holds for another number, or nobody can tell which of its numbers are asked for.
    """
    first, second, rest = (int(divided[one]) for one in ("first", "second", "rest"))
    said = [_value(divided["power"])] if divided["power"] else []
    said += [int(divided["of"])] if divided["of"] else []
    if not said and question.kind.is_array:
        said = [first * second + rest]
    by = int(next(iter(moduli))) if len(moduli) == 1 else 0
    if not said or set(said) != {first * second + rest} or by not in {first, second} or rest >= by:
        return None
    theirs = _numbers(question)
    told = _as_asked(question, second if by == first else first, rest) if said[0] in theirs else None
    if told is None:
        raise AnswerError(unreadable_answers.CHECK_BESIDE_A_VALUE, divided[0], Span(0, len(divided[0])))
    return told


# `12 remainder 4`
_BESIDE_QUOTIENT = re.compile(
    r"[\s$]*(?P<quotient>\d{1,9})\s*,?\s*(?:(?:and|with|und|mit|avec|et|con|y)\s+)?(?:a\s+|the\s+)?"
    r"(?:remainder|rest|reste|resto)(?:\s+(?:is|of|ist|von|est|es|è|de)|\s*[:=])?\s*(?P<rest>\d{1,9})[\s$.]*",
    re.IGNORECASE,
)


def beside_quotient(question: Question, text: str) -> str:
    """Return the remainder that is said beside its quotient, where both are true; any other text itself."""
    match = _BESIDE_QUOTIENT.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    moduli = moduli_of(question)
    if match is None or len(moduli) != 1 or not _REST.search(question.prompt) or _QUOTIENT.search(question.prompt):
        return text
    by, rest = int(next(iter(moduli))), int(match["rest"])
    return match["rest"] if rest < by and int(match["quotient"]) * by + rest in _numbers(question) else text


def _numbers(question: Question) -> set[int]:
    """Return the whole numbers of a prompt, powers by their values."""
    theirs = {int(one) for one in re.findall(r"(?<![\d.^{])\d{1,12}(?![\d.])", question.prompt)}
    return theirs | {_value(match[0]) for match in _POWER.finditer(question.prompt)}


def _as_asked(question: Question, quotient: int, rest: int) -> str | None:
    """Return the remainder, or it and the quotient in the order of the prompt; None where that is not clear."""
    if question.kind.is_one_number == "always":
        return str(rest)
    asked = _WITH_REST.sub("", f"{question.lead}\n{question.prompt}")
    first, second = list(_QUOTIENT.finditer(asked)), list(_REST.finditer(asked))
    if len(first) != 1 or len(second) != 1:
        return None
    pair = (quotient, rest) if first[0].start() < second[0].start() else (rest, quotient)
    return f"[{pair[0]}, {pair[1]}]"


def _value(power: str) -> int:
    """Return the value of a power, 0 where it is too large to be written out."""
    base, exponent = (int(one) for one in re.findall(r"\d+", power))
    return base**exponent if exponent * len(str(base)) <= MAX_CHARACTERS else 0


def _is_of_prompt(question: Question, left: str) -> bool:
    """Whether the prompt asks of what a left side is what remains of it."""
    is_own = any(prompt_names.plain(left) == field.symbol for field in question.fields.values())
    if is_own:
        return True
    close = prompt_names.close(prompt_names.plain(left))
    if close in prompt_names.written(question) and not _INVERTED.search(question.prompt):
        return True
    return re.fullmatch(r"[a-z]", close) is not None and close not in prompt_names.letters(question)


def _is_reduced(question: Question, left: str, by: str) -> bool:
    """Whether the prompt asks for a number or a power by its modulus, `Compute 3^{100} mod 7`, and nothing of it."""
    plain = _plain_power(left)
    if not re.fullmatch(r"\d{1,9}(?:\^(?:\d{1,6}|-1))?", plain):
        return False
    asked = _REDUCED.finditer(_plain_power(question.prompt, " "))
    return any((one["of"].replace(" ", ""), one["by"]) == (plain, by) for one in asked)


def _plain_power(text: str, blank: str = "") -> str:
    """Return a text without the braces and dollars of its powers, an inverse as `7^-1`."""
    inverse = re.sub(r"\^\s*[({]?\s*[-−]\s*1\s*[)}]?|⁻¹", "^-1", text)
    return re.sub(r"\s+", blank, re.sub(r"[{}$]", "", inverse))


_REDUCED = re.compile(
    r"(?i)(?:\A|[.:]\s)\s*(?:compute|find|calculate|evaluate|determine|what\s+is|berechne|bestimme|calculer|calcula|calcola)\s+"
    r"(?P<of>\d{1,9}(?:\s*\^\s*(?:\d{1,6}|-1))?)\s*\(?(?:\\[bp]?)?mod(?:ulo)?\s*\(?(?P<by>\d{1,9})\)?"
    r"(?:\s+(?:using|with|by|via|mit|avec|con)\s[^.?!]{1,80})?\s*[.?!]?\s*\Z"
)


def _is_asked_inverse(question: Question, left: str, by: str) -> bool:
    """Whether a left side is the inverse that the prompt asks for: of a number, or written out with its modulus."""
    match = _INVERSE.fullmatch(left)
    if match is None:
        return False
    return _INVERTED.findall(question.prompt) == [match["of"]] or _is_reduced(question, left, by)
