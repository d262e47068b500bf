#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic {

namespace study {
struct YamlValue;
}

/// A document that a study gives as a parameter, whose kind of simulation alone knows what may stand in it (a genome, a
/// schedule): a tree of mappings, lists and single values. Immutable, cheap to copy. Values are what YAML 1.2's core
/// schema and JSON take them for: true and false, null, whole numbers of 64 bits, numbers, and texts, as which all is
/// taken that stands in quotes. What is not as it should be is the study's fault: it throws StudyError, with its place
/// in the document's own file.
class Document {
 public:
  enum class Kind { null, boolean, integer, real, text, list, mapping };

  /// `path` is what messages call it: "genome".
  explicit Document(std::shared_ptr<const study::YamlValue> root, std::string path);
  /// Reads YAML or JSON, as a document in a study is read. `origin` stands for the file in messages.
  static Document from_text(std::string_view text, const std::string& origin, const std::string& path);

  Kind kind() const;
  const std::string& path() const { return path_; }  ///< "genome.phases[2].deck"
  std::string place() const;                         ///< "genomes/war.yaml:7:5"

  bool boolean() const;
  std::int64_t integer() const;
  double real() const;  ///< whole numbers too
  std::string text() const;

  /// Elements of a list, or keys of a mapping.
  std::size_t size() const;
  /// Of a list.
  Document operator[](std::size_t place) const;
  std::vector<Document> items() const;
  /// Of a mapping: what stands at the key; it must be there.
  Document operator[](std::string_view key) const;
  /// Whether it is there, and not null.
  bool has(std::string_view key) const;
  /// Keys and what stands at them, in the order in which they are written.
  std::vector<std::pair<std::string, Document>> pairs() const;
  /// Refuses a mapping with other keys, and says which was probably meant.
  void allow_only(const std::vector<std::string>& keys) const;

  /// Throws StudyError: "place: path what (why) todo".
  [[noreturn]] void reject(const std::string& what, const std::string& why, const std::string& todo = {}) const;

  /// As JSON on one line, keys as they are written: two documents that say the same have the same, but for the order of
  /// keys.
  std::string json() const;

  /// As it was read, for kinds inside this program that gather all that is wrong with it.
  const study::YamlValue& written() const { return *value_; }

 private:
  [[noreturn]] void reject_kind(const std::string& wanted) const;

  std::shared_ptr<const study::YamlValue> value_;
  std::string path_;
};

}  // namespace ergodic
