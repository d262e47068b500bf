#include "workloads/let_it_ride/paytables/paytable_parameters.hpp"

#include "workloads/let_it_ride/paytables/typed_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

const std::string main_place = "paytables.main_game";
const std::string bonus_place = "paytables.bonus";

/// What a paytable gives by itself; a class that loses is not in it.
template <class Class, std::size_t classes>
Key custom(const Paytable<Class, classes>& usual, const std::vector<std::string>& names) {
  std::vector<Key> keys;
  for (std::size_t i = classes; i-- > 0;) {
    const std::int32_t ratio = usual.net(static_cast<Class>(i));
    if (ratio > 0) {
      keys.push_back(
          integer(names[i]).between(0, highest_ratio).fallback(ratio).unit("to 1").says("0: the class loses its bet"));
    }
  }
  return section("custom", std::move(keys)).optional();
}

template <class Class, std::size_t classes>
Paytable<Class, classes> custom_of(const Parameters& parameters, const std::string& place,
                                   const Paytable<Class, classes>& usual, const std::vector<std::string>& names) {
  if (!parameters.has(place + ".custom")) return usual;
  const Parameters keys = parameters.section(place + ".custom");
  std::array<std::int32_t, classes> ratios{};
  for (std::size_t i = 0; i < classes; ++i) {
    if (usual.net(static_cast<Class>(i)) > 0) ratios[i] = static_cast<std::int32_t>(keys.integer(names[i]));
  }
  return Paytable<Class, classes>(ratios);
}

}  // namespace

Key paytables_key() {
  constexpr auto no_numbers = "nobody ever said what it pays";
  return section(
      "paytables",
      {
          section(
              "main_game",
              {choice("type", {{"standard", "1000 200 50 11 8 5 3 2 1 to 1, royal flush to pair of tens"},
                               {"custom", "the ratios of the section custom; those left out are the standard ones"}})
                   .refuses({{"liberal", no_numbers}, {"tight", no_numbers}}, "set type: custom and its ratios")
                   .fallback("standard")
                   .says("what the three circles pay"),
               custom(standard_paytable(), hand_class_names())}),
          section("bonus",
                  {choice("type", {{"paytable_a", "50 40 30 6 3 1 to 1, mini royal to pair: the house keeps 7.1 %"},
                                   {"paytable_b", "100 40 30 5 4 1 to 1: the house keeps 4.5 %"},
                                   {"paytable_c", "1000 200 30 6 4 1 to 1: the player gains 46.9 %"},
                                   {"custom", "the ratios of the section custom; those left out are of paytable_b"}})
                       .fallback("paytable_b")
                       .says("what the bonus bet pays"),
                   custom(bonus_paytable(BonusPaytableName::paytable_b), bonus_class_names()),
                   retired("progressive", "set type: custom and what the mini royal pays: no jackpot grows here")}),
      });
}

MainPaytable main_paytable_of(const Parameters& parameters) {
  reject_other_sections(parameters, main_place, {"custom"});
  return custom_of(parameters, main_place, standard_paytable(), hand_class_names());
}

BonusPaytable bonus_paytable_of(const Parameters& parameters) {
  reject_other_sections(parameters, bonus_place, {"custom"});
  const std::string name = parameters.text(bonus_place + ".type");
  if (name == "paytable_a") return bonus_paytable(BonusPaytableName::paytable_a);
  if (name == "paytable_c") return bonus_paytable(BonusPaytableName::paytable_c);
  return custom_of(parameters, bonus_place, bonus_paytable(BonusPaytableName::paytable_b), bonus_class_names());
}

}  // namespace ergodic::workloads::let_it_ride
