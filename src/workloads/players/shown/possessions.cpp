#include "workloads/players/shown/possessions.hpp"

#include <ergodic/variates.hpp>

#include <cstddef>
#include <utility>

namespace ergodic::workloads::players {
namespace {

/// Takes things out of a bag, each as likely as another.
class Bag {
 public:
  void put(std::int32_t count, int kind) {
    for (std::int32_t i = 0; i < count; ++i)
      things_.push_back(kind);
  }
  int take(Stream& stream) {
    const auto at = uniform_integer(stream, static_cast<std::uint32_t>(things_.size()));
    std::swap(things_[at], things_.back());
    const int kind = things_.back();
    things_.pop_back();
    return kind;
  }

 private:
  std::vector<int> things_;
};

Bag bag_of(std::int32_t yes, std::int32_t all) {
  Bag bag;
  bag.put(yes, 1);
  bag.put(all - yes, 0);
  return bag;
}

void mark(std::vector<Possession>& all, bool Possession::*member, std::int32_t count, Stream& stream) {
  Bag bag = bag_of(count, static_cast<std::int32_t>(all.size()));
  for (Possession& one : all)
    one.*member = bag.take(stream) == 1;
}

Bag ends_of(const GameOfPlayer& game) {
  using End = Possession::End;
  const auto place = [](End end) { return static_cast<int>(end); };
  const std::int32_t threes = game.three_point_field_goals_attempted;
  const std::int32_t threes_made = game.three_point_field_goals_made;
  const std::int32_t twos = game.field_goals_attempted - threes;
  const std::int32_t twos_made = game.field_goals_made - threes_made;
  Bag bag;
  bag.put(game.possessions - game.used, place(End::others));
  bag.put(game.turnovers, place(End::turnover));
  bag.put(game.trips, place(End::free_throws));
  bag.put(twos_made, place(End::two_made));
  bag.put(twos - twos_made, place(End::two_missed));
  bag.put(threes_made, place(End::three_made));
  bag.put(threes - threes_made, place(End::three_missed));
  return bag;
}

}  // namespace

std::int32_t Possession::points() const {
  return end == End::two_made ? 2 : end == End::three_made ? 3 : free_throws_made;
}

const char* name_of(Possession::End end) {
  switch (end) {
    case Possession::End::others: return "others";
    case Possession::End::turnover: return "turnover";
    case Possession::End::two_missed: return "two missed";
    case Possession::End::two_made: return "two made";
    case Possession::End::three_missed: return "three missed";
    case Possession::End::three_made: return "three made";
    case Possession::End::free_throws: return "free throws";
  }
  return "";
}

std::vector<Possession> possessions_of(const GameOfPlayer& game, Stream stream) {
  std::vector<Possession> all(static_cast<std::size_t>(game.possessions));
  Bag ends = ends_of(game);
  Bag shots = bag_of(game.free_throws_made, game.free_throws_attempted);
  Bag assists = bag_of(game.assists, game.possessions - game.used);
  for (Possession& one : all) {
    one.end = static_cast<Possession::End>(ends.take(stream));
    if (one.end == Possession::End::free_throws) {
      const int first = shots.take(stream);
      one.free_throws_made = first + shots.take(stream);
    }
    if (one.end == Possession::End::others) one.assist = assists.take(stream) == 1;
  }
  mark(all, &Possession::offensive_rebound, game.offensive_rebounds, stream);
  mark(all, &Possession::defensive_rebound, game.defensive_rebounds, stream);
  mark(all, &Possession::steal, game.steals, stream);
  mark(all, &Possession::block, game.blocks, stream);
  // The sixth foul is the last thing that a player does.
  const bool is_out = game.fouls == foul_limit;
  std::vector<Possession> but_last(all.begin(), all.end() - (is_out ? 1 : 0));
  mark(but_last, &Possession::foul, game.fouls - (is_out ? 1 : 0), stream);
  for (std::size_t i = 0; i < but_last.size(); ++i)
    all[i].foul = but_last[i].foul;
  if (is_out) all.back().foul = true;
  return all;
}

}  // namespace ergodic::workloads::players
