// A whole workload outside Ergodic's repository: gambler's ruin, in one file.
#pragma once

#include <ergodic/record.hpp>
#include <ergodic/variates.hpp>
#include <ergodic/workload.hpp>

#include <cmath>
#include <string>

namespace gambler {

using namespace ergodic;

/// What is known of a game at its end.
struct Game {
  bool reached_goal = false;
  std::int32_t rounds = 0;
};

inline const Records<Game>& records() {
  static const Records<Game> records = {
      {category("end", {"ruin", "goal"}).says("how it ended"), &Game::reached_goal},
      {count("rounds").in("rounds").says("rounds played").with_quantiles(), &Game::rounds},
  };
  return records;
}

/// A gambler stakes 1 a round until nothing or the goal is left.
/// P(ruin) = (r^a − r^N) / (1 − r^N), r = (1 − p)/p; 1 − a/N when p = 1/2. The mean number of rounds is
/// (a − N P(goal)) / (1 − 2 p); a (N − a) when p = 1/2. Source: Feller, vol. 1, XIV.2 and 3.
class GamblersRuin final : public Workload {
 public:
  explicit GamblersRuin(const Parameters& study)
      : start_(study.integer("start")), goal_(study.integer("goal")), win_(study.real("win_probability")) {
    if (start_ >= goal_)
      study.reject("start", "is " + std::to_string(start_),
                   "the gambler leaves at " + std::to_string(goal_) + ", the goal", "start below it");
  }

  Columns columns() const override { return columns_of(records()); }
  Headlines headlines() const override { return {{"ruin", "end", "ruin"}, {"rounds", "rounds", ""}}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    const RowWriter<Game> writer(records(), rows);
    for (std::uint64_t i = 0; i < replicates.count; ++i)
      writer.write(i, play(streams.open(replicates.first + i), [](std::int64_t) {}));
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    const Game game = play(streams.open(replicate), [&](std::int64_t wealth) { out << "wealth " << wealth << '\n'; });
    write_values(records(), {&game, 1}, out);
  }

  std::optional<ExactResults> exact() const override {
    const double r = (1 - win_) / win_;
    const double a = static_cast<double>(start_), n = static_cast<double>(goal_);
    const double ruin = r > 1   ? (1 - std::pow(r, a - n)) / (1 - std::pow(r, -n))
                        : r < 1 ? (std::pow(r, a) - std::pow(r, n)) / (1 - std::pow(r, n))
                                : 1 - a / n;
    const double length = r == 1 ? a * (n - a) : (a - n * (1 - ruin)) / (1 - 2 * win_);
    ExactResults results;
    results.figures.push_back({"ruin probability", ruin, "", "1", "probability of ending with nothing"});
    results.category_laws["end"] = {ruin, 1 - ruin};
    results.moments["rounds"] = {length, std::nullopt};
    return results;
  }

 private:
  /// Plays to the end, telling the wealth after each round. All that a session draws is drawn here.
  template <class Told>
  Game play(Stream stream, const Told& told) const {
    Game game;
    std::int64_t wealth = start_;
    for (; wealth > 0 && wealth < goal_; ++game.rounds) {
      wealth += uniform01(stream) < win_ ? 1 : -1;
      told(wealth);
    }
    game.reached_goal = wealth > 0;
    return game;
  }

  std::int64_t start_, goal_;
  double win_;
};

class GamblersRuinKind final : public WorkloadKind {
 public:
  std::string name() const override { return "gamblers_ruin"; }
  std::string title() const override { return "A gambler plays until nothing or the goal is left"; }
  const Schema& schema() const override {
    static const Schema schema = {
        integer("start").between(1, 9'999).unit("stakes").says("wealth at the start").required(),
        integer("goal").between(2, 10'000).unit("stakes").says("wealth at which the gambler leaves").required(),
        real("win_probability").between(0.01, 0.99).fallback(0.5).says("probability of winning a round"),
    };
    return schema;
  }
  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<GamblersRuin>(parameters);
  }
};

}  // namespace gambler
