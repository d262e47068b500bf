#include "workloads/players/player_workload.hpp"

#include "workloads/players/exact/game_law.hpp"
#include "workloads/players/shown/possessions.hpp"

#include <ergodic/course.hpp>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::players {

const Records<GameOfPlayer>& PlayerWorkload::records() {
  static const Records<GameOfPlayer> records = [] {
    Records<GameOfPlayer> all = {
        {category("played", {"no", "yes"}).says("whether the player was on the court"), &GameOfPlayer::played},
        {real_column("minutes").in("min").says("on the court"), &GameOfPlayer::minutes},
        {count("possessions").in("possessions").says("of the player's team while on the court"),
         &GameOfPlayer::possessions},
        {count("possessions_used").in("possessions").says("that the player ended: shots, trips to the line, turnovers"),
         &GameOfPlayer::used}};
    for (const CountInfo& info : count_infos()) {
      Column column = ergodic::count(info.name).in(info.member == &BoxScore::points ? "points" : "1").says(info.says);
      const bool is_asked_for =
          info.member == &BoxScore::points || info.member == &BoxScore::rebounds || info.member == &BoxScore::assists;
      all.emplace_back(is_asked_for ? std::move(column).with_quantiles() : column, info.member);
    }
    return all;
  }();
  return records;
}

Columns PlayerWorkload::columns() const { return columns_of(records()); }

Headlines PlayerWorkload::headlines() const {
  return {{"points", "points"}, {"rebounds", "rebounds"}, {"assists", "assists"}, {"plays", "played", "yes"}};
}

std::optional<ExpectedWork> PlayerWorkload::expected_work() const {
  return ExpectedWork{player_.time.availability * player_.time.pace * player_.time.minutes / regulation, "possessions"};
}

std::shared_ptr<const Workload> PlayerWorkload::prepared(const Streams& streams) const {
  if (!player_.region) return nullptr;
  auto ready = std::make_shared<PlayerWorkload>(player_);
  ready->sampler_.emplace(*ready->player_.region, streams, pilot_purpose);
  return ready;
}

Rates PlayerWorkload::rates_of(const Streams& streams, std::uint64_t replicate) const {
  if (!sampler_) return player_.fixed;
  Stream stream = streams.open(replicate, region_purpose);
  std::array<double, rate_count> x;
  sampler_->draw(stream, {x.data(), player_.drawn.size()});
  return rates_from(x.data());
}

Rates PlayerWorkload::rates_from(const double* x) const {
  Rates rates = player_.fixed;
  for (std::size_t i = 0; i < player_.drawn.size(); ++i) {
    const double rate = player_.logit_scale ? logistic(x[i]) : x[i];
    rates[player_.drawn[i]] = std::min(std::max(rate, 0.0), 1.0);  // rounding at the border of the box
  }
  return rates;
}

GameOfPlayer PlayerWorkload::game(const Streams& streams, std::uint64_t replicate) const {
  return drawer_.draw(rates_of(streams, replicate), streams, replicate);
}

void PlayerWorkload::simulate(Replicates replicates, const Streams& streams, Rows& rows) const {
  constexpr std::uint64_t some = 256;  // whose games are in the cache when their columns are written
  const RowWriter<GameOfPlayer> writer(records(), rows);
  std::vector<GameOfPlayer> games;
  std::vector<double> drawn(some * player_.drawn.size());
  for (std::uint64_t first = 0; first < replicates.count; first += some) {
    const std::uint64_t count = std::min(some, replicates.count - first);
    if (sampler_) sampler_->draw(streams, region_purpose, {replicates.first + first, count}, drawn.data());
    games.clear();
    for (std::uint64_t i = 0; i < count; ++i) {
      const Rates rates = sampler_ ? rates_from(&drawn[i * player_.drawn.size()]) : player_.fixed;
      games.push_back(drawer_.draw(rates, streams, replicates.first + first + i));
    }
    writer.write_rows(first, games);
    streams.pause();
  }
}

void PlayerWorkload::transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const {
  const Rates rates = rates_of(streams, replicate);
  const GameOfPlayer played = drawer_.draw(rates, streams, replicate);
  fmt::print(out, "From {}.\n", player_.origin);
  if (sampler_) fmt::print(out, "Rates: {}.\n", sampler_->describe());
  for (std::size_t i = 0; i < rate_count; ++i)
    fmt::print(out, "  {} {:.4f}\n", rate_infos()[i].name, rates[i]);
  if (!played.played) fmt::print(out, "Does not play.\n");
  std::int32_t points = 0;
  const std::vector<Possession> all = possessions_of(played, streams.open(replicate, course_purpose));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Possession& one = all[i];
    points += one.points();
    std::string line = one.end == Possession::End::others ? "" : name_of(one.end);
    if (one.end == Possession::End::free_throws) line += fmt::format(", {} of 2", one.free_throws_made);
    const std::pair<bool, const char*> marks[] = {{one.assist, "assist"},
                                                  {one.offensive_rebound, "offensive rebound"},
                                                  {one.defensive_rebound, "defensive rebound"},
                                                  {one.steal, "steal"},
                                                  {one.block, "block"},
                                                  {one.foul, "foul"}};
    for (const auto& [is_there, name] : marks) {
      if (is_there) line += fmt::format("{}{}", line.empty() ? "" : ", ", name);
    }
    if (!line.empty()) fmt::print(out, "possession {:>3}: {} ({} points)\n", i + 1, line, points);
  }
  write_values(records(), {&played, 1}, out);
}

void PlayerWorkload::course(std::uint64_t replicate, const Streams& streams, Course& out) const {
  const std::vector<CourseField> fields = {
      {"possession", "1"},        {"end", ""},    {"points", "points"}, {"assist", "1"}, {"offensive_rebound", "1"},
      {"defensive_rebound", "1"}, {"steal", "1"}, {"block", "1"},       {"foul", "1"},   {"points_so_far", "points"}};
  out.begin(fields);
  std::int64_t number = 0;
  std::int64_t points = 0;
  const auto yes = [](bool is) { return std::int64_t{is ? 1 : 0}; };
  for (const Possession& one : possessions_of(game(streams, replicate), streams.open(replicate, course_purpose))) {
    points += one.points();
    const std::array<CourseValue, 10> values = {++number,
                                                std::string_view(name_of(one.end)),
                                                std::int64_t{one.points()},
                                                yes(one.assist),
                                                yes(one.offensive_rebound),
                                                yes(one.defensive_rebound),
                                                yes(one.steal),
                                                yes(one.block),
                                                yes(one.foul),
                                                points};
    out.step(values);
  }
}

std::optional<ExactResults> PlayerWorkload::exact() const {
  ExactResults results;
  const double plays = player_.time.availability;
  results.category_laws["played"] = {1 - plays, plays};
  if (!is_known()) {
    results.notes.push_back(player_.region ? "the rates have a law: counts are mixtures that are simulated"
                                           : "the pace has a law: counts are mixtures that are simulated");
    return results;
  }
  for (const auto& [name, law] : laws_of_game(player_.fixed, player_.time)) {
    results.moments[name] = {mean_of(law), deviation_of(law)};
    ExactLaw exact;
    for (std::size_t k = 0; k < law.size(); ++k) {
      if (law[k] < 1e-15) continue;
      exact.values.push_back(static_cast<double>(k));
      exact.probabilities.push_back(law[k]);
    }
    results.laws[name] = std::move(exact);
  }
  return results;
}

std::vector<ExactTable> PlayerWorkload::exact_tables() const {
  if (!is_known()) return {};
  constexpr double tail = .05;
  ExactTable table{"counts",
                   "the laws of a game's counts",
                   {{"mean", "1", "mean"},
                    {"standard_deviation", "1", "standard deviation"},
                    {"q05", "1", "5 % quantile"},
                    {"median", "1", "median"},
                    {"q95", "1", "95 % quantile"},
                    {"lower_shortfall", "1", "mean of the lowest 5 %"},
                    {"upper_shortfall", "1", "mean of the highest 5 %"}},
                   {}};
  for (const auto& [name, law] : laws_of_game(player_.fixed, player_.time))
    table.rows.push_back({name,
                          {mean_of(law), deviation_of(law), quantile_of(law, tail), quantile_of(law, .5),
                           quantile_of(law, 1 - tail), lower_shortfall(law, tail), upper_shortfall(law, tail)}});
  return {table};
}

}  // namespace ergodic::workloads::players
