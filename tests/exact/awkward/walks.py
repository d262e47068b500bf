"""Walks, by powers of their matrices: steps up and down next to equally likely, bounds that are hardly ever reached."""
from mpmath import mp, mpf

import chains
from awkward import Difference, Trial
from draws import next_to, one_of, over_decades

DIGITS = 400


def probability_up(random):
    return one_of(random, lambda: next_to(random, 0.5), lambda: 0.5, lambda: random.random(),
                  lambda: over_decades(random, 1e-12, 0.5), lambda: 1 - over_decades(random, 1e-12, 0.5))


def free(up, start, steps):
    mean, spread = 2 * up - 1, 4 * up * (1 - up)
    return {"mean terminal": Difference(start + steps * mean, abs(mpf(start))), "sd terminal": mp.sqrt(steps * spread),
            "mean time_average": Difference(start + steps * mean / 2, abs(mpf(start)))}


def matrix(up, places, at_bounds):
    """Of the places between bounds."""
    P = mp.zeros(places)
    for i in range(places):
        is_bound = i in (0, places - 1)
        if at_bounds == "absorb" and is_bound:
            P[i, i] = 1
        elif at_bounds == "turn" and is_bound:
            P[i, 1 if i == 0 else i - 1] = 1
        else:
            P[i, min(i + 1, places - 1)] += up
            P[i, max(i - 1, 0)] += 1 - up
    return P


def bounded(P, at_bounds, lower, start, steps):
    size, at = P.rows, start - lower
    law = chains.power(P, steps)
    places = [mpf(lower + i) for i in range(size)]
    mean = sum(law[at, i] * places[i] for i in range(size))
    largest = max(abs(place) for place in places)
    known = {"mean terminal": Difference(mean, largest),
             "sd terminal": mp.sqrt(abs(sum(law[at, i] * (places[i] - mean) ** 2 for i in range(size)))),
             "figure probability_at_start": law[at, at], "figure probability_at_lower": law[at, 0],
             "figure probability_at_upper": law[at, size - 1]}
    if at_bounds == "absorb":
        known.update(absorbed(P, law, at, steps))
    else:
        long_run = chains.power((P + mp.eye(size)) / 2, chains.EVER)  # a walk that turns at bounds has two phases
        known["figure stationary_at_lower"], known["figure stationary_at_upper"] = long_run[at, 0], long_run[at, size - 1]
        known["figure stationary_mean"] = Difference(sum(long_run[at, i] * places[i] for i in range(size)), largest)
    return known


def absorbed(P, law, at, steps):
    size = P.rows
    bounds = [0, size - 1]
    hit = chains.first_hit(P, at, bounds, steps)
    known = {"share end lower": law[at, 0], "share end upper": law[at, size - 1], "share end running": hit["share hit no"],
             "mean duration": hit["mean first_hit"], "sd duration": hit["sd first_hit"]}
    known["figure probability_of_ruin"] = chains.power(P, chains.EVER)[at, 0]
    known["figure expected_duration"] = chains.hitting_time(P, at, bounds)
    return known


def random_walk(random):
    up = probability_up(random)
    start, steps = random.randint(-5, 5), int(over_decades(random, 1, 1e4))
    keys = {"start": start, "steps": steps, "up": up}
    with mp.workdps(DIGITS):
        if random.random() < 0.3:
            return Trial("random_walk", keys, free(mpf(up), start, steps))
        lower, upper = start - random.randint(0, 4), start + random.randint(1, 4)
        at_bounds = random.choice(["stay", "turn", "absorb"])
        keys |= {"lower": lower, "upper": upper, "at_bounds": at_bounds}
        P = matrix(mpf(up), upper - lower + 1, at_bounds)
        return Trial("random_walk", keys, bounded(P, at_bounds, lower, start, steps))


TRIALS = {"random_walk": random_walk}
