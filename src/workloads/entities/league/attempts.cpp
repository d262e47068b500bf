#include "workloads/entities/league/attempts.hpp"

namespace ergodic::workloads::entities {

/// Rows come in the order of their key, so that of an entity and day the last has the greatest number.
Attempts::Attempts(const Table& table) {
  const TextColumn processor = table.texts("processor_name");
  const TextColumn entity = table.texts("entity_id");
  const auto dates = table.dates("analysis_date");
  const auto numbers = table.wholes("attempt_number");
  const auto tripped = table.flags("circuit_breaker_tripped");
  const auto until = table.times("circuit_breaker_until");
  for (std::size_t row = 0; row < table.rows(); ++row)
    newest_[{std::string(processor[row]), std::string(entity[row]), dates[row]}] = {numbers[row], tripped[row] == 1,
                                                                                    until[row]};
}

const Attempt* Attempts::newest(std::string_view processor, std::string_view entity, Date date) const {
  const auto found = newest_.find({std::string(processor), std::string(entity), date});
  return found == newest_.end() ? nullptr : &found->second;
}

}  // namespace ergodic::workloads::entities
