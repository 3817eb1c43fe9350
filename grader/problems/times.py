"""Moments and durations as people write them: `2026-11-20T23:59:00+01:00`, `15 min`, `3 days`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.problems.texts.typed import shown
from grader.wording import remarks

EXAMPLE = "2026-11-20T23:59:00+01:00"
MOMENT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ]\s*(?P<clock>\d{2}:\d{2}(?::\d{2})?)(?P<part>[.,]\d{1,9})?"
    r"\s*(?P<zone>[A-Za-z][\w/+-]*|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
FIRST_YEAR, LAST_YEAR = 1970, 2999
MAX_DURATION = timedelta(days=3660)
UNITS = {
    "second": ("s", "sec", "secs", "second", "seconds"),
    "minute": ("m", "min", "mins", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours"),
    "day": ("d", "day", "days"),
    "week": ("w", "week", "weeks"),
}
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
STEP = re.compile(r"(?P<count>\d{1,9}(?:\.\d{1,9})?)\s*(?P<unit>[a-z]+)\s*(?:,|and\b)?\s*", re.ASCII)


class TimeError(ValueError):
    """A text that is no moment or duration; the message says what was expected."""


def moment(text: str) -> datetime:
    """Return a moment with its time zone. Raises TimeError."""
    match = MOMENT.fullmatch(text.strip())
    if match is None:
        raise TimeError(f"expected a date, a time and a time zone, such as {EXAMPLE}, not {shown(text)}")
    day = _day(match["date"], text)
    if match["clock"] is None:
        example = f"{day.isoformat()}T23:59:00+01:00"
        raise TimeError(f"{shown(text)} has no time of day and no time zone; expected both, such as {example}")
    clock = _clock(match["clock"], match["part"], text)
    return datetime.combine(day, clock, _zone(match["zone"], day, clock, text))


def moment_or_day(text: str) -> datetime | date:
    """Return a moment, or a date where that is all that is written. Raises TimeError."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
        return _day(text.strip(), text)
    return moment(text)


def _day(written: str, text: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise TimeError(f"there is no such date: {shown(text)}") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise TimeError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}, not {shown(text)}")
    return day


def _clock(written: str, part: str | None, text: str) -> time:
    try:
        clock = time.fromisoformat(written)
    except ValueError:
        raise TimeError(f"there is no such time of day: {shown(text)}") from None
    return clock.replace(microsecond=int(float(f"0.{part[1:]}") * 1_000_000)) if part else clock


def _zone(written: str | None, day: date, clock: time, text: str) -> timezone:
    example = f"{day.isoformat()}T{clock.isoformat('seconds')}+01:00"
    if written is None:
        raise TimeError(f"{shown(text)} has no time zone; expected one, such as {example}, or Z for UTC")
    if written.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    offset = _offset(written)
    if offset is None:
        raise TimeError(f"{shown(text)}: expected the time zone as an offset from UTC, such as {example}")
    return offset


def _offset(written: str) -> timezone | None:
    digits = written[1:].replace(":", "")
    if not digits.isdigit() or int(digits[2:]) > 59 or int(digits[:2]) > 14:
        return None
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def time_zone(text: str) -> tzinfo:
    """Return a time zone: a place, such as Europe/Zurich, or an offset from UTC. Raises TimeError."""
    written = text.strip()
    if written.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    found = _offset(written) if re.fullmatch(r"[+-]\d{2}:?\d{2}", written, re.ASCII) else None
    if found is not None:
        return found
    try:
        if re.fullmatch(r"[A-Za-z]\w*(?:/[\w+-]+)+", written, re.ASCII):
            return ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise TimeError(f"expected a time zone, such as Europe/Zurich or +01:00, not {shown(text)}")


def in_zone(clock: datetime, zone: tzinfo) -> datetime | None:
    """Return what a clock of that zone shows as a moment, None where it shows that twice or never, as clocks change."""
    first, second = (clock.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    offset = first.utcoffset()
    return None if offset is None or offset != second.utcoffset() else clock.replace(tzinfo=timezone(offset))


def duration(text: str) -> timedelta:
    """Return a duration that is not negative: `15 min`, `3 days`, `1 day 12 h`, `0`. Raises TimeError."""
    rest = text.strip().lower()
    if rest == "0":
        return timedelta()
    seconds, place = Fraction(), 0
    while match := STEP.match(rest, place):
        unit = next((name for name, words in UNITS.items() if match["unit"] in words), None)
        if unit is None:
            break
        seconds, place = seconds + Fraction(match["count"]) * SECONDS[unit], match.end()
    if place == 0 or place < len(rest):
        raise TimeError(f"expected a duration, such as 15 min, 12 h or 3 days, not {shown(text)}")
    if seconds > MAX_DURATION.total_seconds():
        raise TimeError(f"{shown(text)} is longer than {MAX_DURATION.days} days")
    return timedelta(seconds=float(seconds))


def duration_text(length: timedelta) -> str:
    """Return a duration in at most two units: `2 days 3 h`, `15 min`, `40 s`."""
    seconds = int(length.total_seconds())
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    words = [(remarks.DAYS if days > 1 else remarks.ONE_DAY).format(days=days) if days else ""]
    words += [remarks.HOURS.format(hours=hours) if hours else ""]
    words += [remarks.MINUTES.format(minutes=minutes) if minutes else ""]
    words += [remarks.SECONDS.format(seconds=seconds) if seconds else ""]
    return " ".join([word for word in words if word][:2]) or remarks.SECONDS.format(seconds=0)


def moment_text(moment: datetime) -> str:
    """Return a moment as it is shown: `2026-11-20 23:59 +01:00`, with seconds where they are not 0."""
    zone = moment.strftime("%z")
    shown_zone = "UTC" if moment.utcoffset() == timedelta() else f"{zone[:3]}:{zone[3:5]}"
    return f"{moment.strftime('%Y-%m-%d %H:%M:%S').removesuffix(':00')} {shown_zone}"
