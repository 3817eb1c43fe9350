"""Which options a text chooses, or whether it says yes or no, and what of its reason may take that back.

`chosen_options` is the way in. May use nothing else of `marking`; what refuses an answer rather than guess is a file.
"""
