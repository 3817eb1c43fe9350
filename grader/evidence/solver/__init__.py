"""Conditions on reals and integers, decided by the solver z3: unsatisfiable queries prove, models are candidates.

The only room that knows z3. `terms` writes trees as its terms, with the arithmetic of `operations`, `fits` tells
whether it can, `bounds` between which numbers values lie that it does not know, `decide` asks it within the budget; a
model counts only where exact evaluation agrees. A new node or function is a case in `terms` (in `operations`, where the
terms of its arguments are enough) and `fits`.
"""
