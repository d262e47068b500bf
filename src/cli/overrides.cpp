#include "cli/overrides.hpp"

#include "core/suggest.hpp"
#include "engine/inputs/read_inputs.hpp"
#include "store/dataset.hpp"
#include "store/tables/stored_table.hpp"
#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <utility>

namespace ergodic::cli {
namespace {

study::Override assignment(const std::string& text, const std::string& origin) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw UsageError(
        fmt::format("{} {}: no assignment (key.path=value is) write for example strategy.type=optimal", origin, text));
  }
  return {text.substr(0, equals), text.substr(equals + 1), origin};
}

engine::InputFile input_file(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    throw UsageError(
        fmt::format("--input {}: no table and its file (NAME=FILE) write for example games=games.csv", text));
  }
  return {text.substr(0, equals), std::filesystem::absolute(text.substr(equals + 1))};
}

constexpr const char* input_says = "A table of the study and its file, NAME=FILE, in this folder; may be repeated";

}  // namespace

void add_settings(const Command& command, StudySettings& settings) {
  command.option("--seed", &settings.seed, "Base seed, over the study's").known_env("ERGODIC_SEED");
  command.option("--sessions", &settings.sessions, "Sessions per case, over the study's").known_env("ERGODIC_SESSIONS");
  command.option("--set", &settings.assignments, "Set any key of the study: key.path=value; may be repeated")
      .repeated()
      .known_env("ERGODIC_SET");
  command.option("--input", &settings.inputs, input_says).repeated();
}

study::Overrides overrides(const StudySettings& settings) {
  study::Overrides all;
  if (const char* seed = std::getenv("ERGODIC_SEED")) all.push_back({"seeding.seed", seed, "ERGODIC_SEED"});
  if (const char* sessions = std::getenv("ERGODIC_SESSIONS")) all.push_back({"sessions", sessions, "ERGODIC_SESSIONS"});
  if (const char* assignments = std::getenv("ERGODIC_SET")) {
    std::istringstream in(assignments);
    for (std::string text; std::getline(in, text, ';');) {
      if (!text.empty()) all.push_back(assignment(text, "ERGODIC_SET"));
    }
  }
  for (const std::string& text : settings.assignments)
    all.push_back(assignment(text, "--set"));
  for (const std::string& text : settings.inputs) {
    const engine::InputFile input = input_file(text);
    all.push_back({fmt::format("inputs.{}.file", input.table), study::yaml_text(input.file.string()), "--input"});
  }
  if (settings.seed) all.push_back({"seeding.seed", *settings.seed, "--seed"});
  if (settings.sessions) all.push_back({"sessions", *settings.sessions, "--sessions"});
  return all;
}

study::Study read_study(const std::string& file, const StudySettings& settings, const Workloads& workloads) {
  return study::Study::from_file(file, overrides(settings), workloads, {store::read_dataset, store::open_stored_table});
}

engine::Chain read_chain(const std::string& file, const StudySettings& settings, const Workloads& workloads) {
  engine::StudyRead read = engine::read_inputs(read_study(file, settings, workloads), workloads);
  for (const std::string& remark : read.remarks)
    fmt::print(stderr, "{}\n", remark);
  return engine::Chain::of(read.study, workloads, {}, read.inputs);
}

void add_inputs(const Command& command, std::vector<std::string>& inputs) {
  command.option("--input", &inputs, input_says).repeated();
}

engine::InputSearch input_search(const std::vector<std::string>& inputs) {
  engine::InputSearch search{.everywhere = true};
  for (const std::string& text : inputs)
    search.files.push_back(input_file(text));
  return search;
}

void warn_of_unknown_environment(const std::vector<std::string>& known) {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string name(text.substr(0, text.find('=')));
    if (!name.starts_with("ERGODIC_") || std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string suggestion = did_you_mean(name, known);
    if (!suggestion.empty())
      fmt::print(stderr, "warning: the environment's {} means nothing here{}\n", name, suggestion);
  }
}

}  // namespace ergodic::cli
