#include "workloads/let_it_ride/paytables/paytable_parameters.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

/// A paytable that a study may choose, and what it pays where its section does not say otherwise.
template <class Table>
struct Row : Variant {
  const Table& usual;
};

/// What a paytable gives by itself; a class that loses is not in it.
template <class Class, std::size_t classes>
std::vector<Key> ratios(const Paytable<Class, classes>& usual, const std::vector<std::string>& names) {
  std::vector<Key> keys;
  for (std::size_t i = classes; i-- > 0;) {
    const std::int32_t ratio = usual.net(static_cast<Class>(i));
    if (ratio > 0) {
      keys.push_back(
          integer(names[i]).between(0, highest_ratio).fallback(ratio).unit("to 1").says("0: the class loses its bet"));
    }
  }
  return keys;
}

template <class Class, std::size_t classes>
Paytable<Class, classes> paytable_of(const std::optional<Parameters>& keys, const Paytable<Class, classes>& usual,
                                     const std::vector<std::string>& names) {
  if (!keys) return usual;
  std::array<std::int32_t, classes> ratios{};
  for (std::size_t i = 0; i < classes; ++i) {
    if (usual.net(static_cast<Class>(i)) > 0) ratios[i] = static_cast<std::int32_t>(keys->integer(names[i]));
  }
  return Paytable<Class, classes>(ratios);
}

const std::vector<Row<MainPaytable>>& main_rows() {
  const MainPaytable& standard = standard_paytable();
  static const std::vector<Row<MainPaytable>> rows = {
      {{"standard", "1000 200 50 11 8 5 3 2 1 to 1, royal flush to pair of tens"}, standard},
      {{"custom", "the ratios of the section custom; those left out are the standard ones",
        ratios(standard, hand_class_names())},
       standard}};
  return rows;
}

const std::vector<Row<BonusPaytable>>& bonus_rows() {
  using enum BonusPaytableName;
  static const std::vector<Row<BonusPaytable>> rows = {
      {{"paytable_a", "50 40 30 6 3 1 to 1, mini royal to pair: the house keeps 7.1 %"}, bonus_paytable(paytable_a)},
      {{"paytable_b", "100 40 30 5 4 1 to 1: the house keeps 4.5 %"}, bonus_paytable(paytable_b)},
      {{"paytable_c", "1000 200 30 6 4 1 to 1: the player gains 46.9 %"}, bonus_paytable(paytable_c)},
      {{"custom", "the ratios of the section custom; those left out are of paytable_b",
        ratios(bonus_paytable(paytable_b), bonus_class_names())},
       bonus_paytable(paytable_b)}};
  return rows;
}

template <class Table>
Table chosen(const std::vector<Row<Table>>& rows, const Parameters& study, const std::string& path,
             const std::vector<std::string>& names) {
  return paytable_of(study.chosen_section(path), row_of(rows, study.text(path)).usual, names);
}

}  // namespace

Key paytables_key() {
  constexpr auto no_numbers = "nobody ever said what it pays";
  return section(
      "paytables",
      {
          section("main_game",
                  {variant("type", main_rows())
                       .refuses({{"liberal", no_numbers}, {"tight", no_numbers}}, "set type: custom and its ratios")
                       .fallback("standard")
                       .says("what the three circles pay")}),
          section("bonus",
                  {variant("type", bonus_rows()).fallback("paytable_b").says("what the bonus bet pays"),
                   retired("progressive", "set type: custom and what the mini royal pays: no jackpot grows here")}),
      });
}

MainPaytable main_paytable_of(const Parameters& study) {
  return chosen(main_rows(), study, "paytables.main_game.type", hand_class_names());
}

BonusPaytable bonus_paytable_of(const Parameters& study) {
  return chosen(bonus_rows(), study, "paytables.bonus.type", bonus_class_names());
}

}  // namespace ergodic::workloads::let_it_ride
