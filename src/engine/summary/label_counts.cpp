#include "engine/summary/label_counts.hpp"

namespace ergodic::engine {

LabelCounts label_counts(const statistics::Summary& summary, const Column& column, std::size_t place) {
  const auto counts = summary.counts(column.name, place);
  // The sums leave failed sessions out, whatever their rows say; where some failed, the column of that name is ours.
  const bool tells_failures = column.name == "failed" || column.name == "outcome";
  if (tells_failures && column.of_failures) {
    LabelCounts all{{counts.begin(), counts.end()}, summary.sessions() + summary.failures()};
    all.of_each[0] = summary.sessions();
    return all;
  }
  if (summary.failures() > 0 && tells_failures && counts.size() == 2)
    return {{summary.sessions(), summary.failures()}, summary.sessions() + summary.failures()};
  return {{counts.begin(), counts.end()}, summary.present(column.name, place)};
}

}  // namespace ergodic::engine
