#include "tables/cells/text_cells.hpp"

#include "core/utf8.hpp"

#include <algorithm>

namespace ergodic::tables {

void TextCells::look_at(std::string_view text) {
  const std::size_t code = looked_at_++;
  Mistake mistake = Mistake::none;
  if (text.find('\0') != std::string_view::npos)
    mistake = Mistake::has_nul;
  else if (first_invalid_utf8(text) != std::string_view::npos)
    mistake = Mistake::not_utf8;
  else if (const auto& values = column_.values;
           !values.empty() && std::find(values.begin(), values.end(), text) == values.end())
    mistake = Mistake::not_a_choice;
  if (mistake == Mistake::none) return;
  mistakes_.resize(code + 1, Mistake::none);
  mistakes_[code] = mistake;
}

}  // namespace ergodic::tables
