#include "workloads/let_it_ride/played_session.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace ergodic::workloads::let_it_ride {

namespace {

template <class Hands>
PlayedSession play(const Hands& source, const Table& table, const SessionRules& rules, Stream stream) {
  PlayedSession played;
  HandCounts counts;
  const auto observe = [&](const PlayedHand& hand) { played.hands.push_back(hand); };
  try {
    played.session = with_staking(rules, [&](const auto& staking) {
      return play_session(source, table, rules, staking, stream, counts, observe);
    });
  } catch (const UndefinedBet& undefined) {
    played.failure = undefined.what();
  }
  return played;
}

/// The cards of drawn hands are found together: one search finds all.
std::vector<Deal> deals_of(const std::vector<PlayedHand>& hands, const Game& game, HandKernel kernel) {
  std::vector<std::uint32_t> numbers;
  for (const PlayedHand& hand : hands)
    numbers.push_back(hand.number);
  if (kernel == HandKernel::law) return game.outcomes().deals_of(numbers, game.deals());
  std::vector<Deal> dealt;
  std::transform(numbers.begin(), numbers.end(), std::back_inserter(dealt), deal_of);
  return dealt;
}

}  // namespace

PlayedSession played_session(const Game& game, const Table& table, const Settings& settings, Stream stream) {
  PlayedSession played = settings.kernel == HandKernel::deal
                             ? play(DealtHands{game.deals()}, table, settings.rules, stream)
                             : play(DrawnHands{game.outcomes()}, table, settings.rules, stream);
  played.deals = deals_of(played.hands, game, settings.kernel);
  return played;
}

}  // namespace ergodic::workloads::let_it_ride
