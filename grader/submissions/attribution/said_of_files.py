"""What is said in `README.md` beside the files of problems: which file is which, and what was not done.

Whatever else stands there may be an answer, a correction, or say that a file is another problem's.
"""

from __future__ import annotations

import re

MAX_SAID = 400  # signs of a sentence that only speaks of files

READ_FIRST = re.compile(r"(?:.*/)?(?:readme|liesmich|lies_?mich|lisez-?moi|l[ée]eme|leggimi)\.\w+\Z", re.IGNORECASE)
_FILE = re.compile(
    r"(?<!\w)(?:files?|folders?|documents?|datei(?:en)?|ordner|fichiers?|archivos?|carpeta|cartella|bestand(?:en)?)(?!\w)",
    re.IGNORECASE,
)
# What speaks of files and of the problems that they answer; no other word may stand beside these.
_WORDS = re.compile(
    r"(?:all|every|each|answers?|solutions?|is|are|in|its|own|files?|folders?|documents?|the|this|these|of|for|to|problems?|questions?"
    r"|exercises?|tasks?|numbers?|and|so|on|named|called|after|my|our|i|we|here|see|one|per|contains?|holds?|has|have|there|an?|separate"
    r"|with|by|as|it|they|their|that|which|belongs?|markdown|text|please|find|following|sheet|homework|assignment|submission|names?|readme|overview"
    r"|alle|jede[rs]?|antwort(?:en)?|lösung(?:en)?|ist|sind|im|eigenen?|eine[rn]?|datei(?:en)?|ordner|der|die|das|dem|den|diese[mnrs]?|von|für|zu|zur"
    r"|aufgaben?|fragen?|nummer|und|weiter|usw|heißt|heißen|wie|nach|meine|unsere|hier|siehe|steht|stehen|je|enthält|gehört|blatt|abgabe|übungsblatt"
    r"|tou(?:te)?s|chaque|réponses?|solutions?|est|sont|dans|son|propre|fichiers?|le|la|les|ce|du|de|des|pour|exercices?|et|un|une|par|voir|ici"
    r"|todas?|todos|cada|respuestas?|soluci[óo]n(?:es)?|está|están|en|su|propio|archivos?|carpeta|el|los|las|del|para|ejercicios?|y|por|aquí)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![\w.])[\w-]{0,30}?(?P<number>\d{1,3})[a-z]?\.(?:md|txt|tex|ipynb|pdf|html?|ya?ml|docx?|rtf|org)(?!\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"(?P<file>{_NAME.pattern})|(?P<alone>\d{{1,3}})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SIGNS = re.compile(r"[=$\\+*/^<>{}|]")  # of a formula, or of a row
_NOT_DONE = re.compile(
    r"(?:(?:i|we)\s+(?:did\s+not|didn['’]t|could\s+not|couldn['’]t)\s+(?:do|solve|finish)|je\s+n['’]ai\s+pas\s+fait|no\s+hice)"
    r"\s[^=$\\:;.+*/]{1,60}\.?",
    re.IGNORECASE,
)


def is_of_files(sentence: str) -> bool:
    """Whether a sentence says nothing but which files there are, each with the number of its problem if any."""
    if (
        len(sentence) > MAX_SAID
        or _SIGNS.search(sentence)
        or (not _FILE.search(sentence) and not _NAME.search(sentence))
    ):
        return False
    told = [(match["number"], "") if match["file"] else ("", match["alone"]) for match in _TOKEN.finditer(sentence)]
    words = _WORD.findall(_TOKEN.sub(" ", sentence))
    return all(map(_WORDS.fullmatch, words)) and _are_paired(told)


def _are_paired(told: list[tuple[str, str]]) -> bool:
    """Whether each number stands beside the file that is called so, `p1.md is problem 1`; or only files are told."""
    files = [one.lstrip("0") for one, _ in told if one]
    alone = [one.lstrip("0") for _, one in told if one]
    if not alone:
        return len(files) != 1  # of one file something is said that may change what it is
    kinds = [bool(one) for one, _ in told]
    return files == alone and kinds == [kinds[0], not kinds[0]] * len(files)


def is_undone(sentence: str) -> bool:
    """Whether a sentence says what was not done: `I did not do problems 3 and 4`."""
    return _NOT_DONE.fullmatch(sentence) is not None and not _BUT.search(sentence)


_BUT = re.compile(r"(?<!\w)(?:but|it|is|are|result|answer|mais|est|pero|es)(?!\w)", re.IGNORECASE)
