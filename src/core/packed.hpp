#pragma once

#include <ergodic/errors.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ergodic {

// A value as bytes, for another rank of the same program on the same kind of machine. Of an aggregate all members are
// taken, as the compiler counts them: one that is added later goes with the others, or does not compile.

namespace members {

/// Becomes whatever a member is.
struct Anything {
  template <class Member>
  operator Member() const;
};

/// How many members an aggregate has: as many as it can be initialized with.
template <class Aggregate, class... Given>
consteval std::size_t count() {
  if constexpr (requires { Aggregate{Given{}..., Anything{}}; })
    return count<Aggregate, Given..., Anything>();
  else
    return sizeof...(Given);
}

/// Calls use(member…) with all members of an aggregate.
template <class Aggregate, class Use>
void use_all(Aggregate& of, const Use& use) {
  constexpr std::size_t n = count<std::remove_const_t<Aggregate>>();
  static_assert(0 < n && n <= 16, "write a line more for an aggregate of that many members");
  // clang-format off
  if constexpr (n == 1) { auto& [a] = of; use(a); }
  if constexpr (n == 2) { auto& [a, b] = of; use(a, b); }
  if constexpr (n == 3) { auto& [a, b, c] = of; use(a, b, c); }
  if constexpr (n == 4) { auto& [a, b, c, d] = of; use(a, b, c, d); }
  if constexpr (n == 5) { auto& [a, b, c, d, e] = of; use(a, b, c, d, e); }
  if constexpr (n == 6) { auto& [a, b, c, d, e, f] = of; use(a, b, c, d, e, f); }
  if constexpr (n == 7) { auto& [a, b, c, d, e, f, g] = of; use(a, b, c, d, e, f, g); }
  if constexpr (n == 8) { auto& [a, b, c, d, e, f, g, h] = of; use(a, b, c, d, e, f, g, h); }
  if constexpr (n == 9) { auto& [a, b, c, d, e, f, g, h, i] = of; use(a, b, c, d, e, f, g, h, i); }
  if constexpr (n == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = of; use(a, b, c, d, e, f, g, h, i, j); }
  if constexpr (n == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = of; use(a, b, c, d, e, f, g, h, i, j, k); }
  if constexpr (n == 12) { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = of; use(a, b, c, d, e, f, g, h, i, j, k, l); }
  if constexpr (n == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = of;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m);
  }
  if constexpr (n == 14) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o] = of;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, o);
  }
  if constexpr (n == 15) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p] = of;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p);
  }
  if constexpr (n == 16) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q] = of;
    use(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q);
  }
  // clang-format on
}

template <class Value>
concept Plain = std::is_arithmetic_v<Value> || std::is_enum_v<Value>;

}  // namespace members

/// Packs values one after the other.
class Packer {
 public:
  template <members::Plain Value>
  void add(const Value& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void add(const std::string& text) {
    add(text.size());
    bytes_ += text;
  }
  void add(const std::filesystem::path& path) { add(path.native()); }
  template <class Value>
  void add(const std::optional<Value>& value) {
    add(value.has_value());
    if (value) add(*value);
  }
  template <class Value>
  void add(const std::vector<Value>& values) {
    add(values.size());
    for (const Value& value : values)
      add(value);
  }
  template <class Aggregate>
  requires std::is_aggregate_v<Aggregate>
  void add(const Aggregate& all) {
    members::use_all(all, [this](const auto&... member) { (add(member), ...); });
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Takes the values out again, in the same order. Throws InternalError when there are too few bytes.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <members::Plain Value>
  void take(Value& value) {
    std::memcpy(&value, next(sizeof value).data(), sizeof value);
  }
  void take(std::string& text) { text = next(size()); }
  void take(std::filesystem::path& path) { path = std::string(next(size())); }
  template <class Value>
  void take(std::optional<Value>& value) {
    bool is_there = false;
    take(is_there);
    value.reset();
    if (is_there) take(value.emplace());
  }
  template <class Value>
  void take(std::vector<Value>& values) {
    values.clear();
    for (std::size_t left = size(); left > 0; --left)
      take(values.emplace_back());
  }
  template <class Aggregate>
  requires std::is_aggregate_v<Aggregate>
  void take(Aggregate& all) {
    members::use_all(all, [this](auto&... member) { (take(member), ...); });
  }

  bool is_at_end() const { return bytes_.empty(); }

 private:
  std::size_t size() {
    std::size_t number = 0;
    take(number);
    return number;
  }
  std::string_view next(std::size_t count) {
    if (count > bytes_.size()) throw InternalError("cannot unpack a value (its bytes end too early) report this");
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::string_view bytes_;
};

template <class Value>
std::string packed(const Value& value) {
  Packer packer;
  packer.add(value);
  return packer.bytes();
}

/// Throws InternalError when these are not the bytes of such a value.
template <class Value>
Value unpacked(std::string_view bytes) {
  Value value{};
  Unpacker unpacker(bytes);
  unpacker.take(value);
  if (!unpacker.is_at_end()) throw InternalError("cannot unpack a value (bytes are left over) report this");
  return value;
}

}  // namespace ergodic
