"""The page of what is decided says what is decided."""

from tests.update_decided import PAGE, page


def test_the_page_is_what_is_decided_today():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with `python -m tests.update_decided`"
