#include "cli/output/exact_output.hpp"

#include "analysis/exact_at.hpp"
#include "analysis/exact_headline.hpp"
#include "cli/output/json.hpp"
#include "cli/output/json_entries.hpp"
#include "cli/output/shown_places.hpp"
#include "cli/output/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace ergodic::cli {
namespace {

constexpr std::size_t most_cases_in_full = 4;

std::string unit_text(const std::string& unit) { return unit == "1" ? "" : unit; }

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A law of labels, and what the labels are of.
struct Law {
  std::string name;  ///< "parity", "state[time 3]", of a tally
  bool shown;        ///< to a person: of a long axis a few places are
  const std::vector<std::string>& labels;
  const std::vector<double>& probabilities;
};

/// A column of which the mean is known, at one of its places.
struct Quantity {
  const Column& column;
  std::string name;  ///< "profit", "profit[seat 3]"
  bool shown;        ///< to a person: of a long axis a few places are
  const ExactMoments& moments;
};

/// What is known of one case.
class KnownCase {
 public:
  KnownCase(const engine::Plan& plan, std::uint64_t index)
      : plan_(plan), index_(index), label_(plan.study().case_label(index)), exact_(plan.workload(index)->exact()) {}

  const std::string& label() const { return label_; }

  bool is_known() const {
    return exact_ && !(exact_->figures.empty() && exact_->moments.empty() && exact_->moments_along.empty() &&
                       exact_->laws.empty() && exact_->category_laws.empty() && exact_->category_laws_along.empty() &&
                       exact_->tally_laws.empty() && exact_->ratios.empty());
  }
  const ExactResults& exact() const { return *exact_; }
  std::vector<ExactTable> tables() const { return plan_.workload(index_)->exact_tables(); }

  std::optional<double> headline(const Headline& headline) const {
    return exact_ ? analysis::exact_headline(*exact_, plan_.columns(), headline) : std::nullopt;
  }

  std::vector<Quantity> quantities() const {
    std::vector<Quantity> all;
    for (const Column& column : plan_.columns()) {
      const std::size_t places = values_per_session(column, plan_.axes());
      for (std::size_t place = 0; place < places; ++place) {
        if (const ExactMoments* const moments = analysis::exact_moments(*exact_, column, place))
          all.push_back({column, name_at(column, plan_.axes(), place), is_shown(place, places), *moments});
      }
    }
    return all;
  }

  std::vector<Law> laws() const {
    std::vector<Law> all;
    for (const Column& column : plan_.columns()) {
      const std::size_t places = values_per_session(column, plan_.axes());
      for (std::size_t place = 0; place < places; ++place) {
        if (const std::vector<double>* const law = analysis::exact_law(*exact_, column, place))
          all.push_back({name_at(column, plan_.axes(), place), is_shown(place, places), column.categories, *law});
      }
    }
    for (const Tally& tally : plan_.tallies()) {
      const auto law = exact_->tally_laws.find(tally.name);
      if (law != exact_->tally_laws.end()) all.push_back({tally.name, true, tally.labels, law->second});
    }
    return all;
  }

 private:
  const engine::Plan& plan_;
  std::uint64_t index_;
  std::string label_;
  std::optional<ExactResults> exact_;
};

std::string fraction_text(const std::string& fraction) {
  if (fraction.empty()) return "";
  const std::string lowest = in_lowest_terms(fraction);
  return lowest == fraction ? fmt::format("  = {}", lowest) : fmt::format("  = {} = {}", lowest, fraction);
}

std::string table_text(const ExactTable& table, std::size_t width) {
  TextTable text(4);
  text.add({""});
  for (const ExactTable::Column& column : table.columns)
    text.add_cell(column.name);
  for (const ExactTable::Row& row : table.rows) {
    text.add({row.label});
    for (const double value : row.values)
      text.add_cell(std::isfinite(value) ? fmt::format("{:.6g}", value) : "-");
  }
  return fmt::format("\n  {} ({})\n", table.name, table.long_name) + text.text(width);
}

std::string full_text(const KnownCase& known, std::size_t columns) {
  if (!known.is_known())
    return fmt::format("\ncase {}: nothing is known exactly of it (its workload has no closed form for it)\n",
                       known.label());
  std::string text = fmt::format("\ncase {}\n", known.label());
  std::size_t width = 0;
  for (const ExactFigure& figure : known.exact().figures)
    width = std::max(width, figure.name.size());
  for (const ExactFigure& figure : known.exact().figures) {
    text += fmt::format("  {:<{}} {:>18.10g} {:<10}  {}{}\n", figure.name, width, figure.value, unit_text(figure.unit),
                        figure.long_name, fraction_text(figure.fraction));
  }
  if (!known.quantities().empty()) text += fmt::format("\n  {:<{}} {:>18} {:>18}\n", "column", width, "mean", "sd");
  bool all_shown = true;
  for (const Quantity& quantity : known.quantities()) {
    all_shown = all_shown && quantity.shown;
    if (!quantity.shown) continue;
    const std::optional<double> sd = quantity.moments.standard_deviation;
    text += fmt::format("    {:<{}} {:>16.10g} {:>18} {}\n", quantity.name, width, quantity.moments.mean,
                        sd ? fmt::format("{:.10g}", *sd) : "-", unit_text(quantity.column.unit));
  }
  for (const Law& law : known.laws()) {
    all_shown = all_shown && law.shown;
    if (!law.shown) continue;
    text += fmt::format("\n  {:<{}} {:>18}\n", law.name, width, "probability");
    for (std::size_t i = 0; i < law.labels.size(); ++i)
      text += fmt::format("    {:<{}} {:>16.10g}\n", law.labels[i], width, law.probabilities[i]);
  }
  if (!all_shown) text += "\n  of long axes a few places are shown; --json gives all\n";
  for (const ExactTable& table : known.tables())
    text += table_text(table, columns);
  for (const std::string& note : known.exact().notes)
    text += fmt::format("\n  {}\n", note);
  return folded(text, columns);
}

/// What is known of the headlines of each case: all that is known of 10^5 cases would take a gigabyte.
std::vector<std::vector<std::optional<double>>> known_headlines(const engine::Plan& plan,
                                                                const std::vector<std::uint64_t>& cases) {
  std::vector<std::vector<std::optional<double>>> of_cases;
  for (const std::uint64_t index : cases) {
    const KnownCase known(plan, index);
    auto& of_case = of_cases.emplace_back();
    for (const Headline& headline : plan.headlines())
      of_case.push_back(known.headline(headline));
  }
  return of_cases;
}

/// One line a case: the headlines of which something is known; "" where that is none.
std::string table_text(const engine::Plan& plan, const std::vector<std::uint64_t>& cases, std::size_t width) {
  const auto known = known_headlines(plan, cases);
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < plan.headlines().size(); ++i) {
    if (std::any_of(known.begin(), known.end(), [i](const auto& of_case) { return of_case[i].has_value(); }))
      shown.push_back(i);
  }
  if (shown.empty()) return "";
  TextTable table;
  table.add({"case"});
  for (const std::size_t i : shown)
    table.add_cell(plan.headlines()[i].title);
  for (std::size_t row = 0; row < cases.size(); ++row) {
    table.add({plan.case_label(cases[row])});
    for (const std::size_t i : shown)
      table.add_cell(known[row][i] ? fmt::format("{:.8g}", *known[row][i]) : "-");
  }
  return '\n' + table.text(width) + "\n`--case LABEL` shows a case in full.\n";
}

Json table_json(const ExactTable& table) {
  Json json{{"long_name", table.long_name}, {"columns", Json::array()}, {"rows", Json::array()}};
  for (const ExactTable::Column& column : table.columns)
    json["columns"].push_back({{"name", column.name}, {"unit", column.unit}, {"long_name", column.long_name}});
  for (const ExactTable::Row& row : table.rows) {
    Json& entry = json["rows"].push_back({{"label", row.label}, {"values", Json::array()}});
    for (const double value : row.values)
      entry["values"].push_back(json_number(value));
  }
  return json;
}

Json case_json(const KnownCase& known) {
  Json json{{"case", known.label()}, {"figures", Json::object()}};
  if (!known.is_known()) return json;
  for (const ExactFigure& figure : known.exact().figures) {
    Json& entry = json["figures"][figure.name];
    entry = {{"value", json_number(figure.value)}, {"unit", figure.unit}, {"long_name", figure.long_name}};
    if (!figure.fraction.empty()) {
      entry["fraction"] = figure.fraction;
      entry["lowest_terms"] = in_lowest_terms(figure.fraction);
    }
  }
  for (const Quantity& quantity : known.quantities()) {
    Json& entry = json["quantities"][quantity.name];
    entry = {{"mean", json_number(quantity.moments.mean)}, {"unit", quantity.column.unit}};
    if (const auto sd = quantity.moments.standard_deviation) entry["standard_deviation"] = json_number(*sd);
  }
  for (const auto& [name, law] : known.exact().laws)
    json["laws"][name] = {{"values", law.values}, {"probabilities", law.probabilities}};
  for (const Law& law : known.laws()) {
    for (std::size_t i = 0; i < law.labels.size(); ++i)
      json["laws"][law.name][law.labels[i]] = json_number(law.probabilities[i]);
  }
  for (const auto& [name, value] : known.exact().ratios)
    json["ratios"][name] = json_number(value);
  for (const ExactTable& table : known.tables())
    json["tables"][table.name] = table_json(table);
  for (const std::string& note : known.exact().notes)
    json["notes"].push_back(note);
  return json;
}

}  // namespace

std::string in_lowest_terms(const std::string& fraction) {
  const std::size_t slash = fraction.find('/');
  if (slash == std::string::npos) return fraction;
  const auto numerator = whole_number(std::string_view(fraction).substr(0, slash));
  const auto denominator = whole_number(std::string_view(fraction).substr(slash + 1));
  if (!numerator || !denominator || *denominator == 0) return fraction;
  const std::int64_t divisor = std::gcd(*numerator, *denominator);
  if (*denominator == divisor) return fmt::format("{}", *numerator / divisor);
  return fmt::format("{}/{}", *numerator / divisor, *denominator / divisor);
}

std::string exact_text(const engine::Plan& plan, const std::vector<std::uint64_t>& cases, bool as_table,
                       std::size_t width) {
  const std::string& workload = plan.layout().workload;
  const std::string title =
      fmt::format("{}{}: known without simulating\n", workload,
                  plan.layout().title.empty() ? "" : fmt::format(", \"{}\"", plan.layout().title));
  if (as_table && cases.size() > most_cases_in_full) {
    const std::string table = table_text(plan, cases, width);
    if (!table.empty()) return title + table;
  }
  bool is_any_known = false;
  std::string text;
  for (const std::uint64_t index : cases) {
    const KnownCase known(plan, index);
    is_any_known = is_any_known || known.is_known();
    text += full_text(known, width);
  }
  if (is_any_known) return title + text;
  return fmt::format(
      "nothing is known exactly of this study (the {} workload has no closed form for its {}) "
      "simulate it: ergodic run\n",
      workload, cases.size() == 1 ? "case" : "cases");
}

std::string exact_json(const engine::Plan& plan, const std::vector<std::uint64_t>& cases) {
  std::string text;
  JsonEntries entries({{"workload", plan.layout().workload}, {"title", plan.layout().title}}, "cases",
                      [&](const std::string& more) { text += more; });
  for (const std::uint64_t index : cases)
    entries.add(case_json(KnownCase(plan, index)));
  entries.end();
  return text;
}

}  // namespace ergodic::cli
