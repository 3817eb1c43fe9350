"""Results as other platforms read them: test reports, annotations of code, autograders, gradebooks.

One file a format, and one row for it in `class_forms`; `items` has what all of them tell, seen with a student's eyes,
for most of these platforms show it to students. Nothing that is open is ever written as a score of 0. May use the other
files of `reports` and what lies below that room, knows no command line, and writes no files.
"""
