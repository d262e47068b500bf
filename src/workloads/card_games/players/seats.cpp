#include "workloads/card_games/players/seats.hpp"

#include "workloads/card_games/players/move_traits.hpp"

#include <algorithm>
#include <limits>

namespace ergodic::workloads::card_games {

MixedSeats::MixedSeats(const Machine& machine, const std::vector<PlayerRules>& rules, const Streams& streams,
                       std::uint64_t replicate, Search* search)
    : machine_(machine),
      rules_(rules),
      goal_(goal_of(machine.program())),
      random_(streams, replicate),
      streams_(streams),
      replicate_(replicate),
      search_(search) {
  for (unsigned seat = 0; seat < rules_.size(); ++seat) {
    if (rules_[seat].kind != PlayerRules::Kind::search) continue;
    if (!voids_) voids_.emplace(machine.program());
    knowledge_.emplace_back(machine, *voids_, seat);
  }
  if (knowledge_.empty() || search_ != nullptr) return;
  own_search_ = std::make_unique<Search>();
  search_ = own_search_.get();
}

double MixedSeats::rating(const State& state, const Choices& choices, std::uint32_t k) const {
  const PlayerRules& rules = rules_[state.seat];
  const MoveTraits traits = traits_of(machine_, state, machine_.move(choices, k));
  if (rules.kind == PlayerRules::Kind::greedy) return greedy_rating(goal_, traits, machine_.program().suits);
  // What has no rating is made only where nothing has one.
  return rules.rating->number(values_of(traits)).value_or(-std::numeric_limits<double>::infinity());
}

std::uint32_t MixedSeats::choose(const State& state, const Choices& choices) {
  if (choices.total == 1) return 0;
  if (rules_[state.seat].kind == PlayerRules::Kind::random) return random_.choose(state, choices);
  if (rules_[state.seat].kind == PlayerRules::Kind::search) return search(state, choices);
  double best = rating(state, choices, 0);
  std::uint32_t first = 0, alike = 1;
  for (std::uint32_t k = 1; k < choices.total; ++k) {
    const double its = rating(state, choices, k);
    if (its > best) {
      best = its;
      first = k;
      alike = 0;
    }
    alike += its == best ? 1 : 0;
  }
  if (alike == 1) return first;
  Choices among;  // so many moves, of which one is picked
  among.clear();
  among.total = alike;
  for (std::uint32_t left = random_.choose(state, among), k = first;; ++k) {
    if (rating(state, choices, k) == best && left-- == 0) return k;
  }
}

std::uint32_t MixedSeats::search(const State& state, const Choices& choices) {
  const auto its = std::find_if(knowledge_.begin(), knowledge_.end(),
                                [&](const Knowledge& knowledge) { return knowledge.seat() == state.seat; });
  const std::uint32_t purpose =
      static_cast<std::uint32_t>(Purpose::first_search) + 8 * searches_[state.seat]++ + state.seat;
  return search_->choose(machine_, rules_[state.seat].search, *its, state, choices, streams_,
                         streams_.open(replicate_, purpose));
}

}  // namespace ergodic::workloads::card_games
