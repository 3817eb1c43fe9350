"""Exit codes, as the contract's section 5 defines them."""

from __future__ import annotations

DONE = 0
BELOW = 1  # below `--fail-under` for certain, lint failed, or with `--exit-code`: not correct, not equal
USAGE = 2
INTERNAL = 3
SOME_FAILED = 4  # done, but some answers `failed`; with `--exit-code`: open
NOTHING = 5
INTERRUPTED = 130
BROKEN_PIPE = 141  # whoever read our output has left: as if killed by SIGPIPE
