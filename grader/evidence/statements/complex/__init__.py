"""Statements about complex values: equality (`equal`), equations of constants (`conditions`), both as pairs of real
ones (`parts`). May use the oracle and the engines.
"""
