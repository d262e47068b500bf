#include "cli/command.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ergodic::cli {

struct Parser {
  CLI::App app;
  std::vector<std::string> environment = {};
  CommandLine::Choice choice = {};
};

namespace {

std::vector<std::string> command_names(CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({}))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames())
      names.push_back("--" + name);
  }
  return names;
}

/// For the first option given that is not one of the command's.
std::string suggested_option(const CLI::App& command, int argc, char** argv) {
  const std::vector<std::string> known = option_names(command);
  for (int i = 2; i < argc; ++i) {
    const std::string_view word = argv[i];
    const std::string given(word.substr(0, word.find('=')));
    if (!given.starts_with("--") || std::find(known.begin(), known.end(), given) != known.end()) continue;
    if (const std::string suggestion = did_you_mean(given, known); !suggestion.empty()) return suggestion;
  }
  return "";
}

/// What CLI11 found wrong, as our sentence, with the nearest known command or option.
std::string usage_message(CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  const auto chosen = app.get_subcommands();
  if (chosen.empty()) {
    const std::vector<std::string> known = command_names(app);
    const std::string given = argc > 1 ? argv[1] : "";
    if (given.empty()) return fmt::format("no command (one of {}) try ergodic --help", enumerate(known));
    return fmt::format("unknown command \"{}\" (ergodic has {}){} try ergodic --help", given, enumerate(known),
                       did_you_mean(given, known));
  }
  std::string message = error.what();
  while (!message.empty() && (message.back() == '\n' || message.back() == '.'))
    message.pop_back();
  const CLI::App& command = *chosen.front();
  return fmt::format("ergodic {}: {}{} try ergodic {} --help", command.get_name(), message,
                     suggested_option(command, argc, argv), command.get_name());
}

}  // namespace

Option Option::required() const {
  option_->required();
  return *this;
}

Option Option::repeated() const {
  option_->take_all()->expected(1)->allow_extra_args(false);
  return *this;
}

Option Option::separated_by(char separator) const {
  option_->delimiter(separator);
  return *this;
}

Option Option::one_of(const std::vector<std::string>& words) const {
  option_->check(CLI::IsMember(words));
  return *this;
}

Option Option::between(double low, double high) const {
  option_->check(CLI::Range(low, high));
  return *this;
}

Option Option::between(int low, int high) const {
  option_->check(CLI::Range(low, high));
  return *this;
}

Option Option::excludes(const Option& other) const {
  option_->excludes(other.option_);
  return *this;
}

Option Option::check(const Complaint& complaint) const {
  option_->check(complaint);
  return *this;
}

Option Option::env(const std::string& variable) const {
  option_->envname(variable);
  return known_env(variable);
}

Option Option::known_env(const std::string& variable) const {
  std::vector<std::string>& known = parser_->environment;
  if (std::find(known.begin(), known.end(), variable) == known.end()) known.push_back(variable);
  return *this;
}

Option Command::option(const std::string& names, const Target& target, const std::string& says) const {
  const auto add = [&]<class Value>(Value* value) {
    if constexpr (std::is_same_v<Value, bool>) {
      return app_->add_flag(names, *value, says);
    } else {
      return app_->add_option(names, *value, says);
    }
  };
  return {*std::visit(add, target), *parser_};
}

void Command::footer(const std::string& text) const { app_->footer(text); }

void Command::runs(Action action) const {
  app_->callback([parser = parser_, name = app_->get_name(), action = std::move(action)] {
    parser->choice = {name, action};
  });
}

CommandLine::CommandLine(const std::string& description, const std::string& footer, const std::string& version)
    : parser_(new Parser{CLI::App(description, "ergodic")}) {
  CLI::App& app = parser_->app;
  app.set_version_flag("--version", version, "Print versions, format and draws; with --json for bug reports");
  app.footer(footer);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
}

CommandLine::~CommandLine() = default;

Command CommandLine::command(const std::string& name, const std::string& says) {
  return {*parser_->app.add_subcommand(name, says), *parser_};
}

const std::vector<std::string>& CommandLine::environment() const { return parser_->environment; }

CommandLine::Choice CommandLine::parse(int argc, char** argv) {
  CLI::App& app = parser_->app;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw UsageError(usage_message(app, error, argc, argv));
    std::ostringstream text;  // of --help or --version
    app.exit(error, text);
    return {"", [text = text.str()] {
              fmt::print("{}", text);
              return ExitCode::complete;
            }};
  }
  return parser_->choice;
}

}  // namespace ergodic::cli
