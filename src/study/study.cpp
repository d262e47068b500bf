#include "study/study.hpp"

#include "study/canonical.hpp"
#include "study/resolution.hpp"
#include "study/tables/table_files.hpp"
#include "study/values/study_file.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::study {

struct Study::Content {
  explicit Content(std::unique_ptr<const Resolution> found)
      : resolution(std::move(found)),
        own(resolution->tree_of(resolution->base, 0, resolution->first_parameter)),
        columns(own.texts("output.columns")),
        resolved(canonical_study(
            resolution->layout,
            std::get<Section>(resolution->tree_of(resolution->base, 0, resolution->layout.size())->value).keys,
            resolution->cases)) {}

  std::unique_ptr<const Resolution> resolution;
  Parameters own;  ///< the study's own keys
  std::vector<std::string> columns;
  std::string resolved;
};

namespace {

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

}  // namespace

void Target::reject(std::string_view key, const std::string& what, const std::string& why,
                    const std::string& todo) const {
  if (written) written->reject(key, what, why, todo);
  throw StudyError(fmt::format("{} {} ({}) {}", key, what, why, todo));
}

Study::Study(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

Study Study::from_file(const std::filesystem::path& path, const Overrides& overrides, const Workloads& workloads,
                       ReadDataset read_dataset) {
  const TableFiles files(path.parent_path(), std::move(read_dataset));
  const std::string text = read_study_file(path);
  return Study(std::make_shared<const Content>(resolve(text, path.string(), overrides, workloads, &files)));
}

Study Study::from_text(std::string_view text, const std::string& origin, const Overrides& overrides,
                       const Workloads& workloads) {
  return Study(std::make_shared<const Content>(resolve(text, origin, overrides, workloads, nullptr)));
}

const std::string& Study::workload() const { return content_->resolution->workload; }

std::uint64_t Study::sessions_per_case() const { return static_cast<std::uint64_t>(content_->own.integer("sessions")); }

std::optional<Until> Study::until() const {
  if (!content_->own.has("until")) return std::nullopt;
  const Parameters written = content_->own.section("until");
  Until until{{target(written)}, static_cast<std::uint64_t>(written.integer("max_sessions"))};
  for (const Parameters& also : written.items("also"))
    until.targets.push_back(target(also));
  return until;
}

std::uint64_t Study::seed() const { return static_cast<std::uint64_t>(content_->own.integer("seeding.seed")); }

bool Study::common_random_numbers() const { return content_->own.boolean("seeding.common"); }

RowsKept Study::rows() const { return content_->own.text("output.rows") == "none" ? RowsKept::none : RowsKept::all; }

const std::vector<std::string>& Study::columns() const { return content_->columns; }

std::vector<std::string> Study::covariances() const { return content_->own.texts("output.covariances"); }
std::vector<std::string> Study::quantiles() const { return content_->own.texts("output.quantiles"); }

std::vector<Control> Study::controls() const {
  std::vector<Control> controls;
  for (const Parameters& control : content_->own.items("output.controls"))
    controls.push_back({control.text("of"), control.texts("by")});
  return controls;
}

std::vector<HistogramWanted> Study::histograms() const {
  std::vector<HistogramWanted> histograms;
  for (const Parameters& one : content_->own.items("output.histograms")) {
    histograms.push_back(
        {one.text("column"), one.real("from"), one.real("to"), static_cast<std::size_t>(one.integer("bins"))});
  }
  return histograms;
}

std::optional<std::uint64_t> Study::sessions_per_block() const {
  if (!content_->own.has("output.block")) return std::nullopt;
  return static_cast<std::uint64_t>(content_->own.integer("output.block"));
}

FailurePolicy Study::failure_policy() const {
  return content_->own.text("failures.action") == "abort" ? FailurePolicy::abort : FailurePolicy::record;
}

double Study::failure_share() const { return content_->own.real("failures.maximum_share"); }

std::string Study::title() const {
  return content_->own.has("metadata.name") ? content_->own.text("metadata.name") : std::string{};
}

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

void Study::reject(std::string_view key, const std::string& what, const std::string& why,
                   const std::string& todo) const {
  content_->own.reject(key, what, why, todo);
}

const std::string& Study::resolved() const { return content_->resolved; }

}  // namespace ergodic::study
