#include "core/digest.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <bit>
#include <new>

namespace ergodic {

static_assert(std::endian::native == std::endian::little, "digests and files are little-endian");

std::string Digest::hex() const { return fmt::format("{:016x}{:016x}", high, low); }

struct Digester::State {
  XXH3_state_t* xxh;
};

Digester::Digester() : state_(std::make_unique<State>(State{XXH3_createState()})) {
  if (state_->xxh == nullptr) throw std::bad_alloc();
  XXH3_128bits_reset(state_->xxh);
}

Digester::~Digester() { XXH3_freeState(state_->xxh); }

Digester& Digester::add(std::span<const std::byte> bytes) {
  XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size());
  return *this;
}

Digest Digester::result() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh);
  return {hash.low64, hash.high64};
}

Digest digest_of(std::string_view text) { return Digester().add(text).result(); }

}  // namespace ergodic
