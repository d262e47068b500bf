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
        self.until, self.known = None, {}

    def of_player(self, player):
        return self.seen(self.players, "player", player)

    def of_offence(self, team):
        return self.seen(self.offence, "offence", team)

    def of_defence(self, team):
        return self.seen(self.defence, "defence", team)

    def seen(self, rows, kind, subject):
        """Those that had come by the first tip-off of the day, or what the study says."""
        if (kind, subject) not in self.known:
            self.known[kind, subject] = [row for row in rows.get(subject, [])
                                         if self.until is None or row["known_at"] is None or row["known_at"] <= self.until]
        return self.known[kind, subject]

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
        cutoffs = [league.cutoff(day, game) for game in league.games_of_day[day]]
        self.until, self.known = None if None in cutoffs else min(cutoffs), {}
        rows["utgc"] = before.utgc(league, day)
        rows["upgc"] = before.upgc(league, day, self)
        rows["tdza"] = daily.tdza(league, day, self, sorted(self.defence))
        rows["psza"] = daily.psza(league, day, self)
        rows["pcf"] = daily.pcf(league, day, self, rows["upgc"], rows["utgc"], rows["psza"], rows["tdza"])
        rows["pdc"] = daily.pdc(league, day, self, rows["upgc"], rows["psza"])
        rows["mlfs"] = features.mlfs(league, day, self, rows["upgc"], rows["pdc"], rows["pcf"], rows["psza"], rows["tdza"])
        for name, each in rows.items():
            self.rows[name, day] = each
