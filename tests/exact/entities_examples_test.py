"""The plain program gives the examples that were worked out by hand."""
import unittest

from entities_oracle import after, before, daily, days, features
from entities_oracle.league import League, Rules, Window, tier_of
from entities_oracle.numbers import both, r_np, r_py
from entities_oracle.season import Season

DAY = days.parsed("2024-12-20")
GAME = "20241220_CHI_IND"
BOX = dict.fromkeys(("points", "fgm", "fga", "tpm", "tpa", "ftm", "fta", "oreb", "dreb", "reb", "ast", "stl", "blk", "tov", "pf", "plus_minus"))


def player(**more):
    return {**BOX, "game_id": GAME, "game_date": DAY, "season_year": 2024, "player_lookup": "ayo", "team_abbr": "CHI", "home_team_abbr": "IND",
            "away_team_abbr": "CHI", "player_status": "active", "source": "primary", "minutes": None, "tpm": 0, **more}


def team(code, **more):
    return {**BOX, "game_id": GAME, "game_date": DAY, "team_abbr": code, "is_home": code == "IND", "minutes": "240:00", "plus_minus": 1, "tpm": 0, **more}


def final(date, away, home, away_score, home_score):
    return {"game_id": f"{date.replace('-', '')}_{away}_{home}", "game_date": days.parsed(date), "home_team_abbr": home, "away_team_abbr": away,
            "game_status": 3, "home_score": home_score, "away_score": away_score, "winning_team_abbr": home if home_score > away_score else away}


def shot(**more):
    return {"shot_type": "2PT", "event_subtype": "jump shot", "shot_distance": 10.0, "shot_made": True, "assist_lookup": None, "block_lookup": None, **more}


class Games(unittest.TestCase):
    def numbers(self, row, **expected):
        for name, value in expected.items():
            got = row[name]
            self.assertEqual(got if got is None or isinstance(value, (str, bool)) or value is None else float(got), value, name)

    def pgs(self, box, rules=Rules(), line=None):
        league = League({}, rules)
        props = [{"player_lookup": "ayo", "bookmaker": "fanduel", "points_line": line, "snapshot_ts": 1, "game_id": GAME}] if line else []
        own = {"fg_attempts": 88, "ft_attempts": 22, "turnovers": 14, "win_flag": True, "known_at": None}
        return after.player_row(league, box, own, None, None, [], props)

    def test_of_a_player(self):
        row = self.pgs(player(points=18, fgm=4, fga=8, tpm=1, ftm=9, fta=11, tov=2, minutes="31:24"), line=18.5)
        self.numbers(row, minutes_played=31, efg_pct=0.562, ts_pct=0.701, over_under_result="UNDER", margin=-0.5, starter_flag=True, usage_rate=20.3)
        short = player(points=2, fgm=0, fga=1, ftm=2, fta=5, tov=0, minutes="00:30")
        self.numbers(self.pgs(short), minutes_played=0, ts_pct=0.312, efg_pct=0)
        self.numbers(self.pgs({**short, "minutes": "00:00"}), minutes_played=None)
        self.numbers(self.pgs(short, Rules(corrected=False)), efg_pct=None)
        row = self.pgs(player(points=27, fgm=9, fga=21, tpm=3, ftm=6, fta=7, tov=0, minutes="26:30"))
        self.numbers(row, minutes_played=26, efg_pct=0.5, ts_pct=0.561, starter_flag=True)

    def togs(self, own):
        other = team("IND", points=100, fga=80, fta=20, oreb=10, tov=10, minutes=own["minutes"])
        return after.togs(League({"team_box": [own, other]}), DAY)[GAME, "CHI"]

    def test_of_a_team_s_offence(self):
        row = self.togs(team("CHI", points=117, fga=88, fta=25, oreb=11, tov=13))
        self.numbers(row, possessions=101, offensive_rating=115.84, pace=101.0, ts_pct=0.591, overtime_periods=0)
        row = self.togs(team("CHI", points=131, fga=101, fta=27, oreb=9, tov=15, minutes="275:00"))
        self.numbers(row, possessions=118, offensive_rating=110.18, pace=103.8, ts_pct=0.58, overtime_periods=1)

    def tdgs(self, minutes="240:00", rules=Rules(), **opponent):
        tables = {"team_box": [team("CHI", points=100, fga=80, fta=20, oreb=10, tov=10, minutes=minutes), team("IND", minutes=minutes, **opponent)]}
        return after.tdgs(League(tables, rules), DAY)[GAME, "CHI"]

    def test_of_a_team_s_defence(self):
        opponent = {"points": 111, "fga": 85, "fta": 25, "oreb": 12, "tov": 12}
        self.numbers(self.tdgs(**opponent), defensive_rating=115.63, opponent_ts_pct=0.578, opponent_pace=96.0)
        self.numbers(self.tdgs(minutes="265:00", **opponent), opponent_pace=86.9)
        self.numbers(self.tdgs(minutes="265:00", rules=Rules(corrected=False), **opponent), opponent_pace=96.0)
        row = self.tdgs(points=123, fga=92, fta=25, oreb=9, tov=2)
        self.numbers(row, defensive_rating=128.13, opponent_ts_pct=0.597, opponent_pace=96.0)

    def test_the_same_shot_in_three_zones(self):
        zones = [[zone(each) for zone in (after.player_zone, after.team_zone, after.defence_zone)] for each in (
            shot(shot_distance=24.0), shot(shot_type="3PT", shot_distance=5.0), shot(shot_distance=None))]
        self.assertEqual(zones, [["three_pt", "mid_range", "mid_range"], ["paint", "three_pt", "three_pt"], [None, None, "mid_range"]])

    def test_of_a_team_before_a_game(self):
        schedule = [final("2024-12-06", "ORL", "CHI", 101, 110), final("2024-12-08", "CHI", "MIL", 104, 118), final("2024-12-13", "CHI", "DET", 120, 125),
                    final("2024-12-19", "ATL", "CHI", 118, 120), {**final("2024-12-20", "CHI", "IND", 0, 1), "game_status": 1}]
        travel = [{"from_team": "CHI", "to_team": "IND", "distance_miles": 165.0}]
        row = before.utgc(League({"schedule": schedule, "travel": travel}), DAY)[GAME, "CHI"]
        self.numbers(row, team_days_rest=0, team_back_to_back=True, games_in_last_7_days=1, games_in_last_14_days=3, team_win_streak_entering=1,
                     last_game_margin=2, last_game_result="W", game_number_in_season=5, travel_miles=165.0)


class Players(unittest.TestCase):
    def history(self, corrected):
        games = ((1, "34:30", 21), (3, "28:15", 30), (6, "31:00", 25), (7, "36:45", 18), (8, "22:00", 22), (14, "18:00", 0))
        boxes = [player(game_id=f"g{ago}", game_date=DAY - ago, minutes=minutes, points=points, source="backup") for ago, minutes, points in games]
        league = League({"player_box": boxes}, Rules(corrected=corrected))
        return before.box_history(league, "ayo", DAY, None)

    def test_before_a_game(self):
        history = self.history(True)
        row = before.rest(history, DAY, True)
        self.assertEqual([row[name] for name in ("games_in_last_7_days", "games_in_last_14_days", "minutes_in_last_7_days", "minutes_in_last_14_days",
                                                 "back_to_back", "back_to_backs_last_14_days", "days_since_2_plus_days_rest")], [3, 5, 93, 152, True, 2, 1])
        self.assertEqual([float(row[name]) for name in ("avg_minutes_per_game_last_7", "points_avg_last_5", "points_avg_last_10")], [31.2, 23.2, 19.3])
        self.assertEqual(before.streaks(history, 20.5), (3, 0))
        old = before.rest(self.history(False), DAY, False)
        self.assertEqual([old[name] for name in ("games_in_last_7_days", "games_in_last_14_days", "minutes_in_last_7_days", "minutes_in_last_14_days",
                                                 "back_to_back")], [4, 6, 130, 170, False])
        self.assertEqual(float(old["avg_minutes_per_game_last_7"]), 32.6)

    def zones(self, attempts, makes=(0, 0, 0)):
        none = {**{f"{zone}_{what}": 0 for zone, _ in daily.ZONES for what in ("attempts", "makes")}, "fg_makes": 0, "assisted_fg_makes": 0, "unassisted_fg_makes": 0}
        first = {**none, **{f"{zone}_attempts": count for (zone, _), count in zip(daily.ZONES, attempts)},
                 **{f"{zone}_makes": count for (zone, _), count in zip(daily.ZONES, makes)}}
        return first, none

    def test_shot_zones(self):
        first, none = self.zones((37, 18, 45), (22, 7, 16))
        older = {**none, "paint_attempts": 14, "paint_makes": 9, "three_pt_attempts": 24}
        games = [{**first, "fg_makes": 45, "assisted_fg_makes": 27, "unassisted_fg_makes": 17}] + [none] * 9 + [older] + [none] * 4
        row = daily.shot_zone_row(games, Window(10, 10, 70))
        got = [float(row[name]) for name in ("paint_rate_last_10", "mid_range_rate_last_10", "three_pt_rate_last_10", "paint_pct_last_10", "mid_range_pct_last_10",
                                             "three_pt_pct_last_10", "assisted_rate_last_10", "unassisted_rate_last_10", "paint_rate_last_20", "paint_pct_last_20")]
        self.assertEqual(got, [37.0, 18.0, 45.0, 0.595, 0.389, 0.356, 60.0, 37.78, 36.96, 0.608])
        self.assertEqual(row["primary_scoring_zone"], "perimeter")
        row = daily.shot_zone_row([self.zones((33, 41, 14))[0]] + [none] * 9, Window(10, 10, 70))
        self.assertEqual([float(row[f"{zone}_rate_last_10"]) for zone, _ in daily.ZONES], [37.5, 46.59, 15.91])
        self.assertEqual(row["primary_scoring_zone"], "mid_range")

    def test_a_defence_s_zones(self):
        blank = dict.fromkeys(("blocks_paint", "blocks_mid_range", "blocks_three_pt", "points_in_paint_allowed", "points_allowed", "defensive_rating", "opponent_pace"))
        none = {**blank, **{name: 0 for zone, _ in daily.ZONES for name in daily.zone_names(zone)}}
        first = {**none, "opp_paint_makes": 310, "opp_paint_attempts": 540, "opp_mid_range_makes": 118, "opp_mid_range_attempts": 300,
                 "opp_three_pt_makes": 190, "opp_three_pt_attempts": 510}
        row = daily.defence_row([first] + [none] * 14, {zone: both(text) for zone, text in daily.USUAL.items()}, Window(15, 15, 70))
        for zone, value in (("paint", -0.592593), ("mid_range", -1.666667), ("three_pt", 1.754902)):
            self.assertAlmostEqual(float(row[f"{zone}_defense_vs_league_avg"]), value, delta=5e-7)
        self.assertEqual((row["strongest_zone"], row["weakest_zone"]), ("mid_range", "perimeter"))

    def factors(self, context, zone, against, part, rate):
        zones = {"primary_scoring_zone": zone, f"{part}_rate_last_10": both(rate)}
        scores = (daily.fatigue(context), daily.mismatch(zones, {f"{part}_defense_vs_league_avg": both(against)}),
                  daily.clamp(both(context["pace_differential"]) / 2, 3), daily.spike(context))
        total = r_py((both(scores[0]) - 100) / 20 + scores[1] + scores[2] + scores[3], 2)
        return [scores[0], *(float(r_py(score, 1)) for score in scores[1:]), float(total)]

    def test_four_factors(self):
        context = {"back_to_back": False, "days_rest": 3, "games_in_last_7_days": 4, "minutes_in_last_7_days": 241, "avg_minutes_per_game_last_7": both("35.0"),
                   "back_to_backs_last_14_days": 1, "player_age": 31, "pace_differential": both("2.5"), "projected_usage_rate": both(27),
                   "avg_usage_rate_last_7_games": both("24.5"), "star_teammates_out": 1}
        self.assertEqual(self.factors(context, "perimeter", "1.754902", "three_pt", 45), [75, 1.6, 1.2, 0.9, 2.44])
        context = {"back_to_back": True, "days_rest": 1, "games_in_last_7_days": 3, "minutes_in_last_7_days": 180, "avg_minutes_per_game_last_7": both(36),
                   "back_to_backs_last_14_days": 0, "player_age": 24, "pace_differential": both(-9), "projected_usage_rate": both(18),
                   "avg_usage_rate_last_7_games": both(26), "star_teammates_out": 2}
        self.assertEqual(self.factors(context, "paint", "6.1", "paint", 62), [77, 7.3, -3, -2.4, 0.77])

    def test_a_cache(self):
        usage = ("21.4", None, "18.9", "27.3", "20.2", "24.6")
        games = [{"points": points, "usage_rate": None if rate is None else both(rate), "minutes_played": None, "ts_pct": None, "fg_makes": 0,
                  "assisted_fg_makes": None} for points, rate in zip((14, 22, 9, 31, 17, 25), usage)]
        games[0] |= {"fg_makes": 38, "assisted_fg_makes": 17}
        row = daily.cache_row(games, [], None)
        self.assertEqual([float(row[name]) for name in ("points_avg_last_5", "points_avg_last_10", "points_std_last_10", "usage_rate_last_10",
                                                        "assisted_rate_last_10")], [18.6, 19.6667, 7.9415, 22.48, 0.447368421])
        self.assertTrue(row["early_season_flag"])
        points = (33, 12, 25, 18, 40, 21, 29, 16, 27, 30, 24)
        row = daily.cache_row([{**games[1], "points": each} for each in points], [], None)
        self.assertEqual([float(row[name]) for name in ("points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10")],
                         [25.6, 25.1, 25.0, 8.4912])

    def test_features(self):
        points = [30, 26, 20, 22, 21]
        self.assertEqual((features.trend(points, True), features.trend(points, False)), (2, -1))
        context = dict.fromkeys(("days_rest", "opponent_days_rest", "player_status", "opponent_def_rating_last_10", "opponent_pace_last_10", "home_game",
                                 "back_to_back", "season_phase", "games_in_last_7_days"))
        games = [{"points": each, "minutes_played": None, "ft_makes": 0} for each in (24, 24, 24, 23, 23)]
        games[0]["ft_makes"] = 31
        made = features.calculated(True, context, {"pdc": None}, games, [], [True] * 5 + [False] * 3)
        self.assertEqual((float(made[21]), float(made[24])), (0.262711864, 0.625))
        self.assertEqual([features.minutes_change(both(a), both(b)) for a, b in (("31.5", 27), ("24.2", "30.1"))], [1, -1])

    def test_the_quality_of_features(self):
        context = {**dict.fromkeys(("days_rest", "opponent_days_rest", "player_status", "home_game", "back_to_back", "season_phase")), "games_in_last_7_days": 3,
                   "opponent_def_rating_last_10": both(112), "opponent_pace_last_10": both(100)}
        pdc = dict.fromkeys(("points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10", "games_in_last_7_days", "team_pace_last_10",
                             "team_off_rating_last_10", "minutes_avg_last_10", "paint_rate_last_10", "three_pt_rate_last_10"), 1)
        up = {"pdc": pdc, "psza": dict.fromkeys(("paint_rate_last_10", "mid_range_rate_last_10", "three_pt_rate_last_10"), 30),
              "tdza": {"defensive_rating_last_15": 110, "opponent_pace": 99},
              "pcf": dict.fromkeys(("fatigue_score", "shot_zone_mismatch_score", "pace_score", "usage_spike_score"), 1)}

        def score(context, up):
            return float(features.feature_row(True, context, up, [], [], [])["feature_quality_score"])

        without = {**up, "tdza": None}
        self.assertEqual([score(context, up), score(context, without), score({**context, "opponent_def_rating_last_10": None,
                                                                               "opponent_pace_last_10": None}, without)], [97.0, 95.0, 92.2])


class Common(unittest.TestCase):
    def test_completeness(self):
        seen = [Window(expected, actual, 70) for expected, actual in ((8, 5), (7, 5), (6, 7), (0, 0))]
        self.assertEqual([(float(r_py(each.percent, 1)), each.is_ready, each.is_complete) for each in seen],
                         [(62.5, False, False), (71.4, True, False), (116.7, True, True), (0.0, False, True)])

    def test_rounding(self):
        self.assertEqual([float(rule(36.15, 1)) for rule in (r_py, r_np)], [36.1, 36.2])
        self.assertEqual([tier_of(each) for each in (95, 94.9, 50, 25, 24)], ["gold", "silver", "bronze", "poor", "unusable"])

    def test_days_are_seen_in_their_order(self):
        self.assertEqual(Season({}).run().rows, {})


if __name__ == "__main__":
    unittest.main()
