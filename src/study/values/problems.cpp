#include "study/values/problems.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace ergodic::study {
namespace {

/// What has no line was said after the files.
auto order(const Position& place, std::size_t file) {
  return place.line == 0 ? std::make_tuple(true, std::size_t{0}, std::uint32_t{0}, place.column)
                         : std::make_tuple(false, file, place.line, place.column);
}

}  // namespace

void Problems::add(const Position& place, const std::string& message) {
  ++count_;
  const std::size_t file = place.line == 0 ? 0 : files_.try_emplace(*place.origin, files_.size()).first->second;
  problems_.push_back({place, message, file});
  constexpr std::size_t most_kept = 100 * most_shown;  // a file of a million mistakes needs no million messages
  if (problems_.size() > most_kept) keep_first();
}

void Problems::take(Problems other) {
  const std::size_t more = other.count_ - other.problems_.size();
  for (const Problem& problem : other.problems_)
    add(problem.place, problem.message);
  count_ += more;
  concerned_.merge(other.concerned_);
}

void Problems::keep_first() {
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return order(a.place, a.file) < order(b.place, b.file); });
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
