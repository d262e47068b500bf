#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace ergodic::workloads::entities {

std::unique_ptr<const Processor> pgs_processor();
std::unique_ptr<const Processor> togs_processor();
std::unique_ptr<const Processor> tdgs_processor();
std::unique_ptr<const Processor> utgc_processor();
std::unique_ptr<const Processor> upgc_processor();
std::unique_ptr<const Processor> tdza_processor();
std::unique_ptr<const Processor> psza_processor();
std::unique_ptr<const Processor> pcf_processor();
std::unique_ptr<const Processor> pdc_processor();
std::unique_ptr<const Processor> mlfs_processor();

/// All processors, each after those that it reads.
const std::vector<std::unique_ptr<const Processor>>& processors();
/// Null where there is none of that name.
const Processor* find_processor(std::string_view name);

}  // namespace ergodic::workloads::entities
