#include "workloads/entities/league/directory.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

/// What other feeds call teams. Source: the codes of the common feeds of box scores.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> other_codes = {{{"BRK", "BKN"},
                                                                                       {"CHO", "CHA"},
                                                                                       {"PHO", "PHX"},
                                                                                       {"GS", "GSW"},
                                                                                       {"NO", "NOP"},
                                                                                       {"NY", "NYK"},
                                                                                       {"SA", "SAS"},
                                                                                       {"UTAH", "UTA"}}};

}  // namespace

Code Directory::team(std::string_view name) const {
  const Code own = teams.code_of(name);
  if (own != no_code) return own;
  const auto other =
      std::find_if(other_codes.begin(), other_codes.end(), [&](const auto& one) { return one.first == name; });
  return other == other_codes.end() ? no_code : teams.code_of(other->second);
}

CodeColumn team_codes(const Table& table, const char* column, const Directory& names) {
  const TextColumn texts = table.texts(column);
  std::vector<Code> codes;
  for (std::size_t i = 0; i < texts.distinct(); ++i)
    codes.push_back(names.team(texts.text(static_cast<std::int32_t>(i))));
  return {texts, std::move(codes)};
}

CodeColumn player_codes(const Table& table, const char* column, const Directory& names) {
  return CodeColumn::of(table.texts(column), names.players);
}
CodeColumn game_codes(const Table& table, const Directory& names) {
  return CodeColumn::of(table.texts("game_id"), names.games);
}

RowsBy rows_by_game(const CodeColumn& game, const Directory& names) {
  return RowsBy(game.size(), 0, names.games.size(), [&](std::size_t row) { return game[row]; });
}

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return small;
}

}  // namespace ergodic::workloads::entities
