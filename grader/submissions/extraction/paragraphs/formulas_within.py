"""The formulas in a text of which nobody can tell whether it is the answer: where none of them is, the text is none."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexemes import lexer_of
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, cases, words

# Words that are numbers, or make one of others: what they say is decided by no formula.
_NUMBERS = re.compile(
    r"(?<![\w-])(?:none|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion|"
    r"infinit\w*|unendlich\w*|infini\w*|exists?|existe\w*|existier\w*|diverge\w*|divergier\w*|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend|deux|trois|quatre|cinq|sept|huit|neuf|dix|"
    r"onze|douze|cent|mille|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|cien|mil)(?![\w-])"
)
# Words that put formulas together, or take one from another: `$9$ away from $256$`, `$e$ hoch $6$`, `$60$ by $6$`.
_COMBINING = re.compile(
    r"(?<![\w-])(?:subtract\w*|deduct\w*|remov\w*|drop\w*|exclud\w*|discard\w*|away|off|except\w*|but|rest|remain\w*|"
    r"without|sum|sums|difference|product|ratio|quotient|divi[ds]\w*|multipl\w*|third|quarter|square\w*|cube\w*|root|power|"
    r"raised|factorial|inverse|reciprocal|complement\w*|percent|negative|opposite|"
    r"abzüglich|zuzüglich|abzieh\w*|abgezogen|zieh\w*|ohne|außer|übrig\w*|differenz|summe|addier\w*|subtrahier\w*|"
    r"multiplizier\w*|produkt|geteilt|teil\w*|drittel|viertel|hälfte|halb\w*|hoch|potenz\w*|quadrat\w*|wurzel|kehrwert|"
    r"prozent|fakultät|gegenwahrscheinlichkeit|komplement|"
    r"sans|sauf|ôt\w*|enlev\w*|retir\w*|retranch\w*|soustra\w*|ajout\w*|addition\w*|somme|différence|produit|demi|tiers|"
    r"quart|puissance|exposant|carrée?|racine|opposé|reste\w*|complémentaire|factorielle|"
    r"sin|salvo|excepto|quita\w*|rest(?:a|o|amos|ando)|suma\w*|añad\w*|diferencia|producto|cociente|medio|tercio|cuarto|"
    r"elevad[oa]|potencia|cuadrado|cubo|raíz|opuesto|complement\w*)(?![\w-])"
    rf"|{F}\s+(?:by|over|to\s+the|durch|sur|par|sobre|entre|por|mal|fois|von|of|de)\s+{F}"
)


def formulas_within(question: Question, one: Found) -> tuple[str, ...]:
    """Return the formulas of a text; none where its words may make something else of them, or say a value."""
    if one.kind == "formula":
        return (one.text,)
    said = Clause(tuple(lexer_of(question).paragraph(one.text, one.source)))
    formulas = tuple(lexeme.text for lexeme in said.formulas)
    if any(lexeme.kind == "open" for lexeme in said.lexemes):
        return ()
    if question.kind.is_set:
        said_more = words(cues.AGAINST, cues.OTHERWISE).search(said.skeleton) or NEGATED.search(said.skeleton)
        is_changed = said_more or _OF_ENDS.search(said.skeleton)
        return () if is_changed and any(map(_RELATION.search, formulas)) else formulas
    if _COMBINING.search(said.skeleton):
        return ()
    if _NUMBERS.search(said.skeleton) or cases().search(said.skeleton) or _making().search(said.skeleton):
        return ()
    return formulas


# What adds the ends of an interval to it: `on $(0, 2)$ and at both ends of it`.
_OF_ENDS = re.compile(
    r"(?<!\w)(?:ends?|endpoints?|boundar\w+|inclu\w+|closed|both|rand\w*|ränder\w*|einschließlich|inklusive|samt|beide\w*|"
    r"bornes?|compris\w*|extrémités?|bords?|extremos?|bordes?|ambos)(?!\w)"
)
# What makes a set of a formula: `-1 < x < 5 without 0` is another one.
_RELATION = re.compile(
    r"[<>≤≥≠∈∪∩]|!=|\\(?:leq?|geq?|lt|gt|neq?|in|cup|cap|setminus)(?![A-Za-z])|[\[(][^()\[\]]*[,;][^()\[\]]*[\])]"
)


def _making() -> re.Pattern[str]:
    return words(cues.AMOUNT, cues.PART, cues.VALUE_WORDS, cues.OTHERWISE, cues.ABOUT)
