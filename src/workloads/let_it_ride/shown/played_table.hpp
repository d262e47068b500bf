#pragma once

#include "workloads/let_it_ride/play/table_session.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/stream.hpp>

#include <vector>

namespace ergodic::workloads::let_it_ride {

/// Is shown what happens at a table, by seats counted from 0.
class TableObserver {
 public:
  virtual ~TableObserver() = default;
  /// A round is dealt.
  virtual void round(const Deck& deck) = 0;
  virtual void hand(unsigned seat, const PlayedHand& played) = 0;
  /// A hand is dealt to a seat whose player has left.
  virtual void empty(unsigned seat) = 0;
  virtual void leaves(unsigned seat, const Session& session) = 0;
};

/// Plays at a table until all have left, and shows it to `observer`: the sessions, seat by seat. Throws UndefinedBet.
std::vector<Session> show_table(const Table& table, const Settings& settings, Stream stream, TableObserver& observer);

/// The same of a table at which whoever leaves is replaced: what each seat leaves.
std::vector<SeatRun> show_replacements(const Table& table, const Settings& settings, Stream stream,
                                       TableObserver& observer);

}  // namespace ergodic::workloads::let_it_ride
