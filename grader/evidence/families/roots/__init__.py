"""Equality of sides with roots and moduli: by their squares, where neither is negative anywhere.

Normal forms take single roots; nested ones, and sums of moduli, lose a level by squaring. May use the engines and the
oracle. Another rule about roots is a file here and a row of the strategy's table.
"""
