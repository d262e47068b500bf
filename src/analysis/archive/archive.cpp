#include "analysis/archive/archive.hpp"

#include "analysis/archive/classic.hpp"
#include "store/archive/archive.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace ergodic::analysis {
namespace {

using Form = store::Archive::Form;

/// Whether something else in /sessions has the name: a column, an axis, what the workload calls its cases' sessions.
bool is_taken(const store::FileLayout& layout, const std::string& name) {
  const auto has_name = [&](const auto& one) { return one.name == name; };
  return std::any_of(layout.columns.begin(), layout.columns.end(), has_name) ||
         std::any_of(layout.axes.begin(), layout.axes.end(), has_name) || layout.session_dimension == name;
}

/// `done`, unless a study calls something else so.
Column done_column(const store::FileLayout& layout) {
  std::string name = "done";
  while (is_taken(layout, name))
    name = "is_" + name;
  return category(name, {"no", "yes"}).says("whether the session is in the file that this is a copy of");
}

/// Calls part(first, last) for each run of replicates of a case within `wanted` whose blocks are done.
template <class Part>
void for_each_done(const Results& results, std::uint64_t case_index, IndexRange wanted, const Part& part) {
  for (std::uint64_t first = wanted.first; first < wanted.last;) {
    const std::uint64_t number = results.description.block_of({case_index, first});
    const Replicates block = results.description.block(number).replicates;
    const std::uint64_t last = std::min(block.first + block.count, wanted.last);
    if (results.done[number]) part(first, last);
    first = last;
  }
}

class Copying {
 public:
  Copying(const Results& results, const store::Selection& selection, Form form, const std::filesystem::path& path)
      : results_(results),
        selection_(selection),
        is_flat_(form == Form::flat),
        layout_(layout_of(results, selection, form)),
        archive_(path, form, results.description.layout(), selection, is_flat_ ? classic(layout_) : layout_) {}

  void copy() {
    for (std::size_t column = 0; column < layout_.columns.size(); ++column) {
      for (std::size_t place = 0; place < selection_.cases.size(); ++place)
        copy_rows(column, place);
    }
    for (std::size_t variable = 0; variable < layout_.variables.size(); ++variable)
      copy_variable(variable);
    if (layout_.failures_per_block > 0) archive_.copy_failures(results_.file.path(), results_.description.layout());
    archive_.close();
  }

 private:
  /// As it is stored: a flat archive has it in other types.
  static store::FileLayout layout_of(const Results& results, const store::Selection& selection, Form form) {
    store::FileLayout layout = store::selected(results.description.layout(), selection);
    if (!results.complete()) layout.columns.push_back(done_column(layout));
    const bool has_rows_alone = form == Form::flat && !layout.columns.empty();
    if (has_rows_alone || !results.complete()) layout.variables.clear();  // an incomplete file has no summary yet
    if (form == Form::flat) layout.failures_per_block = 0;
    return layout;
  }

  /// `place`: of the case among those selected.
  void copy_rows(std::size_t column, std::size_t place) {
    const std::uint64_t width = layout_.row_bytes(layout_.columns[column]);
    const IndexRange all = selection_.replicates_of(results_.description.layout(), selection_.cases[place]);
    const std::uint64_t at_once = archive_.sessions_per_chunk(column);
    for (std::uint64_t first = all.first; first < all.last; first += at_once) {
      const IndexRange part{first, std::min(first + at_once, all.last)};
      bytes_.assign(part.size() * width, std::byte{0});
      for_each_done(results_, selection_.cases[place], part, [&](std::uint64_t begin, std::uint64_t end) {
        read(column, selection_.cases[place], begin,
             std::span(bytes_).subspan((begin - first) * width, (end - begin) * width));
      });
      archive_.write_rows(column, place, first - all.first, written(layout_.columns[column]));
    }
  }

  /// The bytes as the archive has them.
  std::span<const std::byte> written(const Column& column) {
    if (!is_flat_) return bytes_;
    return classic_ = classic_values(column, bytes_);
  }

  void read(std::size_t column, std::uint64_t case_index, std::uint64_t first, std::span<std::byte> bytes) const {
    if (column < selection_.columns.size()) {
      results_.file.read_column(selection_.columns[column], case_index, first, bytes);
    } else {
      std::fill(bytes.begin(), bytes.end(), std::byte{1});  // done
    }
  }

  void copy_variable(std::size_t variable) {
    bytes_.resize(layout_.bytes_per_case(layout_.variables[variable]));
    for (std::size_t place = 0; place < selection_.cases.size(); ++place) {
      results_.file.read_variable(variable, selection_.cases[place], bytes_);
      archive_.write_variable(variable, place, written({.type = layout_.variables[variable].type}));
    }
  }

  const Results& results_;
  const store::Selection& selection_;
  bool is_flat_;
  store::FileLayout layout_;
  store::Archive archive_;
  std::vector<std::byte> bytes_, classic_;
};

}  // namespace

void write_archive(const Results& results, const store::Selection& selection, const std::filesystem::path& path) {
  Copying(results, selection, Form::grouped, path).copy();
}

void write_flat_archive(const Results& results, const store::Selection& selection, const std::filesystem::path& path) {
  Copying(results, selection, Form::flat, path).copy();
}

}  // namespace ergodic::analysis
