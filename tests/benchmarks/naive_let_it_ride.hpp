#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>

/// The program that a good engineer writes first: a seeded Mersenne Twister a session, five cards of a shuffled deck,
/// sorted ranks, and basic strategy as its rules are printed. What the kernels' speed is a multiple of.
namespace naive {

using Ranks = std::array<int, 13>;  // how many cards of each: two, three, …, ace

/// A card is 4 × (rank − 2) + suit.
inline int rank_of(int card) { return card / 4 + 2; }

template <std::size_t size>
std::array<int, size> sorted_ranks(const std::array<int, size>& cards) {
  std::array<int, size> ranks{};
  std::transform(cards.begin(), cards.end(), ranks.begin(), rank_of);
  std::sort(ranks.begin(), ranks.end());
  return ranks;
}

template <std::size_t size>
bool suited(const std::array<int, size>& cards) {
  return std::all_of(cards.begin(), cards.end(), [&](int card) { return card % 4 == cards[0] % 4; });
}

template <std::size_t size>
Ranks counts_of(const std::array<int, size>& ranks) {
  Ranks counts{};
  for (const int rank : ranks)
    ++counts[static_cast<std::size_t>(rank - 2)];
  return counts;
}

inline bool has_high_pair(const Ranks& counts) {
  return std::any_of(counts.begin() + 8, counts.end(), [](int count) { return count >= 2; });
}

inline auto high_cards(const auto& ranks) {
  return std::count_if(ranks.begin(), ranks.end(), [](int rank) { return rank >= 10; });
}

inline bool rides_first(const std::array<int, 3>& cards) {
  const auto ranks = sorted_ranks(cards);
  const Ranks counts = counts_of(ranks);
  if (has_high_pair(counts) || std::count(counts.begin(), counts.end(), 3) == 1) return true;
  if (!suited(cards)) return false;
  int spread = ranks[2] - ranks[0] + 1;
  if (ranks[2] == 14 && ranks[1] <= 5) spread = std::min(spread, ranks[1]);  // the ace low
  const bool lowest = spread == 3 && ranks[0] == 2;                          // 2-3-4, and A-2-3
  return (spread == 3 && !lowest) || (spread == 4 && high_cards(ranks) >= 1) || (spread == 5 && high_cards(ranks) >= 2);
}

inline bool rides_second(const std::array<int, 4>& cards) {
  const auto ranks = sorted_ranks(cards);
  const Ranks counts = counts_of(ranks);
  const auto pairs = std::count(counts.begin(), counts.end(), 2);
  if (has_high_pair(counts) || pairs == 2 || std::any_of(counts.begin(), counts.end(), [](int n) { return n >= 3; }))
    return true;
  if (suited(cards)) return true;
  if (pairs > 0) return false;
  const bool open = ranks[3] - ranks[0] == 3 && ranks[3] <= 13;
  return (open && high_cards(ranks) >= 1) || high_cards(ranks) == 4;
}

/// 0 for a high card, …, 10 for a royal flush.
inline std::size_t classify(const std::array<int, 5>& cards) {
  const auto ranks = sorted_ranks(cards);
  const Ranks counts = counts_of(ranks);
  const auto pairs = std::count(counts.begin(), counts.end(), 2);
  if (std::count(counts.begin(), counts.end(), 4) == 1) return 8;
  if (std::count(counts.begin(), counts.end(), 3) == 1) return pairs == 1 ? 7 : 4;
  if (pairs == 2) return 3;
  if (pairs == 1) return has_high_pair(counts) ? 2 : 1;
  const bool wheel = ranks == std::array<int, 5>{2, 3, 4, 5, 14};
  const bool straight = wheel || ranks[4] - ranks[0] == 4;
  if (straight && suited(cards)) return ranks[0] == 10 ? 10 : 9;
  return suited(cards) ? 6 : straight ? 5 : 0;
}

inline constexpr std::array<int, 11> net_of = {-1, -1, 1, 2, 3, 5, 8, 11, 50, 200, 1000};

struct Session {
  std::int64_t profit = 0;  ///< in base bets
  std::int64_t hands = 0;
};

/// Up to 200 hands of one base bet, limits of 100; adds the classes of the hands to `classes`.
inline Session play(std::uint64_t seed, auto& classes) {
  std::mt19937_64 generator(seed);
  std::array<int, 52> deck{};
  std::iota(deck.begin(), deck.end(), 0);
  Session session;
  for (; session.hands < 200 && session.profit < 100 && session.profit > -100; ++session.hands) {
    for (std::size_t i = 0; i < 5; ++i)
      std::swap(deck[i], deck[std::uniform_int_distribution<std::size_t>(i, 51)(generator)]);
    const int bets = 1 + rides_first({deck[0], deck[1], deck[2]}) + rides_second({deck[0], deck[1], deck[2], deck[3]});
    const std::size_t hand_class = classify({deck[0], deck[1], deck[2], deck[3], deck[4]});
    ++classes[hand_class];
    session.profit += bets * net_of[hand_class];
  }
  return session;
}

/// The same at a table of six: a player who has left is still dealt to, so that the deck is the same. Adds up all
/// seats.
inline Session play_table(std::uint64_t seed, auto& classes) {
  constexpr std::size_t players = 6;
  std::mt19937_64 generator(seed);
  std::array<int, 52> deck{};
  std::iota(deck.begin(), deck.end(), 0);
  std::array<Session, players> seats;
  const auto plays = [](const Session& seat) { return seat.hands < 200 && seat.profit < 100 && seat.profit > -100; };
  while (std::any_of(seats.begin(), seats.end(), plays)) {
    for (std::size_t i = 0; i < 3 * players + 2; ++i)
      std::swap(deck[i], deck[std::uniform_int_distribution<std::size_t>(i, 51)(generator)]);
    const int first = deck[3 * players], second = deck[3 * players + 1];
    for (std::size_t seat = 0; seat < players; ++seat) {
      if (!plays(seats[seat])) continue;
      const int a = deck[3 * seat], b = deck[3 * seat + 1], c = deck[3 * seat + 2];
      const int bets = 1 + rides_first({a, b, c}) + rides_second({a, b, c, first});
      const std::size_t hand_class = classify({a, b, c, first, second});
      ++classes[hand_class];
      ++seats[seat].hands;
      seats[seat].profit += bets * net_of[hand_class];
    }
  }
  Session all;
  for (const Session& seat : seats)
    all = {all.profit + seat.profit, all.hands + seat.hands};
  return all;
}

}  // namespace naive
