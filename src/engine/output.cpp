#include "engine/output.hpp"

#include "core/format.hpp"
#include "engine/description_text.hpp"
#include "engine/extension.hpp"
#include "engine/inputs/changed_table.hpp"
#include "engine/plan_of_file.hpp"
#include "store/draft.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;
using Access = store::PositionedFile::Access;

constexpr const char* ways_out = "give another output with -o, or --force to replace the file";

std::string held_by(const std::optional<store::Shard>& shard) {
  return shard ? "shard " + shard->text() : "all of the study";
}

/// What to do when the file has another number of sessions.
[[noreturn]] void refuse_number(const Plan& plan, const fs::path& path, std::uint64_t theirs) {
  const std::uint64_t ours = plan.study().sessions_per_case();
  throw MismatchError(fmt::format("{} has {} sessions per case of this study (this run wants {}{}) {}{}", path.string(),
                                  grouped(theirs), grouped(ours),
                                  ours < theirs ? ", and sessions are never dropped" : "",
                                  ours < theirs ? "" : "add --extend to keep them and simulate the rest, ", ways_out));
}

/// Throws MismatchError where there is one.
void refuse(const std::string& obstacle, const fs::path& path, const store::Identity& identity) {
  if (obstacle.empty()) return;
  throw MismatchError(fmt::format("cannot continue {} ({}) finish it with ergodic {}, or {}", path.string(), obstacle,
                                  identity.program_version, ways_out));
}

void require_equal_draws(const Plan& plan, const fs::path& path, const store::Identity& identity) {
  refuse(other_draws(path, identity, plan), path, identity);
}

/// `chain`: of the sessions that the file has.
void require_same_rows(const Chain& chain, const fs::path& path, const store::Identity& identity) {
  refuse(other_rows(path, read_descriptions(path, identity), chain), path, identity);
}

/// Without the line that says how many sessions there are.
std::string without_sessions(const std::string& study) {
  std::istringstream lines(study);
  std::string rest;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("sessions:")) rest += line + '\n';
  }
  return rest;
}

/// Where the studies differ: another number of sessions alone would make it no other study, and is told last.
std::pair<std::string, std::string> telling_difference(const std::string& ours, const std::string& theirs) {
  const std::string our_rest = without_sessions(ours), their_rest = without_sessions(theirs);
  return our_rest == their_rest ? first_difference(ours, theirs) : first_difference(our_rest, their_rest);
}

void require_same_study(const Plan& plan, const fs::path& path, const store::Identity& identity) {
  if (identity.study != plan.layout().study) {
    const auto sessions = sessions_of_same_study(plan, identity);
    if (sessions && !plan.is_in_rounds()) {
      require_equal_draws(plan, path, identity);
      refuse_number(plan, path, *sessions);
    }
    if (const std::string change = changed_table(plan.layout().study, identity.study); !change.empty()) {
      throw MismatchError(fmt::format("{} was begun with another table ({}) bring back the table of then, or {}",
                                      path.string(), change, ways_out));
    }
    const auto [ours, theirs] = telling_difference(plan.layout().study, identity.study);
    throw MismatchError(fmt::format("{} belongs to another study (this study has \"{}\", the file's has \"{}\") {}",
                                    path.string(), ours, theirs, ways_out));
  }
  require_equal_draws(plan, path, identity);
  if (identity.shard != plan.layout().shard) {
    throw MismatchError(fmt::format("{} holds {} (this run is to simulate {}) {}", path.string(),
                                    held_by(identity.shard), held_by(plan.layout().shard), ways_out));
  }
}

void require_one_stage(const Chain& chain) {
  if (chain.is_single()) return;
  throw UsageError(
      "a study of stages cannot be extended (with more sessions in one stage, later ones are made from other rows) run "
      "it into another file with -o");
}

bool can_be_extended(const Plan& plan, const store::Identity& identity) {
  const auto sessions = sessions_of_same_study(plan, identity);
  return sessions && *sessions < plan.layout().sessions_per_case && !identity.shard &&
         identity.draws == plan.layout().draws;
}

/// Which of all stages' blocks are so, as the chain numbers them.
template <class Which>
std::vector<bool> of_all_stages(std::vector<store::ResultFile>& files, const Which& which) {
  std::vector<bool> all;
  for (store::ResultFile& file : files) {
    const std::vector<bool> blocks = which(file);
    all.insert(all.end(), blocks.begin(), blocks.end());
  }
  return all;
}

bool is_closed(const std::vector<store::ResultFile>& files) {
  return std::all_of(files.begin(), files.end(),
                     [](const store::ResultFile& file) { return file.closed().has_value(); });
}

/// Of a locked file. What a killed run wrote is kept.
Output open_output(Output::State state, const Chain& chain, const fs::path& path, store::OutputLock lock,
                   const OnActivity& on_activity) {
  Output output{.state = state,
                .sessions_per_case = chain[0].layout().sessions_per_case,
                .has_lists = chain[0].layout().listed_sessions > 0,
                .lock = std::move(lock),
                .offsets = store::locate(path, chain.layouts())};
  std::vector<store::ResultFile> files =
      store::ResultFile::open_stages(path, Access::write, chain.layouts(), output.offsets);
  output.inode = files.front().on_disk().inode();
  const IndexRange held = chain.blocks_held();
  std::uint64_t before = 0;  // blocks of earlier stages
  const auto settle = [&](store::ResultFile& file) {
    const auto on_block = [&](std::uint64_t block) {
      on_activity({Phase::examining, before + block - held.first, held.size()});
    };
    std::vector<bool> durable = file.settle(on_block);
    before += durable.size();
    return durable;
  };
  output.pending = BlockList::missing(of_all_stages(files, settle), held);
  if (output.pending.empty() && is_closed(files)) output.state = Output::State::complete;
  return output;
}

Output continue_file(const Chain& chain, const fs::path& path, bool extend, store::OutputLock lock,
                     const OutputHooks& hooks) {
  const store::Identity identity = store::identify(path);
  if (extend && can_be_extended(chain[0], identity)) {
    const Plan plan = identity.listed_sessions > 0 ? chain[0] : chain[0].without_lists();
    const Plan held = plan.with_sessions(sessions_of_same_study(plan, identity).value());
    require_same_rows(held, path, identity);
    store::FileLayout shorter = held.layout();
    shorter.study = identity.study;
    extend_file(plan, path, shorter, hooks);
    return open_output(Output::State::extended, plan, path, std::move(lock), hooks.on_activity);
  }
  require_same_study(chain[0], path, identity);
  const Chain held = chain_as_in(path, identity, chain);
  require_same_rows(held, path, identity);
  return open_output(Output::State::continued, held, path, std::move(lock), hooks.on_activity);
}

/// When the file holds all of this run already. Nothing is to be written then, nor locked: its folder may be read-only.
/// One that is closed over blocks that nobody has called durable lacks their last words, and gets them by being
/// continued.
std::optional<Output> complete_output(const Chain& chain, const fs::path& path) {
  const store::Identity identity = store::identify(path);
  const store::FileLayout& layout = chain[0].layout();
  if (identity.study != layout.study || identity.draws != layout.draws || identity.shard != layout.shard)
    return std::nullopt;
  const Chain held = chain_as_in(path, identity, chain);
  require_same_rows(held, path, identity);
  Output output{.state = Output::State::complete,
                .sessions_per_case = held[0].layout().sessions_per_case,
                .has_lists = held[0].layout().listed_sessions > 0,
                .offsets = store::locate(path, held.layouts())};
  std::vector<store::ResultFile> files =
      store::ResultFile::open_stages(path, Access::read, held.layouts(), output.offsets);
  const auto durable = of_all_stages(files, [](store::ResultFile& file) { return file.durable(); });
  if (!is_closed(files) || !BlockList::missing(durable, held.blocks_held()).empty()) return std::nullopt;
  return output;
}

void require_no_rounds(const Plan& plan) {
  if (!plan.is_in_rounds()) return;
  plan.study().reject("until", "does not go with --extend",
                      "its rounds take a file on by themselves, and each study's in its own steps",
                      "leave out one of them");
}

Output begin_file(const Chain& chain, const fs::path& path, store::OutputLock lock) {
  std::vector<store::Offsets> offsets = store::create_result_file(path, chain.layouts(), description_text(chain));
  const store::Inode made = store::inode_of(path).value_or(store::Inode{});
  return {Output::State::created,
          chain[0].layout().sessions_per_case,
          chain[0].layout().listed_sessions > 0,
          std::move(lock),
          std::move(offsets),
          BlockList::all(chain.blocks_held()),
          made};
}

/// Throws MismatchError when there is no file where there must be one.
void require_what_is_wanted(const OutputRequest& request, const fs::path& path) {
  if (request.resume != Resume::require || fs::exists(path)) return;
  throw MismatchError(fmt::format(
      "there is no {} to continue (--resume require wants one) leave out --resume to begin it", request.path.string()));
}

/// For a process that may be one of several that were to be one run: they would wait for each other in vain.
[[noreturn]] void refuse_stranger(const fs::path& path, const std::string& writer, const std::string& isolation) {
  throw InputOutputError(
      fmt::format("{} is in use ({}; {}) start the ranks of a run with that MPI's mpirun, or with srun --mpi=pmix",
                  path.string(), writer, isolation));
}

store::OutputLock lock_output(const fs::path& path, const OutputRequest& request, const OutputHooks& hooks) {
  const auto meet = [&](const store::LockSeen& other) {
    const std::string writer = store::writer_text(other);
    if (!request.isolation.empty() && other.owner && other.owner->is_sibling())
      refuse_stranger(path, writer, request.isolation);
    hooks.on_waiting(writer);
  };
  try {
    return store::OutputLock(path, request.patience, meet, [&] { hooks.on_activity({Phase::waiting}); });
  } catch (const store::OutputInUse& error) {
    if (request.isolation.empty()) throw;
    refuse_stranger(path, error.writer(), request.isolation);
  }
}

/// The file that a symbolic link means, there or not: a new one must not take the link's place.
fs::path through_links(fs::path path) {
  constexpr int most_links = 40;  // as the system: a loop of links is found by opening it
  for (int i = 0; i < most_links && fs::is_symlink(path); ++i) {
    path = path.parent_path() / fs::read_symlink(path);
  }
  return path;
}

std::string without_indent(const std::string& line) {
  return line.substr(std::min(line.find_first_not_of(' '), line.size()));
}

}  // namespace

std::pair<std::string, std::string> first_difference(const std::string& first, const std::string& second) {
  std::istringstream a(first), b(second);
  std::string line_a, line_b;
  for (;;) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a) line_a = "(nothing)";
    if (!more_b) line_b = "(nothing)";
    if (line_a != line_b || (!more_a && !more_b)) return {without_indent(line_a), without_indent(line_b)};
  }
}

fs::path place_of_output(const fs::path& wanted, const std::vector<fs::path>& inputs, const std::string& what) {
  const fs::path path = through_links(wanted);
  const auto refuse = [&](const std::string& why) {
    throw InputOutputError(fmt::format("cannot write to {} ({}) name another file", path.string(), why));
  };
  if (!path.has_filename()) refuse("it names a folder");
  if (fs::is_directory(path)) refuse("it is a folder");
  if (!fs::exists(path)) return path;
  if (!fs::is_regular_file(path)) refuse("it is no regular file");
  for (const fs::path& input : inputs) {
    if (fs::exists(input) && fs::equivalent(path, input)) refuse("it is " + what);
  }
  return path;
}

Output prepare_output(const Chain& chain, const OutputRequest& request, const OutputHooks& hooks) {
  if (request.extend) {
    require_one_stage(chain);
    require_no_rounds(chain[0]);
  }
  const fs::path path = place_of_output(request.path, {request.study}, "the study");
  require_what_is_wanted(request, path);
  const bool keeps = fs::exists(path) && !request.force && request.resume != Resume::never;
  if (keeps) {
    if (auto complete = complete_output(chain, path)) {
      store::remove_abandoned_lock(path);
      return *std::move(complete);
    }
  }
  store::OutputLock lock = lock_output(path, request, hooks);
  require_what_is_wanted(request, path);  // by now another run may have made it, or taken it away
  if (!fs::exists(path) || request.force) {
    hooks.on_activity({Phase::making});
    return begin_file(chain, path, std::move(lock));
  }
  if (request.resume == Resume::never) {
    throw MismatchError(
        fmt::format("{} is there already (--resume never wants none) {}", request.path.string(), ways_out));
  }
  return continue_file(chain, path, request.extend, std::move(lock), hooks);
}

void begin_next_round(Output& output, const Plan& next, const fs::path& path, const OutputHooks& hooks) {
  const fs::path place = through_links(path);
  extend_file(next, place, next.with_sessions(output.sessions_per_case).layout(), hooks);
  output = open_output(Output::State::extended, next, place, std::move(output.lock), hooks.on_activity);
}

}  // namespace ergodic::engine
