#include "study/values/node.hpp"
#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/parameters.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace ergodic {
namespace {

using study::Node;

std::string full_path(const Node& root, std::string_view path) {
  const auto* section = std::get_if<study::Section>(&root.value);
  if (section == nullptr || section->path.empty()) return std::string(path);
  return path.empty() ? section->path : fmt::format("{}.{}", section->path, path);
}

[[noreturn]] void misuse(const Node& root, std::string_view path, const std::string& why) {
  throw InternalError(fmt::format("the workload asks for the parameter \"{}\" ({}) correct the workload or its schema",
                                  full_path(root, path), why));
}

const Node* child(const Node& section_node, std::string_view name) {
  const auto* section = std::get_if<study::Section>(&section_node.value);
  if (section == nullptr) return nullptr;
  const auto found = std::find_if(section->keys.begin(), section->keys.end(),
                                  [name](const study::NodePointer& key) { return key->key->name == name; });
  return found == section->keys.end() ? nullptr : found->get();
}

/// The element of a list at its place, which is in brackets; a null pointer where there is none.
const Node* element(const Node& list_node, std::string_view brackets) {
  const auto* list = std::get_if<study::List>(&list_node.value);
  std::size_t place = 0;
  const auto end = std::from_chars(brackets.data() + 1, brackets.data() + brackets.size(), place).ptr;
  const bool is_place = list != nullptr && std::string_view(end, brackets.data() + brackets.size()) == "]";
  return is_place && place < list->elements.size() ? list->elements[place].get() : nullptr;
}

/// The value at the path; the null node itself where an optional section on the way is absent.
const Node& find(const Node& root, std::string_view path) {
  const Node* node = &root;
  for (std::string_view rest = path; !rest.empty() && !node->is_null();) {
    const std::size_t dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    const std::size_t bracket = name.find('[');
    node = child(*node, name.substr(0, bracket));
    if (node != nullptr && bracket != std::string_view::npos) node = element(*node, name.substr(bracket));
    if (node == nullptr) misuse(root, path, "which its schema does not declare");
    rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
  }
  return *node;
}

template <class Value>
const Value& get(const Node& root, std::string_view path, const char* as) {
  const Node& node = find(root, path);
  if (node.is_null()) misuse(root, path, "which is null in this study: has() tells");
  if (const auto* value = std::get_if<Value>(&node.value)) return *value;
  misuse(root, path, fmt::format("as {}, which it is not", as));
}

template <class Value>
std::vector<Value> get_list(const Node& root, std::string_view path, const char* as) {
  std::vector<Value> values;
  for (const study::NodePointer& element : get<study::List>(root, path, "a list").elements) {
    const auto* value = std::get_if<Value>(&element->value);
    if (value == nullptr) misuse(root, path, fmt::format("as a list of {}, which it is not", as));
    values.push_back(*value);
  }
  return values;
}

std::string sentence(const Node& root, std::string_view path, const std::string& what, const std::string& why,
                     const std::string& todo) {
  return fmt::format("{} {} ({}){}{}", full_path(root, path), what, why,
                     todo.empty() || todo.starts_with(' ') ? "" : " ", todo);
}

}  // namespace

Parameters::Parameters(std::shared_ptr<const study::Node> root) : root_(std::move(root)) {}

bool Parameters::has(std::string_view path) const { return !find(*root_, path).is_null(); }

std::int64_t Parameters::integer(std::string_view path) const { return get<std::int64_t>(*root_, path, "an integer"); }

double Parameters::real(std::string_view path) const { return get<double>(*root_, path, "a real number"); }

Cents Parameters::money(std::string_view path) const { return get<Cents>(*root_, path, "money"); }

bool Parameters::boolean(std::string_view path) const { return get<bool>(*root_, path, "a boolean"); }

std::string Parameters::text(std::string_view path) const { return get<std::string>(*root_, path, "text"); }

std::vector<double> Parameters::reals(std::string_view path) const {
  return get_list<double>(*root_, path, "real numbers");
}

std::vector<std::int64_t> Parameters::integers(std::string_view path) const {
  return get_list<std::int64_t>(*root_, path, "integers");
}

std::vector<std::string> Parameters::texts(std::string_view path) const {
  return get_list<std::string>(*root_, path, "texts");
}

std::vector<std::vector<double>> Parameters::table(std::string_view path) const {
  std::vector<std::vector<double>> rows;
  for (const study::NodePointer& row : get<study::List>(*root_, path, "a list").elements)
    rows.push_back(get_list<double>(*row, "", "real numbers"));
  return rows;
}

std::vector<Parameters> Parameters::items(std::string_view path) const {
  std::vector<Parameters> items;
  for (const study::NodePointer& element : get<study::List>(*root_, path, "a list").elements) {
    if (!std::holds_alternative<study::Section>(element->value))
      misuse(*root_, path, "as a list of sections, which it is not");
    items.push_back(Parameters({root_, element.get()}));  // shares the ownership of the root
  }
  return items;
}

Parameters Parameters::section(std::string_view path) const {
  get<study::Section>(*root_, path, "a section");
  return Parameters({root_, &find(*root_, path)});
}

Document Parameters::document(std::string_view path) const {
  return Document(get<study::DocumentValue>(*root_, path, "a document").root, full_path(*root_, path));
}

std::optional<Parameters> Parameters::chosen_section(std::string_view path) const {
  const std::string value = text(path);
  const std::vector<Key>& sections = find(*root_, path).key->children;
  const auto is_its = [&](const Key& section) { return section.name == value; };
  if (std::none_of(sections.begin(), sections.end(), is_its)) return std::nullopt;
  const std::size_t dot = path.rfind('.');
  const std::string beside = dot == std::string_view::npos ? value : fmt::format("{}.{}", path.substr(0, dot), value);
  return has(beside) ? std::optional(section(beside)) : std::nullopt;
}

void Parameters::reject(std::string_view path, const std::string& what, const std::string& why,
                        const std::string& todo) const {
  const Node& node = find(*root_, path);
  throw StudyError(fmt::format("{}: {}", node.place.text(), sentence(*root_, path, what, why, todo)));
}

void Parameters::reject_part(std::string_view path, std::size_t offset, std::size_t length, const std::string& what,
                             const std::string& why, const std::string& todo) const {
  const Node& node = find(*root_, path);
  const std::string text = this->text(path);
  study::Position place = node.place;
  if (place.text_column == 0) {
    throw StudyError(fmt::format("{}: {}\n{}", place.text(), sentence(*root_, path, what, why, todo),
                                 study::pointed_at(text, offset, length)));
  }
  place.column = place.text_column + static_cast<std::uint32_t>(characters(text.substr(0, offset)));
  throw StudyError(fmt::format("{}: {}", place.text(), sentence(*root_, path, what, why, todo)));
}

}  // namespace ergodic
