// What the processors of a batch cost, in memory, on one core: entities per second of each, beside a plain program of
// 26 rolling figures over the same games.
//
// usage: PROGRAM FOLDER [ROUNDS]    FOLDER: tables as tools/season makes them
#include "naive_rolling.hpp"
#include "support/league_season.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace ergodic;
using benchmarks::Game;

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

test::LeagueSeason season_of(const std::string& folder) {
  test::LeagueSeason season;
  for (const char* name : {"player_box", "team_box", "schedule", "roster", "registry", "shots", "and_ones", "injuries",
                           "prop_lines", "game_lines", "travel"}) {
    std::ifstream file(folder + "/" + name + ".csv", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    season.table(name, text.str());
  }
  return season;
}

/// All rows of pgs, by player and date.
std::vector<std::vector<Game>> games_of(const test::LeagueRun& run) {
  std::vector<std::vector<Game>> of_players;
  const std::size_t stage = run.stage("pgs");
  for (std::size_t c = 0; c < run.stages()[stage].cases.size(); ++c) {
    if (run.sessions("pgs", c) == 0) continue;
    const auto whole = [&](const char* column) { return run.wholes("pgs", c, column); };
    const auto player = whole("player"), points = whole("points"), minutes = whole("minutes_played"),
               makes = whole("fg_makes"), assisted = whole("assisted_fg_makes"),
               unassisted = whole("unassisted_fg_makes"), paint = whole("paint_attempts"),
               paint_makes = whole("paint_makes"), mid = whole("mid_range_attempts"),
               mid_makes = whole("mid_range_makes"), three = whole("three_pt_attempts"),
               three_makes = whole("three_pt_makes");
    const auto usage = run.reals("pgs", c, "usage_rate"), ts = run.reals("pgs", c, "ts_pct");
    const auto day = static_cast<int>(workloads::entities::parse_date(run.stages()[stage].cases[c].label).value_or(0));
    for (std::size_t i = 0; i < player.size(); ++i) {
      if (player[i] < 0 || minutes[i] <= 0) continue;
      const auto at = static_cast<std::size_t>(player[i]);
      if (of_players.size() <= at) of_players.resize(at + 1);
      const auto or_zero = [&](std::int64_t value) { return value < 0 ? 0 : value; };
      of_players[at].push_back({day, points[i], minutes[i], makes[i], or_zero(assisted[i]), or_zero(unassisted[i]),
                                or_zero(paint[i]), or_zero(paint_makes[i]), or_zero(mid[i]), or_zero(mid_makes[i]),
                                three[i], three_makes[i], usage[i] == usage[i] ? usage[i] : 0,
                                ts[i] == ts[i] ? ts[i] : 0});
    }
  }
  return of_players;
}

/// Rows per second of the plain program.
double plain_rate(const std::vector<std::vector<Game>>& of_players) {
  std::size_t rows = 0;
  double sum = 0;
  const double begin = processor_seconds();
  do {
    for (const std::vector<Game>& games : of_players) {
      for (std::size_t i = 0; i < games.size(); ++i)
        sum += benchmarks::rolling(games, i)[0];
      rows += games.size();
    }
  } while (processor_seconds() - begin < 0.5);
  if (sum == 0.5) std::puts("");  // so that it is not left out
  return static_cast<double>(rows) / (processor_seconds() - begin);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: {} FOLDER [ROUNDS]\n", argv[0]);
    return 2;
  }
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  const test::LeagueSeason season = season_of(argv[1]);
  const auto run = season.run("rules: corrected");
  const std::vector<std::vector<Game>> games = games_of(*run);
  std::vector<double> ratios;
  for (int round = 0; round < rounds; ++round) {
    const double plain = plain_rate(games);
    double together = 0;
    for (const Stage& stage : run->stages()) {
      const double rate = static_cast<double>(run->entities(stage.name)) / run->seconds_of(stage.name);
      if (stage.name == "psza" || stage.name == "pdc") together += 1 / rate;
      fmt::print("{:5} {:7} entities {:9.0f}/s, {:3} columns\n", stage.name, run->entities(stage.name), rate,
                 stage.rows.columns.size());
    }
    ratios.push_back(1 / together / plain);
    fmt::print("plain: {:.0f} rows/s; psza and pdc together {:.0f} entities/s: {:.2f} times\n", plain, 1 / together,
               ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  fmt::print("median {:.2f} times (at least 1 is wanted)\n", ratios[ratios.size() / 2]);
}
