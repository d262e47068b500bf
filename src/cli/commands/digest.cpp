#include "core/digest.hpp"
#include "analysis/results.hpp"
#include "cli/commands/commands.hpp"

#include <fmt/format.h>

#include <memory>

namespace ergodic::cli {
namespace {

void add_stage(const analysis::Results& results, const std::string& path, bool blocks, Digester& all) {
  const Digest identity = results.description.layout().identity();
  all.add(identity.low).add(identity.high);
  const std::string& stage = results.description.stage();
  const IndexRange held = results.description.blocks_held();
  for (std::uint64_t block = held.first; block < held.last; ++block) {
    const auto content = results.file.recorded(block);
    if (blocks) fmt::print("{}{}{} {}\n", stage, stage.empty() ? "" : " ", block, content ? content->hex() : "-");
    if (!content)
      throw InputOutputError(fmt::format("{} is not complete ({}block {} is not done) finish it with ergodic run", path,
                                         stage.empty() ? "" : "stage " + stage + ", ", block));
    all.add(content->low).add(content->high);
  }
}

/// One digest of all that the study left: its identity and the digest of every block, as the ledger has them.
ExitCode digest(const std::string& path, bool blocks, const Workloads& workloads) {
  Digester all;
  for (const analysis::Results& stage : analysis::Results::open_stages(path, workloads))
    add_stage(stage, path, blocks, all);
  fmt::print("{}  {}\n", all.result().hex(), path);
  return ExitCode::complete;
}

constexpr const char* footer =
    "The digest covers the study and every block's rows and summary, from the ledger; `ergodic verify` holds the "
    "ledger\n"
    "against the rows. Equal studies give equal digests on any machine and number of ranks.\n"
    "\n"
    "Examples:\n"
    "  ergodic digest OUT.h5\n"
    "  ergodic digest OUT.h5 --blocks                    also each block's: where do two files differ?";

}  // namespace

void add_digest(CommandLine& line, const Context& context) {
  auto path = std::make_shared<std::string>();
  auto blocks = std::make_shared<bool>(false);
  const Command command = line.command("digest", "Print one digest of a file's results");
  command.option("FILE", path.get(), "The result file").required();
  command.option("--blocks", blocks.get(), "Print each block's digest too");
  command.footer(footer);
  command.runs([=] { return digest(*path, *blocks, context.workloads); });
}

}  // namespace ergodic::cli
