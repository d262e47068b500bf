#pragma once

#include "study/values/yaml_value.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::workloads::card_games {

/// What its ranks, low to high, and suits are called here, in its order.
inline constexpr std::array rank_texts = {"2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A"};
inline constexpr std::array suit_texts = {"hearts", "diamonds", "clubs", "spades"};

/// A mapping of the original's file, of either of its formats, read without complaint: what is missing or of another
/// kind is absent.
class Original {
 public:
  explicit Original(const study::YamlValue& mapping) : value_(&mapping) {}

  const study::YamlValue& value() const { return *value_; }
  bool has(std::string_view key) const { return find(key) != nullptr; }
  /// The mapping below a key; one without keys where there is none.
  Original at(std::string_view key) const;
  std::string text(std::string_view key, std::string otherwise = {}) const;
  /// The same in lower case.
  std::string name(std::string_view key) const;
  int whole(std::string_view key, int otherwise) const;
  bool truth(std::string_view key, bool otherwise) const;
  /// The mappings of a list.
  std::vector<Original> list(std::string_view key) const;

 private:
  const study::YamlValue* find(std::string_view key) const;

  const study::YamlValue* value_;
};

/// What a value says of a rank: 0 for two to 12 for ace; nullopt where it says none. Numbers are the original's, ace 0.
std::optional<int> rank_of(std::string text);
std::optional<int> suit_of(std::string text);

}  // namespace ergodic::workloads::card_games
