#include "workloads/card_games/genome/reader.hpp"

#include "core/suggest.hpp"
#include "study/values/yaml_source.hpp"
#include "workloads/card_games/genome/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ergodic::workloads::card_games {

using study::YamlValue;

namespace {

std::optional<int> whole_number(const YamlValue& written) {
  if (written.kind != YamlValue::Kind::scalar || written.quoted) return std::nullopt;
  int value = 0;
  const char* end = written.text.data() + written.text.size();
  const auto result = std::from_chars(written.text.data(), end, value);
  return result.ec == std::errc() && result.ptr == end ? std::optional(value) : std::nullopt;
}

std::vector<std::string> as_strings(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }

}  // namespace

const study::Position& Places::of(std::string path) const {
  for (;;) {
    if (const auto found = places_.find(path); found != places_.end()) return found->second;
    const std::size_t cut = path.find_last_of(".[");
    path.resize(cut == std::string::npos ? 0 : cut);
    if (path.empty()) return places_.at("");
  }
}

std::string Reader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

const YamlValue* Reader::find(std::string_view name) {
  known_.emplace_back(name);
  for (std::size_t pair = 0; pair < mapping_.pair_count(); ++pair) {
    if (mapping_.key(pair).text != name) continue;
    places_.note(path_of(name), mapping_.value(pair).place);
    return &mapping_.value(pair);
  }
  return nullptr;
}

void Reader::finish() {
  for (std::size_t pair = 0; pair < mapping_.pair_count(); ++pair) {
    const YamlValue& key = mapping_.key(pair);
    if (std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
    problems_.add(key.place,
                  fmt::format("unknown key \"{}\" ({} has {}){}", path_of(key.text), path_.empty() ? "a genome" : path_,
                              known_.empty() ? "none" : enumerate(known_, 30), did_you_mean(key.text, known_)));
  }
}

bool Reader::is_mapping(const YamlValue& written, const std::string& path) {
  if (written.kind == YamlValue::Kind::mapping || written.kind == YamlValue::Kind::null) return true;
  refuse(written, path, "keys with values");
  return false;
}

void Reader::refuse(const YamlValue& written, const std::string& path, std::string_view wanted) {
  problems_.add(written.place, fmt::format("{} is {} (it is to be {}) correct it", path.empty() ? "the genome" : path,
                                           study::found(written), wanted));
}

void Reader::refuse_choice(std::string_view name, const YamlValue& written, const std::vector<std::string>& known) {
  problems_.add(written.place, fmt::format("{} is {} (it is one of {}){}", path_of(name), study::found(written),
                                           enumerate(known), did_you_mean(written.text, known)));
}

void Reader::whole(std::string_view name, int& value, int low, int high, std::string_view) {
  const YamlValue* written = find(name);
  if (written == nullptr) return;
  const std::optional<int> number = whole_number(*written);
  if (!number || *number < low || *number > high)
    return refuse(*written, path_of(name), fmt::format("a whole number from {} to {}", low, high));
  value = *number;
}

void Reader::truth(std::string_view name, bool& value, std::string_view) {
  const YamlValue* written = find(name);
  if (written == nullptr) return;
  const bool is_true = is_scalar(*written) && written->text == "true";
  if (!is_true && !(is_scalar(*written) && written->text == "false"))
    return refuse(*written, path_of(name), "true or false");
  value = is_true;
}

void Reader::name(std::string_view name, std::string& value, std::string_view) {
  const YamlValue* written = find(name);
  if (written == nullptr) return;
  if (!is_scalar(*written) || written->text.empty()) return refuse(*written, path_of(name), "a name");
  value = written->text;
}

void Reader::names(std::string_view name, std::vector<std::string>& value, std::string_view) {
  const YamlValue* written = find(name);
  if (written == nullptr) return;
  value.clear();
  if (const std::optional<int> count = whole_number(*written); count && 1 <= *count && *count <= Genome::most_cards) {
    for (int i = 0; i < *count; ++i)
      value.push_back(std::to_string(i));
    return;
  }
  if (written->kind != YamlValue::Kind::list)
    return refuse(*written, path_of(name), fmt::format("a list of names, or a number up to {}", Genome::most_cards));
  for (const auto& element : written->items) {
    if (!is_scalar(*element) || element->text.empty()) {
      refuse(*element, path_of(name), "a name");
    } else if (std::find(value.begin(), value.end(), element->text) != value.end()) {
      problems_.add(element->place, fmt::format("{} has {} twice (names tell them apart) remove one of them",
                                                path_of(name), element->text));
    } else {
      value.push_back(element->text);
    }
  }
}

void Reader::read_wholes(const YamlValue& written, const std::string& path, std::vector<int>& value, int low,
                         int high) {
  if (written.kind != YamlValue::Kind::list) return refuse(written, path, "a list of whole numbers");
  for (const auto& element : written.items) {
    const std::optional<int> number = whole_number(*element);
    if (!number || *number < low || *number > high)
      refuse(*element, path, fmt::format("whole numbers from {} to {}", low, high));
    else
      value.push_back(*number);
  }
}

void Reader::wholes(std::string_view name, std::vector<int>& value, int low, int high, std::string_view) {
  const YamlValue* written = find(name);
  if (written == nullptr) return;
  value.clear();
  read_wholes(*written, path_of(name), value, low, high);
}

void Reader::teams(std::string_view name, std::vector<std::vector<int>>& value, std::string_view) {
  for_each(name, [&](const YamlValue& written, const std::string& path) {
    places_.note(path, written.place);
    read_wholes(written, path, value.emplace_back(), 0, Genome::most_seats - 1);
  });
}

void Reader::condition(std::string_view name, Condition& value, About, std::string_view) {
  const YamlValue* written = find(name);
  if (written == nullptr) return;
  if (!is_scalar(*written) || written->text.empty()) return refuse(*written, path_of(name), "an expression");
  value.text = written->text;
}

void Reader::phases(std::string_view name, Phases& value, std::string_view) {
  for_each(name, [&](const YamlValue& written, const std::string& path) {
    places_.note(path, written.place);
    read_phase(written, path, value.emplace_back());
  });
}

void Reader::rounds(std::string_view name, std::vector<Round>& value, std::string_view) {
  for_each(name, [&](const YamlValue& written, const std::string& path) {
    places_.note(path, written.place);
    read_round(written, path, value);
  });
}

std::optional<std::size_t> Reader::only_key(Reader& reader, std::span<const std::string_view> names,
                                            const YamlValue& written, const std::string& path, std::string_view what) {
  std::optional<std::size_t> found;
  for (std::size_t kind = 0; kind < names.size(); ++kind) {
    if (reader.find(names[kind]) == nullptr) continue;
    if (found) {
      problems_.add(written.place, fmt::format("{} is both {} and {} (a {} is one thing) make them two", path,
                                               names[*found], names[kind], what));
      return std::nullopt;
    }
    found = kind;
  }
  return found;
}

void Reader::read_phase(const YamlValue& written, const std::string& path, Phase& phase) {
  if (is_scalar(written)) {  // a phase without keys: - pass
    const auto kind = std::find(phase_names.begin(), phase_names.end(), written.text);
    if (kind == phase_names.end()) {
      problems_.add(written.place, fmt::format("unknown phase \"{}\" (there are {}){}", written.text,
                                               enumerate(as_strings(phase_names), 30),
                                               did_you_mean(written.text, as_strings(phase_names))));
    } else {
      phase.what = alternative<decltype(phase.what)>(static_cast<std::size_t>(kind - phase_names.begin()));
    }
    return;
  }
  if (!is_mapping(written, path)) return;
  Reader reader(written, path, places_, problems_);
  const std::optional<std::size_t> kind = only_key(reader, phase_names, written, path, "phase");
  fields(reader, phase);
  reader.finish();
  if (kind) return read_kind(*kind, *reader.find(phase_names[*kind]), reader.path_of(phase_names[*kind]), phase);
  problems_.add(written.place, fmt::format("{} is no phase (it has none of {}) name one", path,
                                           enumerate(as_strings(phase_names), 30)));
}

void Reader::read_kind(std::size_t kind, const YamlValue& written, const std::string& path, Phase& phase) {
  phase.what = alternative<decltype(phase.what)>(kind);
  if (auto* choose = std::get_if<Choose>(&phase.what)) {
    if (written.kind != YamlValue::Kind::list) return refuse(written, path, "a list of phases");
    for (std::size_t i = 0; i < written.items.size(); ++i) {
      const std::string element = fmt::format("{}[{}]", path, i);
      places_.note(element, written.items[i]->place);
      read_phase(*written.items[i], element, choose->of.emplace_back());
    }
    return;
  }
  std::visit([&](auto& one) { read(written, path, one); }, phase.what);
}

void Reader::read_round(const YamlValue& written, const std::string& path, std::vector<Round>& rounds) {
  if (!is_mapping(written, path)) return;
  Reader reader(written, path, places_, problems_);
  const std::optional<std::size_t> kind = only_key(reader, round_names, written, path, "round");
  if (!kind) {
    reader.finish();
    problems_.add(written.place,
                  fmt::format("{} is no round (it has none of {}) name one", path, enumerate(as_strings(round_names))));
    return;
  }
  Round round = alternative<Round>(*kind);
  if (auto* once = std::get_if<Once>(&round)) reader.phases("once", once->turn, "");
  if (auto* turns = std::get_if<Turns>(&round)) reader.phases("turns", turns->turn, "");
  if (auto* betting = std::get_if<Betting>(&round)) reader.section("betting", *betting, "");
  if (auto* starter = std::get_if<Starter>(&round)) reader.phases("starter", starter->turn, "");
  if (auto* give = std::get_if<Give>(&round)) reader.section("give", *give, "");
  reader.finish();
  rounds.push_back(std::move(round));
}

}  // namespace ergodic::workloads::card_games
