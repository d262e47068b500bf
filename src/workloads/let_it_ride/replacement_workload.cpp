#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/failing_session.hpp"
#include "workloads/let_it_ride/play/session_rows.hpp"
#include "workloads/let_it_ride/play/table_session.hpp"
#include "workloads/let_it_ride/shown/hand_course.hpp"
#include "workloads/let_it_ride/shown/table_transcript.hpp"
#include "workloads/let_it_ride/table_workload.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

/// What a run of the table leaves: of all seats, and of each one.
class RecordWriter {
 public:
  RecordWriter(const TableRules& rules, Rows& rows)
      : seats_(rules.layout.seats),
        sessions_completed_(rows.column<std::int32_t>("sessions_completed")),
        sessions_won_(rows.column<std::int32_t>("sessions_won")),
        sessions_in_progress_(rows.column<std::int32_t>("sessions_in_progress")),
        table_profit_(rows.column<std::int64_t>("table_profit")),
        total_wagered_(rows.column<std::int64_t>("total_wagered")),
        total_bonus_wagered_(rows.column<std::int64_t>("total_bonus_wagered")) {
    if (!rules.has_seat_columns()) return;
    seat_sessions_completed_ = rows.column<std::int32_t>("seat_sessions_completed");
    seat_sessions_won_ = rows.column<std::int32_t>("seat_sessions_won");
    seat_hands_in_progress_ = rows.column<std::int32_t>("seat_hands_in_progress");
    seat_profit_ = rows.column<std::int64_t>("seat_profit");
    seat_profit_in_progress_ = rows.column<std::int64_t>("seat_profit_in_progress");
    seat_total_wagered_ = rows.column<std::int64_t>("seat_total_wagered");
    seat_total_bonus_wagered_ = rows.column<std::int64_t>("seat_total_bonus_wagered");
  }

  void write(std::uint64_t row, std::span<const SeatRecord> records) const {
    const auto sum = [&](auto&& of_seat) {
      decltype(of_seat(records[0])) total = 0;
      for (const SeatRecord& record : records)
        total += of_seat(record);
      return total;
    };
    sessions_completed_[row] = sum([](const SeatRecord& seat) { return seat.completed; });
    sessions_won_[row] = sum([](const SeatRecord& seat) { return seat.won; });
    sessions_in_progress_[row] = sum([](const SeatRecord& seat) { return std::int32_t{seat.hands_in_progress > 0}; });
    table_profit_[row] = sum([](const SeatRecord& seat) { return seat.profit(); });
    total_wagered_[row] = sum([](const SeatRecord& seat) { return seat.wagered; });
    total_bonus_wagered_[row] = sum([](const SeatRecord& seat) { return seat.bonus_wagered; });
    if (!seat_profit_.empty()) write_seats(row, records);
  }

 private:
  void write_seats(std::uint64_t row, std::span<const SeatRecord> records) const {
    std::size_t at = row * seats_;
    for (const SeatRecord& record : records) {
      seat_sessions_completed_[at] = record.completed;
      seat_sessions_won_[at] = record.won;
      seat_hands_in_progress_[at] = record.hands_in_progress;
      seat_profit_[at] = record.profit();
      seat_profit_in_progress_[at] = record.profit_in_progress;
      seat_total_wagered_[at] = record.wagered;
      seat_total_bonus_wagered_[at] = record.bonus_wagered;
      ++at;
    }
  }

  std::size_t seats_;
  std::span<std::int32_t> sessions_completed_, sessions_won_, sessions_in_progress_;
  std::span<std::int64_t> table_profit_, total_wagered_, total_bonus_wagered_;
  std::span<std::int32_t> seat_sessions_completed_, seat_sessions_won_, seat_hands_in_progress_;
  std::span<std::int64_t> seat_profit_, seat_profit_in_progress_, seat_total_wagered_, seat_total_bonus_wagered_;
};

class ReplacementWorkload final : public Workload {
 public:
  ReplacementWorkload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game, const Settings& settings)
      : alone_(std::move(alone)), game_(std::move(game)), settings_(settings) {}

  Columns columns() const override {
    Columns columns = {
        count("sessions_completed").in("sessions").says("players who left, at all seats").with_quantiles(),
        count("sessions_won").in("sessions").says("of these, with more than they brought"),
        count("sessions_in_progress").in("sessions").says("players who were still there at the end"),
        money_column("table_profit").says("profit of all players, of those still there too").with_quantiles(),
        money_column("total_wagered").says("bets at risk after pulling back, of all players, without bonus bets"),
        money_column("total_bonus_wagered").says("bonus bets of all players"),
    };
    if (!settings_.table.has_seat_columns()) return columns;
    for (Column column :
         {count("seat_sessions_completed").in("sessions").says("players who left the seat"),
          count("seat_sessions_won").in("sessions").says("of these, with more than they brought"),
          count("seat_hands_in_progress")
              .in("hands")
              .says("hands of the player still there at the end; 0: he just came"),
          money_column("seat_profit").says("profit of the seat's players, of the one still there too"),
          money_column("seat_profit_in_progress").says("profit of the player still there at the end"),
          money_column("seat_total_wagered").says("bets at risk after pulling back, without bonus bets"),
          money_column("seat_total_bonus_wagered").says("bonus bets")}) {
      column.axis = "seat";
      columns.push_back(column);
    }
    return columns;
  }

  Axes axes() const override {
    if (!settings_.table.has_seat_columns()) return {};
    return {seat_axis(settings_.table.layout.seats)};
  }

  Tallies tallies() const override {
    Tallies tallies = table_tallies(alone_->tallies());
    std::vector<std::string> ends = stop_reason_names(settings_.rules);
    ends.push_back("in_progress");
    tallies.push_back({"outcome_frequency", outcome_names(), "sessions", "sessions completed, by outcome"});
    tallies.push_back({"stop_reason_frequency", ends, "sessions", "sessions, by why they ended, if they did"});
    return tallies;
  }

  Ratios ratios() const override {
    return {{"profit_per_bet_at_risk", "table_profit", "total_wagered", "1",
             "profit, with that of the bonus, per dollar of main bets at risk"},
            {"share_of_sessions_won", "sessions_won", "sessions_completed", "1", "completed sessions that won money"}};
  }

  Headlines headlines() const override {
    return {{"mean sessions", "sessions_completed", ""}, {"mean table profit", "table_profit", ""}};
  }

  /// About as many rounds as the hands in a block of single sessions.
  std::optional<std::uint64_t> sessions_per_block() const override {
    constexpr std::uint64_t hands = std::uint64_t{1} << 22;
    const auto each = static_cast<std::uint64_t>(*settings_.table.total_rounds) * settings_.table.layout.seats;
    return std::clamp<std::uint64_t>(hands / each, 1, 8192);
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    with_staking(settings_.rules, [&](const auto& staking) { simulate_with(staking, replicates, streams, rows); });
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    write_replacement_transcript(settings_.table_with(game_->deals()), settings_, streams.open(replicate), out);
  }

  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override {
    tell_replacements(settings_.table_with(game_->deals()), settings_, streams.open(replicate), out);
  }

  std::vector<ExactTable> exact_tables() const override { return alone_->exact_tables(); }

  /// The law of a hand and of one player's session is that of a single seat. Sessions that end within so many rounds
  /// have no known law: short ones are more likely to. But every round brings every seat a hand.
  std::optional<ExactResults> exact() const override {
    std::optional<ExactResults> alone = alone_->exact();
    if (!alone) return std::nullopt;
    ExactResults exact;
    exact.figures = alone->figures;
    exact.tally_laws = alone->tally_laws;
    const auto add_ratio = [&](const char* name) {
      if (const auto found = alone->ratios.find(name); found != alone->ratios.end()) exact.ratios[name] = found->second;
    };
    exact.notes = alone->notes;
    exact.notes.push_back("figures of a session are of one player's, from sitting down until he leaves");
    // Stakes that vary have another mean in the first rounds than in a whole session.
    const bool constant = settings_.rules.has_constant_stakes();
    if (constant || !settings_.rules.may_bet_bonus()) add_ratio("profit_per_bet_at_risk");
    if (!constant) return exact;
    add_means("profit_per_hand", "table_profit", "seat_profit", *alone, exact);
    add_means("bet_at_risk_per_hand", "total_wagered", "seat_total_wagered", *alone, exact);
    return exact;
  }

 private:
  template <class Staking>
  [[gnu::noinline]] void simulate_with(const Staking& staking, Replicates replicates, const Streams& streams,
                                       Rows& rows) const {
    const Table table = settings_.table_with(game_->deals());
    TableCounts counts;
    SessionCounts sessions;
    std::vector<Seat<Staking>> seats;
    std::array<SeatRecord, most_seats> records;
    const RecordWriter writer(settings_.table, rows);
    UnobservedTable nobody;
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      const auto play = [&] {
        play_rounds(*settings_.table.total_rounds, table, settings_.rules, settings_.table.layout, staking,
                    streams.open(replicates.first + row), seats, records, sessions, counts, nobody);
        writer.write(row, {records.data(), settings_.table.layout.seats});
      };
      play_or_fail<Staking>(row, rows, play, counts, sessions);
    }
    add_counts(counts, rows);
    add_to(rows.tally("outcome_frequency"), sessions.by_outcome);
    add_ends(sessions, rows.tally("stop_reason_frequency"));
  }

  static void add_ends(const SessionCounts& sessions, std::span<std::int64_t> tally) {
    for (std::size_t reason = 0; reason + 1 < tally.size(); ++reason)
      tally[reason] += sessions.by_reason[reason];
    tally.back() += sessions.in_progress;
  }

  void add_means(const char* per_hand, const char* of_table, const char* of_seat, const ExactResults& alone,
                 ExactResults& exact) const {
    const auto found = alone.ratios.find(per_hand);
    if (found == alone.ratios.end()) return;
    const std::size_t seats = settings_.table.layout.seats;
    const double mean = static_cast<double>(*settings_.table.total_rounds) * found->second;
    exact.moments[of_table] = {static_cast<double>(seats) * mean, std::nullopt};
    if (settings_.table.has_seat_columns()) exact.moments_along[of_seat].assign(seats, {mean, std::nullopt});
  }

  std::shared_ptr<const Workload> alone_;
  std::shared_ptr<const Game> game_;
  Settings settings_;
};

}  // namespace

std::shared_ptr<const Workload> replacement_workload(std::shared_ptr<const Workload> alone,
                                                     std::shared_ptr<const Game> game, const Settings& settings) {
  return std::make_shared<ReplacementWorkload>(std::move(alone), std::move(game), settings);
}

}  // namespace ergodic::workloads::let_it_ride
