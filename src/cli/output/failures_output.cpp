#include "cli/output/failures_output.hpp"

#include "cli/output/csv.hpp"
#include "cli/output/json.hpp"
#include "cli/output/json_entries.hpp"
#include "cli/output/plan_text.hpp"
#include "core/format.hpp"
#include "core/suggest.hpp"
#include "engine/summary/failure_columns.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/missing.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace ergodic::cli {
namespace {

using analysis::FailedSession;
using analysis::FailureCount;

const char* yes_no(bool yes) { return yes ? "yes" : "no"; }

const char* outcome_of(const analysis::Results& results, const std::string& category) {
  return engine::failing_name(analysis::meaning_of(results, category));
}

std::string whole(std::int64_t count) { return grouped(static_cast<std::uint64_t>(count)); }

/// Calls use(failure) for those that are chosen, up to as many as are listed.
void for_each_chosen(const analysis::Results& results, const FailuresChoice& choice,
                     const std::function<void(const FailedSession&)>& use) {
  std::uint64_t left = choice.most.value_or(std::uint64_t(-1));
  if (left == 0) return;
  analysis::for_each_failure(results, choice.cases, [&](const FailedSession& failed) {
    if (!choice.takes(results, failed.category)) return true;
    use(failed);
    return --left > 0;
  });
}

void require_known(const analysis::Results& results, const FailuresChoice& choice, const std::set<std::string>& found) {
  std::vector<std::string> known(found.begin(), found.end());
  for (const FailureCategory& declared : results.description.failures()) {
    if (!found.contains(declared.name)) known.push_back(declared.name);
  }
  for (const std::string& wanted : choice.categories) {
    if (std::find(known.begin(), known.end(), wanted) != known.end()) continue;
    throw UsageError(fmt::format("no failures of category \"{}\" ({}){}", wanted,
                                 known.empty() ? "no session has failed" : "there are " + enumerate(known, 40),
                                 did_you_mean(wanted, known)));
  }
}

/// What the file tells less than there is.
std::string remark(const analysis::Results& results, const FailuresChoice& choice, const FailuresCounted& counted) {
  if (results.description.failures().empty()) {
    if (!choice.categories.empty() || counted.told() >= counted.failures) return "";
    return fmt::format("Of these the file describes {}, at most {} of each block.\n", whole(counted.told()),
                       results.description.layout().failures_per_block);
  }
  return analysis::tells_all_failures(results) ? ""
                                               : "The file keeps no rows, which would tell which sessions failed.\n";
}

/// What sessions are called, case after case.
class SessionTexts {
 public:
  explicit SessionTexts(const analysis::Results& results) : results_(results) {}

  /// Empty where they have no names.
  std::string of(const FailedSession& failed) {
    if (failed.case_index != case_index_) names_ = results_.session_names(failed.case_index);
    case_index_ = failed.case_index;
    return names_.empty() ? "" : names_[failed.replicate];
  }

 private:
  const analysis::Results& results_;
  std::optional<std::size_t> case_index_;
  std::vector<std::string> names_;
};

std::size_t width_of(std::size_t least, const auto& all, const auto& text) {
  for (const auto& one : all)
    least = std::max(least, text(one).size());
  return least;
}

std::string counts_text(const analysis::Results& results, const FailuresCounted& counted) {
  const auto label = [&](const FailureCount& count) { return results.description.case_label(count.case_index); };
  const std::size_t cases = width_of(4, counted.counts, label);
  const std::size_t categories = width_of(8, counted.counts, [](const FailureCount& count) { return count.category; });
  std::string text = fmt::format("\n{:<{}}  {:<{}} {:>14}  {:<9}  outcome\n", "case", cases, "category", categories,
                                 "sessions", "can retry");
  for (const FailureCount& count : counted.counts) {
    text += fmt::format("{:<{}}  {:<{}} {:>14}  {:<9}  {}\n", label(count), cases, count.category, categories,
                        whole(count.sessions), yes_no(count.can_retry), outcome_of(results, count.category));
  }
  return text;
}

/// "10 of 1 000 sessions failed", or where outcomes are told apart how many ask for a look, and how many do not.
std::string outcomes_text(const analysis::Results& results, const FailuresCounted& counted) {
  if (!engine::tells_apart(results.description.failures()))
    return fmt::format("{} of {} sessions failed", whole(counted.failures), whole(counted.sessions));
  std::array<std::int64_t, 3> of_each = {};
  for (const FailureCount& count : counted.counts)
    of_each.at(static_cast<std::size_t>(analysis::meaning_of(results, count.category))) += count.sessions;
  return fmt::format("of {} sessions {} failed, {} are incomplete, {} were to be skipped", whole(counted.sessions),
                     whole(of_each[0]), whole(of_each[1]), whole(of_each[2]));
}

}  // namespace

bool FailuresChoice::takes(const analysis::Results& results, const std::string& category) const {
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
  };
  return has(categories, category) && has(outcomes, outcome_of(results, category));
}

std::int64_t FailuresCounted::told() const {
  std::int64_t sum = 0;
  for (const FailureCount& count : counts)
    sum += count.sessions;
  return sum;
}

FailuresCounted count_failures(const analysis::Results& results, const FailuresChoice& choice) {
  FailuresCounted counted;
  std::set<std::string> found;
  for (const std::uint64_t index : choice.cases) {
    const statistics::Summary sums = engine::fold_case(results.description, results.file, results.done, index);
    counted.sessions += sums.sessions() + sums.failures();
    counted.failures += sums.failures();
    if (sums.failures() == 0) continue;
    for (FailureCount& count : analysis::count_failures(results, index, sums)) {
      found.insert(count.category);
      if (choice.takes(results, count.category)) counted.counts.push_back(std::move(count));
    }
  }
  require_known(results, choice, found);
  return counted;
}

std::string failures_list_text(const analysis::Results& results, const FailuresChoice& choice,
                               const FailuresCounted& counted) {
  const std::string& stage = results.description.stage();
  std::string text =
      fmt::format("{}: {}{}{}\n", results.file.path().string(), stage.empty() ? "" : "of stage " + stage + " ",
                  outcomes_text(results, counted), results.complete() ? "" : "; THE FILE IS NOT COMPLETE");
  text += remark(results, choice, counted);
  if (counted.counts.empty()) return text;
  text += counts_text(results, counted);
  std::vector<FailedSession> listed;
  SessionTexts names(results);
  for_each_chosen(results, choice, [&](const FailedSession& failed) {
    listed.push_back(failed);
    if (const std::string name = names.of(failed); !name.empty()) listed.back().reason = name + ": " + failed.reason;
  });
  if (listed.empty()) return text;
  const auto label = [&](const FailedSession& one) { return results.description.case_label(one.case_index); };
  const std::size_t cases = width_of(4, listed, label);
  const std::size_t categories = width_of(8, listed, [](const FailedSession& one) { return one.category; });
  text += fmt::format("\n{:>12}  {:<{}}  {:<{}}  what\n", "session", "case", cases, "category", categories);
  for (const FailedSession& one : listed) {
    text +=
        fmt::format("{:>12}  {:<{}}  {:<{}}  {}\n", one.id, label(one), cases, one.category, categories, one.reason);
  }
  if (const auto left = counted.told() - static_cast<std::int64_t>(listed.size()); left > 0)
    text += fmt::format("… {} more: --limit N shows more, --csv and --json show all\n", whole(left));
  return text + fmt::format("\nNext: ergodic replay {} --session {}\n",
                            file_and_stage(results.file.path(), results.description), listed.front().id);
}

void write_failures_json(const analysis::Results& results, const FailuresChoice& choice, const FailuresCounted& counted,
                         const std::function<void(const std::string&)>& write) {
  Json counts = Json::array();
  for (const FailureCount& count : counted.counts) {
    counts.push_back({{"case", results.description.case_label(count.case_index)},
                      {"category", count.category},
                      {"outcome", outcome_of(results, count.category)},
                      {"can_retry", count.can_retry},
                      {"sessions", count.sessions}});
  }
  JsonEntries failed({{"file", results.file.path().string()},
                      {"complete", results.complete()},
                      {"sessions", counted.sessions},
                      {"failures", counted.failures},
                      {"described", counted.told()},
                      {"counts", std::move(counts)}},
                     "failed", write);
  SessionTexts names(results);
  for_each_chosen(results, choice, [&](const FailedSession& one) {
    Json json{{"session", one.id},
              {"case", results.description.case_label(one.case_index)},
              {"replicate", one.replicate},
              {"category", one.category},
              {"outcome", outcome_of(results, one.category)},
              {"can_retry", one.can_retry},
              {"reason", one.reason}};
    if (const std::string name = names.of(one); !name.empty()) json["entity"] = name;
    for (const double number : one.numbers)
      json["numbers"].push_back(json_number(number));
    failed.add(json);
  });
  failed.end();
}

void write_failures_csv(const analysis::Results& results, const FailuresChoice& choice,
                        const std::function<void(const std::string&)>& write) {
  constexpr std::size_t written_at_once = 1 << 16;  // bytes
  std::string text = "session,case,replicate,category,can_retry,number_1,number_2,number_3,reason,outcome,entity\n";
  SessionTexts names(results);
  for_each_chosen(results, choice, [&](const FailedSession& one) {
    text += fmt::format("{},{},{},{},{}", one.id, csv_field(results.description.case_label(one.case_index)),
                        one.replicate, csv_field(one.category), yes_no(one.can_retry));
    for (std::size_t i = 0; i < most_failure_numbers; ++i)
      text += "," + (i < one.numbers.size() ? csv_number(one.numbers[i]) : std::string());
    text +=
        fmt::format(",{},{},{}\n", csv_field(one.reason), outcome_of(results, one.category), csv_field(names.of(one)));
    if (text.size() < written_at_once) return;
    write(text);
    text.clear();
  });
  write(text);
}

}  // namespace ergodic::cli
