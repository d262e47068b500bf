#include "engine/closing.hpp"

#include "core/format.hpp"
#include "engine/folding.hpp"
#include "engine/summary/summary_variables.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::engine {

std::uint64_t summary_parts(const Plan& plan) { return plan.layout().case_count() * plan.layout().variables.size(); }

void write_summaries(const Plan& plan, store::ResultFile& file, IndexRange parts,
                     const std::function<void(std::uint64_t)>& on_parts) {
  // Of very many ranks most have no part: they spare the file system the reading of the ledger.
  if (parts.empty() && !plan.layout().shard) return;
  const BlocksDone done = file.done();
  for (std::uint64_t block = plan.blocks_held().first; block < plan.blocks_held().last; ++block) {
    if (done[block]) continue;
    throw InputOutputError(
        fmt::format("block {} is not in the ledger (what another rank wrote is not to be seen here, or "
                    "{} was changed) run the same command again",
                    block, file.path().string()));
  }
  if (plan.layout().shard) return;
  const std::uint64_t variables = plan.layout().variables.size();
  const statistics::Summary empty(plan.summary_layout());
  for (std::uint64_t part = parts.first; part < parts.last;) {
    on_parts(part - parts.first);
    const std::uint64_t index = part / variables;
    const IndexRange of_case{part % variables, std::min(variables, part % variables + parts.last - part)};
    const statistics::Summary summary = fold_case(plan, file, done, index, empty);
    const auto quantiles = [&](const Column& column) {
      return case_quantiles(plan, file, done, index, summary, column, summary_probabilities());
    };
    const auto values = summary_values(plan.summary_layout(), summary, quantiles, of_case);
    for (std::size_t i = 0; i < values.size(); ++i)
      file.write_variable(of_case.first + i, index, values[i]);
    part += of_case.size();
  }
}

void write_summaries(const Chain& chain, std::vector<store::ResultFile>& files, std::uint64_t rank, std::uint64_t ranks,
                     const std::function<void(std::uint64_t)>& on_parts) {
  std::uint64_t before = 0;
  for (std::size_t stage = 0; stage < chain.size(); ++stage) {
    const IndexRange parts = ergodic::share(summary_parts(chain[stage]), rank, ranks);
    write_summaries(chain[stage], files[stage], parts, [&](std::uint64_t written) { on_parts(before + written); });
    before += parts.size();
  }
  files.front().sync();
}

void close_ledgers(std::vector<store::ResultFile>& files) {
  for (store::ResultFile& file : files)
    file.close_ledger();
  files.front().sync();
}

namespace {

std::uint64_t failures_in(const Plan& plan, const store::ResultFile& file, const OnActivity& on_activity) {
  if (!plan.can_fail()) return 0;
  const BlocksDone done = file.done();
  const statistics::Summary empty(plan.summary_layout());
  std::int64_t failures = 0;
  for (std::uint64_t i = 0; i < plan.layout().case_count(); ++i) {
    on_activity({Phase::closing, i, plan.layout().case_count()});
    const statistics::Summary summary = fold_case(plan, file, done, i, empty);
    failures += summary.failures();
    for (std::size_t k = 0; k < plan.failures().size(); ++k) {
      if (plan.failures()[k].means != Failing::failed) failures -= summary.counts("failure")[k];
    }
  }
  return static_cast<std::uint64_t>(failures);
}

}  // namespace

std::optional<std::string> judge_failures(const Chain& chain, const std::vector<store::ResultFile>& files,
                                          const OnActivity& on_activity) {
  std::uint64_t failures = 0;
  for (std::size_t stage = 0; stage < chain.size(); ++stage)
    failures += failures_in(chain[stage], files[stage], on_activity);
  if (failures == 0) return std::nullopt;  // of none, where all stages are empty
  const std::uint64_t sessions = chain.sessions_held();
  const double share = static_cast<double>(failures) / static_cast<double>(sessions);
  if (share <= chain.study().failure_share()) return std::nullopt;
  const std::string what =
      fmt::format("{} of {} sessions failed (the study allows a share of {}) see them with ergodic failures {}",
                  grouped(failures), grouped(sessions), chain.study().failure_share(), files.front().path().string());
  if (chain.study().warns_of_failures()) return what;
  throw SessionsFailed(what);
}

}  // namespace ergodic::engine
