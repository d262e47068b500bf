"""Numbers that are known exactly and as doubles, and the four rules of rounding."""
import collections
import decimal
import math
from fractions import Fraction

NEAR = Fraction(1, 10**12)
ties = collections.Counter()  # values that lay within NEAR of a tie, by rule


class Both:
    """A number as doubles give it, and as it is."""
    __slots__ = ("double", "exact")

    def __init__(self, double, exact):
        self.double, self.exact = double, exact

    def __add__(self, other):
        other = both(other)
        return Both(self.double + other.double, self.exact + other.exact)

    def __sub__(self, other):
        other = both(other)
        return Both(self.double - other.double, self.exact - other.exact)

    def __mul__(self, other):
        other = both(other)
        return Both(self.double * other.double, self.exact * other.exact)

    def __truediv__(self, other):
        other = both(other)
        return Both(self.double / other.double, self.exact / other.exact)

    def __radd__(self, other):
        return both(other) + self

    def __rsub__(self, other):
        return both(other) - self

    def __rmul__(self, other):
        return both(other) * self

    def __rtruediv__(self, other):
        return both(other) / self

    def __lt__(self, other):
        return self.held(other, lambda a, b: a < b)

    def __le__(self, other):
        return self.held(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self.held(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self.held(other, lambda a, b: a >= b)

    def held(self, other, comparison):
        """As the doubles compare; where the fractions do not, they are next to each other, and that is counted."""
        other = both(other)
        found = comparison(self.double, other.double)
        if found != comparison(self.exact, other.exact):
            if abs(self.exact - other.exact) > NEAR:
                raise AssertionError(f"{self.double!r} and {other.double!r}")
            ties["compared"] += 1
        return found

    def __eq__(self, other):
        return other is not None and self.exact == both(other).exact

    def __neg__(self):
        return Both(-self.double, -self.exact)

    def __abs__(self):
        return Both(abs(self.double), abs(self.exact))

    def __bool__(self):
        return self.exact != 0

    def __float__(self):
        return self.double

    def __repr__(self):
        return repr(self.double)


class Rounded(Both):
    """What must be equal to the last bit."""
    __slots__ = ()


def both(value):
    """Texts are decimals: "0.44" is 44/100 exactly."""
    if isinstance(value, Both):
        return value
    return Both(float(value), Fraction(value))


def near_tie(value, places, rule):
    roughly = value.double * 10**places
    if abs(roughly - math.floor(roughly) - 0.5) > 1e-3 and abs(roughly) < 1e9:
        return False
    exact = value.exact
    scaled = exact * 10**places
    if abs(scaled - math.floor(scaled) - Fraction(1, 2)) <= NEAR * 10**places:
        ties[rule] += 1
        return True
    return False


def decimal_of(double, places):
    """The fraction that a rounded double stands for."""
    return Rounded(double if double else 0.0, Fraction(round(Fraction(double) * 10**places), 10**places))


def r_py(value, places):
    """As printing with so many places: the exact value of the double, ties to even."""
    if value is None:
        return None
    value = both(value)
    rounded = decimal_of(round(value.double, places) if places else float(round(value.double)), places)
    if not near_tie(value, places, "printed") and rounded.exact != Fraction(round(value.exact * 10**places), 10**places):
        raise AssertionError(f"{value.double!r} is not {float(value.exact)!r}")
    return rounded


def r_np(value, places):
    """rint(x · 10ⁿ) / 10ⁿ in doubles."""
    if value is None:
        return None
    value = both(value)
    near_tie(value, places, "scaled")
    return decimal_of(float(round(value.double * 10.0**places)) / 10.0**places, places)


def r_away(value, places):
    """Ties away from zero, of the exact value."""
    if value is None:
        return None
    value = both(value)
    near_tie(value, places, "away")
    scaled = abs(value.exact) * 10**places
    whole = math.floor(scaled + Fraction(1, 2))
    exact = Fraction(whole if value.exact >= 0 else -whole, 10**places)
    return Rounded(float(exact), exact)


def cut(value):
    """To a whole number, toward zero: by the doubles, which may lie just below one."""
    if int(value.double) != int(value.exact):
        ties["cut"] += 1
    return int(value.double)


def root(value):
    with decimal.localcontext() as context:
        context.prec = 60
        precise = (decimal.Decimal(value.exact.numerator) / decimal.Decimal(value.exact.denominator)).sqrt()
    return Both(math.sqrt(value.double), Fraction(precise))


def total(values):
    """In the order in which they come; those that are missing left out."""
    there = [value for value in values if value is not None]
    if not there:
        return None
    result = there[0]
    for value in there[1:]:
        result = result + value
    return result


def mean(values):
    there = [value for value in values if value is not None]
    if not there:
        return None
    return (both(sum(there)) if all(isinstance(each, int) for each in there) else total(there)) / both(len(there))


def deviation(values):
    """The sample's, of whole numbers."""
    n = len(values)
    if n < 2:
        return None
    spread = n * sum(value * value for value in values) - sum(values)**2
    return root(both(spread) / both(n * (n - 1)))


def median(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (both(ordered[half - 1]) + both(ordered[half])) / 2


def clamp(value, bound):
    return both(-bound) if value < -bound else both(bound) if value > bound else value
