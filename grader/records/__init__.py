"""Data classes as the standard library has them, made and filled in a fraction of its time.

`dataclass`, `field`, `fields`, `is_dataclass` and `replace` mean what those of `dataclasses` mean, and mypy takes
them for these: that nothing of a frozen class is set twice is held by mypy alone, and at run time nothing is checked.
`making` writes one function a class where the standard library writes up to nine; `asked` is what is asked of a class
later. May use nothing of ours. What is not needed here (`order`, `InitVar`, `KW_ONLY`) is not known and refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    from grader.records.asked import fields, is_dataclass, replace
    from grader.records.declared import field
    from grader.records.making import dataclass

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]
