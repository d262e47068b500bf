#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Rolling figures as one would write them: loops over windows, no roundings, nothing missing.
namespace ergodic::benchmarks {

struct Game {
  int day = 0;
  std::int64_t points = 0, minutes = 0, makes = 0, assisted = 0, unassisted = 0, paint = 0, paint_makes = 0, mid = 0,
               mid_makes = 0, three = 0, three_makes = 0;
  double usage = 0, ts = 0;
};

/// 26 figures of a player's games strictly before game i, which are sorted by day.
inline std::array<double, 26> rolling(const std::vector<Game>& games, std::size_t i) {
  const auto newest = [&](std::size_t n) { return i < n ? std::size_t{0} : i - n; };
  const auto sum = [&](std::size_t n, auto member) {
    double total = 0;
    for (std::size_t j = i; j > newest(n); --j)
      total += static_cast<double>(games[j - 1].*member);
    return total;
  };
  const auto mean = [&](std::size_t n, auto member) { return sum(n, member) / static_cast<double>(i - newest(n)); };
  const auto share = [](double part, double whole) { return part / whole; };
  const double points_10 = mean(10, &Game::points);
  double squares = 0;
  for (std::size_t j = newest(10); j < i; ++j)
    squares += (static_cast<double>(games[j].points) - points_10) * (static_cast<double>(games[j].points) - points_10);
  double games_7 = 0, games_14 = 0, minutes_7 = 0, minutes_14 = 0, pairs = 0;
  for (std::size_t j = i; j > 0 && games[j - 1].day > games[i].day - 14; --j) {
    ++games_14;
    minutes_14 += static_cast<double>(games[j - 1].minutes);
    if (games[j - 1].day > games[i].day - 7) {
      ++games_7;
      minutes_7 += static_cast<double>(games[j - 1].minutes);
    }
    if (j > 1 && games[j - 1].day - games[j - 2].day == 1) ++pairs;
  }
  const double paint = sum(10, &Game::paint), mid = sum(10, &Game::mid), three = sum(10, &Game::three),
               all = paint + mid + three;
  const double makes = sum(10, &Game::makes), paint_20 = sum(20, &Game::paint);
  return {mean(5, &Game::points),
          points_10,
          mean(82, &Game::points),
          std::sqrt(squares / static_cast<double>(i - newest(10) - 1)),
          mean(10, &Game::minutes),
          mean(10, &Game::usage),
          mean(10, &Game::ts),
          mean(82, &Game::usage),
          games_7,
          games_14,
          minutes_7,
          minutes_14,
          pairs,
          minutes_7 / games_7,
          share(paint, all),
          share(mid, all),
          share(three, all),
          share(sum(10, &Game::paint_makes), paint),
          share(sum(10, &Game::mid_makes), mid),
          share(sum(10, &Game::three_makes), three),
          share(sum(10, &Game::assisted), makes),
          share(sum(10, &Game::unassisted), makes),
          share(paint_20, paint_20 + sum(20, &Game::mid) + sum(20, &Game::three)),
          share(sum(20, &Game::paint_makes), paint_20),
          static_cast<double>(i),
          i > 0 ? static_cast<double>(games[i].day - games[i - 1].day) : 0};
}

}  // namespace ergodic::benchmarks
