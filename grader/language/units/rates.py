"""Words that divide by the unit behind them: `metres per second`, `Meter pro Sekunde`, `litres a minute`."""

from __future__ import annotations

import re

_TIMES = (
    r"(?:second|minute|hour|day|week|month|year|sekunde|minute|stunde|tag|woche|monat|jahr|seconde|heure|jour|semaine|mois"
    r"|ann[ée]e|segundo|minuto|hora|d[ií]a|semana|mes|año|secondo|ora|giorno|settimana|mese|anno|uur|dag|jaar)(?!\w)"
)
# `Meter pro Sekunde`, `litres a minute`: before a word for one unit of time
PER = re.compile(
    r"\bper\b|(?<=[^\W\d_]{3})\s+(?:pro|par|por)\s+(?=[^\W\d_]{3})"
    rf"|(?<=[^\W\d_]|%)\s+(?:in\s+)?(?:an?|each|every|je|pro|par|por|al|all['’]|alla|(?:à\s+)?la|die|der|den|am|das|the)\s+(?={_TIMES})",
    re.IGNORECASE,
)
