"""All ten processors once more, as plainly as can be: lists, loops and exact fractions, from the CSV tables alone.

Every number is carried twice: as doubles give it, operation by operation as its formula stands, and as an exact fraction. What
is rounded is held against the fraction's rounding, and counted where it lies so near to a tie that only the doubles decide.
"""
