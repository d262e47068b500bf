#include "parallel/line/progress_line.hpp"

#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::parallel {
namespace {

using Fields = std::vector<LineField>;

double share_done(const Progress& p) {
  return p.total == 0 ? 1.0 : static_cast<double>(p.done) / static_cast<double>(p.total);
}

std::string rate_text(double per_second) {
  if (per_second >= 1e9) return fmt::format("{:.2f} G/s", per_second / 1e9);
  if (per_second >= 1e6) return fmt::format("{:.2f} M/s", per_second / 1e6);
  if (per_second >= 1e4) return fmt::format("{:.1f} k/s", per_second / 1e3);
  return per_second >= 10 || per_second <= 0 ? fmt::format("{:.0f}/s", per_second)
                                             : fmt::format("{:.2g}/s", per_second);
}

/// Those of the fields that are shown.
std::string joined(const Fields& fields) {
  std::string line;
  for (const LineField& field : fields) {
    if (!field.forms.empty()) line += (line.empty() ? "" : "  ") + field.forms.front();
  }
  return line;
}

enum Place : std::size_t { state_at, percent_at, sessions_at, rate_at, failures_at, left_at, places };

Fields fields_of(const Progress& p, double rate, const std::string& state) {
  Fields fields(places);
  if (!state.empty()) fields[state_at].forms = {state};
  fields[percent_at].forms = {fmt::format("{:5.1f} %", 100 * share_done(p))};
  const std::string sessions = fmt::format("{} of {}", grouped(p.done), grouped(p.total));
  fields[sessions_at].forms = {sessions + " sessions", sessions};
  fields[rate_at].forms = {rate_text(rate)};
  if (p.failures > 0) fields[failures_at].forms = {fmt::format("{} failed", grouped(p.failures))};
  if (p.done < p.total && rate > 0) {
    const std::string left = duration(time_to_finish(p, rate));
    fields[left_at].forms = {left + " left", left};
  }
  return fields;
}

}  // namespace

double time_to_finish(const Progress& p, double rate) { return static_cast<double>(p.total - p.done) / rate; }

std::string fitted_line(const Fields& all, const std::vector<std::size_t>& leaves, std::size_t width) {
  Fields fields = all;
  std::string line = joined(fields);
  for (const std::size_t place : leaves) {
    std::vector<std::string>& forms = fields[place].forms;
    while (line.size() > width && !forms.empty() && joined(fields) != forms.front()) {
      forms.erase(forms.begin());
      line = joined(fields);
    }
  }
  return line.substr(0, width);
}

std::string progress_text(const Progress& p, double rate) { return joined(fields_of(p, rate, "")); }

std::string progress_line(const Progress& p, double rate, std::size_t width, const std::string& state) {
  return fitted_line(fields_of(p, rate, state), {state_at, rate_at, sessions_at, failures_at, left_at, percent_at},
                     width);
}

std::string progress_bar(const Progress& p, double rate, std::size_t width) {
  constexpr std::size_t shortest = 8, longest = 40, around = 3;  // "[", "] "
  const std::string line = progress_text(p, rate);
  if (line.size() + around + shortest > width) return progress_line(p, rate, width);
  const std::size_t bar = std::min(width - line.size() - around, longest);
  const auto full = std::min(bar, static_cast<std::size_t>(std::floor(share_done(p) * static_cast<double>(bar))));
  return fmt::format("[{:=<{}}{: <{}}] {}", "", full, "", bar - full, line);
}

}  // namespace ergodic::parallel
