#include "workloads/let_it_ride/shown/table_transcript.hpp"

#include "workloads/let_it_ride/play/session_records.hpp"
#include "workloads/let_it_ride/play/table_records.hpp"
#include "workloads/let_it_ride/shown/played_table.hpp"
#include "workloads/let_it_ride/shown/transcript.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

/// Writes what it is shown.
class RoundWriter final : public TableObserver {
 public:
  RoundWriter(const Table& table, const Settings& settings, std::ostream& out)
      : table_(table), settings_(settings), layout_(settings.table.layout), out_(out) {}

  void write_header() const {
    write_rules(settings_, out_);
    out_ << fmt::format("{} seat{}", layout_.seats, layout_.seats > 1 ? "s" : "");
    if (layout_.burned > 0)
      out_ << fmt::format(", {} card{} burned before the community cards", layout_.burned,
                          layout_.burned > 1 ? "s" : "");
    if (settings_.table.total_rounds)
      out_ << fmt::format(", {} rounds: whoever leaves is replaced", *settings_.table.total_rounds);
    out_ << fmt::format(".\n\nround  seat  {}\n", hand_heads(settings_.rules));
  }

  void round(const Deck& deck) override {
    deck_ = &deck;
    out_ << fmt::format("{:>5}", ++round_);
    indent_ = 0;
    if (layout_.burned == 0) return;
    begin_line();
    out_ << fmt::format("   burned");
    for (unsigned i = 0; i < layout_.burned; ++i)
      out_ << fmt::format(" {}", text_of(deck[layout_.first_burned() + i]));
    out_ << '\n';
  }

  void hand(unsigned seat, const PlayedHand& played) override {
    begin_line();
    out_ << fmt::format("{:>6}  {}\n", seat + 1,
                        hand_text(table_.deals.cards(deal_of(played.number)), settings_.rules, played));
  }

  void empty(unsigned seat) override {
    std::array<Card, 3> cards = {(*deck_)[3 * seat], (*deck_)[3 * seat + 1], (*deck_)[3 * seat + 2]};
    std::sort(cards.begin(), cards.end());
    begin_line();
    out_ << fmt::format("{:>6}  {} {} {}  has left\n", seat + 1, text_of(cards[0]), text_of(cards[1]),
                        text_of(cards[2]));
  }

  void leaves(unsigned seat, const Session& session) override {
    out_ << fmt::format("       seat {} leaves: {} after {} hand{}, {}\n", seat + 1,
                        stop_reason_names()[static_cast<std::size_t>(session.stop_reason)], session.hands_played,
                        session.hands_played == 1 ? "" : "s", with_sign(session.session_profit.count));
  }

 private:
  /// The round's number stands in the first of its lines.
  void begin_line() {
    out_ << fmt::format("{:{}}", "", indent_);
    indent_ = 5;
  }

  const Table& table_;
  const Settings& settings_;
  Seating layout_;
  std::ostream& out_;
  const Deck* deck_ = nullptr;
  std::int32_t round_ = 0;
  int indent_ = 0;
};

void write_seat_heads(unsigned seats, std::ostream& out) {
  out << fmt::format("\n{:<23}", "");
  for (unsigned seat = 1; seat <= seats; ++seat)
    out << fmt::format(" {:>18}", fmt::format("seat {}", seat));
  out << '\n';
}

/// Calls write(), which plays a session and shows it; says why where the session fails.
void write_unless_it_fails(auto&& write, std::ostream& out) {
  try {
    write();
  } catch (const UndefinedBet& undefined) {
    out << fmt::format("\nThe session fails: {}.\n", undefined.what());
  }
}

}  // namespace

void write_table_transcript(const Table& table, const Settings& settings, Stream stream, std::ostream& out) {
  RoundWriter writer(table, settings, out);
  writer.write_header();
  const auto write = [&] {
    const std::vector<Session> sessions = show_table(table, settings, stream, writer);
    if (sessions.size() > 1)
      write_seat_heads(settings.table.layout.seats, out);
    else
      out << '\n';
    write_values(session_records(settings.rules), sessions, out);
  };
  write_unless_it_fails(write, out);
}

void write_replacement_transcript(const Table& table, const Settings& settings, Stream stream, std::ostream& out) {
  RoundWriter writer(table, settings, out);
  writer.write_header();
  const auto write = [&] {
    const std::vector<SeatRun> seats = show_replacements(table, settings, stream, writer);
    write_seat_heads(settings.table.layout.seats, out);
    write_values(seat_run_records(), seats, out);
  };
  write_unless_it_fails(write, out);
}

}  // namespace ergodic::workloads::let_it_ride
