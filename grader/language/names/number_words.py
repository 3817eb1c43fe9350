"""Words for numbers and answers, by language, that would be products of letters where nothing is declared."""

_ENGLISH = frozenset(
    (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "half",
        "yes",
        "no",
        "none",
        "true",
    )
)
_GERMAN = frozenset(("null", "eins", "zwei", "drei", "vier", "acht", "neun", "zehn", "halb", "ja", "nein"))
_FRENCH = frozenset(("deux", "trois", "cinq", "sept", "huit", "neuf", "dix", "oui", "non", "vrai", "faux"))
_SPANISH = frozenset(("dos", "tres", "seis", "ocho", "nueve", "diez"))

NUMBER_WORDS = _ENGLISH.union(_GERMAN, _FRENCH, _SPANISH)
