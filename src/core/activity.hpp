#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ergodic {

/// What rank 0 of a run is at, in the order in which it may come. In brackets what it is counted in.
enum class Phase : std::uint64_t {
  planning,   ///< checks the cases of the study [cases]
  waiting,    ///< for another run that writes the output
  making,     ///< makes an empty file
  copying,    ///< the blocks of a shorter file into the one that is to take its place [bytes]
  examining,  ///< holds what a killed run wrote against its digests [blocks]
  running,    ///< simulates blocks, as all ranks do [sessions]
  deciding,   ///< folds sums, to see whether a further round is to follow [cases]
  closing,    ///< folds sums into the file [cases]
};
constexpr std::uint64_t phase_count = 8;

/// The one state by which log, bar, run record, `ergodic status` and the watchdog know what a run does.
struct Activity {
  Phase phase = Phase::planning;
  std::uint64_t done = 0;
  std::uint64_t total = 0;  ///< 0: it cannot be counted

  bool operator==(const Activity&) const = default;
};

/// Is told what rank 0 is at, as often as one likes; what it throws ends that.
using OnActivity = std::function<void(const Activity&)>;
inline void untold(const Activity&) {}

std::string name_of(Phase phase);                         ///< "copying"
std::optional<Phase> phase_named(std::string_view name);  ///< nullopt: there is none
std::string unit_of(Phase phase);                         ///< "bytes"; empty where nothing is counted

/// "copying 3.0 of 6.0 GB", "closing 12 of 100 cases", "making the file".
std::string activity_text(const Activity& activity);

}  // namespace ergodic
