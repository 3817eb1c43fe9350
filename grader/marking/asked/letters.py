"""The letters that quantities usually bear: `h` of a height, `F` of a force, `P(…)` of a probability."""

from __future__ import annotations

from functools import lru_cache

from grader.marking.asked.left_names import Name

KEPT = 2_000  # nouns of which the letters are kept
_LETTERS = {
    "h": "height höhe hauteur altura",
    "F": "force kraft fuerza",
    "t T": "time zeit temps tiempo period periode période periodo período",
    "v": "speed velocity geschwindigkeit vitesse velocidad",
    "a": "acceleration beschleunigung accélération aceleración",
    "m": "mass masse masa",
    "E W": "energy energie énergie energía work arbeit travail trabajo",
    "P": "power leistung puissance potencia",
    "p": "pressure druck pression presión momentum impuls",
    "f ν": "frequency frequenz fréquence frecuencia",
    "I": "current strom stromstärke courant corriente",
    "U V": "voltage spannung tension tensión voltaje",
    "R": "resistance widerstand résistance resistencia",
    "r R": "radius rayon radio",
    "d s": "distance abstand entfernung distancia",
    "A": "area fläche flächeninhalt aire área",
    "V": "volume volumen",
    "λ": "wavelength wellenlänge",
    "σ s": "deviation standardabweichung écart-type desviación",
}
_BY_NOUN = {
    noun: frozenset(Name("bare", letter) for letter in letters.split())
    for letters, nouns in _LETTERS.items()
    for noun in nouns.split()
}
_CALLS = {
    "P": "probability wahrscheinlichkeit probabilité probabilidad",
    "sd": "deviation standardabweichung écart-type desviación",
    "std": "deviation standardabweichung écart-type desviación",
    "SD": "deviation standardabweichung écart-type desviación",
}


@lru_cache(maxsize=KEPT)
def usual_names(noun: frozenset[str]) -> frozenset[Name]:
    """Return the names that a value of the quantity usually has; none of what no word is known."""
    bare = frozenset(name for word in noun for name in _BY_NOUN.get(word, ()))
    calls = frozenset(Name("call", head, "") for head, words in _CALLS.items() if not noun.isdisjoint(words.split()))
    return bare | calls
