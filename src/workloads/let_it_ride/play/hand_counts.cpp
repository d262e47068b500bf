#include "workloads/let_it_ride/play/hand_counts.hpp"

namespace ergodic::workloads::let_it_ride {

Tallies hand_tallies() {
  return {{"hand_frequency", hand_class_names(), "hands", "hands played, by the class of the five cards"},
          {"bonus_frequency", bonus_class_names(), "hands", "hands with a bonus bet, by the class of the three cards"}};
}

void add_hands(const HandCounts& counts, Rows& rows) {
  add_to(rows.tally("hand_frequency"), counts.hands);
  add_to(rows.tally("bonus_frequency"), counts.bonuses);
}

Tallies table_tallies() {
  Tallies tallies = hand_tallies();
  for (Tally tally : hand_tallies()) {
    tally.name = "table_" + tally.name;
    tally.long_name += ", at all seats";
    tallies.push_back(tally);
  }
  return tallies;
}

void add_hands(const TableCounts& counts, Rows& rows) {
  add_hands(counts.first_seat, rows);
  for (const HandCounts* seats : {&counts.first_seat, &counts.other_seats}) {
    add_to(rows.tally("table_hand_frequency"), seats->hands);
    add_to(rows.tally("table_bonus_frequency"), seats->bonuses);
  }
}

}  // namespace ergodic::workloads::let_it_ride
