"""Bound expressions (integrals, limits, series, sums): closed forms that are proved, and their values at points.

`closed_form` is the door and holds the table of rules; each folder is one kind of binding, and `at_points` looks at
what a rule puts in by another path. May use the oracle and all engines below it. A new rule is a function in the
folder of its kind that returns a tree with the same values at the same points, or None, and a row in
`closed_form.RULES`.
"""
