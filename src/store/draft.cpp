#include "store/draft.hpp"

#include "store/disk/posix.hpp"
#include "store/format.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"
#include "store/skeleton.hpp"

#include <ergodic/errors.hpp>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace ergodic::store {

namespace {

/// Whether the file is a draft of this layout and description, by this version, that has durable blocks: so its
/// skeleton, which was synced before them, is whole.
bool can_be_taken_up(const std::filesystem::path& making, const FileLayout& layout, const std::string& description) {
  try {
    const Identity identity = identify(making);
    const bool is_the_same = identity.format == layout.format() && identity.program_version == layout.program_version &&
                             identity.workload == layout.workload && identity.draws == layout.draws &&
                             identity.study == layout.study && identity.description == description &&
                             identity.shard == layout.shard && identity.listed_sessions == layout.listed_sessions &&
                             identity.sessions_per_case.value_or(layout.sessions_per_case) == layout.sessions_per_case;
    if (!is_the_same) return false;
    const ResultFile file(making, PositionedFile::Access::read, layout, locate(making, layout));
    const std::vector<bool> durable = file.durable();
    return std::find(durable.begin(), durable.end(), true) != durable.end();
  } catch (const Error&) {  // none is there, or one that was cut off: it is made anew
    return false;
  }
}

}  // namespace

std::filesystem::path draft_of(const std::filesystem::path& output) { return output.string() + ".tmp"; }

Draft::Draft(std::filesystem::path path, const std::vector<FileLayout>& stages, const std::string& description,
             Start start)
    : path_(std::move(path)),
      making_(draft_of(path_)),
      is_taken_up_(start == Start::taken_up && stages.size() == 1 &&
                   can_be_taken_up(making_, stages.front(), description)) {
  if (!is_taken_up_) offsets_ = create_skeleton(making_, stages, description);
}

Draft::~Draft() {
  if (is_left_) return;
  std::error_code ignored;
  std::filesystem::remove(making_, ignored);
}

void Draft::publish() {
  rename_file(making_, path_);
  sync_folder_of(path_);
}

std::vector<Offsets> create_result_file(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                                        const std::string& description) {
  Draft draft(path, stages, description);
  draft.publish();
  return draft.offsets();
}

}  // namespace ergodic::store
