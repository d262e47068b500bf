#include <ergodic/errors.hpp>
#include <ergodic/workload.hpp>

namespace ergodic {

ImportedStudy WorkloadKind::import_study(std::string_view, const std::string&) const {
  throw UsageError("the " + name() +
                   " workload imports nothing (no other program's files are known to it) write a study");
}

void Workloads::add(std::unique_ptr<WorkloadKind> kind) { kinds_.push_back(std::move(kind)); }

WorkloadKind* Workloads::find(std::string_view name) const {
  for (const auto& kind : kinds_) {
    if (kind->name() == name) return kind.get();
  }
  return nullptr;
}

std::vector<std::string> Workloads::names() const {
  std::vector<std::string> names;
  for (const auto& kind : kinds_)
    names.push_back(kind->name());
  return names;
}

}  // namespace ergodic
