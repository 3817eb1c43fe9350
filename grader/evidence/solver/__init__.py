"""Conditions on reals and integers, decided by the solver z3: unsatisfiable queries prove, models are candidates."""
