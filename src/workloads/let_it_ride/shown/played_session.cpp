#include "workloads/let_it_ride/shown/played_session.hpp"

#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/shown/any_staking.hpp"

#include <cstdint>

namespace ergodic::workloads::let_it_ride {

namespace {

template <class Hands>
PlayedSession play(const Hands& source, const Table& table, const SessionRules& rules, Stream stream) {
  PlayedSession played;
  HandCounts counts;
  const auto observe = [&](const PlayedHand& hand) { played.hands.push_back(hand); };
  try {
    with_any_staking(rules, [&](const AnyStaking& staking) {
      played.session = play_session(source, table, rules, staking, stream, counts, observe);
    });
  } catch (const UndefinedBet& undefined) {
    played.failure = undefined.what();
  }
  return played;
}

/// The cards that a hand's number stands for: where the hand was drawn, a place among the deals sorted by outcome.
Deal deal_of_hand(std::uint32_t number, const Game& game, HandKernel kernel) {
  if (kernel == HandKernel::deal) return deal_of(number);
  return game.deal_index().deal(game.outcomes().outcome(number), game.outcomes().rank(number));
}

}  // namespace

PlayedSession played_session(const Game& game, const Table& table, const Settings& settings, Stream stream) {
  PlayedSession played = settings.kernel == HandKernel::deal
                             ? play(DealtHands{game.deals()}, table, settings.rules, stream)
                             : play(DrawnHands{game.outcomes()}, table, settings.rules, stream);
  for (const PlayedHand& hand : played.hands)
    played.deals.push_back(deal_of_hand(hand.number, game, settings.kernel));
  return played;
}

}  // namespace ergodic::workloads::let_it_ride
