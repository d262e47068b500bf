#include "cli/output/json.hpp"
#include "cli/output/json_entries.hpp"
#include "cli/output/summary/summary_output.hpp"
#include "engine/summary/summary_variables.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace ergodic::cli {
namespace {

using analysis::CaseReport;

void add_known(Json& json, const std::optional<CaseReport::Known>& known) {
  if (!known) return;
  json["exact"] = json_number(known->exact);
  if (known->z) json["z"] = json_number(*known->z);
}

/// Whether the figure's interval is to be trusted and, where not, what it would take.
template <class Figure>
void add_trust(Json& json, const CaseReport& report, const Figure& figure) {
  json["interval_is_trusted"] = report.trusts(figure);
  if (!report.trusts(figure)) json["sessions_asked"] = json_number(figure.sessions_asked);
}

Json chi_square(const statistics::ChiSquare& fit) {
  return {{"statistic", json_number(fit.statistic)},
          {"degrees_of_freedom", fit.degrees},
          {"p_value", json_number(fit.p_value)}};
}

Json quantity(const CaseReport::Quantity& q) {
  Json json{{"unit", q.column.unit},
            {"mean", json_number(q.mean)},
            {"interval", json_interval(q.interval)},
            {"standard_deviation", json_number(q.standard_deviation)},
            {"minimum", json_number(q.minimum)},
            {"maximum", json_number(q.maximum)}};
  if (q.column.may_be_missing) json["missing"] = q.missing;
  add_known(json, q.known);
  if (q.exact_standard_deviation) json["exact_standard_deviation"] = json_number(*q.exact_standard_deviation);
  const auto probabilities = engine::summary_probabilities();
  for (std::size_t i = 0; i < q.quantiles.size(); ++i) {
    const std::string probability = fmt::format("{:g}", probabilities[i]);
    json["quantiles"][probability] = json_number(q.quantiles[i]);
    if (!q.quantile_intervals.empty()) json["quantile_intervals"][probability] = json_interval(q.quantile_intervals[i]);
    if (!q.known_quantiles.empty()) add_known(json["known_quantiles"][probability], q.known_quantiles[i]);
  }
  return json;
}

Json category(const CaseReport::Category& c) {
  Json json = Json::object();
  for (const CaseReport::Share& share : c.shares) {
    json[share.label] = {
        {"count", share.count}, {"share", json_number(share.share)}, {"interval", json_interval(share.interval)}};
    add_known(json[share.label], share.known);
  }
  return json;
}

Json tally(const CaseReport::TallyReport& t) {
  Json json{{"unit", t.tally.unit}, {"counts", Json::object()}};
  for (std::size_t i = 0; i < t.counts.size(); ++i)
    json["counts"][t.tally.labels[i]] = t.counts[i];
  for (std::size_t i = 0; i < t.law.size(); ++i)
    json["theory"][t.tally.labels[i]] = json_number(t.law[i]);
  if (t.fit) json["chi_square"] = chi_square(*t.fit);
  return json;
}

Json target(const CaseReport::TargetReport& t) {
  Json figures = Json::array();
  for (const engine::Precision& p : t.precisions) {
    figures.push_back({{"figure", p.name},
                       {"unit", p.unit},
                       {"estimate", json_number(p.estimate)},
                       {"half_width", json_number(p.half_width)},
                       {"allowed", json_number(p.allowed)},
                       {"trusted", p.is_trusted()},
                       {"reached", p.is_reached()}});
  }
  return {{"target", t.text}, {"reached", t.worst.is_reached()}, {"figures", figures}};
}

Json ratio(const CaseReport::RatioReport& r) {
  Json json{{"unit", r.ratio.unit},
            {"value", json_number(r.value)},
            {"standard_error", json_number(r.standard_error)},
            {"interval", json_interval(r.interval)}};
  add_known(json, r.known);
  return json;
}

Json controlled(const CaseReport::Controlled& c) {
  Json json{{"unit", c.column.unit},
            {"mean", json_number(c.corrected.value)},
            {"standard_error", json_number(c.corrected.standard_error)},
            {"interval", json_interval(c.corrected.interval)},
            {"plain_mean", json_number(c.mean)},
            {"plain_standard_error", json_number(c.standard_error)},
            {"r_squared", json_number(c.corrected.r_squared)},
            {"gain", json_number(c.corrected.gain())}};
  add_known(json, c.known);
  for (const CaseReport::Controlled::By& by : c.by) {
    json["controls"][by.column] = {{"mean", json_number(by.mean)},
                                   {"known_mean", json_number(by.known_mean)},
                                   {"coefficient", json_number(by.coefficient)}};
  }
  return json;
}

Json histogram(const CaseReport::HistogramReport& h) {
  Json edges = Json::array();
  for (std::size_t i = 0; i <= h.bins.bins; ++i)
    edges.push_back(h.bins.edge(i));
  return {{"unit", h.unit},
          {"edges", std::move(edges)},
          {"below", h.counts.front()},
          {"counts", std::vector<std::int64_t>(h.counts.begin() + 1, h.counts.end() - 1)},
          {"above", h.counts.back()}};
}

/// The places of the axes: a column along one has an entry a place, "profit[seat 3]", in this order.
Json axes_json(const Axes& axes) {
  Json json = Json::object();
  for (const Axis& axis : axes) {
    json[axis.name] = {{"unit", axis.unit}};
    if (axis.labels.empty()) {
      json[axis.name]["coordinates"] = axis.coordinates;
    } else {
      json[axis.name]["labels"] = axis.labels;
    }
  }
  return json;
}

Json case_json(const CaseReport& report) {
  Json json{{"case", report.label}, {"sessions", report.sessions}, {"failures", report.failures}};
  for (const analysis::FailureKind& kind : report.failure_kinds) {
    json["failure_categories"][kind.category] = {
        {"described", kind.described}, {"session", Json(nullptr)}, {"reason", kind.reason}};
    if (kind.first_session) json["failure_categories"][kind.category]["session"] = *kind.first_session;
  }
  for (const auto& h : report.headlines) {
    Json& headline = json["headlines"][h.title];
    headline = {{"column", h.column}};
    if (!h.label.empty()) headline["label"] = h.label;
    headline["value"] = json_number(h.value);
    headline["unit"] = h.unit;
    headline["interval"] = json_interval(h.interval);
    if (!h.is_share) add_trust(headline, report, h);
    add_known(json["headlines"][h.title], h.known);
  }
  for (const auto& t : report.targets)
    json["targets"].push_back(target(t));
  for (const auto& q : report.quantities)
    add_trust(json["quantities"][q.name] = quantity(q), report, q);
  for (const auto& c : report.categories)
    json["categories"][c.name] = category(c);
  for (const auto& c : report.categories) {
    if (c.fit) json["category_fits"][c.name] = chi_square(*c.fit);
    if (c.column.counts_missing()) json["category_missing"][c.name] = c.missing;
  }
  for (const auto& t : report.tallies)
    json["tallies"][t.tally.name] = tally(t);
  for (const auto& r : report.ratios)
    add_trust(json["ratios"][r.ratio.name] = ratio(r), report, r);
  for (const auto& c : report.covariances) {
    json["covariances"].push_back({{"columns", Json::array({c.columns.first, c.columns.second})},
                                   {"unit", c.unit},
                                   {"covariance", json_number(c.covariance)},
                                   {"correlation", json_number(c.correlation)}});
  }
  for (const auto& c : report.controlled)
    json["controlled"][c.column.name] = controlled(c);
  for (const auto& h : report.histograms)
    json["histograms"][h.name] = histogram(h);
  for (const auto& figure : report.exact) {
    json["exact"][figure.name] = {{"value", json_number(figure.value)}, {"unit", figure.unit}};
    if (!figure.fraction.empty()) json["exact"][figure.name]["fraction"] = figure.fraction;
  }
  for (const std::string& warning : report.warnings)
    json["warnings"].push_back(warning);
  return json;
}

}  // namespace

void write_summary_json(const analysis::Results& results, const SummaryChoice& choice,
                        const std::function<void(const std::string&)>& write) {
  const analysis::Description& held = results.description;
  Json json{{"file", results.file.path().string()},
            {"workload", held.layout().workload},
            {"title", held.layout().title},
            {"program_version", held.layout().program_version},
            {"identity", held.layout().identity().hex()},
            {"seed", held.seed()},
            {"common_random_numbers", held.common_random_numbers()},
            {"sessions_per_case", held.layout().is_ragged() ? Json() : Json(held.layout().sessions_per_case)},
            {"blocks", held.blocks_held().size()},
            {"blocks_done", results.blocks_done()},
            {"complete", results.complete()},
            {"confidence", choice.confidence}};
  if (!held.stage().empty()) {
    json["stage"] = held.stage();
    json["reads"] = held.reads();
  }
  if (!held.axes().empty()) json["axes"] = axes_json(held.axes());
  if (const auto& shard = held.layout().shard) {
    json["shard"] = {{"index", shard->index},
                     {"count", shard->count},
                     {"first_session", held.sessions_held().first},
                     {"last_session", held.sessions_held().last - 1}};
  }
  if (held.is_in_rounds()) json["max_sessions"] = held.max_sessions();
  if (!results.plan()) json["no_exact_figures"] = results.obstacle();
  JsonEntries cases(std::move(json), "cases", write);
  for_each_report(results, choice, [&](const CaseReport& report) { cases.add(case_json(report)); });
  cases.end();
}

}  // namespace ergodic::cli
