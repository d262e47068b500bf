#pragma once

#include "workloads/entities/past/history.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ergodic::workloads::entities {

/// The rows of a stage before a day.
class Before {
 public:
  Before(const History& history, Date end) : history_(&history), end_(end) {}

  const History& history() const { return *history_; }
  /// Of a subject, all of them, or those from a day on.
  Window rows(Code subject, Date from = std::numeric_limits<Date>::min()) const {
    return history_->between(subject, from, end_);
  }
  /// The first day that is not seen.
  Date end() const { return end_; }

 private:
  const History* history_;
  Date end_;
};

/// The rows of a stage of a day.
class Today {
 public:
  Today(const History& history, Date date) : history_(&history), date_(date) {}

  const History& history() const { return *history_; }
  /// Of a subject: empty where it has none.
  Window row(Code subject) const { return history_->between(subject, date_, date_ + 1); }

 private:
  const History* history_;
  Date date_;
};

/// What a processor sees of earlier stages on a day. One that looks ahead sees rows of the day itself of those alone
/// that look ahead too; the others are about games that it must not know.
class Past {
 public:
  struct Rules {
    Date date = 0;
    bool looks_ahead = true;
    bool leaks = false;  ///< the day itself counts among those before: dec2025
    std::int64_t known_until = std::numeric_limits<std::int64_t>::max();  ///< rows that came later are not seen
  };
  using HistoryOf = std::function<const History&(std::string_view stage)>;
  using LooksAhead = std::function<bool(std::string_view stage)>;

  Past(Rules rules, HistoryOf history_of, LooksAhead looks_ahead);

  // What these give lives as long as the past does.

  /// Strictly before the day.
  Before before(std::string_view stage) const;
  /// What dec2025 has in its place in PSZA, TDZA and PDC: up to the day, itself included.
  Before up_to(std::string_view stage) const;
  /// Throws InternalError for what must not be known.
  Today today(std::string_view stage) const;

 private:
  const History& seen(std::string_view stage, Date end) const;

  Rules rules_;
  HistoryOf history_of_;
  LooksAhead looks_ahead_;
  mutable std::map<std::string, std::unique_ptr<const History>, std::less<>> known_;  // where some rows are not
};

}  // namespace ergodic::workloads::entities
