#pragma once

#include "engine/description.hpp"
#include "engine/folding.hpp"
#include "engine/reading/stored_column.hpp"
#include "engine/summary/case_values.hpp"
#include "store/result_file.hpp"

#include <map>
#include <optional>
#include <string>

namespace ergodic::engine {

/// What is known of a case by its sums, and by the rows of the file that holds it. Rows are read only for what is asked
/// for, a column once.
///
/// Why the third moment comes from the rows and is not kept among the sums: it is needed where the extremes leave open
/// whether there are enough sessions, so seldom and of few; among the sums it would be in every file, and files of
/// older programs, and those of studies that never ask, would be others. Without rows the extremes decide, on the safe
/// side.
class FileValues final : public CaseValues {
 public:
  /// All live as long as this.
  FileValues(const Description& description, const store::ResultFile& file, const BlocksDone& done,
             std::uint64_t case_index, const statistics::Summary& summary)
      : CaseValues(summary), description_(description), file_(file), done_(done), case_index_(case_index) {}

  std::vector<statistics::Interval> values_of_ranks(const Column& column, std::size_t place,
                                                    std::span<const std::uint64_t> ranks) const override;

 protected:
  double skewness(const Column& column, std::size_t place) const override;
  double skewness(const Ratio& ratio) const override;

 private:
  bool is_sketched(const Column& column) const;
  /// Null where the rows are not kept.
  std::optional<StoredColumn> stored(const std::string& column) const;
  /// Whether the rows tell which sessions failed.
  bool knows_failures() const;
  /// Of a block, whether each session failed; empty where none can.
  std::vector<double> failed(std::uint64_t block) const;
  std::vector<double> skewness_at_places(const StoredColumn& stored, const Column& column) const;

  const Description& description_;
  const store::ResultFile& file_;
  const BlocksDone& done_;
  std::uint64_t case_index_;
  mutable std::map<std::string, std::vector<double>> skewness_;  ///< of columns, at their places
  /// Of columns: for the ranks that were last asked for, the values at all places.
  struct Ranked {
    std::vector<std::uint64_t> ranks;
    std::vector<double> values;
  };
  mutable std::map<std::string, Ranked> ranked_;
};

}  // namespace ergodic::engine
