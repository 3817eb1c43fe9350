"""Numbers as words and as Roman numerals, as problems are called by them: `Task four`, `Aufgabe drei`, `Problem IV`."""

from __future__ import annotations

from grader.language.texts.counted import CARDINALS

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"

ROMAN_NUMBERS = {numeral: value for value, numeral in enumerate(_ROMAN.split(), 1)}
NUMBER_WORDS = {
    word: value
    for words in CARDINALS.values()
    for value, several in enumerate(words.split(), 1)
    for word in several.split("|")
}
# What else says a number in a heading: no, part and many.
_LARGER = (
    "zero half halves third thirds quarter quarters twenty thirty forty fifty sixty seventy eighty ninety hundred",
    "thousand million twice infinity infinite null halb zwanzig dreißig vierzig fünfzig hundert tausend unendlich zéro",
    "demi vingt trente cent mille infini cero medio veinte treinta cien ciento mil infinito mezzo venti trenta cento",
)
LARGER_NUMBERS = frozenset(word for words in _LARGER for word in words.split())
