#include <ergodic/means.hpp>

#include "analysis/report.hpp"
#include "analysis/results.hpp"

#include <cmath>

namespace ergodic {
namespace {

void add_case(const analysis::CaseReport& report, std::vector<SimulatedMean>& means) {
  for (const auto& quantity : report.quantities) {
    const auto n = static_cast<double>(report.sessions - quantity.missing);
    means.push_back({report.label, quantity.name, "", quantity.column.unit, quantity.mean,
                     quantity.standard_deviation / std::sqrt(n)});
  }
  for (const auto& category : report.categories) {
    const double of = static_cast<double>(category.sessions);
    for (const auto& [label, count, share, interval, known] : category.shares)
      means.push_back({report.label, category.name, label, "1", share, std::sqrt(share * (1 - share) / of)});
  }
}

}  // namespace

std::vector<SimulatedMean> simulated_means(const std::filesystem::path& file, const Workloads& workloads) {
  constexpr double confidence = 0.95;  // of intervals that are not taken
  const analysis::Results results = analysis::Results::open(file, workloads);
  std::vector<SimulatedMean> means;
  for (std::uint64_t i = 0; i < results.description.layout().case_count(); ++i)
    add_case(analysis::report_case(results, i, confidence, analysis::Extent::figures), means);
  return means;
}

}  // namespace ergodic
