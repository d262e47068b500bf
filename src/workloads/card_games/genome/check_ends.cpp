#include "core/suggest.hpp"
#include "workloads/card_games/genome/checker.hpp"
#include "workloads/card_games/genome/faces.hpp"
#include "workloads/card_games/genome/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::workloads::card_games {

void Checker::check_effects() {
  for (std::size_t i = 0; i < genome_.effects.size(); ++i) {
    const Effect& effect = genome_.effects[i];
    const std::string path = fmt::format("effects[{}]", i);
    if (!effect.on) complain(path, "is of no card (on says which) set it");
    check_condition(effect.on, About::card, path + ".on");
    using Does = Effect::Does;
    const bool is_of_one = effect.does == Does::steal || effect.does == Does::give_card ||
                           effect.does == Does::swap_hands || effect.does == Does::peek;
    require(!is_of_one || effect.seats != Effect::Seats::others, path + ".seats",
            "is others (this is for one seat) name next, previous, chosen or random");
  }
  if (!genome_.effects.empty() && !has_phase<Play>(genome_))
    complain("effects", "never happen (they are of cards that are played, and there is no play phase) leave them out");
}

bool Checker::is_scored(Score::At at) const {
  switch (at) {
    case Score::At::trick: return has_phase<Trick>(genome_);
    case Score::At::capture: return has_phase<Capture>(genome_) || has_phase<Battle>(genome_);
    case Score::At::sweep: return has_phase<Capture>(genome_);
    case Score::At::book: return genome_.books || genome_.pairs;
    case Score::At::play: return has_phase<Play>(genome_);
    case Score::At::most_taken:
    case Score::At::taken:
      return has_phase<Trick>(genome_) || has_phase<Capture>(genome_) || genome_.books || genome_.pairs;
    case Score::At::hand_end:
    case Score::At::win:
    case Score::At::others_left:
    case Score::At::left_over: return true;
  }
  return true;
}

void Checker::check_scoring() {
  for (std::size_t i = 0; i < genome_.scoring.size(); ++i) {
    const Score& score = genome_.scoring[i];
    const std::string path = fmt::format("scoring[{}]", i);
    check_condition(score.cards, About::card_now, path + ".cards");
    require(is_scored(score.at), path, "is never scored (no phase brings it about) leave it out");
    const bool has_cards = score.at != Score::At::win && score.at != Score::At::left_over;
    require(score.beyond == 0 || score.at == Score::At::taken, path + ".beyond",
            "is of cards taken (at is another) leave it out");
    require(has_cards || !score.cards, path + ".cards", "means nothing (no cards are counted then) leave it out");
  }
  if (genome_.contract && !has_phase<Bid>(genome_))
    complain("contract", "is never scored (there are no bids) add a bid phase, or leave the contract out");
  if (genome_.moon) {
    require(!genome_.scoring.empty(), "moon", "is of points (nothing is scored) set scoring");
    require(genome_.teams.empty(), "moon", "is of one seat (there are teams) leave it out");
  }
}

bool Checker::wins_by(End::Wins wins) const {
  return std::any_of(genome_.ends.begin(), genome_.ends.end(), [wins](const End& end) { return end.wins == wins; });
}

/// Patterns and totals, and who uses them.
void Checker::check_hands() {
  const int ranks = static_cast<int>(rank_names(genome_.cards).size());
  for (std::size_t i = 0; i < genome_.patterns.size(); ++i) {
    const Pattern& pattern = genome_.patterns[i];
    const std::string path = fmt::format("patterns[{}]", i);
    require(!pattern.groups.empty() || pattern.run > 0 || pattern.suited > 0, path,
            "is any hand (it says nothing) set groups, run or suited");
    require(pattern.groups.empty() || pattern.run == 0, path, "has groups and a run (it is one of them) make them two");
    require(pattern.groups.empty() || pattern.suited == 0, path,
            "has groups of one suit (a rank is once in a suit) make them two");
    require(pattern.run <= ranks + (genome_.low_ace ? 1 : 0), path + ".run",
            fmt::format("is {} (there are {} ranks) lower it", pattern.run, ranks));
    require(pattern.run == 0 || pattern.suited == 0 || pattern.run == pattern.suited, path + ".suited",
            "differs from run (with one, it is of these cards) make them equal");
  }
  const bool best_hand = wins_by(End::Wins::best_hand);
  require(genome_.patterns.empty() || best_hand, "patterns",
          "are never compared (nothing is won by the best_hand) leave "
          "them out");
  if (best_hand) {
    require(!genome_.patterns.empty(), "ends", "has best_hand (there are no patterns) set patterns, or highest_card");
    constexpr int most = 8;
    require(genome_.deal.each > 0 && genome_.deal.each <= most, "deal.each",
            fmt::format("is {} (hands of 1 to {} cards can be compared) correct it", genome_.deal.each, most));
  }
  if (wins_by(End::Wins::best_total))
    require(genome_.total.has_value(), "ends", "has best_total (there is none) set total");
  if (!genome_.total || genome_.total->soft.empty()) return;
  const std::vector<std::string> names = rank_names(genome_.cards);
  require(std::find(names.begin(), names.end(), genome_.total->soft) != names.end(), "total.soft",
          fmt::format("is {} (the ranks are {}){}", genome_.total->soft, enumerate(names, 20),
                      did_you_mean(genome_.total->soft, names)));
}

bool Checker::lays_cards() const {
  return has_phase<Play>(genome_) || has_phase<Trick>(genome_) || has_phase<Capture>(genome_) ||
         has_phase<Claim>(genome_) || has_phase<Discard>(genome_) || genome_.books || genome_.pairs;
}

/// Whether a hand may become empty because others take from it.
bool Checker::gives_cards_away() const {
  bool found = has_phase<Battle>(genome_) || has_phase<Ask>(genome_);
  for_each_phase(genome_, [&](const Phase& phase, const std::string&, bool) {
    const auto* draw = std::get_if<Draw>(&phase.what);
    found = found || (draw != nullptr && (draw->from == Draw::From::next || draw->from == Draw::From::chosen));
  });
  return found;
}

bool Checker::goes_on_for_ever() const {
  return !genome_.rounds.empty() && std::holds_alternative<Turns>(genome_.rounds.back());
}

void Checker::check_ends() {
  bool has_over = false;
  for (std::size_t i = 0; i < genome_.ends.size(); ++i) {
    const std::string path = fmt::format("ends[{}]", i);
    if (const char* why = why_never(genome_.ends[i].when))
      complain(path + ".when", fmt::format("can never happen ({}) leave this end out", why));
    if (const char* why = why_nobody(genome_.ends[i]))
      complain(path + ".wins", fmt::format("means no one ({}) name another", why));
    has_over = has_over || genome_.ends[i].when == End::When::over;
  }
  if (genome_.ends.empty())
    complain("", "ends says nothing (a game ends somehow) name how");
  else if (!has_over && !goes_on_for_ever())
    complain("ends", "has no \"over\" (the rounds may all be over before the hand ends) say who wins then");
}

const char* Checker::why_never(End::When when) const {
  switch (when) {
    case End::When::empty_hand:
    case End::When::empty_hands:
      return lays_cards() || gives_cards_away() ? nullptr : "no phase takes cards out of a hand";
    case End::When::all_taken:
      return genome_.books || genome_.pairs || has_phase<Trick>(genome_) || has_phase<Capture>(genome_)
                 ? nullptr
                 : "no phase gives cards to be kept";
    case End::When::last_in: return has_round<Betting>(genome_) ? nullptr : "nobody can fold without betting";
    case End::When::over: return goes_on_for_ever() ? "the last round goes on until the hand ends" : nullptr;
    case End::When::knock: return has_phase<Knock>(genome_) ? nullptr : "there is no knock phase";
    case End::When::one_left:
      return lays_cards() || gives_cards_away() ? nullptr : "no phase takes cards out of a hand";
    case End::When::empty_stock: return nullptr;
  }
  return nullptr;
}

const char* Checker::why_nobody(const End& end) const {
  const bool counts = !genome_.scoring.empty() || genome_.contract;
  switch (end.wins) {
    case End::Wins::holder: return end.when != End::When::empty_hand ? "it is of an empty hand" : nullptr;
    case End::Wins::most_points:
    case End::Wins::fewest_points: return counts ? nullptr : "nothing is scored: set scoring";
    case End::Wins::last_in: return end.when != End::When::last_in ? "others are in" : nullptr;
    case End::Wins::highest_card:
    case End::Wins::best_total:
    case End::Wins::least_left:
    case End::Wins::most_cards:
    case End::Wins::fewest_cards: return genome_.deal.each == 0 && !genome_.deal.all ? "nobody has cards" : nullptr;
    case End::Wins::best_hand: return nullptr;
  }
  return nullptr;
}

}  // namespace ergodic::workloads::card_games
