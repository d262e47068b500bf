#pragma once

#include "study/values/position.hpp"
#include "study/values/yaml_value.hpp"

#include <ergodic/money.hpp>
#include <ergodic/schema.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::study {

struct Node;
using NodePointer = std::shared_ptr<const Node>;
using Nodes = std::vector<NodePointer>;

/// The keys of a section, in the schema's order.
struct Section {
  std::string path;  ///< dotted, from the study's root; "" at the root
  Nodes keys;
};

/// The names that a table's file has for the places of a list.
struct ListNames {
  std::vector<std::string> names;
  Position place;  ///< of the first
};

struct List {
  Nodes elements;
  std::shared_ptr<const ListNames> names = {};  ///< null where it is from no file, or from one without them
};

/// A document that only a workload knows.
struct DocumentValue {
  YamlPointer root;
};

struct Null {};

/// A checked value, with the key that it is the value of and the place where it was written. Immutable and shared.
struct Node {
  using Value = std::variant<Null, bool, std::int64_t, double, Cents, std::string, List, Section, DocumentValue>;

  const Key* key;  ///< lives as long as the study does
  Position place;
  Value value;

  bool is_null() const { return std::holds_alternative<Null>(value); }
};

/// Values in it, itself included, as a reader of YAML counts them.
std::uint64_t values_in(const Node& node);

NodePointer make_node(const Key& key, const Position& place, Node::Value value);

/// True for a key that has neither a default nor leave to be absent.
bool is_required(const Key& key);

/// The value of a key that no one sets; null pointer for a required key. Sections, whose defaults are their keys', give
/// a null pointer too, optional ones apart. Throws InternalError when the schema's fallback is not a value of the key.
NodePointer default_node(const Key& key, const Position& place);

}  // namespace ergodic::study
