#include "cli/output/run/work_line.hpp"

#include "cli/output/json.hpp"
#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace ergodic::cli {
namespace {

using parallel::ProgressStyle;

Json work_json(const Activity& activity, double elapsed, double left) {
  Json line{{"state", name_of(activity.phase)}};
  if (activity.total > 0) {
    line["done"] = activity.done;
    line["total"] = activity.total;
    line["unit"] = unit_of(activity.phase);
  }
  line["elapsed_s"] = elapsed;
  line["left_s"] = json_number(left);
  return line;
}

/// [s] after one that is shown, so long after the phase's start.
double until_the_next(ProgressStyle style, double elapsed) {
  if (style == ProgressStyle::bar) return 0.25;
  return style == ProgressStyle::json ? 1.0 : std::clamp(elapsed, 1.0, 60.0);
}

}  // namespace

std::string work_text(const Activity& activity, double seconds_left) {
  std::string text = activity_text(activity);
  if (activity.total == 0) return text;
  text += fmt::format("  {:.0f} %",
                      std::floor(100 * static_cast<double>(activity.done) / static_cast<double>(activity.total)));
  if (std::isfinite(seconds_left)) text += fmt::format("  {} left", duration(seconds_left));
  return text;
}

WorkLine::WorkLine(ProgressStyle style, std::ostream& out, std::function<int()> columns)
    : style_(style), out_(out), columns_(std::move(columns)) {}

void WorkLine::begin(const Activity& activity, double now) {
  clear();
  first_ = activity;
  start_ = now;
  next_ = 1;
}

double WorkLine::seconds_left(const Activity& activity, double elapsed) const {
  const auto done_here = static_cast<double>(activity.done - std::min(activity.done, first_->done));
  if (activity.total == 0 || done_here == 0) return std::numeric_limits<double>::infinity();
  return static_cast<double>(activity.total - activity.done) * elapsed / done_here;
}

void WorkLine::show(const Activity& activity) {
  if (style_ == ProgressStyle::none) return;
  const double now = clock_.now();
  if (!first_ || first_->phase != activity.phase) begin(activity, now);
  const double elapsed = now - start_;
  if (elapsed < next_) return;
  next_ = elapsed + until_the_next(style_, elapsed);
  const double left = seconds_left(activity, elapsed);
  const std::string text = work_text(activity, left);
  switch (style_) {
    case ProgressStyle::bar:
      out_ << "\r\x1b[K" << text.substr(0, static_cast<std::size_t>(std::max(columns_() - 1, 0))) << std::flush;
      is_drawn_ = true;
      break;
    case ProgressStyle::json: out_ << work_json(activity, elapsed, left).dump() << '\n' << std::flush; break;
    default: out_ << fmt::format("ergodic: {}  after {}\n", text, duration(elapsed)) << std::flush;
  }
}

void WorkLine::clear() {
  first_.reset();
  if (std::exchange(is_drawn_, false)) out_ << "\r\x1b[K" << std::flush;
}

}  // namespace ergodic::cli
