"""The feature vector of a player's game to come: MLFS."""
from entities_oracle import days
from entities_oracle.daily import newest, ok, own_window, value
from entities_oracle.league import Failure, tier_of
from entities_oracle.numbers import both, mean, r_py

FEATURES = ("points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10", "games_in_last_7_days", "fatigue_score",
            "shot_zone_mismatch_score", "pace_score", "usage_spike_score", "rest_advantage", "injury_risk", "recent_trend", "minutes_change",
            "opponent_def_rating", "opponent_pace", "home_away", "back_to_back", "playoff_game", "pct_paint", "pct_mid_range", "pct_three",
            "pct_free_throw", "team_pace", "team_off_rating", "team_win_pct")
WEIGHTS = {"phase4": 100, "phase3": 75, "default": 40, "calculated": 100}
CALCULATED, OF_CONTEXT = (9, 10, 11, 12, 21, 24), (15, 16, 17)
DEFAULTS = {0: 10, 1: 10, 2: 10, 3: 5, 4: 3, 5: 50, 6: 0, 7: 0, 8: 0, 13: 112, 14: 100, 18: "0.30", 19: "0.20", 20: "0.35", 22: 100, 23: 112}


def step(value, ladder):
    """2, 1, 0, −1 or −2: beyond the ladder's rungs."""
    high, low = ladder
    return 2 if value >= high else 1 if value >= low else -2 if value <= -both(high) else -1 if value <= -both(low) else 0


def trend(points, corrected):
    if len(points) < 5:
        return 0
    if corrected:
        d = mean(points[:2]) - mean(points[2:5])
    else:
        d = mean(points[3:5]) - mean(points[:3])
    return step(d, (5, 2))


def minutes_change(recent, season):
    return step((recent - season) / season, ("0.20", "0.10")) if recent and season else 0


def mlfs(league, day, season, contexts, caches, factors_of, zones, defences):
    return {key: features(league, day, season, key, row, caches, factors_of, zones, defences) for key, row in contexts.items()}


def features(league, day, season, key, context, caches, factors_of, zones, defences):
    if not isinstance(context, dict):
        return Failure("missing_data")
    if league.is_early(day):
        return {"features": [None] * len(FEATURES), "feature_quality_score": both(0), "data_source": "early_season", "early_season_flag": True,
                "is_production_ready": False}
    upstream = {"pdc": ok(caches.get(key)), "pcf": ok(factors_of.get(key)), "psza": ok(zones.get(key[1])), "tdza": ok(defences.get(context["opponent"]))}
    not_ready = sum(row is None or not row["is_production_ready"] for row in upstream.values())
    window = own_window(league, day, season, key[1], len([row for row in season.of_player(key[1]) if row["day"] < day]))
    exempt = days.is_bootstrap(day) or league.rules.mode == "backfill"
    if not window.is_ready and not exempt:
        return Failure("incomplete_data_skipped")
    if not_ready and not exempt:
        return Failure("upstream_incomplete", (not_ready,))
    last_10 = newest(season.of_player(key[1]), 10, day, league.window(day, 60))
    of_season = [row for row in season.of_player(key[1]) if days.season_start(day) <= row["day"] < day]
    results = [row["win_flag"] for row in season.of_offence(context["team"]) if days.season_start(day) <= row["day"] < day]
    return feature_row(league.rules.corrected, context, upstream, last_10, of_season, results) | {
        "player": key[1], "window": window, "is_production_ready": window.is_ready and not not_ready}


def phase4_of(up):
    pdc_row, psza_row, tdza_row, pcf_row = up["pdc"], up["psza"], up["tdza"], up["pcf"]
    found = {}
    for at, row, name in ((0, pdc_row, "points_avg_last_5"), (1, pdc_row, "points_avg_last_10"), (2, pdc_row, "points_avg_season"),
                          (3, pdc_row, "points_std_last_10"), (4, pdc_row, "games_in_last_7_days"), (5, pcf_row, "fatigue_score"),
                          (6, pcf_row, "shot_zone_mismatch_score"), (7, pcf_row, "pace_score"), (8, pcf_row, "usage_spike_score"),
                          (13, tdza_row, "defensive_rating_last_15"), (14, tdza_row, "opponent_pace"), (22, pdc_row, "team_pace_last_10"),
                          (23, pdc_row, "team_off_rating_last_10")):
        found[at] = value(row, name, None)
    for at, name in ((18, "paint_rate_last_10"), (19, "mid_range_rate_last_10"), (20, "three_pt_rate_last_10")):
        rate = value(psza_row, name, None)
        if rate is None and at != 19:
            rate = value(pdc_row, name, None)
        found[at] = None if rate is None else both(rate) / 100
    return found


def phase3_of(context, last_10, of_season):
    points = [row["points"] or 0 for row in last_10]
    return {0: mean(points[:5]) if len(points) >= 5 else None, 1: mean(points),
            2: mean([row["points"] for row in of_season[::-1]]),
            4: context["games_in_last_7_days"], 13: context["opponent_def_rating_last_10"], 14: context["opponent_pace_last_10"]}


def calculated(corrected, context, up, last_10, of_season, results):
    points = [row["points"] or 0 for row in last_10]
    rest, other = context["days_rest"], context["opponent_days_rest"]
    recent = value(up["pdc"], "minutes_avg_last_10", None)
    if recent is None:
        recent = mean([row["minutes_played"] or 0 for row in last_10]) or both(0)
    usual = mean([row["minutes_played"] for row in of_season[::-1]]) or both(0)
    free = both("0.15")
    if len(points) >= 5 and sum(points):
        ratio = both(sum(row["ft_makes"] or 0 for row in last_10)) / sum(points)
        free = r_py(both("0.5") if ratio > "0.5" else ratio, 9)
    known = [each for each in results if each is not None]
    return {9: 0 if rest is None or other is None else max(-2, min(2, rest - other)),
            10: {"probable": 1, "questionable": 2, "doubtful": 3, "out": 3}.get((context["player_status"] or "").lower(), 0),
            11: trend(points, corrected), 12: minutes_change(both(recent), usual), 21: free,
            24: r_py(both(sum(known)) / len(known), 9) if corrected and len(known) >= 5 else both("0.5")}


def feature_row(corrected, context, up, last_10, of_season, results):
    phase4, phase3 = phase4_of(up), phase3_of(context, last_10, of_season)
    made = calculated(corrected, context, up, last_10, of_season, results)
    made |= {15: int(bool(context["home_game"])), 16: int(bool(context["back_to_back"])), 17: int(context["season_phase"] == "playoffs")}
    numbers, sources = [], []
    for at in range(len(FEATURES)):
        if at in CALCULATED or at in OF_CONTEXT:
            numbers.append(both(made[at]))
            sources.append("calculated" if at in CALCULATED else "phase3")
            continue
        choice = next(((source, found[at]) for source, found in (("phase4", phase4), ("phase3", phase3)) if found.get(at) is not None),
                      ("default", DEFAULTS[at]))
        sources.append(choice[0])
        numbers.append(both(choice[1]))
    score = r_py(both(sum(WEIGHTS[source] for source in sources)) / 25, 2)
    share4, share3 = sources.count("phase4") / 25, sources.count("phase3") / 25
    return {"features": numbers, "sources": sources, "feature_quality_score": score, "quality_tier": tier_of(score), "early_season_flag": False,
            "data_source": "phase4" if share4 >= 0.9 else "phase4_partial" if share4 >= 0.5 else "phase3" if share3 >= 0.5 else "mixed"}
