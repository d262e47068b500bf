"""A player's box score from rates, as the players workload has it; and a season of them."""
import datetime

from .truth import ROLES, Player

FOUL_LIMIT = 6
COUNTS = ["field_goals_made", "field_goals_attempted", "three_point_field_goals_made", "three_point_field_goals_attempted",
          "free_throws_made", "free_throws_attempted", "offensive_rebounds", "defensive_rebounds", "rebounds", "assists",
          "steals", "blocks", "turnovers", "fouls", "points"]
HEADER = ["player", "game_date", "team", "opponent", "role", "did_not_play", "minutes", "pace", *COUNTS]
TRADED = .004  # of a player, before a game
HURT = .006
FIRST_DAY = datetime.date(2024, 10, 22)


def box_score(player, pace, generator):
    """Minutes and the counts, in the order of COUNTS."""
    def binomial(trials, share):
        return sum(generator.random() < share for _ in range(trials))

    (usage, turnover, trip, three, two_made, three_made, free_made, assist, offensive, defensive, steal, block,
     foul) = player.rates_of_a_game(generator)
    minutes = min(max(generator.gauss(player.minutes, player.minutes_deviation), 1), 48)
    possessions = int(pace * minutes / 48 + generator.random())
    fouls = 0
    for at in range(possessions):
        fouls += generator.random() < foul
        if fouls == FOUL_LIMIT:
            minutes *= (at + 1) / possessions
            possessions = at + 1
            break
    used = binomial(possessions, usage)
    turnovers = binomial(used, turnover)
    trips = binomial(used - turnovers, trip)
    attempts = used - turnovers - trips
    threes = binomial(attempts, three)
    twos_in = binomial(attempts - threes, two_made)
    threes_in = binomial(threes, three_made)
    free_in = binomial(2 * trips, free_made)
    assists = binomial(possessions - used, assist)
    rebounds = [binomial(possessions, offensive), binomial(possessions, defensive)]
    return round(minutes, 2), [twos_in + threes_in, attempts, threes_in, threes, free_in, 2 * trips, *rebounds,
                               sum(rebounds), assists, binomial(possessions, steal), binomial(possessions, block), turnovers,
                               fouls, 2 * twos_in + 3 * threes_in + free_in]


class League:
    """`teams` teams of 13 players, `games` games a team, a day each."""

    def __init__(self, teams, generator):
        self.generator = generator
        self.teams = [f"T{i:02}" for i in range(teams)]
        self.squads = {team: [Player(f"{team} player {i + 1:02}", role, generator) for i, role in enumerate(ROLES)]
                       for team in self.teams}

    def players(self):
        return [player for squad in self.squads.values() for player in squad]

    def trade(self):
        """Players of one role change places: squads keep their roles."""
        for team in self.teams:
            for place in range(len(ROLES)):
                if self.generator.random() < TRADED:
                    other = self.generator.choice(self.teams)
                    squad, others = self.squads[team], self.squads[other]
                    squad[place], others[place] = others[place], squad[place]

    def rows(self, games):
        for number in range(games):
            if number > 0:
                self.trade()
            order = self.generator.sample(self.teams, len(self.teams))
            day = FIRST_DAY + datetime.timedelta(days=2 * number)
            for a, b in zip(order[::2], order[1::2]):
                pace = round(self.generator.gauss(100, 4), 1)
                yield from self.rows_of(a, b, day, number, pace)
                yield from self.rows_of(b, a, day, number, pace)

    def rows_of(self, team, opponent, day, number, pace):
        for player in self.squads[team]:
            if self.generator.random() < HURT:
                player.hurt_until = number + self.generator.randint(1, 15)
            plays = number >= player.hurt_until and self.generator.random() < player.availability
            minutes, counts = box_score(player, pace, self.generator) if plays else (0, [0] * len(COUNTS))
            yield [player.name, day.isoformat(), team, opponent, player.role, "no" if plays else "yes", minutes, pace, *counts]
