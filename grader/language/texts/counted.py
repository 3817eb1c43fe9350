"""Words for numbers, by language, as titles and texts have them: `four`, `dritte`, `3rd`."""

from __future__ import annotations

# From one on, by language; several spellings of one number stand with a bar between them.
CARDINALS = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici",
    "pt": "um dois|duas três quatro cinco seis sete oito nove dez onze doze",
    "nl": "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf",
}
ORDINALS = (
    "first|1st|erste|première|premier|primera|primero|prima|primo|primeira|eerste",
    "second|2nd|zweite|deuxième|seconde|segunda|segundo|seconda|secondo|tweede",
    "third|3rd|dritte|troisième|tercera|tercero|terza|terzo|terceira|derde",
    "fourth|4th|vierte|quatrième|cuarta|cuarto|quarta|quarto|vierde",
)
