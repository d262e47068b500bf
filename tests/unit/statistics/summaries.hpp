#pragma once

#include "statistics/summary.hpp"

#include "unit/statistics/draws.hpp"

#include <ergodic/errors.hpp>

#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::statistics::test {

/// One column of each kind, a tally, a ratio of two columns of unlike types and scales, and sketches of whole and real.
inline SummaryLayout a_layout() {
  return {.columns = {money_column("profit").with_quantiles(),
                      count("hands"),
                      category("ending", {"a", "b", "c"}),
                      real_column("drawdown").with_quantiles(),
                      {.name = "level", .type = Type::int16},
                      {.name = "suit", .type = Type::uint8}},
          .tallies = {{.name = "classes", .labels = {"pair", "flush"}}},
          .ratios = {{.name = "profit_per_hand", .numerator = "profit", .denominator = "hands"},
                     {.name = "hands_per_dollar", .numerator = "hands", .denominator = "profit"}},
          .sketched = {"profit", "drawdown"}};
}

struct Session {
  std::int64_t profit;
  std::int32_t hands;
  std::uint8_t ending;
  double drawdown;
  std::int16_t level;
  std::uint8_t suit;
};

inline std::vector<Session> sessions(std::size_t count, std::uint64_t seed) {
  Draws draws(seed);
  std::vector<Session> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({draws.within(100'000), static_cast<std::int32_t>(1 + draws.below(200)),
                   static_cast<std::uint8_t>(draws.below(3)), std::exp(draws.normal()),
                   static_cast<std::int16_t>(draws.within(32'767)), static_cast<std::uint8_t>(draws.below(256))});
  }
  return all;
}

inline Rows rows_of(std::span<const Session> all) {
  const SummaryLayout layout = a_layout();
  Rows rows(layout.columns, layout.tallies);
  rows.reset(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    rows.column<std::int64_t>("profit")[i] = all[i].profit;
    rows.column<std::int32_t>("hands")[i] = all[i].hands;
    rows.column<std::uint8_t>("ending")[i] = all[i].ending;
    rows.column<double>("drawdown")[i] = all[i].drawdown;
    rows.column<std::int16_t>("level")[i] = all[i].level;
    rows.column<std::uint8_t>("suit")[i] = all[i].suit;
    rows.tally("classes")[all[i].suit % 2] += all[i].hands;
  }
  return rows;
}

inline Summary summary_of(std::span<const Session> all) {
  Summary summary(a_layout());
  summary.add(rows_of(all));
  return summary;
}

inline std::vector<std::int64_t> words(const Summary& summary) {
  return {summary.words().begin(), summary.words().end()};
}

/// The words of everything that is whole: all but the moments of the real column, words 2 + 6 + 6 + 3 and the next
/// three.
inline std::vector<std::int64_t> whole_words(const Summary& summary) {
  std::vector<std::int64_t> all = words(summary);
  all.erase(all.begin() + 17, all.begin() + 21);
  return all;
}

inline Failure failure_of(std::uint64_t row) { return {.row = row, .category = "broken", .reason = "a reason"}; }

inline std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InternalError& error) {
    return error.what();
  }
  return "no InternalError";
}

}  // namespace ergodic::statistics::test
