#include "store/file_layout.hpp"

#include "core/contracts.hpp"
#include "store/ledger.hpp"

#include <algorithm>

namespace ergodic::store {

std::uint64_t FileLayout::most_sessions_of_a_case() const {
  if (!sizes) return sessions_per_case;
  std::uint64_t most = 0;
  for (std::uint64_t i = 0; i < sizes->cases(); ++i)
    most = std::max(most, sizes->sessions(i));
  return most;
}

FileLayout FileLayout::part(const Shard& which) const {
  FileLayout layout = *this;
  layout.shard = which;
  layout.variables.clear();
  return layout;
}

std::string FileLayout::group(std::string_view name) const {
  return (stage.empty() ? "/" : "/stages/" + stage + "/") + std::string(name);
}

std::uint64_t FileLayout::bytes_of_names() const {
  const std::uint64_t width = (session_names ? session_names->width : 0) + (case_dates.empty() ? 0 : 4);
  return session_count() * width;
}

FormatNumber FileLayout::format() const {
  const bool is_new = may_lack_values || listed_sessions > 0 || is_ragged() || !stage.empty() || !kept_tables.empty();
  return is_new ? current_format : plain_format;
}

Digest FileLayout::study_identity() const {
  Digester digester;
  digester.add(draws == 1 ? "0.1.0" : "draws " + std::to_string(draws)).add("\n").add(study);
  if (in_rounds) digester.add(sessions_per_case);
  return digester.result();
}

Digest FileLayout::identity() const {
  const Digest whole = study_identity();
  return stage.empty() ? whole : Digester().add(whole.low).add(whole.high).add(stage).result();
}

std::uint64_t FileLayout::payload() const {
  double row = 0;
  for (const Column& column : columns)
    row += static_cast<double>(row_bytes(column));
  const double failure = 8 + 1 + failure_category_width + failure_reason_width;
  const double block =
      static_cast<double>(words_per_block * 8 + sizeof(LedgerLine)) + static_cast<double>(failures_per_block) * failure;
  // In doubles: a study that is too large is found here, where whole numbers would overflow.
  const double cases = static_cast<double>(case_count());
  const double sessions =
      sizes ? static_cast<double>(sizes->session_count()) : cases * static_cast<double>(sessions_per_case);
  const double blocks =
      sizes ? static_cast<double>(sizes->block_count()) : cases * static_cast<double>(blocks_per_case());
  const double whole = sessions * row + blocks * block;
  const double bytes = shard && whole < 0x1p63 ? static_cast<double>(sessions_held().size()) * row +
                                                     static_cast<double>(blocks_held().size()) * block
                                               : whole;
  return bytes < 0x1p63 ? static_cast<std::uint64_t>(bytes) : std::uint64_t{1} << 63;
}

std::vector<std::uint64_t> FileLayout::lengths(const Variable& variable) const {
  std::vector<std::uint64_t> lengths;
  for (const std::string& name : variable.axes) {
    const auto axis =
        std::find_if(summary_axes.begin(), summary_axes.end(), [&](const Axis& a) { return a.name == name; });
    ERGODIC_EXPECT(axis != summary_axes.end());
    lengths.push_back(axis->size());
  }
  return lengths;
}

std::uint64_t FileLayout::bytes_per_case(const Variable& variable) const {
  std::uint64_t bytes = size_of(variable.type);
  for (const std::uint64_t length : lengths(variable))
    bytes *= length;
  return bytes;
}

}  // namespace ergodic::store
