#include "engine/cost/dearest_first.hpp"

#include <algorithm>
#include <vector>

namespace ergodic::engine {
namespace {

/// Blocks of one stage and of cases of one cost.
struct Part {
  std::size_t stage;
  double seconds;
  IndexRange blocks;
};

/// The parts of a run, in its order.
void cut(const Chain& chain, IndexRange run, std::vector<Part>& parts) {
  while (!run.empty()) {
    const Chain::Place place = chain.place(run.first);
    const Plan& plan = chain[place.stage];
    const std::size_t of_case = plan.block(place.block).case_index;
    const std::uint64_t end = chain.first_block(place.stage) + plan.layout().blocks_of(of_case).last;
    const IndexRange blocks{run.first, std::min(end, run.last)};
    const double seconds = plan.cost().seconds(of_case);
    const bool goes_on = !parts.empty() && parts.back().stage == place.stage && parts.back().seconds == seconds &&
                         parts.back().blocks.last == blocks.first;
    if (goes_on)
      parts.back().blocks.last = blocks.last;
    else
      parts.push_back({place.stage, seconds, blocks});
    run.first = blocks.last;
  }
}

}  // namespace

BlockList dearest_first(const Chain& chain, const BlockList& blocks) {
  std::vector<Part> parts;
  for (const IndexRange& run : blocks.runs())
    cut(chain, run, parts);
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return a.stage != b.stage ? a.stage < b.stage : a.seconds > b.seconds;
  });
  std::vector<IndexRange> runs;
  for (const Part& part : parts)
    runs.push_back(part.blocks);
  return BlockList::of(runs);
}

}  // namespace ergodic::engine
