#pragma once

#include "workloads/card_games/genome/check.hpp"
#include "workloads/card_games/genome/genome.hpp"

#include <ergodic/variates.hpp>

#include <cstddef>
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
      for (int tries = 0; tries < 6; ++tries) {
        const std::vector<games::Complaint> complaints = games::complaints_of(genome);
        if (complaints.empty()) return genome;
        if (!is_mended(genome, complaints.front().path)) break;
      }
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

  /// Leaves out what a complaint is about, where that can be.
  static bool is_mended(games::Genome& genome, const std::string& path) {
    const auto without = [&](const char* name, auto& list) {
      const std::size_t length = std::string(name).size();
      if (path.compare(0, length, name) != 0) return false;
      if (path.size() <= length) {
        list.clear();
      } else {
        const auto index = std::stoul(path.substr(length + 1));
        if (index >= list.size()) return false;
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
      }
      return true;
    };
    if (genome.ends.size() > 1 && without("ends", genome.ends)) return true;
    if (without("scoring", genome.scoring) || without("effects", genome.effects) ||
        without("patterns", genome.patterns) || without("teams", genome.teams))
      return true;
    const auto begins = [&](const char* name) { return path.rfind(name, 0) == 0; };
    if (begins("contract"))
      genome.contract.reset();
    else if (begins("moon"))
      genome.moon.reset();
    else if (begins("match"))
      genome.match.reset();
    else if (begins("first"))
      genome.first = games::Genome::First::seat_0;
    else if (begins("pairs"))
      genome.pairs = false;
    else if (begins("deal.less"))
      genome.deal.less = 0;
    else
      return false;
    return true;
  }

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
                                 "broken", "suit_in_force == '" + suit() + "'", "table > 1", "pile > 2", "drawn == 0",
                                 "total > 9", "hands_played == 0"})};
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
    switch (below(is_choice || depth == 0 ? 13 : 14)) {
      case 0:
        phase.what = games::Draw{.count = between(1, 3)};
        if (one_in(2)) phase.what = games::Draw{.from = source()};
        if (one_in(4)) phase.what = games::Draw{.from = source(), .up_to = between(1, 5)};
        break;
      case 1:
      case 2: phase.what = play(); break;
      case 3: phase.what = trick(); break;
      case 4: phase.what = games::Capture{.sums = one_in(2), .rest = one_in(3)}; break;
      case 5: phase.what = games::Ask{}; break;
      case 6: phase.what = games::Claim{.most = between(1, 3), .free = one_in(2)}; break;
      case 7: phase.what = games::Bid{.from = below(2), .most = between(1, 5)}; break;
      case 8:
        phase.what = games::Pass{.all = one_in(2) ? games::Pass::All::blocked : games::Pass::All::nothing,
                                 .others = one_in(2) ? games::Pass::Others::clear : games::Pass::Others::nothing};
        break;
      case 9:
      case 10:
        phase.what = games::Discard{.cards = one_in(2) ? of_card_now() : games::Condition{},
                                    .least = between(1, 2),
                                    .most = between(2, 3),
                                    .away = one_in(4)};
        break;
      case 11:
        phase.what = games::Knock{.at_most = below(12)};
        knocks_ = true;
        break;
      case 12: phase.what = games::NameSuit{}; break;
      default: phase.what = games::Choose{phases(depth - 1, true)}; break;
    }
    if (one_in(4)) phase.when = now();
    phase.ends_turn = one_in(5);
    if (depth > 0 && one_in(4)) phase.then = phases(depth - 1);
    if (!is_choice) {
      phase.optional = one_in(5);
      phase.repeat = one_in(6);
      if (depth > 0 && one_in(4)) phase.otherwise = phases(depth - 1);
    }
    return phase;
  }

  games::Draw::From source() {
    using From = games::Draw::From;
    return one_of({From::stock, From::pile, From::whole_pile, From::next, From::chosen});
  }

  games::Play play() {
    games::Play play = {.cards = one_in(4) ? games::Condition{} : of_card_now()};
    if (one_in(5)) {
      play.row = of_card();
      return play;
    }
    if (one_in(2)) return play;
    play.most = between(2, 4);
    play.least = one_in(3) ? 2 : 1;
    play.same_number = one_in(2);
    if (play.same_number) return play;
    play.shape = one_in(2) ? games::Play::Shape::run : games::Play::Shape::group;
    play.to = one_in(2) ? games::Play::To::table : games::Play::To::pile;
    return play;
  }

  games::Trick trick() {
    games::Trick trick = {.follow = !one_in(4), .trump = one_in(2) ? suit() : "", .breaking = one_in(2) ? suit() : ""};
    if (one_in(2)) return trick;
    if (!trick.breaking.empty() && one_in(2)) trick.breaks = of_card();
    trick.suit_in_force = trick.trump.empty() && one_in(2);
    trick.low_wins = one_in(3);
    if (one_in(2)) trick.opens = of_card();
    if (one_in(2)) trick.first_not = of_card();
    if (one_in(2) && (trick.suit_in_force || !trick.trump.empty())) trick.over = of_card();
    return trick;
  }

  games::Phases only_battles() {
    games::Phases phases(1);
    phases[0].what = games::Battle{.down = below(3),
                                   .under = one_of({games::Battle::Under::winner, games::Battle::Under::loser,
                                                    games::Battle::Under::as_laid, games::Battle::Under::shuffled})};
    return phases;
  }

  games::Genome any() {
    games::Genome genome;
    knocks_ = false;
    ranks_ = between(1, 7);
    suits_ = between(1, 5);
    genome.players = between(2, 6);
    for (int i = 0; i < ranks_; ++i)
      genome.cards.ranks.push_back(std::to_string(i));
    for (int i = 0; i < suits_; ++i)
      genome.cards.suits.push_back(std::to_string(i));
    genome.deal = {.each = below(6), .up = below(3), .table = below(4), .again = one_in(3)};
    if (one_in(4)) genome.deal.all = true;
    if (genome.deal.all) genome.deal.each = genome.deal.up = genome.deal.table = 0;
    genome.cards.jokers = one_in(4) ? between(1, 2) : 0;
    if (one_in(4)) genome.cards.without = of_card();
    if (genome.players % 2 == 0 && genome.players > 2 && one_in(2)) {
      genome.teams.resize(2);
      for (int seat = 0; seat < genome.players; ++seat)
        genome.teams[static_cast<std::size_t>(seat % 2)].push_back(seat);
    }
    genome.first = one_of({games::Genome::First::seat_0, games::Genome::First::random, games::Genome::First::winner});
    genome.reshuffle = one_in(3);
    genome.pairs = one_in(6);
    genome.books = one_in(3);
    genome.turn_limit = between(1, 300);
    set_rounds(genome);
    set_counting(genome);
    set_effects_and_ends(genome);
    return genome;
  }

  void set_rounds(games::Genome& genome) {
    if (one_in(5))
      genome.rounds.emplace_back(
          games::Give{.count = between(1, 2), .to = {below(genome.players), 1}, .at_random = one_in(2)});
    if (one_in(5)) genome.rounds.emplace_back(games::Starter{phases(1)});
    if (one_in(4)) genome.rounds.emplace_back(games::Once{phases(1)});
    if (genome.teams.empty() && one_in(3)) {
      const bool all_in = one_in(2);
      genome.chips = all_in ? 8 : 100;
      genome.rounds.emplace_back(
          games::Betting{.ante = below(3), .bet = between(1, 4), .raises = below(4), .all_in = all_in});
    }
    if (one_in(8)) {
      genome.rounds.clear();
      genome.rounds.emplace_back(games::Turns{only_battles()});
    } else if (!one_in(4)) {
      genome.rounds.emplace_back(games::Turns{phases(2)});
    }
  }

  void set_counting(games::Genome& genome) {
    if (one_in(3)) genome.match = games::Match{.hands = between(2, 6), .to = below(30), .fewest = one_in(2)};
    if (genome.match && one_in(4)) genome.match = games::Match{.hands = 8, .out = games::Match::Out::no_tricks};
    if (genome.match) genome.deal.less = below(2);
    if (one_in(6)) genome.moon = games::Moon{.points = between(1, 5)};
    if (one_in(3)) genome.total = games::Total{.limit = 12, .soft = rank(), .more = 3};
    if (one_in(3))
      genome.patterns = {{.groups = {2}}, {.groups = {2, 2}}, {.run = 2}, {.suited = 2}, {.run = 2, .suited = 2}};
  }

  void set_effects_and_ends(games::Genome& genome) {
    using Does = games::Effect::Does;
    using Seats = games::Effect::Seats;
    for (int i = below(3); i > 0; --i) {
      genome.effects.push_back(
          {.on = of_card(),
           .does =
               one_of({Does::skip, Does::reverse, Does::extra_turn, Does::draw, Does::name_suit, Does::force_discard,
                       Does::steal, Does::give_card, Does::swap_hands, Does::block, Does::peek}),
           .seats = one_of({Seats::next, Seats::others, Seats::previous, Seats::chosen, Seats::random}),
           .count = between(1, 3)});
    }
    using At = games::Score::At;
    for (int i = below(3); i > 0; --i)
      genome.scoring.push_back({.at = one_of({At::trick, At::capture, At::book, At::play, At::sweep, At::hand_end,
                                              At::most_taken, At::win, At::others_left, At::left_over}),
                                .cards = one_in(2) ? of_card_now() : games::Condition{},
                                .points = between(-3, 5)});
    if (one_in(3)) genome.contract = games::Contract{};
    using When = games::End::When;
    using Wins = games::End::Wins;
    for (int i = between(1, 3); i > 0; --i) {
      genome.ends.push_back(
          {one_of({When::empty_hand, When::empty_hands, When::all_taken, When::last_in, When::over, When::knock,
                   When::one_left, When::empty_stock}),
           one_of({Wins::holder, Wins::most_points, Wins::fewest_points, Wins::last_in, Wins::highest_card,
                   Wins::best_hand, Wins::best_total, Wins::least_left, Wins::most_cards, Wins::fewest_cards})});
    }
    if (knocks_) genome.ends.insert(genome.ends.begin(), {When::knock, Wins::least_left});
  }

  Stream stream_;
  int ranks_ = 1, suits_ = 1;
  bool knocks_ = false;  // a hand
};

}  // namespace ergodic::test::card_games
