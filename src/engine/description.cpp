#include "engine/description.hpp"

#include "core/suggest.hpp"
#include "random/case_streams.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::engine {

bool stored_alike(const Column& a, const Column& b) {
  return a.name == b.name && a.type == b.type && a.scale == b.scale && a.categories == b.categories && a.axis == b.axis;
}

Axes axes_along(const Columns& columns, const Axes& axes) {
  Axes along;
  for (const Axis& axis : axes) {
    const auto lies_along = [&](const Column& column) { return column.axis == axis.name; };
    if (std::any_of(columns.begin(), columns.end(), lies_along)) along.push_back(axis);
  }
  return along;
}

std::size_t Description::case_index(std::string_view label) const {
  const std::vector<std::string>& labels = layout().case_labels;
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found != labels.end()) return static_cast<std::size_t>(found - labels.begin());
  const std::string near = did_you_mean(label, labels);
  throw UsageError(fmt::format("no case \"{}\" (the study has {}){}", label, enumerate(labels),
                               near.empty() ? " choose one of them" : near));
}

Streams Description::streams(std::size_t case_index) const {
  if (common_random_numbers()) return random::common_streams(seed(), layout().stream_name());
  return random::case_streams(seed(), layout().stream_name(), case_label(case_index));
}

Block Description::block(std::uint64_t index) const {
  const std::uint64_t of = layout().case_of_block(index);
  const std::uint64_t first = (index - layout().blocks_of(of).first) * layout().sessions_per_block;
  return {static_cast<std::size_t>(of),
          {first, std::min(layout().sessions_per_block, layout().sessions_of(of) - first)}};
}

std::uint64_t Description::block_of(const SessionIndex& place) const {
  return layout().blocks_of(place.case_index).first + place.replicate / layout().sessions_per_block;
}

SessionIndex Description::index_of(SessionId id) const {
  const std::uint64_t of = layout().case_of_session(number(id));
  return {static_cast<std::size_t>(of), number(id) - layout().first_session_of(of)};
}

SessionId Description::id(std::size_t case_index, std::uint64_t replicate) const {
  return SessionId{layout().first_session_of(case_index) + replicate};
}

std::string Description::sessions_text(const Block& block) const {
  const std::uint64_t first = number(id(block.case_index, block.replicates.first));
  return fmt::format("{}sessions {} to {} (case {})", stage().empty() ? "" : "stage " + stage() + ", ", first,
                     first + block.replicates.count - 1, case_label(block.case_index));
}

}  // namespace ergodic::engine
