#pragma once

#include "analysis/comparison/figure.hpp"
#include "statistics/difference.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::analysis {

/// Columns that say how the sessions of cases belong together; empty: none does.
struct RowColumns {
  std::string cluster = {};  ///< those of one value are dependent, in a case and from case to case
  std::string pair = {};     ///< one of a case and one of another with one value stand for the same, and are a pair
};

/// Throws UsageError for a column that cannot serve in one of the cases: it is not there, not kept, or has many values
/// a session; and where there is one, for a figure whose rows are not kept.
void require_row_columns(const ComparedCases& cases, const std::vector<Figure>& figures, const RowColumns& columns);

/// The sessions of a case that have a value of the figure, in memory: 24 bytes each.
struct CaseRows {
  std::vector<double> values;  ///< as they are stored: codes, cents
  std::vector<double> clusters;
  std::vector<double> keys;  ///< what pairs are found by: the pairing column's values, or replicates

  std::size_t size() const { return values.size(); }
};
/// Throws UsageError where a session has a value and no cluster, or no key.
CaseRows read_rows(const ComparedCase& one, const Figure& figure, const RowColumns& columns);
/// With values in the figure's unit; of a share 1 for its label, else 0.
CaseRows in_unit(CaseRows rows, const Figure& figure);

/// The values in either of the sessions that have one key, by the key. Throws UsageError for a key that two sessions of
/// a case have; `pair`: its column.
std::pair<std::vector<double>, std::vector<double>> matched_values(const CaseRows& a, const CaseRows& b,
                                                                   const std::string& pair);

/// A difference, of pairs or of independent samples, or a mean, with the error that clusters give it.
struct Clustered {
  statistics::Difference difference;
  std::int64_t clusters = 0;
  std::int64_t pairs = 0;  ///< 0 unless of pairs
};
Clustered clustered_mean(const CaseRows& rows, double confidence);
/// Values of one cluster in both samples are of one cluster.
Clustered clustered_difference(const CaseRows& a, const CaseRows& b, double confidence);
Clustered clustered_pairs(const CaseRows& a, const CaseRows& b, const std::string& pair, double confidence);

}  // namespace ergodic::analysis
