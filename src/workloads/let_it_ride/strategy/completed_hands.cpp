#include "workloads/let_it_ride/strategy/completed_hands.hpp"

#include <initializer_list>

namespace ergodic::workloads::let_it_ride {

namespace {

constexpr unsigned ranks = 13;
constexpr unsigned rank_multisets = 455;  // C(15,3)

/// `several`: whether the cards are of several suits. Five of a rank, which no deck has, have some class.
std::uint8_t class_code(std::initializer_list<unsigned> five_ranks, bool several) {
  Holding five;
  for (const unsigned rank : five_ranks)
    five.add(4 * rank);
  if (several) five.suits |= 2;
  return static_cast<std::uint8_t>(hand_class_of(five));
}

}  // namespace

CompletedHands::CompletedHands() : classes_(rank_multisets * width * width) {
  std::size_t multiset = 0;  // in the order of their numbers
  for (unsigned c = 0; c < ranks; ++c) {
    for (unsigned b = 0; b <= c; ++b) {
      for (unsigned a = 0; a <= b; ++a, ++multiset) {
        for (unsigned fourth = 0; fourth < ranks; ++fourth) {
          for (unsigned fifth = 0; fifth < ranks; ++fifth) {
            const auto code = [&](bool several) { return class_code({a, b, c, fourth, fifth}, several); };
            classes_[(multiset * width + fourth) * width + fifth] =
                static_cast<std::uint8_t>(code(true) | code(false) << 4);
          }
        }
      }
    }
  }
}

const CompletedHands& CompletedHands::shared() {
  static const CompletedHands hands;
  return hands;
}

}  // namespace ergodic::workloads::let_it_ride
