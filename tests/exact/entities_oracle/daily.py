"""What models are fed of a day: TDZA, PSZA, PCF, PDC."""
from entities_oracle import days
from entities_oracle.before import days_window, games_window, sample
from entities_oracle.league import Failure, Window, tier_of
from entities_oracle.numbers import both, clamp, deviation, mean, r_np, r_py

ZONES = (("paint", "paint"), ("mid_range", "mid_range"), ("three_pt", "perimeter"))
USUAL = {"paint": "0.580", "mid_range": "0.410", "three_pt": "0.355"}


def whole_sum(rows, name):
    return sum(row[name] for row in rows if row[name] is not None)


def newest(rows, count, end, start=-10**9):
    """Newest first."""
    return [row for row in rows if start <= row["day"] < end][-count:][::-1]


def share(makes, attempts):
    return both(makes) / both(attempts) if attempts else None


# ---- TDZA

def zone_names(zone):
    return (f"opp_{zone}_makes", f"opp_{zone}_attempts")


def league_averages(league, season, day):
    of_teams = []
    for team in sorted(season.defence):
        rows = [row for row in season.of_defence(team) if league.window(day, 30) <= row["day"] < league.end(day)]
        if len(rows) >= 10:
            shares = {zone: share(*(whole_sum(rows, name) for name in zone_names(zone))) for zone, _ in ZONES}
            if None not in shares.values():
                of_teams.append(shares)
    if len(of_teams) < 10:
        return {zone: both(text) for zone, text in USUAL.items()}
    return {zone: mean([shares[zone] for shares in of_teams]) for zone, _ in ZONES}


def tdza(league, day, season, teams):
    averages = league_averages(league, season, day)
    return {team: defence(league, day, season, team, averages) for team in teams}


def defence(league, day, season, team, averages):
    if league.is_early(day):
        return Failure("skipped_early_season")
    start, end = days.season_start(day), league.end(day)
    rows = newest(season.of_defence(team), 15, end, start)
    window = Window(len(league.finals_counted(team, start, end)), len({row["day"] for row in season.of_defence(team) if start <= row["day"] < end}),
                    league.rules.threshold)
    if not window.is_ready and not days.is_bootstrap(day):
        return Failure("incomplete_data", (window.actual, window.expected))
    if len(rows) < 15:
        return Failure("insufficient_data", (len(rows), 15))
    return defence_row(rows, averages, window)


def defence_row(rows, averages, window):
    n = len(rows)
    row = {"games_in_sample": n, "window": window, "is_production_ready": window.is_ready, "data_quality_tier": "high" if n >= 15 else "medium" if n >= 10 else "low"}
    against = {}
    for zone, label in ZONES:
        makes, attempts = (whole_sum(rows, name) for name in zone_names(zone))
        rate = share(makes, attempts)
        against[label] = None if rate is None else both(100) * (rate - averages[zone])
        row |= {f"{zone}_pct_allowed_last_15": rate, f"{zone}_attempts_allowed_per_game": both(attempts) / n,
                f"{zone}_defense_vs_league_avg": against[label]}
    row["paint_points_allowed_per_game"] = both(whole_sum(rows, "points_in_paint_allowed")) / n
    for zone, name in (("paint", "blocks_paint"), ("mid_range", "blocks_mid_range"), ("three_pt", "blocks_three_pt")):
        row[f"{zone}_blocks_per_game"] = both(whole_sum(rows, name)) / n
    row |= {"defensive_rating_last_15": mean([each["defensive_rating"] for each in rows]), "opponent_pace": mean([each["opponent_pace"] for each in rows]),
            "opponent_points_per_game": both(whole_sum(rows, "points_allowed")) / n}
    defined = {label: value for label, value in against.items() if value is not None}
    row |= {"strongest_zone": min(defined, key=lambda label: defined[label].exact) if defined else None,
            "weakest_zone": max(defined, key=lambda label: defined[label].exact) if defined else None}
    return row


# ---- PSZA

def takes_part(row):
    return (row["minutes_played"] or 0) > 0 or (row["fg_attempts"] or 0) > 0


def psza(league, day, season):
    """Of all players who have played in the season."""
    rows = {}
    for player, played in season.players.items():
        if any(counts(league, day, row) for row in played):  # known or not
            rows[player] = shot_zones(league, day, season, player, [row for row in season.of_player(player) if counts(league, day, row)])
    return rows


def counts(league, day, row):
    return days.season_start(day) <= row["day"] < league.end(day) and takes_part(row)


def own_window(league, day, season, player, found=None):
    """Ten games; in a backfill what is there."""
    if league.rules.mode == "backfill" and found is not None:
        return Window(found, found, league.rules.threshold)
    history = season.of_player(player)
    return games_window(league, history, [row["day"] for row in history], day, 10, days.season_start(day))


def shot_zones(league, day, season, player, games):
    if league.is_early(day):
        return Failure("skipped_early_season")
    window = own_window(league, day, season, player, len(games))
    exempt = days.is_bootstrap(day) or days.is_boundary(day) or league.rules.mode == "backfill"
    if not window.is_ready and not exempt:
        return Failure("incomplete_data", (window.actual, window.expected))
    if not games:
        return Failure("insufficient_data", (0, 1))
    if len(games) < 10:
        return Failure("expected_incomplete" if window.expected < 10 else "incomplete_upstream", (len(games), window.expected))
    return shot_zone_row(games[::-1], window, league.rules.mode == "backfill")


def rates(rows):
    attempts = {zone: whole_sum(rows, f"{zone}_attempts") for zone, _ in ZONES}
    all_of = sum(attempts.values())
    return attempts, all_of, {zone: r_np(both(100) * attempts[zone] / all_of, 2) if all_of else None for zone in attempts}


def shot_zone_row(games, window, is_backfill=False):
    """`games`: newest first, at least ten."""
    ten, twenty = games[:10], games[:20]
    attempts, all_of, shares = rates(ten)
    makes, helped, alone = (whole_sum(ten, name) for name in ("fg_makes", "assisted_fg_makes", "unassisted_fg_makes"))
    row = {"total_shots_last_10": all_of or None, "games_in_sample_10": len(ten), "games_in_sample_20": len(twenty), "window": window,
           "sample_quality_10": sample(len(ten), 10), "sample_quality_20": sample(len(twenty), 20), "primary_scoring_zone": primary_zone(shares),
           "data_quality_tier": "high", "is_production_ready": window.is_ready or is_backfill}
    for zone, _ in ZONES:
        row |= {f"{zone}_rate_last_10": shares[zone], f"{zone}_pct_last_10": r_np(share(whole_sum(ten, f"{zone}_makes"), attempts[zone]), 3),
                f"{zone}_attempts_per_game": r_np(both(attempts[zone]) / 10, 1)}
    for name, count in (("assisted", helped), ("unassisted", alone)):
        row[f"{name}_rate_last_10"] = r_np(both(100) * count / makes, 2) if all_of and makes else None
    there = len(twenty) >= 15
    attempts20, _, shares20 = rates(twenty)
    row |= {"paint_rate_last_20": shares20["paint"] if there else None,
            "paint_pct_last_20": r_np(share(whole_sum(twenty, "paint_makes"), attempts20["paint"]), 3) if there else None}
    return row


def primary_zone(shares):
    if not any(shares.values()):
        return None
    for zone, least, name in (("paint", 40, "paint"), ("three_pt", 40, "perimeter"), ("mid_range", 35, "mid_range")):
        if shares[zone] is not None and shares[zone] >= least:
            return name
    return "balanced"


# ---- PCF

def value(row, name, default):
    return default if row is None or row[name] is None else row[name]


def fatigue(row):
    score = 100
    if value(row, "back_to_back", False):
        score -= 15
    elif value(row, "days_rest", 1) >= 3:
        score += 5
    score -= 10 * (value(row, "games_in_last_7_days", 3) >= 4) + 10 * (value(row, "minutes_in_last_7_days", 200) > 240)
    score -= 8 * (value(row, "avg_minutes_per_game_last_7", 30) > 35)
    pairs, years = value(row, "back_to_backs_last_14_days", 0), value(row, "player_age", 25)
    score -= 12 if pairs >= 2 else 5 if pairs == 1 else 0
    score -= 10 if years >= 35 else 5 if years >= 30 else 0
    return max(0, min(100, score))


def mismatch(zones, against):
    if zones is None or against is None:
        return both(0)
    zone = {"perimeter": "three_pt", "mid_range": "mid_range"}.get(zones["primary_scoring_zone"], "paint")
    rate = both(value(zones, f"{zone}_rate_last_10", 50))
    part = rate / 50
    x = both(value(against, f"{zone}_defense_vs_league_avg", 0)) * (part if part < 1 else both(1))
    return clamp(x * "1.2" if abs(x) > 5 else x, 10)


def spike(row):
    base, projected = both(value(row, "avg_usage_rate_last_7_games", 25)), both(value(row, "projected_usage_rate", 25))
    y = both("0.3") * (projected - base) if base else both(0)
    stars = value(row, "star_teammates_out", 0)
    if stars > 0 and y > 0:
        y = y * ("1.15" if stars == 1 else "1.30")
    return clamp(y, 3)


def pcf(league, day, season, contexts, teams, zones, defences):
    return {key: factors(league, day, season, key, row, teams, zones, defences) for key, row in contexts.items()}


def ok(row):
    return row if isinstance(row, dict) else None


def factors(league, day, season, key, row, teams, zones, defences):
    if league.is_early(day):
        return Failure("skipped_early_season")
    if not isinstance(row, dict):
        return Failure("missing_data")
    zone, against = ok(zones.get(key[1])), ok(defences.get(row["opponent"]))
    team = ok(teams.get((row["game"], row["team"])))
    score = fatigue(row)
    pace = clamp(both(value(row, "pace_differential", 0)) / 2, 3)
    scores = ((both(score) - 100) / 20, mismatch(zone, against), pace, spike(row))
    window = own_window(league, day, season, key[1], sum(opening(league, day) <= each["day"] < day for each in season.of_player(key[1])))
    if league.rules.mode != "backfill":
        history = season.of_player(key[1])
        window = games_window(league, history, [each["day"] for each in history], day, 10, opening(league, day))
    upstream = {"upstream_player_shot_ready": zone is not None and zone["is_production_ready"],
                "upstream_team_defense_ready": against is not None and against["is_production_ready"],
                "upstream_player_context_ready": row["is_production_ready"], "upstream_team_context_ready": team is not None and team["is_production_ready"]}
    if league.rules.mode == "backfill":
        upstream = dict.fromkeys(upstream, True)
    present = [row["days_rest"] is not None, row["projected_usage_rate"] is not None, row["pace_differential"] is not None, zone is not None, against is not None]
    sum_of = r_py(scores[0] + scores[1] + scores[2] + scores[3], 2)
    return {"player": key[1], "fatigue_score": score, "shot_zone_mismatch_score": r_py(scores[1], 1), "pace_score": r_py(scores[2], 1),
            "usage_spike_score": r_py(scores[3], 1), "total_composite_adjustment": sum_of, "data_completeness_pct": 20 * sum(present),
            "has_warnings": score < 50 or abs(scores[1]) > 8 or abs(sum_of) > 12, **upstream, "window": window,
            "all_upstreams_ready": all(upstream.values()), "is_production_ready": window.is_ready and all(upstream.values())}


def opening(league, day):
    return league.opening_night(day)


# ---- PDC

COPIED = ("games_in_last_7_days", "games_in_last_14_days", "minutes_in_last_7_days", "minutes_in_last_14_days", "back_to_backs_last_14_days",
          "avg_minutes_per_game_last_7", "player_age")


def pdc(league, day, season, contexts, zones):
    return {key: cache(league, day, season, key, row, zones) for key, row in contexts.items()}


def cache(league, day, season, key, context, zones):
    if league.is_early(day):
        return Failure("skipped_early_season")
    history = season.of_player(key[1])
    start, end = days.season_start(day), league.end(day)
    dates = [row["day"] for row in history]
    windows = {"l5": games_window(league, history, dates, day, 5, start), "l10": games_window(league, history, dates, day, 10, start),
               "l7d": days_window(league, history, dates, day, 7), "l14d": days_window(league, history, dates, day, 14)}
    ready = all(window.is_ready for window in windows.values())
    if not ready and not (days.is_bootstrap(day) or days.is_boundary(day)):
        return Failure("incomplete_data")
    if not isinstance(context, dict):
        return Failure("missing_data")  # the rules say processing error: of a row whose driver has failed nobody must look at
    games = newest([row for row in history if (row["minutes_played"] or 0) > 0 or (row["points"] or 0) > 0], 82, end, start)
    if len(games) < 5:
        return Failure("insufficient_data", (len(games), 5))
    row = {"player": key[1], **windows, "is_production_ready": ready, "cache_quality_score": r_py(windows["l5"].percent, 1),
           "quality_tier": tier_of(windows["l5"].percent), **{name: context[name] for name in COPIED}}
    return row | cache_row(games, newest(season.of_offence(context["team"]), 10, end), ok(zones.get(key[1])))


def points_of(rows):
    return [row["points"] for row in rows if row["points"] is not None]


def number_mean(rows, name):
    return r_py(mean([row[name] for row in rows]), 4)


def cache_row(games, offence, zones):
    """`games` and `offence`: newest first."""
    ten = games[:10]
    makes = whole_sum(ten, "fg_makes")
    return {"points_avg_last_5": number_mean(games[:5], "points"), "points_avg_last_10": number_mean(ten, "points"),
            "points_avg_season": number_mean(games, "points"), "points_std_last_10": r_py(deviation(points_of(ten)), 4),
            "minutes_avg_last_10": number_mean(ten, "minutes_played"), "usage_rate_last_10": number_mean(ten, "usage_rate"),
            "ts_pct_last_10": number_mean(ten, "ts_pct"), "games_played_season": len(games),
            "player_usage_rate_season": number_mean(games, "usage_rate"), "team_pace_last_10": number_mean(offence, "pace"),
            "team_off_rating_last_10": number_mean(offence, "offensive_rating"),
            "primary_scoring_zone": zones and zones["primary_scoring_zone"], "paint_rate_last_10": zones and zones["paint_rate_last_10"],
            "three_pt_rate_last_10": zones and zones["three_pt_rate_last_10"], "shot_zone_data_available": zones is not None,
            "assisted_rate_last_10": r_py(share(whole_sum(ten, "assisted_fg_makes"), makes), 9), "early_season_flag": len(games) < 10}
