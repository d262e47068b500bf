#pragma once

#include "store/file_layout.hpp"
#include "store/offsets.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::store {

/// A new result file in the making, under a temporary name beside `path`, until it is published or given up. The caller
/// holds the output's lock.
class Draft {
 public:
  enum class Start {
    anew,      ///< an empty file, in the place of whatever is there
    taken_up,  ///< the draft of this very file that an earlier process left, if there is one that has durable blocks;
               ///< of one stage
  };

  /// `description`: what the file says that it holds.
  Draft(std::filesystem::path path, const std::vector<FileLayout>& stages, const std::string& description,
        Start start = Start::anew);
  ~Draft();  ///< gives it up
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const std::filesystem::path& path() const { return making_; }
  /// Where its arrays lie, stage by stage; of one that was made here.
  const std::vector<Offsets>& offsets() const { return offsets_; }
  /// Whether an earlier process began it.
  bool is_taken_up() const { return is_taken_up_; }
  /// Leaves it to be taken up.
  void leave() { is_left_ = true; }
  /// Renames it over what is there. What was written to it must be durable.
  void publish();

 private:
  std::filesystem::path path_;
  std::filesystem::path making_;
  bool is_taken_up_;
  std::vector<Offsets> offsets_;
  bool is_left_ = false;
};

/// OUTPUT.tmp: the name of its drafts.
std::filesystem::path draft_of(const std::filesystem::path& output);

/// A new, empty result file at `path`, at once; where its arrays lie, stage by stage.
std::vector<Offsets> create_result_file(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                                        const std::string& description);

}  // namespace ergodic::store
