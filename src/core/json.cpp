#include "core/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace ergodic {
namespace {

using Library = nlohmann::ordered_json;

/// A value is read and let go of by functions that call themselves: far more levels than any of our texts has, and far
/// fewer than a stack has room for.
constexpr int most_levels = 100;

template <class Members>
auto find(Members& members, std::string_view key) {
  return std::find_if(members.begin(), members.end(), [&](const Json::Member& member) { return member.key == key; });
}

/// The alternative of that type.
template <class T, class Value>
auto& as(Value& value, const char* what) {
  if (auto* const found = std::get_if<T>(&value)) return *found;
  throw JsonError(fmt::format("not {}", what));
}

template <class T>
std::vector<T> list_of(const Json::Array& array) {
  std::vector<T> values;
  for (const Json& value : array)
    values.push_back(value.get<T>());
  return values;
}

}  // namespace

struct Json::Conversion {
  static Library to_library(const Json& json) {
    return std::visit([](const auto& value) { return to_library(value); }, json.value_);
  }

  static Library to_library(const Array& array) {
    Library values = Library::array();
    for (const Json& value : array)
      values.push_back(to_library(value));
    return values;
  }

  static Library to_library(const Object& object) {
    Library::object_t members;
    members.reserve(object.size());
    for (const Member& member : object)
      members.emplace_back(member.key, to_library(member.value));  // keys differ already: nothing to look for
    return members;
  }

  template <class Scalar>
  static Library to_library(const Scalar& value) {
    return value;
  }

  /// Throws JsonError for a value with more levels than `levels`.
  static Json from_library(const Library& value, int levels) {
    if (levels == 0) throw JsonError("nested too deeply");
    switch (value.type()) {
      case Library::value_t::boolean: return value.get<bool>();
      case Library::value_t::number_integer: return value.get<std::int64_t>();
      case Library::value_t::number_unsigned: return value.get<std::uint64_t>();
      case Library::value_t::number_float: return value.get<double>();
      case Library::value_t::string: return value.get_ref<const std::string&>();
      case Library::value_t::array: {
        Json array = Json::array();
        for (const Library& element : value)
          array.push_back(from_library(element, levels - 1));
        return array;
      }
      case Library::value_t::object: {
        Json object = Json::object();
        for (const auto& [key, member] : value.items())
          object[key] = from_library(member, levels - 1);
        return object;
      }
      default: return nullptr;
    }
  }
};

Json::Json() = default;
Json::Json(std::nullptr_t) {}
Json::Json(bool value) : value_(value) {}
Json::Json(int value) : value_(std::int64_t{value}) {}
Json::Json(long value) : value_(std::int64_t{value}) {}
Json::Json(long long value) : value_(std::int64_t{value}) {}
Json::Json(unsigned value) : value_(std::uint64_t{value}) {}
Json::Json(unsigned long value) : value_(std::uint64_t{value}) {}
Json::Json(unsigned long long value) : value_(std::uint64_t{value}) {}
Json::Json(double value) : value_(value) {}
Json::Json(const char* text) : value_(std::string(text)) {}
Json::Json(std::string_view text) : value_(std::string(text)) {}
Json::Json(std::string text) : value_(std::move(text)) {}
Json::Json(std::initializer_list<Member> members) : value_(Object(members)) {}
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Json Json::array(std::initializer_list<Json> values) {
  Json json;
  json.value_ = Array(values);
  return json;
}

Json Json::object() {
  Json json;
  json.value_ = Object();
  return json;
}

bool Json::is_array() const { return std::holds_alternative<Array>(value_); }
bool Json::is_object() const { return std::holds_alternative<Object>(value_); }

bool Json::is_number() const {
  return std::holds_alternative<std::int64_t>(value_) || std::holds_alternative<std::uint64_t>(value_) ||
         std::holds_alternative<double>(value_);
}

bool Json::contains(std::string_view key) const {
  const auto* const members = std::get_if<Object>(&value_);
  return members != nullptr && find(*members, key) != members->end();
}

bool Json::empty() const { return size() == 0; }

std::size_t Json::size() const {
  const auto count = []<class T>(const T& value) -> std::size_t {
    if constexpr (std::is_same_v<T, Array> || std::is_same_v<T, Object>) return value.size();
    return std::is_same_v<T, std::nullptr_t> ? 0 : 1;
  };
  return std::visit(count, value_);
}

Json& Json::operator[](std::string_view key) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Object();
  auto& members = as<Object>(value_, "an object");
  const auto found = find(members, key);
  return found != members.end() ? found->value : members.emplace_back(Member{std::string(key), {}}).value;
}

Json& Json::push_back(Json value) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Array();
  return values().emplace_back(std::move(value));
}

void Json::update(const Json& other) {
  for (const Member& member : as<Object>(other.value_, "an object"))
    (*this)[member.key] = member.value;
}

const Json& Json::at(std::string_view key) const {
  const auto& members = as<Object>(value_, "an object");
  const auto found = find(members, key);
  if (found == members.end()) throw JsonError(fmt::format("no member \"{}\"", key));
  return found->value;
}

const Json& Json::at(std::size_t place) const {
  if (place >= values().size()) throw JsonError(fmt::format("no element {} of {}", place, values().size()));
  return values()[place];
}

const Json::Array& Json::values() const& { return as<Array>(value_, "an array"); }
Json::Array& Json::values() & { return as<Array>(value_, "an array"); }
Json::Array Json::values() && { return std::move(as<Array>(value_, "an array")); }

template <>
bool Json::get<bool>() const {
  return as<bool>(value_, "true or false");
}

template <>
std::uint64_t Json::get<std::uint64_t>() const {
  if (const auto* const number = std::get_if<std::int64_t>(&value_); number != nullptr && *number >= 0)
    return static_cast<std::uint64_t>(*number);
  return as<std::uint64_t>(value_, "a whole number from 0");
}

template <>
double Json::get<double>() const {
  if (const auto* const number = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*number);
  if (const auto* const number = std::get_if<std::uint64_t>(&value_)) return static_cast<double>(*number);
  return as<double>(value_, "a number");
}

template <>
std::string Json::get<std::string>() const {
  return as<std::string>(value_, "a text");
}

template <>
std::vector<double> Json::get<std::vector<double>>() const {
  return list_of<double>(values());
}

template <>
std::vector<std::string> Json::get<std::vector<std::string>>() const {
  return list_of<std::string>(values());
}

std::string Json::dump(int indent) const {
  return Conversion::to_library(*this).dump(indent, ' ', false, Library::error_handler_t::replace);
}

std::optional<Json> Json::parse(std::string_view text) {
  const Library value = Library::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return std::nullopt;
  try {
    return Conversion::from_library(value, most_levels);
  } catch (const JsonError&) {
    return std::nullopt;
  }
}

std::string json_library_version() {
  return fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH);
}

}  // namespace ergodic
