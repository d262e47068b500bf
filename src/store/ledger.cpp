#include "store/ledger.hpp"

namespace ergodic::store {

LedgerLine seal(const Digest& study, std::uint64_t block, const Digest& content) {
  const Digest mark = Digester().add(study.low).add(study.high).add(block).add(content.low).add(content.high).result();
  return {content.low, content.high, mark.low, mark.high};
}

std::optional<Digest> read_line(const Digest& study, std::uint64_t block, const LedgerLine& line) {
  const Digest content{line[0], line[1]};
  if (seal(study, block, content) != line) return std::nullopt;
  return content;
}

}  // namespace ergodic::store
