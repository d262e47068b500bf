#include "study/schema/check_scalar.hpp"

#include "core/suggest.hpp"
#include "study/schema/describe.hpp"
#include "study/values/decimal.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>

namespace ergodic::study {
namespace {

/// 10^12 dollars: sums of 10^4 such amounts still fit 64 bits of cents.
constexpr std::int64_t most_cents = 100'000'000'000'000;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

template <std::size_t n>
bool is_one_of(const std::string& word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_truth_word(std::string_view text) {
  return is_one_of<10>(lower(text), {"true", "yes", "on", "y", "1", "false", "no", "off", "n", "0"});
}

std::string truth_of(std::string_view text) {
  return is_one_of<5>(lower(text), {"true", "yes", "on", "y", "1"}) ? "true" : "false";
}

bool is_not_finite(std::string_view text) {
  std::string word = lower(text);
  if (word.starts_with('-') || word.starts_with('+')) word.erase(0, 1);
  return is_one_of<5>(word, {".inf", ".nan", "inf", "nan", "infinity"});
}

std::string without_points(std::string text) {
  std::erase(text, '.');
  return text;
}

/// Whether digits stand as people write thousands with points: 1.000, 12.500, 10.000.000.
bool may_be_thousands(std::string_view text) {
  const std::size_t last = text.rfind('.');
  if (last == std::string_view::npos || text.front() == '.' || !parse_decimal(without_points(std::string(text))))
    return false;
  for (std::size_t point = text.find('.'); point != last; point = text.find('.', point + 1)) {
    if (text.find('.', point + 1) != point + 4) return false;
  }
  return text.size() == last + 4 && text.find_first_of("eE") == std::string_view::npos;
}

/// The text without the separators that people put between thousands, and with a point where a comma cannot be one of
/// these (2,5); "" when that makes no number of it.
std::string without_separators(std::string_view text) {
  std::string out;
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos && comma == text.rfind(',') && text.size() - comma != 4) {
    out = text;
    out[comma] = '.';
    return parse_decimal(out) ? out : "";
  }
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != '_' && c != ',' && c != ' '; });
  return out.size() < text.size() && parse_decimal(out) ? out : "";
}

bool within(const Key& key, double value) {
  if (key.low && (key.low->open ? value <= key.low->value : value < key.low->value)) return false;
  return !(key.high && (key.high->open ? value >= key.high->value : value > key.high->value));
}

/// Compares whole numbers as such: a double would round those beyond 2^53.
bool within(const Key& key, std::int64_t value, double scale) {
  const auto scaled_bound = [scale](double bound) {
    const double product = bound * scale;
    const double whole = std::round(product);
    return std::abs(product - whole) < 1e-6 ? whole : product;  // 0.07 × 100 is a little more than 7
  };
  const auto at_least = [&](double bound, bool open) {
    const double first = open ? std::floor(scaled_bound(bound)) + 1 : std::ceil(scaled_bound(bound));
    return first < -0x1p63 || (first < 0x1p63 && value >= static_cast<std::int64_t>(first));
  };
  const auto at_most = [&](double bound, bool open) {
    const double last = open ? std::ceil(scaled_bound(bound)) - 1 : std::floor(scaled_bound(bound));
    return last >= 0x1p63 || (last >= -0x1p63 && value <= static_cast<std::int64_t>(last));
  };
  return (!key.low || at_least(key.low->value, key.low->open)) &&
         (!key.high || at_most(key.high->value, key.high->open));
}

/// One value on its way from text to node.
class Check {
 public:
  Check(const Key& key, const std::string& path, const YamlValue& written, Problems& problems)
      : key_(key), path_(path), written_(written), problems_(problems) {}

  NodePointer run() const {
    if (written_.kind != YamlValue::Kind::scalar) return reject("write one value");
    switch (key_.kind) {
      case Key::Kind::boolean: return check_boolean();
      case Key::Kind::text: return check_text();
      case Key::Kind::choice: return check_choice();
      default: return check_number();
    }
  }

 private:
  NodePointer node(Node::Value value) const { return make_node(key_, written_.place, std::move(value)); }

  NodePointer reject(const std::string& todo) const { return reject(todo, needs(key_)); }
  NodePointer reject(const std::string& todo, const std::string& need) const {
    return reject_because("it must be " + need, todo);
  }
  NodePointer reject_because(const std::string& why, const std::string& todo) const {
    problems_.add(written_.place, fmt::format("{} is {} ({}) {}", path_, found(written_), why, todo));
    return nullptr;
  }

  NodePointer check_boolean() const {
    if (!written_.quoted && (written_.text == "true" || written_.text == "false")) return node(written_.text == "true");
    if (is_truth_word(written_.text)) {
      return reject(fmt::format("write {}{}", truth_of(written_.text), written_.quoted ? " without quotes" : ""));
    }
    return reject("write one of the two");
  }

  NodePointer check_text() const {
    if (has_control_character(written_.text, "\t\n\r"))
      return reject("remove the control characters", "text that can be printed");
    return node(written_.text);
  }

  NodePointer check_choice() const {
    std::vector<std::string> names;
    for (const Key::Choice& choice : key_.choices)
      names.push_back(choice.value);
    if (std::find(names.begin(), names.end(), written_.text) != names.end()) return node(written_.text);
    for (const Key::Choice& value : key_.refused) {
      if (value.value == written_.text) return reject_because(value.says, key_.where);
    }
    const std::string near = nearest(written_.text, names);
    return reject(near.empty() ? "choose one of them" : fmt::format("did you mean {}?", near));
  }

  NodePointer check_number() const {
    const std::string& text = written_.text;
    const std::optional<Decimal> number = parse_decimal(text);
    if (written_.quoted) return reject(number ? "remove the quotes" : "write a number, without quotes");
    if (!number) {
      if (is_not_finite(text)) return reject("write a finite one");
      const std::string digits = may_be_thousands(text) ? without_points(text) : without_separators(text);
      const bool is_fraction = digits.find('.') != std::string::npos;
      if (is_fraction && key_.kind == Key::Kind::integer) return reject("write a whole number");
      if (!digits.empty()) return reject(fmt::format("write {}", digits));
      if (lower(text).starts_with("0x") || lower(text).starts_with("0o")) return reject("write it in decimal");
      if (text.starts_with('$')) return reject("leave the sign out");
      return reject("write a number");
    }
    if (key_.kind == Key::Kind::integer) return check_integer(*number);
    return key_.kind == Key::Kind::money ? check_money(*number) : check_real(*number);
  }

  NodePointer check_integer(const Decimal& number) const {
    const Scaled whole = scaled(number, 0);
    if (whole.fit != Fit::too_large && may_be_thousands(written_.text)) {
      return reject(fmt::format("write {}, or {}", without_points(written_.text),
                                whole.fit == Fit::exact ? std::to_string(whole.value) : "round it"),
                    needs(key_) + ", without a point: some write thousands so");
    }
    if (whole.fit == Fit::too_fine) return reject("round it");
    if (whole.fit == Fit::too_large || !within(key_, whole.value, 1)) return out_of_range("a whole number of 64 bits");
    return node(whole.value);
  }

  NodePointer check_money(const Decimal& number) const {
    const Scaled cents = scaled(number, 2);
    if (cents.fit == Fit::too_fine) return reject("round it to whole cents");
    const bool is_money = cents.fit == Fit::exact && std::abs(cents.value) <= most_cents;
    if (!is_money) return reject("choose a smaller amount", "at most 1000000000000 dollars, either way");
    return within(key_, cents.value, 100) ? node(Cents{cents.value}) : out_of_range("");
  }

  NodePointer check_real(const Decimal& number) const {
    const Real real = to_real(written_.text, number);
    if (real.fit == Fit::too_fine)
      return reject("write 0 or a larger one", "a number that a double can hold, 1e-307 to 1e308 or 0");
    if (real.fit == Fit::too_large)
      return reject("write a smaller one", "a number that a double can hold, 1e-307 to 1e308 or 0");
    return within(key_, real.value) ? node(real.value) : out_of_range("");
  }

  NodePointer out_of_range(const std::string& without_bounds) const {
    const bool has_bounds = key_.low || key_.high;
    return reject("choose one that is", has_bounds || without_bounds.empty() ? needs(key_) : without_bounds);
  }

  const Key& key_;
  const std::string& path_;
  const YamlValue& written_;
  Problems& problems_;
};

}  // namespace

NodePointer check_scalar(const Key& key, const std::string& path, const YamlValue& written, Problems& problems) {
  return Check(key, path, written, problems).run();
}

}  // namespace ergodic::study
