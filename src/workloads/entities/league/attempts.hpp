#pragma once

#include "workloads/entities/calendar/date.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace ergodic::workloads::entities {

/// What the newest attempt at an entity says of it.
struct Attempt {
  std::int64_t number = 0;
  bool is_tripped = false;
  std::int64_t until = missing_whole;  ///< microseconds since 1970; missing: for ever
};

/// Attempts at entities whose inputs were incomplete: the state of the entity breaker.
class Attempts {
 public:
  explicit Attempts(const Table& table);

  /// Null where there was none.
  const Attempt* newest(std::string_view processor, std::string_view entity, Date date) const;

 private:
  std::map<std::tuple<std::string, std::string, Date>, Attempt> newest_;
};

}  // namespace ergodic::workloads::entities
