#include "analysis/comparison/case_rows.hpp"

#include "analysis/case_column.hpp"
#include "analysis/row_pieces.hpp"
#include "core/suggest.hpp"
#include "statistics/in_unit.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace ergodic::analysis {
namespace {

std::size_t kept_place(const Results& results, const std::string& name) {
  const Columns& kept = results.description.layout().columns;
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const Column& one) { return one.name == name; });
  return static_cast<std::size_t>(found - kept.begin());
}

void require_row_column(const Results& results, const std::string& name) {
  const Columns& kept = results.description.layout().columns;
  const std::size_t place = kept_place(results, name);
  std::vector<std::string> known;
  for (const Column& column : kept) {
    if (column.axis.empty() && !column.of_failures) known.push_back(column.name);
  }
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string path = results.file.path().string();
  if (place < kept.size())
    throw UsageError(
        fmt::format("{} cannot tell sessions apart ({} has many values a session, or is about failures "
                    "alone) name a column of one value a session",
                    name, name));
  const std::string near = did_you_mean(name, known);
  throw UsageError(fmt::format("no column \"{}\" in the rows of {} ({}){}", name, path,
                               known.empty() ? "it keeps none" : fmt::format("it keeps {}", enumerate(known, 40)),
                               near.empty() ? " name one of them" : near));
}

std::optional<CaseColumn> column_of_case(const ComparedCase& one, const std::string& name) {
  if (name.empty()) return std::nullopt;
  return CaseColumn(*one.results, one.case_index, kept_place(*one.results, name), 0);
}

[[noreturn]] void refuse_gap(const ComparedCase& one, std::uint64_t replicate, const std::string& column) {
  throw UsageError(
      fmt::format("session {} of {} has no {} (every session that is compared must have one) choose a "
                  "column without gaps",
                  replicate, one.label, column));
}

std::vector<std::size_t> by_key(const CaseRows& rows, const std::string& pair) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rows.keys[a] < rows.keys[b]; });
  const auto twice = std::adjacent_find(order.begin(), order.end(),
                                        [&](std::size_t a, std::size_t b) { return rows.keys[a] == rows.keys[b]; });
  if (twice != order.end())
    throw UsageError(
        fmt::format("two sessions of a case have the same {}, {} (a session of each case makes a pair) "
                    "pair by a column whose values are there once",
                    pair, rows.keys[*twice]));
  return order;
}

/// The places, in either, of the sessions that have one key, by the key.
std::vector<std::pair<std::size_t, std::size_t>> matched(const CaseRows& a, const CaseRows& b,
                                                         const std::string& pair) {
  const std::vector<std::size_t> of_a = by_key(a, pair), of_b = by_key(b, pair);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (auto i = of_a.begin(), j = of_b.begin(); i != of_a.end() && j != of_b.end();) {
    const double x = a.keys[*i], y = b.keys[*j];
    if (x == y) pairs.emplace_back(*i, *j);
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return pairs;
}

/// Its rows are kept, and tell which sessions failed.
void require_figure_rows(const ComparedCase& one, const Figure& figure) {
  const Columns& kept = one.results->description.layout().columns;
  const auto require = [&](const std::string& name) {
    if (kept_place(*one.results, name) < kept.size()) return;
    throw UsageError(
        fmt::format("no rows of {} in {} (they are not kept, and clusters and pairs are found in the rows) "
                    "compare without --cluster and --pair",
                    name, one.results->file.path().string()));
  };
  require(figure.column.name);
  if (one.results->description.can_fail()) require(one.results->description.failed_column());
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Adds what the values of a sample give to the scores of their clusters.
void add_scores(const CaseRows& rows, double sign, std::map<double, double>& scores) {
  const double mean = mean_of(rows.values), weight = sign / static_cast<double>(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    scores[rows.clusters[i]] += weight * (rows.values[i] - mean);
}

std::vector<double> values_of(const std::map<double, double>& scores) {
  std::vector<double> values;
  for (const auto& [cluster, score] : scores)
    values.push_back(score);
  return values;
}

Clustered clustered(double value, const std::map<double, double>& scores, std::size_t n, std::int64_t means,
                    double confidence) {
  return {statistics::clustered(value, values_of(scores), static_cast<std::int64_t>(n), means, confidence),
          static_cast<std::int64_t>(scores.size())};
}

}  // namespace

void require_row_columns(const ComparedCases& cases, const std::vector<Figure>& figures, const RowColumns& columns) {
  if (columns.cluster.empty() && columns.pair.empty()) return;
  for (const ComparedCase& one : cases) {
    for (const Figure& figure : figures)
      require_figure_rows(one, figure);
    if (!columns.cluster.empty()) require_row_column(*one.results, columns.cluster);
    if (!columns.pair.empty()) require_row_column(*one.results, columns.pair);
  }
}

CaseRows read_rows(const ComparedCase& one, const Figure& figure, const RowColumns& columns) {
  CaseColumn values(*one.results, one.case_index, kept_place(*one.results, figure.column.name), figure.place);
  std::optional<CaseColumn> clusters = column_of_case(one, columns.cluster), keys = column_of_case(one, columns.pair);
  CaseRows rows;
  for (std::uint64_t first = 0, last = 0; first < values.sessions(); first = last) {
    last = std::min(first + rows_at_once, values.end_of_block(first));
    if (!values.is_done(first)) continue;
    const std::vector<double>& read = values.read(first, last);
    const std::vector<double>* const of_clusters = clusters ? &clusters->read(first, last) : nullptr;
    const std::vector<double>* const of_keys = keys ? &keys->read(first, last) : nullptr;
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (std::isnan(read[i])) continue;
      const double cluster = of_clusters ? (*of_clusters)[i] : 0;
      const double key = of_keys ? (*of_keys)[i] : static_cast<double>(first + i);
      if (std::isnan(cluster)) refuse_gap(one, first + i, columns.cluster);
      if (std::isnan(key)) refuse_gap(one, first + i, columns.pair);
      rows.values.push_back(read[i]);
      rows.clusters.push_back(cluster);
      rows.keys.push_back(key);
    }
  }
  return rows;
}

CaseRows in_unit(CaseRows rows, const Figure& figure) {
  const auto code = static_cast<double>(figure.is_share() ? figure.code() : 0);
  for (double& value : rows.values)
    value = figure.is_share() ? static_cast<double>(value == code) : statistics::in_unit(value, figure.column);
  return rows;
}

std::pair<std::vector<double>, std::vector<double>> matched_values(const CaseRows& a, const CaseRows& b,
                                                                   const std::string& pair) {
  std::pair<std::vector<double>, std::vector<double>> values;
  for (const auto& [i, j] : matched(a, b, pair)) {
    values.first.push_back(a.values[i]);
    values.second.push_back(b.values[j]);
  }
  return values;
}

Clustered clustered_mean(const CaseRows& rows, double confidence) {
  std::map<double, double> scores;
  add_scores(rows, 1, scores);
  return clustered(mean_of(rows.values), scores, rows.size(), 1, confidence);
}

Clustered clustered_difference(const CaseRows& a, const CaseRows& b, double confidence) {
  std::map<double, double> scores;
  add_scores(a, 1, scores);
  add_scores(b, -1, scores);
  return clustered(mean_of(a.values) - mean_of(b.values), scores, a.size() + b.size(), 2, confidence);
}

Clustered clustered_pairs(const CaseRows& a, const CaseRows& b, const std::string& pair, double confidence) {
  CaseRows differences;
  for (const auto& [i, j] : matched(a, b, pair)) {
    differences.values.push_back(a.values[i] - b.values[j]);
    differences.clusters.push_back(a.clusters[i]);
  }
  Clustered found = clustered_mean(differences, confidence);
  found.pairs = static_cast<std::int64_t>(differences.size());
  return found;
}

}  // namespace ergodic::analysis
