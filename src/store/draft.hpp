#pragma once

#include "store/file_layout.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::store {

/// A new result file in the making: empty, under a temporary name beside `path`, until it is published or given up.
/// The caller holds the output's lock.
class Draft {
 public:
  /// `description`: what the file says that it holds.
  Draft(std::filesystem::path path, const std::vector<FileLayout>& stages, const std::string& description);
  ~Draft();  ///< gives it up
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const std::filesystem::path& path() const { return making_; }
  /// Renames it over what is there. What was written to it must be durable.
  void publish();

 private:
  std::filesystem::path path_;
  std::filesystem::path making_;
};

/// A new, empty result file at `path`, at once.
void create_result_file(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                        const std::string& description);

}  // namespace ergodic::store
