#include "workloads/card_games/import/original.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace ergodic::workloads::card_games {

using study::YamlValue;

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::optional<int> number(const std::string& text) {
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

const YamlValue* Original::find(std::string_view key) const {
  if (value_->kind != YamlValue::Kind::mapping) return nullptr;
  for (std::size_t pair = 0; pair < value_->pair_count(); ++pair) {
    if (value_->key(pair).text == key)
      return value_->value(pair).kind == YamlValue::Kind::null ? nullptr : &value_->value(pair);
  }
  return nullptr;
}

Original Original::at(std::string_view key) const {
  static const YamlValue nothing;
  const YamlValue* found = find(key);
  return Original(found != nullptr ? *found : nothing);
}

std::string Original::text(std::string_view key, std::string otherwise) const {
  const YamlValue* found = find(key);
  return found != nullptr && found->kind == YamlValue::Kind::scalar ? found->text : otherwise;
}

std::string Original::name(std::string_view key) const { return lower(text(key)); }

int Original::whole(std::string_view key, int otherwise) const { return number(text(key)).value_or(otherwise); }

bool Original::truth(std::string_view key, bool otherwise) const {
  const std::string written = name(key);
  return written == "true" || (written != "false" && otherwise);
}

std::vector<Original> Original::list(std::string_view key) const {
  std::vector<Original> elements;
  const YamlValue* found = find(key);
  if (found == nullptr || found->kind != YamlValue::Kind::list) return elements;
  for (const auto& item : found->items)
    elements.emplace_back(*item);
  return elements;
}

std::optional<int> rank_of(std::string text) {
  static constexpr std::array<std::string_view, 13> names = {"two",  "three", "four", "five",  "six",  "seven", "eight",
                                                             "nine", "ten",   "jack", "queen", "king", "ace"};
  static constexpr std::array<std::string_view, 4> courts = {"j", "q", "k", "a"};
  text = lower(text);
  for (std::size_t rank = 0; rank < names.size(); ++rank) {
    if (text == names[rank]) return static_cast<int>(rank);
  }
  for (std::size_t court = 0; court < courts.size(); ++court) {
    if (text == courts[court]) return 9 + static_cast<int>(court);
  }
  if (const auto code = number(text); code && *code >= 0 && *code < 13) return (*code + 12) % 13;  // ace 0, two 1, …
  return std::nullopt;
}

std::optional<int> suit_of(std::string text) {
  static constexpr std::array<std::string_view, 4> names = {"hearts", "diamonds", "clubs", "spades"};
  text = lower(text);
  for (std::size_t suit = 0; suit < names.size(); ++suit) {
    if (text == names[suit] || (text.size() == 1 && text[0] == names[suit][0])) return static_cast<int>(suit);
  }
  if (const auto code = number(text); code && *code >= 0 && *code < 4) return *code;
  return std::nullopt;
}

}  // namespace ergodic::workloads::card_games
