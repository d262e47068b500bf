#pragma once

#include "cli/command.hpp"
#include "engine/chain.hpp"
#include "engine/inputs/held_inputs.hpp"
#include "study/override.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {

/// What a command line sets over the study.
struct StudySettings {
  std::optional<std::string> seed;
  std::optional<std::string> sessions;
  std::vector<std::string> assignments;  ///< "key.path=value"
  std::vector<std::string> inputs;       ///< "NAME=FILE"
};

/// Adds --seed, --sessions, --set and --input to a command that takes a study. `settings` must outlive it.
void add_settings(const Command& command, StudySettings& settings);

/// The environment's settings (ERGODIC_SEED, ERGODIC_SESSIONS, ERGODIC_SET="key=value;key=value"), then the command
/// line's, which so have the last word. Throws UsageError for an assignment without "=".
study::Overrides overrides(const StudySettings& settings);

/// The study of that file with these settings over it.
study::Study read_study(const std::string& file, const StudySettings& settings, const Workloads& workloads);

/// Its stages, with the tables that it reads.
engine::Chain read_chain(const std::string& file, const StudySettings& settings, const Workloads& workloads);

/// Adds --input to a command that takes a result file: where a table of its study is. `inputs` must outlive it.
void add_inputs(const Command& command, std::vector<std::string>& inputs);

/// Where such a command looks for tables: wherever they may be. Throws UsageError for an input without "=".
engine::InputSearch input_search(const std::vector<std::string>& inputs);

/// Complains on standard error of ERGODIC_* variables that are like a `known` one and mean nothing.
void warn_of_unknown_environment(const std::vector<std::string>& known);

}  // namespace ergodic::cli
