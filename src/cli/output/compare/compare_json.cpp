#include "cli/output/compare/compare_output.hpp"
#include "cli/output/json.hpp"

namespace ergodic::cli {
namespace {

using analysis::Comparison;
using analysis::FigureReport;

Json comparison_json(const Comparison& comparison) {
  const statistics::Difference& d = comparison.difference;
  Json json{{"difference", json_number(d.value)},
            {"standard_error", json_number(d.standard_error)},
            {"interval", json_interval(d.interval)},
            {"p_value", json_number(d.p_value)},
            {"adjusted_p_value", json_number(comparison.adjusted_p)},
            {"pairing", pairing_text(comparison.pairing)}};
  if (comparison.clusters > 0) json["clusters"] = comparison.clusters;
  if (comparison.is_of_pairs()) json["pairs"] = comparison.pairs;
  if (comparison.gain) json["gain"] = json_number(*comparison.gain);
  if (const auto& s = comparison.superiority) {
    json["probability_higher"] = {{"value", json_number(s->probability)},
                                  {"standard_error", json_number(s->standard_error)},
                                  {"interval", json_interval(s->interval)},
                                  {"resolution", json_number(s->resolution)}};
  }
  return json;
}

Json figure_json(const ComparisonResult& result, const FigureReport& report) {
  const auto labels = [&](const std::vector<std::size_t>& places) {
    Json all = Json::array();
    for (const std::size_t i : places)
      all.push_back(result.cases[i].label);
    return all;
  };
  Json json{{"title", report.figure.title},
            {"column", report.figure.column.name},
            {"place", report.figure.place},
            {"unit", report.figure.unit()},
            {"kind", report.figure.is_share() ? "share" : "mean"},
            {"cases", Json::array()},
            {"ranking", labels(report.ranking)}};
  for (std::size_t i = 0; i < result.cases.size(); ++i) {
    const FigureReport::Value& value = report.values[i];
    Json one{{"case", result.cases[i].label},
             {"sessions", value.sessions},
             {"value", json_number(value.value)},
             {"interval", json_interval(value.interval)}};
    if (value.clusters > 0) one["clusters"] = value.clusters;
    if (report.to_baseline[i]) one["to_baseline"] = comparison_json(*report.to_baseline[i]);
    if (!report.indistinguishable.empty()) one["indistinguishable"] = labels(report.indistinguishable[i]);
    json["cases"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string compare_json(const ComparisonResult& result) {
  Json json{{"baseline", result.cases[result.baseline].label},
            {"confidence", result.confidence},
            {"notes", result.notes},
            {"figures", Json::array()}};
  for (const FigureReport& report : result.figures)
    json["figures"].push_back(figure_json(result, report));
  return json.dump(2) + "\n";
}

}  // namespace ergodic::cli
