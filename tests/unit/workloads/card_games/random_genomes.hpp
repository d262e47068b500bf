#pragma once

#include "workloads/card_games/genome/check.hpp"
#include "workloads/card_games/genome/genome.hpp"

#include <ergodic/variates.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test::card_games {

namespace games = workloads::card_games;

/// Genomes of any constructs beside and inside each other, sensible or not.
class RandomGenomes {
 public:
  explicit RandomGenomes(Stream stream) : stream_(stream) {}

  /// One that can be played.
  games::Genome valid() {
    for (;;) {
      games::Genome genome = any();
      if (games::complaints_of(genome).empty()) return genome;
    }
  }

 private:
  int below(int n) { return static_cast<int>(uniform_integer(stream_, static_cast<std::uint32_t>(n))); }
  int between(int a, int b) { return a + below(b - a + 1); }
  bool one_in(int n) { return below(n) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }
  std::string rank() { return std::to_string(below(ranks_)); }
  std::string suit() { return std::to_string(below(suits_)); }

  games::Condition of_card() {
    return {
        one_of<std::string>({"rank == '" + rank() + "'", "suit == '" + suit() + "'", "height > " + rank(), "true"})};
  }
  games::Condition of_card_now() {
    if (one_in(3)) return of_card();
    return {one_of<std::string>({"suit == suit_in_force or rank == top_rank", "height > top_height",
                                 "leading or broken", "rank != top_rank", "height >= hand"})};
  }
  games::Condition now() {
    return {one_of<std::string>({"leading", "not leading", "hand == 0", "next_hand == 0", "stock > 0", "hand > 2",
                                 "broken", "suit_in_force == '" + suit() + "'"})};
  }

  games::Phases phases(int depth, bool is_choice = false) {
    games::Phases phases;
    const int count = is_choice ? between(2, 4) : between(1, 3);
    for (int i = 0; i < count; ++i)
      phases.push_back(phase(depth, is_choice));
    return phases;
  }

  games::Phase phase(int depth, bool is_choice) {
    games::Phase phase;
    switch (below(is_choice || depth == 0 ? 9 : 10)) {
      case 0: phase.what = games::Draw{.count = between(1, 3)}; break;
      case 1:
      case 2: {
        const int most = one_in(2) ? 1 : between(2, 4);
        phase.what = games::Play{.cards = one_in(4) ? games::Condition{} : of_card_now(),
                                 .most = most,
                                 .same_number = most > 1 && one_in(2)};
        break;
      }
      case 3:
        phase.what =
            games::Trick{.follow = !one_in(4), .trump = one_in(2) ? suit() : "", .breaking = one_in(2) ? suit() : ""};
        break;
      case 4: phase.what = games::Capture{}; break;
      case 5: phase.what = games::Ask{}; break;
      case 6: phase.what = games::Claim{}; break;
      case 7: phase.what = games::Bid{.from = below(2)}; break;
      case 8:
        phase.what = games::Pass{.all = one_in(2) ? games::Pass::All::blocked : games::Pass::All::nothing,
                                 .others = one_in(2) ? games::Pass::Others::clear : games::Pass::Others::nothing};
        break;
      default: phase.what = games::Choose{phases(depth - 1, true)}; break;
    }
    if (one_in(4)) phase.when = now();
    phase.ends_turn = one_in(5);
    if (depth > 0 && one_in(4)) phase.then = phases(depth - 1);
    if (!is_choice) {
      phase.optional = one_in(5);
      if (depth > 0 && one_in(4)) phase.otherwise = phases(depth - 1);
    }
    return phase;
  }

  games::Genome any() {
    games::Genome genome;
    ranks_ = between(1, 7);
    suits_ = between(1, 5);
    genome.players = between(2, 6);
    for (int i = 0; i < ranks_; ++i)
      genome.cards.ranks.push_back(std::to_string(i));
    for (int i = 0; i < suits_; ++i)
      genome.cards.suits.push_back(std::to_string(i));
    genome.deal = {.each = below(6), .up = below(3), .table = below(4), .again = one_in(3)};
    genome.books = one_in(3);
    genome.turn_limit = between(1, 300);
    if (one_in(4)) genome.rounds.emplace_back(games::Once{phases(1)});
    if (one_in(3)) {
      genome.chips = 100;
      genome.rounds.emplace_back(games::Betting{.ante = below(3), .bet = between(1, 4), .raises = below(4)});
    }
    if (!one_in(4)) genome.rounds.emplace_back(games::Turns{phases(2)});
    using Does = games::Effect::Does;
    for (int i = below(3); i > 0; --i) {
      genome.effects.push_back(
          {.on = of_card(),
           .does = one_of({Does::skip, Does::reverse, Does::extra_turn, Does::draw, Does::name_suit}),
           .seats = one_of({games::Effect::Seats::next, games::Effect::Seats::others}),
           .count = between(1, 3)});
    }
    using At = games::Score::At;
    for (int i = below(3); i > 0; --i)
      genome.scoring.push_back({.at = one_of({At::trick, At::capture, At::book}),
                                .cards = one_in(2) ? of_card() : games::Condition{},
                                .points = between(-3, 5)});
    if (one_in(3)) genome.contract = games::Contract{};
    using When = games::End::When;
    using Wins = games::End::Wins;
    for (int i = between(1, 3); i > 0; --i) {
      genome.ends.push_back(
          {one_of({When::empty_hand, When::empty_hands, When::all_taken, When::last_in, When::over}),
           one_of({Wins::holder, Wins::most_points, Wins::fewest_points, Wins::last_in, Wins::highest_card})});
    }
    return genome;
  }

  Stream stream_;
  int ranks_ = 1, suits_ = 1;
};

}  // namespace ergodic::test::card_games
