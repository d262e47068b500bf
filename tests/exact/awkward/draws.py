"""Parameters as they are awkward: next to 0, to 1 and to each other, over many decades."""
import math


def over_decades(random, low, high):
    """Uniform in the logarithm."""
    return math.exp(random.uniform(math.log(low), math.log(high)))


def down_to_nothing(random, usual, least=1e-30, may_be_zero=False):
    """Next to 0 in half of all draws, else about `usual`."""
    if may_be_zero and random.random() < 0.1:
        return 0.0
    if random.random() < 0.5:
        return over_decades(random, least, usual)
    return usual * random.uniform(0.2, 3)


def next_to(random, value, within=1e-12):
    """Apart from `value` by a relative 1e-16 (or nothing) to `within`."""
    apart = over_decades(random, 1e-16, within) * random.choice([-1, 1])
    return value * (1 + apart)


def one_of(random, *makers):
    return random.choice(makers)()
