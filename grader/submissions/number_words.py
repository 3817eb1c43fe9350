"""Numbers as words and as Roman numerals, as problems are called by them: `Task four`, `Aufgabe drei`, `Problem IV`."""

from __future__ import annotations

# From one on, by language; several spellings of one number stand with a bar between them.
_WORDS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici",
    "pt": "um dois|duas três quatro cinco seis sete oito nove dez onze doze",
    "nl": "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf",
}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"

ROMAN_NUMBERS = {numeral: value for value, numeral in enumerate(_ROMAN.split(), 1)}
NUMBER_WORDS = {
    word: value
    for words in _WORDS.values()
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
