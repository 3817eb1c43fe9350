"""Arrays with explicit sizes, written out entry by entry: grids, shapes, products, functions of arrays.

May use trees and functions; what a shape error says is made here. A new function of arrays is a row in `functions.py`.
"""
