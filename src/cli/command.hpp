#pragma once

#include <ergodic/errors.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ergodic::cli {

/// Does the chosen command's work and says how it ended. Throws ergodic::Error.
using Action = std::function<ExitCode()>;

/// Where the value of an option goes. A bool makes it a flag; a vector takes all values that are given.
using Target = std::variant<bool*, double*, std::uint64_t*, std::string*, std::optional<std::uint64_t>*,
                            std::optional<std::string>*, std::vector<std::string>*>;

/// What is wrong with a value; empty: nothing.
using Complaint = std::function<std::string(const std::string&)>;

struct Parser;

/// An option or positional argument of a command: what is said of it here is checked, and told in the help.
class Option {
 public:
  Option(CLI::Option& option, Parser& parser) : option_(&option), parser_(&parser) {}

  Option required() const;
  /// May be given several times, with one value each time.
  Option repeated() const;
  /// Several values at once: "a,b".
  Option separated_by(char separator) const;
  Option one_of(const std::vector<std::string>& words) const;
  Option between(double low, double high) const;
  Option between(int low, int high) const;
  Option excludes(const Option& other) const;
  Option check(const Complaint& complaint) const;
  /// The environment's variable that gives the value where the command line does not.
  Option env(const std::string& variable) const;
  /// A variable that means the same and is read elsewhere: not told in the help, but known.
  Option known_env(const std::string& variable) const;

 private:
  CLI::Option* option_;
  Parser* parser_;
};

/// One command of the program.
class Command {
 public:
  Command(CLI::App& app, Parser& parser) : app_(&app), parser_(&parser) {}

  /// `names`: "--case", "-o,--output", or of a positional argument "FILE". `target` must outlive the command line.
  Option option(const std::string& names, const Target& target, const std::string& says) const;
  /// What --help prints after the options.
  void footer(const std::string& text) const;
  /// Its work, when it is the one on the command line.
  void runs(Action action) const;

 private:
  CLI::App* app_;
  Parser* parser_;
};

/// What the program understands, command by command. CLI11 is behind it, in one source: it is all headers, and defines
/// things in them that every source which sees them compiles again.
class CommandLine {
 public:
  struct Choice {
    std::string command;  ///< empty: none, but --help or --version, which `action` prints
    Action action;
  };

  /// `version`: what --version prints.
  CommandLine(const std::string& description, const std::string& footer, const std::string& version);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  Command command(const std::string& name, const std::string& says);

  /// The environment's variables that mean something to any of the commands.
  const std::vector<std::string>& environment() const;

  /// What is asked for. Throws UsageError with the nearest known command or option.
  Choice parse(int argc, char** argv);

 private:
  std::unique_ptr<Parser> parser_;
};

}  // namespace ergodic::cli
