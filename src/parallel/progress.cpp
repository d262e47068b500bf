#include "parallel/progress.hpp"

#include "core/format.hpp"
#include "core/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::parallel {
namespace {

class Silent final : public ProgressReport {
 public:
  void show(const Progress&) override {}
  void close(const Progress&) override {}
};

/// Rate and time to finish, from the sessions of this run alone.
class Pace {
 public:
  explicit Pace(const Clock& clock) : clock_(clock), start_(clock.now()) {}

  double elapsed() const { return clock_.now() - start_; }
  double rate(const Progress& p) const {
    const double seconds = elapsed();
    return seconds > 0 ? static_cast<double>(p.here) / seconds : 0.0;
  }

 private:
  const Clock& clock_;
  double start_;
};

double share_done(const Progress& p) {
  return p.total == 0 ? 1.0 : static_cast<double>(p.done) / static_cast<double>(p.total);
}

std::string rate_text(double per_second) {
  if (per_second >= 1e6) return fmt::format("{:.2f} M/s", per_second / 1e6);
  if (per_second >= 1e4) return fmt::format("{:.1f} k/s", per_second / 1e3);
  return fmt::format("{:.0f}/s", per_second);
}

}  // namespace

double time_to_finish(const Progress& p, double rate) { return static_cast<double>(p.total - p.done) / rate; }

std::string progress_text(const Progress& p, double rate) {
  std::string text = fmt::format("{:5.1f} %  {} of {} sessions  {}", 100 * share_done(p), grouped(p.done),
                                 grouped(p.total), rate_text(rate));
  if (p.failures > 0) text += fmt::format("  {} failed", grouped(p.failures));
  if (p.done < p.total && p.here > 0) text += fmt::format("  {} left", duration(time_to_finish(p, rate)));
  return text;
}

namespace {

class Bar final : public ProgressReport {
 public:
  Bar(std::ostream& out, const Clock& clock, int columns) : out_(out), clock_(clock), pace_(clock), columns_(columns) {}

  void show(const Progress& progress) override {
    if (clock_.now() < next_) return;
    next_ = clock_.now() + 0.25;
    draw(progress);
  }

  void close(const Progress& progress) override {
    draw(progress);
    out_ << '\n' << std::flush;
  }

 private:
  void draw(const Progress& progress) {
    const std::string text = progress_text(progress, pace_.rate(progress));
    const int width = std::clamp(columns_ - static_cast<int>(text.size()) - 4, 0, 40);
    std::string bar;
    if (width >= 8) {
      const int full = static_cast<int>(std::floor(share_done(progress) * width));
      bar = fmt::format("[{:=<{}}{: <{}}] ", "", full, "", width - full);
    }
    out_ << "\r\x1b[K" << bar << text << std::flush;
  }

  std::ostream& out_;
  const Clock& clock_;
  Pace pace_;
  int columns_;
  double next_ = 0;
};

class Log final : public ProgressReport {
 public:
  Log(std::ostream& out, const Clock& clock) : out_(out), pace_(clock) {}

  void show(const Progress& progress) override {
    if (pace_.elapsed() < next_) return;
    next_ = pace_.elapsed() + std::clamp(next_, 1.0, 60.0);
    write(progress);
  }

  void close(const Progress& progress) override { write(progress); }

 private:
  void write(const Progress& progress) {
    out_ << fmt::format("ergodic: {}  after {}\n", progress_text(progress, pace_.rate(progress)),
                        duration(pace_.elapsed()))
         << std::flush;
  }

  std::ostream& out_;
  Pace pace_;
  double next_ = 1.0;
};

class JsonLines final : public ProgressReport {
 public:
  JsonLines(std::ostream& out, const Clock& clock) : out_(out), pace_(clock) {}

  void show(const Progress& progress) override {
    if (pace_.elapsed() < next_) return;
    next_ = pace_.elapsed() + 1.0;
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
    line["elapsed_s"] = pace_.elapsed();
    line["sessions_per_s"] = pace_.rate(p);
    const double left = time_to_finish(p, pace_.rate(p));
    line["left_s"] = std::isfinite(left) ? Json(left) : Json(nullptr);
    out_ << line.dump() << '\n' << std::flush;
  }

  std::ostream& out_;
  Pace pace_;
  double next_ = 0.0;
};

}  // namespace

std::unique_ptr<ProgressReport> progress_report(ProgressStyle style, std::ostream& out, const Clock& clock,
                                                int columns) {
  switch (style) {
    case ProgressStyle::bar: return std::make_unique<Bar>(out, clock, columns);
    case ProgressStyle::log: return std::make_unique<Log>(out, clock);
    case ProgressStyle::json: return std::make_unique<JsonLines>(out, clock);
    case ProgressStyle::none: break;
  }
  return std::make_unique<Silent>();
}

}  // namespace ergodic::parallel
