"""What a platform writes around a student's text in a file of its own becomes blank; every line keeps its number."""

from __future__ import annotations

import re

BLACKBOARD = "Blackboard"
CANVAS = "Canvas"
_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?Name:[^\n]*\nAssignment:[^\n]*\nDate Submitted:[^\n]*\n(?:Current (?:Grade|Mark):[^\n]*\n)?"
)
_TITLES = re.compile(
    rb"^(?:Submission Field:|Comments:|There (?:is|are) no student (?:submission text data|comments) for this"
    rb" assignment\.)[ \t]*\r?$",
    re.M,
)
_FILES = re.compile(
    rb"^Files:[ \t]*\r?\n(?:[ \t]*(?:(?:Original filename|Filename):[^\n]*|\r?)\n)*"
    rb"(?:[ \t]*(?:Original filename|Filename):[^\n]*)?[ \t\r]*\Z",
    re.M,
)
_NO_FILES = re.compile(rb"^(?:Files:|No files were attached to this submission\.)[ \t]*\r?$", re.M)


_CANVAS = (  # `app/views/assignments/text_entry_page.html.erb`
    re.compile(
        rb"\A\s*<!DOCTYPE[^>]*>\s*<html[^>]*>\s*<head>.*?</head>\s*<body>\s*<h1>.*?</h1>\s*"
        rb'<div style="width: 600px; margin: 20px auto; border: 1px solid #888; padding: 20px;">',
        re.S,
    ),
    re.compile(rb"</div>\s*</body>\s*</html>\s*\Z"),
)


def without_envelope(envelope: str, data: bytes) -> bytes:
    """Return the bytes of a file without what the platform of that name wrote; all of them where nobody is named."""
    patterns: tuple[re.Pattern[bytes], ...] = ()
    if envelope == BLACKBOARD and _HEAD.match(data):
        patterns = (_HEAD, _FILES, _TITLES, _NO_FILES)
    elif envelope == CANVAS and _CANVAS[0].match(data):
        patterns = _CANVAS
    for pattern in patterns:
        data = pattern.sub(_blank, data)
    return data


def _blank(found: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\r\n]+", b"", found[0])
