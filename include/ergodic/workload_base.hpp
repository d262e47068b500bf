#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/course.hpp>
#include <ergodic/exact.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/rows.hpp>
#include <ergodic/session.hpp>
#include <ergodic/stage.hpp>
#include <ergodic/stream.hpp>
#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic {

struct Key;
using Schema = std::vector<Key>;  ///< <ergodic/schema.hpp>

/// What a session takes, in what the workload counts its work by.
struct ExpectedWork {
  double of_session = 0;       ///< the mean, or what is known of it from above
  std::string unit = "steps";  ///< "steps", "events", "hands"
};

/// One case of a simulation: a pure function from (parameters, replicate, stream) to a row.
/// It sees no rank, file, clock, global or log. Immutable once made.
class Workload {
 public:
  virtual ~Workload() = default;

  /// What a session leaves. The same for all cases of a study.
  virtual Columns columns() const = 0;
  /// The axes that columns lie along. The same for all cases of a study.
  virtual Axes axes() const { return {}; }
  /// Counters kept beside the rows. The same for all cases of a study.
  virtual Tallies tallies() const { return {}; }
  /// Quotients of totals worth an interval. The same for all cases of a study.
  virtual Ratios ratios() const { return {}; }
  /// The figures that a table of cases shows, in order. The same for all cases of a study.
  virtual Headlines headlines() const { return {}; }

  /// Default sessions in a block where it depends on the parameters, such as the length of an axis; else the kind's.
  /// The first case decides for the study.
  virtual std::optional<std::uint64_t> sessions_per_block() const { return std::nullopt; }

  /// Throws StudyError, through Parameters::reject, where a session would take so long that none would ever end. Asked
  /// before a run, not where only exact results are wanted.
  virtual void check_length() const {}

  /// What a session is expected to take, for people who plan a run; nullopt: the workload does not know.
  virtual std::optional<ExpectedWork> expected_work() const { return std::nullopt; }

  /// What simulates and shows this case once its costly preparation is done: a fit, a compiled program, a pilot of a
  /// sampler. A pure function of the case, in streams of purposes that no session has; it asks streams.pause() now and
  /// then. Called by a process that is about to simulate or show its first session of the case, and by no other; it is
  /// remembered there, and what it costs is in the run record. All else is asked of the case as it was made. Null:
  /// there is nothing to prepare. <ergodic/remembered.hpp> helps a kind whose cases share some of it.
  virtual std::shared_ptr<const Workload> prepared(const Streams& /*streams*/) const { return nullptr; }

  /// Simulates the sessions `replicates` of this case; row i of `rows` belongs to replicates.first + i.
  /// How the replicates are cut into calls must not matter.
  virtual void simulate(Replicates replicates, const Streams& streams, Rows& rows) const = 0;

  /// Writes the course of one session for a person to read. It draws what simulate() draws.
  virtual void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const = 0;

  /// Tells that course to a program, step by step; unless a workload says how, as the lines of its transcript.
  virtual void course(std::uint64_t replicate, const Streams& streams, Course& out) const;

  /// What is known without simulating.
  virtual std::optional<ExactResults> exact() const { return std::nullopt; }
  /// More of it, to be read as it is by those who ask for all that is known.
  virtual std::vector<ExactTable> exact_tables() const { return {}; }
};

/// What a session without a row asks of people.
enum class Failing : std::uint8_t {
  failed,         ///< a look: something is wrong
  incomplete,     ///< patience: what it is made from has not all come
  expected_skip,  ///< nothing: there was to be no row
};

/// One of the ways in which sessions of a kind fail.
struct FailureCategory {
  std::string name;        ///< snake_case; what failures are counted by
  bool can_retry = false;  ///< whether it may go well another time, as when a table will have come
  /// What is told of it, with places for up to three numbers: "{0} of {1} games are there (at least {2} wanted)".
  std::string sentence;
  /// What "{0:label}" shows in the place of number 0: the label of that place in this list.
  std::vector<std::string> labels = {};
  /// Where a kind has others than `failed`, the column `outcome` tells them apart.
  Failing means = Failing::failed;
};
using FailureCategories = std::vector<FailureCategory>;

/// A study made from another program's file.
struct ImportedStudy {
  std::string text;         ///< the YAML file, with comments
  std::size_t remarks = 0;  ///< places where a comment says what differs
};

/// A kind of simulation, such as let_it_ride: its name, its schema, and how a case of it is made.
class WorkloadKind {
 public:
  virtual ~WorkloadKind() = default;

  virtual std::string name() const = 0;   ///< snake_case; seeds the streams
  virtual std::string title() const = 0;  ///< one line for `ergodic workloads`
  /// The number of its draws: one more, for good, whenever the same study comes to give other rows or columns. A file
  /// tells the one that it was made with; only where it is this one are sessions added to the file, or simulated again.
  virtual int draws() const { return 1; }
  /// Of a study with these parameters: the least from which on its rows are what they are now, where others have
  /// changed since. It is what files tell and are held to; draws() is the greatest.
  virtual int draws_of(const Parameters&) const { return draws(); }
  virtual const Schema& schema() const = 0;

  /// The tables that a study of this kind may give under `inputs`.
  virtual TableForms tables() const { return {}; }
  /// False for a kind whose sessions draw none: its studies have no `seeding`, `sessions` or `until`.
  virtual bool draws_random_numbers() const { return true; }

  /// What the sessions of a study of this kind are called in the file's dimension: "session", "path", …
  virtual std::string session_dimension() const { return "session"; }
  /// Default sessions in a block: about 0.1 s of work, at most a few MiB of rows.
  virtual std::uint64_t sessions_per_block() const { return 16384; }
  /// How many sessions the case with these parameters has, where the workload says it and not the study: one a row of a
  /// table, say. Either all cases of a study have such a number, perhaps 0, or none; the study then sets no `sessions`.
  virtual std::optional<std::uint64_t> sessions_of(const Parameters&, const Inputs&) const { return std::nullopt; }
  /// What one session of the case with these parameters is expected to take of a processor [s]: roughly, and the same
  /// on every machine, since blocks are cut by it. Where the study does not say how many sessions are in a block, the
  /// costliest case does: some 0.1 s of work, and no more sessions than the default. Under dynamic scheduling the
  /// dearest cases come first. nullopt: nothing is known of it.
  virtual std::optional<double> seconds_of(const Parameters&, const Inputs&) const { return std::nullopt; }
  /// True where sessions differ much in what they cost, within a case too: ranks then draw their blocks as they become
  /// free, unless a run asks for equal shares. They do so, too, where seconds_of() differs between cases by more than a
  /// factor of two.
  virtual bool has_uneven_costs(const Parameters&) const { return false; }
  /// The stages of a study whose case has these parameters, each after those that it reads; none: the study has none.
  /// All cases of a study have the same stages, but for their cases.
  virtual std::vector<Stage> stages(const Parameters&, const Inputs&) const { return {}; }
  /// Makes case `of_case` of stage `stage` of that study, as they are listed: a pure function of what it is given. What
  /// is costly and serves several cases may be kept between calls.
  virtual std::shared_ptr<const Workload> make_in_stage(const Parameters& parameters, const Inputs& inputs,
                                                        std::size_t stage, std::size_t of_case,
                                                        const EarlierStages& earlier);
  /// True when simulate() may call Rows::fail in a case with these parameters, or leave NaN or infinity in a column of
  /// numbers: the study's file then has room for failures. Where it has not, a session that fails ends the run.
  virtual bool can_fail(const Parameters&) const { return !failures().empty(); }
  /// How sessions fail, where that is known beforehand: each that does leaves `outcome`, `failure`, `can_retry` and its
  /// numbers in columns of its row, however many there are, and Rows::fail takes a place in this list. A kind that
  /// declares none has sentences of its own, of which the file keeps 16 a block.
  virtual FailureCategories failures() const { return {}; }

  /// The files of another program that import_study() reads, for people; empty: none.
  virtual std::string imports() const { return {}; }
  /// A study of this kind, with comments, that does what a file of that program did there. `origin` stands for the
  /// file in messages. Throws StudyError, one problem a line, for what is no such file or has no counterpart here.
  virtual ImportedStudy import_study(std::string_view text, const std::string& origin) const;

  /// What to do about cases that give different columns: the end of the message that refuses such a study.
  virtual std::string advice_on_different_columns() const { return "make them two studies"; }

  /// Makes a case of a study without stages. Throws StudyError, through Parameters::reject, for what the schema cannot
  /// say. A kind overrides one of the two: that with `inputs`, the tables that the study gives, where it has tables().
  /// What cases share may be kept between calls, but for tables: they are the next study's own.
  virtual std::shared_ptr<const Workload> make(const Parameters& parameters);
  virtual std::shared_ptr<const Workload> make(const Parameters& parameters, const Inputs& /*inputs*/) {
    return make(parameters);
  }
};

/// The kinds of simulation that a program knows.
class Workloads {
 public:
  void add(std::unique_ptr<WorkloadKind> kind);
  /// Null when there is none of that name.
  WorkloadKind* find(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  std::vector<std::unique_ptr<WorkloadKind>> kinds_;
};

}  // namespace ergodic
