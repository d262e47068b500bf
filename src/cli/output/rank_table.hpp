#pragma once

#include "engine/run/run_record.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::cli {

constexpr std::size_t most_ranks_shown = 16;

/// [s] after which a rank is silent: it tells of itself several times a second, within long blocks too, and the record
/// is renewed every few seconds.
constexpr double rank_silence = 20;

/// Which ranks people are shown: all, or of more than `most_ranks_shown` these.
struct ShownRanks {
  std::vector<std::size_t> silent;   ///< the longest first, at most `most_ranks_shown`
  std::vector<std::size_t> slowest;  ///< of the others that have work, five with the fewest sessions; or all, in order
  std::size_t silent_more = 0;       ///< not among these
  std::vector<std::size_t> others;   ///< neither silent nor among the slowest
};

/// `age` [s]: of the record.
ShownRanks shown_ranks(const std::vector<engine::RankRecord>& ranks, double age);

/// How each rank stands, in lines of at most `width` characters; of many ranks the silent and the slowest ones, and how
/// many others there are.
std::string rank_table(const engine::RunRecord& run, double age, std::size_t width);

}  // namespace ergodic::cli
