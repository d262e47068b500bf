#!/usr/bin/python3
"""Six of the studies of benchmark_paths as one would write them with NumPy and with numba, beside it, in one run.

    tests/benchmarks/paths_in_python.py build/release/bin/benchmark_paths [--rounds 5] [--paths 100000]

Wants python3-numba (apt install python3-numba). Prints million steps a second of processor time, medians of the rounds,
and how many times the best of the others Ergodic is.
"""
import argparse
import math
import re
import statistics
import subprocess
import time

import numba
import numpy as np

STEPS = 100
TWO = np.array([[0.7, 0.3], [0.4, 0.6]])
EIGHT = np.array([[((3 * i + 5 * j) % 8 + 1) / 36 for j in range(8)] for i in range(8)])
DRIFT, SPREAD = (0.05 - 0.02) / STEPS, 0.2 / math.sqrt(STEPS)


# NumPy: all paths at once, step by step, by PCG64.


def numpy_walk(rng, paths):
    place = np.zeros(paths, np.int8)
    for _ in range(STEPS):
        bits = np.unpackbits(np.frombuffer(rng.bytes((paths + 7) // 8), np.uint8), count=paths)
        jump = 2 * bits.view(np.int8) - 1
        place += np.where(place == -10, 1, np.where(place == 10, -1, jump))
    return place.sum()


def numpy_two_states(rng, paths):
    state = np.zeros(paths, bool)
    for _ in range(STEPS):
        state = rng.random(paths, np.float32) >= np.where(state, np.float32(TWO[1, 0]), np.float32(TWO[0, 0]))
    return state.sum()


def numpy_eight_states(rng, paths):
    upto = np.cumsum(EIGHT, axis=1)[:, :-1]
    state = np.zeros(paths, np.int64)
    for _ in range(STEPS):
        state = (upto[state] <= rng.random(paths)[:, None]).sum(axis=1)
    return state.sum()


def numpy_queue(rng, paths):
    clock, number = np.zeros(paths), np.zeros(paths, np.int64)
    for _ in range(STEPS):
        rate = np.where(number > 0, 1.8, 0.8)
        clock += rng.standard_exponential(paths) / rate
        number += np.where(rng.random(paths) * rate < 0.8, 1, -1)
    return clock.sum() + number.sum()


def numpy_gbm(rng, paths):
    price = np.full(paths, 100.0)
    for _ in range(STEPS):
        price *= np.exp(DRIFT + SPREAD * rng.standard_normal(paths))
    return price.sum()


def numpy_gbm_of_all(rng, paths):
    price = np.full(paths, 100.0)
    mean, highest, lowest = price / 2, price.copy(), price.copy()
    for _ in range(STEPS):
        price *= np.exp(DRIFT + SPREAD * rng.standard_normal(paths))
        mean += price
        np.maximum(highest, price, out=highest)
        np.minimum(lowest, price, out=lowest)
    return price.sum() + ((mean - price / 2) / STEPS).sum() + highest.sum() + lowest.sum()


# numba: path by path, by its Mersenne Twister.


@numba.njit
def numba_walk(paths):
    total = 0
    for _ in range(paths):
        place = 0
        for _ in range(STEPS):
            if place == -10:
                place += 1
            elif place == 10:
                place -= 1
            else:
                place += 1 if np.random.random() < 0.5 else -1
        total += place
    return total


@numba.njit
def numba_chain(paths, upto):
    total = 0
    for _ in range(paths):
        state = 0
        for _ in range(STEPS):
            u = np.random.random()
            after = 0
            while after < upto.shape[1] - 1 and u >= upto[state, after]:
                after += 1
            state = after
        total += state
    return total


@numba.njit
def numba_queue(paths):
    total = 0.0
    for _ in range(paths):
        clock, number = 0.0, 0
        for _ in range(STEPS):
            rate = 1.8 if number > 0 else 0.8
            clock += np.random.exponential() / rate
            number += 1 if number == 0 or np.random.random() * rate < 0.8 else -1
        total += clock + number
    return total


@numba.njit
def numba_gbm(paths):
    total = 0.0
    for _ in range(paths):
        price = 100.0
        for _ in range(STEPS):
            price *= math.exp(DRIFT + SPREAD * np.random.normal())
        total += price
    return total


@numba.njit
def numba_gbm_of_all(paths):
    total = 0.0
    for _ in range(paths):
        price = highest = lowest = 100.0
        mean = price / 2
        for _ in range(STEPS):
            price *= math.exp(DRIFT + SPREAD * np.random.normal())
            mean += price
            highest = max(highest, price)
            lowest = min(lowest, price)
        total += price + (mean - price / 2) / STEPS + highest + lowest
    return total


PROGRAMS = {  # as benchmark_paths names them
    "walk, reflecting": (numpy_walk, numba_walk),
    "chain, 2 states": (numpy_two_states, lambda paths: numba_chain(paths, np.cumsum(TWO, axis=1))),
    "chain, 8 states": (numpy_eight_states, lambda paths: numba_chain(paths, np.cumsum(EIGHT, axis=1))),
    "M/M/1, events": (numpy_queue, numba_queue),
    "GBM, every step": (numpy_gbm, numba_gbm),
    "GBM, mean, extremes": (numpy_gbm_of_all, numba_gbm_of_all),
}


def speed(work, *arguments, paths):
    start = time.process_time()
    work(*arguments, paths)
    return 1e-6 * paths * STEPS / (time.process_time() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark_paths")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--paths", type=int, default=100_000)
    options = parser.parse_args()
    rng = np.random.default_rng(1)
    for _, compiled in PROGRAMS.values():
        compiled(1)
    speeds = {name: {"ergodic": [], "C++": [], "NumPy": [], "numba": []} for name in PROGRAMS}
    for _ in range(options.rounds):
        command = [options.benchmark_paths, "1", str(options.paths)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for name, (whole, compiled) in PROGRAMS.items():
            of = speeds[name]
            ours, plain = re.search(rf"^{re.escape(name)} +([\d.]+) +([\d.]+)", printed, re.M).groups()
            of["ergodic"].append(float(ours))
            of["C++"].append(float(plain))
            of["NumPy"].append(speed(whole, rng, paths=options.paths))
            of["numba"].append(speed(compiled, paths=options.paths))
    print(f"{'':<20}{'ergodic':>10}{'C++':>10}{'NumPy':>10}{'numba':>10}{'ratio to the best':>20}")
    for name, of in speeds.items():
        medians = {program: statistics.median(values) for program, values in of.items()}
        ratio = medians["ergodic"] / max(value for program, value in medians.items() if program != "ergodic")
        print(f"{name:<20}" + "".join(f"{value:>10.1f}" for value in medians.values()) + f"{ratio:>20.2f}")


if __name__ == "__main__":
    main()
