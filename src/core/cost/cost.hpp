#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ergodic {

/// What work took: elapsed time, and that of a processor, which a busy machine disturbs less.
struct Cost {
  double seconds = 0;
  double processor_seconds = 0;

  Cost& operator+=(const Cost& other) {
    seconds += other.seconds;
    processor_seconds += other.processor_seconds;
    return *this;
  }
  friend Cost operator-(const Cost& a, const Cost& b) {
    return {a.seconds - b.seconds, a.processor_seconds - b.processor_seconds};
  }
};

/// What the time of a rank goes into.
enum class Work : std::uint64_t {
  reading,     ///< tables, on rank 0
  preparing,   ///< what a case needs before its first session
  simulating,  ///< sessions
  writing,     ///< rows, sums and ledger lines
  syncing,     ///< bringing these to the disk
  waiting,     ///< for other ranks
  closing,     ///< folding sums into the file
  other,       ///< all else of a run
};
constexpr std::size_t work_count = 8;
constexpr std::array<const char*, work_count> names_of_work{"reading", "preparing", "simulating", "writing",
                                                            "syncing", "waiting",   "closing",    "other"};

/// What all works of a rank took, and the most memory that it had until then.
struct WorkCosts {
  std::array<Cost, work_count> of{};
  std::uint64_t peak_bytes = 0;

  Cost& operator[](Work work) { return of[static_cast<std::size_t>(work)]; }
  const Cost& operator[](Work work) const { return of[static_cast<std::size_t>(work)]; }
  /// Those of another part of the run, or of another rank: times are added, of memory the greater one holds.
  WorkCosts& operator+=(const WorkCosts& other);
};

/// [s] of processor time that this process has used so far, in all of its threads.
double processor_seconds();
/// The most memory that this process has had at once [bytes].
std::uint64_t peak_bytes();

/// Elapsed and processor time until now.
Cost cost_so_far();

}  // namespace ergodic
