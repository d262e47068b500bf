// What hands are worth by their cards alone.
#include "workloads/card_games/machine/hand_worth.hpp"

#include <algorithm>
#include <array>

namespace ergodic::workloads::card_games {

namespace {

unsigned sum_of_values(const Pack& pack, CardSet cards) {
  unsigned sum = 0;
  for_each_element(cards, [&](unsigned card) { sum += pack.value[card]; });
  return sum;
}

CardSet ranks_of(const Pack& pack, CardSet cards) {
  CardSet ranks = 0;
  for_each_element(cards, [&](unsigned card) { ranks |= set_of(pack.rank[card]); });
  return ranks;
}

/// 1 + the highest rank in which a run of so many ends; 0: there is none. The highest rank also stands below the lowest
/// where `low_ace`: then a run may end in rank `length` − 2.
unsigned run_end(CardSet ranks, unsigned length, unsigned rank_count, bool low_ace) {
  const bool has_high = rank_count > 0 && (ranks & set_of(rank_count - 1)) != 0;
  CardSet shifted = ranks << 1 | (low_ace && has_high ? 1u : 0u), starts = shifted;
  for (unsigned i = 1; i < length; ++i)
    starts &= shifted >> i;
  return starts == 0 ? 0 : highest(starts) + length - 1;
}

/// Numbers of cards of each rank, the most first; of as many, the higher rank.
struct Groups {
  std::array<std::uint8_t, 8> count{}, rank{};
  unsigned size = 0;
};

Groups groups_of(const Pack& pack, CardSet cards) {
  Groups groups;
  CardSet ranks = ranks_of(pack, cards);
  for (; ranks != 0 && groups.size < groups.count.size(); ranks &= ~set_of(highest(ranks))) {
    const auto rank = static_cast<std::uint8_t>(highest(ranks));
    const auto count = static_cast<std::uint8_t>(size_of(cards & pack.of_rank[rank]));
    unsigned at = groups.size++;
    for (; at > 0 && groups.count[at - 1] < count; --at) {
      groups.count[at] = groups.count[at - 1];
      groups.rank[at] = groups.rank[at - 1];
    }
    groups.count[at] = count;
    groups.rank[at] = rank;
  }
  return groups;
}

/// Whether it holds; `end` is where its run does.
bool matches(const Pack& pack, const HandPattern& pattern, bool low_ace, CardSet cards, const Groups& groups,
             unsigned& end) {
  for (std::size_t i = 0; i < pattern.groups.size(); ++i) {
    if (i >= groups.size || groups.count[i] < pattern.groups[i]) return false;
  }
  end = 0;
  if (pattern.suited == 0) {
    if (pattern.run > 0) end = run_end(ranks_of(pack, cards), pattern.run, pack.ranks, low_ace);
    return pattern.run == 0 || end > 0;
  }
  bool holds = false;
  for (unsigned suit = 0; suit < pack.suits; ++suit) {
    const CardSet its = cards & pack.of_suit[suit];
    if (size_of(its) < pattern.suited) continue;
    const unsigned ends = pattern.run > 0 ? run_end(ranks_of(pack, its), pattern.run, pack.ranks, low_ace) : 1;
    holds = holds || ends > 0;
    if (pattern.run > 0) end = std::max(end, ends);
  }
  return holds;
}

/// The most that sets and runs can take off, of cards that are not decided on yet.
unsigned most_taken(const Pack& pack, CardSet cards) {
  if (size_of(cards) < 3) return 0;
  const unsigned card = lowest(cards);
  const CardSet rest = cards & ~set_of(card);
  unsigned best = most_taken(pack, rest);  // it is in none
  const CardSet alike = rest & pack.of_rank[pack.rank[card]];
  for (unsigned size = 2; size <= size_of(alike); ++size) {
    for (std::uint64_t number = 0; number < binomial(size_of(alike), size); ++number) {
      const CardSet with = subset_at(alike, size, number);
      best = std::max(best, (size + 1) * pack.value[card] + most_taken(pack, rest & ~with));
    }
  }
  CardSet run = 0;  // upwards from it: it is the lowest of its suit that is left
  unsigned sum = pack.value[card];
  const CardSet suit = rest & pack.of_suit[pack.suit[card]];
  for (unsigned rank = pack.rank[card] + 1u; rank < pack.ranks; ++rank) {
    const CardSet next = suit & pack.of_rank[rank];
    if (next == 0) break;
    run |= next;
    sum += pack.value[lowest(next)];
    if (size_of(run) >= 2) best = std::max(best, sum + most_taken(pack, rest & ~run));
  }
  return best;
}

/// Cards that no set and no run can hold make the search long, and nothing else.
CardSet that_may_meld(const Pack& pack, CardSet cards) {
  CardSet may = 0;
  for_each_element(cards, [&](unsigned card) {
    const CardSet suit = cards & pack.of_suit[pack.suit[card]];
    const auto has = [&](int step) {
      const int rank = pack.rank[card] + step;
      return rank >= 0 && rank < static_cast<int>(pack.ranks) &&
             (suit & pack.of_rank[static_cast<unsigned>(rank)]) != 0;
    };
    const bool in_run = (has(-2) && has(-1)) || (has(-1) && has(1)) || (has(1) && has(2));
    if (in_run || size_of(cards & pack.of_rank[pack.rank[card]]) >= 3) may |= set_of(card);
  });
  while (size_of(may) > most_melded) {  // the cheapest are not
    unsigned cheapest = lowest(may);
    for_each_element(may, [&](unsigned card) { cheapest = pack.value[card] < pack.value[cheapest] ? card : cheapest; });
    may &= ~set_of(cheapest);
  }
  return may;
}

}  // namespace

unsigned total_of(const Pack& pack, CardSet cards) {
  const unsigned sum = sum_of_values(pack, cards);
  return (cards & pack.soft) != 0 && sum + pack.soft_more <= pack.total_limit ? sum + pack.soft_more : sum;
}

unsigned left_over(const Pack& pack, CardSet cards) {
  return sum_of_values(pack, cards) - most_taken(pack, that_may_meld(pack, cards));
}

std::uint64_t standing_of(const Pack& pack, const std::vector<HandPattern>& patterns, bool low_ace, CardSet cards) {
  const Groups groups = groups_of(pack, cards);
  for (std::size_t i = patterns.size(); i > 0; --i) {
    unsigned end = 0;
    if (!matches(pack, patterns[i - 1], low_ace, cards, groups, end)) continue;
    if (end > 0) return std::uint64_t{i} << 48 | end;
    std::uint64_t key = i;
    for (unsigned k = 0; k < 8; ++k)
      key = key << 6 | (k < groups.size ? groups.rank[k] : 0u);
    return key;
  }
  std::uint64_t key = 0;
  for (unsigned k = 0; k < 8; ++k)
    key = key << 6 | (k < groups.size ? groups.rank[k] : 0u);
  return key;
}

}  // namespace ergodic::workloads::card_games
