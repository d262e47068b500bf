#pragma once

#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"

#include <ergodic/record.hpp>

#include <string>
#include <vector>

/// The columns of sessions, declared once: a new one is a line in session_records.cpp, and what computes it in
/// HandTotals, lanes.cpp and LaneSessions.
namespace ergodic::workloads::let_it_ride {

/// A column of a player's session. At a table it is the first seat's; `of_each_seat` is the name of the same one of
/// every seat, along the axis `seat`, and empty where there is none.
struct SessionColumn {
  Record<Session> record;
  std::string of_each_seat = {};
};

/// Of sessions by these rules, in the file's order.
std::vector<SessionColumn> session_columns(const SessionRules& rules);

/// Of the only player, or the first seat's.
Records<Session> session_records(const SessionRules& rules);
/// Of each seat.
Records<Session> seat_records(const SessionRules& rules);

}  // namespace ergodic::workloads::let_it_ride
