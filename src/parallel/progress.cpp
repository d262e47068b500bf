#include "parallel/progress.hpp"

#include "core/format.hpp"
#include "core/json.hpp"
#include "parallel/line/redrawn_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace ergodic::parallel {
namespace {

class Silent final : public ProgressReport {
 public:
  void show(const Progress&) override {}
  void close(const Progress&) override {}
};

class Stopwatch {
 public:
  explicit Stopwatch(const Clock& clock) : clock_(clock), start_(clock.now()) {}
  double elapsed() const { return clock_.now() - start_; }

 private:
  const Clock& clock_;
  double start_;
};

class Bar final : public ProgressReport {
 public:
  Bar(std::ostream& out, const Clock& clock, std::function<int()> columns)
      : out_(out), clock_(clock), columns_(std::move(columns)) {}
  ~Bar() override { out_ << line_.ended() << std::flush; }  // before what is said of an error

  void show(const Progress& progress) override {
    if (clock_.now() < next_) return;
    next_ = clock_.now() + 0.25;
    draw(progress);
  }

  void close(const Progress& progress) override {
    draw(progress);
    out_ << line_.ended() << std::flush;
  }

 private:
  void draw(const Progress& progress) {
    const auto columns = static_cast<std::size_t>(std::max(columns_(), 2));
    out_ << line_.drawn(progress_bar(progress, progress.rate(), columns - 1), columns) << std::flush;
  }

  std::ostream& out_;
  const Clock& clock_;
  std::function<int()> columns_;
  double next_ = 0;
  RedrawnLine line_;
};

class Log final : public ProgressReport {
 public:
  Log(std::ostream& out, const Clock& clock) : out_(out), watch_(clock) {}

  void show(const Progress& progress) override {
    if (watch_.elapsed() < next_) return;
    next_ = watch_.elapsed() + std::clamp(next_, 1.0, 60.0);
    write(progress);
  }

  /// Nothing when that was the last line already.
  void close(const Progress& progress) override {
    if (!last_ || last_->done != progress.done || last_->failures != progress.failures) write(progress);
  }

 private:
  void write(const Progress& progress) {
    out_ << fmt::format("ergodic: {}  after {}\n", progress_text(progress, progress.rate()), duration(watch_.elapsed()))
         << std::flush;
    last_ = progress;
  }

  std::ostream& out_;
  Stopwatch watch_;
  double next_ = 1.0;
  std::optional<Progress> last_;
};

class JsonLines final : public ProgressReport {
 public:
  JsonLines(std::ostream& out, const Clock& clock) : out_(out), watch_(clock) {}

  void show(const Progress& progress) override {
    if (watch_.elapsed() < next_) return;
    next_ = watch_.elapsed() + 1.0;
    write(progress, "running");
  }

  void close(const Progress& progress) override {
    write(progress, progress.done == progress.total ? "complete" : "stopped");
  }

 private:
  void write(const Progress& p, const char* state) {
    Json line;
    line["state"] = state;
    line["sessions"] = p.done;
    line["total"] = p.total;
    line["failures"] = p.failures;
    line["elapsed_s"] = watch_.elapsed();
    line["sessions_per_s"] = p.rate();
    const double left = time_to_finish(p, p.rate());
    line["left_s"] = std::isfinite(left) ? Json(left) : Json(nullptr);
    out_ << line.dump() << '\n' << std::flush;
  }

  std::ostream& out_;
  Stopwatch watch_;
  double next_ = 0.0;
};

}  // namespace

std::unique_ptr<ProgressReport> progress_report(ProgressStyle style, std::ostream& out, const Clock& clock,
                                                std::function<int()> columns) {
  switch (style) {
    case ProgressStyle::bar: return std::make_unique<Bar>(out, clock, std::move(columns));
    case ProgressStyle::log: return std::make_unique<Log>(out, clock);
    case ProgressStyle::json: return std::make_unique<JsonLines>(out, clock);
    case ProgressStyle::none: break;
  }
  return std::make_unique<Silent>();
}

}  // namespace ergodic::parallel
