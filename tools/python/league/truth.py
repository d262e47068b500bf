"""What is true of a player: a mean of each rate on the logit scale, and how it varies from game to game."""
import math

# Rates in the order of src/workloads/players/model/rates.hpp: name, mean of a role, deviation between players, from game to game.
RATES = [
    ("usage", {"starter": .24, "rotation": .18, "bench": .15}, .22, .18),
    ("turnover_rate", {"starter": .12, "rotation": .12, "bench": .13}, .20, .20),
    ("free_throw_trip_rate", {"starter": .12, "rotation": .10, "bench": .09}, .35, .30),
    ("three_point_rate", {"starter": .36, "rotation": .40, "bench": .40}, .50, .25),
    ("two_point_percentage", {"starter": .54, "rotation": .53, "bench": .51}, .18, .15),
    ("three_point_percentage", {"starter": .37, "rotation": .36, "bench": .34}, .12, .15),
    ("free_throw_percentage", {"starter": .80, "rotation": .77, "bench": .74}, .35, .10),
    ("assist_rate", {"starter": .14, "rotation": .10, "bench": .09}, .50, .25),
    ("offensive_rebound_rate", {"starter": .022, "rotation": .020, "bench": .022}, .55, .30),
    ("defensive_rebound_rate", {"starter": .075, "rotation": .065, "bench": .060}, .35, .25),
    ("steal_rate", {"starter": .016, "rotation": .015, "bench": .015}, .25, .20),
    ("block_rate", {"starter": .009, "rotation": .008, "bench": .008}, .60, .30),
    ("foul_rate", {"starter": .038, "rotation": .042, "bench": .050}, .20, .20),
]
ROLES = ["starter"] * 5 + ["rotation"] * 4 + ["bench"] * 4
MINUTES = {"starter": (33, 4), "rotation": (21, 5), "bench": (10, 5)}


def logit(share):
    return math.log(share / (1 - share))


def logistic(x):
    return 1 / (1 + math.exp(-x))


class Player:
    """A player: `means` on the logit scale, which do not change."""

    def __init__(self, name, role, generator):
        self.name, self.role = name, role
        self.means = [generator.gauss(logit(usual[role]), between) for _, usual, between, _ in RATES]
        mean, self.minutes_deviation = MINUTES[role]
        self.minutes = mean + generator.gauss(0, 2)
        self.availability = generator.uniform(.8, 1)
        self.hurt_until = -1  # the round of games before which the player is out

    def rates_of_a_game(self, generator):
        return [logistic(generator.gauss(mean, within)) for mean, (_, _, _, within) in zip(self.means, RATES)]
