#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/import/original.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::card_games {

/// A genome of the original in our grammar, and what is to be said of it.
struct Translation {
  Genome genome = {};
  std::vector<std::string> remarks = {};

  void remark(std::string sentence) {
    for (const std::string& known : remarks) {
      if (known == sentence) return;
    }
    remarks.push_back(std::move(sentence));
  }
};

/// Of either format. Throws StudyError for what is none.
Translation translated(const Original& root, const std::string& origin);

/// A text as YAML and JSON write it.
std::string in_quotes(const std::string& text);

/// The phases of a turn and the rounds before it.
void translate_phases(const std::vector<Original>& phases, bool is_format_2, const std::string& tableau,
                      Translation& out);
/// A condition as an expression; empty where nothing of it can be said.
std::string condition_text(const Original& condition, bool of_card, Translation& out);

}  // namespace ergodic::workloads::card_games
