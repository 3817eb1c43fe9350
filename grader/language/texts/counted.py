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

# From thirteen on, and the ordinals from fifth on, for texts that are compared.
MORE_CARDINALS = (
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
    "trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
    "tredici quattordici quindici sedici diciassette diciotto diciannove venti",
    "treze catorze quinze dezesseis dezessete dezoito dezenove vinte",
    "dertien veertien vijftien zestien zeventien achttien negentien twintig",
)
MORE_ORDINALS = (
    "fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth twentieth",
    "fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte"
    " achtzehnte neunzehnte zwanzigste",
    "cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième",
)
TENS = {  # with what joins them to the ones behind them
    "en": ("twenty thirty forty fifty sixty seventy eighty ninety", r"[\s-]"),
    "fr": ("vingt trente quarante cinquante soixante", r"-"),
    "es": ("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", r"\sy\s"),
}
JOINED_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"  # behind the ones: `neunundzwanzig`
