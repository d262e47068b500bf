#pragma once

#include "workloads/let_it_ride/deals/round.hpp"
#include "workloads/let_it_ride/play/hand_counts.hpp"
#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/play/staking.hpp"

#include <ergodic/money.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// One player at a table, with betting system, bonus strategy and totals of his own. A round is bets() and, where that
/// is true, play().
template <class Staking>
class Seat {
 public:
  Seat(const SessionRules& rules, const Staking& staking) : totals_(rules, staking.least()), staking_(staking) {}

  /// Chooses the stakes of the next hand. False when a stop rule holds: then the session has ended.
  bool bets() {
    playing_ = playing_ && totals_.go_on();
    if (!playing_) return false;
    stakes_ = staking_.at(totals_.bankroll(), totals_.hands());
    if constexpr (Staking::varies) playing_ = stakes_.total() <= totals_.bankroll();
    return playing_;
  }

  /// Plays a hand for the stakes chosen, counts it, and shows it to observe.
  template <class Observe>
  void play(const Table& table, const Deal& deal, HandCounts& counts, const Observe& observe) {
    const NumberedHand dealt{number_of(deal), table.deals.play(deal)};
    const PlayedHand played = totals_.template take<Staking::may_bet_bonus>(table, dealt, stakes_, counts);
    if constexpr (Staking::varies) staking_.record(played);
    observe(played);
  }

  bool is_playing() const { return playing_; }
  const HandTotals& totals() const { return totals_; }

 private:
  HandTotals totals_;
  Staking staking_;
  Stakes stakes_{};
  bool playing_ = true;
};

/// Lets nobody look on at a table: what an observer is shown, of seats counted from 0.
struct UnobservedTable {
  /// A round is dealt.
  void round(const Deck&) const {}
  void hand(unsigned /*seat*/, const PlayedHand&) const {}
  /// A hand is dealt to a seat whose player has left.
  void empty(unsigned /*seat*/) const {}
  void leaves(unsigned /*seat*/, const Session&) const {}
};

/// Deals a round and plays it at every seat that bets.
template <class Staking, class Observer>
void play_round(const Table& table, const Seating& layout, Stream& stream, Deck& deck,
                std::vector<Seat<Staking>>& seats, TableCounts& counts, Observer& observer) {
  deck.shuffle(stream, layout.cards());
  observer.round(deck);
  for (unsigned i = 0; i < layout.seats; ++i) {
    if (!seats[i].is_playing()) {
      observer.empty(i);
      continue;
    }
    seats[i].play(table, deal_of_seat(deck, layout, i), counts.of(i),
                  [&](const PlayedHand& played) { observer.hand(i, played); });
  }
}

/// Plays at a table until all its players have left. A seat that is left is still dealt to, so that nobody's cards
/// depend on who has left. `seats` is memory that calls may share: it holds the sessions that have ended.
/// Returns the rounds played.
template <class Staking, class Observer>
std::int32_t play_until_all_have_left(const Table& table, const SessionRules& rules, const Seating& layout,
                                      const Staking& staking, Stream stream, std::vector<Seat<Staking>>& seats,
                                      TableCounts& counts, Observer& observer) {
  seats.assign(layout.seats, Seat<Staking>(rules, staking));
  Deck deck;
  for (std::int32_t rounds = 0;; ++rounds) {
    unsigned betting = 0;
    for (unsigned i = 0; i < layout.seats; ++i) {
      if (!seats[i].is_playing()) continue;
      if (seats[i].bets())
        ++betting;
      else
        observer.leaves(i, seats[i].totals().session());
    }
    if (betting == 0) return rounds;
    play_round(table, layout, stream, deck, seats, counts, observer);
  }
}

/// What a seat, one player after the other, leaves after a number of rounds.
struct SeatRun {
  std::int32_t completed = 0;  ///< sessions that ended
  std::int32_t won = 0;        ///< of these
  Cents completed_profit;
  std::int32_t hands_in_progress = 0;  ///< of the session that is still on; 0: there is none
  Cents profit_in_progress;
  Cents wagered;
  Cents bonus_wagered;

  Cents profit() const { return completed_profit + profit_in_progress; }

  void add_ended(const Session& session) {
    ++completed;
    won += session.outcome == Outcome::win;
    completed_profit += session.session_profit;
    wagered += session.total_wagered;
    bonus_wagered += session.total_bonus_wagered;
  }
  /// Of the last round's player.
  void add_in_progress(const HandTotals& totals) {
    hands_in_progress = totals.hands();
    profit_in_progress = {totals.profit()};
    wagered += Cents{totals.wagered()};
    bonus_wagered += Cents{totals.bonus_wagered()};
  }
};

/// How sessions at a table with replacement ended: those completed by outcome and by stop reason, and how many were
/// still on.
struct SessionCounts {
  std::array<std::int64_t, session_outcomes> by_outcome{};
  std::array<std::int64_t, stop_reasons> by_reason{};
  std::int64_t in_progress = 0;

  void add_ended(const Session& session) {
    ++by_outcome[static_cast<std::size_t>(session.outcome)];
    ++by_reason[static_cast<std::size_t>(session.stop_reason)];
  }
};

/// Plays so many rounds. After each of them, where a stop rule holds, a new player sits down.
template <class Staking, class Observer>
void play_rounds(std::int32_t rounds, const Table& table, const SessionRules& rules, const Seating& layout,
                 const Staking& staking, Stream stream, std::vector<Seat<Staking>>& seats,
                 std::array<SeatRun, most_seats>& runs, SessionCounts& sessions, TableCounts& counts,
                 Observer& observer) {
  const Seat<Staking> newcomer(rules, staking);
  seats.assign(layout.seats, newcomer);
  runs.fill({});
  for (Seat<Staking>& seat : seats)
    seat.bets();
  Deck deck;
  for (std::int32_t round = 0; round < rounds; ++round) {
    play_round(table, layout, stream, deck, seats, counts, observer);
    for (unsigned i = 0; i < layout.seats; ++i) {
      if (seats[i].bets()) continue;
      const Session session = seats[i].totals().session();
      observer.leaves(i, session);
      runs[i].add_ended(session);
      sessions.add_ended(session);
      seats[i] = newcomer;
      seats[i].bets();
    }
  }
  for (unsigned i = 0; i < layout.seats; ++i) {
    runs[i].add_in_progress(seats[i].totals());
    sessions.in_progress += runs[i].hands_in_progress > 0;
  }
}

}  // namespace ergodic::workloads::let_it_ride
