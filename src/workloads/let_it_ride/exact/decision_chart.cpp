#include "workloads/let_it_ride/exact/decision_chart.hpp"

#include "workloads/let_it_ride/strategy/analysis.hpp"
#include "workloads/let_it_ride/strategy/bet_values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

/// The decisions are those of the cards seen: any deal with these tells them.
DecisionTables decisions_of(const DealTable& deals) {
  DecisionTables decisions{std::vector<bool>(three_card_sets), std::vector<bool>(four_card_sets)};
  for (Deal deal{}; deal.player < three_card_sets; ++deal.player) {
    for (deal.first = 0; deal.first < first_cards; ++deal.first) {
      const DealtCards cards = deals.cards(deal);
      ThreeCards player{};
      std::copy(cards.player.begin(), cards.player.end(), player.begin());
      decisions.rides_first[deal.player] = cards.rides_first;
      decisions.rides_second[number_of(with(player, cards.first))] = cards.rides_second;
    }
  }
  return decisions;
}

const std::vector<std::string>& kinds_of_three() {
  static const std::vector<std::string> names = {
      "three of a kind",
      "pair of tens or better",
      "three to a royal flush",
      "suited in a row, a high card or two",
      "suited in a row, 3-4-5 to 7-8-9",
      "suited A-2-3 or 2-3-4",
      "suited, one gap, two high cards",
      "suited, one gap, one high card",
      "suited, one gap, no high card",
      "suited A-2-4 or A-3-4",
      "suited, two gaps, two high cards",
      "suited, two gaps, one high card",
      "suited, two gaps, no high card",
      "suited, otherwise",
      "pair below tens",
      "within a straight, three high cards",
      "within a straight, otherwise",
      "anything else",
  };
  return names;
}

/// The first kind that fits. In suited A-2-4 and A-3-4 the ace is no high card: it plays low.
std::size_t kind_of_three(const Analysis& three, bool has_ace) {
  if (three.has_trips) return 0;
  if (three.has_high_pair) return 1;
  if (three.is_flush_draw && three.high_cards == 3) return 2;
  const std::size_t high = static_cast<std::size_t>(three.high_cards);
  switch (three.straight_flush_spread) {
    case 3: return three.is_excluded_sf_consecutive ? 5 : high > 0 ? 3 : 4;
    case 4: return has_ace ? 9 : 8 - high;
    case 5: return 12 - high;
    default: break;
  }
  if (three.is_flush_draw) return 13;
  if (three.has_pair) return 14;
  if (three.is_straight_draw) return high == 3 ? 15 : 16;
  return 17;
}

const std::vector<std::string>& kinds_of_four() {
  static const std::vector<std::string> names = {
      "four of a kind",
      "three of a kind",
      "two pair",
      "pair of tens or better",
      "four to a royal flush",
      "four to a straight flush",
      "four to a flush",
      "open straight, three or four high cards",
      "open straight, two high cards",
      "open straight, one high card",
      "open straight, no high card",
      "inside straight, four high cards",
      "inside straight, fewer high cards",
      "pair below tens",
      "anything else",
  };
  return names;
}

std::size_t kind_of_four(const Analysis& four, bool is_one_rank) {
  if (is_one_rank) return 0;
  if (four.has_paying_hand) return four.has_trips ? 1 : four.has_high_pair ? 3 : 2;
  if (four.is_flush_draw) return four.high_cards == 4 ? 4 : four.is_straight_flush_draw ? 5 : 6;
  if (four.is_open_straight_draw) return 10 - static_cast<std::size_t>(std::min(four.high_cards, 3));
  if (four.is_inside_straight_draw) return four.high_cards == 4 ? 11 : 12;
  return four.has_pair ? 13 : 14;
}

/// One line of a chart, as it is summed up.
struct Line {
  std::int64_t sets = 0;
  std::int64_t worth_riding = 0;
  std::int64_t ridden = 0;
  std::int64_t net = 0;  ///< over all ways in which the cards can still fall
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  std::int64_t lost = 0;  ///< of the net, by decisions that are not the best

  void add(std::int64_t net_of_set, bool rides) {
    ++sets;
    worth_riding += net_of_set > 0;
    ridden += rides;
    net += net_of_set;
    least = std::min(least, net_of_set);
    most = std::max(most, net_of_set);
    lost += std::max<std::int64_t>(net_of_set, 0) - (rides ? net_of_set : 0);
  }
};

/// A bet on each of `sets` sets of cards is decided by `ways` ways in which the cards can still fall.
ExactTable table_of(std::string name, std::string long_name, const std::vector<std::string>& kinds,
                    const std::vector<Line>& lines, std::int64_t sets, std::int64_t ways) {
  ExactTable table{std::move(name),
                   std::move(long_name),
                   {{"sets", "sets", "sets of cards of this kind"},
                    {"worth_riding", "sets", "of these, where a bet that rides is expected to win"},
                    {"ridden", "sets", "of these, where the strategy lets it ride"},
                    {"mean_value", "base bets", "what a bet that rides is expected to bring, on average"},
                    {"least_value", "base bets", "on the worst set of the kind"},
                    {"greatest_value", "base bets", "on the best set of the kind"},
                    {"cost", "base bets", "loss per hand against the best decisions"}},
                   {}};
  const auto all_ways = static_cast<double>(ways);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const auto count = static_cast<double>(line.sets);
    table.rows.push_back({kinds[i],
                          {count, static_cast<double>(line.worth_riding), static_cast<double>(line.ridden),
                           static_cast<double>(line.net) / count / all_ways, static_cast<double>(line.least) / all_ways,
                           static_cast<double>(line.most) / all_ways,
                           static_cast<double>(line.lost) / all_ways / static_cast<double>(sets)}});
  }
  return table;
}

}  // namespace

std::vector<ExactTable> decision_chart(const DealTable& table, const MainPaytable& paytable) {
  const DecisionTables decisions = decisions_of(table);
  const RideValues values = bet_values(paytable);
  std::vector<Line> first(kinds_of_three().size()), second(kinds_of_four().size());
  for_each_three_cards([&](unsigned number, const ThreeCards& set) {
    const bool has_ace = rank_of(set[2]) == ace;
    first[kind_of_three(analyse(cards_of(set)), has_ace)].add(values.of_three[number], decisions.rides_first[number]);
  });
  for_each_four_cards([&](unsigned number, const FourCards& set) {
    const bool is_one_rank = rank_of(set.front()) == rank_of(set.back());
    second[kind_of_four(analyse(cards_of(set)), is_one_rank)].add(values.of_four[number],
                                                                  decisions.rides_second[number]);
  });
  return {table_of("bet_1", "bet 1, by the kind of three cards", kinds_of_three(), first, three_card_sets,
                   first_cards * second_cards),
          table_of("bet_2", "bet 2, by the kind of four cards", kinds_of_four(), second, four_card_sets, second_cards)};
}

}  // namespace ergodic::workloads::let_it_ride
