#pragma once

#include "workloads/let_it_ride/import/original.hpp"

#include "study/study_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ergodic::workloads::let_it_ride::import {

/// What becomes of a key whose fate does not depend on others.
struct KeyRule {
  std::string_view path;
  std::string_view note = {};  ///< why it is left out; "": it is kept
};

/// A study in the making.
struct Translation {
  const Original& from;
  study::StudyText& to;

  const Parameters& keys() const { return from.keys(); }

  /// Sets the key to what it was there, by default or not.
  void keep(std::string_view path) const;
  void keep_if_given(std::string_view path) const;
  /// Names what the file gives at `path`, a key or a section, in a remark, if it gives anything.
  void leave_out(std::string_view path, const std::string& note) const;
  /// Follows the rules, for the keys that the file gives.
  void follow(const std::vector<KeyRule>& rules) const;
  /// Refuses a chosen type whose section the file lacks, and names the sections of types that are not chosen.
  void leave_out_other_sections(const std::string& path, const std::string& chosen,
                                const std::vector<std::string>& sections) const;
  void require_section(const std::string& path, const std::string& chosen) const;
  void require_bounds(const std::string& path) const;
};

/// Sections of the study, in its order.
void import_bankroll(const Translation& translation);
void import_strategy(const Translation& translation);
void import_bonus(const Translation& translation);

}  // namespace ergodic::workloads::let_it_ride::import
