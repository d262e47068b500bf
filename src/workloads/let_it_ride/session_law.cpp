#include "workloads/let_it_ride/session_law.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

// Ends of the law that are left out after each hand. In 10^4 hands they move a mean by less than 10^4 × 1e-20 × the
// profits that far out, a dozen royal flushes of 3000 base bets: 4e-12 of 350. Without this, sessions without a win
// limit would carry bankrolls of nothing but royal flushes.
constexpr double negligible = 1e-20;
constexpr double most_additions = 1e9;
constexpr std::int64_t most_positions = std::int64_t{1} << 23;

/// Probabilities at consecutive positions of the grid of bankrolls: position 0 is the starting amount.
struct Masses {
  std::int64_t first = 0;
  std::vector<double> at;

  std::int64_t end() const { return first + static_cast<std::int64_t>(at.size()); }
  double& operator[](std::int64_t position) { return at[static_cast<std::size_t>(position - first)]; }

  void cover(std::int64_t from, std::int64_t to) {
    if (at.empty()) first = from;
    if (from < first) {
      at.insert(at.begin(), static_cast<std::size_t>(first - from), 0.0);
      first = from;
    }
    if (to > end()) at.resize(static_cast<std::size_t>(to - first));
  }

  /// Leaves out both ends of less than a negligible mass.
  void trim() {
    std::size_t low = 0, high = at.size();
    for (double sum = 0; low < high && (sum += at[low]) < negligible; ++low) {
    }
    for (double sum = 0; high > low && (sum += at[high - 1]) < negligible; --high) {
    }
    at.resize(high);
    at.erase(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(low));
    first += static_cast<std::int64_t>(low);
  }
};

/// A hand's law on the grid.
struct Step {
  std::int64_t positions;
  double probability;
};

struct Grid {
  std::int64_t unit;        ///< [cents] the greatest common divisor of all nets
  std::vector<Step> steps;  ///< ascending
};

Grid grid_of(const NetLaw& nets) {
  Grid grid{0, {}};
  std::int64_t total = 0;
  for (const auto& [net, count] : nets) {
    if (count == 0) continue;
    grid.unit = std::gcd(grid.unit, net.count);
    total += count;
  }
  grid.unit = std::max<std::int64_t>(grid.unit, 1);
  for (const auto& [net, count] : nets) {
    if (count > 0)
      grid.steps.push_back({net.count / grid.unit, static_cast<double>(count) / static_cast<double>(total)});
  }
  return grid;
}

/// `after` keeps its memory from hand to hand.
void play_a_hand(const Masses& before, const std::vector<Step>& steps, Masses& after) {
  const std::int64_t least = steps.front().positions;
  after.first = before.first + least;
  after.at.assign(before.at.size() + static_cast<std::size_t>(steps.back().positions - least), 0.0);
  for (const Step& step : steps) {
    double* to = after.at.data() + (step.positions - least);
    for (std::size_t i = 0; i < before.at.size(); ++i)
      to[i] += step.probability * before.at[i];
  }
}

class Recursion {
 public:
  Recursion(Grid grid, const SessionRules& rules)
      : grid_(std::move(grid)),
        start_(rules.starting_amount.count),
        full_stakes_(3 * rules.base_bet.count + rules.bonus_bet.count),
        stop_(rules, rules.stop_on_insufficient_funds ? full_stakes_ : WhatIsLeft{}.least()) {}

  std::optional<SessionLaw> solve() {
    const std::int64_t reach = grid_.steps.back().positions - grid_.steps.front().positions;
    double additions = 0;
    for (std::int32_t hands = 0;; ++hands) {
      law_.hands.push_back(0);
      end_sessions(hands);
      if (playing_.at.empty()) break;
      const std::int64_t width = static_cast<std::int64_t>(playing_.at.size()) + reach;
      if (bankroll(playing_.first) < full_stakes_) return std::nullopt;
      additions += static_cast<double>(playing_.at.size() * grid_.steps.size()) + static_cast<double>(width);
      if (additions > most_additions || width > most_positions) return std::nullopt;
      play_a_hand(playing_, grid_.steps, next_);
      std::swap(playing_, next_);
    }
    for (std::int64_t position = ended_.first; position < ended_.end(); ++position) {
      if (ended_[position] > 0) law_.profits.push_back({{position * grid_.unit}, ended_[position]});
    }
    return std::move(law_);
  }

 private:
  std::int64_t bankroll(std::int64_t position) const { return start_ + position * grid_.unit; }

  void end_sessions(std::int32_t hands) {
    playing_.trim();
    ended_.cover(playing_.first, playing_.end());
    for (std::int64_t position = playing_.first; position < playing_.end(); ++position) {
      const double mass = playing_[position];
      if (mass == 0 || stop_.go_on(bankroll(position), hands)) continue;
      ended_[position] += mass;
      law_.hands.back() += mass;
      law_.by_reason[static_cast<std::size_t>(stop_.reason(bankroll(position), hands))] += mass;
      playing_[position] = 0;
    }
    playing_.trim();
  }

  Grid grid_;
  std::int64_t start_;
  std::int64_t full_stakes_;  ///< [cents] of one hand
  StopRules stop_;
  Masses playing_{0, {1.0}};
  Masses next_;
  Masses ended_;
  SessionLaw law_;
};

}  // namespace

double SessionLaw::probability(Outcome outcome) const {
  double sum = 0;
  for (const Point& point : profits)
    sum += outcome_of(point.profit) == outcome ? point.probability : 0;
  return sum;
}

Moments SessionLaw::profit_moments() const {
  double mean = 0, squares = 0;
  for (const Point& point : profits)
    mean += point.probability * static_cast<double>(point.profit.count);
  for (const Point& point : profits) {
    const double deviation = static_cast<double>(point.profit.count) - mean;
    squares += point.probability * deviation * deviation;
  }
  return {mean, std::sqrt(squares)};
}

Moments SessionLaw::hands_moments() const {
  double mean = 0, squares = 0;
  for (std::size_t k = 0; k < hands.size(); ++k)
    mean += hands[k] * static_cast<double>(k);
  for (std::size_t k = 0; k < hands.size(); ++k)
    squares += hands[k] * (static_cast<double>(k) - mean) * (static_cast<double>(k) - mean);
  return {mean, std::sqrt(squares)};
}

Cents SessionLaw::profit_quantile(double p) const {
  double sum = 0;
  for (const Point& point : profits) {
    sum += point.probability;
    if (sum >= p) return point.profit;
  }
  return profits.back().profit;
}

std::int32_t SessionLaw::hands_quantile(double p) const {
  double sum = 0;
  std::size_t k = 0;
  while (k + 1 < hands.size() && (sum += hands[k]) < p)
    ++k;
  return static_cast<std::int32_t>(k);
}

std::optional<SessionLaw> session_law(const NetLaw& nets, const SessionRules& rules) {
  return Recursion(grid_of(nets), rules).solve();
}

}  // namespace ergodic::workloads::let_it_ride
