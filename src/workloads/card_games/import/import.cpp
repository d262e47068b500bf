#include "workloads/card_games/import/import.hpp"

#include "study/values/yaml_source.hpp"
#include "workloads/card_games/genome/canonical.hpp"
#include "workloads/card_games/genome/check.hpp"
#include "workloads/card_games/genome/walk.hpp"
#include "workloads/card_games/import/translation.hpp"

#include <fmt/format.h>
#include <ergodic/errors.hpp>

#include <cstddef>
#include <memory>

namespace ergodic::workloads::card_games {

namespace {

/// Leaves out an element that a complaint is about; false where it is about no element of a list.
template <class Element>
bool left_out(std::vector<Element>& list, const std::string& name, const std::string& path) {
  if (path.rfind(name, 0) != 0) return false;
  if (path.size() == name.size()) {
    list.clear();
    return true;
  }
  const std::size_t index = std::stoul(path.substr(name.size() + 1));
  if (index >= list.size()) return false;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
  return true;
}

/// What can never happen in the genome is left out, with a remark.
void mend(Translation& translation, const std::string& origin) {
  Genome& genome = translation.genome;
  for (int tries = 0; tries < 30; ++tries) {
    const std::vector<Complaint> complaints = complaints_of(genome);
    if (complaints.empty()) return;
    const auto& [path, sentence] = complaints.front();
    const bool is_mended = left_out(genome.ends, "ends", path) || left_out(genome.scoring, "scoring", path) ||
                           left_out(genome.effects, "effects", path) || left_out(genome.patterns, "patterns", path);
    if (is_mended) {
      translation.remark(fmt::format("left out: {} {}", path, sentence));
    } else if (path == "contract") {
      genome.contract.reset();
      translation.remark("left out: contract scoring, for want of bids");
    } else if (path.rfind("match", 0) == 0) {
      genome.match.reset();
      translation.remark(fmt::format("played as one hand: {} {}", path, sentence));
    } else {
      throw StudyError(
          fmt::format("{}: cannot be played ({}{}{}) change it", origin, path, path.empty() ? "" : " ", sentence));
    }
  }
}

}  // namespace

ImportedStudy import_genome(std::string_view text, const std::string& origin) {
  study::Problems problems;
  const study::YamlPointer root = study::read_yaml(text, std::make_shared<const std::string>(origin), true, problems);
  problems.throw_if_any();
  Translation translation = translated(Original(*root), origin);
  mend(translation, origin);
  ImportedStudy study;
  study.text = fmt::format("# Made from {} by `ergodic import card_games`.\n", origin);
  for (const std::string& remark : translation.remarks)
    study.text += fmt::format("# - {}\n", remark);
  study.remarks = translation.remarks.size();
  study.text +=
      fmt::format("workload: card_games\n\nmetadata:\n  name: {}\n\nsessions: 10000\nseeding:\n  seed: 42\n\n",
                  in_quotes(translation.genome.name));
  study.text += fmt::format("genome:\n  {}\n", canonical_form(translation.genome));
  return study;
}

}  // namespace ergodic::workloads::card_games
