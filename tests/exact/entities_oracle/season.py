"""A season, day after day: the ten processors chained."""
import collections

from entities_oracle import after, before, daily, features
from entities_oracle.league import League, Rules


class Season:
    """What days have left: rows that are there, oldest first."""

    def __init__(self, tables, rules=Rules()):
        self.league = League(tables, rules)
        self.players, self.offence, self.defence = (collections.defaultdict(list) for _ in range(3))
        self.rows = {}  # by processor and day
        self.cut = None  # in microseconds since 1970

    def of_player(self, player):
        return self.known(self.players.get(player, []))

    def of_offence(self, team):
        return self.known(self.offence.get(team, []))

    def of_defence(self, team):
        return self.known(self.defence.get(team, []))

    def known(self, rows):
        """Without those that came about after the first tip-off of the day."""
        if self.cut is None:
            return rows
        return [row for row in rows if row["known_at"] is None or row["known_at"] <= self.cut]

    def kept(self, rows, where, day):
        for key, row in sorted(rows.items()):
            if isinstance(row, dict):
                row["day"] = day
                where[row.get("player") or row["team"]].append(row)

    def run(self, days=None, played_only=False):
        """`days`: those of which the state before the games is wanted; games are gone through in any case."""
        for day in self.league.dates():
            corrected = self.league.rules.corrected
            if corrected and not played_only and (days is None or day in days):
                self.look_ahead(day)
            made = {"togs": after.togs(self.league, day), "tdgs": after.tdgs(self.league, day)}
            made["pgs"] = after.pgs(self.league, day, made["togs"])
            for name, where in (("togs", self.offence), ("tdgs", self.defence), ("pgs", self.players)):
                self.rows[name, day] = made[name]
                self.kept(made[name], where, day)
            if not corrected and not played_only and (days is None or day in days):
                self.look_ahead(day)  # the day itself is seen by those that leak
        return self

    def look_ahead(self, day):
        league, rows = self.league, {}
        cuts = [league.cutoff(day, game) for game in league.games_of_day[day]] or [league.cutoff(day)]
        self.cut = None if None in cuts else min(cuts) * 1_000_000
        rows["utgc"] = before.utgc(league, day)
        rows["upgc"] = before.upgc(league, day, self)
        rows["tdza"] = daily.tdza(league, day, self, sorted(self.defence))
        rows["psza"] = daily.psza(league, day, self)
        rows["pcf"] = daily.pcf(league, day, self, rows["upgc"], rows["utgc"], rows["psza"], rows["tdza"])
        rows["pdc"] = daily.pdc(league, day, self, rows["upgc"], rows["psza"])
        rows["mlfs"] = features.mlfs(league, day, self, rows["upgc"], rows["pdc"], rows["pcf"], rows["psza"], rows["tdza"])
        for name, each in rows.items():
            self.rows[name, day] = each
