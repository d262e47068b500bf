#include "store/archive/selection.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::store {

FileLayout selected(const FileLayout& whole, const Selection& selection) {
  FileLayout layout = whole;
  layout.stage.clear();  // an archive has one
  layout.case_labels.clear();
  for (const std::uint64_t index : selection.cases)
    layout.case_labels.push_back(whole.case_labels[index]);
  layout.columns.clear();
  for (const std::size_t index : selection.columns)
    layout.columns.push_back(whole.columns[index]);
  layout.sessions_per_case = selection.replicates.size();
  if (whole.is_ragged()) {
    std::vector<std::uint64_t> sizes;
    for (const std::uint64_t index : selection.cases)
      sizes.push_back(selection.replicates_of(whole, index).size());
    layout.sizes = std::make_shared<const CaseSizes>(std::move(sizes), whole.sessions_per_block);
  }
  std::erase_if(layout.axes, [&](const Axis& axis) {
    return std::none_of(layout.columns.begin(), layout.columns.end(),
                        [&](const Column& column) { return column.axis == axis.name; });
  });
  return layout;
}

}  // namespace ergodic::store
