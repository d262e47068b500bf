#include "engine/description_text.hpp"

#include "core/json.hpp"
#include "engine/reading/description_check.hpp"
#include "engine/summary/failure_columns.hpp"
#include "engine/summary/summary_variables.hpp"
#include "engine/summary/wanted_statistics.hpp"
#include "statistics/block_words.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ergodic::engine {
namespace {

using Parts = Description::Parts;

constexpr std::array<std::pair<Type, const char*>, 5> types{{{Type::uint8, "uint8"},
                                                             {Type::int16, "int16"},
                                                             {Type::int32, "int32"},
                                                             {Type::int64, "int64"},
                                                             {Type::float64, "float64"}}};

std::string name_of(Type type) {
  return std::find_if(types.begin(), types.end(), [&](const auto& one) { return one.first == type; })->second;
}

Type type_of(const std::string& name) {
  const auto found = std::find_if(types.begin(), types.end(), [&](const auto& one) { return one.second == name; });
  if (found == types.end()) wrong(fmt::format("there is no type \"{}\"", name));
  return found->first;
}

/// The elements of a list, each made by `make`; none when it is not there.
template <class Make>
auto list_of(const Json& json, const char* key, const Make& make) {
  std::vector<decltype(make(json))> all;
  if (!json.contains(key)) return all;
  for (const Json& one : json.at(key).values())
    all.push_back(make(one));
  return all;
}

Json to_json(const Axis& axis) {
  Json json{{"name", axis.name}, {"unit", axis.unit}, {"long_name", axis.long_name}};
  axis.labels.empty() ? json["coordinates"] = axis.coordinates : json["labels"] = axis.labels;
  return json;
}

Axis axis_from(const Json& json) {
  return {.name = json.at("name"),
          .coordinates = json.value("coordinates", std::vector<double>{}),
          .unit = json.at("unit"),
          .long_name = json.at("long_name"),
          .labels = json.value("labels", std::vector<std::string>{})};
}

Json to_json(const Column& column) {
  Json json{
      {"name", column.name}, {"type", name_of(column.type)}, {"unit", column.unit}, {"long_name", column.long_name}};
  if (column.scale != 1) json["scale"] = column.scale;
  if (column.is_category()) json["labels"] = column.categories;
  if (column.quantiles) json["quantiles"] = true;
  if (!column.axis.empty()) json["axis"] = column.axis;
  if (column.may_be_missing) json["may_be_missing"] = true;
  if (column.of_failures) json["of_failures"] = true;
  return json;
}

Column column_from(const Json& json) {
  return {.name = json.at("name"),
          .type = type_of(json.at("type")),
          .unit = json.at("unit"),
          .long_name = json.at("long_name"),
          .scale = json.value("scale", 1.0),
          .categories = json.value("labels", std::vector<std::string>{}),
          .quantiles = json.value("quantiles", false),
          .axis = json.value("axis", std::string()),
          .may_be_missing = json.value("may_be_missing", false),
          .of_failures = json.value("of_failures", false)};
}

Json to_json(const FailureCategory& failure) {
  Json json = {{"name", failure.name}, {"can_retry", failure.can_retry}, {"sentence", failure.sentence}};
  if (!failure.labels.empty()) json["labels"] = failure.labels;
  if (failure.means != Failing::failed) json["means"] = failing_name(failure.means);
  return json;
}

Failing failing_from(const std::string& name) {
  for (const Failing one : {Failing::failed, Failing::incomplete, Failing::expected_skip}) {
    if (name == failing_name(one)) return one;
  }
  wrong(fmt::format("a failure means \"{}\"", name));
}

FailureCategory failure_from(const Json& json) {
  const std::vector<std::string> none;
  return {json.at("name"), json.at("can_retry"), json.at("sentence"), json.value("labels", none),
          failing_from(json.value("means", std::string(failing_name(Failing::failed))))};
}

Json to_json(const Tally& tally) {
  return {{"name", tally.name}, {"labels", tally.labels}, {"unit", tally.unit}, {"long_name", tally.long_name}};
}

Tally tally_from(const Json& json) {
  return {json.at("name"), json.at("labels"), json.at("unit"), json.at("long_name")};
}

Json to_json(const Ratio& ratio) {
  return {{"name", ratio.name},
          {"numerator", ratio.numerator},
          {"denominator", ratio.denominator},
          {"unit", ratio.unit},
          {"long_name", ratio.long_name}};
}

Ratio ratio_from(const Json& json) {
  return {json.at("name"), json.at("numerator"), json.at("denominator"), json.at("unit"), json.at("long_name")};
}

Json to_json(const Headline& headline) {
  return {{"title", headline.title}, {"column", headline.column}, {"label", headline.label}};
}

Headline headline_from(const Json& json) { return {json.at("title"), json.at("column"), json.at("label")}; }

Json to_json(const statistics::ColumnPair& pair) { return Json::array({pair.first, pair.second}); }

statistics::ColumnPair pair_from(const Json& json) { return {json.at(0), json.at(1)}; }

Json to_json(const statistics::Histogram& histogram) {
  return {{"column", histogram.column}, {"from", histogram.from}, {"to", histogram.to}, {"bins", histogram.bins}};
}

statistics::Histogram histogram_from(const Json& json) {
  statistics::Histogram histogram{json.at("column"), json.at("from"), json.at("to"), json.at("bins")};
  constexpr std::size_t most_bins = 1'000'000;  // far more than a study may ask for
  if (histogram.bins > most_bins) wrong("a histogram has too many bins");
  return histogram;
}

Json to_json(const store::Variable& variable) {
  return {{"name", variable.name},
          {"type", name_of(variable.type)},
          {"unit", variable.unit},
          {"long_name", variable.long_name},
          {"axes", variable.axes}};
}

store::Variable variable_from(const Json& json) {
  return {json.at("name"), type_of(json.at("type")), json.at("unit"), json.at("long_name"), json.at("axes")};
}

Json to_json(const PrecisionTarget& target) {
  const study::Target& wanted = target.wanted();
  Json json{{"column", wanted.column}, {"confidence", wanted.confidence}};
  if (wanted.label) json["label"] = *wanted.label;
  if (wanted.quantile) json["quantile"] = *wanted.quantile;
  if (wanted.half_width) json["half_width"] = *wanted.half_width;
  if (wanted.relative) json["relative"] = *wanted.relative;
  return json;
}

template <class Record>
Json list(const std::vector<Record>& records) {
  Json all = Json::array();
  for (const Record& record : records)
    all.push_back(to_json(record));
  return all;
}

template <class Value>
std::optional<Value> optional_from(const Json& json, const char* key) {
  return json.contains(key) ? std::optional(json.at(key).get<Value>()) : std::nullopt;
}

study::Target target_from(const Json& json) {
  return {json.at("column"),
          optional_from<std::string>(json, "label"),
          optional_from<double>(json, "half_width"),
          optional_from<double>(json, "relative"),
          json.at("confidence"),
          {},
          optional_from<double>(json, "quantile")};
}

/// Those of the columns that the file keeps, and their axes.
void keep(Parts& parts, const std::vector<std::string>& names) {
  const Columns& columns = parts.summary_layout.columns;
  for (const std::string& name : names) {
    const Column& column = column_named(columns, name);
    parts.kept.push_back(static_cast<std::size_t>(&column - columns.data()));
    parts.layout.columns.push_back(column);
  }
  parts.layout.axes = axes_along(parts.layout.columns, parts.summary_layout.axes);
}

void read_summary(const Json& json, Parts& parts) {
  statistics::SummaryLayout& layout = parts.summary_layout;
  layout.columns = list_of(json, "columns", column_from);
  layout.axes = list_of(json, "axes", axis_from);
  layout.tallies = list_of(json, "tallies", tally_from);
  layout.ratios = list_of(json, "ratios", ratio_from);
  layout.sketched = json.at("sketched").get<std::vector<std::string>>();
  layout.pairs = list_of(json, "covariances", pair_from);
  layout.histograms = list_of(json, "histograms", histogram_from);
}

/// How many sessions each case has: one number for all, or one each.
void read_sizes(const Json& json, store::FileLayout& layout) {
  const Json& sessions = json.at("sessions_per_case");
  if (!sessions.is_array()) {
    layout.sessions_per_case = sessions;
    return;
  }
  constexpr std::uint64_t most = std::uint64_t{1} << 62;
  std::vector<std::uint64_t> sizes;
  std::uint64_t all = 0;
  for (const Json& size : sessions.values()) {
    sizes.push_back(size.get<std::uint64_t>());
    if (sizes.back() > most - all) wrong("no file could hold so much");
    all += sizes.back();
  }
  if (sizes.size() != layout.case_count()) wrong("it has not as many sizes as cases");
  if ((all == 0 && layout.stage.empty()) || layout.sessions_per_block == 0)
    wrong("it has no cases, sessions or blocks");
  layout.sizes = std::make_shared<const store::CaseSizes>(std::move(sizes), layout.sessions_per_block);
}

Json sizes_json(const store::FileLayout& layout) {
  if (!layout.is_ragged()) return layout.sessions_per_case;
  Json sizes = Json::array();
  for (std::uint64_t i = 0; i < layout.case_count(); ++i)
    sizes.push_back(layout.sessions_of(i));
  return sizes;
}

Parts parts_from(const Json& json, const store::Identity& identity) {
  Parts parts;
  read_summary(json, parts);
  parts.headlines = list_of(json, "headlines", headline_from);
  parts.can_fail = json.at("can_fail");
  parts.failures = list_of(json, "failures", failure_from);
  parts.seed = json.at("seed");
  parts.common_random_numbers = json.at("common_random_numbers");
  for (const study::Target& target : list_of(json, "targets", target_from))
    parts.targets.emplace_back(target, parts.summary_layout);
  parts.max_sessions = json.value("max_sessions", std::uint64_t{0});

  store::FileLayout& layout = parts.layout;
  layout.program_version = identity.program_version;
  layout.workload = identity.workload;
  layout.draws = identity.draws;
  layout.stage = json.value("stage", "");
  if (json.contains("reads")) parts.reads = json.at("reads").get<std::vector<std::string>>();
  layout.title = json.at("title");
  layout.study = identity.study;
  layout.session_dimension = json.at("session_dimension");
  layout.case_labels = json.at("cases").get<std::vector<std::string>>();
  if (json.contains("session_names")) {
    const Json& names = json.at("session_names");
    layout.session_names = SessionNames{names.at("name"), {}, names.at("width").get<std::size_t>(), {}};
  }
  layout.sessions_per_block = json.at("sessions_per_block");
  read_sizes(json, layout);
  layout.in_rounds = !parts.targets.empty();
  keep(parts, json.at("kept").get<std::vector<std::string>>());
  layout.failures_per_block = json.at("failures_per_block");
  layout.variables = list_of(json, "variables", variable_from);
  layout.may_lack_values = may_lack_values(parts.summary_layout.columns);
  layout.summary_axes = summary_axes(parts.summary_layout);
  layout.listed_sessions = identity.listed_sessions;
  layout.words_per_block = statistics::BlockWords(parts.summary_layout, layout.listed_sessions).count();
  check_description(parts);
  return parts;
}

Json description_json(const Description& description) {
  const store::FileLayout& layout = description.layout();
  const statistics::SummaryLayout& summary = description.summary_layout();
  std::vector<std::string> kept;
  for (const Column& column : layout.columns)
    kept.push_back(column.name);
  Json json = Json::object();
  if (!description.stage().empty()) {
    json["stage"] = description.stage();
    json["reads"] = description.reads();
  }
  json.update({{"title", layout.title},
               {"session_dimension", layout.session_dimension},
               {"sessions_per_case", sizes_json(layout)},
               {"sessions_per_block", layout.sessions_per_block},
               {"failures_per_block", layout.failures_per_block},
               {"can_fail", description.can_fail()},
               {"seed", description.seed()},
               {"common_random_numbers", description.common_random_numbers()},
               {"columns", list(summary.columns)},
               {"kept", kept},
               {"sketched", summary.sketched},
               {"axes", list(summary.axes)},
               {"tallies", list(summary.tallies)},
               {"ratios", list(summary.ratios)},
               {"covariances", list(summary.pairs)},
               {"histograms", list(summary.histograms)},
               {"headlines", list(description.headlines())},
               {"variables", list(layout.variables)}});
  if (description.is_in_rounds()) {
    json["targets"] = list(description.targets());
    json["max_sessions"] = description.max_sessions();
  }
  if (!description.failures().empty()) json["failures"] = list(description.failures());
  if (layout.session_names)
    json["session_names"] = Json{{"name", layout.session_names->name}, {"width", layout.session_names->width}};
  json["cases"] = layout.case_labels;
  return json;
}

Description description_from(const Json& json, const store::Identity& identity) {
  Parts parts = parts_from(json, identity);
  if (identity.shard) {
    if (identity.shard->count > parts.layout.block_count()) wrong("it has fewer blocks than shards");
    parts.layout = parts.layout.part(*identity.shard);
  }
  return Description(std::move(parts));
}

}  // namespace

std::string description_text(const Description& description) { return description_json(description).dump(); }

std::string description_text(const Chain& chain) {
  if (chain.is_single()) return description_text(chain[0]);
  Json stages = Json::array();
  for (const Plan& stage : chain)
    stages.push_back(description_json(stage));
  return Json{{"stages", std::move(stages)}}.dump();
}

std::vector<Description> read_descriptions(const std::filesystem::path& path, const store::Identity& identity) {
  if (identity.description.empty()) return {};
  std::vector<Description> stages;
  try {
    const std::optional<Json> json = Json::parse(identity.description);
    if (!json) wrong("it is no JSON");
    if (!json->contains("stages"))
      stages.push_back(description_from(*json, identity));
    else
      for (const Json& stage : json->at("stages").values())
        stages.push_back(description_from(stage, identity));
    if (stages.empty()) wrong("it has no stages");
  } catch (const std::exception& error) {
    throw InputOutputError(
        fmt::format("{} is damaged ({}) restore it, or run its study again", path.string(), error.what()));
  }
  const Description& first = stages.front();
  if (!first.is_in_rounds() || identity.sessions_per_case == first.layout().sessions_per_case) return stages;
  throw MismatchError(fmt::format(
      "{} does not say which round of its study it holds (its attribute sessions_per_case is not that of its "
      "description) restore it, or run its study again",
      path.string()));
}

}  // namespace ergodic::engine
