#include "study/study.hpp"

#include "core/format.hpp"
#include "study/canonical.hpp"
#include "study/resolution.hpp"
#include "study/stage_keys.hpp"
#include "study/tables/table_files.hpp"
#include "study/values/study_file.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace ergodic::study {

struct Study::Content {
  /// `values`: what every case starts from, and the study's own keys.
  Content(std::shared_ptr<const Resolution> found, const Values& values, std::filesystem::path beside)
      : resolution(std::move(found)),
        folder(std::move(beside)),
        own(resolution->tree_of(values, 0, resolution->first_parameter)),
        resolved(
            canonical_study(resolution->layout,
                            std::get<Section>(resolution->tree_of(values, 0, resolution->layout.size())->value).keys,
                            resolution->cases)) {}
  explicit Content(const std::shared_ptr<const Resolution>& found, std::filesystem::path beside = {})
      : Content(found, found->base, std::move(beside)) {}

  /// Of the study's own keys.
  bool has_key(std::string_view path) const {
    const Slot slot = resolution->layout.find(path);
    return slot != no_slot && slot < resolution->first_parameter;
  }
  std::vector<Parameters> items(std::string_view path) const {
    return has_key(path) && own.has(path) ? own.items(path) : std::vector<Parameters>{};
  }

  /// The same study once these tables are read.
  using Again = std::function<std::shared_ptr<const Resolution>(const Inputs&)>;

  std::shared_ptr<const Resolution> resolution;
  Again again = {};              ///< where cases are in them
  std::filesystem::path folder;  ///< of the study's file
  Parameters own;                ///< the study's own keys
  std::string resolved;
};

namespace {

bool is_number(const Key& key) {
  return key.kind == Key::Kind::integer || key.kind == Key::Kind::real || key.kind == Key::Kind::money;
}

/// Of money, in dollars. nullopt: it is null.
std::optional<double> number_in(const Node& node) {
  if (const auto* whole = std::get_if<std::int64_t>(&node.value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&node.value)) return *real;
  if (const auto* money = std::get_if<Cents>(&node.value)) return static_cast<double>(money->count) / 100;
  return std::nullopt;
}

std::optional<double> optional_real(const Parameters& parameters, std::string_view path) {
  return parameters.has(path) ? std::optional(parameters.real(path)) : std::nullopt;
}

Target target(const Parameters& written) {
  return {written.text("column"),
          written.has("label") ? std::optional(written.text("label")) : std::nullopt,
          optional_real(written, "half_width"),
          optional_real(written, "relative"),
          written.real("confidence"),
          written,
          optional_real(written, "quantile")};
}

/// What files had is part of the study, whose text must be read again by every rank, and from the result file.
void require_fit(const std::string& resolved, const Resolution& study) {
  const auto stop = [&](const std::string& has, const std::string& most) {
    throw StudyError(fmt::format(
        "{}: with its files written out the study has {} (it may have {}) name fewer files, or smaller ones",
        study.place.text(), has, most));
  };
  if (resolved.size() > YamlLimits::bytes)
    stop(fmt::format("{} MB", resolved.size() / 1'000'000), fmt::format("{} MiB", YamlLimits::bytes >> 20));
  std::uint64_t values = 0;
  const auto count = [&](const NodePointer& node) { values += node == nullptr ? 0 : 1 + values_in(*node); };
  std::for_each(study.base.begin(), study.base.end(), count);
  for (const Cases::Axis& axis : study.cases.axes)
    std::for_each(axis.values.begin(), axis.values.end(), count);
  for (const Cases::Named& one : study.cases.named) {
    values += 2;
    std::for_each(one.layer.begin(), one.layer.end(), [&](const Setting& setting) { count(setting.value); });
  }
  if (values > YamlLimits::values) stop(fmt::format("{} values", grouped(values)), grouped(YamlLimits::values));
}

}  // namespace

void Target::reject(std::string_view key, const std::string& what, const std::string& why,
                    const std::string& todo) const {
  if (written) written->reject(key, what, why, todo);
  throw StudyError(fmt::format("{} {} ({}) {}", key, what, why, todo));
}

void TableGiven::reject(std::string_view key, const std::string& what, const std::string& why,
                        const std::string& todo) const {
  if (written) written->reject(key, what, why, todo);
  throw StudyError(fmt::format("inputs.{}.{} {} ({}) {}", name, key, what, why, todo));
}

Study::Study(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

Study Study::from_file(const std::filesystem::path& path, const Overrides& overrides, const Workloads& workloads,
                       FileReaders readers) {
  const auto again = [path, text = read_study_file(path), overrides, &workloads,
                      readers = std::move(readers)](const Inputs& inputs) -> std::shared_ptr<const Resolution> {
    const TableFiles files(path.parent_path(), readers, &inputs);
    return resolve(text, path.string(), overrides, workloads, &files);
  };
  const auto content = std::make_shared<Content>(again({}), path.parent_path());
  require_fit(content->resolved, *content->resolution);
  if (content->resolution->cases.are_pending) content->again = again;
  return Study(content);
}

Study Study::from_text(std::string_view text, const std::string& origin, const Overrides& overrides,
                       const Workloads& workloads) {
  return Study(std::make_shared<const Content>(resolve(text, origin, overrides, workloads, nullptr)));
}

const std::string& Study::workload() const { return content_->resolution->workload; }

std::uint64_t Study::sessions_per_case() const {
  return content_->has_key("sessions") ? static_cast<std::uint64_t>(content_->own.integer("sessions")) : 1;
}

std::optional<Until> Study::until() const {
  if (!content_->has_key("until") || !content_->own.has("until")) return std::nullopt;
  const Parameters written = content_->own.section("until");
  Until until{{target(written)}, static_cast<std::uint64_t>(written.integer("max_sessions"))};
  for (const Parameters& also : written.items("also"))
    until.targets.push_back(target(also));
  return until;
}

std::uint64_t Study::seed() const {
  return content_->has_key("seeding") ? static_cast<std::uint64_t>(content_->own.integer("seeding.seed")) : 0;
}

bool Study::common_random_numbers() const {
  return content_->has_key("seeding") && content_->own.boolean("seeding.common");
}

Study Study::of_stage(const std::string& name) const {
  Study view = *this;
  view.stage_ = name;
  view.stage_output_.reset();
  for (const Parameters& one : content_->items("output.stages")) {
    if (is_of_stage(one, name)) view.stage_output_ = one;
  }
  return view;
}

void Study::check_stages(const std::vector<std::string>& names) const {
  const std::vector<Parameters> outputs = content_->items("output.stages");
  require_stages(outputs, names);
  require_stages(content_->items("functions"), names);
  require_one_each(outputs, names);
}

bool Study::says_of_stage(std::string_view key) const { return stage_output_ && stage_output_->has(key); }

/// The section that says it of this stage.
Parameters Study::output_with(std::string_view key) const {
  return says_of_stage(key) ? *stage_output_ : content_->own.section("output");
}

RowsKept Study::rows() const { return output_with("rows").text("rows") == "none" ? RowsKept::none : RowsKept::all; }

std::vector<std::string> Study::columns() const { return output_with("columns").texts("columns"); }
std::vector<std::string> Study::covariances() const { return output_with("covariances").texts("covariances"); }
std::vector<std::string> Study::quantiles() const { return output_with("quantiles").texts("quantiles"); }

std::vector<Control> Study::controls() const {
  std::vector<Control> controls;
  for (const Parameters& control : output_with("controls").items("controls"))
    controls.push_back({control.text("of"), control.texts("by")});
  return controls;
}

std::vector<HistogramWanted> Study::histograms() const {
  std::vector<HistogramWanted> histograms;
  for (const Parameters& one : output_with("histograms").items("histograms")) {
    histograms.push_back(
        {one.text("column"), one.real("from"), one.real("to"), static_cast<std::size_t>(one.integer("bins"))});
  }
  return histograms;
}

std::vector<Parameters> Study::functions() const {
  std::vector<Parameters> functions = content_->items("functions");
  std::erase_if(functions, [&](const Parameters& one) { return !is_of_stage(one, stage_); });
  return functions;
}

std::vector<TableGiven> Study::inputs() const {
  std::vector<TableGiven> inputs;
  if (!content_->has_key("inputs")) return inputs;
  const Parameters& own = content_->own;
  for (const std::string& name : content_->resolution->layout.names_in("inputs")) {
    const std::string path = "inputs." + name;
    if (!own.has(path)) continue;
    const Parameters written = own.section(path);
    TableGiven table{.name = name, .written = written};
    if (written.has("file")) table.file = content_->folder / written.text("file");
    if (written.has("group")) table.group = written.text("group");
    if (written.has("keep")) table.keep = written.boolean("keep");
    if (written.has("rows")) table.rows = static_cast<std::uint64_t>(written.integer("rows"));
    if (written.has("digest")) table.digest = written.text("digest");
    inputs.push_back(std::move(table));
  }
  return inputs;
}

Study Study::with_inputs(const std::vector<TableGiven>& found, const Inputs& inputs) const {
  const std::shared_ptr<const Resolution> whole = content_->again ? content_->again(inputs) : content_->resolution;
  const Resolution& resolution = *whole;
  Values values = resolution.base;
  for (const TableGiven& table : found) {
    const auto set = [&](const char* key, Node::Value value) {
      const Slot slot = resolution.layout.find(fmt::format("inputs.{}.{}", table.name, key));
      values[slot] = make_node(*resolution.layout[slot].key, values[slot]->place, std::move(value));
    };
    set("file", Null{});
    set("group", Null{});
    set("keep", table.keep.value());
    set("rows", static_cast<std::int64_t>(table.rows.value()));
    set("digest", table.digest.value());
  }
  const auto content = std::make_shared<const Content>(whole, values, content_->folder);
  if (content_->again) require_fit(content->resolved, resolution);
  return Study(content);
}

std::optional<std::uint64_t> Study::sessions_per_block() const {
  const Parameters output = output_with("block");
  if (!output.has("block")) return std::nullopt;
  return static_cast<std::uint64_t>(output.integer("block"));
}

FailurePolicy Study::failure_policy() const {
  return content_->own.text("failures.action") == "abort" ? FailurePolicy::abort : FailurePolicy::record;
}

double Study::failure_share() const { return content_->own.real("failures.maximum_share"); }

bool Study::warns_of_failures() const {
  return content_->own.has("failures.beyond") && content_->own.text("failures.beyond") == "warn";
}

std::string Study::title() const {
  return content_->own.has("metadata.name") ? content_->own.text("metadata.name") : std::string{};
}

std::string Study::described() const { return stage_.empty() ? workload() : "the stage " + stage_; }

std::size_t Study::case_count() const { return content_->resolution->cases.labels.size(); }

const std::string& Study::case_label(std::size_t index) const {
  if (index >= case_count()) {
    throw InternalError(
        fmt::format("case {} is asked for (the study has {}) please report this with the study", index, case_count()));
  }
  return content_->resolution->cases.labels[index];
}

Parameters Study::case_parameters(std::size_t index) const {
  static_cast<void>(case_label(index));  // is there such a case?
  const Resolution& resolution = *content_->resolution;
  struct Owned {
    std::shared_ptr<const Content> study;  // the nodes point into its schema
    NodePointer root;
  };
  const auto owned = std::make_shared<const Owned>(Owned{
      content_, resolution.tree_of(resolution.values_of(index), resolution.first_parameter, resolution.layout.size())});
  return Parameters({owned, owned->root.get()});
}

std::vector<NamedNumber> Study::case_numbers(std::size_t index) const {
  static_cast<void>(case_label(index));  // is there such a case?
  const Resolution& resolution = *content_->resolution;
  const Values values = resolution.values_of(index);
  std::vector<NamedNumber> numbers;
  for (Slot slot = resolution.first_parameter; slot < resolution.layout.size(); ++slot) {
    const KeySlots::Entry& entry = resolution.layout[slot];
    if (!is_number(*entry.key)) continue;
    const bool is_set = values[slot] != nullptr && !is_absent(resolution.layout, values, slot);
    numbers.push_back({entry.path, is_set ? number_in(*values[slot]) : std::nullopt});
  }
  return numbers;
}

void Study::reject(std::string_view key, const std::string& what, const std::string& why,
                   const std::string& todo) const {
  constexpr std::string_view output = "output.";
  const std::string_view of_output = key.starts_with(output) ? key.substr(output.size()) : std::string_view{};
  if (!of_output.empty() && says_of_stage(of_output)) stage_output_->reject(of_output, what, why, todo);
  content_->own.reject(key, what, why, todo);
}

const std::string& Study::resolved() const { return content_->resolved; }

}  // namespace ergodic::study
