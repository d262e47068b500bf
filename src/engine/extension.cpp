#include "engine/extension.hpp"

#include "core/clock.hpp"
#include "engine/description_text.hpp"
#include "engine/run/sync_pace.hpp"
#include "store/draft.hpp"
#include "store/result_file.hpp"

#include <ergodic/errors.hpp>

#include <charconv>
#include <string_view>
#include <vector>

namespace ergodic::engine {
namespace {

using Access = store::PositionedFile::Access;

/// A resolved study, cut around the number of sessions: it is canonical YAML, with this key once at the start of a
/// line.
struct Cut {
  std::string_view before, number, after;
};

std::optional<Cut> cut_at_sessions(std::string_view study) {
  constexpr std::string_view key = "\nsessions: ";
  std::size_t begin = study.starts_with(key.substr(1)) ? key.size() - 1 : study.find(key);
  if (begin == std::string_view::npos) return std::nullopt;
  if (study[begin] == '\n') begin += key.size();
  const std::size_t end = std::min(study.find('\n', begin), study.size());
  return Cut{study.substr(0, begin), study.substr(begin, end - begin), study.substr(end)};
}

/// The blocks of a shorter file on their way into a draft.
class Copy {
 public:
  Copy(const Plan& plan, const store::ResultFile& source, store::Draft& draft)
      : source_(source),
        draft_(draft),
        file_(draft.path(), Access::write, plan.layout(), store::locate(draft.path(), plan.layout())),
        pace_(clock_.now()) {
    const std::vector<bool> there = file_.durable();
    const std::vector<bool> done = source.done();
    for (std::uint64_t theirs = 0; theirs < done.size(); ++theirs) {
      const store::FileLayout& shorter = source.layout();
      const std::uint64_t of = shorter.case_of_block(theirs);
      const std::uint64_t block = plan.layout().blocks_of(of).first + theirs - shorter.blocks_of(of).first;
      const std::uint64_t sessions = shorter.sessions_in(theirs);
      if (!done[theirs]) continue;
      sessions_ += sessions;
      if (sessions != plan.block(block).replicates.count) continue;
      const std::uint64_t bytes = file_.bytes_of(block);
      activity_.total += bytes;
      if (there[block])
        activity_.done += bytes;
      else
        to_copy_.push_back({block, theirs});
      has_durable_ = has_durable_ || there[block];
    }
  }

  const Activity& activity() const { return activity_; }
  std::uint64_t sessions() const { return sessions_; }  ///< that are done in the shorter file

  /// Copies what is not there yet. What `on_activity` throws ends it; the draft then stays, to be gone on with.
  void to_the_end(const OnActivity& on_activity) {
    try {
      copy(on_activity);
    } catch (const Error& error) {
      if (error.code() == ExitCode::unfinished) {
        make_durable();
        if (has_durable_) draft_.leave();
      }
      throw;
    }
  }

 private:
  struct Move {
    std::uint64_t block, theirs;
  };

  void copy(const OnActivity& on_activity) {
    on_activity(activity_);
    const auto on_part = [&](std::uint64_t bytes) {
      activity_.done += bytes;
      on_activity(activity_);
    };
    for (const auto& [block, theirs] : to_copy_) {
      copied_.push_back({block, file_.copy_block(block, source_, theirs, on_part)});
      if (pace_.is_due(clock_.now())) make_durable();
    }
    make_durable();
    file_.sync();  // the last ledger lines too
  }

  void make_durable() {
    const double begin = clock_.now();
    has_durable_ = has_durable_ || !copied_.empty();
    file_.make_durable(copied_);
    copied_.clear();
    pace_.synced(begin, clock_.now());
  }

  const SteadyClock clock_;
  const store::ResultFile& source_;
  store::Draft& draft_;
  store::ResultFile file_;
  SyncPace pace_;
  std::vector<Move> to_copy_;
  std::vector<store::WrittenBlock> copied_;  ///< since the last sync
  Activity activity_{Phase::copying};
  std::uint64_t sessions_ = 0;
  bool has_durable_ = false;  ///< blocks that the draft can be gone on with
};

}  // namespace

std::optional<std::uint64_t> sessions_of_same_study(const Plan& plan, const store::Identity& identity) {
  const auto ours = cut_at_sessions(plan.layout().study);
  const auto theirs = cut_at_sessions(identity.study);
  if (!ours || !theirs || ours->before != theirs->before || ours->after != theirs->after) return std::nullopt;
  std::uint64_t sessions = 0;
  const char* const end = theirs->number.data() + theirs->number.size();
  const auto [stop, error] = std::from_chars(theirs->number.data(), end, sessions);
  if (error != std::errc{} || stop != end || sessions == 0) return std::nullopt;
  return sessions;
}

void extend_file(const Plan& plan, const std::filesystem::path& path, const store::FileLayout& shorter,
                 const CopyHooks& hooks) {
  const store::ResultFile source(path, Access::read, shorter, store::locate(path, shorter));
  const bool was_there = std::filesystem::exists(store::draft_of(path));
  store::Draft draft(path, {plan.layout()}, description_text(plan), store::Draft::Start::taken_up);
  const bool is_taken_up = draft.is_taken_up();
  {
    Copy copy(plan, source, draft);
    hooks.on_copying({is_taken_up ? Copying::Draft::taken_up
                      : was_there ? Copying::Draft::begun_anew
                                  : Copying::Draft::begun,
                      draft.path(), copy.activity(), copy.sessions()});
    copy.to_the_end(hooks.on_activity);
  }
  draft.publish();
}

}  // namespace ergodic::engine
