#include "engine/merge.hpp"

#include "core/format.hpp"
#include "core/suggest.hpp"
#include "engine/closing.hpp"
#include "engine/description_text.hpp"
#include "engine/output.hpp"
#include "engine/plan_of_file.hpp"
#include "store/disk/lock.hpp"
#include "store/draft.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;
using Access = store::PositionedFile::Access;

store::Identity identify_shard(const fs::path& path) {
  store::Identity identity = store::identify(path);
  if (identity.shard) return identity;
  throw MismatchError(fmt::format(
      "{} is no shard (it holds all sessions of its study) merge files of ergodic run --shard i/n", path.string()));
}

/// Throws MismatchError unless `path` is another shard of the study that `first` is a shard of.
void require_same_study(const store::Identity& first, const fs::path& first_path, const store::Identity& identity,
                        const fs::path& path) {
  const auto refuse = [&](const std::string& why) {
    throw MismatchError(fmt::format("{} and {} do not belong together ({}) merge the shards of one study",
                                    first_path.string(), path.string(), why));
  };
  if (identity.draws != first.draws) {
    refuse(fmt::format("{} draws {} in the first, {} in the second", first.workload, first.draws, identity.draws));
  }
  if (identity.study != first.study) {
    const auto [a, b] = first_difference(first.study, identity.study);
    refuse(fmt::format("the first's study has \"{}\", the second's \"{}\"", a, b));
  }
  if (identity.description != first.description) refuse("the programs that made them give other rows at equal draws");
  if (identity.listed_sessions != first.listed_sessions) refuse("they are of different formats");
  if (identity.shard->count != first.shard->count) {
    refuse(fmt::format("they are shards {} and {}", first.shard->text(), identity.shard->text()));
  }
}

/// Throws MismatchError with the numbers of the shards that are missing: their paths are empty.
void require_all(const std::vector<fs::path>& shards) {
  constexpr std::size_t most_named = 10;
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    if (shards[i].empty()) missing.push_back(store::Shard{i + 1, shards.size()}.text());
  }
  if (missing.empty()) return;
  const std::size_t count = missing.size();
  missing.resize(std::min(count, most_named));
  throw MismatchError(
      fmt::format("{} of the {} shards {} missing ({}{}) run the study with --shard {}, or give the file if it is "
                  "there, after OUT, the one to make",
                  count, shards.size(), count == 1 ? "is" : "are", fmt::join(missing, ", "),
                  count > most_named ? ", …" : "", missing.front()));
}

/// The shards in their order: all of one study, each once, none missing.
std::vector<fs::path> in_order(const std::vector<fs::path>& paths) {
  const store::Identity first = identify_shard(paths.front());
  std::vector<fs::path> shards(first.shard->count);
  for (const fs::path& path : paths) {
    const store::Identity identity = identify_shard(path);
    require_same_study(first, paths.front(), identity, path);
    fs::path& place = shards[identity.shard->index - 1];
    if (!place.empty()) {
      throw MismatchError(fmt::format("{} and {} are the same shard ({}) give each once", place.string(), path.string(),
                                      identity.shard->text()));
    }
    place = path;
  }
  require_all(shards);
  return shards;
}

store::ResultFile open_shard(const fs::path& path, const store::FileLayout& whole, const store::Shard& shard) {
  const store::FileLayout layout = whole.part(shard);
  return {path, Access::read, layout, store::locate(path, layout)};
}

/// Throws MismatchError that names all that are not.
template <class Shard>
void require_complete(std::uint64_t count, const Shard& shard) {
  std::vector<std::string> paths, done;
  for (std::uint64_t index = 0; index < count; ++index) {
    const store::ResultFile part = shard(index);
    if (part.closed()) continue;
    const auto blocks = part.done();
    paths.push_back(part.path().string());
    done.push_back(fmt::format("{} of its {} blocks are done", std::count(blocks.begin(), blocks.end(), true),
                               part.layout().blocks_held().size()));
  }
  if (paths.empty()) return;
  if (paths.size() == 1) {
    throw MismatchError(
        fmt::format("{} is not complete ({}) finish it: run its command again", paths.front(), done.front()));
  }
  for (std::size_t i = 0; i < paths.size(); ++i)
    paths[i] += ": " + done[i];
  throw MismatchError(fmt::format("{} shards are not complete ({}) finish them: run their commands again",
                                  grouped(paths.size()), enumerate(paths)));
}

/// Throws MismatchError when the output that is there is not what a merge makes of the shards.
void require_merged(const fs::path& path, const store::FileLayout& layout) {
  const store::Identity identity = store::identify(path);
  const bool same = identity.study == layout.study && identity.draws == layout.draws && !identity.shard;
  if (same && store::ResultFile(path, Access::read, layout, store::locate(path, layout)).closed()) return;
  throw MismatchError(fmt::format("{} is there already ({}) give another output, or --force to replace it",
                                  path.string(),
                                  same ? "this study, not complete" : "it is not what these shards make"));
}

}  // namespace

MergeOutcome merge(const MergeRequest& request, const Workloads& workloads) {
  const fs::path& first = request.shards.front();
  // Its own plan first: that sees that the study can be cut into as many shards as the file says.
  const Plan part = plan_of(first, identify_shard(first), workloads, "merge", request.inputs);
  const Plan whole = Plan(part.study(), workloads, {}, part.inputs()).with_study_text(part.layout().study);
  const Plan plan = part.layout().listed_sessions > 0 ? whole : whole.without_lists();
  const std::vector<fs::path> shards = in_order(request.shards);
  const auto shard = [&](std::uint64_t index) {
    return open_shard(shards[index], plan.layout(), {index + 1, shards.size()});
  };
  require_complete(shards.size(), shard);

  const fs::path path = place_of_output(request.output, shards, "one of the shards");
  const store::OutputLock lock(path);
  if (fs::exists(path) && !request.force) {
    require_merged(path, plan.layout());
    return {true, plan.session_count()};
  }
  store::Draft draft(path, {plan.layout()}, description_text(plan));
  store::ResultFile file(draft.path(), Access::write, plan.layout(), store::locate(draft.path(), plan.layout()));
  for (std::uint64_t index = 0; index < shards.size(); ++index) {
    const store::ResultFile source = shard(index);
    const IndexRange blocks = source.layout().blocks_held();
    for (std::uint64_t block = blocks.first; block < blocks.last; ++block)
      file.record(block, file.copy_block(block, source, block), store::Kept::durable);
  }
  write_summaries(plan, file, {0, summary_parts(plan)});
  file.close_ledger();
  file.sync();
  draft.publish();
  return {false, plan.session_count()};
}

}  // namespace ergodic::engine
