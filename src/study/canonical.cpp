#include "study/canonical.hpp"

#include "study/values/quoting.hpp"
#include "study/values/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ergodic::study {
namespace {

void write_key(std::string& out, std::string_view name, const Node& node, std::size_t indent);

void write_keys(std::string& out, const Nodes& keys, std::size_t indent) {
  for (const NodePointer& key : keys) {
    if (!key->key->silent || !key->is_null()) write_key(out, key->key->name, *key, indent);
  }
}

/// One list element that is a section: its keys, a dash in front of the first.
void write_element(std::string& out, const Section& section, std::size_t indent) {
  if (section.keys.empty()) {
    out += std::string(indent, ' ') + "- {}\n";
    return;
  }
  const std::size_t start = out.size();
  write_keys(out, section.keys, indent + 2);
  out[start + indent] = '-';
}

void write_key(std::string& out, std::string_view name, const Node& node, std::size_t indent) {
  out += std::string(indent, ' ');
  out += name;
  out += ':';
  const auto* section = std::get_if<Section>(&node.value);
  const auto* list = std::get_if<List>(&node.value);
  const bool has_sections =
      list != nullptr && std::any_of(list->elements.begin(), list->elements.end(),
                                     [](const NodePointer& e) { return std::holds_alternative<Section>(e->value); });
  if (section != nullptr && !section->keys.empty()) {
    const std::size_t start = out.size();
    out += '\n';
    write_keys(out, section->keys, indent + 2);
    if (out.size() == start + 1) out.replace(start, 1, " {}\n");  // none that is not silent
  } else if (has_sections) {
    out += '\n';
    for (const NodePointer& element : list->elements) {
      if (const auto* keys = std::get_if<Section>(&element->value)) {
        write_element(out, *keys, indent + 2);
      } else {
        out += std::string(indent + 2, ' ') + "- " + value_text(*element) + "\n";
      }
    }
  } else {
    out += ' ';
    out += value_text(node);
    out += '\n';
  }
}

/// An optional section is named only where that says more than its keys do.
bool is_implied(const KeySlots& layout, const Layer& layer, std::size_t index) {
  const Setting& setting = layer[index];
  if (!layout.is_section(setting.slot) || setting.value->is_null()) return false;
  return index + 1 < layer.size() && layer[index + 1].slot < layout[setting.slot].end;
}

void write_cases(std::string& out, const KeySlots& layout, const std::vector<Cases::Named>& cases) {
  out += cases.empty() ? "cases: {}\n" : "cases:\n";
  for (const Cases::Named& one : cases) {
    out += fmt::format("  {}:{}\n", yaml_text(one.label), one.layer.empty() ? " {}" : "");
    for (std::size_t i = 0; i < one.layer.size(); ++i) {
      if (!is_implied(layout, one.layer, i)) write_key(out, layout[one.layer[i].slot].path, *one.layer[i].value, 4);
    }
  }
}

void write_sweep(std::string& out, const KeySlots& layout, const std::vector<Cases::Axis>& axes) {
  out += axes.empty() ? "sweep: {}\n" : "sweep:\n";
  for (const Cases::Axis& axis : axes) {
    out += fmt::format("  {}: {}\n", layout[axis.slot].path, value_text(Node{nullptr, {}, List{axis.values}}));
  }
}

}  // namespace

std::string canonical_study(const KeySlots& layout, const Nodes& keys, const Cases& cases) {
  std::string out;
  for (const NodePointer& key : keys) {
    if (key->key->name == "cases") {
      write_cases(out, layout, cases.named);
    } else if (key->key->name == "sweep") {
      write_sweep(out, layout, cases.axes);
    } else {
      write_keys(out, {key}, 0);
    }
  }
  return out;
}

}  // namespace ergodic::study
