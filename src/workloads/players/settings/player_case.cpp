#include "workloads/players/settings/player_case.hpp"

#include "core/suggest.hpp"
#include "workloads/players/posterior/estimate.hpp"
#include "workloads/players/region/corner.hpp"
#include "workloads/players/settings/bounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace ergodic::workloads::players {
namespace {

Rates rates_at(const Parameters& section) {
  Rates rates;
  for (std::size_t i = 0; i < rate_count; ++i)
    rates[i] = section.real(rate_infos()[i].name);
  return rates;
}

std::string near_name(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  return near.empty() ? "name one of them" : fmt::format("did you mean {}?", near);
}

std::shared_ptr<const Region> region_of(RegionDescription description, const Parameters& section,
                                        const std::string& path) {
  try {
    return std::make_shared<const Region>(std::move(description));
  } catch (const RegionError& error) {
    section.reject(section.items("bounds").empty() || error.what_is == "is no covariance" ? path : "bounds",
                   error.what_is, error.why, error.todo);
  }
}

std::vector<Rate> drawn_at(const Parameters& law) {
  std::vector<Rate> drawn;
  const std::vector<std::string> names = law.texts("rates");
  if (names.empty()) law.reject("rates", "is empty", "a law is of rates", "name them, or choose form: given");
  std::vector<std::string> known;
  for (const RateInfo& rate : rate_infos())
    known.emplace_back(rate.name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string path = fmt::format("rates[{}]", i);
    const std::optional<Rate> rate = rate_named(names[i]);
    if (!rate)
      law.reject(path, fmt::format("unknown rate \"{}\"", names[i]),
                 fmt::format("rates are {}", fmt::join(known, ", ")), near_name(names[i], known));
    if (std::find(drawn.begin(), drawn.end(), *rate) != drawn.end())
      law.reject(path, fmt::format("{} twice", names[i]), "each rate is there once", "remove one");
    drawn.push_back(*rate);
  }
  return drawn;
}

Matrix covariance_at(const Parameters& law, std::size_t size) {
  const std::vector<std::vector<double>> rows = law.table("covariance");
  if (rows.size() != size)
    law.reject("covariance", fmt::format("has {} rows", rows.size()), fmt::format("there are {} rates", size),
               "give a row for each");
  Matrix matrix(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    if (rows[i].size() != size)
      law.reject(fmt::format("covariance[{}]", i), fmt::format("has {} numbers", rows[i].size()),
                 fmt::format("there are {} rates", size), "give a number for each");
    for (std::size_t j = 0; j < size; ++j)
      matrix(i, j) = rows[i][j];
  }
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (std::abs(matrix(i, j) - matrix(j, i)) > 1e-12 * std::sqrt(std::abs(matrix(i, i) * matrix(j, j))))
        law.reject(fmt::format("covariance[{}]", i), fmt::format("number {} is {}", j + 1, matrix(i, j)),
                   fmt::format("the number across the diagonal is {}", matrix(j, i)), "make them one");
    }
  }
  return matrix;
}

void require_law(const Parameters& law, const RegionDescription& region) {
  if (region.law == Law::uniform && !region.credibility)
    law.reject("law", "uniform", "without a credibility there is no region to be uniform on", "set credibility");
  if (region.law == Law::student && !law.has("degrees"))
    law.reject("law", "student", "Student's t has degrees of freedom", "set degrees");
  if (region.law != Law::student && law.has("degrees"))
    law.reject("degrees", "plays no part", "the law is not Student's t", "leave it out, or choose law: student");
}

void take_law(const Parameters& law, PlayerCase& made) {
  made.drawn = drawn_at(law);
  made.fixed = rates_at(law.section("others"));
  made.logit_scale = law.text("scale") == "logit";
  RegionDescription region;
  region.centre = law.reals("centre");
  if (region.centre.size() != made.drawn.size())
    law.reject("centre", fmt::format("has {} numbers", region.centre.size()),
               fmt::format("there are {} rates", made.drawn.size()), "give a number for each");
  for (std::size_t i = 0; i < region.centre.size() && !made.logit_scale; ++i) {
    if (region.centre[i] < 0 || region.centre[i] > 1)
      law.reject(fmt::format("centre[{}]", i), fmt::format("{}", region.centre[i]),
                 fmt::format("{} is a share", rate_infos()[made.drawn[i]].name),
                 region.centre[i] <= 100 ? fmt::format("write {} for {} %", region.centre[i] / 100, region.centre[i])
                                         : "write a number from 0 to 1");
  }
  region.scale = covariance_at(law, made.drawn.size());
  const std::string kind = law.text("law");
  region.law = kind == "uniform" ? Law::uniform : kind == "normal" ? Law::normal : Law::student;
  if (law.has("degrees")) region.degrees = law.real("degrees");
  if (law.has("credibility")) region.credibility = law.real("credibility");
  require_law(law, region);
  region.halfspaces = bounds_at(law, "bounds", made.drawn, made.logit_scale);
  if (!made.logit_scale) {
    for (Halfspace& halfspace : unit_box(made.drawn))
      region.halfspaces.push_back(std::move(halfspace));
  }
  made.region = region_of(std::move(region), law, "covariance");
  made.origin = fmt::format("a law of {} rates that the study gives", made.drawn.size());
}

/// Days since 1970 of "2025-01-31". Source: Hinnant, "chrono-compatible low-level date algorithms", 2013.
std::int32_t date_at(const Parameters& games, const char* path) {
  const std::string text = games.text(path);
  int year = 0;
  int month = 0;
  int day = 0;
  const auto number = [&](std::size_t at, std::size_t size, int& value) {
    return std::from_chars(text.data() + at, text.data() + at + size, value).ptr == text.data() + at + size;
  };
  const bool is_date = text.size() == 10 && text[4] == '-' && text[7] == '-' && number(0, 4, year) &&
                       number(5, 2, month) && number(8, 2, day) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!is_date) games.reject(path, fmt::format("\"{}\"", text), "it is no date", "write it as 2025-01-31");
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;
  const int of_era = y - era * 400;
  const int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void take_games(const Parameters& parameters, const LeagueBy& league_by, PlayerCase& made) {
  const Parameters games = parameters.section("games");
  if (!league_by) parameters.reject("form", "games", "the study gives no table of games", "set inputs.box_scores.file");
  EstimateSettings settings;
  if (games.has("before")) settings.before = date_at(games, "before");
  settings.half_life = games.real("half_life");
  settings.pace = parameters.real("pace.mean");
  const std::string player = games.text("player");
  const std::shared_ptr<const League> league = league_by(settings);
  const League::Player* found = league->find(player);
  if (found == nullptr) {
    std::vector<std::string> names;
    for (const League::Player& one : league->players())
      names.push_back(one.name);
    games.reject("player", fmt::format("unknown player \"{}\"", player),
                 fmt::format("the table box_scores has {} others", names.size()), near_name(player, names));
  }
  const PlayerEstimate estimate = estimate_of(*league, *found);
  for (std::size_t i = 0; i < rate_count; ++i)
    made.drawn.push_back(static_cast<Rate>(i));
  made.logit_scale = true;
  made.time = estimate.time;
  RegionDescription region{.centre = estimate.rates.centre,
                           .scale = estimate.rates.scale,
                           .law = Law::student,
                           .degrees = estimate.rates.degrees};
  if (games.has("credibility")) region.credibility = games.real("credibility");
  region.halfspaces = bounds_at(games, "bounds", made.drawn, true);
  made.region = region_of(std::move(region), games, "player");
  made.origin = fmt::format(
      "{} games ({:.1f} after the decay) and a prior worth {:.1f}, from {}", estimate.games, estimate.effective,
      estimate.prior_games,
      estimate.others == 0 ? std::string("usual rates") : fmt::format("{} others of the role", estimate.others));
}

}  // namespace

PlayerCase player_case(const Parameters& parameters, const LeagueBy& league) {
  PlayerCase made;
  const std::string form = parameters.text("form");
  if (form == "given") {
    if (const std::optional<Parameters> given = parameters.chosen_section("form")) made.fixed = rates_at(*given);
    made.origin = "rates that the study gives";
  } else if (form == "law") {
    take_law(parameters.section("law"), made);
  } else {
    take_games(parameters, league, made);
  }
  if (parameters.has("availability")) made.time.availability = parameters.real("availability");
  if (parameters.has("minutes.mean")) made.time.minutes = parameters.real("minutes.mean");
  if (parameters.has("minutes.deviation")) made.time.deviation = parameters.real("minutes.deviation");
  made.time.pace = parameters.real("pace.mean");
  made.time.pace_deviation = parameters.real("pace.deviation");
  return made;
}

}  // namespace ergodic::workloads::players
