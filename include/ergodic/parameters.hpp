#pragma once

#include <ergodic/document.hpp>
#include <ergodic/money.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic {

namespace study {
struct Node;
}

/// The parameters of one case: complete, each checked against its schema. Immutable, cheap to copy.
/// Paths are dotted: "bankroll.stop_conditions.win_limit"; "matrix[3]" is an element of a list. Asking for a path that
/// the schema does not declare, or as another type, is a mistake of the workload's and throws InternalError.
class Parameters {
 public:
  explicit Parameters(std::shared_ptr<const study::Node> root);

  /// False for an optional key that the study leaves out or sets to null.
  bool has(std::string_view path) const;

  std::int64_t integer(std::string_view path) const;
  double real(std::string_view path) const;
  Cents money(std::string_view path) const;
  bool boolean(std::string_view path) const;
  /// Also a choice: its name.
  std::string text(std::string_view path) const;
  std::vector<double> reals(std::string_view path) const;           ///< a list of numbers
  std::vector<std::int64_t> integers(std::string_view path) const;  ///< a list of whole numbers
  std::vector<std::string> texts(std::string_view path) const;      ///< a list of names
  /// A list of lists of numbers.
  std::vector<std::vector<double>> table(std::string_view path) const;
  /// The elements of a list of sections, each as parameters of its own.
  std::vector<Parameters> items(std::string_view path) const;
  /// A section, or a document with declared keys, as parameters of its own.
  Parameters section(std::string_view path) const;
  /// A document whose keys the schema does not declare.
  Document document(std::string_view path) const;
  /// The section of the value that the variant at `path` has; nullopt where it is not set, and for a value without one.
  std::optional<Parameters> chosen_section(std::string_view path) const;

  /// Throws StudyError for what only the workload can see: "place: path what (why) todo".
  [[noreturn]] void reject(std::string_view path, const std::string& what, const std::string& why,
                           const std::string& todo = {}) const;
  /// The same for a part of the text at `path`: its `length` bytes from `offset`. The place is theirs; where the text
  /// is not in the file letter for letter, the message shows it and points at them.
  [[noreturn]] void reject_part(std::string_view path, std::size_t offset, std::size_t length, const std::string& what,
                                const std::string& why, const std::string& todo = {}) const;

 private:
  std::shared_ptr<const study::Node> root_;
};

}  // namespace ergodic
