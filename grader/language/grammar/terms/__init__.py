"""Products and sums: factors side by side (`runs`), products with signs and with dots, and sums of them.

May use `factors` and what it uses; `sums` is the way in.
"""
