#include "workloads/entities/processors/team_names.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

constexpr std::pair<std::string_view, std::string_view> full_names[] = {
    {"ATL", "Atlanta Hawks"},
    {"BOS", "Boston Celtics"},
    {"BKN", "Brooklyn Nets"},
    {"CHA", "Charlotte Hornets"},
    {"CHI", "Chicago Bulls"},
    {"CLE", "Cleveland Cavaliers"},
    {"DAL", "Dallas Mavericks"},
    {"DEN", "Denver Nuggets"},
    {"DET", "Detroit Pistons"},
    {"GSW", "Golden State Warriors"},
    {"HOU", "Houston Rockets"},
    {"IND", "Indiana Pacers"},
    {"LAC", "LA Clippers"},
    {"LAC", "Los Angeles Clippers"},
    {"LAL", "Los Angeles Lakers"},
    {"MEM", "Memphis Grizzlies"},
    {"MIA", "Miami Heat"},
    {"MIL", "Milwaukee Bucks"},
    {"MIN", "Minnesota Timberwolves"},
    {"NOP", "New Orleans Pelicans"},
    {"NYK", "New York Knicks"},
    {"OKC", "Oklahoma City Thunder"},
    {"ORL", "Orlando Magic"},
    {"PHI", "Philadelphia 76ers"},
    {"PHX", "Phoenix Suns"},
    {"POR", "Portland Trail Blazers"},
    {"SAC", "Sacramento Kings"},
    {"SAS", "San Antonio Spurs"},
    {"TOR", "Toronto Raptors"},
    {"UTA", "Utah Jazz"},
    {"WAS", "Washington Wizards"},
};

}  // namespace

TeamNaming::TeamNaming(std::string_view code) : code_(code) {
  for (const auto& [of, name] : full_names) {
    if (of == code) full_names_.push_back(name);
  }
}

bool TeamNaming::is_meant_by(std::string_view outcome) const {
  return outcome.find(code_) != std::string_view::npos ||
         std::find(full_names_.begin(), full_names_.end(), outcome) != full_names_.end();
}

}  // namespace ergodic::workloads::entities
