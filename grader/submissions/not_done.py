"""Texts that say that an answer was not done: `I ran out of time, sorry`, `keine Zeit`. They are no answers.

Only a whole text counts, all of whose words are said here; a remark beside anything else, a formula or a picture,
changes nothing. `none`, `no solution`, `unsolved`, `never reached`, `-` and `?` may be answers, and are never meant;
`I don't know` is for a person but where a value is asked for; there an excuse may stand in brackets, too.
"""

from __future__ import annotations

import re

from grader.claims.wording import words
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a text that may say nothing else

_NAMED = (
    r"(?:(?:this|that|the)\s+(?:(?:last|whole)\s+)?(?:problem|question|exercise|task|part)|"
    r"(?:diese|die|der|dieser)\s+(?:letzte[nr]?\s+)?(?:teil)?(?:aufgabe|frage)|"
    r"cet(?:te)?\s+(?:exercice|question|partie)|(?:este|esta|el|la)\s+(?:ejercicio|problema|pregunta|parte)|"
    r"quest[oa]\s+(?:esercizio|domanda|problema|parte)|(?:este|esta|o|a)\s+(?:exercício|questão|pergunta)|"
    r"(?:deze|dit|de)\s+(?:opgave|vraag|oefening|onderdeel))"
)
_THING = rf"(?:{_NAMED}|this(?:\s+one)?|that(?:\s+one)?|it|das|dit|deze)"
_FOR = rf"(?:\s+(?:for|on|with|für|pour|para)\s+{_THING})?"
_DONE = (
    r"(?:(?:get|got)\s+(?:around\s+to|round\s+to|to)|do|did|done|finish(?:ed)?|solved?|attempt(?:ed)?|"
    r"answer(?:ed)?|start)"
)
_GERMAN_DONE = r"(?:geschafft|bearbeitet|gemacht|gelöst|beantwortet|angefangen|hinbekommen)"
_NOT = r"(?:did\s*n['o]t|did\s+not|could\s*n['o]t|could\s+not|have\s*n['o]t|have\s+not)"

# What the student says of the student: no answer to any question.
_FULL = (
    rf"i\s+(?:just\s+)?(?:ran|have\s+run)\s+out\s+of\s+time(?:\s+here)?{_FOR}",
    rf"i\s+{_NOT}\s+manage\s+(?:to\s+{_DONE}\s+)?{_NAMED}",
    rf"i\s+(?:had|have)\s+no\s+(?:more\s+)?time(?:\s+left)?{_FOR}",
    rf"i\s+{_NOT}\s+have\s+(?:enough\s+|the\s+)?time{_FOR}(?:\s+to\s+{_DONE}\s+{_THING})?",
    rf"i\s+{_NOT}\s+{_DONE}\s+{_NAMED}",
    rf"i\s+(?:skipped|left\s+out)\s+{_NAMED}",
    rf"(?:{_NAMED}\s+habe?\s+ich|(?:ich\s+)?habe?\s+{_NAMED})\s+(?:leider\s+)?nicht\s+(?:mehr\s+)?{_GERMAN_DONE}",
    r"(?:dafür|dazu|hierfür|hierzu)\s+(?:hatte|habe)\s+ich\s+keine\s+zeit(?:\s+mehr)?",
    r"ich\s+hatte\s+(?:dafür\s+|dazu\s+|hierfür\s+)?keine\s+zeit(?:\s+mehr)?",
    r"je\s+n['’]ai\s+pas\s+eu\s+(?:le\s+|assez\s+de\s+)temps",
    r"no\s+me\s+(?:dio|ha\s+dado|alcanzó\s+el)\s+tiempo|no\s+tuve\s+tiempo|no\s+me\s+(?:ha\s+)?sal(?:ió|ido|e)",
    r"je\s+n['’]ai\s+pas\s+trouvé(?:\s+la\s+(?:réponse|solution))?|ik\s+ben\s+er\s+niet\s+uitgekomen",
    rf"i\s+(?:(?:will|'ll|have\s+to|had\s+to)\s+)?skip\s+{_NAMED}|i\s+left\s+{_NAMED}\s+(?:blank|empty|out)(?:\s+on\s+purpose)?",
    rf"{_NAMED}\s+habe?\s+ich\s+(?:leider\s+)?(?:ausgelassen|übersprungen|weggelassen)",
    rf"je\s+n['’]ai\s+pas\s+(?:fait|traité|réussi)\s+{_NAMED}|no\s+(?:hice|pude\s+hacer|he\s+hecho)\s+{_NAMED}",
    rf"non\s+ho\s+(?:avuto\s+(?:il\s+)?tempo|fatto\s+in\s+tempo|(?:fatto|svolto|risolto)\s+{_NAMED})",
    rf"(?:se\s+me\s+(?:olvidó|ha\s+olvidado|pasó)|olvidé)\s+(?:{_NAMED}|la\s+(?:demostración|prueba))",
    rf"i\s+forgot\s+(?:the\s+proof|{_NAMED})|(?:den\s+beweis|{_NAMED})\s+habe?\s+ich\s+(?:leider\s+)?vergessen",
    r"no\s+supe\s+(?:hacerl[oa]|resolverl[oa])|no\s+l[oa]\s+supe\s+(?:hacer|resolver)",
    rf"je\s+n['’]ai\s+pas\s+su\s+(?:répondre|résoudre|faire)(?:\s+à)?(?:\s+{_NAMED})?",
    rf"no\s+supe\s+(?:responder|resolver|hacer|contestar)(?:\s+{_NAMED})?|non\s+ho\s+saputo\s+(?:rispondere|risolvere)(?:\s+{_NAMED})?",
    rf"{_NAMED}\s+konnte\s+ich\s+(?:leider\s+)?nicht\s+(?:lösen|bearbeiten|beantworten)",
    rf"non\s+(?:(?:ci\s+)?sono\s+riuscit[oa]|riesco)\s+a\s+(?:(?:far|risolver|svolger|finir)l[oa]|(?:fare|risolvere|svolgere|finire)\s+{_NAMED})",
    rf"não\s+(?:soube|consegui)\s+(?:responder|resolver|fazer)(?:\s+(?:{_NAMED}|est[ea]))?|{_NAMED}\s+kon\s+ik\s+niet\s+(?:maken|oplossen|beantwoorden)",
    rf"não\s+tive\s+tempo|não\s+(?:fiz|respondi)\s+{_NAMED}",
    rf"ik\s+(?:had|heb)\s+(?:hier(?:voor)?\s+|daarvoor\s+)?geen\s+tijd(?:\s+(?:meer|gehad))?|{_NAMED}\s+(?:heb\s+ik\s+niet\s+gemaakt|overgeslagen)",
)
# Who does not know gives no value; to a question with few answers it may be one, and is for a person.
_UNKNOWN = (
    rf"(?:i\s+)?(?:really\s+|just\s+)?(?:do\s*n['o]t|do\s+not)\s+know(?:\s+(?:{_THING}|how(?:\s+to\s+{_DONE}\s+{_THING})?))?",
    rf"i\s+(?:have|had|'ve)\s+no\s+(?:idea|clue)(?:\s+how(?:\s+to\s+{_DONE}\s+{_THING})?)?|idk|i\s+dunno",
    r"ich\s+weiß\s+(?:es\s+|das\s+)?(?:leider\s+)?nicht|(?:das\s+)?wei(?:ß|ss)\s+ich\s+(?:leider\s+)?nicht|ich\s+habe?\s+keine\s+ahnung",
    r"je\s+ne\s+sais\s+pas(?:\s+(?:faire|répondre))?|je\s+n['’]ai\s+aucune\s+idée",
    r"(?:dat\s+)?weet\s+ik\s+(?:het\s+)?niet|ik\s+weet\s+(?:het\s+)?niet"
    r"|ik\s+heb\s+geen\s+idee",
    r"no\s+(?:idea|clue)|dunno|keine\s+(?:ahnung|idee)|kein\s+plan|aucune\s+idée|pas\s+d['’]idée|no\s+(?:lo\s+)?sé|ni\s+idea|no\s+tengo\s+(?:ni\s+)?idea",
    r"non\s+lo\s+so|não\s+sei(?:\s+(?:fazer|responder))?",
    rf"(?:(?:i'm|i\s+am)\s+)?(?:not\s+sure|unsure)\s+how\s+to\s+{_DONE}\s+{_THING}",
    rf"i\s+{_NOT}\s+understand\s+{_NAMED}|{_NAMED}\s+habe?\s+ich\s+nicht\s+verstanden|ich\s+habe?\s+{_NAMED}\s+nicht\s+verstanden",
    rf"non\s+ho\s+capito\s+(?:la\s+domanda|l['’]esercizio|{_NAMED})|no\s+(?:entendí|entiendo)\s+{_NAMED}",
    rf"je\s+n['’]ai\s+pas\s+compris\s+(?:l['’]exercice|la\s+question|{_NAMED})|non\s+so\s+come\s+(?:si\s+fa|fare|farl[oa])",
    rf"i\s+(?:forgot|(?:do\s+not|do\s*n['o]t|can\s*n?[o']t)\s+remember)(?:\s+(?:the\s+formula|how(?:\s+to\s+{_DONE}\s+{_THING})?))?",
    r"je\s+ne\s+me\s+souviens\s+(?:plus|pas)(?:\s+de\s+la\s+(?:formule|méthode))?|non\s+(?:mi\s+)?ricordo\s+(?:la\s+formula|come\s+si\s+fa)",
    r"no\s+me\s+acuerdo(?:\s+(?:de\s+la\s+fórmula|(?:de\s+)?cómo\s+se\s+hace))?|(?:die\s+)?formel\s+vergessen",
    r"no\s+llegué(?:\s+a\s+hacerl[oa])?|no\s+l[oa]\s+(?:calculé|terminé|resolví|entendí|acabé)",
    r"noch\s+offen|da\s+fare|pendiente|à\s+compléter|still\s+to\s+(?:do|come)",
    r"nessuna\s+idea|(?:sem|nenhuma)\s+ideia|geen\s+idee|pas\s+trouvé|nicht\s+gefunden|niet\s+gevonden|\?{2,}",
)
# What says the same in fewer words. It may answer a question that is answered in words: `Why did it stop?`.
_SHORT = (
    rf"(?:we\s+)?(?:just\s+)?ran\s+out\s+of\s+time(?:\s+here)?{_FOR}|out\s+of\s+time|no\s+(?:more\s+)?time(?:\s+left)?{_FOR}",
    rf"(?:i\s+)?{_NOT}\s+have\s+(?:the\s+|any\s+)?time{_FOR}(?:\s+to\s+{_DONE}\s+{_THING})?",
    rf"(?:not|did\s*n['o]t\s+have|did\s+not\s+have)\s+enough\s+time{_FOR}(?:\s+to\s+{_DONE}\s+{_THING})?",
    rf"(?:we\s+)?{_NOT}\s+{_DONE}\s+{_NAMED}|i\s+{_NOT}\s+(?:manage\s+(?:to\s+)?)?(?:{_DONE}\s+)?{_THING}|i\s+skipped\s+{_THING}",
    rf"(?:we\s+)?{_NOT}\s+get\s+(?:(?:around|round)\s+)?to\s+{_THING}",
    rf"skipped(?:\s+{_NAMED})?|(?:{_NAMED}\s+)?not\s+(?:done|attempted|answered)(?:\s+yet)?|(?:intentionally\s+)?left\s+blank",
    r"unanswered|no\s+attempt",
    rf"(?:i\s+|we\s+)?{_NOT}\s+manage(?:\s+(?:to\s+{_DONE}\s+)?{_THING})?|(?:skip|skipping)(?:\s+{_THING})?",
    rf"skipped\s+{_THING}|(?:(?:intentionally|deliberately)\s+)?left\s+(?:{_THING}\s+)?(?:blank|empty|out)(?:\s+(?:on\s+purpose|intentionally))?",
    r"(?:absichtlich\s+|bewusst\s+)?(?:leer\s+gelassen|ausgelassen|übersprungen|weggelassen)",
    rf"{_NOT}\s+(?:get|solve|do|figure\s+out)\s+{_THING}(?:\s+out)?|i\s+{_NOT}\s+(?:get|figure)\s+{_THING}(?:\s+out)?",
    r"(?:i\s+)?g[ai]ve\s+up|(?:i\s+)?left\s+(?:this|it)\s+out|todo|tbd|to\s+do|to\s+be\s+done|no\s+answer\s+given",
    r"no\s+(?:pude|logré)\s+(?:hacerl[oa]|resolverl[oa])|sin\s+(?:hacer|contestar|responder)",
    r"je\s+n['’]ai\s+pas\s+(?:réussi|su\s+(?:le\s+)?faire)|à\s+faire|noch\s+nicht\s+(?:gemacht|bearbeitet)",
    r"non\s+(?:fatto|svolto)|non\s+l['’]ho\s+fatto|saltat[oa]|(?:lasciat[oa]\s+)?in\s+bianco|senza\s+tempo",
    r"não\s+(?:feit[oa]|fiz|respondid[oa]|respondi)|não\s+consegui(?:\s+fazer)?|(?:deixei\s+|deixad[oa]\s+)?em\s+branco|sem\s+tempo",
    r"niet\s+(?:gemaakt|gedaan|gelukt|beantwoord)|(?:dit\s+heb\s+ik\s+)?overgeslagen|geen\s+tijd(?:\s+meer)?|niet\s+aan\s+toegekomen",
    r"je\s+ne\s+l['’]ai\s+pas\s+(?:faite?|traitée?)|laissée?\s+(?:vide|en\s+blanc)|sautée?",
    r"no\s+l[oa]\s+(?:hice|he\s+hecho|pude\s+hacer)|(?:dejad[oa]\s+)?en\s+blanco|omitid[oa]|saltad[oa]",
    rf"keine\s+zeit(?:\s+mehr)?(?:\s+(?:gehabt|dafür|dazu))?|(?:habe?\s+ich\s+)?(?:leider\s+)?nicht\s+(?:mehr\s+)?{_GERMAN_DONE}",
    r"pas\s+(?:eu\s+)?(?:le\s+|assez\s+de\s+)temps|pas\s+fait|non\s+(?:fait|traité)e?|sin\s+tiempo|no\s+(?:hecho|contestad[oa])",
)
_SORRY = (
    r"(?:(?:i['’]?m|i\s+am)\s+)?(?:so\s+|very\s+)?sorry|unfortunately|apologies|leider|(?:tut\s+mir\s+)?leid|entschuldigung|"
    r"malheureusement|désolée?|lo\s+siento|perdón|lamentablemente"
)
_PAUSE = r"[\s,;:.!–—-]*"
_AROUND = rf"(?:{_PAUSE}(?:{_SORRY})(?!\w))?{_PAUSE}"
_BESIDE = r"\s*[,;:.!(–—-]\s*"  # parts two that say so: `skipped, no time left`


def _whole(phrases: tuple[str, ...]) -> re.Pattern[str]:
    said = rf"(?:{'|'.join(phrases)})(?!\w)"
    return re.compile(rf"{_AROUND}{said}(?:{_BESIDE}{said})?{_AROUND}(?:[:;]-?[(/])?\s*", re.IGNORECASE)


_SAID, _SAID_SHORTLY = _whole(_FULL), _whole((*_FULL, *_SHORT))
_SAID_OF_VALUE = _whole((*_FULL, *_SHORT, *_UNKNOWN))
# What a sheet prints where the answer goes.
_PLACE = re.compile(
    r"\A[*_]*(?:solution|answer|lösung|antwort|réponse|respuesta|solución|risposta|soluzione)\s*[.:][*_]*\s+",
    re.IGNORECASE,
)
# Why it was not done, in brackets behind that: each word says something of the student, none where an answer stands.
_EXCUSE = re.compile(r"\s*\((?P<why>[^()?]{3,80})\)(?=[\s.!]*$)")
_WHY_TEXT = (
    "i i'm i've we we've was were am are been had have has got did do didn't couldn't could not no a an the my "
    "our this that last whole all day days week weeks weekend month time at in on for of with to and also so too "
    "very much more many several enough really just because since sick ill unwell tired busy stressed away abroad "
    "sleep asleep overslept work working job exam exams midterm midterms test tests quiz hospital doctor cold flu "
    "fever covid corona headache migraine travel travelling traveling trip train family emergency wedding funeral "
    "holiday holidays birthday forgot forget it understand understood lecture lectures class classes missed miss "
    "ran out question problem exercise task topic sorry unfortunately ich wir war waren bin habe hatte hatten "
    "krank erkältet müde klausur klausuren prüfung prüfungen arbeit arbeiten musste mussten keine kein nicht mehr "
    "zu viel viele wenig zeit gehabt verschlafen krankenhaus urlaub grippe leider die der das den dem eine einen "
    "einer vorlesung verstanden verpasst vergessen und auch diese dieser ganze woche im beim arzt familie "
    "unterwegs je j'ai j'étais étais était nous avions avons eu un une des les le la malade malades fatigué "
    "fatiguée examen examens partiel trop de travail temps pas hôpital absent absente ce cette semaine yo me he "
    "estaba estuve enfermo enferma tuve tenía exámenes trabajo mucho tiempo cansado cansada falta fiebre ero sono "
    "stato stata malato malata ho avuto esame esami lavoro troppo tempo stanco stanca ospedale febbre doente tive "
    "prova provas trabalho muito gripado gripada ik wij ziek hadden tentamen tentamens werk moest werken druk "
    "raté manqué cours "
)
_WHY = frozenset(_WHY_TEXT.split())
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|zwei|drei|vier|deux|trois|dos|tres|due|tre)"
    r"(?=\s+(?:other\s+)?(?:exams|midterms|tests|klausuren|prüfungen|examens|exámenes|esami|weeks|days|wochen|tage))",
    re.IGNORECASE,
)


def _without_excuse(plain: str) -> str:
    """Return a text without the brackets behind it that say why nothing was done, in words that are known to."""
    match = _EXCUSE.search(plain)
    said = _COUNTED.sub("", match["why"]).casefold() if match is not None else ""
    is_excuse = all(word in _WHY for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s,;.!:-]", said))
    return plain[: match.start()] + plain[match.end() :] if match is not None and is_excuse else plain


# Questions for a time, and for what the student did: what is meant to say that nothing was done may answer them.
_OF_TIME = re.compile(
    r"(?<!\w)(?:how\s+long|when|time|seconds?|minutes?|hours?|days|wie\s+lange|wann|zeit|dauer|duration|quand|combien\s+de\s+temps|"
    r"durée|temps|cuándo|cuánto|tiempo)(?!\w)",
    re.IGNORECASE,
)
# What may say that there is none, where a time or an attempt is asked for by any name.
_NONE_OF_THEM = re.compile(
    rf"(?:no\s+(?:more\s+)?(?:time|attempt)|keine\s+zeit(?:\s+mehr)?|sin\s+tiempo){_PAUSE}", re.IGNORECASE
)
_OF_YOU = re.compile(r"(?<!\w)(?:you|your|du|dein|deine|ihr|sie|vous|votre|tu|usted)(?!\w)", re.IGNORECASE)


def is_not_done(question: Question, text: str) -> bool:
    """Whether a text says, and says nothing else, that the answer to a question was not done.

    Where an answer in words is asked for, or a time, the student must say it of the student; where words are asked
    for about the student, nothing says it. What the problem lists itself is an answer, and so may be what begins with
    no where that answers, and what says a word of the options or of what is asked of them.
    """
    if len(text) > MAX_CHARACTERS or _MATHEMATICS.search(text):
        return False
    is_choice = question.kind.reads == "choice"
    in_words = question.kind.reads not in {"value", "choice"}
    plain = _PLACE.sub("", " ".join(text.replace("’", "'").split()))
    plain = (plain if in_words or is_choice else _without_excuse(plain)).strip(" *_()[]")
    said = _SAID_SHORTLY if is_choice else _SAID_OF_VALUE
    of_time = not question.kind.is_growth and _OF_TIME.search(question.prompt)  # how a running time grows is no time
    said = _SAID if in_words or of_time else said
    if said.fullmatch(plain) is None or words(text) in _listed(question):
        return False
    if question.kind.reads != "value" and _OF_YOU.search(question.prompt):
        return False
    if is_choice and _may_choose(question, plain):
        return False
    is_none = question.kind.is_set or question.kind.may_be_none
    return not is_none or _NONE_OF_THEM.fullmatch(plain) is None


def is_last_not_done(text: str) -> bool:
    """Whether a text says, and says nothing else, that the last problem was not done: `No time for the last one`."""
    plain = " ".join(text.replace("’", "'").split()).strip(" *_()[]")
    is_short = len(text) <= MAX_CHARACTERS and not _MATHEMATICS.search(text)
    return is_short and _LAST.search(plain) is not None and _SAID.fullmatch(plain) is not None


_LAST = re.compile(r"(?<!\w)(?:last|letzte[nr]?|derni[èe]re?|[úu]ltim[oa]|laatste)(?!\w)", re.IGNORECASE)


def is_doubtful(question: Question, text: str) -> bool:
    """Whether a text says that something was not done, and more: `skipped (B)`, `(B) skipped`, `no, not done`."""
    if question.kind.reads not in {"value", "choice"} or len(text) > MAX_DOUBTFUL:
        return False
    plain = " ".join(text.replace("’", "'").split()).strip(" *_")
    behind = _BRACKETS.search(plain)
    if behind is not None and _SAID_OF_VALUE.fullmatch(plain[: behind.start()]):
        return True
    beside = _KEY_BESIDE.fullmatch(plain) if question.options else None
    if beside is not None and _SAID_OR_UNSOLVED.fullmatch(beside["before"] or beside["behind"]):
        return True
    match = _YES_OR_NO.match(plain) if question.kind.reads == "choice" else None
    return match is not None and _SAID_OR_UNSOLVED.fullmatch(match["rest"].strip(" *_()[]")) is not None


MAX_DOUBTFUL = 200
_KEY = r"[(\[]\s*\w\s*[)\]]"
_KEY_BESIDE = re.compile(rf"(?P<before>[^()]*[^\s()])\s*{_KEY}[\s.!]*|{_KEY}\s*(?P<behind>[^()]+)")
_BRACKETS = re.compile(r"\s*[(\[][^()]{2,}[)\]][\s.!]*\Z")
_SAID_OR_UNSOLVED = _whole(
    (
        *_FULL,
        *_SHORT,
        *_UNKNOWN,
        r"(?:not\s+(?:solved|finished)|un(?:solved|finished)|nicht\s+fertig"
        r"|empty|blank|nothing|n/?\s?a|not\s+applicable|later|leer|nichts|später|vide|rien|vac[íi]o|vuoto|vazio|leeg)",
    )
)
_YES_OR_NO = re.compile(
    r"(?:yes|no|nope|ja|nein|oui|non|sí|sì|sim|não|nee|true|false)(?:\s*[,.;:!(–—-]+\s*|\s+(?=\())(?P<rest>\S.*)",
    re.IGNORECASE,
)


def _may_choose(question: Question, plain: str) -> bool:
    """Whether a text may answer a choice: `no time` a yes or no, `skipped` what happens to a step."""
    if _SAID.fullmatch(plain):
        return False
    if not question.options and _BEGINS_WITH_NO.match(plain):
        return True
    listed = f"{question.lead} {question.prompt} {' '.join(_listed(question))}".casefold()
    said = {word[:STEM] for word in _WORD.findall(plain.casefold())}
    return not said.isdisjoint(word[:STEM] for word in _WORD.findall(listed) if word not in _POINTING)


STEM = 4  # letters by which the words of a text and of a problem are the same
_WORD = re.compile(r"[^\W\d_]{4,}")
_POINTING = frozenset({"this", "that", "diese", "dieser", "question", "answer", "problem", "exercise", "task", "part"})
_BEGINS_WITH_NO = re.compile(r"(?:no|non|não|not\s+done)(?!\w)", re.IGNORECASE)
_MATHEMATICS = re.compile(r"[$=\\\d]")  # stands in no such text


def _listed(question: Question) -> set[str]:
    """Return what the problem lists as answers, as compared."""
    spelled = (one for several in question.spellings.values() for one in several)
    return {words(one) for one in (*question.accepted_texts, *question.options, *question.options.values(), *spelled)}
