"""What a table gives each name: rows that begin with one, or columns below one; what stands beside is never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from grader.records import dataclass
from grader.submissions.forms.blocks import Table
from grader.submissions.problem_words import PROBLEM_WORDS

Named = Callable[[str], bool]

_NUMBERING = (
    rf"{PROBLEM_WORDS}|parts?|items?|no|nr|number|num|id|field|name|variables?|symbol|parameters?|unknowns?|"
    r"unbekannten?|inconnues?|incognit[ae]|incógnitas?|onbekenden?|variabili|paramètres?|parámetros?|parametr[oi]|"
    r"teil|teilaufgabe|nummer|größe|partie|numéro|parte|apartado|número|numero|onderdeel|deel|alínea|[#№]"
)
_ANSWER = (
    r"answers?|results?|solutions?|values?|response|antwort(?:en)?|ergebnis(?:se)?|lösung(?:en)?|wert|réponses?|résultats?|"
    r"valeur|respuestas?|resultados?|soluci[óo]n(?:es)?|valor|rispost[ae]|risultat[oi]|soluzion[ei]|valore|respostas?|"
    r"solu[çc](?:[ãa]o|[õo]es)|antwoord(?:en)?|resultat(?:en)?|oplossing(?:en)?|uitkomst(?:en)?|waarde|svar|resultat|odpowied[źz]"
)
_ASIDE = (
    r"how|work|wie|hoe|cómo|working|workings|derivation|calculation|computation|explanation|justification|reason(?:ing)?|steps?|method|why|notes?|"
    r"points?|marks?|score|title|topic|rechnung|rechenweg|begründung|erklärung|herleitung|weg|punkte|titel|thema|calculs?|"
    r"justification|explication|raison|démarche|titre|cálculos?|justificación|explicación|razón|puntos|título|calcol[oi]|"
    r"spiegazione|motivazione|giustificazione|svolgimento|punti|titolo|justificativa|explicação|raciocínio|pontos|warum|pourquoi|perché|waarom|"
    r"berekening|uitleg|toelichting|motivering|punten|titel"
)
# Columns in which a student says something of an answer, and may take it back.
_REMARKS = (
    r"comments?|remarks?|notes?|kommentare?|bemerkung(?:en)?|anmerkung(?:en)?|commentaires?|remarques?|comentarios?|observaci(?:ón|ones)"
    r"|comment[oi]|osservazion[ei]|comentários?|opmerking(?:en)?"
)
_TAKES_BACK = re.compile(
    r"[?!≠]|\neq?(?![A-Za-z])|(?<!\w)(?:no|not|n't|wrong|false|incorrect|error|mistake|maybe|perhaps|guess\w*|unsure|instead|should|or|but|"
    r"only|sorry|skip\w*|draft|old|if|cannot|can|rather|actually|correct\w*|nicht|kein\w*|falsch|fehler|vielleicht|geraten|unsicher|statt|"
    r"sollte|oder|aber|nur|faux|fausse|pas|non|erreur|peut|plutôt|ou|mais|seulement|mal|quizás|pero|solo|sbagliato|forse|oppure|errado|"
    r"talvez|fout|niet|geen|misschien|maar)(?!\w)",
    re.IGNORECASE,
)
# What is no answer in any sheet: columns of what a person gives, or of when and where it was done.
_NO_ANSWER = (
    r"(?:max(?:imal)?\.?\s+)?(?:points?|marks?|score|punkte|puntos|page|pages|seite|página|time|zeit|temps|tiempo|date|datum|fecha|"
    r"source|quelle|hours?|minutes?|difficulty)(?:\s*\(?(?:\w+\.?)\)?){0,2}"
)
_OWN = r"(?:(?:my|the|our|your|final|meine?|unsere?|ma|mon|mi|end)\s+)*"
_SIGNS = " \t\n.:;,*_()[]{}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table gives one name, in the cells that may hold its answer; without a name, what belongs to none.

    `unsure`: nothing says which of its columns are answers.
    """

    name: str
    cells: tuple[str, ...]
    unsure: bool = False


def entries_of(
    table: Table, named: Named, titled: Named | None = None, says: Named = lambda word: False
) -> list[Entry]:
    """Return what a table gives each name; nothing where no row and no column has one.

    The only column beside the names, and those of reasons, may be `titled` as what they belong to: `Cost`, below
    `Costs`. A head whose words the problem itself `says`, `derivative`, is known to change nothing.
    """
    rows = _labels_first(_rows(table))
    if not rows:
        return []
    if titled is not None and is_head(rows[0][0], _LABELS):
        rows[0] = (rows[0][0], *_as_answers(rows, titled))
    return _by_columns(rows, named) or _by_rows(_with_numbers_above(rows), named, says)


def _as_answers(rows: Sequence[Sequence[str]], titled: Named) -> Sequence[str]:
    """Return the heads beside that of the labels, with the one that is titled so as that of answers, or of nothing.

    What is still to be worked out there, a limit or an integral, is what the sheet gives.
    """
    heads = [one.strip(_SIGNS) for one in rows[0][1:]]
    own = [place for place, one in enumerate(heads) if one and titled(one)]
    aside = [place for place, one in enumerate(heads) if one and is_head(one, _ASIDE)]
    if len(own) != 1 or len(own) + len(aside) < len(heads):
        return rows[0][1:]
    if any(_GIVEN.search(row[own[0] + 1]) for row in rows[1:] if len(row) > own[0] + 1):
        return rows[0][1:]
    return [("Answer" if aside else "") if place in own else one for place, one in enumerate(heads)]


_GIVEN = re.compile(r"\\(?:lim|sum|int|prod)|(?<!\w)lim(?!\w)|[∫∑∏]")


def labels_of(table: Table) -> list[str]:
    """Return what should name the rows of a table whose heads do not say that they count problems; perhaps nothing.

    All rows are then labels, but a first one that says so: `Part` and `Answer`, or nothing above the labels.
    """
    rows = _with_numbers_above(_labels_first(_rows(table)))
    if not rows:
        return []
    head, *others = rows[0]
    is_first = bool(others) and all(map(is_head, others)) and is_head(head, _NUMBERING)
    labels = [row[0] for row in rows[1 if is_first else 0 :]]
    return labels if labels and all(cell.strip(_SIGNS) for cell in labels) else []


def _rows(table: Table) -> list[tuple[str, ...]]:
    """Return the rows in which something stands; where heads stand there again, beside them, one below another.

    `Problem | Answer | Problem | Answer` has two problems in a row; an empty column may part them. They are counted
    along the rows or down the columns.
    """
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    width = len(rows[0]) if rows else 0
    filled = [place for place in range(width) if any(len(row) > place and row[place].strip() for row in rows)]
    heads = [rows[0][place].strip(_SIGNS).casefold() for place in filled]
    times = heads.count(heads[0]) if heads else 1
    size = len(heads) // times
    is_again = times > 1 and size > 1 and heads[:size] * times == heads and is_head(rows[0][filled[0]], _NUMBERING)
    if not is_again or not heads[0] or any(len(row) > width for row in rows):
        return rows
    full = [tuple((*row, *[""] * width)[place] for place in filled) for row in rows]
    parts = [[row[start : start + size] for start in range(0, size * times, size)] for row in full[1:]]
    ways = (parts, zip(*parts, strict=True))
    along, down = ([one for some in way for one in some if any(map(str.strip, one))] for way in ways)
    return [full[0][:size], *(along if _is_counted([one[0] for one in along]) else down)]


def _is_counted(labels: Sequence[str]) -> bool:
    """Whether the numbers in labels rise, or stay the same."""
    numbers = [int(found[0]) for one in labels if (found := re.search(r"\d{1,3}", one)) is not None]
    return numbers == sorted(numbers)


_LABELS = rf"{PROBLEM_WORDS}|parts?|teil|teilaufgabe|partie|parte|apartado"


def _labels_first(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows with the column of their labels first, where the heads say that it stands behind the answers."""
    heads = rows[0] if rows else ()
    places = [place for place, cell in enumerate(heads) if cell.strip(_SIGNS) and is_head(cell, _LABELS)]
    if len(places) != 1 or places == [0] or not is_head(heads[0], _ANSWER) or not heads[0].strip(_SIGNS):
        return rows
    (place,) = places
    return [(row[place], *row[:place], *row[place + 1 :]) if len(row) > place else ("", *row) for row in rows]


_LETTER = re.compile(r"\s*\(?[a-z]\)?[.)]?\s*")


def _with_numbers_above(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows with the number that stands alone in a row above their letters: `2`, and below it `(a)` and `(b)`."""
    found, above = [], ""
    for place, row in enumerate(rows):
        is_alone = place > 0 and _NUMBER.fullmatch(row[0].strip(" *_")) and not any(map(str.strip, row[1:]))
        behind = rows[place + 1][0] if place + 1 < len(rows) else ""
        if is_alone and _LETTER.fullmatch(behind):
            above = row[0].strip(_SIGNS)
            continue
        above = above if _LETTER.fullmatch(row[0]) or not row[0].strip() else ""
        is_part = bool(above) and row[0].strip() != ""
        found.append((f"{above}({row[0].strip(_SIGNS)})", *row[1:]) if is_part else row)
    return found


_NUMBER = re.compile(r"(?:[^\W\d_]+\.?\s*)?\(?\d{1,3}\)?[.:]?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def crossed_entries(table: Table) -> list[Entry]:
    """Return what stands below letters and behind numbers, as `2b` where these cross; nothing elsewhere."""
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    letters = [cell.strip(_SIGNS) for cell in rows[0][1:]] if rows and rows[0] else []
    if len(rows) < 2 or not letters or letters != list(_LETTERS[: len(letters)]) or not is_head(rows[0][0]):
        return []
    if not all(row and _NUMBER.fullmatch(row[0].strip(" *_")) and len(row) <= len(letters) + 1 for row in rows[1:]):
        return []
    return [
        Entry(f"{row[0].strip(_SIGNS)}{letter}", (cell,))
        for row in rows[1:]
        for letter, cell in zip(letters, row[1:], strict=False)
        if cell.strip()
    ]


def is_head(cell: str, *patterns: str) -> bool:
    """Whether a cell is the head of a column: nothing, or words such as `Question` and `My answer`."""
    bare = cell.strip(_SIGNS)
    whole = "|".join(patterns or (_NUMBERING, _ANSWER, _ASIDE, _REMARKS))
    return (
        re.fullmatch(rf"{_OWN}(?:{whole})(?:\s*(?:/|&|and|und|et|y)\s*(?:{whole}))?|", bare, re.IGNORECASE) is not None
    )


def _by_columns(rows: Sequence[Sequence[str]], named: Named) -> list[Entry]:
    """Return the columns of a table whose head names them, perhaps behind a column that says what its rows are."""
    if len(rows) < 2 or all(_SAID.search(row[0]) and named(row[0]) for row in rows):
        return []  # `Problem 1 | 3`, and below it `Problem 2 | 5`
    first = 0 if named(rows[0][0]) else 1
    heads = rows[0][first:]
    if not heads or not all(map(named, heads)) or (first and not is_head(rows[0][0])):
        return []
    if first and not all(is_head(row[0]) for row in rows[1:] if row):
        return []
    chosen = rows[1:]
    if first and len(rows) > 2:
        chosen = [row for row in chosen if row and is_head(row[0], _ANSWER) and row[0].strip()] or chosen
    found = []
    for place, head in enumerate(heads, first):
        cells = tuple(row[place] for row in chosen if len(row) > place and row[place].strip())
        found.append(Entry(head, cells))
    beyond = tuple(cell for row in rows[1:] for cell in row[first + len(heads) :] if cell.strip())
    return [*found, *([Entry("", beyond)] if beyond else [])]


_SAID = re.compile(r"[^\W\d_]{2}.*\d")  # a word and a number


def _by_rows(rows: Sequence[Sequence[str]], named: Named, says: Named) -> list[Entry]:
    """Return the rows that a name begins; what names nothing goes on with the row above, or belongs to no name."""
    labels = list(_labels(rows))
    known = [named(label) for label in labels]
    if not any(known):
        return []
    head = rows[0] if not known[0] else ()
    found: list[tuple[str, list[str], list[bool]]] = []
    for number, (row, label, is_name) in enumerate(zip(rows, labels, known, strict=True)):
        if is_name:
            cells, unsure = _cells(head, row, label, says)
            found.append((label, cells, [unsure]))
        elif number == 0 and all(
            is_head(cell) or (_SPOKEN.search(cell) and not _is_unknown(cell, says)) for cell in row
        ):
            continue
        elif not row[0].strip() and found and found[-1][0]:
            cells, unsure = _cells(head, row, label, says)
            found[-1][1].extend(cells)
            found[-1][2].append(unsure)
        else:
            found.append(("", [cell for cell in row if cell.strip()], []))
    return [Entry(name, tuple(cells), any(unsure)) for name, cells, unsure in found]


def _is_unknown(head: str, says: Named) -> bool:
    """Whether words stand above a column that call it neither numbers nor answers: `Rejected`, `Answer (guess)`."""
    said = _SPOKEN.findall(head)
    return bool(said) and "$" not in head and not is_head(head) and not all(map(says, said))


def _is_said(head: str, says: Named) -> bool:
    """Whether a head has words, and all of them are the problem's."""
    return _SPOKEN.search(head) is not None and not _is_unknown(head, says)


_SPOKEN = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")


def _labels(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what names each row: its first cell, with the second one where the head calls that a part."""
    in_parts = len(rows[0]) > 2 and re.fullmatch(_PART, rows[0][1].strip(_SIGNS), re.IGNORECASE) is not None
    above = ""
    for number, row in enumerate(rows):
        above = row[0] if number and row[0].strip() else above
        if in_parts and number and len(row) > 2 and row[1].strip():
            yield f"{above.strip(_SIGNS)}({row[1].strip(_SIGNS)})"
        else:
            yield row[0]


_PART = r"parts?|teil|teilaufgabe|partie|parte|apartado|sub(?:part|question)?"


def _cells(head: Sequence[str], row: Sequence[str], name: str, says: Named) -> tuple[list[str], bool]:
    """Return the cells of a row that may hold its answer, and whether nothing says which of them do.

    Those below `Answer` do where the others only lead there. Below `Points`, or `Ada` and `Bob`, nobody knows.
    """
    start = 2 if name != row[0] else 1
    rest = [(place, cell) for place, cell in enumerate(row) if place >= start and cell.strip()]
    if head is row or not any(one.strip(_SIGNS) for one in head[start:]):
        return [cell for _, cell in rest], head is not row and bool(head) and _is_unknown(head[0], says)
    heads = {place: head[place].strip(_SIGNS) if place < len(head) else "" for place, _ in rest}
    answers = [cell for place, cell in rest if heads[place] and is_head(heads[place], _ANSWER)]
    others = [heads[place] for place, _ in rest if not heads[place] or not is_head(heads[place], _ANSWER)]
    aside = all(one and (is_head(one, _ASIDE, _REMARKS, _NO_ANSWER) or _is_said(one, says)) for one in others)
    said = (cell for place, cell in rest if is_head(heads[place], _REMARKS) and heads[place])
    aside = aside and not any(map(_TAKES_BACK.search, said))
    if len(answers) == 1 and aside:
        return answers, False
    unsure = len(rest) > 1 or any(is_head(one, _NO_ANSWER) for one in others if one)
    unsure = unsure or any(_is_unknown(one, says) for one in (head[0] if head else "", *others))
    return [cell for _, cell in rest], unsure
