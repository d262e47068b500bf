#include "engine/output.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <sstream>
#include <string>
#include <system_error>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;

/// The first line in which two resolved studies differ, for the message.
std::string first_difference(const std::string& ours, const std::string& theirs) {
  std::istringstream a(ours), b(theirs);
  std::string line_a, line_b;
  for (;;) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) return "they differ";
    if (!more_a) line_a = "(nothing)";
    if (!more_b) line_b = "(nothing)";
    if (line_a != line_b) {
      const auto trimmed = [](const std::string& line) {
        return line.substr(std::min(line.find_first_not_of(' '), line.size()));
      };
      return fmt::format("this study has \"{}\", the file's has \"{}\"", trimmed(line_a), trimmed(line_b));
    }
  }
}

constexpr const char* ways_out = "give another output with -o, or --force to replace the file";

void require_same_study(const Plan& plan, const fs::path& path) {
  const store::Identity identity = store::identify(path);
  if (identity.study != plan.layout().study) {
    throw MismatchError(fmt::format("{} belongs to another study ({}) {}", path.string(),
                                    first_difference(plan.layout().study, identity.study), ways_out));
  }
  if (identity.program_version != plan.layout().program_version) {
    throw MismatchError(
        fmt::format("{} was begun by ergodic {} (this is {}, and may draw differently) finish it with that "
                    "version, or {}",
                    path.string(), identity.program_version, plan.layout().program_version, ways_out));
  }
}

Output continue_file(const Plan& plan, const fs::path& path, store::OutputLock lock) {
  require_same_study(plan, path);
  Output output{Output::State::continued, std::move(lock), store::locate(path, plan.layout()), {}};
  const store::ResultFile file(path, store::PositionedFile::Access::read, plan.layout(), output.places);
  output.pending = BlockList::missing(file.done());
  if (output.pending.empty() && file.closed()) output.state = Output::State::complete;
  return output;
}

Output begin_file(const Plan& plan, const fs::path& path, store::OutputLock lock) {
  store::create_result_file(path, plan.layout());
  return {Output::State::created, std::move(lock), store::locate(path, plan.layout()),
          BlockList::all(plan.block_count())};
}

/// The file that a symbolic link means, there or not: a new one must not take the link's place.
fs::path through_links(fs::path path) {
  constexpr int most_links = 40;  // as the system: a loop of links is found by opening it
  for (int i = 0; i < most_links && fs::is_symlink(path); ++i) {
    path = path.parent_path() / fs::read_symlink(path);
  }
  return path;
}

/// Refuses what a file of results must not replace, --force or not.
void require_a_place_for_a_file(const fs::path& path, const fs::path& study) {
  const auto refuse = [&](const std::string& why) {
    throw InputOutputError(fmt::format("cannot write to {} ({}) name another file", path.string(), why));
  };
  if (!path.has_filename()) refuse("it names a folder");
  if (fs::is_directory(path)) refuse("it is a folder");
  if (!fs::exists(path)) return;
  if (!fs::is_regular_file(path)) refuse("it is no regular file");
  if (!study.empty() && fs::exists(study) && fs::equivalent(path, study)) refuse("it is the study");
}

}  // namespace

Output prepare_output(const Plan& plan, const OutputRequest& request) {
  const fs::path path = through_links(request.path);
  require_a_place_for_a_file(path, request.study);
  if (!fs::exists(path) && request.resume == Resume::require) {
    throw MismatchError(
        fmt::format("there is no {} to continue (--resume require wants one) leave out --resume to begin it",
                    request.path.string()));
  }
  store::OutputLock lock(path);
  if (!fs::exists(path) || request.force) return begin_file(plan, path, std::move(lock));
  if (request.resume == Resume::never) {
    throw MismatchError(
        fmt::format("{} is there already (--resume never wants none) {}", request.path.string(), ways_out));
  }
  return continue_file(plan, path, std::move(lock));
}

}  // namespace ergodic::engine
