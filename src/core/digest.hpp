#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ergodic {

/// 128 bits that change when any byte does. Not against forgers: XXH3, chosen for its speed (memory bandwidth).
struct Digest {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const Digest&, const Digest&) = default;
  /// 32 lower-case hexadecimal digits, the high half first.
  std::string hex() const;
};

/// Digests bytes in pieces: the digest depends on the bytes, not on how they were cut.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(const Digester&) = delete;
  Digester& operator=(const Digester&) = delete;

  Digester& add(std::span<const std::byte> bytes);
  Digester& add(std::string_view text) { return add(std::as_bytes(std::span(text.data(), text.size()))); }
  Digester& add(std::uint64_t number) { return add(std::as_bytes(std::span(&number, 1))); }
  Digest result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest digest_of(std::string_view text);

}  // namespace ergodic
