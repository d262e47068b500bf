#include "workloads/let_it_ride/let_it_ride.hpp"

#include "workloads/let_it_ride/exact/exact_figures.hpp"
#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/import/import.hpp"
#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/play/failing_session.hpp"
#include "workloads/let_it_ride/play/hand_counts.hpp"
#include "workloads/let_it_ride/play/lanes.hpp"
#include "workloads/let_it_ride/play/session_records.hpp"
#include "workloads/let_it_ride/replacement_workload.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"
#include "workloads/let_it_ride/shown/hand_course.hpp"
#include "workloads/let_it_ride/shown/transcript.hpp"
#include "workloads/let_it_ride/table_workload.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

class LetItRide final : public Workload {
 public:
  LetItRide(std::shared_ptr<const Game> game, const Settings& settings)
      : game_(std::move(game)),
        settings_(settings),
        records_(session_records(settings.rules)),
        lanes_(lane_rules(settings.main_paytable, settings.bonus_paytable, settings.rules)) {}

  Columns columns() const override { return columns_of(records_); }
  Tallies tallies() const override { return hand_tallies(); }

  Ratios ratios() const override {
    return {{"profit_per_hand", "session_profit", "hands_played", "dollars", "profit per hand played"},
            {"bet_at_risk_per_hand", "total_wagered", "hands_played", "dollars", "main bets at risk per hand played"},
            {"profit_per_bet_at_risk", "session_profit", "total_wagered", "1",
             "profit, with that of the bonus, per dollar of main bets at risk"}};
  }

  Headlines headlines() const override {
    return {{"win rate", "outcome", "win"},
            {"mean profit", "session_profit", ""},
            {"mean hands", "hands_played", ""},
            {"at the win limit", "stop_reason", "win_limit"},
            {"at the loss limit", "stop_reason", "loss_limit"}};
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    if (settings_.kernel == HandKernel::deal) {
      simulate_from(DealtHands{game_->deals()}, game_->packed_deals(), replicates, streams, rows);
    } else {
      simulate_from(DrawnHands{game_->outcomes()}, game_->outcomes(), replicates, streams, rows);
    }
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    write_transcript(*game_, settings_, streams.open(replicate), out);
  }

  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override {
    tell_session(*game_, settings_.table_with(game_->deals()), settings_, streams.open(replicate), out);
  }

  std::optional<ExactResults> exact() const override {
    return exact_results(game_->law(), settings_.table_with(game_->deals()), settings_.rules);
  }
  std::vector<ExactTable> exact_tables() const override { return game_->chart(settings_.main_paytable); }

 private:
  /// Below this, most lanes would be empty.
  static constexpr std::uint64_t least_for_lanes = 16;

  /// Both ways leave the same rows.
  template <class Hands, class LaneHands>
  void simulate_from(const Hands& hands, const LaneHands& lane_hands, Replicates replicates, const Streams& streams,
                     Rows& rows) const {
    HandCounts counts;
    const RowWriter<Session> writer(records_, rows);
    if (lanes_ && replicates.count >= least_for_lanes) {
      const auto write = [&](std::span<const std::uint64_t> ended, std::span<const Session> sessions) {
        streams.pause();
        std::array<std::uint64_t, LaneState::lanes> row_numbers;
        std::transform(ended.begin(), ended.end(), row_numbers.begin(),
                       [&](std::uint64_t replicate) { return replicate - replicates.first; });
        writer.write_rows(std::span(row_numbers).first(ended.size()), sessions);
      };
      play_in_lanes(lane_hands, settings_.rules, *lanes_, replicates, streams, counts, write);
    } else {
      with_staking(settings_.rules, [&](const auto& staking) {
        play_in_turn(hands, staking, replicates, streams, rows, writer, counts);
      });
    }
    add_hands(counts, rows);
  }

  /// A function of its own for each rule of staking: inlined into one, the fastest loses a tenth of its speed. It owns
  /// nothing that is to be destroyed: with that, what deals could throw into it, and then g++ keeps no sum in a
  /// register across a deal, which costs a tenth, too.
  template <class Hands, class Staking>
  [[gnu::noinline]] void play_in_turn(const Hands& hands, const Staking& staking, Replicates replicates,
                                      const Streams& streams, Rows& rows, const RowWriter<Session>& writer,
                                      HandCounts& counts) const {
    const Table table = settings_.table_with(game_->deals());
    constexpr std::uint64_t between_pauses = 64;  // sessions, whose streams are short
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      if (i % between_pauses == 0) streams.pause();
      const auto play = [&] {
        writer.write(i, play_session(hands, table, settings_.rules, staking, streams.open(replicates.first + i), counts,
                                     Unobserved{}));
      };
      play_or_fail<Staking>(i, rows, play, counts);
    }
  }

  std::shared_ptr<const Game> game_;
  Settings settings_;
  Records<Session> records_;
  std::optional<LaneRules> lanes_;
};

}  // namespace

ImportedStudy LetItRideKind::import_study(std::string_view text, const std::string& origin) const {
  return import_configuration(text, origin);
}

const Schema& LetItRideKind::schema() const { return let_it_ride::schema(); }

bool LetItRideKind::can_fail(const Parameters& parameters) const {
  return parameters.text("bankroll.betting_system.type") == "custom" ||
         parameters.text("bonus_strategy.type") == "custom";
}

std::shared_ptr<const Workload> LetItRideKind::make(const Parameters& parameters) {
  const Settings settings = settings_of(parameters);
  const bool by_paytable = settings.strategy.name == Strategy::optimal;
  const MainPaytable& paytable = by_paytable ? settings.main_paytable : standard_paytable();
  auto& game = games_[{settings.strategy, paytable}];
  if (!game) game = std::make_shared<const Game>(settings.strategy, paytable);
  auto alone = std::make_shared<const LetItRide>(game, settings);
  if (!settings.table.deals_rounds()) return alone;
  if (settings.table.total_rounds) return replacement_workload(std::move(alone), game, settings);
  return table_workload(std::move(alone), game, settings);
}

}  // namespace ergodic::workloads::let_it_ride
