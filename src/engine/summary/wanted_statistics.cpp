#include "engine/summary/wanted_statistics.hpp"

#include "core/suggest.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ergodic::engine {
namespace {

using statistics::ColumnPair;
using statistics::SummaryLayout;

/// More places than this and their histograms, or the sketches of their quantiles, would outweigh the rows.
constexpr std::size_t most_places = 64;

bool is_number(const Column& column) {
  return !column.is_category() || column.categories == std::vector<std::string>{"no", "yes"};
}

/// What one key of the study asks for.
class Wanted {
 public:
  Wanted(const study::Study& study, std::string key, SummaryLayout& layout)
      : study_(study), key_(std::move(key)), layout_(layout) {}

  void add_pairs(const std::vector<std::string>& columns) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      require_number(columns[i]);
      require_once(columns, columns[i]);
      for (std::size_t j = 0; j < i; ++j)
        add({columns[j], columns[i]});
    }
  }

  void add_quantiles(const std::vector<std::string>& columns) const {
    for (const std::string& name : columns) {
      require_shape(name);
      require_once(columns, name);
      for (Column& one : layout_.columns)
        one.quantiles = one.quantiles || one.name == name;
    }
  }

  /// Of a target: the figure may be at one place of the column alone, "chips[seat 3]".
  void add_quantiles_of_figure(const std::string& figure) const {
    const std::string name = figure.substr(0, figure.find('['));
    for (Column& one : layout_.columns) {
      if (one.name == name && !one.is_category()) one.quantiles = require_shape(name).name == name;
    }
  }

  void add_histogram(const study::HistogramWanted& wanted) const {
    const Column& found = require_shape(wanted.column);
    if (wanted.from >= wanted.to) {
      study_.reject(key_, fmt::format("goes from {:g} to {:g}", wanted.from, wanted.to), "that is no range",
                    "write the smaller one first");
    }
    const auto is_same = [&](const statistics::Histogram& other) { return other.column == wanted.column; };
    if (std::any_of(layout_.histograms.begin(), layout_.histograms.end(), is_same))
      study_.reject(key_, fmt::format("has {} twice", found.name), "a column has one histogram", "remove one of them");
    layout_.histograms.push_back({wanted.column, wanted.from, wanted.to, wanted.bins});
  }

 private:
  const Column& column(const std::string& name) const {
    std::vector<std::string> known;
    for (const Column& one : layout_.columns) {
      if (one.of_failures) continue;  // they have no statistics
      if (one.name == name) return one;
      known.push_back(one.name);
    }
    const std::string near = did_you_mean(name, known);
    study_.reject(key_, fmt::format("has an unknown column \"{}\"", name),
                  fmt::format("{} has {}", study_.described(), enumerate(known, 40)),
                  near.empty() ? "choose among them" : near);
  }

  void require_once(const std::vector<std::string>& columns, const std::string& name) const {
    if (std::count(columns.begin(), columns.end(), name) > 1)
      study_.reject(key_, fmt::format("has {} twice", name), "once is enough", "remove one of them");
  }

  /// The column, which has a shape: it is a quantity, at few places.
  const Column& require_shape(const std::string& name) const {
    const Column& found = column(name);
    if (found.is_category()) {
      study_.reject(key_, fmt::format("has {}", name), "it is a category, whose counts the summary has anyway",
                    "leave it out");
    }
    if (values_per_session(found, layout_.axes) > most_places) {
      study_.reject(key_, fmt::format("has {}", name),
                    fmt::format("it has more than {} places along {}", most_places, found.axis), "leave it out");
    }
    return found;
  }

  void require_number(const std::string& name) const {
    const Column& found = column(name);
    if (!is_number(found)) {
      study_.reject(key_, fmt::format("has {}", name), "it is a category, not a quantity or a matter of yes or no",
                    "leave it out");
    }
    if (!found.axis.empty()) {
      study_.reject(key_, fmt::format("has {}", name),
                    fmt::format("it has many values a session, along {}", found.axis), "leave it out");
    }
  }

  void add(const ColumnPair& pair) const {
    const ColumnPair turned{pair.second, pair.first};
    const auto is_same = [&](const ColumnPair& other) { return other == pair || other == turned; };
    if (std::none_of(layout_.pairs.begin(), layout_.pairs.end(), is_same)) layout_.pairs.push_back(pair);
  }

  const study::Study& study_;
  std::string key_;
  SummaryLayout& layout_;
};

}  // namespace

void add_wanted_statistics(const study::Study& study, SummaryLayout& layout) {
  const std::vector<std::string> covariances = study.covariances();
  if (covariances.size() == 1) {
    study.reject("output.covariances", fmt::format("has {} alone", covariances.front()),
                 "a covariance is of two columns", "add another, or remove it");
  }
  Wanted(study, "output.covariances", layout).add_pairs(covariances);
  Wanted(study, "output.quantiles", layout).add_quantiles(study.quantiles());

  // A quantile that is a target is in the summary, and has a sketch where there are no rows to find it from.
  const std::optional<study::Until> until = study.until();
  for (const study::Target& target : until ? until->targets : std::vector<study::Target>{}) {
    if (target.quantile) Wanted(study, "until.column", layout).add_quantiles_of_figure(target.column);
  }

  std::vector<std::string> controlled;
  for (const study::Control& control : study.controls()) {
    if (control.by.empty())
      study.reject("output.controls", fmt::format("has nothing to control {} by", control.of), "by is empty",
                   "name a column");
    if (std::find(controlled.begin(), controlled.end(), control.of) != controlled.end()) {
      study.reject("output.controls", fmt::format("has {} twice", control.of), "a mean is corrected once",
                   "name all of its controls in one place");
    }
    controlled.push_back(control.of);
    std::vector<std::string> group{control.of};
    group.insert(group.end(), control.by.begin(), control.by.end());
    Wanted(study, "output.controls", layout).add_pairs(group);
    for (const std::string& name : group) {
      if (!column_named(layout.columns, name).may_be_missing) continue;
      study.reject("output.controls", fmt::format("has {}", name),
                   "it may be missing, and a mean is corrected by what every session has", "leave it out");
    }
  }

  for (const study::HistogramWanted& histogram : study.histograms())
    Wanted(study, "output.histograms", layout).add_histogram(histogram);
}

std::optional<double> known_mean(const ExactResults& exact, const Column& column) {
  if (column.is_category()) {
    const auto law = exact.category_laws.find(column.name);
    return law == exact.category_laws.end() ? std::nullopt : std::optional(law->second.back());
  }
  const auto moments = exact.moments.find(column.name);
  return moments == exact.moments.end() ? std::nullopt : std::optional(moments->second.mean);
}

void check_controls(const study::Study& study, const Columns& columns, const Workload& workload,
                    const std::string& case_label) {
  if (study.controls().empty()) return;
  const ExactResults exact = workload.exact().value_or(ExactResults{});
  std::vector<std::string> known;
  for (const Column& column : columns) {
    if (is_number(column) && known_mean(exact, column)) known.push_back(column.name);
  }
  for (const study::Control& control : study.controls()) {
    for (const std::string& name : control.by) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      study.reject("output.controls", fmt::format("controls {} by {}", control.of, name),
                   fmt::format("its exact mean is not known in the case {}", case_label),
                   known.empty() ? "remove it: none is known" : "choose among " + enumerate(known, 40));
    }
  }
}

const Column& column_named(const Columns& columns, const std::string& name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == name; });
  if (found == columns.end()) throw InternalError(fmt::format("there is no column \"{}\" (the plan has others)", name));
  return *found;
}

}  // namespace ergodic::engine
