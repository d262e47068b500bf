#include "cli/output/summary/failures_text.hpp"

#include "core/format.hpp"

#include <fmt/format.h>

namespace ergodic::cli {
namespace {

std::string sessions_failed(std::int64_t failures) {
  return fmt::format("{} {} failed, and {} in no figure but `failed`", grouped(static_cast<std::uint64_t>(failures)),
                     failures == 1 ? "session" : "sessions", failures == 1 ? "is" : "are");
}

}  // namespace

std::string failures_text(const analysis::CaseReport& report, const std::string& file) {
  if (report.failures == 0) return "";
  std::string text = fmt::format("  {}\n", sessions_failed(report.failures));
  std::int64_t described = 0;
  for (const analysis::FailureKind& kind : report.failure_kinds) {
    described += kind.described;
    text += fmt::format("    {:<22} {:>16}   such as session {}: {}\n", kind.category,
                        grouped(static_cast<std::uint64_t>(kind.described)), kind.first_session, kind.reason);
  }
  if (described < report.failures)
    text += fmt::format("    of the {} that the file describes, some of each block\n",
                        grouped(static_cast<std::uint64_t>(described)));
  if (!report.failure_kinds.empty())
    text += fmt::format("    Next: ergodic replay {} --session {}\n", file, report.failure_kinds.front().first_session);
  return text;
}

void FailedSessions::add(const analysis::CaseReport& report) {
  sessions_ += report.failures;
  cases_ += report.failures > 0 ? 1 : 0;
}

std::string FailedSessions::text() const {
  if (sessions_ == 0) return "";
  return fmt::format("\n{}: in {} {}, of which `--case LABEL` tells why\n", sessions_failed(sessions_), grouped(cases_),
                     cases_ == 1 ? "case" : "cases");
}

}  // namespace ergodic::cli
