#include "tables/image_memory.hpp"

#include "tables/large_pages.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace ergodic::tables {

using Kind = TableColumn::Kind;

std::shared_ptr<std::byte> image_memory(std::uint64_t bytes) {
  const std::uint64_t page = bytes < large_page ? image_alignment : large_page;
  auto* const memory =
      static_cast<std::byte*>(std::aligned_alloc(page, (std::max(bytes, page) + page - 1) / page * page));
  if (memory == nullptr) throw std::bad_alloc();
  prefer_large_pages(memory, bytes);
  return {memory, [](std::byte* at) { std::free(at); }};
}

std::size_t width_of(Kind kind) {
  switch (kind) {
    case Kind::whole:
    case Kind::real:
    case Kind::time: return 8;
    case Kind::text:
    case Kind::date: return 4;
    case Kind::yes_no: return 1;
  }
  return 0;
}

}  // namespace ergodic::tables
