#include "engine/inputs/read_inputs.hpp"

#include "engine/inputs/held_inputs.hpp"
#include "store/identity.hpp"
#include "store/tables/stored_table.hpp"
#include "tables/image.hpp"
#include "tables/read.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;

/// [bytes] A table smaller than this lies in the result file unless the study says otherwise.
constexpr std::uint64_t usually_kept = std::uint64_t{64} << 20;

/// The study of a result file, where it is one of that workload's.
std::optional<study::Study> study_of(const fs::path& result, const std::string& workload, const Workloads& workloads) {
  std::error_code unknown;
  if (result.empty() || !fs::exists(result, unknown)) return std::nullopt;
  try {
    const store::Identity identity = store::identify(result);
    if (identity.workload != workload) return std::nullopt;
    return study::Study::from_text(identity.study, "the study in " + result.string(), {}, workloads);
  } catch (const Error&) {  // whatever it is, who opens it for the run will say so
    return std::nullopt;
  }
}

/// Reads the tables of a study, one by one, and gathers what is wrong with them.
class InputReader {
 public:
  InputReader(const study::Study& study, const Workloads& workloads, const fs::path& result)
      : study_(study), workloads_(workloads), result_(result), kind_(*workloads.find(study.workload())) {}

  StudyRead read() {
    std::vector<study::TableGiven> given = study_.inputs();
    for (study::TableGiven& table : given)
      read(table);
    if (!problems_.empty()) throw StudyError(problems_);
    return {study_.with_inputs(given, inputs_),
            std::move(inputs_),
            std::move(origins_),
            {},
            given.empty() ? Cost() : cost_so_far() - begin_,
            std::move(remarks_)};
  }

 private:
  void read(study::TableGiven& given) {
    const std::shared_ptr<const TableForm> form = form_named(kind_, given.name);
    try {
      if (std::optional<Table> table = is_gone(given) ? held_table(given, form) : table_of(given, form)) {
        take(given, *std::move(table));
      }
    } catch (const StudyError& error) {
      add_problem(error.what());
    }
  }

  static bool is_gone(const study::TableGiven& given) {
    std::error_code unknown;
    return given.file.empty() || (!fs::exists(given.file, unknown) && !unknown);
  }

  std::optional<Table> table_of(const study::TableGiven& given, const std::shared_ptr<const TableForm>& form) {
    tables::TableRead read = tables::try_read_table(form, {given.file, given.group}, store::open_stored_table);
    for (const tables::TableProblem& problem : read.problems)
      add_problem(problem.text());
    for (const tables::TableProblem& remark : read.remarks)
      remarks_.push_back(remark.text());
    if (read.table) origins_.push_back({given.name, fs::absolute(given.file), given.group, ""});
    return std::move(read.table);
  }

  /// Where the run is to go on with a file, what that was begun with.
  Table held_table(const study::TableGiven& given, const std::shared_ptr<const TableForm>& form) {
    if (const auto begun = study_of(result_, study_.workload(), workloads_)) {
      for (const study::TableGiven& held : begun->inputs()) {
        if (held.name != given.name) continue;
        HeldTable found = find_table(result_, form, held, {.everywhere = true});
        if (!found.table)
          throw MismatchError(fmt::format("cannot continue {} ({}) {}", result_.string(), found.why, found.todo));
        if (const auto recorded = recorded_input(result_, held.name, held.digest.value_or("")))
          origins_.push_back(*recorded);
        return *std::move(found.table);
      }
    }
    if (given.file.empty())
      given.reject("file", "is missing", "the study says nowhere where the table is",
                   "add it, or --input " + given.name + "=FILE");
    given.reject("file", fmt::format("is {}", given.file.string()), "there is no such file", "check its name");
  }

  /// Completes what is said of it by what it is.
  void take(study::TableGiven& given, Table table) {
    const std::string digest = tables::content_digest(table).hex();
    if (given.rows && *given.rows != table.rows()) {
      given.reject("rows", fmt::format("is {}", *given.rows), "the table has " + content_text(table.rows(), digest),
                   "give the table that is meant, or leave the key out");
    }
    if (given.digest && *given.digest != digest) {
      given.reject("digest", fmt::format("is {}", *given.digest), "the table has " + content_text(table.rows(), digest),
                   "give the table that is meant, or leave the key out");
    }
    given.rows = table.rows();
    given.digest = digest;
    if (!given.keep) given.keep = tables::image_bytes(table) < usually_kept;
    if (!origins_.empty() && origins_.back().table == given.name) origins_.back().digest = digest;
    inputs_.add(std::move(table));
  }

  void add_problem(const std::string& text) { problems_ += (problems_.empty() ? "" : "\n") + text; }

  const Cost begin_ = cost_so_far();
  const study::Study& study_;
  const Workloads& workloads_;
  const fs::path& result_;
  const WorkloadKind& kind_;
  Inputs inputs_;
  std::vector<InputRecord> origins_;
  std::vector<std::string> remarks_;
  std::string problems_;
};

}  // namespace

StudyRead read_inputs(const study::Study& study, const Workloads& workloads, const fs::path& result) {
  return InputReader(study, workloads, result).read();
}

}  // namespace ergodic::engine
