#pragma once

#include "workloads/let_it_ride/deals/round.hpp"
#include "workloads/let_it_ride/play/casino_session.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// One player at a table, with betting system, bonus strategy and totals of his own. A round is bets() and, where that
/// is true, play().
template <class Staking>
class Seat {
 public:
  Seat(const SessionRules& rules, const Staking& staking)
      : stop_(rules, staking.least()),
        staking_(staking),
        starting_amount_(rules.starting_amount.count),
        bankroll_(starting_amount_),
        peak_(starting_amount_) {}

  /// Chooses the stakes of the next hand. False when a stop rule holds: then the session has ended.
  bool bets() {
    playing_ = playing_ && stop_.go_on(bankroll_, hands_);
    if (!playing_) return false;
    stakes_ = staking_.at(bankroll_, hands_);
    if constexpr (Staking::varies) playing_ = stakes_.total() <= bankroll_;
    return playing_;
  }

  /// Plays a hand for the stakes chosen, counts it, and shows it to observe.
  template <class Observe>
  void play(const Table& table, const Deal& deal, HandCounts& counts, const Observe& observe) {
    const Hand hand = table.deals.play(deal);
    const std::int64_t at_risk = hand.bets * stakes_.base_bet;
    const std::int64_t main_net = table.main.net(hand.hand_class) * at_risk;
    std::int64_t bonus_net = 0;
    if constexpr (Staking::may_bet_bonus) {
      bonus_net = table.bonus.net(hand.bonus_class) * stakes_.bonus_bet;
      counts.bonuses[code(hand.bonus_class)] += stakes_.bonus_bet > 0;
      bonus_wagered_ += stakes_.bonus_bet;
    }
    ++hands_;
    ++counts.hands[code(hand.hand_class)];
    wagered_ += at_risk;
    const std::int64_t net = main_net + bonus_net;
    bankroll_ += net;
    peak_ = std::max(peak_, bankroll_);
    drawdown_ = std::max(drawdown_, peak_ - bankroll_);
    winning_.add(net > 0, net < 0);
    losing_.add(net<0, net> 0);
    const PlayedHand played{number_of(deal), hand, stakes_, main_net, bonus_net, bankroll_};
    if constexpr (Staking::varies) staking_.record(played);
    observe(played);
  }

  bool is_playing() const { return playing_; }
  std::int32_t hands() const { return hands_; }
  std::int64_t profit() const { return bankroll_ - starting_amount_; }
  std::int64_t wagered() const { return wagered_; }
  std::int64_t bonus_wagered() const { return bonus_wagered_; }
  /// Of a session that has ended.
  StopReason stop_reason() const { return stop_.reason(bankroll_, hands_); }

  /// Of a session that has ended.
  Session session() const {
    return {stop_reason(), hands_,      {bankroll_},        {wagered_},       {bonus_wagered_},
            {peak_},       {drawdown_}, winning_.longest(), losing_.longest()};
  }

 private:
  StopRules stop_;
  Staking staking_;
  Stakes stakes_{};
  bool playing_ = true;
  std::int32_t hands_ = 0;
  std::int64_t starting_amount_;
  std::int64_t bankroll_;
  std::int64_t wagered_ = 0, bonus_wagered_ = 0, peak_, drawdown_ = 0;
  Streak winning_, losing_;
};

/// The hands of the first seat and those of all the others: within a round hands share cards, so that only one seat's
/// are independent.
struct TableCounts {
  HandCounts first_seat;
  HandCounts other_seats;

  HandCounts& of(unsigned seat) { return seat == 0 ? first_seat : other_seats; }
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
        observer.leaves(i, seats[i].session());
    }
    if (betting == 0) return rounds;
    play_round(table, layout, stream, deck, seats, counts, observer);
  }
}

/// What a seat, one player after the other, leaves after a number of rounds. Amounts in cents.
struct SeatRecord {
  std::int32_t completed = 0;  ///< sessions that ended
  std::int32_t won = 0;        ///< of these
  std::int64_t completed_profit = 0;
  std::int32_t hands_in_progress = 0;  ///< of the session that is still on; 0: there is none
  std::int64_t profit_in_progress = 0;
  std::int64_t wagered = 0;
  std::int64_t bonus_wagered = 0;

  std::int64_t profit() const { return completed_profit + profit_in_progress; }
};

/// How sessions at a table with replacement ended: those completed by outcome and by stop reason, and how many were
/// still on.
struct SessionCounts {
  std::array<std::int64_t, session_outcomes> by_outcome{};
  std::array<std::int64_t, stop_reasons> by_reason{};
  std::int64_t in_progress = 0;
};

/// Plays so many rounds. After each of them, where a stop rule holds, a new player sits down.
template <class Staking, class Observer>
void play_rounds(std::int32_t rounds, const Table& table, const SessionRules& rules, const Seating& layout,
                 const Staking& staking, Stream stream, std::vector<Seat<Staking>>& seats,
                 std::array<SeatRecord, most_seats>& records, SessionCounts& sessions, TableCounts& counts,
                 Observer& observer) {
  const Seat<Staking> newcomer(rules, staking);
  seats.assign(layout.seats, newcomer);
  records.fill({});
  const auto add_wagers = [](const Seat<Staking>& seat, SeatRecord& record) {
    record.wagered += seat.wagered();
    record.bonus_wagered += seat.bonus_wagered();
  };
  for (Seat<Staking>& seat : seats)
    seat.bets();
  Deck deck;
  for (std::int32_t round = 0; round < rounds; ++round) {
    play_round(table, layout, stream, deck, seats, counts, observer);
    for (unsigned i = 0; i < layout.seats; ++i) {
      if (seats[i].bets()) continue;
      observer.leaves(i, seats[i].session());
      const Outcome outcome = outcome_of({seats[i].profit()});
      ++records[i].completed;
      records[i].won += outcome == Outcome::win;
      records[i].completed_profit += seats[i].profit();
      add_wagers(seats[i], records[i]);
      ++sessions.by_outcome[static_cast<std::size_t>(outcome)];
      ++sessions.by_reason[static_cast<std::size_t>(seats[i].stop_reason())];
      seats[i] = newcomer;
      seats[i].bets();
    }
  }
  for (unsigned i = 0; i < layout.seats; ++i) {
    records[i].hands_in_progress = seats[i].hands();
    records[i].profit_in_progress = seats[i].profit();
    add_wagers(seats[i], records[i]);
    sessions.in_progress += seats[i].hands() > 0;
  }
}

}  // namespace ergodic::workloads::let_it_ride
