#pragma once

#include "core/activity.hpp"
#include "engine/block_list.hpp"
#include "engine/chain.hpp"
#include "engine/extension.hpp"
#include "store/disk/inode.hpp"
#include "store/disk/lock.hpp"
#include "store/offsets.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::engine {

/// What to do with a file that is there already.
enum class Resume {
  automatic,  ///< continue it when it is of this study, begin one when there is none
  never,      ///< there must be none
  require,    ///< there must be one to continue
};

struct OutputRequest {
  std::filesystem::path path;
  std::filesystem::path study = {};  ///< the study's file, which must not be the output
  Resume resume = Resume::automatic;
  bool force = false;   ///< replace whatever is there
  bool extend = false;  ///< go on from a file of the same study with fewer sessions
  double patience = 0;  ///< [s] how long to wait for another run that is writing the output
  /// Why this process seems to be one of several that were started as ranks of one run, and do not know of each other:
  /// parallel::Environment::isolation(). Empty: it does not.
  std::string isolation = {};
};

/// Is told who writes the output: "another run is writing it: process 4711 here, since …".
using OnWaiting = std::function<void(const std::string& writer)>;

/// What is told while an output is made ready; what they throw ends that.
struct OutputHooks : CopyHooks {
  OnWaiting on_waiting = [](const auto&) {};  ///< once, when another run is writing it
};

/// The first line in which two resolved studies differ: the first's and the second's.
std::pair<std::string, std::string> first_difference(const std::string& first, const std::string& second);

/// Where an output really goes: the file that a symbolic link means, there or not. Throws InputOutputError when this
/// can be no file of results, or is one of `inputs`, each of which is `what`: "the study".
std::filesystem::path place_of_output(const std::filesystem::path& path,
                                      const std::vector<std::filesystem::path>& inputs, const std::string& what);

/// An output that is ready for blocks, and locked; or one that is complete.
struct Output {
  enum class State { created, continued, extended, complete };

  State state = State::created;
  std::uint64_t sessions_per_case = 0;       ///< of the file: of a study in rounds, those of the round that it is in
  bool has_lists = false;                    ///< whether its blocks leave lists: one of an older format does not
  store::OutputLock lock = {};               ///< shared by all ranks
  std::vector<store::Offsets> offsets = {};  ///< of each stage
  BlockList pending = {};                    ///< blocks still to do, as the chain numbers them
  store::Inode inode = {};                   ///< the file, on the rank that made it ready; not of one that is complete
};

/// Creates the file of the study, or finds where its earlier run stopped. For rank 0. Throws MismatchError when the
/// file there does not belong to this study (it is left untouched), InputOutputError when the output cannot be used.
/// For a run that was started beside this one it does not wait.
Output prepare_output(const Chain& chain, const OutputRequest& request, const OutputHooks& hooks = {});

/// Lets an output whose blocks are done go on as that of `next`, the study's next round. For rank 0.
void begin_next_round(Output& output, const Plan& next, const std::filesystem::path& path,
                      const OutputHooks& hooks = {});

}  // namespace ergodic::engine
