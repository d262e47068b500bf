#include "cli/output/summary/distrust_text.hpp"

#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::cli {
namespace {

using analysis::CaseReport;

std::string sessions_text(double sessions) {
  constexpr double most = 1e18;  // beyond, nobody counts
  return grouped(static_cast<std::uint64_t>(std::min(std::ceil(sessions), most)));
}

std::string distrust_line(const std::string& figure, const std::string& where, double asked) {
  if (std::isnan(asked))
    return fmt::format("  interval of {} NOT TO BE TRUSTED{}: no two sessions differ\n", figure, where);
  return fmt::format("  interval of {} NOT TO BE TRUSTED{}: its skewness asks for {} sessions\n", figure, where,
                     sessions_text(asked));
}

/// No two sessions differ, and it is not known that none do: then the mean is what it is known to be.
bool never_differs(const CaseReport::Headline& headline) {
  constexpr double rounding = 1e-12;
  const bool is_known =
      headline.known && std::abs(headline.value - headline.known->exact) <= rounding * std::abs(headline.value);
  return std::isnan(headline.sessions_asked) && !is_known;
}

}  // namespace

std::string distrust_text(const CaseReport& report) {
  constexpr std::size_t most_lines = 8;
  const auto n = static_cast<double>(report.sessions);
  std::vector<std::string> lines;
  // That no two sessions differ is usual: only of key figures is it told.
  for (const CaseReport::Headline& headline : report.headlines) {
    if (never_differs(headline)) lines.push_back(distrust_line(headline.title, "", headline.sessions_asked));
  }
  for (const CaseReport::RatioReport& ratio : report.ratios) {
    if (ratio.sessions_asked > n) lines.push_back(distrust_line(ratio.ratio.name, "", ratio.sessions_asked));
  }
  for (const CaseReport::Quantity& quantity : report.quantities) {
    if (quantity.sessions_asked > n)
      lines.push_back(distrust_line("mean " + quantity.name, "", quantity.sessions_asked));
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i)
    text += lines[i];
  if (lines.size() > most_lines)
    text += fmt::format("  nor those of {} more figures; --json and --csv have all\n", lines.size() - most_lines);
  return text;
}

void DistrustedHeadlines::add(const CaseReport& report) {
  for (std::size_t i = 0; i < report.headlines.size(); ++i) {
    const CaseReport::Headline& headline = report.headlines[i];
    if (i == headlines_.size()) headlines_.push_back({headline.title});
    if (report.trusts(headline) || report.sessions == 0) continue;
    Headline& distrusted = headlines_[i];
    ++distrusted.cases;
    if (!std::isnan(headline.sessions_asked)) distrusted.asked = std::max(distrusted.asked, headline.sessions_asked);
  }
}

std::string DistrustedHeadlines::text() const {
  std::string text;
  for (const auto& [title, cases, asked] : headlines_) {
    if (cases == 0) continue;
    const std::string where = fmt::format(" in {} {}", grouped(cases), cases == 1 ? "case" : "cases");
    text += distrust_line(title, where, asked > 0 ? asked : std::nan(""));
  }
  return text.empty() ? "" : '\n' + text;
}

}  // namespace ergodic::cli
