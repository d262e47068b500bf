#include "workloads/let_it_ride/shown/table_transcript.hpp"

#include "workloads/let_it_ride/shown/shown_table.hpp"
#include "workloads/let_it_ride/shown/transcript.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

/// Writes what it is shown.
class RoundWriter {
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

  void round(const Deck& deck) {
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

  void hand(unsigned seat, const PlayedHand& played) {
    begin_line();
    out_ << fmt::format("{:>6}  {}\n", seat + 1,
                        hand_text(table_.deals.cards(deal_of(played.number)), settings_.rules, played));
  }

  void empty(unsigned seat) {
    std::array<Card, 3> cards = {(*deck_)[3 * seat], (*deck_)[3 * seat + 1], (*deck_)[3 * seat + 2]};
    std::sort(cards.begin(), cards.end());
    begin_line();
    out_ << fmt::format("{:>6}  {} {} {}  has left\n", seat + 1, text_of(cards[0]), text_of(cards[1]),
                        text_of(cards[2]));
  }

  void leaves(unsigned seat, const Session& session) {
    out_ << fmt::format("       seat {} leaves: {} after {} hand{}, {}\n", seat + 1,
                        stop_reason_names()[static_cast<std::size_t>(session.stop_reason)], session.hands_played,
                        session.hands_played == 1 ? "" : "s",
                        with_sign((session.final_bankroll - settings_.rules.starting_amount).count));
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

/// A line with a value for each seat.
void write_line(const char* name, std::span<const SeatRecord> records, auto&& value, std::ostream& out) {
  out << fmt::format("{:<23}", name);
  for (const SeatRecord& record : records)
    out << fmt::format(" {:>18}", value(record));
  out << '\n';
}

void write_records(std::span<const SeatRecord> records, std::ostream& out) {
  write_seat_heads(static_cast<unsigned>(records.size()), out);
  write_line(
      "sessions_completed", records, [](const SeatRecord& seat) { return std::to_string(seat.completed); }, out);
  write_line(
      "sessions_won", records, [](const SeatRecord& seat) { return std::to_string(seat.won); }, out);
  write_line(
      "hands_in_progress", records, [](const SeatRecord& seat) { return std::to_string(seat.hands_in_progress); }, out);
  write_line(
      "profit", records, [](const SeatRecord& seat) { return plain(seat.profit()); }, out);
  write_line(
      "profit_in_progress", records, [](const SeatRecord& seat) { return plain(seat.profit_in_progress); }, out);
  write_line(
      "total_wagered", records, [](const SeatRecord& seat) { return plain(seat.wagered); }, out);
  write_line(
      "total_bonus_wagered", records, [](const SeatRecord& seat) { return plain(seat.bonus_wagered); }, out);
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
    write_totals(sessions, settings.rules, out);
  };
  write_unless_it_fails(write, out);
}

void write_replacement_transcript(const Table& table, const Settings& settings, Stream stream, std::ostream& out) {
  RoundWriter writer(table, settings, out);
  writer.write_header();
  const auto write = [&] {
    const auto records = show_replacements(table, settings, stream, writer);
    write_records({records.data(), settings.table.layout.seats}, out);
  };
  write_unless_it_fails(write, out);
}

}  // namespace ergodic::workloads::let_it_ride
