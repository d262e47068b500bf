#include "core/suggest.hpp"
#include "workloads/card_games/genome/checker.hpp"
#include "workloads/card_games/genome/faces.hpp"
#include "workloads/card_games/genome/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace ergodic::workloads::card_games {

namespace {

/// C(n, least) + … + C(n, most), or more than any number of moves.
double subsets_of(int n, int least, int most) {
  double sum = 0, of_this_size = 1;
  for (int k = 0; k <= std::min(most, n); ++k) {
    if (k > 0) of_this_size = of_this_size * (n - k + 1) / k;
    if (k >= least) sum += of_this_size;
  }
  return sum;
}

}  // namespace

void Checker::check_rounds() {
  int most_staked = 0;
  bool all_in = false;
  for (std::size_t i = 0; i < genome_.rounds.size(); ++i) {
    const Round& round = genome_.rounds[i];
    const std::string path = fmt::format("rounds[{}]", i);
    const auto* once = std::get_if<Once>(&round);
    const auto* turns = std::get_if<Turns>(&round);
    const auto* starter = std::get_if<Starter>(&round);
    const Phases* turn = once != nullptr      ? &once->turn
                         : turns != nullptr   ? &turns->turn
                         : starter != nullptr ? &starter->turn
                                              : nullptr;
    if (turn != nullptr && turn->empty()) complain(path, "has no phases (a turn is at least one) name some");
    if (turns != nullptr && i + 1 < genome_.rounds.size())
      complain(fmt::format("rounds[{}]", i + 1),
               "is never played (the turns before go on until the hand ends) let the turns be the last round");
    if (const auto* give = std::get_if<Give>(&round)) check_give(*give, path + ".give");
    if (const auto* betting = std::get_if<Betting>(&round)) {
      check_betting(*betting, path + ".betting");
      most_staked += betting->ante + betting->bet * (1 + betting->raises);
      all_in = all_in || betting->all_in;
    }
  }
  if (most_staked > 0 && genome_.chips == 0)
    complain("rounds", "has betting (nobody has chips) set chips");
  else if (most_staked > genome_.chips && !all_in)
    complain("chips",
             fmt::format("is {} (a seat may have to stake {} in a hand) set at least that many, lower the bets, or set "
                         "all_in",
                         genome_.chips, most_staked));
  if (genome_.match && most_staked > 0 && !all_in)
    complain("match", "is played for chips that may run out (who has not enough cannot stake) set all_in");
}

void Checker::check_betting(const Betting& betting, const std::string& path) {
  if (genome_.chips > 0 && betting.ante + betting.bet > genome_.chips)
    complain(path, fmt::format("stakes {} (a seat has {} chips) lower it, or set more chips",
                               betting.ante + betting.bet, genome_.chips));
}

void Checker::check_give(const Give& give, const std::string& path) {
  const int hand = genome_.deal.all ? card_count_ / genome_.players : genome_.deal.each;
  if (give.count > hand)
    complain(path + ".count", fmt::format("is {} (a seat has {} cards) lower it", give.count, hand));
  for (const int steps : give.to) {
    if (steps >= genome_.players)
      complain(path + ".to", fmt::format("has {} (there are {} players) correct it", steps, genome_.players));
  }
  require(!give.at_random || give.to.size() > 1, path + ".at_random", "means nothing (to names no two ways) set to");
  require(std::any_of(give.to.begin(), give.to.end(), [](int steps) { return steps > 0; }) || give.to.empty(),
          path + ".to", "gives nothing ever (all are 0) correct it, or leave the round out");
}

void Checker::check_phases() {
  std::size_t count = 0;
  for_each_phase(genome_, [&](const Phase& phase, const std::string& path, bool is_choice) {
    ++count;
    check_condition(phase.when, About::now, path + ".if");
    check_what(phase, path + '.' + std::string(phase_names[phase.what.index()]));
    if (is_choice) check_choice(phase, path);
  });
  constexpr std::size_t most_phases = 1000;
  if (count > most_phases)
    complain("rounds", fmt::format("has {} phases (a game has {} at most) leave some out", count, most_phases));
  if (has_phase<Bid>(genome_) && !has_phase<Trick>(genome_))
    complain("rounds", "has bids (they are of tricks, and there is no trick phase) add one, or leave the bids out");
}

void Checker::check_what(const Phase& phase, const std::string& path) {
  if (const auto* play = std::get_if<Play>(&phase.what)) check_play(*play, path);
  if (const auto* trick = std::get_if<Trick>(&phase.what)) check_trick(*trick, path);
  if (const auto* choose = std::get_if<Choose>(&phase.what)) check_choose(*choose, path);
  if (const auto* draw = std::get_if<Draw>(&phase.what)) check_draw(*draw, path);
  if (const auto* claim = std::get_if<Claim>(&phase.what))
    check_subsets(1, claim->most, claim->free ? genome_.cards.ranks.size() + 1 : 1, path);
  if (const auto* discard = std::get_if<Discard>(&phase.what)) {
    check_condition(discard->cards, About::card_now, path + ".cards");
    check_subsets(discard->least, discard->most, 1, path);
  }
  if (const auto* capture = std::get_if<Capture>(&phase.what)) {
    if (capture->sums) check_sums(path);
  }
  if (const auto* bid = std::get_if<Bid>(&phase.what))
    require(bid->from <= bid->most, path + ".from",
            fmt::format("is {} (the highest bid is {}) lower it", bid->from, bid->most));
  if (std::holds_alternative<Knock>(phase.what))
    require(std::any_of(genome_.ends.begin(), genome_.ends.end(),
                        [](const End& end) { return end.when == End::When::knock; }),
            path, "ends nothing (no end is of a knock) add {when: knock, …} to ends");
}

void Checker::check_play(const Play& play, const std::string& path) {
  check_condition(play.cards, About::card_now, path + ".cards");
  check_condition(play.row, About::card, path + ".row");
  require(play.least <= play.most, path + ".least",
          fmt::format("is {} (most is {}) correct one of them", play.least, play.most));
  if (play.shape == Play::Shape::group) check_sets(play.most, path);
  if (play.same_number && play.most == 1)
    complain(path + ".same_number", "means nothing (most is 1) set most, or leave same_number out");
  require(!play.same_number || (play.shape == Play::Shape::group && play.to == Play::To::pile && !play.row),
          path + ".same_number", "is of groups on the pile (this is none) leave it out");
  require(!play.row || play.most == 1, path + ".most", "is of several cards (a row takes one at a time) leave it out");
}

/// Of every set of cards of one rank, there are so many that they can be counted and looked at.
void Checker::check_sets(int most_together, const std::string& path) {
  constexpr double most = 100'000;
  const auto suits = static_cast<int>(
      std::max<std::size_t>(genome_.cards.suits.size(), static_cast<std::size_t>(genome_.cards.jokers)));
  if (subsets_of(suits, 1, most_together) * static_cast<double>(genome_.cards.ranks.size() + 1) > most)
    complain(path + ".most", fmt::format("is {} (there would be more than {} sets of cards of one rank) lower it, or "
                                         "take fewer suits",
                                         most_together, most));
}

/// Of every set of any cards.
void Checker::check_subsets(int least, int most_together, std::size_t numbers, const std::string& path) {
  constexpr double most = 10'000'000;
  require(least <= most_together, path + ".least",
          fmt::format("is {} (most is {}) correct one of them", least, most_together));
  if (subsets_of(card_count_, least, most_together) * static_cast<double>(numbers) > most)
    complain(path + ".most",
             fmt::format("is {} (there would be more than {} sets of cards) lower it", most_together, most));
}

void Checker::check_trick(const Trick& trick, const std::string& path) {
  check_suit(trick.trump, path + ".trump");
  check_suit(trick.breaking, path + ".breaking");
  check_condition(trick.breaks, About::card, path + ".breaks");
  check_condition(trick.opens, About::card, path + ".opens");
  check_condition(trick.first_not, About::card, path + ".first_not");
  check_condition(trick.over, About::card_now, path + ".over");
  require(!trick.breaks || !trick.breaking.empty(), path + ".breaks",
          "allows nothing (breaking names no suit) set breaking, or leave breaks out");
  require(trick.trump.empty() || !trick.suit_in_force, path + ".suit_in_force",
          "is trump beside another (trump names one) leave one of them out");
  require(!trick.suit_in_force || names_suits(), path + ".suit_in_force",
          "is never known (no suit is named and no card turned up) name one, or set deal.up");
  require(!trick.over || !trick.trump.empty() || trick.suit_in_force, path + ".over",
          "is of trumps (there are none) set trump, or leave over out");
}

bool Checker::names_suits() const {
  return genome_.deal.up > 0 || has_phase<NameSuit>(genome_) || has_phase<Play>(genome_) || has_phase<Discard>(genome_);
}

/// In how many ways cards of the pack add up to a card's value.
void Checker::check_sums(const std::string& path) {
  constexpr double most = 100'000;
  std::vector<double> ways(101);
  ways[0] = 1;
  for (const Face face : faces(genome_.cards)) {
    const auto value = static_cast<std::size_t>(value_of_rank(genome_.cards, face.rank));
    if (value == 0)
      return complain(path + ".sums", "has cards that count 0 (any number of them could be taken) set cards.values");
    for (std::size_t sum = ways.size(); sum-- > value;)
      ways[sum] += ways[sum - value];
  }
  for (const Face face : faces(genome_.cards)) {
    if (ways[static_cast<std::size_t>(value_of_rank(genome_.cards, face.rank))] > most)
      return complain(path + ".sums",
                      "could take too many sets of cards (there are more than 100000) lower cards.values");
  }
}

void Checker::check_draw(const Draw& draw, const std::string& path) {
  const bool of_pile = draw.from == Draw::From::pile || draw.from == Draw::From::whole_pile;
  require(!of_pile || genome_.deal.up > 0 || has_phase<Play>(genome_) || has_phase<Discard>(genome_) ||
              has_phase<Claim>(genome_),
          path + ".from", "is always empty (no card comes to the pile) draw elsewhere");
  require(!of_pile || (draw.count == 1 && draw.up_to == 0), path + ".count",
          "is of other places (of the pile the top is taken, or all) leave it out");
  require(draw.up_to == 0 || draw.count == 1, path + ".up_to",
          "says how many, and so does count (one is enough) leave "
          "one out");
}

void Checker::check_choose(const Choose& choose, const std::string& path) {
  constexpr std::size_t most = 8;
  if (choose.of.size() < 2 || choose.of.size() > most)
    complain(path, fmt::format("has {} phases (one is chosen of 2 to {}) correct it", choose.of.size(), most));
  const auto asks = std::count_if(choose.of.begin(), choose.of.end(),
                                  [](const Phase& phase) { return std::holds_alternative<Ask>(phase.what); });
  require(asks < 2, path, "asks twice (one has all questions) leave one out");
}

void Checker::check_choice(const Phase& phase, const std::string& path) {
  if (std::holds_alternative<Choose>(phase.what))
    complain(path, "is a choice in a choice (they are one) put its phases beside the others");
  if (!phase.otherwise.empty() || phase.optional || phase.repeat)
    complain(path,
             "is one of several (what else there is, the others say) put otherwise, optional and repeat beside choose");
}

void Checker::check_suit(const std::string& suit, const std::string& path) {
  const std::vector<std::string> suits = suit_names(genome_.cards);
  if (!suit.empty() && std::find(suits.begin(), suits.end(), suit) == suits.end())
    complain(path, fmt::format("is {} (the suits are {}){}", suit, enumerate(suits), did_you_mean(suit, suits)));
}

/// The cards of a packet are not seen, so that nothing else can be done with them.
void Checker::check_battle() {
  if (!has_phase<Battle>(genome_)) return;
  for_each_phase(genome_, [&](const Phase& phase, const std::string& path, bool) {
    const bool fits = std::holds_alternative<Battle>(phase.what) || std::holds_alternative<Pass>(phase.what) ||
                      std::holds_alternative<Choose>(phase.what);
    require(fits, path, "is beside a battle (the cards of a packet are not seen) leave one of them out");
  });
  require(!genome_.books && !genome_.pairs && !has_round<Give>(genome_) && !genome_.deal.again, "rounds",
          "has a battle beside what looks into hands (the cards of a packet are not seen) leave one of them out");
}

}  // namespace ergodic::workloads::card_games
