"""The HTML report of a result file: one page that needs nothing else.

    ergodic report OUT.h5 -o report.html
    python3 -m ergodic.report OUT.h5 -o report.html
"""
