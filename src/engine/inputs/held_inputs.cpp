#include "engine/inputs/held_inputs.hpp"

#include "core/format.hpp"
#include "engine/run/run_record.hpp"
#include "store/inputs/kept_tables.hpp"
#include "store/tables/stored_table.hpp"
#include "tables/image.hpp"
#include "tables/read.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;

std::string ways_to(const std::string& name) {
  return fmt::format("bring it back, or give it with --input {}=FILE", name);
}

/// The table, where it is that of the study.
HeldTable checked(Table table, const study::TableGiven& held, const std::string& where, const std::string& todo) {
  const std::uint64_t rows = table.rows();
  const std::string digest = tables::content_digest(table).hex();
  if (rows == held.rows && digest == held.digest) return {std::move(table)};
  return {{},
          fmt::format("its table {} has changed: {} has {}, and it was made with {}", held.name, where,
                      content_text(rows, digest), content_text(held.rows.value_or(0), held.digest.value_or(""))),
          todo};
}

HeldTable kept(const fs::path& result, const std::shared_ptr<const TableForm>& form, const study::TableGiven& held) {
  constexpr const char* todo = "restore it";
  std::optional<Table> table = store::read_kept_table(result, form);
  if (table) return checked(*std::move(table), held, "it", todo);
  return {{}, fmt::format("it has lost its table {}", held.name), todo};
}

HeldTable from_file(const tables::TableSource& source, const std::shared_ptr<const TableForm>& form,
                    const study::TableGiven& held) {
  if (!fs::exists(source.file)) {
    return {
        {}, fmt::format("its table {} is gone: there is no {}", held.name, source.file.string()), ways_to(held.name)};
  }
  try {
    return checked(tables::read_table(form, source, store::open_stored_table), held, source.file.string(),
                   ways_to(held.name));
  } catch (const StudyError& error) {
    return {{}, fmt::format("its table {} cannot be read: {}", held.name, error.what()), ways_to(held.name)};
  }
}

}  // namespace

std::string content_text(std::uint64_t rows, const std::string& digest) {
  return fmt::format("{} {} of digest {}", grouped(rows), rows == 1 ? "row" : "rows", digest);
}

std::shared_ptr<const TableForm> form_named(const WorkloadKind& kind, const std::string& name) {
  for (TableForm& form : kind.tables()) {
    if (form.name == name) return std::make_shared<const TableForm>(std::move(form));
  }
  return nullptr;
}

HeldTable find_table(const fs::path& result, const std::shared_ptr<const TableForm>& form,
                     const study::TableGiven& held, const InputSearch& search) {
  const std::optional<InputRecord> recorded = recorded_input(result, held.name, held.digest.value_or(""));
  for (const InputFile& given : search.files) {
    if (given.table == held.name) return from_file({given.file, recorded ? recorded->group : held.group}, form, held);
  }
  if (held.keep.value_or(false)) return kept(result, form, held);
  if (!search.everywhere) {
    return {{}, fmt::format("its table {} is not kept in it, and is not looked for here", held.name), ""};
  }
  if (recorded) return from_file({recorded->file, recorded->group}, form, held);
  return {{},
          fmt::format("its table {} is not kept in it, and {} does not say where it lay", held.name,
                      run_record_path(result).string()),
          fmt::format("give it with --input {}=FILE", held.name)};
}

HeldInputs find_inputs(const fs::path& result, const study::Study& study, const WorkloadKind& kind,
                       const InputSearch& search) {
  HeldInputs all;
  for (const study::TableGiven& held : study.inputs()) {
    HeldTable found = find_table(result, form_named(kind, held.name), held, search);
    if (!found.table) return {{}, std::move(found.why), std::move(found.todo)};
    all.inputs.add(*std::move(found.table));
  }
  return all;
}

}  // namespace ergodic::engine
