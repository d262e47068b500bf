// Reading a table of box scores: 20 columns, with every check on. What it does is what the first argument says; each
// prints a line of JSON with processor seconds, peak memory and, of what it read, rows and digest.
//
// usage: PROGRAM make ROWS FILE.csv [shuffled]   |   PROGRAM read FILE.csv   |   PROGRAM plain FILE.csv
#include "tables/image.hpp"
#include "tables/read.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace ergodic;

std::shared_ptr<const TableForm> box_scores() {
  TableForm form{.name = "box_scores", .doc = "a player's game each"};
  form.columns = {text_column("game_id"),
                  date("game_date"),
                  text_column("player_id"),
                  text_column("player"),
                  text_column("team"),
                  text_column("opponent"),
                  yes_no("home"),
                  real_number("minutes").between(0, 70),
                  whole("points").between(0, 200),
                  whole("rebounds").at_least(0),
                  whole("assists").at_least(0),
                  whole("steals").at_least(0),
                  whole("blocks").at_least(0),
                  whole("turnovers").at_least(0),
                  whole("plus_minus"),
                  whole("shots_made").at_least(0),
                  whole("shots").at_least(0),
                  real_number("usage").between(0, 1),
                  real_number("rating").may_be_missing(),
                  real_number("score")};
  form.key = {"game_id", "player_id"};
  return std::make_shared<const TableForm>(std::move(form));
}

std::string date_text(std::size_t day) {
  return fmt::format("20{:02}-{:02}-{:02}", 10 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
}

/// Games of 20 players each, of 30 teams of 17; a game has its own identifier.
void make(std::size_t rows, const char* path, bool is_shuffled) {
  std::mt19937_64 random(1);
  const auto below = [&](std::size_t n) { return random() % n; };
  const char* teams[] = {"ATL", "BOS", "BKN", "CHA", "CHI", "CLE", "DAL", "DEN", "DET", "GSW",
                         "HOU", "IND", "LAC", "LAL", "MEM", "MIA", "MIL", "MIN", "NOP", "NYK",
                         "OKC", "ORL", "PHI", "PHX", "POR", "SAC", "SAS", "TOR", "UTA", "WAS"};
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t game = row / 20, player = row % 20, team = (game * 7 + player / 10 * 11) % 30;
    const std::size_t other = (game * 7 + (1 - player / 10) * 11) % 30, id = 201000 + team * 17 + player % 10;
    const double uniform = static_cast<double>(random() >> 11) * 0x1p-53;
    lines.push_back(
        fmt::format("00{:08},{},{:07},Firstname{} Lastname{},{},{},{},{:.1f},{},{},{},{},{},{},{},{},{},{:.4f},{},{}\n",
                    22400000 + game, date_text(game / 12 % 5000), id, id % 83, id, teams[team], teams[other],
                    player < 10 ? "yes" : "no", 48 * uniform, below(45), below(15), below(12), below(5), below(4),
                    below(6), static_cast<int>(below(61)) - 30, below(16), below(30), uniform,
                    below(20) == 0 ? "" : fmt::format("{:.2f}", 80 + 60 * uniform), uniform * 100));
  }
  if (is_shuffled) std::shuffle(lines.begin(), lines.end(), random);
  std::ofstream file(path, std::ios::binary);
  file << "game_id,game_date,player_id,player,team,opponent,home,minutes,points,rebounds,assists,steals,blocks,"
          "turnovers,"
          "plus_minus,shots_made,shots,usage,rating,score\n";
  for (const std::string& line : lines)
    file << line;
}

/// As one would write it: cells cut at commas, numbers by strtol and strtod, texts kept; nothing is checked.
std::size_t plain(const char* path) {
  const auto form = box_scores();
  std::vector<std::vector<double>> reals(20);
  std::vector<std::vector<long>> wholes(20);
  std::vector<std::vector<std::string>> texts(20);
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const char* at = line.c_str();
    for (std::size_t i = 0; i < 20; ++i) {
      const char* end = at;
      while (*end != ',' && *end != '\0')
        ++end;
      if (form->columns[i].kind == TableColumn::Kind::real)
        reals[i].push_back(std::strtod(at, nullptr));
      else if (form->columns[i].kind == TableColumn::Kind::whole)
        wholes[i].push_back(std::strtol(at, nullptr, 10));
      else
        texts[i].emplace_back(at, end);
      at = *end == ',' ? end + 1 : end;
    }
  }
  return texts[0].size();
}

double processor_seconds(const rusage& usage) {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void tell(std::size_t rows, const std::string& digest, std::uint64_t bytes) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{{\"seconds\": {:.4f}, \"peak_kib\": {}, \"rows\": {}, \"digest\": \"{}\", \"bytes\": {}}}\n",
             processor_seconds(usage), usage.ru_maxrss, rows, digest, bytes);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  try {
    if (what == "make" && argc > 3) {
      make(std::strtoull(argv[2], nullptr, 10), argv[3], argc > 4);
    } else if (what == "read") {
      const Table table = tables::read_table(box_scores(), {argv[2], ""});
      tell(table.rows(), tables::content_digest(table).hex(), tables::image_bytes(table));
    } else if (what == "plain") {
      tell(plain(argv[2]), "", 0);
    } else {
      fmt::print(stderr, "usage: {0} make ROWS FILE.csv [shuffled] | {0} read FILE.csv | {0} plain FILE.csv\n",
                 argv[0]);
      return 2;
    }
  } catch (const Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return static_cast<int>(error.code());
  }
  return 0;
}
