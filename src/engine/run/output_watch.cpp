#include "engine/run/output_watch.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <string>

namespace ergodic::engine {
namespace {

using store::Place;

/// [s] between two looks: on a network file system each is a message to its server.
constexpr double interval = 1;

/// ", and is out.h5~ now", where that can be told.
std::string where_it_is(const store::PositionedFile& file) {
  const std::filesystem::path name = file.name_now();
  return name.empty() ? "" : fmt::format(", and is {} now", name.string());
}

}  // namespace

void require_in_place(const store::ResultFile& result) {
  const store::PositionedFile& file = result.on_disk();
  switch (file.place()) {
    case Place::here: return;
    case Place::replaced:
      throw InputOutputError(fmt::format(
          "{} was replaced while this run wrote it (another file has its name, and not this run's work{}) see what has "
          "replaced it, then run the same command again: it continues the file that has this name",
          file.path().string(), where_it_is(file)));
    case Place::moved:
    case Place::removed:
      throw InputOutputError(fmt::format(
          "{} is gone (it was removed or renamed while this run wrote it{}) give a renamed file its name back, or run "
          "the same command again to begin anew",
          file.path().string(), where_it_is(file)));
  }
}

bool OutputWatch::is_lost() {
  const double now = clock_.now();
  if (now < next_) return is_lost_;
  next_ = now + interval;
  try {
    const Place place = file_.on_disk().place();
    is_lost_ = place == Place::replaced || place == Place::removed;
  } catch (const InputOutputError&) {  // whoever has to know it asks again at the end
  }
  return is_lost_;
}

}  // namespace ergodic::engine
