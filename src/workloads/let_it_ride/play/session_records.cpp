#include "workloads/let_it_ride/play/session_records.hpp"

namespace ergodic::workloads::let_it_ride {

std::vector<SessionColumn> session_columns(const SessionRules& rules) {
  return {
      {{category("outcome", outcome_names()).says("whether the session lost, kept or won money"), &Session::outcome},
       "seat_outcome"},
      {{category("stop_reason", stop_reason_names(rules)).says("why the session ended"), &Session::stop_reason},
       "seat_stop_reason"},
      {{count("hands_played").in("hands").says("hands played").with_quantiles(), &Session::hands_played},
       "seat_hands_played"},
      {{money_column("session_profit").says("final bankroll less starting amount").with_quantiles(),
        &Session::session_profit},
       "seat_profit"},
      {{money_column("final_bankroll").says("bankroll at the end"), &Session::final_bankroll}},
      {{money_column("total_wagered")
            .says("bets at risk after pulling back, summed over the hands, without bonus bets"),
        &Session::total_wagered},
       "seat_total_wagered"},
      {{money_column("total_bonus_wagered").says("bonus bets, summed over the hands"), &Session::total_bonus_wagered},
       "seat_total_bonus_wagered"},
      {{money_column("peak_bankroll").says("highest bankroll, the starting amount included"), &Session::peak_bankroll},
       "seat_peak_bankroll"},
      {{money_column("max_drawdown").says("largest fall of the bankroll below its peak until then").with_quantiles(),
        &Session::max_drawdown},
       "seat_max_drawdown"},
      {{count("longest_winning_streak").in("hands").says("most hands won in a row"), &Session::longest_winning_streak}},
      {{count("longest_losing_streak").in("hands").says("most hands lost in a row"), &Session::longest_losing_streak}},
  };
}

Records<Session> session_records(const SessionRules& rules) {
  Records<Session> records;
  for (const SessionColumn& column : session_columns(rules))
    records.push_back(column.record);
  return records;
}

Records<Session> seat_records(const SessionRules& rules) {
  Records<Session> records;
  for (const auto& [record, of_each_seat] : session_columns(rules)) {
    if (!of_each_seat.empty()) records.push_back(record.along("seat", of_each_seat));
  }
  return records;
}

}  // namespace ergodic::workloads::let_it_ride
