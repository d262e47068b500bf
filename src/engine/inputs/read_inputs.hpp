#pragma once

#include "core/cost/cost.hpp"
#include "engine/run/run_record.hpp"
#include "store/shard.hpp"
#include "study/study.hpp"

#include <ergodic/table.hpp>
#include <ergodic/workload_base.hpp>

#include <filesystem>
#include <optional>
#include <vector>

namespace ergodic::engine {

/// A study, and the tables that it reads.
struct StudyRead {
  study::Study study;  ///< which now says what is in its tables, not where they lay
  Inputs inputs = {};
  std::vector<InputRecord> origins = {};   ///< where they lay
  std::optional<store::Shard> shard = {};  ///< the part of the study that is meant
  Cost cost = {};                          ///< of reading the tables
  std::vector<std::string> remarks = {};   ///< of cells that cannot be read: who reads them fails, and nobody else
};

/// Reads and checks the tables that a study gives. With `result`, a file that a run of the study may be going on with:
/// a table whose own file is gone is taken from it, or from where its earlier runs read it. Throws StudyError with all
/// that is wrong with any of them; MismatchError where a table of a run that is to be continued is gone or has changed.
StudyRead read_inputs(const study::Study& study, const Workloads& workloads, const std::filesystem::path& result = {});

}  // namespace ergodic::engine
