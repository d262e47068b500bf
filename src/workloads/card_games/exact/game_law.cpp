#include "workloads/card_games/exact/game_law.hpp"

#include <boost/integer/common_factor_rt.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace ergodic::workloads::card_games {

namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

ExactNumber exact(const Rational& number) { return {number.str(), number.convert_to<double>()}; }

struct HashOfState {
  std::size_t operator()(const State& state) const {
    std::array<std::uint64_t, sizeof(State) / 8> words;
    std::memcpy(words.data(), &state, sizeof(State));
    std::uint64_t hash = 0;
    for (const std::uint64_t word : words)
      hash = (std::rotl(hash, 27) ^ word) * 0x9E3779B97F4A7C15u;  // golden ratio
    return hash ^ hash >> 32;
  }
};
static_assert(sizeof(State) % 8 == 0);

/// One position for all that differ only in which cards of a rank are where, where nothing else depends on it.
State with_ranks_alone(const Program& program, State state) {
  std::array<CardSet*, 2 * Genome::most_seats + 4> places;
  std::size_t count = 0;
  for (unsigned seat = 0; seat < program.seats; ++seat) {
    places[count++] = &state.hand[seat];
    places[count++] = &state.taken[seat];
  }
  for (CardSet* place : {&state.stock, &state.pile, &state.table, &state.claimed_cards})
    places[count++] = place;
  for (unsigned rank = 0; rank < program.ranks; ++rank) {
    CardSet left = program.of_rank[rank];
    for (std::size_t i = 0; i < count; ++i) {
      const CardSet others = *places[i] & ~program.of_rank[rank];
      const CardSet its = subset_at(left, size_of(*places[i] & program.of_rank[rank]), 0);
      *places[i] = others | its;
      left &= ~its;
    }
  }
  return state;
}

/// Positions, each with its probability times a denominator.
struct Layer {
  std::unordered_map<State, Integer, HashOfState> weights;
  Integer denominator = 1;

  void add(const State& state, Integer weight, const Integer& over) {
    if (over > denominator) {
      const Integer factor = over / denominator;
      for (auto& entry : weights)
        entry.second *= factor;
      denominator = over;
    } else if (over < denominator) {
      weight *= denominator / over;
    }
    weights[state] += weight;
  }

  /// Divides by what all weights and the denominator have in common.
  void reduce() {
    Integer common = denominator;
    for (const auto& entry : weights) {
      if (common == 1) return;
      common = gcd(common, entry.second);
    }
    for (auto& entry : weights)
      entry.second /= common;
    denominator /= common;
  }
};

class Enumeration {
 public:
  Enumeration(const Machine& machine, std::size_t most_positions)
      : machine_(machine),
        most_positions_(most_positions),
        tells_suits_(machine.program().tells_suits),
        outcomes_(outcome_count),
        points_(machine.program().seats),
        squared_points_(machine.program().seats) {}

  std::optional<GameLaw> law() {
    Layer waiting;
    arrive(machine_.start(), 1, 1, waiting);
    for (; !waiting.weights.empty(); ++moves_) {
      waiting = after_chance(std::move(waiting));
      if (positions_ > most_positions_) return std::nullopt;
      waiting = after_moves(waiting);
      waiting.reduce();
    }
    return result();
  }

 private:
  /// Goes on with a position until somebody decides, cards are due, or it has ended.
  void arrive(State state, const Integer& weight, const Integer& denominator, Layer& layer) {
    Choices choices;
    if (machine_.advance(state, choices) == Situation::ended)
      end(state, Rational(weight, denominator));
    else
      layer.add(tells_suits_ ? state : with_ranks_alone(machine_.program(), state), weight, denominator);
  }

  /// The positions in which somebody decides.
  Layer after_chance(Layer waiting) {
    Layer decisions;
    while (!waiting.weights.empty()) {
      std::uint64_t multiple = 1, outcomes = waiting.weights.size();
      for (const auto& [state, weight] : waiting.weights) {
        if (state.due == 0) continue;
        const std::uint64_t here = outcomes_of(machine_.chance(state));
        multiple = std::lcm(multiple, here);
        outcomes += here;
        if (here > most_positions_ || outcomes + positions_ > most_positions_) return give_up();
      }
      positions_ += waiting.weights.size();
      Layer next;
      next.denominator = waiting.denominator * multiple;
      for (const auto& [state, weight] : waiting.weights) {
        if (state.due == 0)
          decisions.add(state, weight, waiting.denominator);
        else
          draw(state, weight * (multiple / outcomes_of(machine_.chance(state))), next);
      }
      waiting = std::move(next);
    }
    return decisions;
  }

  Layer give_up() {
    positions_ = most_positions_ + 1;
    return {};
  }

  static std::uint64_t outcomes_of(const Chance& chance) { return binomial(size_of(chance.from), chance.count); }

  void draw(const State& state, const Integer& weight, Layer& next) {
    const Chance chance = machine_.chance(state);
    for (std::uint64_t number = 0; number < outcomes_of(chance); ++number) {
      State after = state;
      machine_.resolve(after, subset_at(chance.from, chance.count, number));
      arrive(after, weight, next.denominator, next);
    }
  }

  Layer after_moves(const Layer& decisions) {
    std::uint64_t multiple = 1;
    Integer all = 0, forced = 0, legal = 0;
    Choices choices;
    for (const auto& [state, weight] : decisions.weights) {
      State same = state;
      machine_.advance(same, choices);
      multiple = std::lcm(multiple, std::uint64_t{choices.total});
      if (choices.total == 1) forced += weight;
      legal += weight * choices.total;
    }
    forced_ += Rational(forced, decisions.denominator);
    legal_ += Rational(legal, decisions.denominator);
    Layer next;
    next.denominator = decisions.denominator * multiple;
    for (const auto& [state, weight] : decisions.weights) {
      State same = state;
      machine_.advance(same, choices);
      const Integer each = weight * (multiple / choices.total);
      for (std::uint32_t k = 0; k < choices.total; ++k) {
        State after = state;
        machine_.apply(after, machine_.move(choices, k));
        arrive_after_move(after, each, next);
      }
    }
    return next;
  }

  void arrive_after_move(const State& state, const Integer& weight, Layer& next) {
    ++moves_;
    arrive(state, weight, next.denominator, next);
    --moves_;
  }

  void end(const State& state, const Rational& probability) {
    outcomes_[static_cast<std::size_t>(state.outcome)] += probability;
    moves_mean_ += probability * moves_;
    moves_square_ += probability * moves_ * moves_;
    for (std::size_t seat = 0; seat < points_.size(); ++seat) {
      const std::int64_t points = state.points[seat] + state.totals[seat];
      if (points == 0) continue;
      points_[seat] += probability * points;
      squared_points_[seat] += probability * (points * points);
    }
  }

  GameLaw result() const {
    const auto of = [&](Outcome outcome) { return exact(outcomes_[static_cast<std::size_t>(outcome)]); };
    GameLaw law = {.wins = {},
                   .team_wins = {},
                   .tie = of(Outcome::tie),
                   .blocked = of(Outcome::blocked),
                   .limit = of(Outcome::limit),
                   .points = {},
                   .moves = {exact(moves_mean_), exact(moves_square_)},
                   .forced = exact(forced_),
                   .legal = exact(legal_),
                   .positions = positions_};
    for (std::size_t team = 0; team < machine_.program().teams.size(); ++team)
      law.team_wins.push_back(exact(outcomes_[static_cast<std::size_t>(Outcome::team_0) + team]));
    for (std::size_t seat = 0; seat < points_.size(); ++seat) {
      law.wins.push_back(exact(outcomes_[seat]));
      law.points.push_back({exact(points_[seat]), exact(squared_points_[seat])});
    }
    return law;
  }

  const Machine& machine_;
  std::size_t most_positions_, positions_ = 0;
  bool tells_suits_;
  std::uint64_t moves_ = 0;
  std::vector<Rational> outcomes_, points_, squared_points_;
  Rational moves_mean_, moves_square_, forced_, legal_;
};

}  // namespace

std::optional<GameLaw> law_of(const Machine& machine, std::size_t most_positions) {
  return Enumeration(machine, most_positions).law();
}

}  // namespace ergodic::workloads::card_games
