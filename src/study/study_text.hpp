#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

/// A study's file while a program writes it: keys in sections, and remarks between them. Sections and keys stand in the
/// order in which they first come up. A section without a key leaves its remarks where it would have been.
class StudyText {
 public:
  /// An element of a list, as YAML in one line, below its remark.
  struct Element {
    std::string value;
    std::string remark = {};
  };

  /// Sets the key at this dotted path; `value` is YAML on one line.
  void set(std::string_view path, std::string value);
  void set_list(std::string_view path, std::vector<Element> elements);

  /// A comment inside the section at `path` ("" is the study itself), after what is there by now: a sentence or two,
  /// and below it lines such as keys that are left out.
  void remark(std::string_view path, std::string text, std::vector<std::string> lines = {});

  std::size_t remarks() const;
  /// The file.
  std::string text() const;

 private:
  struct Entry {
    std::string name = {};  ///< of a key or section; "" of a remark
    std::string value = {};
    std::string comment = {};  ///< the remark itself
    std::vector<std::string> lines = {};
    std::vector<Element> elements = {};
    std::vector<Entry> entries = {};  ///< of a section
  };

  static std::size_t remarks_in(const Entry& entry);
  static bool has_key(const Entry& entry);
  static void write(const Entry& section, std::size_t level, std::string& out);
  Entry& entry(std::string_view path);

  Entry root_;
};

}  // namespace ergodic::study
