"""What is known before the games of a day: UTGC and UPGC."""
from entities_oracle import days
from entities_oracle.after import book_rank
from entities_oracle.league import Failure, Window
from entities_oracle.numbers import both, cut, mean, median, r_np, r_py, total

BOOKS = ("draftkings", "fanduel")
NAMES = {
    "ATL": "Atlanta Hawks", "BOS": "Boston Celtics", "BKN": "Brooklyn Nets", "CHA": "Charlotte Hornets", "CHI": "Chicago Bulls",
    "CLE": "Cleveland Cavaliers", "DAL": "Dallas Mavericks", "DEN": "Denver Nuggets", "DET": "Detroit Pistons", "GSW": "Golden State Warriors",
    "HOU": "Houston Rockets", "IND": "Indiana Pacers", "LAC": "LA Clippers", "LAL": "Los Angeles Lakers", "MEM": "Memphis Grizzlies",
    "MIA": "Miami Heat", "MIL": "Milwaukee Bucks", "MIN": "Minnesota Timberwolves", "NOP": "New Orleans Pelicans", "NYK": "New York Knicks",
    "OKC": "Oklahoma City Thunder", "ORL": "Orlando Magic", "PHI": "Philadelphia 76ers", "PHX": "Phoenix Suns",
    "POR": "Portland Trail Blazers", "SAC": "Sacramento Kings", "SAS": "San Antonio Spurs", "TOR": "Toronto Raptors", "UTA": "Utah Jazz",
    "WAS": "Washington Wizards"}


def known(rows, cutoff, column):
    return rows if cutoff is None else [row for row in rows if row[column] is not None and row[column] <= cutoff]


def reports(league, day, game):
    """The newest of each player, if it is sure enough."""
    if (day, game["game_id"]) not in league.reports:
        league.reports[day, game["game_id"]] = reports_of(league, day, game)
    return league.reports[day, game["game_id"]]


def reports_of(league, day, game):
    cutoff = league.cutoff(day, game)
    newest = {}
    for row in league.injuries_of_day[day]:
        when = row["report_date"] * 86400 + (24 if row["report_hour"] is None else row["report_hour"]) * 3600 - league.rules.utc_offset * 3600
        if cutoff is not None and when > cutoff:
            continue
        if row["player_lookup"] not in newest or when >= newest[row["player_lookup"]][0]:
            newest[row["player_lookup"]] = (when, row)
    return {player: row for player, (_, row) in newest.items() if row["confidence_score"] is not None and row["confidence_score"] >= 0.8}


# ---- UTGC

def names_team(outcome, team):
    return outcome == team or outcome == NAMES.get(team) or (team == "LAC" and outcome == "Los Angeles Clippers") or team in outcome


def newest_lines(lines):
    newest = {}
    for row in lines:
        key = (row["bookmaker"], row["market"], row["outcome_name"])
        if key not in newest or (row["snapshot_ts"] or 0) > (newest[key]["snapshot_ts"] or 0):
            newest[key] = row
    return list(newest.values())


def first_of_books(lines, is_wanted):
    for book in BOOKS:
        found = [row for row in lines if row["bookmaker"] == book and row["outcome_point"] is not None and is_wanted(row)]
        if found:
            return max(found, key=lambda row: row["snapshot_ts"] or 0)
    return None


def won_by(row, team):
    return row["winning_team_abbr"] == team


def margin_of(row, team):
    own, other = ("home_score", "away_score") if row["home_team_abbr"] == team else ("away_score", "home_score")
    return row[own] - row[other]


def streak(history, team, wanted):
    count = 0
    for row in reversed([row for row in history if row["winning_team_abbr"]]):
        if won_by(row, team) != wanted:
            break
        count += 1
    return count


def utgc(league, day):
    rows = {}
    for game in league.games_of_day[day]:
        if game["game_status"] in (1, 3):
            for team in (game["home_team_abbr"], game["away_team_abbr"]):
                rows[game["game_id"], team] = team_context(league, day, game, team)
    return rows


def team_context(league, day, game, team):
    corrected = league.rules.corrected
    recent = [row for row in league.games_of_team[team] if league.window(day, 30) <= row["game_date"] < day]
    history = [row for row in recent if row["game_status"] == 3]
    last = history[-1] if history else None
    since = day - last["game_date"] if last else None
    season = league.finals_of(team, days.season_start(day), day)
    lines = newest_lines(known(league.lines_of_game[game["game_id"]], league.cutoff(day, game), "snapshot_ts"))
    spread = first_of_books([row for row in lines if row["market"] == "spreads"], lambda row: names_team(row["outcome_name"], team))
    over = first_of_books([row for row in lines if row["market"] == "totals"], lambda row: row["outcome_name"] == "Over")
    statuses = [(row["injury_status"] or "").lower() for row in reports(league, day, game).values() if row["team_abbr"] == team]
    week, fortnight = (window_of_schedule(league, team, day, length) for length in (7, 14))
    home = game["home_team_abbr"] == team
    return {"team": team, "home_game": home, "opponent": game["away_team_abbr" if home else "home_team_abbr"],
            "season_year": days.season_year(day), "days_since_last_game": since, "team_days_rest": None if since is None else since - 1,
            "team_back_to_back": since == 1, "games_in_last_7_days": sum(row["game_date"] > day - 7 for row in history),
            "games_in_last_14_days": sum(row["game_date"] > day - 14 for row in history),
            "game_number_in_season": (len(season) if corrected else len(history)) + 1,
            "game_spread": spread and both(spread["outcome_point"]), "game_spread_source": spread and spread["bookmaker"],
            "game_total": over and both(over["outcome_point"]), "game_total_source": over and over["bookmaker"],
            "starters_out_count": statuses.count("out"), "questionable_players_count": sum(status in ("questionable", "doubtful") for status in statuses),
            "team_win_streak_entering": streak(history, team, True), "team_loss_streak_entering": streak(history, team, False),
            "last_game_margin": margin_of(last, team) if last else None, "last_game_result": ("W" if won_by(last, team) else "L") if last else None,
            "travel_miles": travelled(league, recent, game, team),
            "l7d": week, "l14d": fortnight, "is_production_ready": week.is_ready and fortnight.is_ready,
            "quality_score": next((score for least, score in ((95, 95), (75, 75), (50, 50)) if fortnight.percent >= least), 25)}


def travelled(league, recent, game, team):
    if game["home_team_abbr"] == team:
        return both(0)
    before = [row for row in recent if row["game_status"] in (1, 3)]
    place = (team if before[-1]["home_team_abbr"] == team else before[-1]["home_team_abbr"]) if before else None
    miles = league.miles.get((place, game["home_team_abbr"]))
    return both(0 if miles is None else miles)


def window_of_schedule(league, team, day, length):
    low, high = league.window(day, length), league.end(day)
    expected = league.finals_counted(team, low, high)
    actual = {row["game_date"] for row in league.games_of_team[team] if low <= row["game_date"] < high
              and (league.rules.corrected or row["home_team_abbr"] == team)}
    return Window(len(expected), len(actual), league.rules.threshold)


# ---- completeness of players

def team_of(history, day):
    """That of the newest PGS row before the day."""
    before = [row for row in history if row["day"] < day]
    return before[-1]["team"] if before else None


def games_window(league, history, dates, day, count, start):
    """`history`: the player's PGS rows; `dates`: those of the table that is looked at."""
    team = team_of(history, day)
    expected = min(count, len(league.finals_of(team, -10**9, day))) if team else 0
    return Window(expected, len({when for when in dates if start <= when < league.end(day)}), league.rules.threshold)


def days_window(league, history, dates, day, length):
    low = league.window(day, length)
    team = team_of(history, day)
    expected = len(league.finals_of(team, low, day)) if team else 0
    return Window(expected, len({when for when in dates if low <= when < league.end(day)}), league.rules.threshold)


# ---- UPGC

def drivers(league, day):
    """(game, player, team) of those who are to play."""
    playing = {}
    for game in league.games_of_day[day]:
        if game["game_status"] in (1, 3) or league.rules.mode == "backfill":
            playing |= {game["home_team_abbr"]: game, game["away_team_abbr"]: game}
    mode = league.rules.mode
    if mode == "backfill" or (mode == "by_box" and any(row["source"] == "primary" for row in league.boxes_of_day[day])):
        listed = {}
        for row in league.boxes_of_day[day]:
            if (row["player_status"] or "").lower() not in ("dnp", "dnd", "nwt"):
                listed.setdefault((row["game_id"], row["player_lookup"]), row["team_abbr"])
        return [(game, player, team) for (game, player), team in listed.items()]
    dates = [when for when in league.rosters if day - 90 <= when <= day]
    if not dates:
        return []
    rows = []
    for row in league.rosters[max(dates)]:
        game = playing.get(row["team_abbr"])
        if game is None:
            continue
        report = reports(league, day, game).get(row["player_lookup"])
        status = (report["injury_status"] or "") if report else ""
        unfit = status.lower() in ("out", "doubtful") if league.rules.corrected else status in ("Out", "OUT", "Doubtful", "DOUBTFUL")
        if not unfit:
            rows.append((game["game_id"], row["player_lookup"], row["team_abbr"]))
    return rows


def known_boxes(league, player, cutoff):
    return [row for row in league.boxes_of_player[player]
            if cutoff is None or row.get("processed_at") is None or row["processed_at"] <= cutoff]


def box_history(league, player, day, cutoff):
    """Newest first: (day, minutes, points)."""
    low = league.window(day, 30)
    rows = [row for row in known_boxes(league, player, cutoff) if low <= row["game_date"] < day]
    if not league.rules.corrected:
        rows = [row for row in rows if row["source"] == "backup"]
    else:
        games = {}
        for row in sorted(rows, key=lambda row: row["source"], reverse=True):
            games.setdefault(row["game_id"], row)
        rows = list(games.values())
    made = [(row["game_date"], played(row["minutes"]), row["points"]) for row in rows]
    if league.rules.corrected:
        made = [row for row in made if row[1] > 0]
    return sorted(made, key=lambda row: -row[0])


def played(text):
    """Minutes to the second, without rounding; 0 where there are none."""
    text = (text or "").strip()
    if ":" in text:
        minutes, seconds = text.split(":")
        return both(int(minutes)) + both(int(seconds)) / 60
    return both(0) if text in ("", "-") else both(text)


def average(points, corrected):
    value = r_np(mean(points), 1)
    return value if corrected or value else None


def streaks(history, line):
    over = under = 0
    if line is None:
        return 0, 0
    for _, _, points in history:
        if points is None:
            break
        if points > line:
            if under:
                break
            over += 1
        elif points < line:
            if over:
                break
            under += 1
    return over, under


def sample(count, window):
    for share, name in ((1.0, "excellent"), (0.7, "good"), (0.5, "limited")):
        if count >= int(share * window):
            return name
    return "insufficient"


def upgc(league, day, season):
    return {(game, player): player_context(league, day, season, game, player, team) for game, player, team in drivers(league, day)}


def player_context(league, day, season, game_id, player, team):
    corrected = league.rules.corrected
    game = next((row for row in league.games_of_day[day] if row["game_id"] == game_id), None)
    history_pgs = season.of_player(player)
    boxes = known_boxes(league, player, league.cutoff(day, game))
    dates = {row["game_date"] for row in boxes if row["source"] == "backup" or corrected}
    start = days.season_start(day)
    windows = {"l5": games_window(league, history_pgs, dates, day, 5, start), "l10": games_window(league, history_pgs, dates, day, 10, start),
               **{f"l{length}d": days_window(league, history_pgs, dates, day, length) for length in (7, 14, 30)}}
    ready = all(window.is_ready for window in windows.values())
    exempt = days.is_bootstrap(day) or days.is_boundary(day)
    if not ready and not exempt:
        return Failure("incomplete_data_skipped", (float(mean([r_py(window.percent, 1) for window in windows.values()])),))
    if game is None:
        return Failure("calculation_error")
    opponent = game["away_team_abbr"] if game["home_team_abbr"] == team else game["home_team_abbr"]
    history = box_history(league, player, day, league.cutoff(day, game))
    row = {"player": player, "game": game_id, "team": team, "opponent": opponent, "home_game": game["home_team_abbr"] == team,
           **windows, "is_production_ready": ready or exempt}
    row |= rest(history, day, corrected)
    row |= lines(league, day, game, player, history)
    row["season_phase"] = {10: "early", 11: "early", 12: "mid", 1: "mid", 2: "mid", 3: "late", 4: "late"}.get(days.month(day), "playoffs")
    row |= outlook(league, day, season, game, player, team, opponent) if corrected else blank()
    count = len(history)
    row |= {"quality_score": 95 if count >= 10 else 75 if count >= 5 else 50}
    return row


def rest(history, day, corrected):
    when = [each[0] for each in history]
    gap = day - when[0] if when else None
    week, fortnight = ([each for each in history if (each[0] > day - length if corrected else each[0] >= day - length)] for length in (7, 14))
    since = next((day - a for a, b in zip(when, when[1:]) if a - b >= 2), None)
    minutes = {name: total([each[1] for each in some]) or both(0) for name, some in (("7", week), ("14", fortnight))}
    mean_minutes = r_np(minutes["7"] / len(week), 1) if week else None
    return {"days_rest": gap, "back_to_back": gap == (1 if corrected else 0),
            "days_rest_before_last_game": when[0] - when[1] if len(when) > 1 else None, "days_since_2_plus_days_rest": since,
            "games_in_last_7_days": len(week), "games_in_last_14_days": len(fortnight),
            "minutes_in_last_7_days": cut(minutes["7"]), "minutes_in_last_14_days": cut(minutes["14"]),
            "avg_minutes_per_game_last_7": mean_minutes or None,
            "back_to_backs_last_14_days": sum(a[0] - b[0] == 1 for a, b in zip(fortnight, fortnight[1:])),
            "points_avg_last_5": average([each[2] for each in history[:5]], corrected),
            "points_avg_last_10": average([each[2] for each in history[:10]], corrected),
            "l5_games_used": len(history[:5]), "l10_games_used": len(history[:10]),
            "l5_sample_quality": sample(len(history), 5), "l10_sample_quality": sample(len(history), 10)}


def ends(rows, first):
    """The rows of the earliest or of the latest snapshot."""
    stamped = [row for row in rows if row["snapshot_ts"] is not None]
    when = (min if first else max)((row["snapshot_ts"] for row in stamped), default=None)
    return [row for row in stamped if row["snapshot_ts"] == when]


def lines(league, day, game, player, history):
    cutoff = league.cutoff(day, game)
    every = league.props_of_player[day, player]
    props = known([row for row in every if row["points_line"] is not None], cutoff, "snapshot_ts")
    opening, current = (min(ends(props, first), key=lambda row: book_rank(row["bookmaker"]), default=None) for first in (True, False))
    over, under = streaks(history, current and current["points_line"])
    row = {"has_prop_line": bool(known(every, cutoff, "snapshot_ts")), "opening_points_line": opening and both(opening["points_line"]),
           "current_points_line": current and both(current["points_line"]), "prop_over_streak": over, "prop_under_streak": under,
           "line_movement": both(current["points_line"]) - both(opening["points_line"]) if current else None}
    offered = known([row for row in league.lines_of_game[game["game_id"]] if row["outcome_point"] is not None], cutoff, "snapshot_ts")
    for market, opened, name in (("spreads", "opening_spread", "game_spread"), ("totals", "opening_total", "game_total")):
        rows = [each for each in offered if each["market"] == market]
        if market == "spreads" and league.rules.corrected:
            rows = [each for each in rows if each["outcome_point"] <= 0]
        first, last = (median([each["outcome_point"] for each in ends(rows, at)]) for at in (True, False))
        row |= {opened: None if first is None else both(first), name: None if last is None else both(last)}
        row[f"{market[:-1]}_movement"] = None if last is None else both(last) - both(first)
    return row


UNKNOWN = ("pace_differential", "opponent_pace_last_10", "opponent_ft_rate_allowed", "projected_usage_rate", "avg_usage_rate_last_7_games",
           "star_teammates_out", "opponent_def_rating_last_10", "player_age", "player_status")


def blank():
    return {**dict.fromkeys(UNKNOWN), "next_game_days_rest": 0, "games_in_next_7_days": 0, "opponent_days_rest": 0}


def newest_rows(rows, count, day):
    """Newest first."""
    return [row for row in rows if row["day"] < day][-count:][::-1]


def outlook(league, day, season, game, player, team, opponent):
    pace = {side: mean([row["pace"] for row in newest_rows(season.of_offence(side), 10, day)]) for side in (team, opponent)}
    defence = newest_rows(season.of_defence(opponent), 10, day)
    rates = [r_np(both(100) * row["opp_ft_attempts"] / row["opponent_pace"], 3) for row in defence if row["opponent_pace"]]
    recent = [row["usage_rate"] for row in season.of_player(player)[::-1] if league.window(day, 7) <= row["day"] < day]
    coming = [row["game_date"] for row in league.games_of_team[team] if row["game_date"] > day]
    before = [row["game_date"] for row in league.games_of_team[opponent] if row["game_date"] < day and row["game_status"] == 3]
    known_reports = reports(league, day, game)
    status = known_reports.get(player)
    return {"pace_differential": None if None in pace.values() else r_np(pace[team] - pace[opponent], 2),
            "opponent_pace_last_10": pace[opponent],
            "opponent_def_rating_last_10": mean([row["defensive_rating"] for row in defence]), "opponent_ft_rate_allowed": r_np(mean(rates), 3),
            "avg_usage_rate_last_7_games": r_np(mean(recent), 1), "next_game_days_rest": coming[0] - day if coming else None,
            "games_in_next_7_days": sum(when <= day + 7 for when in coming), "opponent_days_rest": day - before[-1] if before else None,
            "player_status": status and status["injury_status"], "projected_usage_rate": None, "player_age": age(league, player, day),
            "star_teammates_out": stars_out(league, day, season, player, team, known_reports)}


def age(league, player, day):
    dates = [when for when in league.rosters if day - 90 <= when <= day]
    born = [row["birth_date"] for row in league.rosters_of_player[player] if dates and row["roster_date"] == max(dates)]
    if not born or born[0] is None:
        return None
    birth, today = (days.datetime.date.fromordinal(each + days.EPOCH) for each in (born[0], day))
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def stars_out(league, day, season, player, team, known_reports):
    dates = [when for when in league.rosters if day - 90 <= when <= day]
    mates = {row["player_lookup"] for row in league.rosters[max(dates)] if row["team_abbr"] == team} - {player} if dates else set()
    return sum(is_star(league, season, mate, day) for mate in mates
               if mate in known_reports and (known_reports[mate]["injury_status"] or "").lower() in ("out", "doubtful"))


def is_star(league, season, player, day):
    rows = [row for row in season.of_player(player) if days.season_start(day) <= row["day"] < day and row["minutes_played"] is not None]
    if len(rows) < 10:
        return False
    rows = [row for row in rows if row["day"] >= league.window(day, 10)] or rows
    points = mean([row["points"] for row in rows])
    minutes = mean([row["minutes_played"] for row in rows])
    return points is not None and (points >= 18 or (minutes >= 28 and points >= 12))
