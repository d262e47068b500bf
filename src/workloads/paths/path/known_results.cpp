#include "workloads/paths/path/known_results.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

namespace {

/// What is no number, by name.
class Absent {
 public:
  /// Whether the value is none, which is then noted down.
  bool has(double value, const std::string& name) {
    if (std::isfinite(value)) return false;
    std::vector<std::string>& names = std::isnan(value) ? undecided_ : too_large_;
    if (names.empty() || names.back() != name) names.push_back(name);
    return true;
  }

  template <class Values>
  bool has_any(const Values& values, const std::string& name) {
    return std::any_of(values.begin(), values.end(), [&](double value) { return has(value, name); });
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    if (!undecided_.empty())
      notes.push_back(
          fmt::format("left out, since the rounding of the study's numbers decides of it: {}", enumerate(undecided_)));
    if (!too_large_.empty()) notes.push_back(fmt::format("larger than any number, 1.8e308: {}", enumerate(too_large_)));
    return notes;
  }

 private:
  std::vector<std::string> undecided_, too_large_;
};

void check_deviation(ExactMoments& moments, const std::string& name, Absent& absent) {
  if (!moments.standard_deviation) return;
  if (absent.has(*moments.standard_deviation, "the standard deviation of " + name) &&
      std::isnan(*moments.standard_deviation))
    moments.standard_deviation.reset();
}

}  // namespace

void keep_numbers(ExactResults& exact) {
  Absent absent;
  std::erase_if(exact.figures, [&](const ExactFigure& figure) { return absent.has(figure.value, figure.name); });
  std::erase_if(exact.moments, [&](auto& entry) { return absent.has(entry.second.mean, entry.first); });
  for (auto& [name, moments] : exact.moments)
    check_deviation(moments, name, absent);
  std::erase_if(exact.category_laws, [&](const auto& entry) { return absent.has_any(entry.second, entry.first); });
  std::erase_if(exact.moments_along, [&](const auto& entry) {
    const auto is_absent = [&](const ExactMoments& moments) { return absent.has(moments.mean, entry.first); };
    return std::any_of(entry.second.begin(), entry.second.end(), is_absent);
  });
  for (auto& [name, along] : exact.moments_along) {
    for (ExactMoments& moments : along)
      check_deviation(moments, name, absent);
  }
  std::erase_if(exact.category_laws_along, [&](const auto& entry) {
    return std::any_of(entry.second.begin(), entry.second.end(),
                       [&](const auto& law) { return absent.has_any(law, entry.first); });
  });
  for (std::string& note : absent.notes())
    exact.notes.push_back(std::move(note));
}

}  // namespace ergodic::workloads::paths
