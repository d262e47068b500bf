#include "workloads/card_games/players/search.hpp"

#include "workloads/card_games/machine/standings.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::card_games {

namespace {

constexpr std::uint32_t most_logs = 1u << 14;

/// Of more moves than are compared, those that are.
std::uint32_t candidate(const Choices& choices, unsigned i) {
  if (choices.total <= Search::most_moves) return i;
  return static_cast<std::uint32_t>(std::uint64_t{i} * choices.total / Search::most_moves);
}
unsigned candidates(const Choices& choices) { return std::min(choices.total, Search::most_moves); }

std::uint64_t key_of(std::uint64_t node, const Move& move) {
  const std::uint64_t small = std::uint64_t{move.node} << 16 | std::uint64_t{move.number} << 8 | move.seat;
  return mixed(mixed(node, small), move.cards ^ (move.takes << 1 | move.takes >> 63));
}

double value_of(const Program& program, SearchRules::Aim aim, const State& end, unsigned seat) {
  if (aim == SearchRules::Aim::win) return share_of_win(program, end, seat);
  return fewest_points_win(program) ? -score_of(program, end, seat) : score_of(program, end, seat);
}

}  // namespace

/// One search.
struct Search::Job {
  const Machine& machine;
  const SearchRules& rules;
  const Knowledge& knowledge;
  const State& root;
  Stream stream;
  Goal goal;
  SearchRules::Aim aim;
  double lowest = 0, highest = 1;  ///< value of an end so far
  bool has_ends = false;

  // An iteration.
  std::uint64_t seen = 0;  ///< a key of what the seat has seen since the root
  unsigned depth = 0;
  bool in_tree = true;

  unsigned seat() const { return knowledge.seat(); }
  std::uint32_t below(std::uint32_t n) { return n <= 1 ? 0 : uniform_integer(stream, n); }

  CardSet some_of(CardSet from, unsigned count) {
    if (size_of(from) <= count) return from;
    CardSet cards = 0;
    for (; count > 0; --count) {
      const CardSet card = set_of(element_at(from, below(size_of(from))));
      cards |= card;
      from &= ~card;
    }
    return cards;
  }

  /// What the seat sees of cards that chance brings; those in its own hand it sees when it decides.
  void sees(const State& world, CardSet cards) {
    if (world.due_to == Due::hand || world.due_to == Due::steal || world.due_to == Due::give) return;
    seen = mixed(seen, cards);
  }
  void sees(const State& world, const Move& move) {
    const Node& node = machine.program().nodes[move.node];
    Move shown = move;
    const bool is_hidden = node.op == Op::claim || node.op == Op::give || (node.op == Op::discard && node.flag);
    if (is_hidden && world.seat != seat()) shown.cards = first_elements(size_of(move.cards));
    seen = key_of(seen, shown);
    if (node.op == Op::answer && Answer{move.number} == Answer::challenge) seen = mixed(seen, world.claimed_cards);
    if (node.op == Op::ask) seen = mixed(seen, world.hand[move.seat] & machine.program().of_rank[move.number]);
  }
  std::uint64_t node_of(const State& world) const {
    std::uint64_t node = mixed(seen, world.seat);
    if (world.seat == seat()) node = mixed(node, world.hand[world.seat]);
    if (machine.program().books || machine.program().pairs) {
      for (unsigned other = 0; other < machine.program().seats; ++other)
        node = mixed(node, world.taken[other]);
    }
    return node;
  }

  std::uint32_t greedy(const State& world, const Choices& choices) {
    std::uint32_t best = 0, alike = 0;
    double highest_rating = 0;
    for (unsigned i = 0; i < candidates(choices); ++i) {
      const std::uint32_t k = candidate(choices, i);
      const double rating =
          greedy_rating(goal, traits_of(machine, world, machine.move(choices, k)), machine.program().suits);
      if (alike == 0 || rating > highest_rating) {
        highest_rating = rating;
        best = k;
        alike = 1;
      } else if (rating == highest_rating && below(++alike) == 0) {
        best = k;
      }
    }
    return best;
  }
  std::uint32_t by(SearchRules::Policy policy, const State& world, const Choices& choices) {
    return policy == SearchRules::Policy::greedy ? greedy(world, choices) : below(choices.total);
  }
};

Search::Search() {
  logs_.reserve(most_logs);
  logs_.push_back(0);
  for (std::uint32_t n = 1; n < most_logs; ++n)
    logs_.push_back(portable_log(n));
}

double Search::log_of(std::uint32_t n) const { return n < most_logs ? logs_[n] : portable_log(n); }

std::uint32_t Search::choose(const Machine& machine, const SearchRules& rules, const Knowledge& knowledge,
                             const State& position, const Choices& choices, const Streams& streams, Stream stream) {
  constexpr std::uint32_t between_pauses = 16;  // iterations
  Job job = {.machine = machine,
             .rules = rules,
             .knowledge = knowledge,
             .root = position,
             .stream = stream,
             .goal = goal_of(machine.program()),
             // A match is not played to its end in the mind: its hands are for points.
             .aim = machine.program().match ? SearchRules::Aim::score : rules.aim};
  tree_.begin();
  for (std::uint32_t i = 0; i < rules.iterations; ++i) {
    if (i % between_pauses == 0) streams.pause();
    iterate(job);
  }
  return best_of_root(job, choices);
}

void Search::iterate(Job& job) {
  State world = job.knowledge.world(job.root, [&job](unsigned n) { return job.below(n); });
  job.seen = 1;
  job.depth = 0;
  job.in_tree = true;
  Choices choices;
  for (unsigned moves = 0; moves < longest_playout;) {
    switch (job.machine.advance(world, choices)) {
      case Situation::ended: return credit(job, world);
      case Situation::chance: {
        const Chance chance = job.machine.chance(world);
        const CardSet cards = job.some_of(chance.from, chance.count);
        if (job.in_tree) job.sees(world, cards);
        job.machine.resolve(world, cards);
        break;
      }
      case Situation::decision: {
        if (world.hands_played != job.root.hands_played) return credit(job, world);
        const Move move = job.machine.move(choices, choices.total == 1 ? 0 : decide(job, world, choices));
        if (job.in_tree) job.sees(world, move);
        job.machine.apply(world, move);
        ++moves;
        break;
      }
    }
  }
  credit(job, world);
}

std::uint32_t Search::decide(Job& job, const State& world, const Choices& choices) {
  const bool is_own = world.seat == job.seat();
  if (!is_own && job.rules.model != SearchRules::Policy::self) return job.by(job.rules.model, world, choices);
  if (job.in_tree && job.depth < most_depth) return descend(job, world, choices);
  return job.by(job.rules.playout, world, choices);
}

/// The move to be made in the tree; one that was never made is made at once, and the tree ends with it.
std::uint32_t Search::descend(Job& job, const State& world, const Choices& choices) {
  const std::uint64_t node = job.node_of(world);
  const unsigned count = candidates(choices);
  unsigned untried = 0;
  for (unsigned i = 0; i < count; ++i) {
    edges_[i] = tree_.find_or_add(key_of(node, job.machine.move(choices, candidate(choices, i))));
    if (edges_[i] == nullptr) {  // no room
      job.in_tree = false;
      return job.by(job.rules.playout, world, choices);
    }
    ++edges_[i]->available;
    if (edges_[i]->visits == 0) untried_[untried++] = static_cast<std::uint16_t>(i);
  }
  job.in_tree = untried == 0;
  const std::uint32_t chosen = untried != 0 ? untried_[job.below(untried)] : upper_bound(job, count);
  path_[job.depth++] = {edges_[chosen], world.seat};
  return candidate(choices, chosen);
}

std::uint32_t Search::upper_bound(const Job& job, unsigned count) const {
  const double scale = job.rules.exploration * (job.highest - job.lowest);
  std::uint32_t best = 0;
  double highest_bound = 0;
  for (unsigned i = 0; i < count; ++i) {
    const Tree::Edge& edge = *edges_[i];
    const double bound = (edge.sum + scale * std::sqrt(log_of(edge.available) * edge.visits)) / edge.visits;
    if (i == 0 || bound > highest_bound) {
      highest_bound = bound;
      best = i;
    }
  }
  return best;
}

void Search::credit(Job& job, const State& end) {
  const Program& program = job.machine.program();
  BySeat<double> values{};
  for (unsigned seat = 0; seat < program.seats; ++seat) {
    if (job.rules.model != SearchRules::Policy::self && seat != job.seat()) continue;
    values[seat] = value_of(program, job.aim, end, seat);
    if (job.aim != SearchRules::Aim::score) continue;
    job.lowest = job.has_ends ? std::min(job.lowest, values[seat]) : values[seat];
    job.highest = job.has_ends ? std::max(job.highest, values[seat]) : values[seat];
    job.has_ends = true;
  }
  for (unsigned i = 0; i < job.depth; ++i) {
    ++path_[i].edge->visits;
    path_[i].edge->sum += values[path_[i].seat];
  }
}

std::uint32_t Search::best_of_root(const Job& job, const Choices& choices) {
  Job of_root = job;
  of_root.seen = 1;
  const std::uint64_t node = of_root.node_of(job.root);
  unsigned best = 0;
  const Tree::Edge* most = nullptr;
  for (unsigned i = 0; i < candidates(choices); ++i) {
    const Tree::Edge* edge = tree_.find_or_add(key_of(node, job.machine.move(choices, candidate(choices, i))));
    if (edge == nullptr || edge->visits == 0) continue;
    const auto is_better = [&] {
      if (edge->visits != most->visits) return edge->visits > most->visits;
      return edge->sum > most->sum;
    };
    if (most != nullptr && !is_better()) continue;
    most = edge;
    best = i;
  }
  return candidate(choices, best);
}

}  // namespace ergodic::workloads::card_games
