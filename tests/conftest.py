"""What holds for all tests: none shares its verdicts with another, or with whoever runs the tests."""

import itertools

import pytest

_NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path_factory):
    """Let each test have a cache of its own; it is made where it is used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / f"cache-{next(_NUMBERS)}"))
