"""Chains, by powers and exponentials of their matrices with some hundred digits: slow states beside fast ones, classes
that are never left, many steps."""
from mpmath import mp, mpf

from awkward import Trial
from draws import over_decades

DIGITS = 400
LABELS = "abcdef"
EVER = 2**400  # steps


def diagonal(flags):
    return mp.diag([mpf(flag) for flag in flags])


def power(A, n):
    """By squaring: nothing is lost to rounding of which there are not hundreds of digits more."""
    result = mp.eye(A.rows)
    while n:
        if n % 2:
            result *= A
        n //= 2
        if n:
            A *= A
    return result


def exponential(A, time):
    """By Taylor's series of a small part of it, and squarings."""
    norm = max(sum(abs(A[i, j]) for j in range(A.cols)) for i in range(A.rows)) * time
    squarings = max(0, int(mp.ceil(mp.log(norm, 2)))) + 8 if norm > 0 else 0
    part = A * (time / mpf(2) ** squarings)
    term = total = mp.eye(A.rows)
    for k in range(1, 200):
        term = term * part / k
        total = total + term
    for _ in range(squarings):
        total *= total
    return total


def blocks(rows):
    """A matrix of square matrices of one size; 0 where one is nothing."""
    size = next(block.rows for row in rows for block in row if block is not None)
    whole = mp.zeros(size * len(rows))
    for i, row in enumerate(rows):
        for j, block in enumerate(row):
            for k in range(size * size if block is not None else 0):
                whole[i * size + k // size, j * size + k % size] = block[k // size, k % size]
    return whole


def part(whole, size, i, j):
    return whole[i * size:(i + 1) * size, j * size:(j + 1) * size]


def ones(size):
    return mp.matrix([1] * size)


def inside(target, size):
    return [1 if i in target else 0 for i in range(size)]


def moments(first, second):
    variance = second - first * first
    is_rounding = abs(variance) < mpf(10) ** -200 * second  # of something certain
    return {"mean": first, "sd": mp.sqrt(0 if is_rounding else variance)}


def first_hit(P, start, target, steps):
    """The probability of a hit and moments of min(hit, steps): sums over k of R^k and k R^k, R being the steps outside."""
    size = P.rows
    R = diagonal([1 - flag for flag in inside(target, size)]) * P * diagonal([1 - flag for flag in inside(target, size)])
    one = mp.eye(size)
    # Powers of this have, beside R^n, Σ R^k and Σ k R^(k−1), k < n.
    summed = power(blocks([[R, one, None], [None, one, one], [None, None, one]]), steps)
    outside = diagonal([1 - flag for flag in inside(target, size)]) * ones(size)
    later = (part(summed, size, 0, 1) * outside)[start]
    # Σ_{k<n} Σ_{j<k} R^j = Σ (n − 1 − j) R^j
    falling = (part(summed, size, 0, 2) * outside)[start]
    weighted = (steps - 1) * later - falling  # Σ k P(τ > k)
    missed = (part(summed, size, 0, 0) * outside)[start]
    if start in target:
        missed = later = weighted = mpf(0)
    known = {"share hit no": missed, "share hit yes": 1 - missed}
    for name, value in moments(later, 2 * weighted + later).items():
        known[f"{name} first_hit"] = value
    return known


def visits(P, start, target, steps):
    """E N = Σ P^k D 1, E N² = E N + 2 Σ P^j D P^(k−j) D 1, j < k ≤ n."""
    D, one = diagonal(inside(target, P.rows)), mp.eye(P.rows)
    # Whoever pays for a visit goes on to the next row of blocks: once at an arrival; or at a departure, and then at an
    # arrival.
    alone = power(blocks([[P, P * D], [None, one]]), steps)
    pairs = power(blocks([[P, D * P, D * P * D], [None, P, P * D], [None, None, one]]), steps)
    mean = ((part(alone, P.rows, 0, 1) + D) * ones(P.rows))[start]
    both = (part(pairs, P.rows, 0, 2) * ones(P.rows))[start]
    return {f"{name} visits": value for name, value in moments(mean, mean + 2 * both).items()}


def long_run(P, start):
    """The law after so many steps that it changes no more; of chains that may stay where they are."""
    far = power(P, EVER)
    is_one = all(abs(far[i, j] - far[0, j]) < mpf(10) ** -100 for i in range(P.rows) for j in range(P.cols))
    prefix = "stationary" if is_one else "limit"
    return prefix, {f"figure {prefix}_{LABELS[j]}": far[start, j] for j in range(P.cols)}


def hitting_time(P, start, target, length=None):
    """Of a chain that comes to the target from everywhere; length: of each visit."""
    others = [i for i in range(P.rows) if i not in target]
    if start in target:
        return mpf(0)
    A = mp.matrix(len(others))
    for i, of in enumerate(others):
        for j, to in enumerate(others):
            A[i, j] = (1 if i == j else 0) - P[of, to]
    length = length or [mpf(1)] * P.rows
    return mp.lu_solve(A, mp.matrix([length[i] for i in others]))[others.index(start)]


def sizes(random, size, low, high):
    """Of transitions from each state to others: a ring, and whatever else."""
    rows = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            if j == (i + 1) % size or (j != i and random.random() < 0.4):
                rows[i][j] = over_decades(random, low, high)
    return rows


def rows_of_a_chain(random, size):
    rows = sizes(random, size, 1e-14, 0.9 / size)
    kind = random.choice(["ring", "ring", "absorbing", "two classes"])
    if kind != "ring":
        rows[-1] = [0.0] * size
    if kind == "two classes":
        rows[0] = [0.0] * size
    for i in range(size):
        rows[i][i] = 1 - sum(rows[i])
    return rows, kind


def exact_rows(rows):
    return mp.matrix([[mpf(number) / sum(map(mpf, row)) for number in row] for row in rows])


def known_of_chain(rows, kind, start, target, steps):
    with mp.workdps(DIGITS):
        P = exact_rows(rows)
        known = {f"share terminal {LABELS[j]}": power(P, steps)[start, j] for j in range(P.cols)}
        known.update(long_run(P, start)[1])
        known.update(first_hit(P, start, target, steps))
        known.update(visits(P, start, target, steps))
        if kind == "ring" or (kind == "absorbing" and P.rows - 1 in target):
            known["figure expected_hitting_time"] = hitting_time(P, start, target)
        return known


def drawn_chain(random, most_steps):
    size = random.randint(2, 4)
    rows, kind = rows_of_a_chain(random, size)
    return rows, kind, random.randrange(size), [random.randrange(size)], int(over_decades(random, 1, most_steps))


def markov_chain(random):
    rows, kind, start, target, steps = drawn_chain(random, 1e6)
    states = [{"name": LABELS[i], "next": row} for i, row in enumerate(rows)]
    return Trial("markov_chain", {"states": states, "start": LABELS[start], "target": [LABELS[i] for i in target],
                                  "steps": steps}, known_of_chain(rows, kind, start, target, steps))


def sparse_chain(random):
    rows, kind, start, target, steps = drawn_chain(random, 1e6)
    known = known_of_chain(rows, kind, start, target, steps)
    law = [known.pop(f"share terminal {LABELS[j]}") for j in range(len(rows))]
    known = {name.replace("_" + LABELS[j], f"_{j}") if name.endswith("_" + LABELS[j]) else name: value
             for j in range(len(rows)) for name, value in known.items()
             if name.endswith("_" + LABELS[j]) or not any(name.endswith("_" + label) for label in LABELS)}
    with mp.workdps(DIGITS):
        mean = sum(p * j for j, p in enumerate(law))
        known["mean terminal"] = mean
        known["sd terminal"] = mp.sqrt(abs(sum(p * j * j for j, p in enumerate(law)) - mean**2))
    transitions = [[i, j, p] for i, row in enumerate(rows) for j, p in enumerate(row) if p > 0]
    return Trial("sparse_chain", {"states": len(rows), "transitions": transitions, "start": start, "target": target,
                                  "steps": steps}, known)


def gained(Q, gain, time, start):
    """E ∫ gain, from an exponential of a matrix with one row more."""
    size = Q.rows
    larger = mp.zeros(size + 1)
    for i in range(size):
        for j in range(size):
            larger[i, j] = Q[i, j]
        larger[i, size] = gain[i]
    return exponential(larger, time)[start, size]


def jump_chain(random):
    size = random.randint(2, 4)
    rates = sizes(random, size, 1e-6, 1e9)
    kind = random.choice(["ring", "ring", "absorbing"])
    if kind == "absorbing":
        rates[-1] = [0.0] * size
    start, target, horizon = random.randrange(size), random.randrange(size), over_decades(random, 1e-4, 1e4)
    with mp.workdps(DIGITS):
        Q = mp.matrix([[mpf(rate) for rate in row] for row in rates])
        leaving = [sum(Q[i, j] for j in range(size)) for i in range(size)]
        Q -= mp.diag(leaving)
        end = exponential(Q, mpf(horizon))
        known = {f"share terminal {LABELS[j]}": end[start, j] for j in range(size)}
        known["mean jumps"] = gained(Q, leaving, mpf(horizon), start)
        known["mean target_share"] = gained(Q, inside([target], size), mpf(horizon), start) / mpf(horizon)
        stopped = Q.copy()
        for j in range(size):
            stopped[target, j] = mpf(0)
        outside = [1 - flag for flag in inside([target], size)]
        known["mean first_hit"] = gained(stopped, outside, mpf(horizon), start)
        hit = exponential(stopped, mpf(horizon))
        known["share hit no"] = sum(hit[start, j] * outside[j] for j in range(size))
        known["share hit yes"] = hit[start, target]
        pace = 2 * max(leaving)
        known.update(long_run(mp.eye(size) + Q / pace, start)[1])
        if kind == "ring" or target == size - 1:
            P = mp.eye(size) + Q / pace
            known["figure expected_hitting_time"] = hitting_time(P, start, [target], [1 / pace] * size)
    states = [{"name": LABELS[i], "rates": row} for i, row in enumerate(rates)]
    return Trial("jump_chain", {"states": states, "start": LABELS[start], "target": [LABELS[target]],
                                "horizon": horizon}, known)


TRIALS = {"markov_chain": markov_chain, "sparse_chain": sparse_chain, "jump_chain": jump_chain}
