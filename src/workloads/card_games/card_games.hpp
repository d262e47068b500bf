#pragma once

#include <ergodic/workload_base.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ergodic::workloads::card_games {

/// Games of cards whose rules are data. The grammar of a game, the columns and what is exact are in README.md, beside
/// this file.
class CardGamesKind final : public WorkloadKind {
 public:
  std::string name() const override { return "card_games"; }
  std::string title() const override { return "Card games: rules as data, played by computer players"; }
  const Schema& schema() const override;
  std::string session_dimension() const override { return "game"; }
  std::string advice_on_different_columns() const override {
    return "set seats to the players of the largest table in every case; or make them two studies";
  }
  std::string imports() const override { return "a genome of DarwinDeck, as JSON of its formats 1 and 2"; }
  ImportedStudy import_study(std::string_view text, const std::string& origin) const override;
  std::shared_ptr<const Workload> make(const Parameters& parameters) override;
};

}  // namespace ergodic::workloads::card_games
