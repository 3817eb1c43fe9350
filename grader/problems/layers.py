"""Layers of a network that a student may choose, as the author of its problem bounds them. Plain data."""

from __future__ import annotations

from grader.language.tree import Node
from grader.records import dataclass


@dataclass(frozen=True)
class Layers:
    """Layers as the student likes: fields W_1, b_1, W_2, … and a rule that makes them a network.

    `activation` is a formula in `ACTIVATED`, the input of a unit. `inputs` are the scalars that enter, in order; sums
    of their number and of the units' bound what one layer may take where `concatenate` holds. `width`: the most units
    in a hidden layer, None where any number may stand.
    """

    activation: Node
    inputs: tuple[Node, ...]
    outputs: int
    concatenate: bool
    max_layers: int
    width: int | None = None


ACTIVATED = "z"  # the input of a unit in the formula of an activation
