"""The named limits of reading, checked before any work is done."""

from __future__ import annotations

from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class TextLimits:
    """What a text of mathematics may not exceed."""

    max_text: int = 4_000  # characters
    max_tokens: int = 2_000
    max_nesting: int = 40  # brackets, exponents, signs and functions within each other
    max_depth: int = 100  # of the tree; `1/2/3/…` is deep without being nested
    max_number_digits: int = 1_000  # digits of a number as typed
    max_word: int = 40  # letters of a word that is taken apart into names
    max_splits: int = 8  # ways to take a word apart
    max_exponent: int = 1_000  # of a number in scientific notation
    max_readings: int = 8
    max_choices: int = 64  # combinations of choices that are tried
    max_retries: int = 64  # second attempts at a bracket that can be opened in two ways


LIMITS = TextLimits()
