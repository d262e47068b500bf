#pragma once

#include <ergodic/workload_base.hpp>

#include <string>
#include <string_view>

namespace ergodic::workloads::let_it_ride {

/// The study that does what a configuration file of the Python simulator did there. What was a mistake of the
/// simulator's is not done again; a remark says so. Throws StudyError for what the simulator refused, and for what has
/// no counterpart.
ImportedStudy import_configuration(std::string_view text, const std::string& origin);

}  // namespace ergodic::workloads::let_it_ride
