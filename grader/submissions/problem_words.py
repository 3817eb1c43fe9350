"""What a problem is called: the words that a number, a title or an id follows. A new word is a pair here, and no more.

An assignment may add words of its own (`words`). Sheet, homework, week and part are none.
"""

from __future__ import annotations

# One problem and several, as regular expressions, by language.
_WORDS = {
    "en": (("problem", "problems"), ("question", "questions"), ("exercise", "exercises"), ("task", "tasks")),
    "de": (("aufgabe", "aufgaben"), ("frage", "fragen")),
    "fr": (("exercice", "exercices"), ("probl[èe]me", "probl[èe]mes")),
    "es": (("ejercicio", "ejercicios"), ("problema", "problemas"), ("pregunta", "preguntas")),
    "it": (("problema", "problemi"), ("esercizio", "esercizi"), ("domanda", "domande"), ("quesito", "quesiti")),
    "pt": (("exerc[íi]cio", "exerc[íi]cios"), ("quest[ãa]o", "quest[õo]es"), ("pergunta", "perguntas")),
    "nl": (("opgave", "opgave[ns]"), ("vraag", "vragen"), ("oefening", "oefeningen"), ("opdracht", "opdrachten")),
    "sv": (("uppgift", "uppgifter"),),
    "da": (("opgave", "opgaver"),),
    "no": (("oppgave", "oppgaver"),),
    "pl": (("zadanie", "zadania"),),
}
# How the words are cut; `es` is a word of its own, but where a point or the end of the label is beside its number.
_SHORT = {
    "en": ("prob", "quest", "exer", "ex", "q", "p"),
    "de": ("aufg", r"zu(?=\s*\d{1,2}\s*[a-z]?\s*(?:[:.)]|\Z))"),
    "fr": ("exo", "exerc"),
    "es": ("ejerc", "ej", "preg"),
    "it": ("eserc", r"es(?=\.\s*\d|\s*\d{1,2}\s*(?:[:.)]|\Z))", "probl"),
    "nl": ("opg", "opdr"),
    "sv": ("uppg",),
    "pl": ("zad",),
}
_PAIRS = [pair for pairs in _WORDS.values() for pair in pairs]
ONE_PROBLEM = "|".join(dict.fromkeys(one for one, _ in _PAIRS))
PROBLEM_WORDS = "|".join(dict.fromkeys(word for pair in _PAIRS for word in pair))
SHORT_WORDS = "|".join(word for words in _SHORT.values() for word in words)
PROBLEM_INITIALS = "".join(sorted({one[0].upper() for one, _ in _PAIRS}))
