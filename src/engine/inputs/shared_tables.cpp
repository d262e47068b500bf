#include "engine/inputs/shared_tables.hpp"

#include "store/disk/shared_memory.hpp"
#include "tables/image.hpp"

#include <ergodic/errors.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::engine {
namespace {

using parallel::Communicator;
using Memory = std::shared_ptr<const std::byte>;

/// What all ranks have to know of the tables to come.
struct TablesTold {
  std::vector<std::string> names;
  std::vector<std::uint64_t> bytes;
};

/// Who shares memory with whom: the ranks of this machine, and the first ranks of all machines.
struct Machines {
  explicit Machines(const Communicator& ranks)
      : here(ranks.of_this_machine()), firsts(ranks.of_those(here.is_root())) {}

  Communicator here;
  Communicator firsts;  ///< on other ranks: this one alone
};

/// Rank 0's memory, on every rank; `mine` is null elsewhere.
Memory on_every_rank(const Communicator& ranks, const Machines& machines, const Memory& mine, std::uint64_t bytes) {
  std::optional<store::SharedMemory> made;
  ranks.together([&] {
    if (machines.here.is_root()) made.emplace(bytes);
  });
  const std::filesystem::path path = machines.here.broadcast(made ? made->path() : std::filesystem::path());
  Memory shared;
  ranks.together([&] {
    if (!made) shared = store::open_shared_memory(path, bytes);
  });
  if (made) {
    if (mine) std::memcpy(made->data(), mine.get(), bytes);
    machines.firsts.broadcast(std::span(made->data(), bytes));
  }
  ranks.together([&] {
    if (made) shared = made->sealed();
  });
  return shared;
}

std::shared_ptr<const TableForm> form_of(const TableForms& forms, const std::string& name) {
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const TableForm& form) { return form.name == name; });
  if (found == forms.end()) throw InternalError("no table " + name + " is declared (rank 0 has one) report this");
  return std::make_shared<const TableForm>(*found);
}

}  // namespace

Inputs share_tables(const Communicator& ranks, const TableForms& forms, const Inputs& tables) {
  if (forms.empty() || ranks.size() == 1) return tables;
  TablesTold told;
  for (const Table& table : tables.tables()) {
    told.names.push_back(table.form().name);
    told.bytes.push_back(tables::image_bytes(table));
  }
  told = ranks.broadcast(told);
  Inputs shared;
  if (told.names.empty()) return shared;
  const Machines machines(ranks);
  for (std::size_t i = 0; i < told.names.size(); ++i) {
    const Memory mine = ranks.is_root() ? tables.tables()[i].memory() : nullptr;
    shared.add(Table(form_of(forms, told.names[i]), on_every_rank(ranks, machines, mine, told.bytes[i])));
  }
  return shared;
}

}  // namespace ergodic::engine
