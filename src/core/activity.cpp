#include "core/activity.hpp"

#include "core/format.hpp"

#include <fmt/format.h>

#include <array>

namespace ergodic {
namespace {

struct PhaseWords {
  const char* name;
  const char* unit;     ///< empty: it is not counted
  const char* instead;  ///< of the numbers, while there are none
};

constexpr std::array<PhaseWords, phase_count> words_of_phases{{{"planning", "cases", ""},
                                                               {"waiting", "", "for another run to end"},
                                                               {"making", "", "the file"},
                                                               {"copying", "bytes", "the file"},
                                                               {"examining", "blocks", "what was written"},
                                                               {"running", "sessions", ""},
                                                               {"deciding", "cases", "whether to go on"},
                                                               {"closing", "cases", "the file"}}};

const PhaseWords& words_of(Phase phase) { return words_of_phases.at(static_cast<std::size_t>(phase)); }

/// "3.0 of 6.0 GB": both in the prefix of the whole.
std::string bytes_of(std::uint64_t done, std::uint64_t total) {
  const std::string whole = byte_count(total);
  const std::string prefix = whole.substr(whole.find(' ') + 1);
  double scale = 1;
  for (const char* const larger : {"kB", "MB", "GB", "TB", "PB", "EB"}) {
    if (prefix == "B") break;
    scale *= 1000;
    if (prefix == larger) break;
  }
  const double in = static_cast<double>(done) / scale;
  return prefix == "B" ? fmt::format("{} of {}", done, whole) : fmt::format("{:.2f} of {}", in, whole);
}

}  // namespace

std::string name_of(Phase phase) { return words_of(phase).name; }

std::optional<Phase> phase_named(std::string_view name) {
  for (std::uint64_t i = 0; i < phase_count; ++i) {
    if (words_of_phases[i].name == name) return static_cast<Phase>(i);
  }
  return std::nullopt;
}

std::string unit_of(Phase phase) { return words_of(phase).unit; }

std::string activity_text(const Activity& activity) {
  const PhaseWords& words = words_of(activity.phase);
  const std::string unit = words.unit;
  if (unit.empty() || activity.total == 0) {
    const std::string instead = words.instead;
    return instead.empty() ? words.name : fmt::format("{} {}", words.name, instead);
  }
  if (unit == "bytes") return fmt::format("{} {}", words.name, bytes_of(activity.done, activity.total));
  return fmt::format("{} {} of {} {}", words.name, grouped(activity.done), grouped(activity.total), unit);
}

}  // namespace ergodic
