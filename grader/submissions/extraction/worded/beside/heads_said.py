"""Heads above an answer or within it: what they say of all that stands below, `#### Rejected`, `## Problem 1 (wrong)`.

Within an answer every word must be known to change nothing; what a sheet, a course, a student or a problem is called
holds words that nobody knows, so of those only the words count that refuse what stands below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from grader.marking.asked.labels import is_noun
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import WORD
from grader.submissions.extraction.worded.beside.told_beside import refuses_all
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import quiet, singles, words
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Heading, Prose
from grader.submissions.forms.content import is_content
from grader.submissions.kept import by_texts
from grader.submissions.ledger.region import ABOVE_ALL, OTHER_SHEET
from grader.submissions.problem_words import PROBLEM_WORDS, SHORT_WORDS


def refused_by_head(
    question: Question, heads: Sequence[Heading], blocks: Sequence[Block], inner: Sequence[Heading] = ()
) -> str:
    """Return the head that may say of an answer that it is none, or somebody else's; empty where none does.

    `heads` are those above what stands in `blocks`, the problem's own one last, `inner` those between it and its part.
    """
    places = {(head.source.file, head.source.line) for head in heads}
    behind = [one.title for one in blocks if isinstance(one, Heading) and (one.source.file, one.source.line) in places]
    for title in (*(head.title for head in heads), *behind):  # what stands behind a name in its head is its title
        if title.startswith(ABOVE_ALL):
            if refuses_all(title.removeprefix(ABOVE_ALL)):
                return title.removeprefix(ABOVE_ALL)
        elif title.startswith(OTHER_SHEET) or _is_refusing(question, title):
            return title.removeprefix(OTHER_SHEET)
    between = [head.title for head in inner]
    first = [block.title for block in blocks[:1] if isinstance(block, Heading) and block.title not in behind]
    aside = next((head for head in (*between, *first) if is_aside(question, head)), "")
    within = (*between, *(head for head in _within(blocks) if head not in behind))
    return aside or next((head for head in within if is_unknown(question, head)), "")


@by_texts
def _is_refusing(question: Question, title: str, /) -> bool:
    """Whether a head refuses what stands below it, whatever the question is called."""
    return _STRUCK.search(title) is not None or refuses(question, _without_own(question, title))


_STRUCK = re.compile(r"~~[^~\n]+~~|<(?:del|s|strike)>", re.IGNORECASE)


def _without_own(question: Question, title: str) -> str:
    """Return a head without the id and the title of the question, which refuse nothing: `not-invariant`."""
    problem = question.id.rpartition(".")[0]
    for own in filter(None, (question.id, problem, question.title)):
        title = re.sub(rf"(?<![\w-]){re.escape(own)}(?![\w-])", " ", title)
    return title


def _within(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the heads within an answer with something below them, lines in bold that are nothing else among them."""
    for place, block in enumerate(blocks):
        title = ""
        match block:
            case Heading():
                title = block.title
            case Prose(text=text) if bold := _BOLD.fullmatch(text):
                title = bold["title"]
        if title and any(map(is_content, blocks[place + 1 :])):
            yield title


def is_unknown(question: Question, text: str) -> bool:
    """Whether a head has a word that nobody knows to change nothing."""
    if _BY_MEANS.match(text) and not refuses(question, text):
        return False
    said = (word for word in WORD.findall(_FORMULA.sub(" ", text).casefold()) if len(word) > 1)
    says, own = asked_of(question).says, WORD.findall(question.id.casefold())
    return refuses(question, text) or any(
        not (is_known(word) or is_noun(word) or word in own or says(word)) for word in said
    )


# What says how the values below it were found, with no name in it: `With the loop above`.
_THE = r"(?i:the|our|this|these|el|la|los|las|le|les|il|lo|i|gli|de|het|o|os|as|der|dem|den|die)"
_MEANS = (
    r"loops?|formulas?|formulae|rules?|codes?|programs?|scripts?|cells?|theorem|method|definitions?|table|matrix|derivatives?"
    r"|bucle|fórmulas?|reglas?|código|programa|celda|teorema|método|definición|tabla|boucle|formules?|règles?|programme|cellule"
    r"|théorème|méthode|définition|tableau|ciclo|formula|regola|codice|definizione|Schleife|Formeln?|Regel|Programm|Zelle|Satz"
    r"|Methode|Definition|Tabelle|lus|regel|stelling"
)
_BY_MEANS = re.compile(
    rf"\s*(?:(?i:with|con|avec|met|com|mit)\s+{_THE}\s+(?:{_MEANS})(?!\w)[^A-Z\d]*"
    rf"|(?i:using|by|via|usando|mediante|en\s+utilisant|mittels)\s+(?:{_THE}\s+)?(?!an?\s|una?\s|une\s)[a-zß-ÿ][^A-Z\d]*)\Z"
)


def is_aside(question: Question, text: str) -> bool:
    """Whether a head calls what stands below it points, time, or a check of what was answered before."""
    said = [word for word in WORD.findall(text.casefold()) if word not in _SMALL]
    return bool(said) and all(word in _BESIDE for word in said) and not any(map(asked_of(question).says, said))


_SMALL = frozenset({"my", "the", "our", "meine", "die", "der", "mes", "les", "mis", "los", "a", "of"})
_BESIDE_TEXT = (
    "time times points point score scores marks check checks checking verification probe probes kontrolle zeit zeiten "
    "punkte punktzahl temps points vérification contrôle puntos tiempo comprobación tempo punti verifica pontos "
    "verificação punten tijd controle hints hint sources quellen tipps difficulty difficulté schwierigkeit"
)
_BESIDE = frozenset(_BESIDE_TEXT.split())


def refuses(question: Question, text: str) -> bool:
    """Whether a text has a word that refuses something or makes it somebody else's, and that is not the problem's."""
    low = text.casefold()
    says = asked_of(question).says
    return any(not says(match[0]) for match in _refusing().finditer(low))


def is_known(word: str) -> bool:
    """Whether a word leads to answers, says how they are found, or is what heads within them are called."""
    return word in _known()


@cache
def _known() -> frozenset[str]:
    tables = (cues.METHOD, cues.WORKING, cues.PREMISE, cues.PART, cues.PRONOUN, cues.LEADING, cues.NAMING, cues.CASE)
    more = (cues.CHECKING, cues.REPEATED, cues.BINDING, cues.CAUSE, cues.REASON, cues.CLOSING, *cues.ORDINALS)
    return quiet() | singles(*tables, *more) | _HEADING


@cache
def _refusing() -> re.Pattern[str]:
    return re.compile(rf"{words(cues.OTHERS).pattern}|(?<!\w)(?:{_REFUSING})(?!\w)")


_REFUSING = (
    r"wrong|incorrect|mistaken?|scratch|ignore|false|not|reject\w*|discard\w*|draft|old|example|neighbou?r\w*|friend\w*|guess\w*|delet\w*|crossed|struck|invalid|(?:last|previous)\s+(?:year|week|semester|time)"
    r"|superseded|outdated|obsolete|abandoned|revoked|failed|replaced|(?:see|use)\s+(?:the\s+)?(?:other|new|second|last|final)\s+(?:file|document|version|page)"
    r"|veraltet\w*|überholt|misslungen|zurückgezogen|annulliert|ersetzt|siehe\s+(?:die\s+)?(?:andere|neue|zweite)\s+(?:datei|version|seite)"
    r"|annulé\w*|périmé\w*|obsolète|raté\w*|remplacé\w*|anulad[oa]s?|obsolet[oa]s?|reemplazad[oa]s?|descartad[oa]s?|annullat[oa]|superat[oa]"
    r"|retract\w*|withdrawn|unused|untrue|void|cancell?ed|disregard|doubtful|unanswered|possible\s+(?:answers|solutions)"
    r"|(?:corrections?|expected|answers?|solutions?)\s+(?:of|by|from)\s+(?:the\s+)?(?:tutor|teacher|lecturer|others?)"
    r"|expected\s+(?:answers?|results?|solutions?)|(?:model|sample)\s+(?:answers?|solutions?)|musterlösung\w*|erwartete\s+\w+"
    r"|(?:réponses|résultats)\s+attendus?e?s?|respuestas\s+esperadas"
    r"|falsch\w*|nicht|verworfen\w*|entwurf|gestrichen\w*|nachbar\w*|geraten|ungültig\w*|beispiel|(?:letzt|vorig)e\w*\s+(?:jahr|woche|semester)\w*|vorjahr\w*"
    r"|faux|fausse|pas|brouillon|rayé\w*|voisin\w*|exemple|falso|incorrect[ao]s?|borrador|tachad[oa]s?|vecin[oa]s?|ejemplo"
    r"|sbagliat[oa]|scartat[oa]|bozza|esempio|errad[oa]|rascunho|exemplo|fout|verworpen|klad|voorbeeld"
)
# What heads are called, or hold beside their names.
_HEADING = frozenset(
    [
        "answer",
        "solution",
        "part",
        "parts",
        "step",
        "steps",
        "proof",
        "derivation",
        "calculation",
        "computation",
        "working",
        "work",
        "explanation",
        "reasoning",
        "justification",
        "discussion",
        "conclusion",
        "summary",
        "setup",
        "notation",
        "idea",
        "approach",
        "main",
        "result",
        "results",
        "code",
        "plot",
        "plots",
        "table",
        "figure",
        "task",
        "question",
        "problem",
        "exercise",
        "points",
        "point",
        "pts",
        "marks",
        "continued",
        "cont",
        "contd",
        "bonus",
        "optional",
        "forward",
        "backward",
        "pass",
        "check",
        "verification",
        "remark",
        "note",
        "notes",
        "comment",
        "overview",
        "background",
        "theory",
        "details",
        "intuition",
        "final",
        "own",
        "antwort",
        "lösung",
        "teil",
        "schritt",
        "beweis",
        "herleitung",
        "rechnung",
        "rechenweg",
        "begründung",
        "erklärung",
        "ergebnis",
        "ansatz",
        "idee",
        "überlegung",
        "bemerkung",
        "probe",
        "zusammenfassung",
        "schluss",
        "fortsetzung",
        "aufgabe",
        "frage",
        "punkte",
        "punkt",
        "teilaufgabe",
        "réponse",
        "solution",
        "partie",
        "étape",
        "preuve",
        "démonstration",
        "calcul",
        "explication",
        "conclusion",
        "question",
        "exercice",
        "suite",
        "respuesta",
        "solución",
        "parte",
        "paso",
        "prueba",
        "demostración",
        "cálculo",
        "explicación",
        "conclusión",
        "pregunta",
        "ejercicio",
        "puntos",
        "risposta",
        "soluzione",
        "passo",
        "dimostrazione",
        "calcolo",
        "spiegazione",
        "conclusione",
        "domanda",
        "esercizio",
        "punti",
        "svolgimento",
        "resposta",
        "solução",
        "etapa",
        "prova",
        "antwoord",
        "oplossing",
        "deel",
        "stap",
        "bewijs",
        "berekening",
        "uitleg",
        "conclusie",
        "vraag",
        "opgave",
    ]
)
_BOLD = re.compile(r"\s*(?:\*\*|__)(?P<title>[^*_\n$=\\]{2,60}?)[:.]?(?:\*\*|__)[:.]?\s*")
_FORMULA = re.compile(rf"\$[^$]*\$|`[^`]*`|(?<!\w)(?:{PROBLEM_WORDS}|{SHORT_WORDS})(?!\w)", re.IGNORECASE)
