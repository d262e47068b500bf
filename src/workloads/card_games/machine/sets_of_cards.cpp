// Moves of several cards, counted and found without being listed.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

namespace {

/// Calls visit(the lowest card of a run, its length) for the runs of least … most consecutive ranks, until it returns
/// true.
template <class Visit>
void for_each_run(const Pack& pack, CardSet cards, unsigned least, unsigned most, Visit&& visit) {
  for (unsigned suit = 0; suit < pack.suits; ++suit) {
    for (CardSet left = cards & pack.of_suit[suit]; left != 0; left &= left - 1) {
      const unsigned first = lowest(left);
      for (unsigned length = 1; length <= most; ++length) {
        const unsigned last = first + length - 1;  // a suit's cards lie side by side, but for those left out
        if (last >= 64 || (left >> last & 1u) == 0 || pack.rank[last] != pack.rank[first] + length - 1) break;
        if (length >= least && visit(first, length)) return;
      }
    }
  }
}

/// In how many ways cards of `table` add up to `sum`: Σ over subsets, from the last card on.
class Sums {
 public:
  Sums(const Pack& pack, CardSet table, unsigned sum) : sum_(sum) {
    for_each_element(table, [&](unsigned card) {
      cards_[size_] = static_cast<Card>(card);
      values_[size_++] = pack.value[card];
    });
    std::fill_n(ways_[size_].begin(), sum_ + 1, 0u);
    ways_[size_][0] = 1;
    for (unsigned i = size_; i-- > 0;) {
      for (unsigned s = 0; s <= sum_; ++s)
        ways_[i][s] = ways_[i + 1][s] + (s >= values_[i] ? ways_[i + 1][s - values_[i]] : 0);
    }
  }

  std::uint32_t count() const { return ways_[0][sum_]; }

  CardSet at(std::uint32_t k) const {
    CardSet chosen = 0;
    unsigned left = sum_;
    for (unsigned i = 0; i < size_; ++i) {
      if (k < ways_[i + 1][left]) continue;
      k -= ways_[i + 1][left];
      left -= values_[i];
      chosen |= set_of(cards_[i]);
    }
    return chosen;
  }

 private:
  static constexpr unsigned most_sum = 100;
  unsigned sum_, size_ = 0;
  std::array<Card, Genome::most_cards> cards_;
  std::array<std::uint8_t, Genome::most_cards> values_;
  std::array<std::array<std::uint32_t, most_sum + 1>, Genome::most_cards + 1> ways_;
};

/// What a card may take: one of its rank, else cards that add up to its value, else nothing, which is one way too.
std::uint32_t ways_to_take(const Pack& pack, CardSet table, unsigned card) {
  const CardSet alike = table & pack.of_rank[pack.rank[card]];
  if (alike != 0) return size_of(alike);
  return table == 0 ? 1 : std::max(1u, Sums(pack, table, pack.value[card]).count());
}

CardSet taken_at(const Pack& pack, CardSet table, unsigned card, std::uint32_t k) {
  const CardSet alike = table & pack.of_rank[pack.rank[card]];
  if (alike != 0) return set_of(element_at(alike, k));
  if (table == 0) return 0;
  const Sums sums(pack, table, pack.value[card]);
  return sums.count() == 0 ? 0 : sums.at(k);
}

}  // namespace

void Machine::add_runs(const Node& node, std::uint16_t place, CardSet cards, Choices& choices) const {
  std::uint32_t count = 0;
  for_each_run(program_, cards, node.least, node.most, [&](unsigned, unsigned) {
    ++count;
    return false;
  });
  choices.add({place, Choices::Form::runs, node.least, node.most, 0, count, cards});
}

CardSet Machine::run_at(const Choices::Option& option, std::uint32_t k) const {
  CardSet run = 0;
  for_each_run(program_, option.set, option.least, option.most, [&](unsigned first, unsigned length) {
    if (k-- > 0) return false;
    run = first_elements(length) << first;
    return true;
  });
  return run;
}

void Machine::add_subsets(const Node& node, std::uint16_t place, CardSet cards, unsigned numbers,
                          Choices& choices) const {
  const unsigned size = size_of(cards), least = std::max<unsigned>(node.least, 1);
  if (node.most == 1 && numbers == 1) return choices.add_cards(place, cards);
  std::uint64_t count = 0;
  for (unsigned k = least; k <= std::min<unsigned>(node.most, size); ++k)
    count += binomial(size, k) * numbers;
  choices.add({.node = place,
               .form = Choices::Form::subsets,
               .least = static_cast<std::uint8_t>(least),
               .most = node.most,
               .seat = 0,
               .count = static_cast<std::uint32_t>(count),
               .set = cards,
               .numbers = static_cast<std::uint8_t>(numbers)});
}

void Machine::add_captures(std::uint16_t place, const State& state, Choices& choices) const {
  const CardSet hand = state.hand[state.seat];
  std::uint32_t count = 0;
  for_each_element(hand, [&](unsigned card) { count += ways_to_take(program_, state.table, card); });
  choices.add({place, Choices::Form::captures, 1, 1, 0, count, hand, state.table});
}

Move Machine::capture_at(const Choices::Option& option, std::uint32_t k, Move move) const {
  for (CardSet hand = option.set; hand != 0; hand &= hand - 1) {
    const unsigned card = lowest(hand);
    const std::uint32_t ways = ways_to_take(program_, option.table, card);
    if (k < ways) {
      move.cards = set_of(card);
      move.takes = taken_at(program_, option.table, card, k);
      return move;
    }
    k -= ways;
  }
  return move;
}

}  // namespace ergodic::workloads::card_games
