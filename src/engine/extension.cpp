#include "engine/extension.hpp"

#include "engine/description_text.hpp"
#include "store/draft.hpp"
#include "store/result_file.hpp"

#include <charconv>
#include <string_view>

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

void extend_file(const Plan& plan, const std::filesystem::path& path, const store::FileLayout& shorter) {
  const store::ResultFile source(path, Access::read, shorter, store::locate(path, shorter));

  store::Draft draft(path, {plan.layout()}, description_text(plan));
  store::ResultFile file(draft.path(), Access::write, plan.layout(), store::locate(draft.path(), plan.layout()));
  const std::vector<bool> done = source.done();
  for (std::uint64_t theirs = 0; theirs < done.size(); ++theirs) {
    const std::uint64_t of = shorter.case_of_block(theirs);
    const std::uint64_t block = plan.layout().blocks_of(of).first + theirs - shorter.blocks_of(of).first;
    if (!done[theirs] || shorter.sessions_in(theirs) != plan.block(block).replicates.count) continue;
    file.record(block, file.copy_block(block, source, theirs), store::Kept::durable);  // once it has its name
  }
  file.sync();
  draft.publish();
}

}  // namespace ergodic::engine
