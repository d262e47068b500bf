#pragma once

#include <ergodic/schema.hpp>
#include <ergodic/table.hpp>
#include <ergodic/workload.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace ergodic::test {

/// A workload that reads tables, with columns of each kind: session r is game r modulo their number, of a team if the
/// study names one. It leaves what the
/// game's row says, how many games its team has, by the table's key, the capacity of its arena in the second table,
/// where the study gives that, and a score about the points.
class Games final : public Workload {
 public:
  Games(const Parameters& parameters, Table games, std::optional<Table> arenas)
      : spread_(parameters.real("spread")), games_(std::move(games)), arenas_(std::move(arenas)) {
    chosen_ = {0, games_.rows()};
    if (!parameters.has("team")) return;
    const std::string team = parameters.text("team");
    chosen_ = games_.rows_of({std::string_view(team)});
    if (chosen_.size() == 0) parameters.reject("team", "is " + team, "there are no games of it", "name another");
  }

  Columns columns() const override {
    return {count("points").says("of the game"),
            count("team_games").says("of its team"),
            count("capacity").says("of the arena"),
            real_column("score").says("about the points"),
            real_column("minutes").says("0: unknown"),
            count("day").says("days since 1970"),
            category("home", {"no", "yes", "unknown"}).says("at home")};
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint64_t r = replicates.first + i;
      const std::size_t game = chosen_.first + r % chosen_.size();
      const TextColumn teams = games_.texts("team");
      rows.column<std::int32_t>("points")[i] = static_cast<std::int32_t>(games_.wholes("points")[game]);
      rows.column<std::int32_t>("team_games")[i] = static_cast<std::int32_t>(games_.rows_of({teams[game]}).size());
      rows.column<std::int32_t>("capacity")[i] = capacity(games_.texts("arena")[game]);
      rows.column<double>("score")[i] = score(game, streams.open(r));
      const double minutes = games_.reals("minutes")[game];
      rows.column<double>("minutes")[i] = minutes == minutes ? minutes : 0;
      rows.column<std::int32_t>("day")[i] = games_.dates("date")[game];
      const std::uint8_t home = games_.flags("home")[game];
      rows.column<std::uint8_t>("home")[i] = home == missing_flag ? 2 : home;
    }
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    const std::size_t game = chosen_.first + replicate % chosen_.size();
    out << games_.texts("team")[game] << " scored about " << score(game, streams.open(replicate)) << '\n';
  }

 private:
  std::int32_t capacity(std::string_view arena) const {
    if (!arenas_) return 0;
    const Table::Run run = arenas_->rows_of({arena});
    return run.size() == 0 ? 0 : static_cast<std::int32_t>(arenas_->wholes("capacity")[run.first]);
  }
  double score(std::size_t game, Stream stream) const {
    return static_cast<double>(games_.wholes("points")[game]) + spread_ * (stream.word() * 0x1p-32 - 0.5);
  }

  double spread_;
  Table games_;
  Table::Run chosen_;
  std::optional<Table> arenas_;
};

class GamesKind final : public WorkloadKind {
 public:
  std::string name() const override { return "games"; }
  std::string title() const override { return "A workload that reads tables, for tests"; }
  const Schema& schema() const override {
    static const Schema schema = {text("team").optional().silent_unless_set().says("whose games alone"),
                                  real("spread").between(0, 100).fallback(10).says("of scores about the points"),
                                  boolean("one_each").fallback(false).says("whether a session is a row: no more")};
    return schema;
  }
  TableForms tables() const override {
    return {
        {.name = "games",
         .doc = "a team's games, a row each",
         .columns = {text_column("team").aliases({"team_abbr"}).says("three letters"), date("date").says("when it was"),
                     whole("points").between(0, 300).unit("points").outcome().says("scored"),
                     real_number("minutes").between(0, 400).unit("minutes").may_be_missing().says("played"),
                     text_column("arena").may_be_missing().says("where it was"),
                     yes_no("home").optional().says("whether at home"),
                     time_stamp("tip_off").optional().says("when it began")},
         .key = {"team", "date"}},
        {.name = "arenas",
         .doc = "arenas, a row each",
         .columns = {text_column("arena").says("its name"), whole("capacity").at_least(1).says("seats")},
         .key = {"arena"},
         .needed = false}};
  }
  std::optional<std::uint64_t> sessions_of(const Parameters& parameters, const Inputs& inputs) const override {
    return parameters.boolean("one_each") ? std::optional<std::uint64_t>(inputs["games"].rows()) : std::nullopt;
  }
  std::shared_ptr<const Workload> make(const Parameters& parameters, const Inputs& inputs) override {
    return std::make_shared<Games>(parameters, inputs["games"],
                                   inputs.has("arenas") ? std::optional(inputs["arenas"]) : std::nullopt);
  }
};

}  // namespace ergodic::test
