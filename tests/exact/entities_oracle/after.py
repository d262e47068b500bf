"""Figures of games that were played: TOGS, TDGS, PGS."""
from entities_oracle.league import Failure, by
from entities_oracle.numbers import both, r_away, r_py

COPIED = {"points": "points", "assists": "ast", "offensive_rebounds": "oreb", "defensive_rebounds": "dreb", "steals": "stl", "blocks": "blk",
          "turnovers": "tov", "personal_fouls": "pf", "fg_attempts": "fga", "fg_makes": "fgm", "three_pt_attempts": "tpa",
          "three_pt_makes": "tpm", "ft_attempts": "fta", "ft_makes": "ftm"}
NOT_OF_BACKUP = {"fga", "tpa", "fta", "oreb", "dreb", "plus_minus"}
ZONES = ("paint", "mid_range", "three_pt")
OF_TEAM = {"points_scored": "points", "fg_attempts": "fga", "fg_makes": "fgm", "three_pt_attempts": "tpa", "three_pt_makes": "tpm",
           "ft_attempts": "fta", "ft_makes": "ftm", "rebounds": "reb", "assists": "ast", "turnovers": "tov", "personal_fouls": "pf"}
FREE = both("0.44")


def minutes_of(text):
    """MM:SS to two places, a number as it is; None where there is none."""
    text = (text or "").strip()
    if text in ("", "-"):
        return None
    if ":" in text:
        minutes, seconds = text.split(":")
        return r_py(both(int(minutes)) + both(int(seconds)) / 60, 2)
    return both(text)


def is_active(row):
    return row["player_status"] in (None, "active")


def ratio(top, bottom, places, rounding=r_py):
    return rounding(top / bottom, places) if bottom is not None and bottom > 0 else None


def shooting(points, fga, fta):
    """2 · (fga + 0.44 · fta), and the points through it."""
    return both(2) * (both(fga) + FREE * both(fta))


# ---- teams

def sums_of_players(league, game, team, source):
    """A team's box from its players of a feed: five of them at least."""
    rows = [row for row in league.boxes_of_game[game] if row["team_abbr"] == team and row["source"] == source and is_active(row)]
    if len(rows) < 5:
        return None
    box = {name: sum(row[name] or 0 for row in rows)
           for name in ("points", "fgm", "fga", "tpm", "tpa", "ftm", "fta", "oreb", "dreb", "reb", "ast", "tov", "pf")}
    return {**box, "game_id": game, "team_abbr": team, "is_home": game.split("_")[2] == team, "minutes": None, "plus_minus": None,
            "processed_at": latest(*(row.get("processed_at") for row in rows))}


def pairs(league, day):
    """Both boxes of each game: (own, other, quality)."""
    boxes = by(league.team_boxes_of_day[day], "game_id")
    for game in sorted({row["game_id"] for row in league.games_of_day[day] if row["game_status"] == 3} | set(boxes)):
        own = boxes.get(game, [])
        if len(own) == 2 and own[0]["is_home"] != own[1]["is_home"]:
            yield own[0], own[1], "gold"
            yield own[1], own[0], "gold"
        else:
            _, away, home = game.split("_")
            feeds = [[sums_of_players(league, game, team, source) for team in (away, home)] for source in ("primary", "backup")]
            sums = next((each for each in feeds if all(each)), None)
            if sums:
                yield sums[0], sums[1], "silver"
                yield sums[1], sums[0], "silver"
            else:
                yield {"game_id": game, "team_abbr": away}, None, "unusable"
                yield {"game_id": game, "team_abbr": home}, None, "unusable"


def latest(*moments):
    """When the last of the rows came about that a row was made from; None where no table says."""
    return max((each for each in moments if each is not None), default=None)


def length_of(row):
    """Minutes of all players together, and overtimes."""
    minutes = 240 if row["minutes"] is None else int(row["minutes"].split(":")[0])
    return minutes, (minutes - 240) // 25 if minutes > 240 else 0


def team_zone(shot):
    """By kind first; without a distance none."""
    if shot["shot_type"] == "3PT":
        return "three_pt"
    if shot["shot_distance"] is None:
        return None
    return "paint" if shot["shot_distance"] <= 8 else "mid_range"


def togs(league, day):
    shots = by(league.shots_of_day[day], "game_id", "shooter_team_abbr")
    rows = {}
    for own, other, quality in pairs(league, day):
        key = (own["game_id"], own["team_abbr"])
        if other is None:
            rows[key] = Failure("missing_dependency")
            continue
        poss = r_py(both(own["fga"]) + FREE * both(own["fta"]) + both(own["tov"]) - both(own["oreb"]), 1)
        minutes, overtimes = length_of(own)
        zones = counted_zones(shots.get(key), team_zone) if league.rules.corrected else None
        row = {name: own[source] for name, source in OF_TEAM.items()}
        row |= {"team": own["team_abbr"], "possessions": int(poss.exact) or None,
                "offensive_rating": ratio(both(100) * both(own["points"]), poss, 2),
                "pace": r_py(poss * 48 / (both(minutes) / 5), 1), "ts_pct": ratio(both(own["points"]), shooting(*[own[x] for x in ("points", "fga", "fta")]), 3),
                "overtime_periods": overtimes, "win_flag": own["points"] > other["points"],
                "margin_of_victory": own["points"] - other["points"], "home_game": bool(own["is_home"]),
                "team_paint_attempts": zones and zones["paint"][0], "team_paint_makes": zones and zones["paint"][1],
                "team_mid_range_attempts": zones and zones["mid_range"][0], "team_mid_range_makes": zones and zones["mid_range"][1],
                "points_in_paint_scored": zones and 2 * zones["paint"][1], "known_at": latest(own.get("processed_at"), other.get("processed_at")), "quality_tier": quality}
        rows[key] = row
    return rows


def counted_zones(shots, zone_of):
    """Attempts and makes by zone; None where there is no shot."""
    if not shots:
        return None
    zones = {name: [0, 0] for name in ZONES}
    for shot in shots:
        zone = zone_of(shot)
        if zone:
            zones[zone][0] += 1
            zones[zone][1] += shot["shot_made"] is True
    return zones


def defence_zone(shot):
    if shot["shot_type"] == "3PT":
        return "three_pt"
    return "paint" if shot["shot_distance"] is not None and shot["shot_distance"] <= 8 else "mid_range"


def actions(league, game, team):
    """Steals and defensive rebounds of the players, and when these were known."""
    for source in ("primary", "backup"):
        rows = [row for row in league.boxes_of_game[game] if row["team_abbr"] == team and row["source"] == source and is_active(row)]
        if len(rows) >= 5:
            return sum(row["stl"] or 0 for row in rows), sum(row["dreb"] or 0 for row in rows), [row.get("processed_at") for row in rows]
    return 0, 0, []


def tdgs(league, day):
    rows = {}
    sides = {side: by(league.shots_of_day[day], side) for side in ("home_team_abbr", "away_team_abbr")}
    for own, other, quality in pairs(league, day):
        game, team = own["game_id"], own["team_abbr"]
        if other is None:
            rows[game, team] = Failure("missing_dependency")
            continue
        against = [shot for side in ("home_team_abbr", "away_team_abbr") for shot in sides[side].get(team, []) if shot["shooter_team_abbr"] != team]
        seen = any(sides[side].get(team) for side in sides)
        zones = counted_zones(against, defence_zone)
        blocks = counted_zones([shot for shot in against if shot["block_lookup"] and shot["shot_distance"] is not None], defence_zone)
        steals, rebounds, seen_actions = actions(league, game, team)
        poss = both(other["fga"]) + FREE * both(other["fta"]) - both(other["oreb"]) + both(other["tov"])
        minutes, overtimes = length_of(own)
        pace = poss * 48 / (both(minutes) / 5) if league.rules.corrected else poss
        margin = own["plus_minus"] if quality == "gold" else own["points"] - other["points"]
        row = {"team": team, "opponent": other["team_abbr"], "points_allowed": other["points"], "opp_fg_attempts": other["fga"], "opp_fg_makes": other["fgm"],
               "opp_three_pt_attempts": other["tpa"], "opp_three_pt_makes": other["tpm"], "opp_ft_attempts": other["fta"],
               "opp_ft_makes": other["ftm"], "opp_rebounds": other["reb"], "opp_assists": other["ast"], "turnovers_forced": other["tov"],
               "fouls_committed": own["pf"], "defensive_rating": ratio(both(100) * both(other["points"]), poss, 2, r_away) if poss else None,
               "opponent_pace": r_away(pace, 1),
               "opponent_ts_pct": ratio(both(other["points"]), shooting(other["points"], other["fga"], other["fta"]), 3, r_away),
               "win_flag": None if not margin else margin > 0, "margin_of_victory": margin, "steals": steals, "defensive_rebounds": rebounds,
               "opp_paint_attempts": zones and zones["paint"][0], "opp_paint_makes": zones and zones["paint"][1],
               "opp_mid_range_attempts": zones and zones["mid_range"][0], "opp_mid_range_makes": zones and zones["mid_range"][1],
               "points_in_paint_allowed": zones and 2 * zones["paint"][1], "mid_range_points_allowed": zones and 2 * zones["mid_range"][1],
               "three_pt_points_allowed": 3 * other["tpm"], "overtime_periods": overtimes if league.rules.corrected else 0,
               "home_game": bool(own["is_home"]),
               "known_at": latest(own.get("processed_at"), other.get("processed_at"), *seen_actions)}
        for zone, name in zip(ZONES, ("blocks_paint", "blocks_mid_range", "blocks_three_pt")):
            row[name] = None if not seen else blocks[zone][0] if blocks else 0
        rows[game, team] = row
    return rows


# ---- players

def player_zone(shot):
    """By distance first; without a distance or a result none."""
    if shot["shot_distance"] is None or shot["shot_made"] is None:
        return None
    if shot["shot_distance"] <= 8:
        return "paint"
    return "three_pt" if "3pt" in (shot["event_subtype"] or "").lower() or shot["shot_distance"] >= 23.75 else "mid_range"


def book_rank(name):
    return {"draftkings": (0, ""), "fanduel": (1, "")}.get(name.lower(), (2, name.lower()))


def players_of(league, day):
    rows = league.boxes_of_day[day]
    primary = {row["game_id"] for row in rows if row["source"] == "primary"}
    return [row for row in rows if (row["source"] == "primary" and is_active(row))
            or (row["source"] == "backup" and row["game_id"] not in primary)]


def pgs(league, day, teams):
    """`teams`: the day's TOGS rows."""
    shots = by(league.shots_of_day[day], "game_id", "shooter_lookup")
    blocked = by([shot for shot in league.shots_of_day[day] if shot["block_lookup"]], "game_id", "block_lookup")
    singles = by(league.singles_of_day[day], "game_id", "shooter_lookup")
    props = by(league.props_of_day[day], "player_lookup")
    rows, boxes = {}, players_of(league, day)
    # By dec2025 a column with a gap was one of floats, of which none could be read.
    has_gaps = any(box["plus_minus"] is None or box["source"] == "backup" for box in boxes)
    for box in boxes:
        key = (box["game_id"], box["player_lookup"])
        if box["player_lookup"] not in league.registry:
            rows[key] = Failure("registry_lookup_failed")
            continue
        if box["source"] == "backup":
            box = {name: None if name in NOT_OF_BACKUP else value for name, value in box.items()}
        if has_gaps and not league.rules.corrected:
            box = {**box, "plus_minus": None}
        team = teams.get((box["game_id"], box["team_abbr"]))
        rows[key] = player_row(league, box, team if isinstance(team, dict) else None, shots.get(key), blocked.get(key), singles.get(key, []),
                               props.get(box["player_lookup"], []))
    return rows


def player_row(league, box, team, shots, blocked, singles, props):
    corrected = league.rules.corrected
    minutes = minutes_of(box["minutes"]) if corrected or ":" not in (box["minutes"] or "") else None
    row = {name: box[source] for name, source in COPIED.items()}
    row |= {"player": box["player_lookup"], "team": box["team_abbr"], "season_year": box["season_year"], "plus_minus": box["plus_minus"],
            "opponent": box["away_team_abbr"] if box["team_abbr"] == box["home_team_abbr"] else box["home_team_abbr"],
            "minutes_played": None if not minutes else int(r_py(minutes, 0).exact), "starter_flag": minutes is not None and minutes > 20}
    fga, fta, fgm, tpm, points = (box[name] for name in ("fga", "fta", "fgm", "tpm", "points"))
    efg = ts = None
    if fga and fgm is not None:
        efg = r_py((both(fgm) + both("0.5") * both(tpm or 0)) / both(fga), 3)
    if fga and fta is not None and points is not None:
        ts = r_py(both(points) / shooting(points, fga, fta), 3)
    row |= {"efg_pct": efg if corrected or efg else None, "ts_pct": ts if corrected or ts else None}
    row |= {"win_flag": team["win_flag"] if corrected and team else None if corrected else False,
            "usage_rate": usage(box, minutes, team) if corrected else None}
    row["known_at"] = latest(box.get("processed_at"), team["known_at"] if corrected and team else None)
    row |= line_of(props, box, corrected)
    row |= zones_of(shots, blocked, singles, corrected)
    return row


def usage(box, minutes, team):
    needed = (box["fga"], box["fta"], box["tov"])
    if None in needed or not minutes or team is None:
        return None
    own = both(box["fga"]) + FREE * both(box["fta"]) + both(box["tov"])
    all_of = both(team["fg_attempts"]) + FREE * both(team["ft_attempts"]) + both(team["turnovers"])
    if not all_of:
        return None
    rate = both(100) * own * 48 / (minutes * all_of)
    return None if rate > 100 else r_py(rate, 1)


def line_of(props, box, corrected):
    """The first bookmaker's, draftkings before fanduel before others by their names; its newest."""
    offered = [row for row in props if row["points_line"] is not None and (corrected or row["game_id"] == box["game_id"])]
    if not offered:
        return {"points_line": None, "points_line_source": None, "over_under_result": None, "margin": None}
    best = min(book_rank(row["bookmaker"]) for row in offered)
    chosen = max((row for row in offered if book_rank(row["bookmaker"]) == best), key=lambda row: (row["snapshot_ts"] or 0))
    line, points = chosen["points_line"], box["points"]
    return {"points_line": both(line), "points_line_source": chosen["bookmaker"],
            "over_under_result": None if points is None else "OVER" if points >= line else "UNDER",
            "margin": None if points is None else r_py(both(points) - both(line), 2)}


def zones_of(shots, blocked, singles, corrected):
    row = dict.fromkeys(("paint_attempts", "paint_makes", "mid_range_attempts", "mid_range_makes", "assisted_fg_makes", "unassisted_fg_makes",
                         "and1_count", "paint_blocks", "mid_range_blocks", "three_pt_blocks"))
    shots = [shot for shot in shots or [] if player_zone(shot)]
    blocked = [shot for shot in blocked or [] if player_zone(shot)]
    if shots:
        zones = counted_zones(shots, player_zone)
        makes = [shot for shot in shots if shot["shot_made"]]
        row |= {"paint_attempts": zones["paint"][0], "paint_makes": zones["paint"][1], "mid_range_attempts": zones["mid_range"][0],
                "mid_range_makes": zones["mid_range"][1], "assisted_fg_makes": sum(bool(shot["assist_lookup"]) for shot in makes),
                "unassisted_fg_makes": sum(not shot["assist_lookup"] and not shot["block_lookup"] for shot in makes), "and1_count": len(singles)}
    if blocked and (shots or corrected):
        zones = counted_zones(blocked, player_zone)
        row |= {f"{zone}_blocks": zones[zone][0] for zone in ZONES}
    return row
