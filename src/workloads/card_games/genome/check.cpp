#include "workloads/card_games/genome/check.hpp"

#include "expression/expression.hpp"
#include "workloads/card_games/genome/checker.hpp"
#include "workloads/card_games/genome/faces.hpp"
#include "workloads/card_games/genome/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::workloads::card_games {

std::vector<Complaint> complaints_of(const Genome& genome) { return Checker(genome).complaints(); }

std::vector<Complaint> Checker::complaints() {
  check_cards();
  if (!complaints_.empty()) return std::move(complaints_);  // all else speaks of the cards
  check_teams();
  check_deal();
  check_match();
  check_rounds();
  check_phases();
  check_battle();
  check_effects();
  check_scoring();
  check_hands();
  check_ends();
  return std::move(complaints_);
}

void Checker::check_cards() {
  const CardNames& cards = genome_.cards;
  const std::size_t places = cards.ranks.size() * cards.suits.size();
  if (cards.jokers > 0) {
    for (const auto* names : {&cards.ranks, &cards.suits})
      require(std::find(names->begin(), names->end(), "joker") == names->end(), "cards.jokers",
              "are of the rank and suit \"joker\" (another has that name) rename it");
  }
  constexpr std::size_t most_places = 256;
  if (places > most_places || !complaints_.empty()) {
    complain("cards",
             fmt::format("has {} cards (a pack has {} at most) take fewer ranks or suits", places, Genome::most_cards));
    return;
  }
  const std::size_t ranks = rank_names(cards).size();
  if (!cards.values.empty() && cards.values.size() != ranks)
    complain("cards.values", fmt::format("has {} numbers (there are {} ranks{}) give one for each", cards.values.size(),
                                         ranks, cards.jokers > 0 ? " with the joker's" : ""));
  check_condition(cards.without, About::card, "cards.without");
  if (!complaints_.empty()) return;
  card_count_ = static_cast<int>(faces(cards).size());
  if (card_count_ == 0)
    complain("cards", "has no cards (there is one of each rank in each suit) set ranks and suits");
  else if (card_count_ > Genome::most_cards)
    complain("cards", fmt::format("has {} cards (a pack has {} at most) take fewer ranks or suits", card_count_,
                                  Genome::most_cards));
}

void Checker::check_teams() {
  if (genome_.teams.empty()) return;
  constexpr std::size_t most = 3;
  if (genome_.teams.size() < 2 || genome_.teams.size() > most)
    complain("teams", fmt::format("has {} (there are 2 to {}) correct it", genome_.teams.size(), most));
  std::vector<int> times(Genome::most_seats);
  for (std::size_t i = 0; i < genome_.teams.size(); ++i) {
    const std::string path = fmt::format("teams[{}]", i);
    if (genome_.teams[i].size() < 2) complain(path, "has fewer than two seats (who plays alone is no team) correct it");
    for (const int seat : genome_.teams[i]) {
      if (seat < 0 || seat >= genome_.players)
        complain(path, fmt::format("has seat {} (the seats are 0 to {}) correct it", seat, genome_.players - 1));
      else if (++times[static_cast<std::size_t>(seat)] == 2)
        complain(path, fmt::format("has seat {} once more (a seat is in one team) correct it", seat));
    }
  }
  for (int seat = 0; seat < genome_.players; ++seat)
    require(times[static_cast<std::size_t>(seat)] > 0, "teams",
            fmt::format("leave seat {} out (every seat is in a team, or none is) add it", seat));
  require(!has_round<Betting>(genome_), "teams",
          "play for chips (a seat's chips are its own) leave teams or the betting out");
}

void Checker::check_deal() {
  const Deal& deal = genome_.deal;
  const int dealt = genome_.players * deal.each + deal.up + deal.table;
  if (dealt > card_count_) {
    complain("deal", fmt::format("takes {} cards ({} players with {} each, {} turned up and {} on the table; there are "
                                 "{}) deal fewer",
                                 dealt, genome_.players, deal.each, deal.up, deal.table, card_count_));
  }
  require(!deal.again || deal.each > 0, "deal.again", "deals nothing (deal.each is 0) set it, or leave again out");
  require(!deal.all || dealt == 0, "deal.all", "leaves nothing for each, up and table (all cards are dealt) set one");
  require(deal.less == 0 || genome_.match.has_value(), "deal.less",
          "means nothing (it is of further hands of a match) set match, or leave less out");
  require(!deal.only || deal.up > 0, "deal.only", "means nothing (no card is turned up) set up, or leave only out");
  check_condition(deal.only, About::card, "deal.only");
  require(!genome_.books || !genome_.pairs, "pairs", "are laid down before a book can be (both are set) choose one");
}

void Checker::check_match() {
  if (genome_.first == Genome::First::winner && !genome_.match)
    complain("first", "is of a match (there is one hand) set match, or begin otherwise");
  if (!genome_.match) return;
  const Match& match = *genome_.match;
  const bool has_points = !genome_.scoring.empty() || genome_.contract || has_round<Betting>(genome_);
  require(has_points || match.out != Match::Out::nobody, "match",
          "has nothing that is scored (a match is won by points) set scoring");
  require(match.out != Match::Out::no_tricks || has_phase<Trick>(genome_), "match.out",
          "is of tricks (there is no trick phase) leave it out");
  require(!match.fewest || match.out == Match::Out::nobody, "match.fewest",
          "means nothing (who is left wins) leave it out");
}

void Checker::check_condition(const Condition& condition, About about, const std::string& path) {
  if (!condition) return;
  try {
    const auto parsed =
        expression::Expression::parse(condition.text, vocabulary(genome_.cards, about), expression::Type::truth);
    check_table(parsed, about, path);
  } catch (const expression::Error& error) {
    complain(path, fmt::format("{} ({}) {}", error.complaint, error.why, error.todo));
  }
}

/// A condition is compiled to a table of what it gives in each position that it can tell apart.
void Checker::check_table(const expression::Expression& condition, About about, const std::string& path) {
  constexpr std::size_t most = std::size_t{1} << 16;
  std::size_t size = 1;
  const std::size_t first = about == About::now ? 0 : card_name_count;
  const std::vector<QuantityRange> ranges = quantities(genome_.cards, about);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (condition.uses(first + i)) size *= ranges[i].size();
  }
  if (size > most)
    complain(path, fmt::format("tells {} positions apart (the table of them has room for {}) use fewer names in it",
                               size, most));
}

}  // namespace ergodic::workloads::card_games
