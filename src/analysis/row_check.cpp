#include "analysis/row_check.hpp"

#include <algorithm>

namespace ergodic::analysis {

std::vector<Difference> differences(const Results& results, const engine::SessionIndex& place, const Rows& rows) {
  std::vector<Difference> found;
  for (std::size_t i = 0; i < results.description.kept().size(); ++i) {
    const auto simulated = rows.bytes(results.description.kept()[i]);
    std::vector<std::byte> stored(simulated.size());
    results.file.read_column(i, place.case_index, place.replicate, stored);
    if (!std::equal(stored.begin(), stored.end(), simulated.begin())) {
      found.push_back({results.description.layout().columns[i], std::move(stored)});
    }
  }
  return found;
}

}  // namespace ergodic::analysis
