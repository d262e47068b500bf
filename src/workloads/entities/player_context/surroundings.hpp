#pragma once

#include "workloads/entities/player_context/context_row.hpp"
#include "workloads/entities/processors/processor.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {

/// What teams bring to a day: how fast they play, how they defend, when they played last and play next. Made once a
/// day; by dec2025 nothing of it was filled.
class Surroundings {
 public:
  explicit Surroundings(const DayRequest& request);
  void fill(Code team, Code opponent, PlayerContext& row) const;

 private:
  struct OfTeam {
    double pace = missing_value<double>();
    double rating = missing_value<double>();
    double ft_rate = missing_value<double>();
    std::int32_t rest = PlayerContext::no;
    std::int32_t next_rest = PlayerContext::no;
    std::int32_t next_games = 0;
  };
  void read_rows(const DayRequest& request);
  void read_schedule(const DayRequest& request);

  bool is_corrected_;
  std::vector<OfTeam> teams_;
};

/// The mean of the values that there are, summed newest first; missing where there are none.
double mean_of(std::span<const double> values, const Window& rows);

}  // namespace ergodic::workloads::entities
