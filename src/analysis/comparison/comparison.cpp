#include "analysis/comparison/comparison.hpp"

#include "analysis/case_column.hpp"
#include "analysis/comparison/ranking.hpp"
#include "analysis/row_pieces.hpp"
#include "core/suggest.hpp"
#include "statistics/in_unit.hpp"
#include "statistics/sums/real_moments.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace ergodic::analysis {
namespace {

using statistics::Difference;
using statistics::OrderedBuckets;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Whole numbers that span less have a bucket each (8 MiB of counts a case).
constexpr double most_whole_buckets = 1 << 20;
/// Other values: a resolution of about 1 / 2^15, well below the standard error of 10^7 rows; the edges fit the cache.
constexpr std::size_t sampled_edges = 1 << 15;

const Column* find_column(const Columns& columns, const std::string& name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

bool same_places(const Axis* a, const Axis* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a->name == b->name && a->unit == b->unit && a->coordinates == b->coordinates && a->labels == b->labels;
}

/// Throws UsageError unless the column means the same in all files.
void require_same(const ComparedCases& cases, const Column& column) {
  const Description& first = cases.front().results->description;
  const auto differ = [&](const Results& other, const std::string& why) {
    throw UsageError(
        fmt::format("cannot compare {} of {} with that of {} ({}) compare cases that give the same columns",
                    column.name, other.file.path().string(), cases.front().results->file.path().string(), why));
  };
  for (const ComparedCase& one : cases) {
    const Description& its_file = one.results->description;
    const Column* const its = find_column(its_file.columns(), column.name);
    if (its == nullptr) {
      differ(*one.results, fmt::format("there, {} gives no such column", its_file.layout().workload));
    }
    if (its->unit != column.unit || its->scale != column.scale) {
      differ(*one.results, fmt::format("there it is in {}, here in {}", its->unit, column.unit));
    }
    if (its->categories != column.categories) differ(*one.results, "its labels differ");
    if (!same_places(axis_of(*its, its_file.axes()), axis_of(column, first.axes())))
      differ(*one.results, "its places differ");
  }
}

void add_figures(std::vector<Figure>& figures, const Column& column, const Axes& axes, std::size_t place) {
  const std::string name = name_at(column, axes, place);
  if (!column.is_category()) figures.push_back({name, column, place});
  for (const std::string& label : column.categories)
    figures.push_back({fmt::format("{} = {}", name, label), column, place, label});
}

/// Adds the figures of the column, or of the column at a place, that is called `wanted`; false when there is none.
bool add_named(std::vector<Figure>& figures, const Description& held, const std::string& wanted) {
  bool found = false;
  for (const Column& column : held.columns()) {
    if (column.of_failures) continue;  // their statistics are of other sessions
    for (std::size_t place = 0; place < values_per_session(column, held.axes()); ++place) {
      if (wanted != column.name && wanted != name_at(column, held.axes(), place)) continue;
      add_figures(figures, column, held.axes(), place);
      found = true;
    }
  }
  return found;
}

/// The two cases' random numbers, rows and failures decide whether a difference can be taken row by row.
Pairing pairing(const ComparedCase& a, const ComparedCase& b, const Figure& figure, bool any_failed) {
  const Description& file_a = a.results->description;
  const Description& file_b = b.results->description;
  if (file_a.streams(a.case_index).key() != file_b.streams(b.case_index).key()) return Pairing::independent;
  const Columns& rows_a = file_a.layout().columns;
  const Columns& rows_b = file_b.layout().columns;
  const auto both_keep = [&](const std::string& name) {
    return find_column(rows_a, name) != nullptr && find_column(rows_b, name) != nullptr;
  };
  if (!both_keep(figure.column.name)) return Pairing::rows_not_kept;
  return any_failed && !both_keep(file_a.failed_column()) ? Pairing::failures_not_marked : Pairing::paired;
}

/// The cases of one comparison, with what their sums say of the figure.
class Comparer {
 public:
  Comparer(const ComparedCases& cases, const Figure& figure, const std::vector<CaseFigure>& sums, double confidence,
           const RowColumns& columns)
      : cases_(cases), figure_(figure), sums_(sums), confidence_(confidence), columns_(columns) {}

  FigureReport::Value value(std::size_t i) const {
    if (sums_[i].present == 0) return {0, undefined, {undefined, undefined}};
    if (!columns_.cluster.empty()) return value_by_clusters(i);
    if (figure_.is_share()) {
      const statistics::Trials& t = sums_[i].trials;
      return {t.n, static_cast<double>(t.successes) / static_cast<double>(t.n),
              statistics::wilson(t.successes, t.n, confidence_)};
    }
    const statistics::Sample& s = sums_[i].sample;
    return {s.n, s.mean, statistics::student(s.mean, s.standard_deviation, s.n, confidence_)};
  }

  /// Without its superiority.
  Comparison compared(std::size_t a, std::size_t b) const {
    const bool any_failed = sums_[a].failures + sums_[b].failures > 0;
    Comparison comparison{pairing(cases_[a], cases_[b], figure_, any_failed), 0, independent(a, b), {}, {}, undefined};
    if (!columns_.pair.empty()) comparison.pairing = Pairing::same_rows;
    if (!columns_.cluster.empty()) return by_clusters(std::move(comparison), a, b);
    if (!comparison.is_of_pairs()) return comparison;
    Comparison paired = comparison;
    figure_.is_share() ? pair_shares(paired, a, b) : pair_quantities(paired, a, b);
    if (paired.pairs == 0) {  // other replicates, as of two shards: other random numbers
      comparison.pairing = Pairing::independent;
      return comparison;
    }
    const double error = comparison.difference.standard_error, paired_error = paired.difference.standard_error;
    if (paired_error * paired_error > 0) paired.gain = (error * error) / (paired_error * paired_error);
    return paired;
  }

  /// Mann and Whitney's, where it has not been found row by row.
  void add_superiority(std::vector<std::optional<Comparison>>& to_baseline, std::size_t baseline) const {
    if (figure_.is_share() || !columns_.cluster.empty() || !has_rows(baseline)) return;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const bool independent = to_baseline[i] && to_baseline[i]->pairing == Pairing::independent;
      if (independent && has_rows(i)) others.push_back(i);
    }
    if (others.empty()) return;
    std::vector<std::size_t> together = others;
    together.push_back(baseline);
    const OrderedBuckets buckets = make_buckets(together);
    const std::vector<statistics::BucketCount> of_baseline = counts(buckets, baseline);
    for (const std::size_t i : others)
      to_baseline[i]->superiority = statistics::superiority(buckets, counts(buckets, i), of_baseline, confidence_);
  }

 private:
  Difference independent(std::size_t a, std::size_t b) const {
    if (figure_.is_share()) return statistics::independent_shares(sums_[a].trials, sums_[b].trials, confidence_);
    return statistics::welch(sums_[a].sample, sums_[b].sample, confidence_);
  }

  FigureReport::Value value_by_clusters(std::size_t i) const {
    const Clustered mean = clustered_mean(in_unit(read_rows(cases_[i], figure_, columns_), figure_), confidence_);
    return {sums_[i].present, mean.difference.value, mean.difference.interval, mean.clusters};
  }

  Comparison by_clusters(Comparison comparison, std::size_t a, std::size_t b) const {
    const CaseRows of_a = in_unit(read_rows(cases_[a], figure_, columns_), figure_),
                   of_b = in_unit(read_rows(cases_[b], figure_, columns_), figure_);
    Clustered found;
    if (comparison.is_of_pairs()) found = clustered_pairs(of_a, of_b, columns_.pair, confidence_);
    if (found.pairs == 0) {
      if (comparison.is_of_pairs()) comparison.pairing = Pairing::independent;
      found = clustered_difference(of_a, of_b, confidence_);
    }
    comparison.difference = found.difference;
    comparison.clusters = found.clusters;
    comparison.pairs = found.pairs;
    return comparison;
  }

  /// Calls piece(values of a, values of b) with the sessions that make pairs, in the units that are stored.
  template <class Piece>
  void for_pairs_of(std::size_t a, std::size_t b, const Piece& piece) const {
    CaseColumn of_a = column(a), of_b = column(b);
    if (columns_.pair.empty()) return for_each_pair(of_a, of_b, piece);
    const auto [x, y] =
        matched_values(read_rows(cases_[a], figure_, columns_), read_rows(cases_[b], figure_, columns_), columns_.pair);
    piece(std::span<const double>(x), std::span<const double>(y));
  }

  CaseColumn column(std::size_t i) const {
    const Columns& kept = cases_[i].results->description.layout().columns;
    const auto index = static_cast<std::size_t>(find_column(kept, figure_.column.name) - kept.data());
    return {*cases_[i].results, cases_[i].case_index, index, figure_.place};
  }

  void pair_quantities(Comparison& comparison, std::size_t a, std::size_t b) const {
    statistics::RealMoments moments;
    std::int64_t n = 0, above = 0, below = 0;
    std::vector<double> differences;
    for_pairs_of(a, b, [&](std::span<const double> x, std::span<const double> y) {
      differences.resize(x.size());
      for (std::size_t i = 0; i < x.size(); ++i) {
        differences[i] = x[i] - y[i];
        above += x[i] > y[i] ? 1 : 0;
        below += x[i] < y[i] ? 1 : 0;
      }
      const auto more = static_cast<std::int64_t>(x.size());
      moments = statistics::folded(moments, n, statistics::moments_of(differences), more);
      n += more;
    });
    const double deviation = n < 2 ? undefined : std::sqrt(moments.deviations / static_cast<double>(n - 1));
    comparison.pairs = n;
    comparison.difference = statistics::paired(
        {statistics::in_unit(moments.mean, figure_.column), statistics::in_unit(deviation, figure_.column), n},
        confidence_);
    comparison.superiority = statistics::paired_superiority(above, n - above - below, below, confidence_);
  }

  void pair_shares(Comparison& comparison, std::size_t a, std::size_t b) const {
    statistics::PairCounts pairs;
    const auto wanted = static_cast<double>(figure_.code());
    for_pairs_of(a, b, [&](std::span<const double> x, std::span<const double> y) {
      std::int64_t both = 0, of_x = 0, of_y = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const bool is_x = x[i] == wanted, is_y = y[i] == wanted;
        both += is_x && is_y ? 1 : 0;
        of_x += is_x ? 1 : 0;
        of_y += is_y ? 1 : 0;
      }
      pairs.both += both;
      pairs.only_a += of_x - both;
      pairs.only_b += of_y - both;
      pairs.neither += static_cast<std::int64_t>(x.size()) - of_x - of_y + both;
    });
    comparison.pairs = pairs.both + pairs.only_a + pairs.only_b + pairs.neither;
    comparison.difference = statistics::paired_shares(pairs, confidence_);
  }

  /// Whether its values can be read, have an order, and are known to be of sessions that did not fail.
  bool has_rows(std::size_t i) const {
    const Columns& kept = cases_[i].results->description.layout().columns;
    const bool marked =
        sums_[i].failures == 0 || find_column(kept, cases_[i].results->description.failed_column()) != nullptr;
    return find_column(kept, figure_.column.name) != nullptr && marked && std::isfinite(sums_[i].sample.mean);
  }

  OrderedBuckets make_buckets(const std::vector<std::size_t>& chosen) const {
    const auto stored = [&](double value) { return std::round(value / figure_.column.scale); };
    double least = std::numeric_limits<double>::infinity(), greatest = -least;
    bool all_whole = true;
    for (const std::size_t i : chosen) {
      least = std::min(least, stored(sums_[i].minimum));
      greatest = std::max(greatest, stored(sums_[i].maximum));
      const Columns& columns = cases_[i].results->description.columns();
      all_whole = all_whole && find_column(columns, figure_.column.name)->type != Type::float64;
    }
    if (all_whole && greatest - least < most_whole_buckets) return OrderedBuckets::whole(least, greatest);
    std::vector<double> sample;
    for (const std::size_t i : chosen)
      add_first_values(i, sampled_edges / chosen.size() + 1, sample);
    return OrderedBuckets::sampled(std::move(sample));
  }

  /// Sessions are independent of each other: the first that are done are as good a sample as any.
  void add_first_values(std::size_t i, std::size_t most, std::vector<double>& sample) const {
    CaseColumn of_case = column(i);
    std::size_t wanted = most;
    for (std::uint64_t first = 0, last = 0; first < of_case.sessions() && wanted > 0; first = last) {
      last = std::min<std::uint64_t>(first + wanted, of_case.end_of_block(first));
      if (!of_case.is_done(first)) continue;
      for (const double value : of_case.read(first, last)) {
        if (!std::isnan(value)) sample.push_back(value);
      }
      wanted -= std::min<std::size_t>(wanted, last - first);
    }
  }

  std::vector<statistics::BucketCount> counts(const OrderedBuckets& buckets, std::size_t i) const {
    CaseColumn of_case = column(i);
    statistics::BucketCounter counter(buckets, of_case.sessions());
    for_each_piece(of_case, [&](std::span<const double> values) { counter.add(values); });
    return counter.counts();
  }

  const ComparedCases& cases_;
  const Figure& figure_;
  const std::vector<CaseFigure>& sums_;
  double confidence_;
  const RowColumns& columns_;
};

/// By what cases are ranked: their values; where pairs are of fewer sessions, as in a file that is not complete, the
/// differences from the baseline, against which the values may stand otherwise.
std::vector<double> ranking_keys(const FigureReport& report, std::size_t baseline) {
  bool is_by_difference = false;
  std::vector<double> values, differences;
  for (std::size_t i = 0; i < report.values.size(); ++i) {
    const std::optional<Comparison>& one = report.to_baseline[i];
    const std::int64_t most = std::max(report.values[i].sessions, report.values[baseline].sessions);
    is_by_difference = is_by_difference || (one && one->is_of_pairs() && one->pairs < most);
    values.push_back(report.values[i].value);
    differences.push_back(one ? one->difference.value : 0);
  }
  return is_by_difference ? differences : values;
}

/// All pairs of cases, told apart by Holm's p over all of them.
std::vector<RankedPair> all_pairs(const Comparer& comparer, const FigureReport& report, std::size_t baseline,
                                  double confidence) {
  std::vector<RankedPair> pairs;
  std::vector<double> p_values;
  const auto add = [&](std::size_t a, std::size_t b, const Difference& difference) {
    pairs.push_back({a, b, difference.value, false});
    p_values.push_back(difference.p_value);
  };
  for (std::size_t a = 0; a < report.values.size(); ++a) {
    for (std::size_t b = a + 1; b < report.values.size(); ++b) {
      if (a == baseline)
        add(b, a, report.to_baseline[b]->difference);
      else if (b == baseline)
        add(a, b, report.to_baseline[a]->difference);
      else
        add(a, b, comparer.compared(a, b).difference);
    }
  }
  const std::vector<double> adjusted = statistics::holm(p_values);
  for (std::size_t k = 0; k < pairs.size(); ++k)
    pairs[k].is_apart = adjusted[k] <= 1 - confidence;
  return pairs;
}

/// `sums`: of each case, by its number.
FigureReport compared(const ComparedCases& cases, std::size_t baseline, const Figure& figure,
                      const std::vector<CaseFigure>& sums, double confidence, const RowColumns& columns) {
  const Comparer comparer(cases, figure, sums, confidence, columns);
  FigureReport report{figure, {}, {}, {}, {}};
  std::vector<double> p_values;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    report.values.push_back(comparer.value(i));
    report.to_baseline.emplace_back();
    if (i != baseline) report.to_baseline.back() = comparer.compared(i, baseline);
    p_values.push_back(i == baseline ? undefined : report.to_baseline.back()->difference.p_value);
  }
  comparer.add_superiority(report.to_baseline, baseline);
  const std::vector<double> adjusted = statistics::holm(p_values);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (i != baseline) report.to_baseline[i]->adjusted_p = adjusted[i];
  }
  report.ranking = ranked(ranking_keys(report, baseline));
  if (cases.size() <= most_ranked_in_pairs) {
    const std::vector<RankedPair> pairs = all_pairs(comparer, report, baseline, confidence);
    report.ranking = settled(std::move(report.ranking), pairs);
    report.indistinguishable = told_from_none(report.ranking, pairs);
  }
  const auto is_undefined = [&](std::size_t i) { return std::isnan(report.values[i].value); };
  leave_out(is_undefined, report.ranking, report.indistinguishable);  // all their sessions failed: nothing is known
  return report;
}

}  // namespace

std::vector<Figure> choose_figures(const ComparedCases& cases, const std::vector<std::string>& columns, bool all) {
  const Description& first = cases.front().results->description;
  std::vector<Figure> figures;
  for (const std::string& wanted : columns) {
    if (add_named(figures, first, wanted)) continue;
    std::vector<std::string> known;
    for (const Column& column : first.columns())
      known.push_back(column.name);
    throw UsageError(fmt::format("unknown column \"{}\" ({} has {}){}", wanted,
                                 cases.front().results->file.path().string(), enumerate(known, 40),
                                 did_you_mean(wanted, known)));
  }
  if (!all && columns.empty()) {
    for (const Headline& headline : first.headlines())
      figures.push_back({headline.title, *find_column(first.columns(), headline.column), 0, headline.label});
  }
  if (figures.empty()) {
    for (const Column& column : first.columns())
      add_named(figures, first, column.name);
  }
  for (const Figure& figure : figures)
    require_same(cases, figure.column);
  return figures;
}

std::vector<FigureReport> compare(const ComparedCases& cases, std::size_t baseline, const std::vector<Figure>& figures,
                                  double confidence, const RowColumns& columns) {
  require_row_columns(cases, figures, columns);
  const std::vector<std::vector<CaseFigure>> sums = read_figures(cases, figures);
  std::vector<FigureReport> reports;
  for (std::size_t i = 0; i < figures.size(); ++i)
    reports.push_back(compared(cases, baseline, figures[i], sums[i], confidence, columns));
  return reports;
}

}  // namespace ergodic::analysis
