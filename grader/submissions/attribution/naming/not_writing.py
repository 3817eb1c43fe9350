"""What stands in a document and no student wrote as an answer: title, name, course, date, the sheet, `ignore`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from grader.records import dataclass, replace
from grader.submissions.attribution.naming.labels import ANSWER, NO_PROBLEM
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.own_text import HEADS, is_list, tight, without_empty_places, without_prompt
from grader.submissions.attribution.naming.patterns import matches
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.forms.blocks import Block, Code, Formula, Given, Heading, Prose, Table, Unread
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.titles import bare
from grader.submissions.problem_words import PROBLEM_WORDS

FRONT_CHARACTERS = 120  # of a line that may say who hands in what, and when
SHEET_CHARACTERS = 15  # of a text that is taken for the sheet's own wherever it stands
_LABELLED = (
    r"names?|students?|authors?|course|class|date|due|id|matriculation|matrikelnummer|matrikel|matr|matrnr|e-?mail|group|"
    r"gruppe|tutor|tutorial|instructor|professor|prof|semester|term|submitted|abgabe|kurs|datum|nom|prénom|cours|"
    r"étudiante?|nombre|alumn[oa]|curso|fecha|university|collaborators?|teammates|netid|uni|lecturer|lecture|vorlesung|"
    r"dozent|tas?|school|department"
)
_FRONT = re.compile(
    rf"(?:(?:student|family|first|last|full|your|mein|my)\s+)?(?:{_LABELLED})(?:\s+(?:name|number|id|nr|no|date))?\.?"
    r"\s*(?:\([^()]*\))?\s*[:：].*",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?:from|to|cc|subject|sent|reply-to|betreff|von|an|gesendet|objet|de|à|envoyé|asunto|para|enviado)\s*:\s+.*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|moin|servus|bonjour|bonsoir|"
    r"salut|ch[eè]re?|hola|buenos d[ií]as|buenas tardes|estimad[oa]s?)(?:\s+[\w.'’-]+){0,6}\s*[,.!:]?",
    re.IGNORECASE,
)
_HERE = re.compile(
    rf"(?:{_GREETING.pattern}\s*)?"
    r"(?:here\s+(?:are|is)|these\s+are|this\s+is|please\s+find|anbei|hier\s+(?:sind|ist)|dies\s+sind|das\s+sind|voici|ci-joint|"
    r"aqu[ií]\s+(?:est[aá]n?|van)|estas\s+son|adjunto)\s+(?:[\w'’-]+\s+){0,4}"
    r"(?:answers?|solutions?|homework|assignment|submission|l[öo]e?sung(?:en)?|antworten|abgabe|hausaufgaben?|réponses?|devoir|"
    r"respuestas?|soluciones|tarea)(?:\s+[\w'’-]+){0,6}\s*[.!:]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:best|all the best|(?:best|kind|warm|with (?:best|kind)) (?:regards|wishes)|regards|cheers|thanks|thank you|"
    r"many thanks|(?:viele|liebe|beste|mit freundlichen|freundliche|schöne) grü(?:ß|ss)en?|mfg|lg|vg|danke|"
    r"cordialement|bien à vous|bonne (?:soirée|journée)|merci|saludos|un saludo|gracias|atentamente)[,.!]*"
    r"(?:\s+(?P<name>[^\W\d_][\w.'’ -]{0,40}))?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|okt|dez|janvier|février|mars|"
    r"avril|juin|juillet|août|enero|febrero|marzo|abril|mayo|junio|julio|agosto)[a-zéû]*\.?"
)
_DATE = re.compile(
    rf"(?:\w+,?\s+)?(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?{_MONTH}"
    rf"(?:,?\s+(?:de\s+)?\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = r"\s*(?:,|&|;|/|\band\b|\bund\b|\bet\b|\by\b)\s*"
_DUE = re.compile(
    r"(?:abgabe|due|deadline|à\s+rendre|entrega|consegna)\s*(?:bis|am|by|on|le|el|il)?\s*\d{1,2}[./-]\d{1,2}\.?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-z](?>[\w'’.-]*)(?:\s+[^\W\d_a-z](?>[\w'’.-]*)){1,3}")
_GROUP = re.compile(
    r"(?:group|gruppe|groupe|grupo|gruppo|groep|turma|team|tutorial|class|klasse|section)\s*[#№]?\s*(?:\d{1,3}|\d{1,2}[a-z]|[A-Z]\d?)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*\((?:(?:page|seite|hoja|página|pagina)\s+\d{1,2}|(?:first|second|third|erste|zweite|dritte|première|deuxième|troisième"
    r"|primera|segunda|tercera)\s+(?:page|seite|hoja|página|pagina))\)\s*$",
    re.IGNORECASE,
)
_STUDENT_NUMBER = re.compile(
    rf"(?:(?:{_LABELLED})(?:\s+(?:number|id|nr|no))?\.?\s*[:#№]?\s*\d{{4,}}|\d{{5,}})", re.IGNORECASE
)
_HANDED_IN_BY = re.compile(
    r"(?:(?:(?:submission|solutions?|answers?|submitted|handed\s+in|homework)\s+)?(?:by|of)|answers?\s+from|(?:(?:abgabe|lösung(?:en)?"
    r"|antworten|eingereicht|hausaufgaben?)\s+)?von|(?:(?:rendu|devoir|réponses)\s+)?par|(?:rendu|devoir|réponses|entrega|tarea|respuestas)\s+de"
    r"|(?:svolto\s+)?da|(?:ingeleverd\s+)?door)\s*:?\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*")
# What a name stands beside: a sheet, also where that is called an exercise, and the year.
_SHEET = re.compile(rf"(?:{NO_PROBLEM}|{PROBLEM_WORDS}|esercitazione)\s*[#№]?\s*\d{{1,3}}|(?:19|20)\d\d", re.IGNORECASE)
_WORKED_WITH = re.compile(
    r"(?i:(?:(?:i|we)\s+)?(?:have\s+)?(?:worked|collaborated|discussed)\s+(?:together\s+)?with|(?:bearbeitet\s+)?(?:zusammen|gemeinsam)\s+mit"
    r"|in\s+zusammenarbeit\s+mit|(?:j['’]ai\s+)?travaillé\s+avec|(?:he\s+)?trabajado\s+con|(?:ho\s+)?lavorato\s+con)\s+"
    rf"(?P<names>{_PERSON.pattern}(?:{_BETWEEN_NAMES}{_PERSON.pattern})*)(?i:\s+on\s+(?:nos?\.?|numbers?|problems?|questions?|exercises?)\s*\d{{1,2}})?"
)
_MADE_WITH = re.compile(
    r"(?i:exported|scanned|generated|created|typeset|made)\s+(?i:from|with|by|using|in)\s+[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?"
)
_BETWEEN = re.compile(_BETWEEN_NAMES)
_TITLE = re.compile(rf"\b(?:{NO_PROBLEM})\s*[#№]?\s*\d+\b", re.IGNORECASE)
# Of a notebook's first cell; a comment there may be an answer.
_SET_UP = re.compile(r"\s*(?:(?:import|from\s+[\w.]+\s+import)\s[\w\s.,*()]+|%\w.*)(?:#.*)?")
_APART = re.compile(
    r"\\(?:q?quad|hfill|hspace\*?\{[^{}]*\})(?![A-Za-z])|\s(?:---?|—|–|\||·|•)\s|\t|\s{3,}"
)  # `HW 3 — Ada L.`
_RULE = re.compile(r"[-=_*~\s.]{3,}")


@dataclass(frozen=True)
class NotWriting:
    """Tells what a student wrote from what was there before; `ignores`: what the assignment ignores was, too."""

    names: Names
    ignores: bool = True

    def of_student(self, blocks: Sequence[Block], prompt: str = "") -> list[Block]:
        """Return blocks without those of the sheet and what `ignore` matches; headings stay.

        `prompt` is that of the problem under whose heading they stand, however short it is.
        """
        blocks, is_asked = without_prompt(blocks, prompt)
        kept = self._written(blocks, is_asked)
        if is_asked and (quoted := _quoted(kept)) is not None:
            kept = self._written(quoted, True)
        return without_empty_places(_without_closing(kept), self.names.places)

    def _written(self, blocks: Sequence[Block], after: bool) -> list[Block]:
        """Return blocks without those of the sheet; `after`: they stand behind some of the sheet."""
        kept: list[Block] = []
        for block in blocks:
            after = self._is_sheet(block, after)
            mine = None if after else self._without_ignored(block)
            if mine is not None:
                kept.append(mine)
        return kept

    def _is_sheet(self, block: Block, after: bool) -> bool:
        """Whether a block is the sheet's own; a formula only behind another block of the sheet."""
        if isinstance(block, Heading) or (isinstance(block, Formula) and not after):
            return False
        text = tight(raw([block]))
        if text in HEADS or is_list(block, self.names.sheet_lists):
            return True
        if isinstance(block, Formula) or len(text) < SHEET_CHARACTERS:
            return after and text in self.names.sheet_texts
        texts = self.names.sheet_texts
        return text in texts or all(line in texts for line in map(tight, block.text.split("\n")) if line)

    def _without_ignored(self, block: Block) -> Block | None:
        patterns = self.names.sheet.ignore if self.names.sheet and self.ignores else ()
        if not patterns or isinstance(block, Heading):
            return block
        if not re.search(r"[$=\\]", block.text) and _is_ignored(patterns, raw([block])):
            return None
        if not isinstance(block, Prose):
            return block
        lines = ["" if _is_ignored(patterns, line) else line for line in block.text.split("\n")]
        text = "\n".join(lines)
        return replace(block, text=text) if text.strip() else None

    def is_front(self, block: Block, titled: bool) -> bool:
        """Whether a block before the first answer says who hands in what, and when.

        `titled`: whether problems are named further below, so that a name by itself is the student's.
        """
        if isinstance(block, Code):
            return all(_SET_UP.fullmatch(line) for line in block.text.split("\n") if line.strip())
        if isinstance(block, Table):
            return _is_front_table(block)
        if not isinstance(block, Prose):
            return not is_content(block)
        lines = [line for line in block.text.split("\n") if line.strip()]
        named = titled and any(re.search(r"[^\W\d]{2}", line) for line in lines)
        return all(self._is_front_line(line, titled, named) for line in lines)

    def _is_front_line(self, line: str, titled: bool, named: bool) -> bool:
        parts = [part for part in _APART.split(line) if part.strip()]
        return all(self._is_front_part(part, titled, named) for part in parts)

    def _is_front_part(self, line: str, titled: bool, named: bool) -> bool:
        text = _PAGE.sub("", bare(line)).strip(" \\-*_#")
        if not text or _RULE.fullmatch(line.strip()):
            return True
        if len(text) > FRONT_CHARACTERS or re.search(r"[=$\\]", text):
            return False
        if _FRONT.fullmatch(text) or _DATE.fullmatch(text) or re.fullmatch(r"\S+@\S+\.\w+", text):
            return True
        if not titled:
            return False
        if any(kind.fullmatch(text) for kind in (_MAIL, _GREETING, _HERE, _WORKED_WITH, _MADE_WITH, _DUE)):
            return True
        people = _are_people(text)
        number = (named and text.isdigit() and len(text) >= 5) or (
            not text[0].isdigit() and _STUDENT_NUMBER.fullmatch(text) is not None
        )
        is_title = bool(_TITLE.search(text)) and len(text.split()) <= 10
        course = re.fullmatch(r"[A-Z]{2,8}[- ]?\d{2,5}\w{0,6}(?:[- ]\w{1,8})?", text) is not None
        said = same_words(text)
        is_named = f" {said} " in f" {self._title} " and re.search(r"[^\W\d]{3}", said) is not None
        return people or number or is_title or course or said == self._title or is_named

    @cached_property
    def _title(self) -> str:
        return same_words(self.names.sheet.title) if self.names.sheet and self.names.sheet.title else "\0"


def _are_people(text: str) -> bool:
    """Whether a text names who hands in, with what stands beside names; a single word is a name behind `by`."""
    by = _HANDED_IN_BY.match(text)
    first, *others = _BETWEEN.split(text[by.end() :] if by else text)
    beside = [any(kind.fullmatch(one) for kind in (_GROUP, _STUDENT_NUMBER, _DATE, _SHEET)) for one in others]
    is_short = _NAME.fullmatch(first) is not None and (by is not None or (bool(others) and all(beside)))
    is_first = _PERSON.fullmatch(first) is not None or is_short
    return is_first and all(is_beside or _PERSON.fullmatch(one) for one, is_beside in zip(others, beside, strict=True))


def names_in(line: str) -> list[str]:
    """Return what a line that says who hands in may name, in small letters: `By Ada, C` names `ada` and `c`."""
    text = bare(line).strip(" \\-*_#") if len(line) <= FRONT_CHARACTERS else ""
    by = _HANDED_IN_BY.match(text)
    return [one.strip(" .:()").casefold() for one in (text, *_BETWEEN.split(text[by.end() :] if by else text))]


def _quoted(blocks: Sequence[Block]) -> list[Block] | None:
    """Return what stands in quotations, where nothing else was written: below what is asked that is the answer."""
    inner = [one for block in blocks for one in (block.inner if isinstance(block, Unread) else ())]
    is_all = all(isinstance(block, Unread) and block.inner for block in blocks)
    is_plain = not any(isinstance(one, Heading | Unread | Given) for one in inner)
    return inner if inner and is_all and is_plain else None


def is_by_person(text: str) -> bool:
    """Whether a text is nothing but who hands in what, and when: names of two to four words with capitals, dates.

    It stands behind the name of a sheet; by itself `Satz von Bayes` would be an answer.
    """
    parts = [_PARTICLES.sub(" ", part.strip()) for part in _BETWEEN.split(text)]
    return all(_PERSON.fullmatch(one) or _DATE.fullmatch(one) or _GROUP.fullmatch(one) for one in parts)


_PARTICLES = re.compile(r"(?<=\w)\s+(?:(?:van|von|de|der|den|del|di|da|dos|du|ter|zu|bin|al)\s+){1,2}(?=[^\W\d_a-z])")


def _without_closing(blocks: list[Block]) -> list[Block]:
    """Return blocks without the end of a letter, `Best, Ada`, behind which only a name stands.

    Where nothing else is there, `Thanks` and below it `Overfitting`, nobody can tell whether that is a name.
    """
    for place, block in enumerate(blocks):
        if place < len(blocks) - CLOSING_BLOCKS or not isinstance(block, Prose):
            continue
        lines = block.text.rstrip().split("\n")
        ends = next((n for n, line in enumerate(lines) if _CLOSING.fullmatch(line.strip())), None)
        rest = [line for one in blocks[place + 1 :] for line in raw([one]).split("\n") if line.strip()]
        if ends is not None and all(_PERSONAL.fullmatch(line.strip()) for line in [*lines[ends + 1 :], *rest]):
            text = "\n".join(lines[:ends])
            kept = [*blocks[:place], *([replace(block, text=text)] if text.strip() else [])]
            return kept if any(map(is_content, kept)) else blocks
    return blocks


CLOSING_BLOCKS = 2  # paragraphs that the end of a letter has
_PERSONAL = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,3}|")


def _is_front_table(table: Table) -> bool:
    """Whether each row of a table says who hands in what, `| Name | Ada |`; a cell by itself may be an answer."""
    rows = [[bare(cell).rstrip(" :") for cell in row if cell.strip()] for row in table.rows]
    said = [row for row in rows if row]
    if not all(len(row) == 2 and _FRONT.fullmatch(f"{row[0]}:") and not _FORMULA.search(row[1]) for row in said):
        return False
    return any(is_front_key(*row) for row in said)


_FORMULA = re.compile(r"[=$\\^*{}]")  # what stands in formulas


def is_front_key(key: str, value: str) -> bool:
    """Whether a key says who hands in what, and when: `name: Ada`, `course: ML 1`, `date: 2026-10-05`."""
    words = " ".join(key.replace("_", " ").replace("-", " ").split())
    if len(value) > FRONT_CHARACTERS or _FORMULA.search(value):
        return False
    is_said = re.search(r"[^\W\d]{2}", value) or _DATE.fullmatch(value) or _STUDENT_NUMBER.fullmatch(value.strip())
    return _FRONT.fullmatch(f"{words}:") is not None and bool(is_said)


def _is_ignored(patterns: Sequence[str], text: str) -> bool:
    """Whether a pattern describes a text; `Answer*` is what a sheet prints, and no answer behind it is ignored."""
    found = [pattern for pattern in patterns if matches(pattern, text)]
    return bool(found) and (_ANSWERED.match(text) is None or any("*" not in one for one in found))


_ANSWERED = re.compile(rf"[\s*_#>-]*(?:{ANSWER})\b[\s*_]*:[\s*_]*\S", re.IGNORECASE)
