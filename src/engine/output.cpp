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
  const std::vector<bool> done = file.done();
  for (std::uint64_t block = 0; block < done.size(); ++block) {
    if (!done[block]) output.pending.push_back(block);
  }
  if (output.pending.empty() && file.closed()) output.state = Output::State::complete;
  return output;
}

Output begin_file(const Plan& plan, const fs::path& path) {
  Output output{Output::State::created, store::create_result_file(path, plan.layout()), {}, {}};
  output.places = store::locate(path, plan.layout());
  for (std::uint64_t block = 0; block < plan.block_count(); ++block)
    output.pending.push_back(block);
  return output;
}

}  // namespace

Output prepare_output(const Plan& plan, const OutputRequest& request) {
  std::error_code error;
  const fs::file_status status = fs::status(request.path, error);
  if (fs::is_directory(status)) {
    throw InputOutputError(fmt::format("cannot write to {} (it is a folder) name a file in it", request.path.string()));
  }
  const bool exists = fs::exists(status);
  if (!exists && request.resume == Resume::require) {
    throw MismatchError(
        fmt::format("there is no {} to continue (--resume require wants one) leave out --resume to begin it",
                    request.path.string()));
  }
  if (!exists) return begin_file(plan, request.path);

  store::OutputLock lock(request.path);
  if (request.force) return begin_file(plan, request.path);
  if (request.resume == Resume::never) {
    throw MismatchError(
        fmt::format("{} is there already (--resume never wants none) {}", request.path.string(), ways_out));
  }
  return continue_file(plan, request.path, std::move(lock));
}

}  // namespace ergodic::engine
