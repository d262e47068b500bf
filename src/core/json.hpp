#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace ergodic {

/// A JSON value was asked for what it is not, or has not.
class JsonError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A JSON value. An object keeps its members in the order in which they came. The library that reads and writes the
/// text is behind it, in one source.
class Json {
 public:
  struct Member;
  using Array = std::vector<Json>;
  template <class T>
  static constexpr bool is_value =
      std::is_same_v<T, bool> || std::is_same_v<T, std::uint64_t> || std::is_same_v<T, double> ||
      std::is_same_v<T, std::string> || std::is_same_v<T, std::vector<double>> ||
      std::is_same_v<T, std::vector<std::string>>;
  using Object = std::vector<Member>;

  Json();  ///< null
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(long value);
  Json(long long value);
  Json(unsigned value);
  Json(unsigned long value);
  Json(unsigned long long value);
  Json(double value);  ///< written as null when it is not finite: JSON has no NaN
  Json(const char* text);
  Json(std::string_view text);
  Json(std::string text);
  template <class T>
  Json(const std::vector<T>& values) : Json(array()) {
    for (const T& value : values)
      push_back(value);
  }
  /// An object: {{"name", "basic"}, {"count", 3}}.
  Json(std::initializer_list<Member> members);

  static Json array(std::initializer_list<Json> values = {});
  static Json object();

  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  bool is_array() const;
  bool is_object() const;
  bool is_number() const;
  bool contains(std::string_view key) const;
  /// Whether it is null, or an array or object with nothing in it.
  bool empty() const;
  std::size_t size() const;  ///< how much is in it

  /// The member of that name, a new one if need be; null becomes an object.
  Json& operator[](std::string_view key);
  /// Adds to an array, which null becomes, and returns what was added.
  Json& push_back(Json value);
  /// Takes over the members of another object.
  void update(const Json& other);

  const Json& at(std::string_view key) const;
  const Json& at(std::size_t place) const;
  /// What is in an array. Of a temporary by value, so that a range-for keeps what it runs over.
  const Array& values() const&;
  Array& values() &;
  Array values() &&;
  /// What it must be: bool, std::uint64_t, double, std::string, or a vector of the last two.
  template <class T>
  T get() const;
  template <class T>
  requires is_value<T>
  operator T() const { return get<T>(); }

  /// The member of that name where there is one, which then must be of that type.
  template <class T>
  T value(std::string_view key, const T& fallback) const {
    return contains(key) ? at(key).template get<T>() : fallback;
  }
  std::string value(std::string_view key, const char* fallback) const { return value(key, std::string(fallback)); }

  /// Its text: on one line, or indented. Bytes that are not UTF-8 become U+FFFD.
  std::string dump(int indent = -1) const;
  /// nullopt: the text is no JSON, or is nested in more than 100 levels, as none of ours is.
  static std::optional<Json> parse(std::string_view text);

 private:
  struct Conversion;  // to the library's values and from them

  std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string key;
  Json value;
};

template <>
bool Json::get<bool>() const;
template <>
std::uint64_t Json::get<std::uint64_t>() const;
template <>
double Json::get<double>() const;
template <>
std::string Json::get<std::string>() const;
template <>
std::vector<double> Json::get<std::vector<double>>() const;
template <>
std::vector<std::string> Json::get<std::vector<std::string>>() const;

/// Of the library behind it: "3.11.2".
std::string json_library_version();

}  // namespace ergodic
