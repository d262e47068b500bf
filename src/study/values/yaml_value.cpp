#include "study/values/yaml_value.hpp"

#include <utility>

namespace ergodic::study {
namespace {

YamlPointer of_items(YamlValue::Kind kind, std::vector<YamlPointer> items, const Position& place) {
  auto value = std::make_shared<YamlValue>();
  value->kind = kind;
  value->place = place;
  value->items = std::move(items);
  return value;
}

}  // namespace

YamlPointer yaml_scalar(std::string text, const Position& place) {
  auto value = std::make_shared<YamlValue>();
  value->kind = YamlValue::Kind::scalar;
  value->place = place;
  value->text = std::move(text);
  return value;
}

YamlPointer yaml_list(std::vector<YamlPointer> items, const Position& place) {
  return of_items(YamlValue::Kind::list, std::move(items), place);
}

YamlPointer yaml_mapping(std::vector<YamlPointer> items, const Position& place) {
  return of_items(YamlValue::Kind::mapping, std::move(items), place);
}

}  // namespace ergodic::study
