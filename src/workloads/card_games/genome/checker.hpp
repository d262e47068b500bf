#pragma once

#include "workloads/card_games/genome/complaint.hpp"
#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/genome/vocabulary.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::expression {
class Expression;
}

namespace ergodic::workloads::card_games {

/// Gathers what is wrong with a genome, part after part: behind complaints_of().
class Checker {
 public:
  explicit Checker(const Genome& genome) : genome_(genome) {}

  std::vector<Complaint> complaints();

 private:
  void complain(std::string path, std::string sentence) {
    complaints_.push_back({std::move(path), std::move(sentence)});
  }
  /// Complains where it does not hold.
  void require(bool holds, std::string path, std::string sentence) {
    if (!holds) complain(std::move(path), std::move(sentence));
  }

  // check.cpp: the table, the pack, the deal
  void check_cards();
  void check_teams();
  void check_deal();
  void check_match();
  void check_condition(const Condition& condition, About about, const std::string& path);
  void check_table(const expression::Expression& condition, About about, const std::string& path);

  // check_phases.cpp
  void check_rounds();
  void check_betting(const Betting& betting, const std::string& path);
  void check_give(const Give& give, const std::string& path);
  void check_phases();
  void check_what(const Phase& phase, const std::string& path);
  void check_play(const Play& play, const std::string& path);
  void check_sets(int most, const std::string& path);
  void check_subsets(int least, int most, std::size_t numbers, const std::string& path);
  void check_trick(const Trick& trick, const std::string& path);
  void check_sums(const std::string& path);
  void check_draw(const Draw& draw, const std::string& path);
  void check_choose(const Choose& choose, const std::string& path);
  void check_choice(const Phase& phase, const std::string& path);
  void check_suit(const std::string& suit, const std::string& path);
  void check_battle();
  bool names_suits() const;

  // check_ends.cpp
  void check_effects();
  void check_scoring();
  bool is_scored(Score::At at) const;
  void check_hands();
  void check_ends();
  const char* why_never(End::When when) const;
  const char* why_nobody(const End& end) const;
  bool lays_cards() const;
  bool gives_cards_away() const;
  bool goes_on_for_ever() const;
  bool wins_by(End::Wins wins) const;

  const Genome& genome_;
  int card_count_ = 0;
  std::vector<Complaint> complaints_;
};

}  // namespace ergodic::workloads::card_games
