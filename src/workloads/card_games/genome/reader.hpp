#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_value.hpp"
#include "workloads/card_games/genome/fields.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::workloads::card_games {

/// Where the parts of a genome were written, by their paths: "rounds[0].turns[1].play.cards".
class Places {
 public:
  void note(const std::string& path, const study::Position& place) { places_[path] = place; }
  /// The place of the path, or of the nearest thing around it.
  const study::Position& of(std::string path) const;

 private:
  std::map<std::string, study::Position> places_;
};

/// Reads a mapping of a document into a construct of a genome: a visitor of fields(). What is wrong is added to the
/// problems, with its place.
class Reader {
 public:
  Reader(const study::YamlValue& mapping, std::string path, Places& places, study::Problems& problems)
      : mapping_(mapping), path_(std::move(path)), places_(places), problems_(problems) {}

  void whole(std::string_view name, int& value, int low, int high, std::string_view says);
  void truth(std::string_view name, bool& value, std::string_view says);
  void name(std::string_view name, std::string& value, std::string_view says);
  /// A list of names, or how many: "0", "1", ….
  void names(std::string_view name, std::vector<std::string>& value, std::string_view says);
  /// A list of whole numbers.
  void wholes(std::string_view name, std::vector<int>& value, int low, int high, std::string_view says);
  /// Lists of seats.
  void teams(std::string_view name, std::vector<std::vector<int>>& value, std::string_view says);
  void condition(std::string_view name, Condition& value, About about, std::string_view says);
  void phases(std::string_view name, Phases& value, std::string_view says);
  void rounds(std::string_view name, std::vector<Round>& value, std::string_view says);

  template <class Value, std::size_t size>
  void choice(std::string_view name, Value& value, const std::array<Label<Value>, size>& labels, std::string_view) {
    const study::YamlValue* written = find(name);
    if (written == nullptr) return;
    std::vector<std::string> known;
    for (const Label<Value>& label : labels) {
      known.emplace_back(label.name);
      if (is_scalar(*written) && written->text == label.name) {
        value = label.value;
        return;
      }
    }
    refuse_choice(name, *written, known);
  }

  template <class Section>
  void section(std::string_view name, Section& value, std::string_view) {
    if (const study::YamlValue* written = find(name)) read(*written, path_of(name), value);
  }

  template <class Section>
  void optional_section(std::string_view name, std::optional<Section>& value, std::string_view) {
    if (const study::YamlValue* written = find(name)) read(*written, path_of(name), value.emplace());
  }

  template <class Element>
  void list(std::string_view name, std::vector<Element>& values, std::string_view) {
    for_each(name, [&](const study::YamlValue& written, const std::string& path) {
      read(written, path, values.emplace_back());
    });
  }

  /// Another key that the mapping may have, which is read elsewhere.
  void allow(std::string_view name) { known_.emplace_back(name); }
  /// The value of a key; null where it is not set.
  const study::YamlValue* find(std::string_view name);
  /// Complains of every key that no one has asked for.
  void finish();

  /// Reads a construct from `written`, a mapping; null is an empty one.
  template <class Construct>
  void read(const study::YamlValue& written, const std::string& path, Construct& construct) {
    places_.note(path, written.place);
    if (!is_mapping(written, path)) return;
    Reader reader(written, path, places_, problems_);
    fields(reader, construct);
    reader.finish();
  }

 private:
  void read_wholes(const study::YamlValue& written, const std::string& path, std::vector<int>& value, int low,
                   int high);
  static bool is_scalar(const study::YamlValue& value) { return value.kind == study::YamlValue::Kind::scalar; }
  std::string path_of(std::string_view name) const;
  /// Complains when it is not.
  bool is_mapping(const study::YamlValue& written, const std::string& path);
  void refuse(const study::YamlValue& written, const std::string& path, std::string_view wanted);
  void refuse_choice(std::string_view name, const study::YamlValue& written, const std::vector<std::string>& known);
  /// Calls visit(element, its path) for each element of the list of this name.
  template <class Visit>
  void for_each(std::string_view name, Visit&& visit) {
    const study::YamlValue* written = find(name);
    if (written == nullptr || written->kind == study::YamlValue::Kind::null) return;
    if (written->kind != study::YamlValue::Kind::list) return refuse(*written, path_of(name), "a list");
    for (std::size_t i = 0; i < written->items.size(); ++i)
      visit(*written->items[i], path_of(name) + '[' + std::to_string(i) + ']');
  }
  void read_phase(const study::YamlValue& written, const std::string& path, Phase& phase);
  void read_kind(std::size_t kind, const study::YamlValue& written, const std::string& path, Phase& phase);
  void read_round(const study::YamlValue& written, const std::string& path, std::vector<Round>& rounds);
  /// The only key of the mapping that is one of these; nullopt, and a complaint, where there is none or another.
  std::optional<std::size_t> only_key(Reader& reader, std::span<const std::string_view> names,
                                      const study::YamlValue& written, const std::string& path, std::string_view what);

  const study::YamlValue& mapping_;
  std::string path_;
  Places& places_;
  study::Problems& problems_;
  std::vector<std::string> known_;
};

}  // namespace ergodic::workloads::card_games
