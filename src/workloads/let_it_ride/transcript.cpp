#include "workloads/let_it_ride/transcript.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

std::string plain(std::int64_t cents) {
  return fmt::format("{}${}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
}

std::string plain(Cents amount) { return plain(amount.count); }
std::string with_sign(std::int64_t cents) { return fmt::format("{}{}", cents >= 0 ? "+" : "", plain(cents)); }

constexpr const char* decision(bool rides) { return rides ? "ride" : "pull"; }

std::string stop_rules(const SessionRules& rules) {
  std::string text;
  if (rules.win_limit) text += fmt::format("at {} or more, ", with_sign(rules.win_limit->count));
  if (rules.loss_limit) text += fmt::format("at {} or less, ", with_sign(-rules.loss_limit->count));
  text += fmt::format("after {} hands, ", rules.max_hands);
  return text + (rules.stop_on_insufficient_funds ? "or when the full bets are out of reach"
                                                  : "or when nothing is left to bet");
}

std::string base_bets(const Settings& settings) {
  const std::string first = plain(settings.rules.base_bet);
  if (std::holds_alternative<Flat>(settings.rules.betting_system)) return first;
  const auto& system = settings.rules.betting_system;
  if (std::holds_alternative<Proportional>(system) || std::holds_alternative<CustomBetting>(system))
    return settings.betting_system + " bets";
  return fmt::format("{} bets from {}", settings.betting_system, first);
}

std::string bonus_bets(const Settings& settings) {
  if (settings.rules.bonus_strategy) return settings.bonus_strategy + " bets on the bonus";
  return settings.rules.bonus_bet.count > 0 ? plain(settings.rules.bonus_bet) + " on the bonus" : "no bonus bet";
}

/// Stakes that vary are shown with every hand.
void write_header(const Settings& settings, std::ostream& out) {
  const SessionRules& rules = settings.rules;
  fmt::print(out, "Let It Ride, strategy {}\n", strategy_choices()[settings.strategy.name].value);
  fmt::print(out, "{} to start with, {} on each of three circles, {}\n", plain(rules.starting_amount),
             base_bets(settings), bonus_bets(settings));
  fmt::print(out, "The player leaves {}.\n\n", stop_rules(rules));
  fmt::print(out, "{:>5}  {:<8}  {:<5}  {:<2}  {:<5}  {:<2}  {:<19}{}  {:>10}  {:>12}  {:>12}{}\n", "hand", "cards",
             "bet 1", "C1", "bet 2", "C2", "class", rules.has_constant_stakes() ? "" : "       stake", "at risk", "net",
             "bankroll", rules.may_bet_bonus() ? "  bonus" : "");
}

void write_hand(const DealtCards& cards, const SessionRules& rules, std::size_t number, const PlayedHand& played,
                std::ostream& out) {
  fmt::print(out, "{:>5}  {} {} {}  {:<5}  {}  {:<5}  {}  {:<19}", number, text_of(cards.player[0]),
             text_of(cards.player[1]), text_of(cards.player[2]), decision(cards.rides_first), text_of(cards.first),
             decision(cards.rides_second), text_of(cards.second), hand_class_names()[code(played.hand.hand_class)]);
  if (!rules.has_constant_stakes()) fmt::print(out, "  {:>10}", plain(played.stakes.base_bet));
  fmt::print(out, "  {:>10}  {:>12}  {:>12}", plain(played.hand.bets * played.stakes.base_bet),
             with_sign(played.main_net + played.bonus_net), plain(played.bankroll));
  if (played.stakes.bonus_bet > 0) {
    fmt::print(out, "  {} {}", with_sign(played.bonus_net), bonus_class_names()[code(played.hand.bonus_class)]);
    if (!rules.has_constant_stakes()) fmt::print(out, " on {}", plain(played.stakes.bonus_bet));
  }
  out << '\n';
}

void write_totals(const Session& session, const SessionRules& rules, std::ostream& out) {
  const Cents profit = session.final_bankroll - rules.starting_amount;
  const auto line = [&](const char* name, const std::string& value) { fmt::print(out, "{:<23} {}\n", name, value); };
  out << '\n';
  line("outcome", outcome_names()[static_cast<std::size_t>(outcome_of(profit))]);
  line("stop_reason", stop_reason_names()[static_cast<std::size_t>(session.stop_reason)]);
  line("hands_played", std::to_string(session.hands_played));
  line("session_profit", plain(profit));
  line("final_bankroll", plain(session.final_bankroll));
  line("total_wagered", plain(session.total_wagered));
  line("total_bonus_wagered", plain(session.total_bonus_wagered));
  line("peak_bankroll", plain(session.peak_bankroll));
  line("max_drawdown", plain(session.max_drawdown));
  line("longest_winning_streak", std::to_string(session.longest_winning_streak));
  line("longest_losing_streak", std::to_string(session.longest_losing_streak));
}

struct Course {
  std::vector<PlayedHand> hands;
  Session session;
  std::string failure = {};  ///< why there is no session
};

template <class Hands>
Course course_of(const Hands& source, const Table& table, const SessionRules& rules, Stream stream) {
  Course course;
  HandCounts counts;
  const auto observe = [&](const PlayedHand& hand) { course.hands.push_back(hand); };
  try {
    course.session = with_staking(rules, [&](const auto& staking) {
      return play_session(source, table, rules, staking, stream, counts, observe);
    });
  } catch (const UndefinedBet& undefined) {
    course.failure = undefined.what();
  }
  return course;
}

/// The cards of drawn hands are found together: one search finds all.
std::vector<Deal> deals_of(const Course& course, const Game& game, HandKernel kernel) {
  std::vector<std::uint32_t> numbers;
  for (const PlayedHand& hand : course.hands)
    numbers.push_back(hand.number);
  if (kernel == HandKernel::law) return game.outcomes().deals_of(numbers, game.deals());
  std::vector<Deal> dealt;
  std::transform(numbers.begin(), numbers.end(), std::back_inserter(dealt), deal_of);
  return dealt;
}

}  // namespace

void write_transcript(const Game& game, const Table& table, const Settings& settings, Stream stream,
                      std::ostream& out) {
  const Course course = settings.kernel == HandKernel::deal
                            ? course_of(DealtHands{game.deals()}, table, settings.rules, stream)
                            : course_of(DrawnHands{game.outcomes()}, table, settings.rules, stream);
  const std::vector<Deal> dealt = deals_of(course, game, settings.kernel);
  write_header(settings, out);
  for (std::size_t i = 0; i < dealt.size(); ++i)
    write_hand(game.deals().cards(dealt[i]), settings.rules, i + 1, course.hands[i], out);
  if (course.failure.empty())
    write_totals(course.session, settings.rules, out);
  else
    fmt::print(out, "\nThe session fails: {}.\n", course.failure);
}

}  // namespace ergodic::workloads::let_it_ride
