#include "tables/csv/cells_of_column.hpp"

#include "tables/read_columns.hpp"

#include <cmath>
#include <limits>
#include <type_traits>

namespace ergodic::tables {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The least whole number from a bound on, or the greatest up to it.
std::int64_t whole_bound(double bound) {
  constexpr double beyond = 0x1p63;
  if (bound >= beyond) return std::numeric_limits<std::int64_t>::max();
  return bound < -beyond ? std::numeric_limits<std::int64_t>::min() : static_cast<std::int64_t>(bound);
}

}  // namespace

CellsOfColumn::CellsOfColumn(const TableForm& form, std::size_t place)
    : may_be_missing_(tables::may_be_missing(form, place)),
      is_tolerated_(tables::is_tolerated(form, place)),
      place_(place) {
  const TableColumn& column = form.columns[place];
  const double low = column.low.value_or(-infinity), high = column.high.value_or(infinity);
  switch (column.kind) {
    case TableColumn::Kind::whole:
      cells_ = WholeCells{whole_bound(std::ceil(low)), whole_bound(std::floor(high))};
      break;
    case TableColumn::Kind::real: cells_ = RealCells{low, high}; break;
    case TableColumn::Kind::text:
      texts_ = std::make_unique<TextCells>(column);
      cells_ = CellsOfText{texts_.get()};
      break;
    case TableColumn::Kind::date: cells_ = DateCells{}; break;
    case TableColumn::Kind::time: cells_ = TimeCells{}; break;
    case TableColumn::Kind::yes_no: cells_ = FlagCells{}; break;
  }
}

void CellsOfColumn::look_where(Columns& columns) {
  std::visit(
      [&](auto& cells) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(cells)>, NoCells>)
          cells.values = columns.values<std::remove_pointer_t<decltype(cells.values)>>(place_);
      },
      cells_);
}

void CellsOfColumn::finish(Columns& columns) {
  if (texts_ != nullptr) columns.texts(place_) = texts_->take_texts();
}

void CellsOfColumn::spoil(std::size_t row) {
  if (!is_tolerated_) return;
  std::visit([row](auto& cells) { cells.spoil(row); }, cells_);
}

void CellsOfColumn::miss(std::size_t row) {
  std::visit([row](auto& cells) { cells.miss(row); }, cells_);
}

bool CellsOfColumn::take(const char* at, const char* end, std::size_t row) {
  return at != end && std::visit([&](auto& cells) { return cells.take(at, end, row); }, cells_);
}

void CellsOfColumn::take(const Part& part, std::size_t row, const std::function<void(std::size_t)>& look) {
  std::visit(
      [&](auto& kept) {
        auto cells = kept;  // where no other write can reach it
        const bool may_be_missing = may_be_missing_;
        for (std::size_t i = 0, cell = part.first; i < part.rows; ++i, cell += part.width) {
          const char* const at = part.cells.begin(cell);
          const char* end = part.cells.end(cell);
          if (part.is_last && end != at) end -= end[-1] == '\r';
          if (at == end && may_be_missing)
            cells.miss(row + i);
          else if (at == end || !cells.take(at, end, row + i)) [[unlikely]]
            look(i);
        }
        kept = cells;
      },
      cells_);
}

Mistake CellsOfColumn::put(std::string_view text, std::size_t row) {
  if (place_ == static_cast<std::size_t>(-1)) return Mistake::none;
  // So that every value is one, also of a row that is wrong.
  miss(row);
  if (text.empty()) return may_be_missing_ ? Mistake::none : Mistake::missing;
  const Mistake mistake = std::visit([&](auto& cells) { return cells.put(text, row); }, cells_);
  const bool has_nul = mistake != Mistake::none && text.find('\0') != std::string_view::npos;
  return has_nul ? Mistake::has_nul : mistake;
}

}  // namespace ergodic::tables
