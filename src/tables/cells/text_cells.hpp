#pragma once

#include "tables/dictionary.hpp"
#include "tables/mistake.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace ergodic::tables {

/// The texts of a column; what is wrong with one is found when it comes for the first time.
class TextCells {
 public:
  explicit TextCells(const TableColumn& column) : column_(column) {}

  std::int32_t code(std::string_view text) {
    const std::int32_t code = dictionary_.code(text);
    if (static_cast<std::size_t>(code) >= looked_at_) look_at(text);
    return code;
  }

  /// The same of a text behind which seven bytes may be read.
  std::int32_t code_of_padded(std::string_view text) {
    const std::int32_t code = dictionary_.code_of_padded(text);
    if (static_cast<std::size_t>(code) >= looked_at_) look_at(text);
    return code;
  }

  Mistake mistake(std::int32_t code) const {
    return mistakes_.empty() ? Mistake::none : mistake_of(static_cast<std::size_t>(code));
  }

  Texts take_texts() { return dictionary_.take_texts(); }

 private:
  void look_at(std::string_view text);
  Mistake mistake_of(std::size_t code) const { return code < mistakes_.size() ? mistakes_[code] : Mistake::none; }

  const TableColumn& column_;
  Dictionary dictionary_;
  std::size_t looked_at_ = 0;
  std::vector<Mistake> mistakes_;  ///< of the first codes, as many as there are up to the last with one
};

}  // namespace ergodic::tables
