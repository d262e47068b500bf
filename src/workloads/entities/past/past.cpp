#include "workloads/entities/past/past.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <utility>

namespace ergodic::workloads::entities {

Past::Past(Rules rules, HistoryOf history_of, LooksAhead looks_ahead)
    : rules_(rules), history_of_(std::move(history_of)), looks_ahead_(std::move(looks_ahead)) {}

const History& Past::seen(std::string_view stage, Date end) const {
  const auto found = known_.find(stage);
  if (found != known_.end()) return *found->second;
  const History& all = history_of_(stage);
  if (all.are_known(end, rules_.known_until)) return all;
  return *known_.emplace(stage, all.known(rules_.known_until)).first->second;
}

Before Past::before(std::string_view stage) const { return {seen(stage, rules_.date), rules_.date}; }

Before Past::up_to(std::string_view stage) const {
  const Date end = rules_.leaks ? rules_.date + 1 : rules_.date;
  return {seen(stage, end), end};
}

Today Past::today(std::string_view stage) const {
  if (rules_.looks_ahead && !looks_ahead_(stage))
    throw InternalError(
        fmt::format("a processor of games to come asks for the rows of {} of the day itself, which are about games "
                    "that it must not know",
                    stage));
  return {history_of_(stage), rules_.date};
}

}  // namespace ergodic::workloads::entities
