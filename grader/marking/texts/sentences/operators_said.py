r"""Values behind the noun of the one operator that a prompt writes: `The remainder is 1` of `7^{100} \bmod 5`.

The operator must be all of a formula of the prompt, with numbers in it, and no other formula has one.
"""

from __future__ import annotations

import re

from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that may be such a sentence
_OPERATORS = (
    (re.compile(r"\\?gcd\(\d+(?:,\d+)+\)"), "gcd|ggt|pgcd|mcd|ggd|greatest common divisor"),
    (re.compile(r"\\?(?:lcm|operatornamelcm)\(\d+(?:,\d+)+\)"), "lcm|kgv|ppcm|mcm|kgv|least common multiple"),
    (re.compile(r"[\d^*·()+-]+(?:\\[bp]?)?mod\(?\d+\)?"), "remainder|rest|residue|reste|resto"),
    (re.compile(r"\\d?t?binom\{?\d+\}?\{?\d+\}?|\\d?t?binom\d\d"), "binomial coefficient|binomialkoeffizient"),
)
_WRITTEN = re.compile(r"(?<![\w\\])(?:gcd|lcm)\s?\(\s*\d+(?:\s*,\s*\d+)+\s*\)(?=[\s.?]*\Z)")
_ARTICLE = r"(?:(?:the|der|die|das|le|la|el|il|o|de)\s+)?"
_SAID = re.compile(
    rf"\s*{_ARTICLE}(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+){{0,2}}?)(?:\s+(?:is|equals|ist|est|es|è|é)\s+|\s*[:=]\s*|\s+)"
    r"(?P<value>\$?\d{1,12}\$?)[\s.]*",
    re.IGNORECASE,
)


# The words that only ask for a formula; with any other its value may be but a step to what is asked for.
_FORMULA = re.compile(r"\$[^$]{1,200}\$")
_ASKING = re.compile(
    r"(?i)(?:compute|find|calculate|evaluate|determine|give|state|simplify|what|s|is|the|value|of|work|out|berechnen?|bestimmen?|sie|was"
    r"|ist|den?|die|das|der|wert|von|calcule[rz]?|déterminer|déterminez|quel(?:le)?|est|l[ae]|valeur|que|vaut|calcular?|halla|cuánto"
    r"|vale|cuál|es|el|valor|calcolar?e?|quanto|trova|il|valore|bereken|wat)"
)


# How it is found says nothing of what is asked for: `Use the Euclidean algorithm to compute …`.
_METHOD = re.compile(
    r"(?i)(?<!\w)(?:us(?:e|ing)|by|with|mit|avec|con)\s+(?:the|dem|l['’]|el)?\s*(?:[^\W\d_]+['’]?s?\s+){1,2}(?:algorithm|method|theorem)\w*(?:\s+to(?!\w))?"
)


def _asks_only(prompt: str, nouns: str) -> bool:
    """Whether a prompt says nothing but that the value of its formula is asked for."""
    plain = _FORMULA.sub(" ", _WRITTEN.sub(" ", _METHOD.sub(" ", prompt))).casefold()
    called = {word for noun in nouns.split("|") for word in noun.split()}
    return all(_ASKING.fullmatch(word) for word in re.findall(r"[^\W_]+", plain) if word not in called)


def value_of_operator(question: Question, text: str) -> str:
    """Return the number behind the noun of the operator that the prompt writes; any other text itself."""
    match = _SAID.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None or question.kind.is_one_number != "always":
        return text
    typed = (re.sub(r"\s", "", one) for one in _WRITTEN.findall(question.prompt))
    formulas = [*prompt_names.written(question), *typed]
    found = [nouns for form in formulas for operator, nouns in _OPERATORS if operator.fullmatch(form)]
    is_only = len(found) == 1 and sum("=" in form or "≡" in form for form in formulas) == 0
    is_only = is_only and _asks_only(question.prompt, found[0])
    return match["value"] if is_only and match["noun"].casefold() in found[0].split("|") else text


# What comes of two numbers, each by its nouns and by the words that ask for it; no other words are told apart.
_RESULTS = (
    re.compile(r"(?i)(?<![^\W\d_])(?:sums?|summen?|sommes?|sumas?|sommas?|somas?|som)(?![^\W\d_])"),
    re.compile(
        r"(?i)(?<![^\W\d_])(?:products?|produkte?|produkts|produits?|productos?|prodott[oi]|produtos?)(?![^\W\d_])"
    ),
)
_MULTIPLIES = re.compile(
    r"(?i)multipl|\\(?:cdot|times|prod)(?![A-Za-z])|[·×∏]|(?<![^\W\d_])(?:times|mal|fois)(?![^\W\d_])"
)


def other_result(question: Question, text: str) -> str:
    """Return the noun of `The product is 6` where a prompt asks for a sum and speaks of no product, or the reverse."""
    match = _SAID.fullmatch(text) if len(text) <= MAX_CHARACTERS else None
    if match is None:
        return ""
    told = f"{question.lead}\n{question.prompt}"
    is_sum, is_product = (pattern.fullmatch(match["noun"]) is not None for pattern in _RESULTS)
    has_sum, has_product = (pattern.search(told) is not None for pattern in _RESULTS)
    is_other = is_product and has_sum and not has_product and not _MULTIPLIES.search(told)
    return match["noun"] if is_other or (is_sum and has_product and not has_sum) else ""
