#include "workloads/card_games/genome/check.hpp"

#include "core/suggest.hpp"
#include "expression/expression.hpp"
#include "workloads/card_games/genome/vocabulary.hpp"
#include "workloads/card_games/genome/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace ergodic::workloads::card_games {

namespace {

/// Gathers what is wrong, part after part.
class Checker {
 public:
  explicit Checker(const Genome& genome) : genome_(genome) {}

  std::vector<Complaint> complaints() {
    check_cards();
    if (!complaints_.empty()) return std::move(complaints_);  // all else speaks of the cards
    check_deal();
    check_rounds();
    check_phases();
    check_effects();
    check_scoring();
    check_ends();
    return std::move(complaints_);
  }

 private:
  int card_count() const { return static_cast<int>(genome_.cards.ranks.size() * genome_.cards.suits.size()); }

  void complain(std::string path, std::string sentence) {
    complaints_.push_back({std::move(path), std::move(sentence)});
  }

  void check_cards() {
    const std::size_t cards = genome_.cards.ranks.size() * genome_.cards.suits.size();
    if (cards == 0) {
      complain("cards", "has no cards (there is one of each rank in each suit) set ranks and suits");
    } else if (cards > Genome::most_cards) {
      complain("cards", fmt::format("has {} cards (a pack has {} at most) take fewer ranks or suits", cards,
                                    Genome::most_cards));
    }
  }

  void check_deal() {
    const Deal& deal = genome_.deal;
    const int dealt = genome_.players * deal.each + deal.up + deal.table;
    if (dealt > card_count()) {
      complain("deal",
               fmt::format("takes {} cards ({} players with {} each, {} turned up and {} on the table; there are "
                           "{}) deal fewer",
                           dealt, genome_.players, deal.each, deal.up, deal.table, card_count()));
    }
    if (deal.again && deal.each == 0)
      complain("deal.again", "deals nothing (deal.each is 0) set it, or leave again out");
  }

  void check_rounds() {
    int most_staked = 0;
    for (std::size_t i = 0; i < genome_.rounds.size(); ++i) {
      const Round& round = genome_.rounds[i];
      const std::string path = fmt::format("rounds[{}]", i);
      const auto* once = std::get_if<Once>(&round);
      const auto* turns = std::get_if<Turns>(&round);
      const Phases* turn = once != nullptr ? &once->turn : turns != nullptr ? &turns->turn : nullptr;
      if (turn != nullptr && turn->empty()) complain(path, "has no phases (a turn is at least one) name some");
      if (turns != nullptr && i + 1 < genome_.rounds.size())
        complain(fmt::format("rounds[{}]", i + 1),
                 "is never played (the turns before go on until the hand ends) let the turns be the last round");
      if (const auto* betting = std::get_if<Betting>(&round))
        most_staked += betting->ante + betting->bet * (1 + betting->raises);
    }
    if (most_staked > 0 && genome_.chips == 0)
      complain("rounds", "has betting (nobody has chips) set chips");
    else if (most_staked > genome_.chips)
      complain("chips",
               fmt::format("is {} (a seat may have to stake {} in a hand) set at least that many, or lower the "
                           "bets",
                           genome_.chips, most_staked));
  }

  void check_phases() {
    std::size_t count = 0;
    for_each_phase(genome_, [&](const Phase& phase, const std::string& path, bool is_choice) {
      ++count;
      const std::string of_kind = path + '.' + std::string(phase_names[phase.what.index()]);
      check_condition(phase.when, About::now, path + ".if");
      if (const auto* play = std::get_if<Play>(&phase.what)) check_play(*play, of_kind);
      if (const auto* trick = std::get_if<Trick>(&phase.what)) check_trick(*trick, of_kind);
      if (const auto* choose = std::get_if<Choose>(&phase.what)) check_choose(*choose, of_kind);
      if (is_choice) check_choice(phase, path);
    });
    constexpr std::size_t most_phases = 1000;
    if (count > most_phases)
      complain("rounds", fmt::format("has {} phases (a game has {} at most) leave some out", count, most_phases));
    if (has_phase<Bid>(genome_) && !has_phase<Trick>(genome_))
      complain("rounds", "has bids (they are of tricks, and there is no trick phase) add one, or leave the bids out");
  }

  void check_play(const Play& play, const std::string& path) {
    check_condition(play.cards, About::card_now, path + ".cards");
    check_sets(play, path);
    if (play.same_number && play.most == 1)
      complain(path + ".same_number", "means nothing (most is 1) set most, or leave same_number out");
  }

  /// Of every set of cards of one rank, there are so many that they can be counted and looked at.
  void check_sets(const Play& play, const std::string& path) {
    constexpr std::uint64_t most = 100'000;
    const std::uint64_t suits = genome_.cards.suits.size();
    std::uint64_t sets = 0, of_this_size = 1;
    for (std::uint64_t k = 1; k <= std::min<std::uint64_t>(static_cast<std::uint64_t>(play.most), suits); ++k) {
      of_this_size = of_this_size * (suits - k + 1) / k;
      sets += of_this_size * genome_.cards.ranks.size();
      if (sets > most)
        return complain(path + ".most",
                        fmt::format("is {} (there would be more than {} sets of cards of one rank) lower "
                                    "it, or take fewer suits",
                                    play.most, most));
    }
  }

  void check_trick(const Trick& trick, const std::string& path) {
    check_suit(trick.trump, path + ".trump");
    check_suit(trick.breaking, path + ".breaking");
  }

  void check_choose(const Choose& choose, const std::string& path) {
    constexpr std::size_t most = 8;
    if (choose.of.size() < 2 || choose.of.size() > most)
      complain(path, fmt::format("has {} phases (one is chosen of 2 to {}) correct it", choose.of.size(), most));
  }

  void check_choice(const Phase& phase, const std::string& path) {
    if (std::holds_alternative<Choose>(phase.what))
      complain(path, "is a choice in a choice (they are one) put its phases beside the others");
    if (!phase.otherwise.empty() || phase.optional)
      complain(path, "is one of several (what else there is, the others say) put otherwise and optional beside choose");
  }

  void check_suit(const std::string& suit, const std::string& path) {
    const std::vector<std::string>& suits = genome_.cards.suits;
    if (!suit.empty() && std::find(suits.begin(), suits.end(), suit) == suits.end())
      complain(path, fmt::format("is {} (the suits are {}){}", suit, enumerate(suits), did_you_mean(suit, suits)));
  }

  void check_condition(const Condition& condition, About about, const std::string& path) {
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
  void check_table(const expression::Expression& condition, About about, const std::string& path) {
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

  void check_effects() {
    for (std::size_t i = 0; i < genome_.effects.size(); ++i) {
      const std::string path = fmt::format("effects[{}]", i);
      if (!genome_.effects[i].on) complain(path, "is of no card (on says which) set it");
      check_condition(genome_.effects[i].on, About::card, path + ".on");
    }
    if (!genome_.effects.empty() && !has_phase<Play>(genome_))
      complain("effects",
               "never happen (they are of cards that are played, and there is no play phase) leave them out");
  }

  void check_scoring() {
    for (std::size_t i = 0; i < genome_.scoring.size(); ++i) {
      const Score& score = genome_.scoring[i];
      const std::string path = fmt::format("scoring[{}]", i);
      check_condition(score.cards, About::card, path + ".cards");
      const bool happens = score.at == Score::At::trick     ? has_phase<Trick>(genome_)
                           : score.at == Score::At::capture ? has_phase<Capture>(genome_)
                                                            : genome_.books;
      if (!happens) complain(path, "is never scored (no phase brings it about) leave it out");
    }
    if (genome_.contract && !has_phase<Bid>(genome_))
      complain("contract", "is never scored (there are no bids) add a bid phase, or leave the contract out");
  }

  bool lays_cards() const {
    return has_phase<Play>(genome_) || has_phase<Trick>(genome_) || has_phase<Capture>(genome_) ||
           has_phase<Claim>(genome_) || genome_.books;
  }
  bool goes_on_for_ever() const {
    return !genome_.rounds.empty() && std::holds_alternative<Turns>(genome_.rounds.back());
  }

  void check_ends() {
    bool has_over = false;
    for (std::size_t i = 0; i < genome_.ends.size(); ++i) {
      const std::string path = fmt::format("ends[{}]", i);
      check_when(genome_.ends[i].when, path + ".when");
      check_wins(genome_.ends[i], path + ".wins");
      has_over = has_over || genome_.ends[i].when == End::When::over;
    }
    if (genome_.ends.empty())
      complain("", "ends says nothing (a game ends somehow) name how");
    else if (!has_over && !goes_on_for_ever())
      complain("ends", "has no \"over\" (the rounds may all be over before the hand ends) say who wins then");
  }

  void check_when(End::When when, const std::string& path) {
    const char* why = nullptr;
    switch (when) {
      case End::When::empty_hand:
      case End::When::empty_hands:
        if (!lays_cards()) why = "no phase takes cards out of a hand";
        break;
      case End::When::all_taken:
        if (!genome_.books && !has_phase<Trick>(genome_) && !has_phase<Capture>(genome_))
          why = "no phase gives cards to be kept";
        break;
      case End::When::last_in:
        if (!has_round<Betting>(genome_)) why = "nobody can fold without betting";
        break;
      case End::When::over:
        if (goes_on_for_ever()) why = "the last round goes on until the hand ends";
        break;
    }
    if (why != nullptr) complain(path, fmt::format("can never happen ({}) leave this end out", why));
  }

  void check_wins(const End& end, const std::string& path) {
    const bool counts = !genome_.scoring.empty() || genome_.contract;
    const char* why = nullptr;
    switch (end.wins) {
      case End::Wins::holder:
        if (end.when != End::When::empty_hand) why = "it is of an empty hand";
        break;
      case End::Wins::most_points:
      case End::Wins::fewest_points:
        if (!counts) why = "nothing is scored: set scoring";
        break;
      case End::Wins::last_in:
        if (end.when != End::When::last_in) why = "others are in";
        break;
      case End::Wins::highest_card:
        if (genome_.deal.each == 0) why = "nobody has cards";
        break;
    }
    if (why != nullptr) complain(path, fmt::format("means no one ({}) name another", why));
  }

  const Genome& genome_;
  std::vector<Complaint> complaints_;
};

}  // namespace

std::vector<Complaint> complaints_of(const Genome& genome) { return Checker(genome).complaints(); }

}  // namespace ergodic::workloads::card_games
