#include "store/ledger.hpp"

namespace ergodic::store {

LedgerLine seal(const Digest& study, std::uint64_t block, const Digest& content, Kept kept) {
  const Digest mark = Digester().add(study.low).add(study.high).add(block).add(content.low).add(content.high).result();
  const std::uint64_t inverted = kept == Kept::durable ? 0 : ~std::uint64_t{0};
  return {content.low, content.high, mark.low ^ inverted, mark.high ^ inverted};
}

std::optional<LedgerEntry> read_line(const Digest& study, std::uint64_t block, const LedgerLine& line) {
  const Digest content{line[0], line[1]};
  const LedgerLine durable = seal(study, block, content, Kept::durable);
  if (line == durable) return LedgerEntry{content, Kept::durable};
  if (line[2] == ~durable[2] && line[3] == ~durable[3]) return LedgerEntry{content, Kept::written};
  return std::nullopt;
}

}  // namespace ergodic::store
