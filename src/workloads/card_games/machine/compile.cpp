#include "workloads/card_games/machine/compile.hpp"

#include "workloads/card_games/genome/walk.hpp"
#include "workloads/card_games/machine/compile_rules.hpp"

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
    set_pack(genome_, program_);
    set_rules(genome_, program_);
    set_effects();
    program_.start = deal(rounds());
    set_kept(genome_, program_);
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

  CardSet cards_or_none(const Condition& condition) const { return condition ? cards(condition) : 0; }

  std::int32_t suit(const std::string& name) const {
    const auto& suits = genome_.cards.suits;
    const auto found = std::find(suits.begin(), suits.end(), name);
    return found == suits.end() ? Node::no_suit : static_cast<std::int32_t>(found - suits.begin());
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
    const auto plain = [&](Op op) { return add({.op = op, .most = count, .next = next}); };
    switch (effect.does) {
      case Effect::Does::skip: return plain(Op::skip);
      case Effect::Does::reverse: return plain(Op::reverse);
      case Effect::Does::extra_turn: return plain(Op::extra_turn);
      case Effect::Does::name_suit: return add({.op = Op::name_suit, .next = next, .otherwise = next});
      case Effect::Does::draw: return aimed(Op::others_draw, effect, next);
      case Effect::Does::force_discard: return aimed(Op::force_discard, effect, next);
      case Effect::Does::steal: return aimed(Op::steal, effect, next);
      case Effect::Does::give_card: return aimed(Op::give_card, effect, next);
      case Effect::Does::swap_hands: return aimed(Op::swap_hands, effect, next);
      case Effect::Does::block: return aimed(Op::block, effect, next);
      case Effect::Does::peek: return aimed(Op::peek, effect, next);
    }
    return next;
  }

  /// What it does to somebody, after it has been said to whom.
  Place aimed(Op op, const Effect& effect, Place next) {
    const Place does = add({.op = op,
                            .most = static_cast<std::uint8_t>(effect.count),
                            .flag = effect.seats == Effect::Seats::others,
                            .next = next});
    if (effect.seats == Effect::Seats::others) return does;
    if (effect.seats == Effect::Seats::chosen) return add({.op = Op::pick_seat, .next = does, .otherwise = next});
    return add({.op = Op::aim, .next = does, .a = static_cast<std::int32_t>(effect.seats)});
  }

  Place deal(Place next) {
    const Deal& deal = genome_.deal;
    if (genome_.pairs) next = add({.op = Op::dealt, .next = next});
    if (deal.table > 0) next = add({.op = Op::deal_table, .most = static_cast<std::uint8_t>(deal.table), .next = next});
    for (int i = 0; i < deal.up; ++i)
      next = add({.op = Op::deal_up, .next = next});
    if (deal.each > 0) next = add({.op = Op::deal_hands, .next = next});
    if (deal.all) {
      next = add({.op = Op::deal_all, .flag = true, .next = next});
      next = add({.op = Op::deal_all, .next = next});
    }
    if (genome_.first == Genome::First::random) next = add({.op = Op::begin, .next = next});
    return next;
  }

  Place rounds() {
    Place next = add({.op = Op::over});
    for (auto round = genome_.rounds.rbegin(); round != genome_.rounds.rend(); ++round) {
      if (const auto* once = std::get_if<Once>(&*round)) next = turns(once->turn, true, next);
      if (const auto* turns_ = std::get_if<Turns>(&*round)) next = turns(turns_->turn, false, next);
      if (const auto* betting = std::get_if<Betting>(&*round)) next = bets(*betting, next);
      if (const auto* starter = std::get_if<Starter>(&*round)) next = turns(starter->turn, true, next, true);
      if (const auto* give = std::get_if<Give>(&*round)) next = gives(*give, next);
    }
    return next;
  }

  Place turns(const Phases& turn, bool once, Place next_round, bool starter = false) {
    end_turn_ = add({.op = Op::end_turn, .flag = once, .otherwise = next_round, .a = starter ? 1 : 0});
    const std::size_t tricks_before = program_.tricks.size();
    const Place start = phases(turn, end_turn_);
    at(end_turn_).next = start;
    for (std::size_t i = tricks_before; i < program_.tricks.size(); ++i) {
      if (program_.tricks[i].opens != 0)
        return add({.op = Op::open, .next = start, .rules = static_cast<std::uint16_t>(i)});
    }
    return start;
  }

  Place bets(const Betting& betting, Place next) {
    program_.all_in = program_.all_in || betting.all_in;
    const Place bet = add({.op = Op::bet, .next = next, .otherwise = next, .a = betting.bet, .b = betting.raises});
    return add({.op = Op::ante, .next = bet, .a = betting.ante});
  }

  Place gives(const Give& give, Place next) {
    program_.gives.push_back(give);
    const Place exchange = add({.op = Op::exchange, .next = next});
    const Place choose =
        add({.op = Op::give, .most = static_cast<std::uint8_t>(give.count), .next = exchange, .otherwise = exchange});
    at(exchange).otherwise = choose;
    return add({.op = Op::direct,
                .next = choose,
                .otherwise = next,
                .a = static_cast<std::int32_t>(program_.gives.size() - 1)});
  }

  Place phases(const Phases& phases, Place next) {
    for (auto one = phases.rbegin(); one != phases.rend(); ++one)
      next = phase(*one, next);
    return next;
  }

  Place phase(const Phase& phase, Place next) {
    const Place done = phase.ends_turn ? end_turn_ : next;
    if (!phase.repeat) return phase_once(phase, next, done);
    const Place again = add({.op = Op::again});
    const Place first = phase.ends_turn ? phase_once(phase, next, done, again) : phase_once(phase, next, again, done);
    return at(again).next = first;
  }

  /// `done`: where it leads to once it was done; `instead`: where what takes its place does.
  Place phase_once(const Phase& phase, Place next, Place done, Place instead = Node::none) {
    if (instead == Node::none) instead = done;
    const Place otherwise = phase.otherwise.empty() ? next : phases(phase.otherwise, instead);
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
    made.a = draw.up_to;
    made.b = static_cast<std::int32_t>(draw.from);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Play& play, MakeNode node) {
    Node made = node(Op::play);
    made.least = static_cast<std::uint8_t>(play.least);
    made.most = static_cast<std::uint8_t>(play.most);
    made.flag = play.same_number;
    made.a = (play.shape == Play::Shape::run ? play_run : 0) | (play.to == Play::To::table ? play_to_table : 0);
    made.b = Node::no_suit;
    if (play.row) {
      made.b = static_cast<std::int32_t>(program_.rows.size());
      program_.rows.push_back(cards(play.row));
      made.a |= play_to_table;
    }
    made.cards = condition(play.cards, About::card_now);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Trick& trick, MakeNode node) {
    Node made = node(Op::trick);
    made.flag = trick.follow;
    made.a = suit(trick.trump);
    made.b = suit(trick.breaking);
    const Trick plain = {trick.follow, trick.trump, trick.breaking};
    if (trick == plain) return add(made);
    TrickRules rules = {.opens = cards_or_none(trick.opens),
                        .first_not = cards_or_none(trick.first_not),
                        .breaks = cards_or_none(trick.breaks),
                        .over = condition(trick.over, About::card_now),
                        .suit_in_force = trick.suit_in_force,
                        .low_wins = trick.low_wins};
    if (!trick.breaks && made.b != Node::no_suit) rules.breaks = program_.of_suit[static_cast<std::size_t>(made.b)];
    made.rules = static_cast<std::uint16_t>(program_.tricks.size());
    program_.tricks.push_back(rules);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Capture& capture, MakeNode node) {
    Node made = node(Op::capture);
    made.flag = capture.sums;
    program_.takes_rest = program_.takes_rest || capture.rest;
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Discard& discard, MakeNode node) {
    Node made = node(Op::discard);
    made.least = static_cast<std::uint8_t>(discard.least);
    made.most = static_cast<std::uint8_t>(discard.most);
    made.flag = discard.away;
    made.cards = condition(discard.cards, About::card_now);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Knock& knock, MakeNode node) {
    Node made = node(Op::knock);
    made.a = knock.at_most;
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const NameSuit&, MakeNode node) {
    return add(node(Op::name_suit));
  }
  template <class MakeNode>
  Place decision_of(const Battle& battle, MakeNode node) {
    Node made = node(Op::battle);
    made.most = static_cast<std::uint8_t>(battle.down);
    made.a = static_cast<std::int32_t>(battle.under);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Ask&, MakeNode node) {
    Node made = node(Op::ask);
    made.next = add(node(Op::heard));
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Claim& claim, MakeNode node) {
    Node made = node(Op::claim);
    made.most = static_cast<std::uint8_t>(claim.most);
    made.flag = claim.free;
    made.next = add(node(Op::answer));
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Bid& bid, MakeNode node) {
    Node made = node(Op::bid);
    made.a = bid.from;
    made.most = static_cast<std::uint8_t>(bid.most);
    return add(made);
  }
  template <class MakeNode>
  Place decision_of(const Pass& pass, MakeNode node) {
    Node made = node(Op::pass);
    made.a = static_cast<std::int32_t>(pass.all);
    made.b = static_cast<std::int32_t>(pass.others);
    made.most = static_cast<std::uint8_t>(pass.more);
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
