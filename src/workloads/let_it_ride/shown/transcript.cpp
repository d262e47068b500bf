#include "workloads/let_it_ride/shown/transcript.hpp"

#include "workloads/let_it_ride/play/session_records.hpp"
#include "workloads/let_it_ride/shown/played_session.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <variant>

namespace ergodic::workloads::let_it_ride {

namespace {

std::string plain(Cents amount) { return let_it_ride::plain(amount.count); }

constexpr const char* decision(bool rides) { return rides ? "ride" : "pull"; }

std::string stop_rules(const SessionRules& rules) {
  std::string text;
  if (rules.win_limit) text += fmt::format("at {} or more, ", with_sign(rules.win_limit->count));
  if (rules.loss_limit) text += fmt::format("at {} or less, ", with_sign(-rules.loss_limit->count));
  text += fmt::format("after {} hands, ", rules.max_hands);
  if (rules.hands_in_time) text += fmt::format("when the time for {} hands is up, ", *rules.hands_in_time);
  return text + (rules.stop_on_insufficient_funds ? "or when the full bets are out of reach"
                                                  : "or when nothing is left to bet");
}

std::string base_bets(const Settings& settings) {
  const std::string first = plain(settings.rules.base_bet);
  if (std::holds_alternative<Flat>(settings.rules.betting_system)) return first;
  if (!begins_with_base_bet(settings.rules.betting_system)) return settings.betting_system + " bets";
  return fmt::format("{} bets from {}", settings.betting_system, first);
}

std::string bonus_bets(const Settings& settings) {
  if (settings.rules.bonus_strategy) return settings.bonus_strategy + " bets on the bonus";
  return settings.rules.bonus_bet.count > 0 ? plain(settings.rules.bonus_bet) + " on the bonus" : "no bonus bet";
}

}  // namespace

std::string plain(std::int64_t cents) {
  return fmt::format("{}${}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
}

std::string with_sign(std::int64_t cents) { return fmt::format("{}{}", cents >= 0 ? "+" : "", plain(cents)); }

void write_rules(const Settings& settings, std::ostream& out) {
  const SessionRules& rules = settings.rules;
  out << fmt::format("Let It Ride, strategy {}\n", strategy_choices()[settings.strategy.name].value);
  out << fmt::format("{} to start with, {} on each of three circles, {}\n", plain(rules.starting_amount),
                     base_bets(settings), bonus_bets(settings));
  out << fmt::format("The player leaves {}.\n", stop_rules(rules));
}

std::string hand_heads(const SessionRules& rules) {
  return fmt::format("{:<8}  {:<5}  {:<2}  {:<5}  {:<2}  {:<19}{}  {:>10}  {:>12}  {:>12}{}", "cards", "bet 1", "C1",
                     "bet 2", "C2", "class", rules.has_constant_stakes() ? "" : "       stake", "at risk", "net",
                     "bankroll", rules.may_bet_bonus() ? "  bonus" : "");
}

std::string hand_text(const DealtCards& cards, const SessionRules& rules, const PlayedHand& played) {
  std::string text = fmt::format("{} {} {}  {:<5}  {}  {:<5}  {}  {:<19}", text_of(cards.player[0]),
                                 text_of(cards.player[1]), text_of(cards.player[2]), decision(cards.rides_first),
                                 text_of(cards.first), decision(cards.rides_second), text_of(cards.second),
                                 hand_class_names()[code(played.hand.hand_class)]);
  if (!rules.has_constant_stakes()) text += fmt::format("  {:>10}", plain(played.stakes.base_bet));
  text += fmt::format("  {:>10}  {:>12}  {:>12}", plain(played.hand.bets * played.stakes.base_bet),
                      with_sign(played.main_net + played.bonus_net), plain(played.bankroll));
  if (played.stakes.bonus_bet > 0) {
    text += fmt::format("  {} {}", with_sign(played.bonus_net), bonus_class_names()[code(played.hand.bonus_class)]);
    if (!rules.has_constant_stakes()) text += fmt::format(" on {}", plain(played.stakes.bonus_bet));
  }
  return text;
}

void write_transcript(const Game& game, const Settings& settings, Stream stream, std::ostream& out) {
  const PlayedSession played = played_session(game, settings.table_with(game.deals()), settings, stream);
  write_rules(settings, out);
  out << fmt::format("\n hand  {}\n", hand_heads(settings.rules));
  for (std::size_t i = 0; i < played.hands.size(); ++i) {
    const DealtCards cards = game.deals().cards(played.deals[i]);
    out << fmt::format("{:>5}  {}\n", i + 1, hand_text(cards, settings.rules, played.hands[i]));
  }
  out << '\n';
  if (played.failure.empty())
    write_values(session_records(settings.rules), {&played.session, 1}, out);
  else
    out << fmt::format("The session fails: {}.\n", played.failure);
}

}  // namespace ergodic::workloads::let_it_ride
