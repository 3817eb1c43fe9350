"""Points: the values of a domain, the points of a setting, the nicest first, and simpler points in place of found ones.

`domain` says whether a value is inside, `points` and `lattice` which points are tried. May use the evaluator, and
compares no two trees. A new kind of domain is a case of `domain` and of `points`.
"""
