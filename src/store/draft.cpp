#include "store/draft.hpp"

#include "store/disk/posix.hpp"
#include "store/skeleton.hpp"

#include <system_error>
#include <utility>

namespace ergodic::store {

Draft::Draft(std::filesystem::path path, const std::vector<FileLayout>& stages, const std::string& description)
    : path_(std::move(path)), making_(path_.string() + ".tmp") {
  create_skeleton(making_, stages, description);
}

Draft::~Draft() {
  std::error_code ignored;
  std::filesystem::remove(making_, ignored);
}

void Draft::publish() {
  rename_file(making_, path_);
  sync_folder_of(path_);
}

void create_result_file(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                        const std::string& description) {
  Draft(path, stages, description).publish();
}

}  // namespace ergodic::store
