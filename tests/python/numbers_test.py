"""Numbers of the report as people read them."""
import sys
import unittest

import program

sys.path.insert(0, f"{program.SOURCE}/tools/python")
from ergodic.report import numbers


class Numbers(unittest.TestCase):
    def shown(self, text, *arguments):
        self.assertEqual(numbers.plain(*arguments).replace(numbers.THIN, " "), text, arguments)

    def test_have_six_digits_and_keep_the_noughts_before_the_point(self):
        self.shown("123 460", 123460.3)
        self.shown("9 999 990", 9999990.25)
        self.shown("−100 000", -100000.2)
        self.shown("0.5", 0.5)
        self.shown("12.5", 12.50)
        self.shown("1 200", 1200)
        self.shown("0.00012", 0.00012)
        self.shown("1e−05", 0.00001)

    def test_have_no_digits_that_a_real_does_not_have(self):
        self.shown("1.5e+200", 1.5e200)
        self.shown("−1.23457e+200", -1.23456789e200, 2)
        self.shown("999 999 999 999 999", 999999999999999)
        self.shown("1e+15", 1e15, 0)
        self.shown("1.5e−20", 1.5e-20, 21)
        self.shown("0", 0.0, 21)

    def test_have_the_places_that_are_asked_for(self):
        self.shown("12 345.68", 12345.678, 2)
        self.shown("0.00", -0.001, 2)


if __name__ == "__main__":
    unittest.main()
