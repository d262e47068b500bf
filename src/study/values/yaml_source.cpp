#include "study/values/yaml_source.hpp"

#include "study/values/flow_commas.hpp"
#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <new>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace ergodic::study {
namespace {

/// Turns yaml-cpp's marks (from 0, in bytes) into places (from 1, in characters).
class Positions {
 public:
  Positions(std::string_view text, std::shared_ptr<const std::string> origin, bool has_lines)
      : text_(text), origin_(std::move(origin)), has_lines_(has_lines) {
    line_starts_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }

  Position at(const YAML::Mark& mark) {
    if (mark.is_null() || !has_lines_) return whole();
    const auto line = static_cast<std::size_t>(mark.line);
    return {origin_, static_cast<std::uint32_t>(line + 1), characters(line, static_cast<std::size_t>(mark.column)) + 1};
  }
  Position at_offset(std::size_t offset) {
    if (!has_lines_) return whole();
    const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - line_starts_.begin()) - 1;
    return {origin_, static_cast<std::uint32_t>(line + 1), characters(line, offset - line_starts_[line]) + 1};
  }
  /// The place of a scalar whose value is `text`.
  Position of_scalar(const YAML::Mark& mark, std::string_view text) {
    Position place = at(mark);
    if (place.line == 0 || text.empty() || text.find('\n') != std::string_view::npos) return place;
    const std::string_view written =
        text_.substr(std::min(text_.size(), line_starts_[place.line - 1] + static_cast<std::size_t>(mark.column)));
    const bool is_quoted = written.starts_with('\'') || written.starts_with('"');
    if (is_quoted && written.substr(1).starts_with(text) && written.substr(1 + text.size()).starts_with(written[0])) {
      place.text_column = place.column + 1;
    } else if (!is_quoted && written.starts_with(text)) {
      place.text_column = place.column;
    }
    return place;
  }
  Position start() const { return has_lines_ ? Position{origin_, 1, 1} : whole(); }

 private:
  Position whole() const { return {origin_, 0, 0}; }

  /// Characters in the first `bytes` bytes of a line. Counts on from the last answer: a line may be megabytes long.
  std::uint32_t characters(std::size_t line, std::size_t bytes) {
    if (line >= line_starts_.size()) return 0;
    if (line != line_ || bytes < bytes_) {
      line_ = line;
      bytes_ = 0;
      characters_ = 0;
    }
    const std::size_t start = line_starts_[line];
    for (; bytes_ < bytes && start + bytes_ < text_.size(); ++bytes_) {
      if ((static_cast<unsigned char>(text_[start + bytes_]) & 0xC0u) != 0x80u) ++characters_;
    }
    return characters_;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> origin_;
  bool has_lines_;
  std::vector<std::uint32_t> line_starts_;
  std::size_t line_ = 0;
  std::size_t bytes_ = 0;
  std::uint32_t characters_ = 0;
};

[[noreturn]] void fail(const Position& place, const std::string& message) { throw UnreadableYaml(place, message); }

/// Builds the tree from yaml-cpp's events. Limits are checked here, before the parser recurses into a list or mapping:
/// it does so only after it has announced it.
class Builder final : public YAML::EventHandler {
 public:
  Builder(Positions& places, const YamlText& kind, Problems& problems)
      : places_(places), kind_(kind), problems_(problems) {}

  YamlPointer root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      fail(places_.at(mark),
           fmt::format("a second document (a {} file holds one) remove it, or make it a file of its own", kind_.what));
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto value = make(mark, YamlValue::Kind::null);
    // The mark of a value that is not there is that of whatever comes next, lines below.
    const YamlValue* key = key_of_next_value();
    if (key != nullptr && key->place.line < value->place.line) value->place = key->place;
    finish(std::move(value), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end())
      fail(places_.at(mark), "an alias inside its own anchor (it has no end) write the value out");
    attach(found->second, places_.at(mark));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    reject_tag(mark, tag);
    auto value = make(mark, YamlValue::Kind::scalar);
    value->place = places_.of_scalar(mark, text);
    value->quoted = tag == "!";
    value->text = text;
    finish(std::move(value), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, YamlValue::Kind::list, style);
  }
  void OnSequenceEnd() override {
    if (open_.back().in_brackets) join_cut_values(*open_.back().value, problems_);
    close();
  }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, YamlValue::Kind::mapping, style);
  }
  void OnMapEnd() override {
    if (open_.back().in_brackets) join_cut_values(*open_.back().value, problems_);
    check_keys(*open_.back().value);
    close();
  }

 private:
  struct Open {
    std::shared_ptr<YamlValue> value;
    YAML::anchor_t anchor;
    bool in_brackets;  ///< or braces
  };

  /// The key that the next value belongs to; a null pointer outside of mappings and before a key.
  const YamlValue* key_of_next_value() const {
    if (open_.empty() || open_.back().value->kind != YamlValue::Kind::mapping) return nullptr;
    const auto& items = open_.back().value->items;
    return items.size() % 2 == 0 ? nullptr : items.back().get();
  }

  std::shared_ptr<YamlValue> make(const YAML::Mark& mark, YamlValue::Kind kind) {
    auto value = std::make_shared<YamlValue>();
    value->kind = kind;
    value->place = places_.at(mark);
    check_count(++made_, value->place);
    return value;
  }

  void reject_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag != "?" && tag != "!") {
      fail(places_.at(mark),
           fmt::format("the tag {} (a {}'s keys know their own types) remove it", shown(tag), kind_.what));
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlValue::Kind kind,
            YAML::EmitterStyle::value style) {
    // A collection in quotes cannot be: "!" is the tag that asks for no resolution, which changes nothing here.
    reject_tag(mark, tag);
    check_depth(1, places_.at(mark));
    open_.push_back({make(mark, kind), anchor, style == YAML::EmitterStyle::Flow});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    done.value->items.shrink_to_fit();
    finish(std::move(done.value), done.anchor);
  }

  void finish(std::shared_ptr<YamlValue> value, YAML::anchor_t anchor) {
    const YamlPointer done = std::move(value);
    if (anchor != YAML::NullAnchor) anchored_[anchor] = done;
    attach(done, done->place);
  }

  void attach(const YamlPointer& value, const Position& place) {
    if (open_.empty()) {
      root_ = value;
      return;
    }
    check_depth(value->height, place);
    YamlValue& parent = *open_.back().value;
    parent.height = std::max(parent.height, static_cast<std::uint8_t>(value->height + 1));
    parent.expanded += value->expanded;
    check_count(parent.expanded, place);
    parent.items.push_back(value);
  }

  void check_count(std::uint32_t values, const Position& place) const {
    if (values > YamlLimits::values) {
      fail(place, fmt::format("more than {} values, aliases written out (no {} needs that) {}", YamlLimits::values,
                              kind_.what, kind_.todo));
    }
  }

  void check_depth(int further, const Position& place) const {
    if (static_cast<int>(open_.size()) + further > YamlLimits::depth) {
      fail(place,
           fmt::format("lists or sections inside each other more than {} levels deep (no key of a {} needs that) "
                       "remove brackets or indentation here",
                       YamlLimits::depth, kind_.what));
    }
  }

  void check_keys(YamlValue& mapping) {
    std::unordered_map<std::string_view, const YamlValue*> seen;
    std::size_t kept = 0;
    for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
      const YamlValue& key = mapping.key(pair);
      if (!check_key(key)) continue;
      const auto [first, is_new] = seen.try_emplace(key.text, &key);
      if (!is_new) {
        problems_.add(key.place, fmt::format("key \"{}\" is given twice (the first is at {}) remove one of them",
                                             shown(key.text), first->second->place.text()));
        continue;
      }
      std::swap(mapping.items[2 * kept], mapping.items[2 * pair]);
      std::swap(mapping.items[2 * kept + 1], mapping.items[2 * pair + 1]);
      ++kept;
    }
    mapping.items.resize(2 * kept);
  }

  bool check_key(const YamlValue& key) {
    if (key.kind != YamlValue::Kind::scalar) {
      const bool is_null = key.kind == YamlValue::Kind::null;
      problems_.add(key.place, fmt::format("a key that is {} (keys are names) {}",
                                           is_null                             ? "null"
                                           : key.kind == YamlValue::Kind::list ? "a list"
                                                                               : "a mapping",
                                           is_null ? "write one before the colon, in quotes if it is null or ~"
                                                   : "write a name before the colon"));
      return false;
    }
    if (key.text == "<<" && !key.quoted) {
      problems_.add(key.place,
                    "the merge key << (YAML 1.2 has none) write the keys out, or give the section an alias as a whole");
      return false;
    }
    return true;
  }

  Positions& places_;
  const YamlText& kind_;
  Problems& problems_;
  YamlPointer root_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, YamlPointer> anchored_;
  std::uint32_t made_ = 0;
  int documents_ = 0;
};

void check_text(std::string_view text, const YamlText& kind, Positions& places) {
  if (text.size() > kind.bytes)
    fail(places.start(), fmt::format("more than {} MiB (no {} needs that) {}", kind.bytes >> 20, kind.what, kind.todo));
  // yaml-cpp takes the byte 4 for the end of the file, and so would drop what follows.
  constexpr std::string_view allowed = "\t\n\r";
  const auto is_odd = [&](char c) {
    return static_cast<unsigned char>(c) < 0x20 && allowed.find(c) == std::string_view::npos;
  };
  const auto odd = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_odd) - text.begin());
  const std::size_t bad = std::min(odd, first_invalid_utf8(text));
  if (bad < text.size()) {
    fail(places.at_offset(bad),
         fmt::format("not a text file (byte {} is 0x{:02X}, which is not UTF-8 text) give a {} in YAML", bad,
                     static_cast<unsigned char>(text[bad]), kind.what));
  }
}

}  // namespace

UnreadableYaml::UnreadableYaml(const Position& place, const std::string& message)
    : StudyError(fmt::format("{}: {}", place.text(), message)), place_(place), message_(message) {}

YamlPointer read_yaml(std::string_view text, const std::shared_ptr<const std::string>& origin, bool has_lines,
                      Problems& problems, const YamlText& kind) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // Windows editors mark UTF-8 so
  Positions places(text, origin, has_lines);
  check_text(text, kind, places);
  Builder builder(places, kind, problems);
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    fail(
        places.at(error.mark),
        fmt::format("not YAML ({}) check indentation, colons, quotes and brackets here; an expression with a quotation "
                    "mark, a colon or a comma goes into quotes as a whole",
                    error.msg));
  }
  YamlPointer root = builder.root();
  if (root) return root;
  auto nothing = std::make_shared<YamlValue>();
  nothing->place = places.start();
  return nothing;
}

std::string found(const YamlValue& written) {
  switch (written.kind) {
    case YamlValue::Kind::null: return "null";
    case YamlValue::Kind::list: return "a list";
    case YamlValue::Kind::mapping: return "a mapping";
    case YamlValue::Kind::scalar: break;
  }
  return written.quoted ? fmt::format("text \"{}\"", shown(written.text)) : shown(written.text);
}

}  // namespace ergodic::study
