#include "workloads/let_it_ride/shown/hand_course.hpp"

#include "workloads/let_it_ride/shown/played_session.hpp"
#include "workloads/let_it_ride/shown/shown_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

double dollars(std::int64_t cents) { return static_cast<double>(cents) / 100; }

constexpr const char* decision(bool rides) { return rides ? "ride" : "pull"; }

const std::vector<CourseField>& hand_fields() {
  static const std::vector<CourseField> fields = {{"hand"},
                                                  {"cards"},
                                                  {"bet_1"},
                                                  {"community_1"},
                                                  {"bet_2"},
                                                  {"community_2"},
                                                  {"class"},
                                                  {"base_bet", "dollars"},
                                                  {"at_risk", "dollars"},
                                                  {"main_net", "dollars"},
                                                  {"bonus_bet", "dollars"},
                                                  {"bonus_class"},
                                                  {"bonus_net", "dollars"},
                                                  {"bankroll", "dollars"}};
  return fields;
}

std::string text_of(const std::array<Card, 3>& cards) {
  return fmt::format("{} {} {}", let_it_ride::text_of(cards[0]), let_it_ride::text_of(cards[1]),
                     let_it_ride::text_of(cards[2]));
}

/// The values of hand_fields(); the texts that they show.
class HandStep {
 public:
  HandStep(std::int64_t hand, const DealtCards& cards, const PlayedHand& played)
      : cards_(text_of(cards.player)),
        first_(let_it_ride::text_of(cards.first)),
        second_(let_it_ride::text_of(cards.second)) {
    const bool bonus = played.stakes.bonus_bet > 0;
    values = {hand,
              cards_,
              decision(cards.rides_first),
              first_,
              decision(cards.rides_second),
              second_,
              hand_class_names()[code(played.hand.hand_class)],
              dollars(played.stakes.base_bet),
              dollars(played.hand.bets * played.stakes.base_bet),
              dollars(played.main_net),
              dollars(played.stakes.bonus_bet),
              bonus ? CourseValue(bonus_class_names()[code(played.hand.bonus_class)]) : CourseValue(),
              dollars(played.bonus_net),
              dollars(played.bankroll)};
  }
  HandStep(const HandStep&) = delete;
  HandStep& operator=(const HandStep&) = delete;

  std::vector<CourseValue> values;

 private:
  std::string cards_, first_, second_;
};

/// Tells what it is shown of a table.
class RoundTeller {
 public:
  RoundTeller(const Table& table, const Settings& settings, Course& out)
      : table_(table), layout_(settings.table.layout), hands_(layout_.seats), out_(out) {
    std::vector<CourseField> fields = {{"round"}, {"seat"}, {"event"}, {"burned"}, {"stop_reason"}};
    fields.insert(fields.end(), hand_fields().begin(), hand_fields().end());
    out_.begin(fields);
  }

  void round(const Deck& deck) {
    deck_ = &deck;
    ++round_;
    burned_.clear();
    for (unsigned i = 0; i < layout_.burned; ++i)
      burned_ += (i > 0 ? " " : "") + let_it_ride::text_of(deck[layout_.first_burned() + i]);
  }

  void hand(unsigned seat, const PlayedHand& played) {
    const HandStep step(++hands_[seat], table_.deals.cards(deal_of(played.number)), played);
    tell(seat, "hand", {}, step.values);
  }

  void empty(unsigned seat) {
    std::array<Card, 3> cards = {(*deck_)[3 * seat], (*deck_)[3 * seat + 1], (*deck_)[3 * seat + 2]};
    std::sort(cards.begin(), cards.end());
    const std::string text = text_of(cards);
    tell(seat, "away", {}, {{}, text});
  }

  void leaves(unsigned seat, const Session& session) {
    hands_[seat] = 0;
    tell(seat, "leaves", stop_reason_names()[static_cast<std::size_t>(session.stop_reason)],
         {std::int64_t{session.hands_played}});
  }

 private:
  void tell(unsigned seat, const char* event, CourseValue stop_reason, const std::vector<CourseValue>& of_hand) {
    const CourseValue burned = burned_.empty() ? CourseValue() : CourseValue(burned_);
    std::vector<CourseValue> values = {round_, std::int64_t{seat} + 1, event, burned, stop_reason};
    const std::size_t fields = values.size() + hand_fields().size();
    values.insert(values.end(), of_hand.begin(), of_hand.end());
    values.resize(fields);
    out_.step(values);
  }

  const Table& table_;
  Seating layout_;
  std::vector<std::int64_t> hands_;
  Course& out_;
  const Deck* deck_ = nullptr;
  std::int64_t round_ = 0;
  std::string burned_;
};

}  // namespace

void tell_session(const Game& game, const Table& table, const Settings& settings, Stream stream, Course& out) {
  const PlayedSession played = played_session(game, table, settings, stream);
  out.begin(hand_fields());
  for (std::size_t i = 0; i < played.hands.size(); ++i)
    out.step(HandStep(static_cast<std::int64_t>(i) + 1, game.deals().cards(played.deals[i]), played.hands[i]).values);
}

void tell_table(const Table& table, const Settings& settings, Stream stream, Course& out) {
  RoundTeller teller(table, settings, out);
  try {
    show_table(table, settings, stream, teller);
  } catch (const UndefinedBet&) {  // the row says so
  }
}

void tell_replacements(const Table& table, const Settings& settings, Stream stream, Course& out) {
  RoundTeller teller(table, settings, out);
  try {
    show_replacements(table, settings, stream, teller);
  } catch (const UndefinedBet&) {  // the row says so
  }
}

}  // namespace ergodic::workloads::let_it_ride
