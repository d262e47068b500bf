#include <ergodic/errors.hpp>
#include <ergodic/workload_base.hpp>

#include <sstream>

namespace ergodic {

void Workload::course(std::uint64_t replicate, const Streams& streams, Course& out) const {
  std::stringstream text;
  transcript(replicate, streams, text);
  const CourseField field{"text"};
  out.begin({&field, 1});
  for (std::string line; std::getline(text, line);) {
    const CourseValue value = std::string_view(line);
    out.step({&value, 1});
  }
}

ImportedStudy WorkloadKind::import_study(std::string_view, const std::string&) const {
  throw UsageError("the " + name() +
                   " workload imports nothing (no other program's files are known to it) write a study");
}

std::shared_ptr<const Workload> WorkloadKind::make(const Parameters&) {
  throw InternalError("the " + name() + " workload is made without its tables (it does not say how) report this");
}

std::shared_ptr<const Workload> WorkloadKind::make_in_stage(const Parameters&, const Inputs&, std::size_t, std::size_t,
                                                            const EarlierStages&) {
  throw InternalError("the " + name() + " workload has stages, and does not make their cases");
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
