#include "study/values/problems.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace ergodic::study {
namespace {

std::pair<std::uint32_t, std::uint32_t> position(const Position& place) {
  // What has no line was said after the file.
  const std::uint32_t line = place.line == 0 ? std::numeric_limits<std::uint32_t>::max() : place.line;
  return {line, place.column};
}

}  // namespace

void Problems::add(const Position& place, const std::string& message) {
  ++count_;
  problems_.push_back({place, message});
  constexpr std::size_t most_kept = 100 * most_shown;  // a file of a million mistakes needs no million messages
  if (problems_.size() > most_kept) keep_first();
}

void Problems::keep_first() {
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return position(a.place) < position(b.place); });
  if (problems_.size() > most_shown) problems_.erase(problems_.begin() + most_shown, problems_.end());
}

void Problems::throw_if_any() {
  if (empty()) return;
  keep_first();
  std::string text;
  for (const Problem& problem : problems_) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}: {}", problem.place.text(), problem.message);
  }
  if (count_ > problems_.size()) text += fmt::format("\nand {} more", count_ - problems_.size());
  throw StudyError(text);
}

}  // namespace ergodic::study
