#include "workloads/let_it_ride/replacement_workload.hpp"

#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/failing_session.hpp"
#include "workloads/let_it_ride/play/table_records.hpp"
#include "workloads/let_it_ride/play/table_session.hpp"
#include "workloads/let_it_ride/shown/hand_course.hpp"
#include "workloads/let_it_ride/shown/table_transcript.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

class ReplacementWorkload final : public Workload {
 public:
  ReplacementWorkload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game, const Settings& settings)
      : alone_(std::move(alone)), game_(std::move(game)), settings_(settings) {}

  Columns columns() const override {
    Columns columns = columns_of(table_run_records());
    for (const Column& column : columns_of(of_seats()))
      columns.push_back(column);
    return columns;
  }

  Axes axes() const override {
    if (!settings_.table.has_seat_columns()) return {};
    return {seat_axis(settings_.table.layout.seats)};
  }

  Tallies tallies() const override {
    Tallies tallies = table_tallies();
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
  Records<SeatRun> of_seats() const {
    return settings_.table.has_seat_columns() ? seat_run_columns() : Records<SeatRun>();
  }

  template <class Staking>
  [[gnu::noinline]] void simulate_with(const Staking& staking, Replicates replicates, const Streams& streams,
                                       Rows& rows) const {
    const Table table = settings_.table_with(game_->deals());
    TableCounts counts;
    SessionCounts sessions;
    std::vector<Seat<Staking>> seats;
    std::array<SeatRun, most_seats> runs;
    const RowWriter<TableRun> whole_table(table_run_records(), rows);
    const RowWriter<SeatRun> each_seat(of_seats(), rows);
    UnobservedTable nobody;
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      streams.pause();
      const auto play = [&] {
        play_rounds(*settings_.table.total_rounds, table, settings_.rules, settings_.table.layout, staking,
                    streams.open(replicates.first + row), seats, runs, sessions, counts, nobody);
        whole_table.write(row, TableRun({runs.data(), seats.size()}));
        for (std::size_t seat = 0; seat < seats.size(); ++seat)
          each_seat.write(row, runs[seat], seat);
      };
      play_or_fail<Staking>(row, rows, play, counts, sessions);
    }
    add_hands(counts, rows);
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
