#include "workloads/let_it_ride/shown/hand_course.hpp"

#include "workloads/let_it_ride/shown/played_session.hpp"
#include "workloads/let_it_ride/shown/played_table.hpp"

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

std::string text_of(const std::array<Card, 3>& cards) {
  return fmt::format("{} {} {}", let_it_ride::text_of(cards[0]), let_it_ride::text_of(cards[1]),
                     let_it_ride::text_of(cards[2]));
}

/// A hand as it is told. Its texts live as long as it.
struct ToldHand {
  ToldHand(std::int64_t hand, const DealtCards& cards, const PlayedHand& of_hand)
      : number(hand),
        dealt(cards),
        played(of_hand),
        player(text_of(cards.player)),
        first(let_it_ride::text_of(cards.first)),
        second(let_it_ride::text_of(cards.second)) {}

  std::int64_t number;
  DealtCards dealt;
  PlayedHand played;
  std::string player, first, second;
};

/// What is told of a hand: a field, and where a hand has its value.
struct HandField {
  CourseField field;
  CourseValue (*value)(const ToldHand& hand);
};

CourseValue bonus_class(const ToldHand& hand) {
  if (hand.played.stakes.bonus_bet == 0) return {};
  return bonus_class_names()[code(hand.played.hand.bonus_class)];
}

const std::vector<HandField>& hand_fields() {
  using Hand = const ToldHand&;
  static const std::vector<HandField> fields = {
      {{"hand"}, [](Hand hand) -> CourseValue { return hand.number; }},
      {{"cards"}, [](Hand hand) -> CourseValue { return hand.player; }},
      {{"bet_1"}, [](Hand hand) -> CourseValue { return decision(hand.dealt.rides_first); }},
      {{"community_1"}, [](Hand hand) -> CourseValue { return hand.first; }},
      {{"bet_2"}, [](Hand hand) -> CourseValue { return decision(hand.dealt.rides_second); }},
      {{"community_2"}, [](Hand hand) -> CourseValue { return hand.second; }},
      {{"class"}, [](Hand hand) -> CourseValue { return hand_class_names()[code(hand.played.hand.hand_class)]; }},
      {{"base_bet", "dollars"}, [](Hand hand) -> CourseValue { return dollars(hand.played.stakes.base_bet); }},
      {{"at_risk", "dollars"},
       [](Hand hand) -> CourseValue { return dollars(hand.played.hand.bets * hand.played.stakes.base_bet); }},
      {{"main_net", "dollars"}, [](Hand hand) -> CourseValue { return dollars(hand.played.main_net); }},
      {{"bonus_bet", "dollars"}, [](Hand hand) -> CourseValue { return dollars(hand.played.stakes.bonus_bet); }},
      {{"bonus_class"}, bonus_class},
      {{"bonus_net", "dollars"}, [](Hand hand) -> CourseValue { return dollars(hand.played.bonus_net); }},
      {{"bankroll", "dollars"}, [](Hand hand) -> CourseValue { return dollars(hand.played.bankroll); }},
  };
  return fields;
}

void add_hand_fields(std::vector<CourseField>& fields) {
  for (const HandField& each : hand_fields())
    fields.push_back(each.field);
}

std::vector<CourseValue> values_of(const ToldHand& hand) {
  std::vector<CourseValue> values;
  for (const HandField& each : hand_fields())
    values.push_back(each.value(hand));
  return values;
}

/// Tells what it is shown of a table.
class RoundTeller final : public TableObserver {
 public:
  RoundTeller(const Table& table, const Settings& settings, Course& out)
      : table_(table), layout_(settings.table.layout), hands_(layout_.seats), out_(out) {
    std::vector<CourseField> fields = {{"round"}, {"seat"}, {"event"}, {"burned"}, {"stop_reason"}};
    add_hand_fields(fields);
    out_.begin(fields);
  }

  void round(const Deck& deck) override {
    deck_ = &deck;
    ++round_;
    burned_.clear();
    for (unsigned i = 0; i < layout_.burned; ++i)
      burned_ += (i > 0 ? " " : "") + let_it_ride::text_of(deck[layout_.first_burned() + i]);
  }

  void hand(unsigned seat, const PlayedHand& played) override {
    const ToldHand told(++hands_[seat], table_.deals.cards(deal_of(played.number)), played);
    tell(seat, "hand", {}, values_of(told));
  }

  void empty(unsigned seat) override {
    std::array<Card, 3> cards = {(*deck_)[3 * seat], (*deck_)[3 * seat + 1], (*deck_)[3 * seat + 2]};
    std::sort(cards.begin(), cards.end());
    const std::string text = text_of(cards);
    tell(seat, "away", {}, {{}, text});
  }

  void leaves(unsigned seat, const Session& session) override {
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
  std::vector<CourseField> fields;
  add_hand_fields(fields);
  out.begin(fields);
  for (std::size_t i = 0; i < played.hands.size(); ++i) {
    const ToldHand told(static_cast<std::int64_t>(i) + 1, game.deals().cards(played.deals[i]), played.hands[i]);
    out.step(values_of(told));
  }
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
