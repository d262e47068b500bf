#include "engine/plan_of_file.hpp"

#include "engine/rounds.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <optional>

namespace ergodic::engine {

Plan plan_of(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads) {
  if (identity.program_version != program_version()) {
    throw MismatchError(
        fmt::format("{} was made by ergodic {} (this is {}, and may draw differently) read it with that "
                    "version",
                    path.string(), identity.program_version, program_version()));
  }
  std::optional<Plan> plan;
  try {
    plan.emplace(study::Study::from_text(identity.study, "the study in " + path.string(), {}, workloads), workloads,
                 identity.shard);
  } catch (const Error& error) {
    throw MismatchError(
        fmt::format("{} holds a study that this program cannot read ({}) was it made by another program?",
                    path.string(), error.what()));
  }
  return plan_of_round(*plan, path, identity);
}

}  // namespace ergodic::engine
