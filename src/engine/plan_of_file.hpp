#pragma once

#include "engine/chain.hpp"
#include "engine/inputs/held_inputs.hpp"
#include "store/identity.hpp"

#include <ergodic/workload_base.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {

/// Why a plan of the file's study cannot give what it holds: "paths draws 2 in OUT.h5, 1 here". Empty: it draws as the
/// file's did.
std::string other_draws(const std::filesystem::path& path, const store::Identity& identity, const Plan& plan);

/// Why blocks of a plan, of the file's study and draws, have no places in the file all the same: its workload has other
/// columns here. Empty: they have; or the file does not say what it holds.
std::string other_rows(const std::filesystem::path& path, const std::vector<Description>& held, const Chain& chain);

/// The chain of what a file of its study holds: of the round that it is in, and without lists where it has none, as one
/// of an older format. Throws MismatchError when the file does not say its round.
Chain chain_as_in(const std::filesystem::path& path, const store::Identity& identity, const Chain& chain);

/// The chain that a file was made by, where this program can make it of what the file says.
struct ChainOfFile {
  std::optional<Chain> chain;
  std::string obstacle;   ///< why there is none; "" where there is
  std::string todo = {};  ///< what to do about it; "": use the program that made the file
};
/// `held`: what the file says that it holds, stage by stage; empty: it is of format 1.0, and says nothing. `search`:
/// where the tables of its study are looked for.
ChainOfFile find_chain(const std::filesystem::path& path, const store::Identity& identity,
                       const std::vector<Description>& held, const Workloads& workloads,
                       const InputSearch& search = {});

/// What a file holds that does not say it itself, being of format 1.0: a plan of its study says so, whatever it would
/// draw. Throws MismatchError where this program cannot make one.
std::vector<Description> describe_by_study(const std::filesystem::path& path, const store::Identity& identity,
                                           const Workloads& workloads);

/// Throws MismatchError: what is `to_do` ("replay") with the file takes its plan. `advice`: ChainOfFile::todo.
[[noreturn]] void refuse_without_plan(const std::string& to_do, const std::filesystem::path& path,
                                      const std::string& program_version, const std::string& obstacle,
                                      const std::string& advice);

/// The plan of a study without stages, which is needed `to_do` something. Throws MismatchError where there is none.
Plan plan_of(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads,
             const std::string& to_do, const InputSearch& search);

}  // namespace ergodic::engine
