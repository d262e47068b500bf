#include "tables/large_pages.hpp"

#include "core/posix.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace ergodic::tables {
namespace {

/// Tells the system about the whole pages of memory; that it does not listen changes nothing but time.
void advise(std::byte* memory, std::size_t bytes, int what) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = (reinterpret_cast<std::uintptr_t>(memory) + page - 1) / page * page;
  const auto end = (reinterpret_cast<std::uintptr_t>(memory) + bytes) / page * page;
  if (end > begin) posix<::madvise>("advise on memory", reinterpret_cast<void*>(begin), end - begin, what);
}

}  // namespace

void prefer_large_pages(std::byte* memory, std::size_t bytes) {
  if (bytes >= large_page) advise(memory, bytes, MADV_HUGEPAGE);
}

void give_back_pages(std::byte* memory, std::size_t bytes) { advise(memory, bytes, MADV_DONTNEED); }

}  // namespace ergodic::tables
