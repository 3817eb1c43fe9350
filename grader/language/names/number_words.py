"""Words for numbers and answers, by language, that would be products of letters where nothing is declared."""

_ENGLISH = "zero one two three four five six nine ten half yes none true"
_GERMAN = "null eins zwei drei vier acht neun zehn halb ja nein"
_FRENCH = "deux trois cinq sept huit neuf dix oui non vrai faux"
_SPANISH = "uno dos tres seis ocho nueve diez"

NUMBER_WORDS = frozenset(f"{_ENGLISH} {_GERMAN} {_FRENCH} {_SPANISH} seven eight no".split())
