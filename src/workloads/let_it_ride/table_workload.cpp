#include "workloads/let_it_ride/table_workload.hpp"

#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/failing_session.hpp"
#include "workloads/let_it_ride/play/session_records.hpp"
#include "workloads/let_it_ride/play/table_records.hpp"
#include "workloads/let_it_ride/play/table_session.hpp"
#include "workloads/let_it_ride/shown/hand_course.hpp"
#include "workloads/let_it_ride/shown/table_transcript.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

void append(Columns& columns, const Columns& more) { columns.insert(columns.end(), more.begin(), more.end()); }

/// Seats change neither a player's law nor his columns: all that is said of the first one is said by `alone`.
class TableWorkload final : public Workload {
 public:
  TableWorkload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game, const Settings& settings)
      : alone_(std::move(alone)), game_(std::move(game)), settings_(settings) {}

  Columns columns() const override {
    Columns columns = alone_->columns();
    append(columns, columns_of(of_table()));
    append(columns, columns_of(of_seats()));
    return columns;
  }

  Axes axes() const override {
    if (!settings_.table.has_seat_columns()) return {};
    return {seat_axis(settings_.table.layout.seats)};
  }

  Tallies tallies() const override { return settings_.table.has_table_columns() ? table_tallies() : alone_->tallies(); }

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
  Records<TableTotals> of_table() const {
    return settings_.table.has_table_columns() ? table_records() : Records<TableTotals>();
  }
  Records<Session> of_seats() const {
    return settings_.table.has_seat_columns() ? seat_records(settings_.rules) : Records<Session>();
  }

  /// A function of its own for each rule of staking, as with a single seat.
  template <class Staking>
  [[gnu::noinline]] void simulate_with(const Staking& staking, const Table& table, Replicates replicates,
                                       const Streams& streams, Rows& rows) const {
    TableCounts counts;
    std::vector<Seat<Staking>> seats;
    const RowWriter<Session> first_seat(session_records(settings_.rules), rows), each_seat(of_seats(), rows);
    const RowWriter<TableTotals> whole_table(of_table(), rows);
    UnobservedTable nobody;
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      streams.pause();
      const auto play = [&] {
        TableTotals totals;
        totals.rounds = play_until_all_have_left(table, settings_.rules, settings_.table.layout, staking,
                                                 streams.open(replicates.first + row), seats, counts, nobody);
        for (std::size_t seat = 0; seat < seats.size(); ++seat) {
          const Session session = seats[seat].totals().session();
          if (seat == 0) first_seat.write(row, session);
          each_seat.write(row, session, seat);
          totals.add(session);
        }
        whole_table.write(row, totals);
      };
      play_or_fail<Staking>(row, rows, play, counts);
    }
    if (settings_.table.has_table_columns())
      add_hands(counts, rows);
    else
      add_hands(counts.first_seat, rows);
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
    for (const auto& [record, of_each_seat] : session_columns(settings_.rules)) {
      if (of_each_seat.empty()) continue;
      if (const auto found = exact.moments.find(record.column.name); found != exact.moments.end())
        exact.moments_along[of_each_seat].assign(seats, found->second);
      if (const auto found = exact.category_laws.find(record.column.name); found != exact.category_laws.end())
        exact.category_laws_along[of_each_seat].assign(seats, found->second);
    }
  }

  std::shared_ptr<const Workload> alone_;
  std::shared_ptr<const Game> game_;
  Settings settings_;
};

}  // namespace

std::shared_ptr<const Workload> table_workload(std::shared_ptr<const Workload> alone, std::shared_ptr<const Game> game,
                                               const Settings& settings) {
  return std::make_shared<TableWorkload>(std::move(alone), std::move(game), settings);
}

}  // namespace ergodic::workloads::let_it_ride
