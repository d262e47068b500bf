#pragma once

#include <ergodic/table.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace ergodic::store {

/// The table of that form that a result file keeps, in memory of its own; nullopt: it keeps none. Throws
/// InputOutputError where the file cannot be read or is damaged; MismatchError where it lies otherwise than we wrote
/// it.
std::optional<Table> read_kept_table(const std::filesystem::path& path, std::shared_ptr<const TableForm> form);

/// [bytes] What tables take in a file, at most.
std::uint64_t room_of(const std::vector<Table>& tables);

}  // namespace ergodic::store
