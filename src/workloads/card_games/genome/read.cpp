#include "workloads/card_games/genome/read.hpp"

#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"
#include "workloads/card_games/genome/check.hpp"
#include "workloads/card_games/genome/reader.hpp"

#include <memory>

namespace ergodic::workloads::card_games {

namespace {

Genome genome_of(const study::YamlValue& root, study::Problems& problems) {
  Genome genome;
  Places places;
  Reader(root, "", places, problems).read(root, "", genome);
  problems.throw_if_any();
  for (const Complaint& complaint : complaints_of(genome)) {
    const bool is_whole = complaint.path.empty();
    problems.add(places.of(complaint.path), (is_whole ? "" : complaint.path + " ") + complaint.sentence);
  }
  problems.throw_if_any();
  return genome;
}

}  // namespace

Genome read_genome(std::string_view text, const std::string& origin) {
  study::Problems problems;
  const study::YamlPointer root = study::read_yaml(text, std::make_shared<const std::string>(origin), true, problems);
  return genome_of(*root, problems);
}

Genome read_genome(const Document& document) {
  study::Problems problems;
  return genome_of(document.written(), problems);
}

}  // namespace ergodic::workloads::card_games
