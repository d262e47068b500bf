#include "workloads/card_games/machine/compile.hpp"

#include "workloads/card_games/genome/walk.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace ergodic::workloads::card_games {

namespace {

/// Builds a program from its end to its beginning: each node is made when what follows it is there.
class Compiler {
 public:
  explicit Compiler(const Genome& genome) : genome_(genome) {}

  Program program() {
    set_pack();
    set_rules();
    set_effects();
    program_.start = deal(rounds());
    set_kept();
    return std::move(program_);
  }

 private:
  using Place = std::uint16_t;

  Place add(Node node) {
    program_.nodes.push_back(node);
    return static_cast<Place>(program_.nodes.size() - 1);
  }
  Node& at(Place place) { return program_.nodes[place]; }

  Place condition(const Condition& condition, About about) {
    if (!condition) return Node::none;
    program_.conditions.emplace_back(condition, genome_.cards, about);
    return static_cast<Place>(program_.conditions.size() - 1);
  }

  /// Of a condition about cards by themselves.
  CardSet cards(const Condition& condition) const {
    return condition ? CardCondition(condition, genome_.cards, About::card).cards() : program_.pack;
  }

  std::int32_t suit(const std::string& name) const {
    const auto& suits = genome_.cards.suits;
    const auto found = std::find(suits.begin(), suits.end(), name);
    return found == suits.end() ? Node::no_suit : static_cast<std::int32_t>(found - suits.begin());
  }

  void set_pack() {
    program_.seats = static_cast<unsigned>(genome_.players);
    program_.ranks = static_cast<unsigned>(genome_.cards.ranks.size());
    program_.suits = static_cast<unsigned>(genome_.cards.suits.size());
    program_.pack = first_elements(program_.ranks * program_.suits);
    for_each_element(program_.pack, [&](unsigned card) {
      const unsigned rank = card % program_.ranks, of_suit = card / program_.ranks;
      program_.rank[card] = static_cast<std::uint8_t>(rank);
      program_.suit[card] = static_cast<std::uint8_t>(of_suit);
      program_.of_rank[rank] |= set_of(card);
      program_.of_suit[of_suit] |= set_of(card);
    });
  }

  void set_rules() {
    for (const Score& score : genome_.scoring) {
      auto& rules = score.at == Score::At::trick     ? program_.at_trick
                    : score.at == Score::At::capture ? program_.at_capture
                                                     : program_.at_book;
      rules.push_back({cards(score.cards), bool(score.cards), score.points});
    }
    program_.ends = genome_.ends;
    program_.contract = genome_.contract;
    program_.each = static_cast<unsigned>(genome_.deal.each);
    program_.deals_again = genome_.deal.again;
    program_.books = genome_.books;
    program_.has_betting = has_round<Betting>(genome_);
    program_.chips = genome_.chips;
    program_.turn_limit = static_cast<unsigned>(genome_.turn_limit);
  }

  /// What nothing depends on is not kept: positions with the same future are to be the same.
  void set_kept() {
    program_.keeps_taken = std::any_of(program_.ends.begin(), program_.ends.end(),
                                       [](const End& end) { return end.when == End::When::all_taken; });
    program_.keeps_pile = has_phase<Claim>(genome_);
    for (const CardCondition& condition : program_.conditions)
      program_.keeps_suit =
          program_.keeps_suit || condition.uses(Quantity::top_suit) || condition.uses(Quantity::suit_in_force);
    program_.tells_suits = tells_suits();
    program_.keeps_number = std::any_of(program_.nodes.begin(), program_.nodes.end(),
                                        [](const Node& node) { return node.op == Op::play && node.flag; });
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
    const auto of_score = [&](const Score& one) { return cuts(cards(one.cards)); };
    return program_.keeps_suit || has_phase<Trick>(genome_) ||
           std::any_of(program_.conditions.begin(), program_.conditions.end(), of_condition) ||
           std::any_of(genome_.effects.begin(), genome_.effects.end(), of_effect) ||
           std::any_of(genome_.scoring.begin(), genome_.scoring.end(), of_score);
  }

  void set_effects() {
    program_.effects.fill(Node::none);
    std::map<std::vector<std::size_t>, Place> known;  // the effects of a card, and where they begin
    for_each_element(program_.pack, [&](unsigned card) {
      std::vector<std::size_t> its;
      for (std::size_t i = 0; i < genome_.effects.size(); ++i) {
        if ((cards(genome_.effects[i].on) & set_of(card)) != 0) its.push_back(i);
      }
      if (its.empty()) return;
      const auto [found, is_new] = known.try_emplace(its, Node::none);
      if (is_new) found->second = effects(its);
      program_.effects[card] = found->second;
    });
  }

  Place effects(const std::vector<std::size_t>& its) {
    Place next = add({.op = Op::effects_end});
    for (auto i = its.rbegin(); i != its.rend(); ++i)
      next = effect(genome_.effects[*i], next);
    return next;
  }

  Place effect(const Effect& effect, Place next) {
    const auto count = static_cast<std::uint8_t>(effect.count);
    switch (effect.does) {
      case Effect::Does::skip: return add({.op = Op::skip, .most = count, .next = next});
      case Effect::Does::reverse: return add({.op = Op::reverse, .next = next});
      case Effect::Does::extra_turn: return add({.op = Op::extra_turn, .next = next});
      case Effect::Does::draw:
        return add({.op = Op::others_draw, .most = count, .flag = effect.seats == Effect::Seats::others, .next = next});
      case Effect::Does::name_suit: return add({.op = Op::name_suit, .next = next, .otherwise = next});
    }
    return next;
  }

  Place deal(Place next) {
    const Deal& deal = genome_.deal;
    if (deal.table > 0) next = add({.op = Op::deal_table, .most = static_cast<std::uint8_t>(deal.table), .next = next});
    for (int i = 0; i < deal.up; ++i)
      next = add({.op = Op::deal_up, .next = next});
    if (deal.each > 0) next = add({.op = Op::deal_hands, .next = next});
    return next;
  }

  Place rounds() {
    Place next = add({.op = Op::over});
    for (auto round = genome_.rounds.rbegin(); round != genome_.rounds.rend(); ++round) {
      if (const auto* once = std::get_if<Once>(&*round)) next = turns(once->turn, true, next);
      if (const auto* turns_ = std::get_if<Turns>(&*round)) next = turns(turns_->turn, false, next);
      if (const auto* betting = std::get_if<Betting>(&*round)) next = bets(*betting, next);
    }
    return next;
  }

  Place turns(const Phases& turn, bool once, Place next_round) {
    end_turn_ = add({.op = Op::end_turn, .flag = once, .otherwise = next_round});
    const Place start = phases(turn, end_turn_);
    return at(end_turn_).next = start;
  }

  Place bets(const Betting& betting, Place next) {
    const Place bet = add({.op = Op::bet, .next = next, .otherwise = next, .a = betting.bet, .b = betting.raises});
    return add({.op = Op::ante, .next = bet, .a = betting.ante});
  }

  Place phases(const Phases& phases, Place next) {
    for (auto one = phases.rbegin(); one != phases.rend(); ++one)
      next = phase(*one, next);
    return next;
  }

  Place phase(const Phase& phase, Place next) {
    const Place done = phase.ends_turn ? end_turn_ : next;
    const Place otherwise = phase.otherwise.empty() ? next : phases(phase.otherwise, done);
    const Place after = phases(phase.then, done);
    const auto* choose = std::get_if<Choose>(&phase.what);
    const Place first = choose != nullptr ? choice(*choose, after, otherwise) : decision(phase, after, otherwise);
    if (phase.optional) add_alternative(first, add({.op = Op::decline, .next = next, .otherwise = otherwise}));
    if (!phase.when) return first;
    return add({.op = Op::when, .next = first, .otherwise = next, .condition = condition(phase.when, About::now)});
  }

  void add_alternative(Place to, Place alternative) {
    while (at(to).alternative != Node::none)
      to = at(to).alternative;
    at(to).alternative = alternative;
  }

  /// The first of its alternatives.
  Place choice(const Choose& choose, Place after, Place otherwise) {
    Place first = Node::none;
    for (const Phase& one : choose.of) {
      const Place done = phases(one.then, one.ends_turn ? end_turn_ : after);
      const Place place = decision(one, done, otherwise);
      at(place).condition = condition(one.when, About::now);
      if (first == Node::none)
        first = place;
      else
        add_alternative(first, place);
    }
    return first;
  }

  Place decision(const Phase& phase, Place next, Place otherwise) {
    const auto node = [&](Op op) { return Node{.op = op, .next = next, .otherwise = otherwise}; };
    return std::visit([&](const auto& kind) { return decision_of(kind, node); }, phase.what);
  }

  template <class MakeNode>
  Place decision_of(const Draw& draw, MakeNode node) {
    Node made = node(Op::draw);
    made.most = static_cast<std::uint8_t>(draw.count);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Play& play, MakeNode node) {
    Node made = node(Op::play);
    made.most = static_cast<std::uint8_t>(play.most);
    made.flag = play.same_number;
    made.cards = condition(play.cards, About::card_now);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Trick& trick, MakeNode node) {
    Node made = node(Op::trick);
    made.flag = trick.follow;
    made.a = suit(trick.trump);
    made.b = suit(trick.breaking);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Capture&, MakeNode node) {
    return add(node(Op::capture));
  }
  template <class MakeNode>
  Place decision_of(const Ask&, MakeNode node) {
    Node made = node(Op::ask);
    made.next = add(node(Op::heard));
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Claim&, MakeNode node) {
    Node made = node(Op::claim);
    made.next = add(node(Op::answer));
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Bid& bid, MakeNode node) {
    Node made = node(Op::bid);
    made.a = bid.from;
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Pass& pass, MakeNode node) {
    Node made = node(Op::pass);
    made.a = static_cast<std::int32_t>(pass.all);
    made.b = static_cast<std::int32_t>(pass.others);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Choose&, MakeNode) {
    return Node::none;  // choice() has its alternatives
  }

  const Genome& genome_;
  Program program_;
  Place end_turn_ = 0;  // of the round that is being built
};

}  // namespace

Program compile(const Genome& genome) { return Compiler(genome).program(); }

}  // namespace ergodic::workloads::card_games
