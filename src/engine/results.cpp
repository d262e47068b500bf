#include "engine/results.hpp"

#include "statistics/in_unit.hpp"
#include "statistics/quantile.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

namespace ergodic::engine {
namespace {

/// Exact quantiles from the rows of the blocks that are done, streamed.
template <class T>
std::vector<double> quantiles_of_rows(const Plan& plan, const store::ResultFile& file, const BlocksDone& done,
                                      std::uint64_t case_index, std::size_t column, std::size_t place,
                                      std::span<const double> probabilities) {
  const std::uint64_t blocks = plan.layout().blocks_per_case();
  const std::size_t length = values_per_session(plan.layout().columns[column], plan.layout().axes);
  const auto for_each_piece = [&](const std::function<void(std::span<const T>)>& piece) {
    std::vector<T> values;
    for (std::uint64_t index = case_index * blocks; index < (case_index + 1) * blocks; ++index) {
      if (!done[index]) continue;
      const Replicates replicates = plan.block(index).replicates;
      values.resize(replicates.count * length);
      file.read_column(column, case_index, replicates.first, std::as_writable_bytes(std::span(values)));
      for (std::size_t row = 0; length > 1 && row < replicates.count; ++row)
        values[row] = values[row * length + place];
      piece(std::span(values).first(replicates.count));
    }
  };
  std::vector<double> quantiles;
  for (const T value : statistics::exact_quantiles<T>(for_each_piece, probabilities)) {
    quantiles.push_back(statistics::in_unit(static_cast<double>(value), plan.layout().columns[column]));
  }
  return quantiles;
}

}  // namespace

std::vector<double> case_quantiles(const Plan& plan, const store::ResultFile& file, const BlocksDone& done,
                                   std::uint64_t case_index, const statistics::Summary& summary,
                                   const std::string& column, std::size_t place,
                                   std::span<const double> probabilities) {
  if (summary.sessions() == 0)
    return std::vector<double>(probabilities.size(), std::numeric_limits<double>::quiet_NaN());
  const Columns& stored = plan.layout().columns;
  const auto& sketched = plan.summary_layout().sketched;
  if (std::find(sketched.begin(), sketched.end(), column) != sketched.end()) {
    std::vector<double> quantiles;
    for (const double p : probabilities)
      quantiles.push_back(summary.quantile(column, p, place));
    return quantiles;
  }
  const auto found = std::find_if(stored.begin(), stored.end(), [&](const Column& c) { return c.name == column; });
  const auto index = static_cast<std::size_t>(found - stored.begin());
  switch (found->type) {
    case Type::uint8: return quantiles_of_rows<std::uint8_t>(plan, file, done, case_index, index, place, probabilities);
    case Type::int16: return quantiles_of_rows<std::int16_t>(plan, file, done, case_index, index, place, probabilities);
    case Type::int32: return quantiles_of_rows<std::int32_t>(plan, file, done, case_index, index, place, probabilities);
    case Type::int64: return quantiles_of_rows<std::int64_t>(plan, file, done, case_index, index, place, probabilities);
    case Type::float64: return quantiles_of_rows<double>(plan, file, done, case_index, index, place, probabilities);
  }
  return {};
}

statistics::Summary fold_case(const Plan& plan, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index) {
  statistics::Summary summary(plan.summary_layout());
  const std::uint64_t blocks = plan.layout().blocks_per_case();
  for (std::uint64_t block = case_index * blocks; block < (case_index + 1) * blocks; ++block) {
    if (!done[block]) continue;
    summary.fold(statistics::Summary(plan.summary_layout(), file.read_summary(block)));
  }
  return summary;
}

std::uint64_t Results::blocks_done() const {
  return static_cast<std::uint64_t>(std::count(done.begin(), done.end(), true));
}

bool Results::complete() const { return blocks_done() == plan.block_count() && file.closed().has_value(); }

Results Results::open(const std::filesystem::path& path, const Workloads& workloads) {
  const store::Identity identity = store::identify(path);
  if (identity.program_version != program_version()) {
    throw MismatchError(
        fmt::format("{} was made by ergodic {} (this is {}, and may draw differently) read it with that "
                    "version",
                    path.string(), identity.program_version, program_version()));
  }
  const std::string origin = "the study in " + path.string();
  std::optional<Plan> plan;
  try {
    plan.emplace(study::Study::from_text(identity.study, origin, {}, workloads), workloads);
  } catch (const StudyError& error) {
    throw MismatchError(
        fmt::format("{} holds a study that this program cannot read ({}) was it made by another program?",
                    path.string(), error.what()));
  }
  store::Places places = store::locate(path, plan->layout());
  store::Layout layout = plan->layout();
  store::ResultFile file(path, store::PositionedFile::Access::read, std::move(layout), std::move(places));
  BlocksDone done = file.done();
  return {*std::move(plan), std::move(file), std::move(done)};
}

}  // namespace ergodic::engine
