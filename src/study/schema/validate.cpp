#include "study/schema/validate.hpp"

#include "study/schema/check_scalar.hpp"
#include "study/schema/describe.hpp"
#include "study/schema/documents.hpp"
#include "study/schema/unknown_key.hpp"
#include "study/schema/variants.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::study {
namespace {

void reject(const Key& key, const std::string& path, const YamlValue& written, const std::string& todo,
            Problems& problems) {
  problems.add(written.place, fmt::format("{} is {} (it must be {}) {}", path, found(written), needs(key), todo));
}

NodePointer check_null(const Key& key, const std::string& path, const YamlValue& written, Problems& problems) {
  if (key.nullable) return make_node(key, written.place, Null{});
  const std::string usual = default_text(key);
  reject(key, path, written, usual.empty() ? "give it a value" : fmt::format("leave the key out to have {}", usual),
         problems);
  return nullptr;
}

NodePointer check_list(const Key& key, const std::string& path, const YamlValue& written, const NamedFiles* files,
                       Problems& problems, std::shared_ptr<const ListNames> names = {}) {
  if (written.kind == YamlValue::Kind::mapping && key.from_file) {
    if (files == nullptr) {
      reject(key, path, written, "write it out: there are no files here", problems);
      return nullptr;
    }
    // As if the file's list had been written here; each value's place is in the file.
    FileList found = files->read(key, path, written, problems);
    return found.list == nullptr ? nullptr
                                 : check_list(key, path, *found.list, files, problems, std::move(found.names));
  }
  if (written.kind != YamlValue::Kind::list) {
    reject(key, path, written, "put what there is in brackets: [a, b]", problems);
    return nullptr;
  }
  List list{{}, std::move(names)};
  for (std::size_t i = 0; i < written.items.size(); ++i) {
    list.elements.push_back(
        check_value(key.children.front(), fmt::format("{}[{}]", path, i), *written.items[i], files, problems));
  }
  const bool is_whole = std::find(list.elements.begin(), list.elements.end(), nullptr) == list.elements.end();
  return is_whole ? make_node(key, written.place, std::move(list)) : nullptr;
}

NodePointer check_document(const Key& key, const std::string& path, const YamlValue& written, const NamedFiles* files,
                           Problems& problems) {
  const YamlPointer document = document_of(key, path, written, files, problems);
  if (document == nullptr) return nullptr;
  if (!key.children.empty()) return check_element_section(key, path, *document, files, problems);
  return make_node(key, document->place, DocumentValue{document});
}

class Checker {
 public:
  Checker(const Scope& scope, Problems& problems) : scope_(scope), layout_(scope.layout), problems_(problems) {}

  void check_keys(const YamlValue& mapping, const std::string& prefix) {
    for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
      const YamlValue& key = mapping.key(pair);
      const std::string path = prefix + key.text;
      if (tell_of_cut_text(mapping, pair, path)) continue;
      const Slot slot = check_path(scope_, key, path, problems_);
      if (slot != no_slot) set(slot, path, mapping.value(pair));
    }
  }

  /// What was set, in the order of slots, after a look for what was set twice.
  Layer layer() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.slot < b.slot; });
    Layer layer;
    const Found* last = nullptr;
    for (const Found& found : found_) {
      const bool is_same = last != nullptr && last->slot == found.slot;
      if (is_same && !(is_there(*last) && is_there(found))) report_twice(*last, found);
      if (!is_same) layer.push_back({found.slot, found.value});
      last = &found;
    }
    return layer;
  }

 private:
  struct Found {
    Slot slot;
    NodePointer value;
    std::string written;  ///< the path in the study's own words
  };

  /// True for the mark of an optional section that is there: its keys leave one each.
  bool is_there(const Found& found) const { return layout_.is_section(found.slot) && !found.value->is_null(); }

  void set(Slot slot, const std::string& written, const YamlValue& value) {
    const KeySlots::Entry& entry = layout_[slot];
    const std::string path = scope_.prefix + entry.path;
    if (entry.key->kind == Key::Kind::section) {
      set_section(slot, path, written, value);
    } else if (NodePointer node = check_value(*entry.key, path, value, scope_.files, problems_)) {
      found_.push_back({slot, std::move(node), written});
    } else {
      problems_.concerns(path);
      return;
    }
    for (Slot owner = entry.owner; owner != no_slot; owner = layout_[owner].owner)
      mark(owner, written, value.place);
  }

  void set_section(Slot slot, const std::string& path, const std::string& written, const YamlValue& value) {
    const Key& key = *layout_[slot].key;
    if (value.kind == YamlValue::Kind::mapping) {
      if (key.nullable || key.needed) mark(slot, written, value.place);
      check_keys(value, layout_[slot].path + ".");
    } else if (value.kind == YamlValue::Kind::null && key.nullable) {
      found_.push_back({slot, make_node(key, value.place, Null{}), written});
    } else {
      problems_.concerns(path);
      reject(key, path, value,
             value.kind == YamlValue::Kind::null ? "leave it out to have its defaults"
                                                 : "write its keys below it, one a line",
             problems_);
    }
  }

  void mark(Slot slot, const std::string& written, const Position& place) {
    found_.push_back({slot, make_node(*layout_[slot].key, place, Section{}), written});
  }

  void report_twice(const Found& first, const Found& second) {
    const std::string path = scope_.prefix + layout_[first.slot].path;
    const std::string also = first.value->place.text();
    if (first.written == second.written || layout_.is_section(first.slot)) {
      problems_.add(second.value->place,
                    fmt::format("{} is given twice (the first is at {}) remove one of them", path, also));
    } else {
      problems_.add(second.value->place,
                    fmt::format("{} and {} are both given (the other is at {}, and both mean {}) remove "
                                "one of them",
                                second.written, first.written, also, path));
    }
  }

  /// A key that nobody knows, without a value, after a text on its line: what YAML leaves of a text with a comma in it.
  bool tell_of_cut_text(const YamlValue& mapping, std::size_t pair, const std::string& path) {
    if (pair == 0 || mapping.value(pair).kind != YamlValue::Kind::null || layout_.find(path) != no_slot ||
        layout_.find_old(path) != nullptr)
      return false;
    const YamlValue &key = mapping.key(pair), &text = mapping.value(pair - 1);
    if (text.kind != YamlValue::Kind::scalar || text.quoted || text.place.line != key.place.line) return false;
    problems_.add(key.place,
                  fmt::format("unknown key \"{}\" ({} may end before it, at a comma) put what {} is in quotes",
                              shown(key.text), shown(text.text), mapping.key(pair - 1).text));
    return true;
  }

  const Scope& scope_;
  const KeySlots& layout_;
  Problems& problems_;
  std::vector<Found> found_;
};

}  // namespace

Layer check_mapping(const Scope& scope, const YamlValue& mapping, Problems& problems) {
  Checker checker(scope, problems);
  checker.check_keys(mapping, "");
  return checker.layer();
}

Slot check_path(const Scope& scope, const YamlValue& key, const std::string& path, Problems& problems) {
  Slot slot = scope.layout.find(path);
  if (slot == no_slot) {
    const Key* old = scope.layout.find_old(path);
    if (old == nullptr) {
      problems.add(key.place, explain_unknown(scope, path, problems));
      return no_slot;
    }
    if (old->kind == Key::Kind::retired) {
      problems.add(key.place, fmt::format("{}{} means nothing here (it is a key of older files) {}", scope.prefix, path,
                                          old->where));
      return no_slot;
    }
    slot = scope.layout.find(old->where);
  }
  if (slot < scope.first) {
    problems.add(key.place, fmt::format("{} in {} (it is the same for the whole study) set it at the top level", path,
                                        scope.where));
    return no_slot;
  }
  return slot;
}

NodePointer check_value(const Key& key, const std::string& path, const YamlValue& written, const NamedFiles* files,
                        Problems& problems) {
  if (written.kind == YamlValue::Kind::null) return check_null(key, path, written, problems);
  if (key.kind == Key::Kind::list) return check_list(key, path, written, files, problems);
  if (key.kind == Key::Kind::document) return check_document(key, path, written, files, problems);
  if (key.kind != Key::Kind::section) return check_scalar(key, path, written, problems);
  if (written.kind == YamlValue::Kind::mapping) return check_element_section(key, path, written, files, problems);
  reject(key, path, written, "write its keys, one a line", problems);
  return nullptr;
}

NodePointer check_element_section(const Key& key, const std::string& path, const YamlValue& written,
                                  const NamedFiles* files, Problems& problems) {
  const KeySlots layout(key.children);
  const Scope scope{.layout = layout, .prefix = path + ".", .described = path, .files = files};
  const Layer layer = check_mapping(scope, written, problems);
  const Values defaults = default_values(layout, written.place);
  Values values = defaults;
  apply(layout, layer, defaults, values);
  for (const Slot slot : missing(layout, values)) {
    const std::string lacking = scope.prefix + layout[slot].path;
    if (!problems.is_concerned(lacking)) problems.add(written.place, missing_message(lacking, *layout[slot].key, ""));
  }
  for (const MisplacedSection& section : misplaced_sections(layout, values, scope.prefix, problems))
    problems.add(section.place, section.message);
  Section section{path, tree(layout, values, 0, layout.size(), written.place, scope.prefix)};
  return make_node(key, written.place, std::move(section));
}

std::string missing_message(const std::string& path, const Key& key, const std::string& where) {
  return fmt::format("{} is missing{} (it has no default, and must be {}) add it", path, where, needs(key));
}

}  // namespace ergodic::study
