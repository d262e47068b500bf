#include "workloads/let_it_ride/table_workload.hpp"

#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/failing_session.hpp"
#include "workloads/let_it_ride/play/session_rows.hpp"
#include "workloads/let_it_ride/play/table_session.hpp"
#include "workloads/let_it_ride/shown/hand_course.hpp"
#include "workloads/let_it_ride/shown/table_transcript.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

/// Of each seat there is what there is of the first one, under a name of its own.
struct SeatColumn {
  const char* of_first_seat;
  const char* name;
};
constexpr std::array<SeatColumn, 8> seat_columns = {{{"outcome", "seat_outcome"},
                                                     {"stop_reason", "seat_stop_reason"},
                                                     {"hands_played", "seat_hands_played"},
                                                     {"session_profit", "seat_profit"},
                                                     {"total_wagered", "seat_total_wagered"},
                                                     {"total_bonus_wagered", "seat_total_bonus_wagered"},
                                                     {"peak_bankroll", "seat_peak_bankroll"},
                                                     {"max_drawdown", "seat_max_drawdown"}}};

/// Where what the whole table leaves goes, and what each seat leaves.
class TableWriter {
 public:
  TableWriter(const TableRules& rules, Rows& rows) : seats_(rules.layout.seats) {
    if (rules.has_table_columns()) {
      table_rounds_ = rows.column<std::int32_t>("table_rounds");
      table_profit_ = rows.column<std::int64_t>("table_profit");
      seats_ahead_ = rows.column<std::int32_t>("seats_ahead");
    }
    if (rules.has_seat_columns()) {
      outcome_ = rows.column<std::uint8_t>("seat_outcome");
      stop_reason_ = rows.column<std::uint8_t>("seat_stop_reason");
      hands_played_ = rows.column<std::int32_t>("seat_hands_played");
      profit_ = rows.column<std::int64_t>("seat_profit");
      total_wagered_ = rows.column<std::int64_t>("seat_total_wagered");
      total_bonus_wagered_ = rows.column<std::int64_t>("seat_total_bonus_wagered");
      peak_bankroll_ = rows.column<std::int64_t>("seat_peak_bankroll");
      max_drawdown_ = rows.column<std::int64_t>("seat_max_drawdown");
    }
  }

  template <class Staking>
  void write(std::uint64_t row, std::int32_t rounds, const std::vector<Seat<Staking>>& seats) const {
    if (!table_rounds_.empty()) write_table(row, rounds, seats);
    if (!outcome_.empty()) write_seats(row, seats);
  }

 private:
  template <class Staking>
  void write_table(std::uint64_t row, std::int32_t rounds, const std::vector<Seat<Staking>>& seats) const {
    table_rounds_[row] = rounds;
    table_profit_[row] = 0;
    seats_ahead_[row] = 0;
    for (const Seat<Staking>& seat : seats) {
      table_profit_[row] += seat.profit();
      seats_ahead_[row] += seat.profit() > 0;
    }
  }

  template <class Staking>
  void write_seats(std::uint64_t row, const std::vector<Seat<Staking>>& seats) const {
    std::size_t at = row * seats_;
    for (const Seat<Staking>& seat : seats) {
      const Session session = seat.session();
      outcome_[at] = static_cast<std::uint8_t>(outcome_of({seat.profit()}));
      stop_reason_[at] = static_cast<std::uint8_t>(session.stop_reason);
      hands_played_[at] = session.hands_played;
      profit_[at] = seat.profit();
      total_wagered_[at] = session.total_wagered.count;
      total_bonus_wagered_[at] = session.total_bonus_wagered.count;
      peak_bankroll_[at] = session.peak_bankroll.count;
      max_drawdown_[at] = session.max_drawdown.count;
      ++at;
    }
  }

  std::size_t seats_;
  std::span<std::int32_t> table_rounds_, seats_ahead_;
  std::span<std::int64_t> table_profit_;
  std::span<std::uint8_t> outcome_, stop_reason_;
  std::span<std::int32_t> hands_played_;
  std::span<std::int64_t> profit_, total_wagered_, total_bonus_wagered_, peak_bankroll_, max_drawdown_;
};

/// Seats change neither a player's law nor his columns: all that is said of the first one is said by `alone`.
class TableWorkload final : public Workload {
 public:
  TableWorkload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game, const Settings& settings)
      : alone_(std::move(alone)), game_(std::move(game)), settings_(settings) {}

  Columns columns() const override {
    Columns columns = alone_->columns();
    const Columns of_first_seat = columns;
    if (settings_.table.has_table_columns()) {
      columns.push_back(count("table_rounds").in("rounds").says("rounds until all players had left"));
      columns.push_back(money_column("table_profit").says("profit of all seats").with_quantiles());
      columns.push_back(count("seats_ahead").in("seats").says("players who left with more than they brought"));
    }
    if (!settings_.table.has_seat_columns()) return columns;
    for (const SeatColumn& seat_column : seat_columns) {
      for (Column column : of_first_seat) {
        if (column.name != seat_column.of_first_seat) continue;
        column.name = seat_column.name;
        column.axis = "seat";
        column.long_name += ", at each seat";
        columns.push_back(column);
      }
    }
    return columns;
  }

  Axes axes() const override {
    if (!settings_.table.has_seat_columns()) return {};
    return {seat_axis(settings_.table.layout.seats)};
  }

  Tallies tallies() const override {
    return settings_.table.has_table_columns() ? table_tallies(alone_->tallies()) : alone_->tallies();
  }

  Ratios ratios() const override { return alone_->ratios(); }
  Headlines headlines() const override { return alone_->headlines(); }
  std::optional<std::uint64_t> sessions_per_block() const override { return 8192; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    const Table table = settings_.table_with(game_->deals());
    with_staking(settings_.rules,
                 [&](const auto& staking) { simulate_with(staking, table, replicates, streams, rows); });
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    write_table_transcript(settings_.table_with(game_->deals()), settings_, streams.open(replicate), out);
  }

  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override {
    tell_table(settings_.table_with(game_->deals()), settings_, streams.open(replicate), out);
  }
  std::vector<ExactTable> exact_tables() const override { return alone_->exact_tables(); }

  std::optional<ExactResults> exact() const override {
    std::optional<ExactResults> exact = alone_->exact();
    if (exact) add_table(*exact);
    return exact;
  }

 private:
  /// A function of its own for each rule of staking, as with a single seat.
  template <class Staking>
  [[gnu::noinline]] void simulate_with(const Staking& staking, const Table& table, Replicates replicates,
                                       const Streams& streams, Rows& rows) const {
    TableCounts counts;
    std::vector<Seat<Staking>> seats;
    RowSink first_seat(rows, replicates.first, settings_.rules.starting_amount);
    const TableWriter writer(settings_.table, rows);
    UnobservedTable nobody;
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      const auto play = [&] {
        const std::int32_t rounds =
            play_until_all_have_left(table, settings_.rules, settings_.table.layout, staking,
                                     streams.open(replicates.first + row), seats, counts, nobody);
        first_seat.take(replicates.first + row, seats.front().session());
        writer.write(row, rounds, seats);
      };
      play_or_fail<Staking>(row, rows, play, counts);
    }
    if (settings_.table.has_table_columns()) {
      add_counts(counts, rows);
    } else {
      add_to(rows.tally("hand_frequency"), counts.first_seat.hands);
      add_to(rows.tally("bonus_frequency"), counts.first_seat.bonuses);
    }
  }

  /// Means add up, although the seats are not independent; standard deviations do not.
  void add_table(ExactResults& exact) const {
    const std::size_t seats = settings_.table.layout.seats;
    const auto of_all = [&](double of_one) { return static_cast<double>(seats) * of_one; };
    if (settings_.table.has_table_columns()) {
      const auto profit = exact.moments.find("session_profit");
      if (profit != exact.moments.end()) exact.moments["table_profit"] = {of_all(profit->second.mean), std::nullopt};
      const auto outcome = exact.category_laws.find("outcome");
      if (outcome != exact.category_laws.end()) {
        const double wins = outcome->second[static_cast<std::size_t>(Outcome::win)];
        exact.moments["seats_ahead"] = {of_all(wins), std::nullopt};
      }
    }
    if (!settings_.table.has_seat_columns()) return;
    for (const auto& [of_first_seat, name] : seat_columns) {
      if (const auto found = exact.moments.find(of_first_seat); found != exact.moments.end())
        exact.moments_along[name].assign(seats, found->second);
      if (const auto found = exact.category_laws.find(of_first_seat); found != exact.category_laws.end())
        exact.category_laws_along[name].assign(seats, found->second);
    }
  }

  std::shared_ptr<const Workload> alone_;
  std::shared_ptr<const Game> game_;
  Settings settings_;
};

}  // namespace

Axis seat_axis(unsigned seats) {
  Axis axis{.name = "seat", .long_name = "seat at the table, in the order of the deal"};
  for (unsigned seat = 1; seat <= seats; ++seat)
    axis.coordinates.push_back(seat);
  return axis;
}

Tallies table_tallies(const Tallies& first_seat) {
  Tallies tallies = first_seat;
  for (Tally tally : first_seat) {
    tally.name = "table_" + tally.name;
    tally.long_name += ", at all seats";
    tallies.push_back(tally);
  }
  return tallies;
}

void add_counts(const TableCounts& counts, Rows& rows) {
  add_to(rows.tally("hand_frequency"), counts.first_seat.hands);
  add_to(rows.tally("bonus_frequency"), counts.first_seat.bonuses);
  for (const HandCounts* seats : {&counts.first_seat, &counts.other_seats}) {
    add_to(rows.tally("table_hand_frequency"), seats->hands);
    add_to(rows.tally("table_bonus_frequency"), seats->bonuses);
  }
}

std::shared_ptr<const Workload> table_workload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game,
                                               const Settings& settings) {
  if (settings.table.total_rounds) return replacement_workload(std::move(alone), std::move(game), settings);
  return std::make_shared<TableWorkload>(std::move(alone), std::move(game), settings);
}

}  // namespace ergodic::workloads::let_it_ride
