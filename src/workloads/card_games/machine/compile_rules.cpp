// What a program has beside its nodes.
#include "workloads/card_games/machine/compile_rules.hpp"

#include "workloads/card_games/genome/faces.hpp"
#include "workloads/card_games/genome/walk.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace ergodic::workloads::card_games {

namespace {

class Rules {
 public:
  Rules(const Genome& genome, Program& program) : genome_(genome), program_(program) {}

  void set_pack() {
    program_.seats = static_cast<unsigned>(genome_.players);
    program_.ranks = static_cast<unsigned>(rank_names(genome_.cards).size());
    program_.suits = static_cast<unsigned>(suit_names(genome_.cards).size());
    unsigned card = 0;
    for (const Face face : faces(genome_.cards)) {
      program_.rank[card] = face.rank;
      program_.suit[card] = face.suit;
      program_.value[card] = static_cast<std::uint8_t>(value_of_rank(genome_.cards, face.rank));
      program_.of_rank[face.rank] |= set_of(card);
      program_.of_suit[face.suit] |= set_of(card);
      ++card;
    }
    program_.pack = first_elements(card);
    if (!genome_.total) return;
    program_.total_limit = static_cast<unsigned>(genome_.total->limit);
    program_.soft_more = static_cast<unsigned>(genome_.total->more);
    const std::vector<std::string> ranks = rank_names(genome_.cards);
    const auto soft = std::find(ranks.begin(), ranks.end(), genome_.total->soft);
    if (soft != ranks.end()) program_.soft = program_.of_rank[static_cast<std::size_t>(soft - ranks.begin())];
  }

  void set_rules() {
    for (const Score& score : genome_.scoring) {
      PointRule rule = {program_.pack, bool(score.cards) || score.at == Score::At::taken, score.points, score.beyond};
      if (score.cards) {
        const CardCondition its(score.cards, genome_.cards, About::card_now);
        if (its.sets().size() == 1)
          rule.cards = its.cards();
        else
          rule.condition = condition(score.cards, About::card_now);
      }
      program_.scoring[static_cast<std::size_t>(score.at)].push_back(rule);
    }
    program_.ends = genome_.ends;
    program_.contract = genome_.contract;
    program_.moon = genome_.moon;
    program_.match = genome_.match;
    for (const Pattern& pattern : genome_.patterns)
      program_.patterns.push_back({{pattern.groups.begin(), pattern.groups.end()},
                                   static_cast<unsigned>(pattern.run),
                                   static_cast<unsigned>(pattern.suited)});
    program_.low_ace = genome_.low_ace;
    program_.each = static_cast<unsigned>(genome_.deal.each);
    program_.less = static_cast<unsigned>(genome_.deal.less);
    program_.first = genome_.first;
    program_.deals_again = genome_.deal.again;
    program_.up_only = cards(genome_.deal.only);
    program_.books = genome_.books;
    program_.pairs = genome_.pairs;
    program_.reshuffles = genome_.reshuffle;
    program_.has_betting = has_round<Betting>(genome_);
    program_.chips = genome_.chips;
    program_.turn_limit = static_cast<unsigned>(genome_.turn_limit);
    set_sides();
  }

  /// What nothing depends on is not kept: positions with the same future are to be the same.
  void set_kept() {
    const auto has_op = [this](auto&& test) { return std::any_of(program_.nodes.begin(), program_.nodes.end(), test); };
    program_.keeps_taken = std::any_of(program_.ends.begin(), program_.ends.end(),
                                       [](const End& end) { return end.when == End::When::all_taken; }) ||
                           !program_.rules(Score::At::most_taken).empty() || !program_.rules(Score::At::taken).empty();
    const bool draws_pile = has_op([](const Node& node) {
      return node.op == Op::draw && (node.b == static_cast<std::int32_t>(Draw::From::pile) ||
                                     node.b == static_cast<std::int32_t>(Draw::From::whole_pile));
    });
    program_.keeps_pile = has_phase<Claim>(genome_) || draws_pile || program_.reshuffles || uses(Quantity::pile);
    program_.keeps_top = draws_pile || program_.reshuffles;
    program_.keeps_drawn = uses(Quantity::drawn);
    program_.keeps_suit = uses(Quantity::top_suit) || uses(Quantity::suit_in_force) || trump_is_in_force();
    program_.has_blocks = has_op([](const Node& node) { return node.op == Op::block; });
    program_.has_packets = has_phase<Battle>(genome_);
    program_.keeps_tricks = program_.contract || (program_.match && program_.match->out == Match::Out::no_tricks);
    program_.tells_suits = tells_suits();
    program_.keeps_number = std::any_of(program_.nodes.begin(), program_.nodes.end(),
                                        [](const Node& node) { return node.op == Op::play && node.flag; });
  }

 private:
  using Place = std::uint16_t;

  Place condition(const Condition& condition, About about) {
    if (!condition) return Node::none;
    program_.conditions.emplace_back(condition, genome_.cards, about);
    return static_cast<Place>(program_.conditions.size() - 1);
  }

  /// Of a condition about cards by themselves.
  CardSet cards(const Condition& condition) const {
    return condition ? CardCondition(condition, genome_.cards, About::card).cards() : program_.pack;
  }

  void set_sides() {
    for (unsigned seat = 0; seat < program_.seats; ++seat)
      program_.side[seat] = static_cast<std::uint8_t>(1u << seat);
    for (const std::vector<int>& team : genome_.teams) {
      std::uint8_t seats = 0;
      for (const int seat : team)
        seats |= static_cast<std::uint8_t>(1u << seat);
      program_.teams.push_back(seats);
      for (const int seat : team)
        program_.side[static_cast<std::size_t>(seat)] = seats;
    }
  }

  bool uses(Quantity quantity) const {
    return std::any_of(program_.conditions.begin(), program_.conditions.end(),
                       [quantity](const CardCondition& one) { return one.uses(quantity); });
  }
  bool trump_is_in_force() const {
    return std::any_of(program_.tricks.begin(), program_.tricks.end(),
                       [](const TrickRules& rules) { return rules.suit_in_force; });
  }

  /// Whether the set has some cards of a rank and not all.
  bool cuts_a_rank(CardSet set) const {
    for (unsigned rank = 0; rank < program_.ranks; ++rank) {
      const CardSet cards = set & program_.of_rank[rank];
      if (cards != 0 && cards != program_.of_rank[rank]) return true;
    }
    return false;
  }

  bool tells_suits() const {
    const auto cuts = [this](CardSet set) { return cuts_a_rank(set); };
    const auto of_condition = [&](const CardCondition& one) {
      return std::any_of(one.sets().begin(), one.sets().end(), cuts);
    };
    const auto of_effect = [&](const Effect& one) { return cuts(cards(one.on)); };
    const auto of_score = [&](const Score& one) {
      return one.cards && of_condition(CardCondition(one.cards, genome_.cards, About::card_now));
    };
    const auto of_play = [](const Node& node) { return node.op == Op::play && node.b != Node::no_suit; };
    const auto peeks = [](const Node& node) { return node.op == Op::peek; };
    return program_.keeps_suit || !program_.gives.empty() ||
           std::any_of(program_.nodes.begin(), program_.nodes.end(), peeks) || program_.keeps_top ||
           has_phase<Trick>(genome_) || has_phase<Battle>(genome_) || has_phase<Knock>(genome_) ||
           !genome_.patterns.empty() || genome_.deal.only ||
           std::any_of(program_.ends.begin(), program_.ends.end(),
                       [](const End& end) { return end.wins == End::Wins::least_left; }) ||
           std::any_of(program_.nodes.begin(), program_.nodes.end(), of_play) ||
           std::any_of(program_.conditions.begin(), program_.conditions.end(), of_condition) ||
           std::any_of(genome_.effects.begin(), genome_.effects.end(), of_effect) ||
           std::any_of(genome_.scoring.begin(), genome_.scoring.end(), of_score);
  }

  const Genome& genome_;
  Program& program_;
};

}  // namespace

void set_pack(const Genome& genome, Program& program) { Rules(genome, program).set_pack(); }
void set_rules(const Genome& genome, Program& program) { Rules(genome, program).set_rules(); }
void set_kept(const Genome& genome, Program& program) { Rules(genome, program).set_kept(); }

}  // namespace ergodic::workloads::card_games
