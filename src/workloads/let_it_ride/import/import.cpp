#include "workloads/let_it_ride/import/import.hpp"

#include "workloads/let_it_ride/import/original.hpp"
#include "workloads/let_it_ride/import/translation.hpp"

#include "study/study_text.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace import {

namespace {

void reject_refused(const Parameters& keys) {
  constexpr std::int64_t most_sessions = 100'000'000;
  if (keys.integer("simulation.num_sessions") * keys.integer("table.num_seats") > most_sessions) {
    keys.reject("simulation.num_sessions", "times table.num_seats is above 100 000 000",
                "the original refused so many sessions", "set fewer here, and more in the study");
  }
  if (keys.money("bankroll.starting_amount").count < 3 * keys.money("bankroll.base_bet").count) {
    keys.reject("bankroll.starting_amount", "is less than three base bets", "the original refused so small a bankroll",
                "bring more or bet less");
  }
}

void import_head(const Translation& t, const std::string& origin) {
  t.to.remark("",
              fmt::format("Made from {} by ergodic import. Where a key means something else here than in the program "
                          "that it was written for, or nothing, a comment says so.",
                          shown(std::filesystem::path(origin).filename().string())));
  t.to.set("workload", "let_it_ride");
  t.follow(
      {{"metadata.name"}, {"metadata.description"}, {"metadata.version"}, {"metadata.author"}, {"metadata.created"}});
}

void import_simulation(const Translation& t) {
  if (t.keys().integer("table.num_seats") > 1)
    t.to.remark("", "simulation.num_sessions there: sessions of the whole table, as here.");
  t.to.set("sessions", t.from.value("simulation.num_sessions"));
  if (t.keys().has("simulation.random_seed")) {
    const std::string seed = t.from.value("simulation.random_seed");
    t.to.remark(
        "seeding",
        "simulation.random_seed there. The generator is another one: results agree in law, not number by number.");
    t.to.set("seeding.seed", seed.starts_with('-') ? seed.substr(1) : seed);  // its generator took the magnitude
  } else {
    t.to.remark("",
                "simulation.random_seed was not set: every run there drew its own. Here seeding.seed is 1 unless it is "
                "set, and every run gives the same.",
                t.from.lines("simulation.random_seed"));
  }
  t.keep("simulation.hands_per_session");
  t.follow({
      {"simulation.workers", "How many processes ran it. Here mpirun -n says that, and no result depends on it."},
      {"simulation.progress_interval",
       "Had no effect there, and has none here: ergodic run --progress chooses what is shown."},
      {"simulation.detailed_logging",
       "Had no effect there, and has none here: ergodic replay shows any session, hand by hand."},
      {"deck.shuffle_algorithm",
       "Had no effect there, and has none here: every hand is dealt from a fresh deck, by one generator."},
  });
}

void import_table(const Translation& t) {
  if (t.keys().integer("table.num_seats") > 1) {
    t.to.remark("table",
                "There one betting system served the whole table: it set all bets by the first player still there, and "
                "followed the first seat's results. Here each player has his own. There every seat was said to have "
                "played as many hands as the table's rounds; here hands_played is each player's own.");
  }
  t.keep_if_given("table.num_seats");
  if (t.keys().boolean("dealer.discard_enabled")) {
    t.keep("dealer.discard_enabled");
    t.keep("dealer.discard_cards");
  } else {
    t.keep_if_given("dealer.discard_enabled");
    t.leave_out("dealer.discard_cards", "Plays no part, there and here: dealer.discard_enabled is false.");
  }
}

void import_paytables(const Translation& t) {
  const std::string main = t.keys().text("paytables.main_game.type");
  if (main == "liberal" || main == "tight") {
    t.keys().reject("paytables.main_game.type", main + " cannot be imported",
                    "the original stopped with an error, and nobody ever said what it pays",
                    "set type: custom and its ratios, or standard");
  }
  if (main == "custom") t.to.remark("paytables.main_game", "The original stopped with an error at a custom paytable.");
  t.keep_if_given("paytables.main_game.type");
  const std::string bonus = t.keys().text("paytables.bonus.type");
  const auto ratios = [&](const std::string& section) {
    for (const std::string& line : t.from.lines(section + ".custom"))
      t.keep(std::string_view(line).substr(0, line.find(':')));
  };
  if (main == "custom") ratios("paytables.main_game");
  t.leave_out_other_sections("paytables.main_game", main, {"custom"});
  if (bonus == "custom")
    t.to.remark("paytables.bonus", "The original stopped with an error at a custom bonus paytable.");
  t.keep_if_given("paytables.bonus.type");
  if (bonus == "custom") ratios("paytables.bonus");
  t.leave_out_other_sections("paytables.bonus", bonus, {"custom"});
  t.leave_out("paytables.bonus.progressive",
              "Had no effect there, and has none here: no jackpot grows. paytables.bonus.type: custom sets what a mini "
              "royal pays.");
}

void import_output(const Translation& t) {
  constexpr auto tables =
      "Had no effect there. Here the result is one HDF5 file, of which ergodic summary --csv or --json "
      "makes tables and ergodic report a page with charts.";
  constexpr auto name = "The result file is named on the command line: ergodic run STUDY.yaml -o FOLDER/NAME.h5.";
  constexpr auto shown = "Had no effect there, and has none here: ergodic run --progress chooses what is shown.";
  t.leave_out("output.directory", name);
  t.leave_out("output.prefix", name);
  t.follow({
      {"output.timestamp_format", "Had no effect there, and has none here."},
      {"output.formats.csv.include_seat_aggregate",
       "Here the file of a table has the columns of each seat, unless table.per_seat is false."},
  });
  for (const char* key : {"enabled", "include_hands", "include_sessions", "include_aggregate"})
    t.leave_out(fmt::format("output.formats.csv.{}", key), tables);
  for (const char* section : {"formats.json", "formats.json_output", "formats.html", "visualizations"})
    t.leave_out(fmt::format("output.{}", section), tables);
  t.leave_out("output.console", shown);
}

}  // namespace

}  // namespace import

ImportedStudy import_configuration(std::string_view text, const std::string& origin) {
  const auto original = import::Original::read(text, origin);
  study::StudyText to;
  const import::Translation translation{original, to};
  import::reject_refused(original.keys());
  import::import_head(translation, origin);
  import::import_simulation(translation);
  import::import_table(translation);
  import::import_bankroll(translation);
  import::import_strategy(translation);
  import::import_bonus(translation);
  import::import_paytables(translation);
  import::import_output(translation);
  return {to.text(), to.remarks()};
}

}  // namespace ergodic::workloads::let_it_ride
