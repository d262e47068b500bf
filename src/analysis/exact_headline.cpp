#include "analysis/exact_headline.hpp"

#include <algorithm>

namespace ergodic::analysis {

std::optional<double> exact_headline(const ExactResults& exact, const Columns& columns, const Headline& headline) {
  if (const auto moments = exact.moments.find(headline.column); moments != exact.moments.end())
    return moments->second.mean;
  const auto law = exact.category_laws.find(headline.column);
  if (law == exact.category_laws.end()) return std::nullopt;
  const auto column =
      std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == headline.column; });
  if (column == columns.end()) return std::nullopt;
  const auto label = std::find(column->categories.begin(), column->categories.end(), headline.label);
  if (label == column->categories.end()) return std::nullopt;
  return law->second.at(static_cast<std::size_t>(label - column->categories.begin()));
}

}  // namespace ergodic::analysis
