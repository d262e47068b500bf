#include "workloads/let_it_ride/strategy/decision_rules.hpp"

#include "workloads/let_it_ride/paytables/game_cards.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <variant>

namespace ergodic::workloads::let_it_ride {

namespace {

struct Field {
  const char* name;
  std::variant<int Analysis::*, bool Analysis::*> member;
  const char* says;
};

constexpr std::array<Field, 19> fields = {{
    {"high_cards", &Analysis::high_cards, "cards of rank ten or above"},
    {"suited_cards", &Analysis::suited_cards, "the size of the largest group of one suit"},
    {"suited_high_cards", &Analysis::suited_high_cards, "high cards in it"},
    {"connected_cards", &Analysis::connected_cards, "distinct ranks in the fullest window of five"},
    {"gaps", &Analysis::gaps, "5 - connected_cards"},
    {"has_pair", &Analysis::has_pair, "exactly one pair"},
    {"pair_rank", &Analysis::pair_rank, "its rank"},
    {"has_high_pair", &Analysis::has_high_pair, "that pair is tens or better"},
    {"has_two_pair", &Analysis::has_two_pair, "two pair"},
    {"has_trips", &Analysis::has_trips, "exactly three of a rank"},
    {"has_paying_hand", &Analysis::has_paying_hand, "sure to be paid"},
    {"is_flush_draw", &Analysis::is_flush_draw, "all cards are of one suit"},
    {"is_straight_draw", &Analysis::is_straight_draw, "all cards fit into one straight"},
    {"is_open_straight_draw", &Analysis::is_open_straight_draw, "four in a row, open at both ends"},
    {"is_inside_straight_draw", &Analysis::is_inside_straight_draw, "four that one rank makes a straight"},
    {"is_straight_flush_draw", &Analysis::is_straight_flush_draw, "a flush draw within five ranks"},
    {"is_royal_draw", &Analysis::is_royal_draw, "a flush draw of tens or better with the ace"},
    {"is_excluded_sf_consecutive", &Analysis::is_excluded_sf_consecutive, "suited A-2-3 or 2-3-4"},
    {"straight_flush_spread", &Analysis::straight_flush_spread, "the ranks that a straight flush draw spans"},
}};

using AnalysisValues = std::array<double, fields.size()>;

AnalysisValues values_of(const Analysis& cards) {
  AnalysisValues values{};
  for (std::size_t i = 0; i < fields.size(); ++i)
    values[i] = std::visit([&](auto member) { return static_cast<double>(cards.*member); }, fields[i].member);
  return values;
}

/// Everything that a player can see in so many cards, each with the first cards in which he sees it: two thousand
/// views in place of all sets of cards.
using Views = std::map<AnalysisValues, std::string>;

template <class Set>
void add_view(const Set& set, Views& views) {
  const auto cards = cards_of(set);
  const auto [place, is_new] = views.try_emplace(values_of(analyse(cards)));
  if (!is_new) return;
  for (const Card card : cards)
    place->second += fmt::format("{}{}", place->second.empty() ? "" : " ", text_of(card));
}

const Views& views_of(std::size_t card_count) {
  static const std::array<Views, 2> views = [] {
    std::array<Views, 2> all;
    for_each_three_cards([&](unsigned, const ThreeCards& set) { add_view(set, all[0]); });
    for_each_four_cards([&](unsigned, const FourCards& set) { add_view(set, all[1]); });
    return all;
  }();
  return views[card_count - 3];
}

}  // namespace

const expression::Vocabulary& analysis_vocabulary() {
  static const expression::Vocabulary vocabulary = [] {
    std::vector<expression::Name> names;
    for (const Field& field : fields) {
      const bool is_truth = std::holds_alternative<bool Analysis::*>(field.member);
      names.push_back({field.name, is_truth ? expression::Type::truth : expression::Type::number, field.says});
    }
    std::vector<expression::AbsentName> absent = {{"default", "it is true of every hand, and stands alone"}};
    for (const char* name : {"session_profit", "hands_played", "streak", "bankroll", "last_result", "base_bet"})
      absent.push_back({name, "a strategy sees the cards only"});
    return expression::Vocabulary(std::move(names), std::move(absent));
  }();
  return vocabulary;
}

bool rides(const std::vector<Rule>& rules, const Analysis& cards) {
  const AnalysisValues values = values_of(cards);
  const auto first = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& rule) { return rule.condition.truth(values).value_or(false); });
  if (first == rules.end()) throw InternalError("no rule decides a hand (that was checked) please report this");
  return first->rides;
}

std::optional<RulesComplaint> check(const std::vector<Rule>& rules, std::size_t card_count) {
  using Kind = RulesComplaint::Kind;
  std::vector<bool> decides(rules.size());
  for (const auto& [values, cards] : views_of(card_count)) {
    std::size_t rule = 0;
    for (; rule < rules.size(); ++rule) {
      const std::optional<bool> holds = rules[rule].condition.truth(values);
      if (!holds) return RulesComplaint{Kind::undefined, rule, cards};
      if (*holds) break;
    }
    if (rule == rules.size()) return RulesComplaint{Kind::undecided, 0, cards};
    decides[rule] = true;
  }
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    if (decides[rule] || (rule + 1 == rules.size() && rules[rule].condition.text() == "true")) continue;
    const Views& views = views_of(card_count);
    const bool is_met = std::any_of(views.begin(), views.end(), [&](const auto& view) {
      return rules[rule].condition.truth(view.first).value_or(false);
    });
    return RulesComplaint{is_met ? Kind::preceded : Kind::unmet, rule};
  }
  return std::nullopt;
}

}  // namespace ergodic::workloads::let_it_ride
