// A whole workload of two stages that reads a table, outside Ergodic's repository: who wins the games to come?
#pragma once

#include <ergodic/missing.hpp>
#include <ergodic/record.hpp>
#include <ergodic/variates.hpp>
#include <ergodic/workload.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

namespace gambler {

using namespace ergodic;

enum Failures { few_games, no_strength };  // their places in NextGamesKind::failures()

/// What is known of a team after its games have been drawn anew.
struct Resample {
  double strength = 0;
  double worst_loss = missing_value<double>();
};
inline const Records<Resample>& of_strengths() {
  static const Records<Resample> records = {
      {real_column("strength").in("points").or_missing().says("mean margin").with_quantiles(), &Resample::strength},
      {real_column("worst_loss").in("points").or_missing().says("missing: none lost"), &Resample::worst_loss},
  };
  return records;
}

/// A case of the first stage: the margins by which a team has won, or lost, drawn with replacement (Efron's bootstrap).
class Strength final : public Workload {
 public:
  explicit Strength(std::vector<double> margins) : margins_(std::move(margins)) {}

  Columns columns() const override { return columns_of(of_strengths()); }
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    const RowWriter<Resample> writer(of_strengths(), rows);
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      if (margins_.size() < 2) rows.fail(i, few_games, {static_cast<double>(margins_.size())});
      writer.write(i, resampled(streams.open(replicates.first + i)));
    }
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    const Resample one = resampled(streams.open(replicate));
    out << margins_.size() << " games, drawn with replacement\n";
    write_values(of_strengths(), {&one, 1}, out);
  }

 private:
  Resample resampled(Stream stream) const {
    Resample one;
    for (std::size_t i = 0; i < margins_.size(); ++i) {
      const double margin = margins_[uniform_integer(stream, static_cast<std::uint32_t>(margins_.size()))];
      one.strength += margin / static_cast<double>(margins_.size());
      if (margin < 0 && !(one.worst_loss < margin)) one.worst_loss = margin;
    }
    return one;
  }

  std::vector<double> margins_;
};

/// What is known of a game once it is played.
struct Played {
  double margin = 0;
  bool home_wins = false;
};
inline const Records<Played>& of_games() {
  static const Records<Played> records = {
      {real_column("margin").in("points").says("of the home team").with_quantiles(), &Played::margin},
      {category("home_wins", {"no", "yes"}).says("whether the home team wins"), &Played::home_wins},
  };
  return records;
}

/// A case of the second stage: a game, between teams whose strengths are those of the first stage's rows.
class Forecast final : public Workload {
 public:
  Forecast(std::vector<double> home, std::vector<double> away, double advantage, double spread)
      : home_(std::move(home)), away_(std::move(away)), advantage_(advantage), spread_(spread) {}

  Columns columns() const override { return columns_of(of_games()); }
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    const RowWriter<Played> writer(of_games(), rows);
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      if (home_.empty() || away_.empty()) rows.fail(i, no_strength);
      writer.write(i, played(streams.open(replicates.first + i)));
    }
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    const Played one = played(streams.open(replicate));
    out << "the game is played\n";
    write_values(of_games(), {&one, 1}, out);
  }

 private:
  static double drawn(const std::vector<double>& strengths, Stream& stream) {
    return strengths.empty() ? 0 : strengths[uniform_integer(stream, static_cast<std::uint32_t>(strengths.size()))];
  }
  Played played(Stream stream) const {
    const double home = drawn(home_, stream), away = drawn(away_, stream);
    const double margin = advantage_ + (home - away) / 2 + spread_ * normal(stream);
    return {margin, margin > 0};
  }

  std::vector<double> home_, away_;
  double advantage_, spread_;
};

class NextGamesKind final : public WorkloadKind {
 public:
  std::string name() const override { return "next_games"; }
  std::string title() const override { return "Teams' strengths by their games so far, and who wins the next ones"; }
  const Schema& schema() const override {
    static const Schema schema = {
        integer("resamples").between(1, 10'000).fallback(50).says("of a team, for each of its games"),
        real("home_advantage").between(-50, 50).fallback(2.5).unit("points").says("of the home team"),
        real("spread").between(0.1, 100).fallback(12.0).unit("points").says("a game's chance")};
    return schema;
  }
  TableForms tables() const override {
    return {{.name = "games",
             .doc = "games, played or to come, a row each",
             .columns = {date("date").says("when"), text_column("home").says("team"), text_column("away").says("team"),
                         real_number("margin").between(-200, 200).unit("points").may_be_missing().outcome().says(
                             "of the home team; missing: yet to come")},
             .key = {"date", "home"}}};
  }
  FailureCategories failures() const override {
    return {{"few_games", true, "{0} games are played (2 at least are wanted)"},
            {"no_strength", true, "nothing is known of a team"}};
  }

  /// Which stages there are, and their room: what parameters and tables decide, and no row.
  std::vector<Stage> stages(const Parameters& parameters, const Inputs& inputs) const override {
    Stage strengths{.name = "strengths",
                    .rows = {.columns = columns_of(of_strengths()), .headlines = {{"strength", "strength", ""}}}};
    for (const std::string& team : teams(inputs["games"]))
      strengths.cases.push_back(
          {team, margins(inputs["games"], team).size() * static_cast<std::uint64_t>(parameters.integer("resamples"))});
    Stage forecasts{.name = "forecasts",
                    .reads = {"strengths"},
                    .rows = {.columns = columns_of(of_games()), .headlines = {{"home wins", "home_wins", "yes"}}}};
    for (const std::size_t game : to_come(inputs["games"]))
      forecasts.cases.push_back({label(inputs["games"], game)});  // as many sessions as the study says
    strengths.can_fail = forecasts.can_fail = true;
    return {strengths, forecasts};
  }

  /// A case of a stage; of the second one from the rows that the first has left.
  std::shared_ptr<const Workload> make_in_stage(const Parameters& parameters, const Inputs& inputs, std::size_t stage,
                                                std::size_t of_case, const EarlierStages& earlier) override {
    const Table& games = inputs["games"];
    const std::vector<std::string> known = teams(games);
    if (stage == 0) return std::make_shared<Strength>(margins(games, known[of_case]));
    const std::size_t game = to_come(games)[of_case];
    const auto strengths_of = [&](std::string_view team) {
      const auto place = static_cast<std::size_t>(std::find(known.begin(), known.end(), team) - known.begin());
      std::vector<double> strengths = earlier.reals("strengths", place, "strength");
      std::erase_if(strengths, [](double strength) { return std::isnan(strength); });  // those that failed
      return strengths;
    };
    return std::make_shared<Forecast>(strengths_of(games.texts("home")[game]), strengths_of(games.texts("away")[game]),
                                      parameters.real("home_advantage"), parameters.real("spread"));
  }

 private:
  static std::vector<std::string> teams(const Table& games) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < games.rows(); ++i) {
      names.emplace(games.texts("home")[i]);
      names.emplace(games.texts("away")[i]);
    }
    return {names.begin(), names.end()};
  }
  static std::vector<double> margins(const Table& games, std::string_view team) {
    std::vector<double> margins;
    for (std::size_t i = 0; i < games.rows(); ++i) {
      const double margin = games.reals("margin")[i];
      if (std::isnan(margin)) continue;
      if (games.texts("home")[i] == team) margins.push_back(margin);
      if (games.texts("away")[i] == team) margins.push_back(-margin);
    }
    return margins;
  }
  static std::vector<std::size_t> to_come(const Table& games) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < games.rows(); ++i) {
      if (std::isnan(games.reals("margin")[i])) rows.push_back(i);
    }
    return rows;
  }
  static std::string label(const Table& games, std::size_t game) {
    return std::string(games.texts("away")[game]) + " at " + std::string(games.texts("home")[game]) + ", day " +
           std::to_string(games.dates("date")[game]);
  }
};

}  // namespace gambler
