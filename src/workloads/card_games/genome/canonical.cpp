#include "workloads/card_games/genome/canonical.hpp"

#include "core/json.hpp"
#include "workloads/card_games/genome/fields.hpp"

#include <string_view>
#include <utility>
#include <variant>

namespace ergodic::workloads::card_games {

namespace {

Json written(const Phases& phases);
template <class Construct>
Json written(const Construct& construct);
template <class Construct>
Json written_list(const std::vector<Construct>& constructs);

/// Writes what differs from the defaults, which it is given: a visitor of fields(), which shows it both at once.
class Writer {
 public:
  void whole(std::string_view name, int& value, int, int, std::string_view) { put(name, value); }
  void truth(std::string_view name, bool& value, std::string_view) { put(name, value); }
  void name(std::string_view name, std::string& value, std::string_view) { put(name, value); }
  void names(std::string_view name, std::vector<std::string>& value, std::string_view) { put(name, value); }
  void wholes(std::string_view name, std::vector<int>& value, int, int, std::string_view) { put(name, value); }
  void teams(std::string_view name, std::vector<std::vector<int>>& value, std::string_view) { put(name, value); }
  void condition(std::string_view name, Condition& value, About, std::string_view) { put(name, value.text); }
  void phases(std::string_view name, Phases& value, std::string_view) { put(name, written(value)); }
  void rounds(std::string_view name, std::vector<Round>& value, std::string_view) {
    Json rounds = Json::array();
    for (Round& round : value) {
      Json one = Json::object();
      Json& body = one[round_names[round.index()]];
      if (const auto* once = std::get_if<Once>(&round)) body = written(once->turn);
      if (const auto* turns = std::get_if<Turns>(&round)) body = written(turns->turn);
      if (const auto* betting = std::get_if<Betting>(&round)) body = written(*betting);
      if (const auto* starter = std::get_if<Starter>(&round)) body = written(starter->turn);
      if (const auto* give = std::get_if<Give>(&round)) body = written(*give);
      rounds.push_back(std::move(one));
    }
    put(name, std::move(rounds));
  }
  template <class Value, std::size_t size>
  void choice(std::string_view name, Value& value, const std::array<Label<Value>, size>& labels, std::string_view) {
    for (const Label<Value>& label : labels) {
      if (label.value == value) put(name, std::string(label.name));
    }
  }
  template <class Section>
  void section(std::string_view name, Section& value, std::string_view) {
    put(name, written(value));
  }
  template <class Section>
  void optional_section(std::string_view name, std::optional<Section>& value, std::string_view) {
    if (value) put(name, written(*value));
  }
  template <class Element>
  void list(std::string_view name, std::vector<Element>& values, std::string_view) {
    put(name, written_list(values));
  }

  std::vector<std::pair<std::string, Json>> fields;

 private:
  void put(std::string_view name, Json value) { fields.emplace_back(name, std::move(value)); }
};

/// Every field of a construct, in the order of fields().
template <class Construct>
std::vector<std::pair<std::string, Json>> all_fields(Construct construct) {
  Writer writer;
  fields(writer, construct);
  return std::move(writer.fields);
}

/// Adds those that are not the same in a construct with its defaults. (An optional section is absent there.)
template <class Construct>
void add_fields(const Construct& construct, Json& out) {
  const auto defaults = all_fields(Construct{});
  for (auto& [name, value] : all_fields(construct)) {
    bool is_default = false;
    for (const auto& [key, usual] : defaults)
      is_default = is_default || (key == name && usual.dump() == value.dump());
    if (!is_default) out[name] = std::move(value);
  }
}

template <class Construct>
Json written(const Construct& construct) {
  Json out = Json::object();
  add_fields(construct, out);
  return out;
}

template <class Construct>
Json written_list(const std::vector<Construct>& constructs) {
  Json out = Json::array();
  for (const Construct& construct : constructs)
    out.push_back(written(construct));
  return out;
}

Json written_kind(const Phase& phase) {
  if (const auto* choose = std::get_if<Choose>(&phase.what)) return written(choose->of);
  return std::visit([](const auto& one) { return written(one); }, phase.what);
}

Json written(const Phases& phases) {
  Json out = Json::array();
  for (const Phase& phase : phases) {
    Json one = Json::object();
    one[phase_names[phase.what.index()]] = written_kind(phase);
    add_fields(phase, one);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string canonical_form(const Genome& genome) {
  Genome nameless = genome;
  nameless.name.clear();
  return written(nameless).dump();
}

Digest content_of(const Genome& genome) { return digest_of(canonical_form(genome)); }

}  // namespace ergodic::workloads::card_games
