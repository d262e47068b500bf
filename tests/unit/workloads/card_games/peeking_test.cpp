// What a seat decides depends on what it has seen, and on nothing else: of two games that differ in cards that it has
// not seen, and in which the same has been done, it cannot tell one from the other.
#include "random/case_streams.hpp"
#include "small_games.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;

const Streams of_peeking = random::case_streams(20264, "card_games", "peeking");

/// A game as far as it has been played: what chance brought, and what was done.
struct Event {
  std::optional<CardSet> cards;
  Move move = {};
};

CardSet exchanged(CardSet set, unsigned a, unsigned b) {
  const CardSet others = set & ~set_of(a) & ~set_of(b);
  return others | ((set >> a & 1u) << b) | ((set >> b & 1u) << a);
}

/// The game goes on like this, from event to event, up to a decision; nullopt: it cannot.
struct Replayed {
  State state;
  Choices choices;
  std::vector<std::uint64_t> open;  ///< what everybody sees, all along
};

void append_open(const State& state, bool claims, std::vector<std::uint64_t>& open) {
  for (unsigned seat = 0; seat < Genome::most_seats; ++seat) {
    open.push_back(size_of(state.hand[seat]));
    open.push_back(state.taken[seat]);
    for (const std::int32_t number : {state.points[seat], state.totals[seat], state.staked[seat]})
      open.push_back(static_cast<std::uint64_t>(number));
  }
  open.insert(open.end(),
              {state.table, state.trick, claims ? size_of(state.pile) : state.pile, state.seat, state.node});
}

bool has_claims_of(const Machine& machine) {
  bool claims = false;
  for (const Node& node : machine.program().nodes)
    claims = claims || node.op == Op::claim;
  return claims;
}

std::optional<Replayed> replay(const Machine& machine, const std::vector<Event>& events, MixedSeats& seats) {
  Replayed at{machine.start(), {}, {}};
  const bool claims = has_claims_of(machine);
  const auto advance = [&] {
    const State before = at.state;
    const Situation situation = machine.advance(at.state, at.choices);
    seats.advanced(before, at.state);
    append_open(at.state, claims, at.open);
    return situation;
  };
  for (const Event& event : events) {
    const Situation situation = advance();
    const State before = at.state;
    if (event.cards) {
      if (situation != Situation::chance) return std::nullopt;
      const Chance chance = machine.chance(at.state);
      if ((*event.cards & ~chance.from) != 0 || size_of(*event.cards) != chance.count) return std::nullopt;
      machine.resolve(at.state, *event.cards);
      seats.drawn(before, *event.cards, at.state);
      continue;
    }
    if (situation != Situation::decision) return std::nullopt;
    constexpr std::uint32_t most_listed = 4096;
    bool is_legal = at.choices.total > most_listed && (event.move.cards & ~at.state.hand[at.state.seat]) == 0;
    for (std::uint32_t k = 0; k < at.choices.total && !is_legal; ++k)
      is_legal = machine.move(at.choices, k) == event.move;
    if (!is_legal) return std::nullopt;
    machine.apply(at.state, event.move);
    seats.moved(before, event.move, at.state);
  }
  if (advance() != Situation::decision) return std::nullopt;
  return at;
}

/// All that a seat has seen: its hands, and what has lain open.
struct Sight {
  CardSet seen = 0;

  void look(const State& state, unsigned seat, bool pile_is_hidden) {
    seen |= state.hand[seat] | state.table | state.trick | state.known[seat];
    for (const CardSet taken : state.taken)
      seen |= taken;
    if (!pile_is_hidden) seen |= state.pile | (state.top == no_card ? 0 : set_of(state.top));
  }
};

/// Plays games at random and stops at decisions of seats; there pairs of cards that the seat has never seen change
/// places all through the game. Counts the decisions compared and those that differ.
struct Comparison {
  int compared = 0, different = 0;

  void run(const Machine& machine, const std::vector<PlayerRules>& rules, std::uint64_t games, int most, bool peeks) {
    const bool claims = has_claims_of(machine);
    for (std::uint64_t game = 0; game < games && compared < most; ++game) {
      struct Recorder {
        std::vector<Event> events;
        std::vector<std::size_t> decisions;

        void drawn(const State&, CardSet cards) { events.push_back({cards, {}}); }
        void decided(const State&, const Choices& choices, const Move& move) {
          if (choices.total > 1) decisions.push_back(events.size());
          events.push_back({std::nullopt, move});
        }
      } recorder;
      play_game(machine, of_peeking, game, RandomSeats(of_peeking, game), recorder);
      constexpr std::size_t most_decisions = 30;  // of a match, in which most is seen sooner or later
      recorder.decisions.resize(std::min(recorder.decisions.size(), most_decisions));
      Stream stream = of_peeking.open(game, 777);
      for (int look = 0; look < 6 && !recorder.decisions.empty(); ++look) {
        const std::size_t at =
            recorder.decisions[uniform_integer(stream, static_cast<std::uint32_t>(recorder.decisions.size()))];
        compare_at(machine, rules, {recorder.events.begin(), recorder.events.begin() + static_cast<std::ptrdiff_t>(at)},
                   game, claims, stream, peeks);
      }
    }
  }

  void compare_at(const Machine& machine, const std::vector<PlayerRules>& rules, const std::vector<Event>& events,
                  std::uint64_t game, bool claims, Stream& stream, bool peeks) {
    const std::optional<Replayed> here = at(machine, rules, events, game, nullptr);
    if (!here) return;
    const unsigned seat = here->state.seat;
    const CardSet unseen = machine.program().pack & ~seen_by(machine, events, seat, claims);
    if (size_of(unseen) < 2) return;
    std::vector<Event> others = events;
    for (int exchanges = 0; exchanges < 4; ++exchanges) {
      const unsigned a = element_at(unseen, uniform_integer(stream, size_of(unseen)));
      const unsigned b = element_at(unseen, uniform_integer(stream, size_of(unseen)));
      std::vector<Event> tried = others;
      for (Event& event : tried) {
        if (event.cards)
          event.cards = exchanged(*event.cards, a, b);
        else
          event.move.cards = exchanged(event.move.cards, a, b);
      }
      const auto there = at(machine, rules, tried, game, nullptr);
      if (there && there->open == here->open && there->state.hand[seat] == here->state.hand[seat]) others = tried;
    }
    std::uint32_t one = 0, other = 0;
    at(machine, rules, events, game, &one);
    const auto there = at(machine, rules, others, game, &other);
    if (there->state == here->state) return;
    if (peeks) one = peeking(machine, here->state), other = peeking(machine, there->state);
    ++compared;
    different += one != other ? 1 : 0;
  }

  /// Picks by a card that it cannot see.
  static std::uint32_t peeking(const Machine& machine, const State& state) {
    return lowest(state.hand[(state.seat + 1u) % machine.program().seats]) % 2;
  }

  static std::optional<Replayed> at(const Machine& machine, const std::vector<PlayerRules>& rules,
                                    const std::vector<Event>& events, std::uint64_t game, std::uint32_t* choice) {
    MixedSeats seats(machine, rules, of_peeking, game, &search());
    std::optional<Replayed> replayed = replay(machine, events, seats);
    if (replayed && choice != nullptr) *choice = seats.choose(replayed->state, replayed->choices);
    return replayed;
  }
  static Search& search() {
    static Search one;
    return one;
  }

  static CardSet seen_by(const Machine& machine, const std::vector<Event>& events, unsigned seat, bool claims) {
    State state = machine.start();
    Choices choices;
    Sight sight;
    for (const Event& event : events) {
      machine.advance(state, choices);
      sight.look(state, seat, claims);
      if (!event.cards && !claims) sight.seen |= event.move.cards;
      if (event.cards && (state.due_to == Due::away || state.due_to == Due::pile || state.due_to == Due::table ||
                          state.due_to >= Due::battle))
        sight.seen |= *event.cards;
      const bool is_challenge = !event.cards && machine.program().nodes[event.move.node].op == Op::answer &&
                                Answer{event.move.number} == Answer::challenge;
      if (is_challenge) sight.seen |= state.claimed_cards;
      if (event.cards)
        machine.resolve(state, *event.cards);
      else
        machine.apply(state, event.move);
      sight.look(state, seat, claims);
    }
    machine.advance(state, choices);
    sight.look(state, seat, claims);
    return sight.seen;
  }
};

struct HiddenGame {
  std::string name, genome;
};
void PrintTo(const HiddenGame& game, std::ostream* out) { *out << game.name; }

class Peeking : public testing::TestWithParam<HiddenGame> {};

std::vector<PlayerRules> all(const Machine& machine, const PlayerRules& player) {
  return std::vector<PlayerRules>(machine.program().seats, player);
}

bool has_only_forced_moves(const Machine& machine) {
  const GameResult game = play_game(machine, of_peeking, 0, RandomSeats(of_peeking, 0), Unobserved());
  return game.forced == game.moves;
}

TEST_P(Peeking, NoPlayerDoes) {
  const Machine machine(compile(read_genome(GetParam().genome, GetParam().name)));
  PlayerRules search{PlayerRules::Kind::search};
  search.search.iterations = 40;
  PlayerRules against_random = search;
  against_random.search.model = SearchRules::Policy::random;
  against_random.search.aim = SearchRules::Aim::score;
  PlayerRules greedy_thoughts = search;
  greedy_thoughts.search.iterations = 10;
  greedy_thoughts.search.model = greedy_thoughts.search.playout = SearchRules::Policy::greedy;
  const PlayerRules scripted = {PlayerRules::Kind::scripted,
                                expression::Expression::parse("height + 3 * suit_left - others + strength + number",
                                                              move_vocabulary(), expression::Type::number)};
  for (const PlayerRules& player :
       {PlayerRules{}, PlayerRules{PlayerRules::Kind::greedy}, scripted, search, against_random, greedy_thoughts}) {
    Comparison comparison;
    comparison.run(machine, all(machine, player), 60, 24, false);
    EXPECT_EQ(comparison.different, 0) << "of " << comparison.compared;
    const bool nothing_is_unseen = GetParam().name == "scotch_whist";  // what is not in one hand is in the other
    if (!nothing_is_unseen && !has_only_forced_moves(machine)) {
      EXPECT_GT(comparison.compared, 5);
    }
  }
}

TEST_P(Peeking, IsFound) {
  const Machine machine(compile(read_genome(GetParam().genome, GetParam().name)));
  Comparison comparison;
  comparison.run(machine, all(machine, {}), 400, 60, true);
  EXPECT_EQ(comparison.different > 0, comparison.compared > 0);
}

std::vector<HiddenGame> small_games() {
  return {{"whist", tricks({4, 13, 4, 13}, "trump: 3")},
          {"hearts", hearts({4, 13, 4, 13})},
          {"spades", bids({4, 13, 4, 13}, 3, 100)},
          {"eights", wild_eights({3, 13, 4, 7}, 6)},
          {"president", president({4, 13, 4, 13}, 4)},
          {"scopa", scopa(10, 4, 3, 4)},
          {"fish", go_fish(13, 4, 7)},
          {"cheat", cheat(5, 3, 5, 200)},
          {"poker", poker(5, 4, 1, 2, 1)}};
}
std::vector<HiddenGame> shipped_games() {
  std::vector<HiddenGame> games;
  for (const auto& entry : std::filesystem::directory_iterator(ERGODIC_SOURCE_DIR "/jobs/studies/card_games/genomes")) {
    std::ifstream file(entry.path());
    games.push_back({entry.path().stem().string(), {std::istreambuf_iterator<char>(file), {}}});
  }
  std::sort(games.begin(), games.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return games;
}

INSTANTIATE_TEST_SUITE_P(Games, Peeking, testing::ValuesIn(small_games()),
                         [](const auto& game) { return game.param.name; });
INSTANTIATE_TEST_SUITE_P(Shipped, Peeking, testing::ValuesIn(shipped_games()),
                         [](const auto& game) { return game.param.name; });

}  // namespace

}  // namespace ergodic::workloads::card_games
