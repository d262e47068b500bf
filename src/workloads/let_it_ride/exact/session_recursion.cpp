#include "workloads/let_it_ride/exact/session_recursion.hpp"

#include "workloads/let_it_ride/betting/betting_system.hpp"
#include "workloads/let_it_ride/play/staking.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

// Ends of the law that are left out after each hand. In 10^4 hands they move a mean by less than 10^4 × 1e-20 × the
// profits that far out, a dozen royal flushes of 3000 base bets: 4e-12 of 350. Without this, sessions without a win
// limit would carry bankrolls of nothing but royal flushes.
constexpr double negligible = 1e-20;
constexpr double most_additions = 1e9;
constexpr std::int64_t most_positions = std::int64_t{1} << 23;

/// Probabilities at consecutive positions of the grid of bankrolls: position 0 is the starting amount.
struct Masses {
  std::int64_t first = 0;
  std::vector<double> at;

  std::int64_t end() const { return first + static_cast<std::int64_t>(at.size()); }
  double& operator[](std::int64_t position) { return at[static_cast<std::size_t>(position - first)]; }

  void cover(std::int64_t from, std::int64_t to) {
    if (at.empty()) first = from;
    if (from < first) {
      at.insert(at.begin(), static_cast<std::size_t>(first - from), 0.0);
      first = from;
    }
    if (to > end()) at.resize(static_cast<std::size_t>(to - first));
  }

  /// Leaves out both ends of less than a negligible mass.
  void trim() {
    std::size_t low = 0, high = at.size();
    for (double sum = 0; low < high && (sum += at[low]) < negligible; ++low) {
    }
    for (double sum = 0; high > low && (sum += at[high - 1]) < negligible; --high) {
    }
    at.resize(high);
    at.erase(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(low));
    first += static_cast<std::int64_t>(low);
  }
};

/// What a hand can bring, and how likely.
struct HandOutcome {
  HandNet net;
  double probability;
};

std::vector<HandOutcome> outcomes_of(const NetLaw& nets, bool with_bonus) {
  NetLaw counts;
  std::int64_t total = 0;
  for (const auto& [net, count] : nets) {
    if (count > 0) counts[{net.main, with_bonus ? net.bonus : 0}] += count;
    total += count;
  }
  std::vector<HandOutcome> outcomes;
  for (const auto& [net, count] : counts)
    outcomes.push_back({net, static_cast<double>(count) / static_cast<double>(total)});
  return outcomes;
}

std::int64_t net_of(const HandNet& net, const Stakes& stakes) {
  return net.main * stakes.base_bet + net.bonus * stakes.bonus_bet;
}

/// What is played, hand by hand.
struct Play {
  std::vector<HandOutcome> outcomes;
  Progression progression;
  Cents bonus_bet;

  Stakes full_stakes(std::uint32_t state) const { return {progression.states[state].stake, bonus_bet.count}; }

  std::uint32_t next_state(std::uint32_t state, std::int64_t net) const {
    const Progression::State& from = progression.states[state];
    return net > 0 ? from.after_win : net < 0 ? from.after_loss : state;
  }
};

/// The greatest common divisor of all nets at full stakes [cents].
std::int64_t grid_unit(const Play& play) {
  std::int64_t unit = 0;
  for (std::uint32_t state = 0; state < play.progression.states.size(); ++state) {
    for (const HandOutcome& outcome : play.outcomes)
      unit = std::gcd(unit, net_of(outcome.net, play.full_stakes(state)));
  }
  return std::max<std::int64_t>(unit, 1);
}

/// A hand's law on the grid, from one state of the progression.
struct Step {
  std::int64_t positions;
  std::uint32_t to_state;
  double probability;
};

/// Follows the probability of being on, by states of the progression and positions on the grid, from hand to hand.
class Recursion {
 public:
  Recursion(const Play& play, const SessionRules& rules, std::int64_t unit)
      : play_(play),
        unit_(unit),
        start_(rules.starting_amount.count),
        what_is_left_(!rules.stop_on_insufficient_funds),
        stop_(rules, WhatIsLeft{}.least()),
        ceiling_(rules.win_limit ? (rules.win_limit->count + unit - 1) / unit : no_ceiling),
        states_(static_cast<std::uint32_t>(play.progression.states.size())),
        playing_(states_),
        next_(states_),
        visits_(states_) {
    for (std::uint32_t state = 0; state < states_; ++state)
      steps_.push_back(steps_of(state));
    playing_[0].at = {1.0};
  }

  std::variant<SessionLaw, Unknown> solve() {
    law_.hands.push_back(0);
    for (std::int32_t hands = 0;; ++hands) {
      end_sessions(hands);
      if (std::all_of(playing_.begin(), playing_.end(), [](const Masses& masses) { return masses.at.empty(); })) break;
      for (std::uint32_t state = 0; state < states_; ++state)
        visit(state);
      if (!law_.has_full_stakes && unit_ > 1) return Unknown{"what is left of a bankroll is off the grid"};
      if (!make_room()) return Unknown{"it would take more than 10^9 additions, or 2^23 bankrolls at a time"};
      law_.hands.push_back(0);
      play_a_hand();
    }
    collect_profits();
    collect_stakes();
    return std::move(law_);
  }

 private:
  static constexpr std::int64_t no_ceiling = std::int64_t{1} << 61;  // steps can be added to it

  std::int64_t bankroll(std::int64_t position) const { return start_ + position * unit_; }

  std::vector<Step> steps_of(std::uint32_t state) const {
    std::map<std::int64_t, double> nets;
    for (const HandOutcome& outcome : play_.outcomes)
      nets[net_of(outcome.net, play_.full_stakes(state))] += outcome.probability;
    std::vector<Step> steps;
    for (const auto& [net, probability] : nets)
      steps.push_back({net / unit_, play_.next_state(state, net), probability});
    return steps;
  }

  /// The first of the masses' positions from which the full stakes of a state are covered.
  std::int64_t first_full(std::uint32_t state, const Masses& masses) const {
    const std::int64_t short_of = play_.full_stakes(state).total() - start_;
    const std::int64_t position = short_of >= 0 ? (short_of + unit_ - 1) / unit_ : -(-short_of / unit_);
    return std::clamp(position, masses.first, masses.end());
  }

  /// Takes out what ends before the next hand.
  void end_sessions(std::int32_t hands) {
    for (std::uint32_t state = 0; state < states_; ++state) {
      Masses& playing = playing_[state];
      playing.trim();
      if (playing.at.empty()) continue;
      ended_.cover(playing.first, playing.end());
      const std::int64_t covered = what_is_left_ ? playing.first : first_full(state, playing);
      for (std::int64_t position = playing.first; position < playing.end(); ++position) {
        const double mass = playing[position];
        if (mass == 0 || (position >= covered && stop_.go_on(bankroll(position), hands))) continue;
        ended_[position] += mass;
        law_.hands.back() += mass;
        law_.by_reason[static_cast<std::size_t>(stop_.reason(bankroll(position), hands))] += mass;
        playing[position] = 0;
      }
      playing.trim();
    }
  }

  /// Counts the hands that are played from everywhere: what is staked follows from it, and where the limit is won.
  void visit(std::uint32_t state) {
    Masses& playing = playing_[state];
    if (playing.at.empty()) return;
    visits_[state].cover(playing.first, playing.end());
    for (std::int64_t position = playing.first; position < playing.end(); ++position)
      visits_[state][position] += playing[position];
    law_.has_full_stakes = law_.has_full_stakes && first_full(state, playing) == playing.first;
  }

  /// Calls move(from, to, step) for positions [from, to) of a state, and every step on which a hand leads from them.
  template <class Move>
  void for_each_move(std::uint32_t state, Masses& masses, Move&& move) const {
    const std::int64_t full = first_full(state, masses);
    for (std::int64_t position = masses.first; position < full; ++position) {
      if (masses[position] == 0) continue;
      const Stakes stakes = WhatIsLeft{play_.full_stakes(state)}.at(bankroll(position), 0);
      for (const HandOutcome& outcome : play_.outcomes) {
        const std::int64_t net = net_of(outcome.net, stakes);
        move(position, position + 1, Step{net / unit_, play_.next_state(state, net), outcome.probability});
      }
    }
    for (const Step& step : steps_[state])
      move(full, masses.end(), step);
  }

  /// The first of the positions [from, to) from which the step reaches the win limit.
  std::int64_t first_winner(std::int64_t from, std::int64_t to, const Step& step) const {
    return std::clamp(ceiling_ - step.positions, from, to);
  }

  /// Lays out, and clears, the positions that the next hand can reach below the win limit. False where they, or the
  /// additions, are too many. They keep their memory from hand to hand.
  bool make_room() {
    std::vector<Reach> reach(states_);
    for (std::uint32_t state = 0; state < states_; ++state) {
      const Masses& playing = playing_[state];
      if (playing.at.empty()) continue;
      const std::int64_t full = first_full(state, playing);
      additions_ += static_cast<double>(playing.end() - full) * static_cast<double>(steps_[state].size()) +
                    static_cast<double>(full - playing.first) * static_cast<double>(play_.outcomes.size());
      for (const Step& step : steps_[state])
        reach[step.to_state].extend(full + step.positions, std::min(playing.end() + step.positions, ceiling_));
      if (full == playing.first) continue;
      // With less than the full stakes, a hand loses at most what there is, and wins less than the full ones may.
      const std::int64_t from = -start_ / unit_, to = std::min(full + most_won(state) / unit_ + 1, ceiling_);
      const Progression::State& onward = play_.progression.states[state];
      for (const std::uint32_t next : {state, onward.after_win, onward.after_loss})
        reach[next].extend(from, to);
    }
    std::int64_t positions = 0;
    for (std::uint32_t state = 0; state < states_; ++state) {
      positions += reach[state].end - reach[state].first;
      if (positions > most_positions || additions_ + static_cast<double>(positions) > most_additions) return false;
      next_[state].first = reach[state].first;
      next_[state].at.assign(static_cast<std::size_t>(reach[state].end - reach[state].first), 0.0);
    }
    additions_ += static_cast<double>(positions);
    return true;
  }

  void play_a_hand() {
    for (std::uint32_t state = 0; state < states_; ++state) {
      Masses& playing = playing_[state];
      for_each_move(state, playing, [&](std::int64_t from, std::int64_t to, const Step& step) {
        const std::int64_t winner = first_winner(from, to, step);
        if (from < winner) {
          double* into = &next_[step.to_state][from + step.positions];
          const double* mass = &playing[from];
          for (std::int64_t i = 0; i < winner - from; ++i)
            into[i] += step.probability * mass[i];
        }
        double won = 0;
        for (std::int64_t position = winner; position < to; ++position)
          won += step.probability * playing[position];
        law_.hands.back() += won;
        law_.by_reason[static_cast<std::size_t>(StopReason::win_limit)] += won;
      });
    }
    std::swap(playing_, next_);
  }

  /// Ends below the win limit are known. How often a hand wins past it, and where that lands, follows from how often
  /// hands are played from everywhere: only few positions, far apart, of which no hand needs to keep an array.
  void collect_profits() {
    std::vector<std::pair<std::int64_t, double>> ends;
    for (std::int64_t position = ended_.first; position < ended_.end(); ++position)
      ends.emplace_back(position, ended_[position]);
    for (std::uint32_t state = 0; state < states_; ++state) {
      Masses& visits = visits_[state];
      for_each_move(state, visits, [&](std::int64_t from, std::int64_t to, const Step& step) {
        for (std::int64_t position = first_winner(from, to, step); position < to; ++position)
          ends.emplace_back(position + step.positions, step.probability * visits[position]);
      });
    }
    const auto by_position = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::stable_sort(ends.begin(), ends.end(), by_position);
    for (const auto& [position, mass] : ends) {
      const Cents profit{position * unit_};
      if (mass == 0) continue;
      if (!law_.profits.empty() && law_.profits.back().profit == profit) {
        law_.profits.back().probability += mass;
      } else {
        law_.profits.push_back({profit, mass});
      }
    }
  }

  void collect_stakes() {
    for (std::uint32_t state = 0; state < states_; ++state) {
      Masses& visits = visits_[state];
      const std::int64_t full = first_full(state, visits);
      for (std::int64_t position = visits.first; position < visits.end(); ++position) {
        const WhatIsLeft staking{play_.full_stakes(state)};
        const Stakes stakes = position >= full ? staking.full : staking.at(bankroll(position), 0);
        law_.base_bets += visits[position] * static_cast<double>(stakes.base_bet);
        law_.bonus_bets += visits[position] * static_cast<double>(stakes.bonus_bet);
      }
    }
  }

  /// A hand's most, at full stakes [cents].
  std::int64_t most_won(std::uint32_t state) const {
    const auto smaller = [](const HandOutcome& a, const HandOutcome& b) { return a.net.main < b.net.main; };
    const auto smaller_bonus = [](const HandOutcome& a, const HandOutcome& b) { return a.net.bonus < b.net.bonus; };
    const auto& all = play_.outcomes;
    const std::int64_t main = std::max_element(all.begin(), all.end(), smaller)->net.main;
    const std::int64_t bonus = std::max_element(all.begin(), all.end(), smaller_bonus)->net.bonus;
    return std::max<std::int64_t>(net_of({main, bonus}, play_.full_stakes(state)), 0);
  }

  /// Positions [first, end) of a state.
  struct Reach {
    std::int64_t first = 0;
    std::int64_t end = 0;

    void extend(std::int64_t from, std::int64_t to) {
      if (from >= to) return;
      const bool is_new = first == end;
      first = is_new ? from : std::min(first, from);
      end = is_new ? to : std::max(end, to);
    }
  };

  const Play& play_;
  std::int64_t unit_;  ///< [cents]
  std::int64_t start_;
  bool what_is_left_;
  StopRules stop_;
  std::int64_t ceiling_;  ///< the first position at the win limit
  std::uint32_t states_;
  std::vector<std::vector<Step>> steps_;  ///< by state, at full stakes; ascending
  std::vector<Masses> playing_, next_;    ///< by state
  std::vector<Masses> visits_;            ///< by state: mean number of hands that are played from there
  Masses ended_;
  double additions_ = 0;
  SessionLaw law_;
};

}  // namespace

std::variant<SessionLaw, Unknown> session_law(const NetLaw& nets, const SessionRules& rules) {
  if (rules.bonus_strategy) return Unknown{"the bonus bet varies"};
  const std::optional<Progression> progression = progression_of(rules.betting_system, rules.base_bet);
  if (!progression) return Unknown{"the bets depend on more than the last hands won and lost"};
  const Play play{outcomes_of(nets, rules.bonus_bet.count > 0), *progression, rules.bonus_bet};
  const std::int64_t unit = grid_unit(play);
  auto law = Recursion(play, rules, unit).solve();
  if (std::holds_alternative<SessionLaw>(law) || rules.stop_on_insufficient_funds || unit == 1) return law;
  // What is left of a bankroll is bet in whole cents.
  return Recursion(play, rules, 1).solve();
}

}  // namespace ergodic::workloads::let_it_ride
