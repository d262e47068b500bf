#include "analysis/results.hpp"
#include "cli/commands/commands.hpp"
#include "engine/output.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ergodic::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string file;
  std::string output;
  std::string stage;
  std::string python;  ///< empty: one is looked for
  double confidence = 0.95;
};

/// The folder of the Python package: installed beside the program, or in the source tree. nullopt: python may have it.
std::optional<fs::path> package_folder(const fs::path& program) {
  const fs::path installed = program.parent_path().parent_path() / ERGODIC_DATA_FOLDER / "ergodic" / "python";
  for (const fs::path& folder : {installed, fs::path(ERGODIC_PYTHON_SOURCE)}) {
    if (fs::exists(folder / "ergodic" / "report")) return folder;
  }
  return std::nullopt;
}

void put_first_in_python_path(const fs::path& folder) {
  const char* before = std::getenv("PYTHONPATH");
  const std::string path = before ? fmt::format("{}:{}", folder.string(), before) : folder.string();
  setenv("PYTHONPATH", path.c_str(), 1);
}

/// What python3 and its packages are called there.
constexpr const char* debian_packages =
    "python3 python3-h5py python3-matplotlib python3-mpmath python3-xarray python3-xxhash python3-yaml";

/// Whether a Python is there and has the packages that the page needs: looked for, not imported, which takes 20 ms.
bool serves(const std::string& python) {
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      ::dup2(nowhere, stream);
    execlp(python.c_str(), python.c_str(), "-P", "-c",
           "import importlib.util as u, sys; sys.exit(any(u.find_spec(name) is None for name in sys.argv[1:]))", "h5py",
           "matplotlib", "mpmath", "xarray", "xxhash", "yaml", nullptr);
    ::_exit(127);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The first on the PATH; where that lacks the packages, as one of conda or a virtual environment may, the system's.
std::string chosen_python() {
  constexpr const char* usual = "python3";
  constexpr const char* of_the_system = "/usr/bin/python3";
  return !serves(usual) && serves(of_the_system) ? of_the_system : usual;
}

/// Of a file that can be read, or its stage. What is wrong with it is said here.
std::optional<store::Shard> shard_in(const Options& options, const Workloads& workloads) {
  if (!options.stage.empty())
    return analysis::Results::open(options.file, workloads, options.stage).description.layout().shard;
  return analysis::Results::open_stages(options.file, workloads).front().description.layout().shard;
}

/// Becomes the Python program that writes the page; comes back only when that cannot be started. What is wrong with a
/// file is said here first, as by every other command.
ExitCode report(const Options& options, const Workloads& workloads) {
  if (const auto shard = shard_in(options, workloads)) {
    throw UsageError(
        fmt::format("cannot make a report of shard {} (its sessions are a part of the study's) merge the shards, and "
                    "report the file that they make, or see ergodic summary {}",
                    shard->text(), options.file));
  }
  const fs::path wanted =
      options.output.empty() ? fs::path(options.file).replace_extension(".html") : fs::path(options.output);
  const fs::path output = engine::place_of_output(wanted, {options.file}, "the result file");
  const fs::path program = fs::read_symlink("/proc/self/exe");
  if (const auto folder = package_folder(program)) put_first_in_python_path(*folder);
  const std::string python = options.python.empty() ? chosen_python() : options.python;
  std::vector<std::string> arguments{python,
                                     "-P",
                                     "-m",
                                     "ergodic.report",
                                     options.file,
                                     "--output",
                                     output,
                                     "--program",
                                     program,
                                     "--confidence",
                                     fmt::format("{}", options.confidence)};
  if (!options.stage.empty()) arguments.insert(arguments.end(), {"--stage", options.stage});
  std::vector<char*> words;
  for (std::string& argument : arguments)
    words.push_back(argument.data());
  words.push_back(nullptr);
  std::fflush(nullptr);
  execvp(words.front(), words.data());
  throw InputOutputError(
      fmt::format("cannot run {} ({}) install it (apt-get install {}), or name another with --python", python,
                  std::generic_category().message(errno), debian_packages));
}

constexpr const char* footer =
    "The page needs nothing else: charts are inside, no script, no network. It is read on a phone, printed, in the "
    "dark.\n"
    "Python makes it, with packages of Debian's: python3-matplotlib, -h5py, -xarray, -mpmath, -xxhash and -yaml.\n"
    "\n"
    "Examples:\n"
    "  ergodic report OUT.h5                          writes OUT.html\n"
    "  ergodic report OUT.h5 -o report.html\n"
    "  ergodic report OUT.h5 --python /usr/bin/python3";

}  // namespace

void add_report(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("report", "Write a file's results as one HTML page, with charts");
  command.option("FILE", &options->file, "The result file").required();
  command.option("--stage", &options->stage, "Of a study of stages only this one");
  command.option("-o,--output", &options->output, "The page [FILE with .html]");
  command.option("--confidence", &options->confidence, "Of the intervals [0.95]").between(0.5, 0.999999);
  command.option("--python", &options->python,
                 "The Python that makes it [python3; /usr/bin/python3 if that lacks packages]");
  command.footer(footer);
  command.runs([options, context] { return report(*options, context.workloads); });
}

}  // namespace ergodic::cli
