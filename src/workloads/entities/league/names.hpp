#pragma once

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::workloads::entities {

/// A number for a name, in all tables the same: the place among the distinct names in the order of their bytes.
using Code = std::int32_t;
constexpr Code no_code = -1;

/// The distinct names of several columns of tables, sorted.
class Names {
 public:
  Names() = default;
  explicit Names(std::vector<std::string> names);

  std::size_t size() const { return names_.size(); }
  const std::string& operator[](Code code) const { return names_[static_cast<std::size_t>(code)]; }
  /// no_code where there is no such name.
  Code code_of(std::string_view name) const;
  const std::vector<std::string>& all() const { return names_; }

 private:
  std::vector<std::string> names_;
};

/// Collects names, and gives them in order.
class NameCollection {
 public:
  void add(const TextColumn& column);
  Names names() &&;

 private:
  std::vector<std::string> collected_;
};

/// A column of names, as codes.
class CodeColumn {
 public:
  CodeColumn() = default;
  /// `to_code`: of each distinct text of the column its code.
  CodeColumn(const TextColumn& column, std::vector<Code> to_code)
      : codes_(column.codes()), to_code_(std::move(to_code)) {}
  static CodeColumn of(const TextColumn& column, const Names& names);

  /// no_code where the row has no name, or one that is not known.
  Code operator[](std::size_t row) const {
    return codes_[row] < 0 ? no_code : to_code_[static_cast<std::size_t>(codes_[row])];
  }
  std::size_t size() const { return codes_.size(); }

 private:
  std::span<const std::int32_t> codes_;
  std::vector<Code> to_code_;
};

}  // namespace ergodic::workloads::entities
