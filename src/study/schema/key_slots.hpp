#pragma once

#include "study/values/node.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

/// A key's number in its schema: sections and keys in the order of declaration, a section before its keys, the sections
/// of a choice's values after the keys beside the choice.
using Slot = std::size_t;
constexpr Slot no_slot = static_cast<Slot>(-1);

/// True for keys of older files: moved and retired ones.
bool is_old(const Key& key);

/// A key right inside a section and, where it is the section of a value of a choice, that choice; else a null pointer.
struct Member {
  const Key* key;
  const Key* choice;
};

/// The members of a section that is declared with these keys, in the order of slots.
std::vector<Member> members_of(const Schema& keys);

/// A schema laid flat, so that what a study sets is a list of (slot, value) and what it is, an array of values.
class KeySlots {
 public:
  struct Entry {
    const Key* key;
    std::string path;  ///< dotted
    Slot end;          ///< of a section: its keys are the slots after it and before `end`; else the next slot
    Slot owner;   ///< the nearest section around it that is optional or required, which it is null without; no_slot
                  ///< when there is none
    Slot choice;  ///< of a section that belongs to a value of a choice, that choice; else no_slot
  };

  /// Keeps pointers into `schema`. Throws InternalError for two keys of the same path.
  explicit KeySlots(const Schema& schema);

  std::size_t size() const { return entries_.size(); }
  const Entry& operator[](Slot slot) const { return entries_[slot]; }
  bool is_section(Slot slot) const { return entries_[slot].key->kind == Key::Kind::section; }
  /// True for a section that is there for moved and retired keys.
  bool has_only_old_keys(Slot slot) const {
    return entries_[slot].end == slot + 1 && !entries_[slot].key->children.empty() && is_section(slot);
  }

  /// True where sections belong to values of choices.
  bool has_variants() const;

  /// no_slot when there is no such key.
  Slot find(std::string_view path) const;
  /// The moved or retired key at this path; null when there is none.
  const Key* find_old(std::string_view path) const;
  const std::map<std::string, const Key*, std::less<>>& old_keys() const { return old_; }

  /// The names of the keys right inside the section at `path`; "" is the root.
  std::vector<std::string> names_in(std::string_view path) const;

 private:
  void add_all(const Schema& keys, const std::string& prefix, Slot owner);
  void add(const Key& key, const std::string& prefix, Slot owner, Slot choice);

  std::vector<Entry> entries_;
  std::map<std::string, Slot, std::less<>> slots_;
  std::map<std::string, const Key*, std::less<>> old_;
};

/// The last component of a dotted path.
std::string_view last_name(std::string_view path);

/// Both schemas as one, `first` in front; sections of the same name become one section.
Schema merged(const Schema& first, const Schema& second);

/// What a part of a study sets: in the order of slots, each at most once.
struct Setting {
  Slot slot;
  NodePointer value;  ///< of an optional section: null, or anything else for "there"
};
using Layer = std::vector<Setting>;

/// The values of all keys, by slot. Null pointers are required keys not yet set, and sections that are not optional.
using Values = std::vector<NodePointer>;

/// What a study that sets nothing has; `place` is what their values say of where they come from.
Values default_values(const KeySlots& layout, const Position& place);

/// Sets `layer` over `values`. A section set to null takes its keys back to their defaults.
void apply(const KeySlots& layout, const Layer& layer, const Values& defaults, Values& values);

/// Whether an optional section around the slot is not there.
bool is_absent(const KeySlots& layout, const Values& values, Slot slot);

/// The required keys that have no value, those inside absent optional sections aside.
std::vector<Slot> missing(const KeySlots& layout, const Values& values);

/// The values of the slots first, …, last − 1, which are whole keys and sections, as a tree. Leaves out missing keys.
Nodes tree(const KeySlots& layout, const Values& values, Slot first, Slot last, const Position& place,
           const std::string& prefix);

}  // namespace ergodic::study
