#include "store/ledger.hpp"

namespace ergodic::store {

LedgerLine seal(const Digest& study, std::uint64_t block, const Digest& content) {
  const Digest mark = Digester().add(study.low).add(study.high).add(block).add(content.low).add(content.high).result();
  return {content.low, content.high, mark.low, mark.high};
}

std::optional<LedgerEntry> read_line(const Digest& study, std::uint64_t block, const LedgerLine& line) {
  const Digest content{line[0], line[1]};
  const LedgerLine whole = seal(study, block, content);
  if (line[2] != whole[2]) return std::nullopt;
  return LedgerEntry{content, line[3] == whole[3] ? Kept::durable : Kept::written};
}

}  // namespace ergodic::store
