#include "tables/csv/cells_of_column.hpp"

#include "tables/cells/cell.hpp"
#include "tables/read_columns.hpp"

#include <utility>

namespace ergodic::tables {
namespace {

using Kind = TableColumn::Kind;

}  // namespace

CellsOfColumn::CellsOfColumn(const TableForm& form, std::size_t place)
    : may_be_missing_(tables::may_be_missing(form, place)), kind_(form.columns[place].kind), place_(place) {
  const TableColumn& column = form.columns[place];
  low_ = column.low.value_or(low_);
  high_ = column.high.value_or(high_);
  switch (kind_) {
    case Kind::whole: what_ = What::whole; break;
    case Kind::real: what_ = What::real; break;
    case Kind::date: what_ = What::date; break;
    case Kind::text:
      what_ = What::text;
      texts_ = std::make_unique<TextCells>(column);
      break;
    case Kind::time: what_ = What::time; break;
    case Kind::yes_no: what_ = What::flag; break;
  }
}

void CellsOfColumn::look_where(Columns& columns) {
  if (what_ == What::nothing) return;
  switch (kind_) {
    case Kind::whole:
    case Kind::time: wholes_ = columns.values<std::int64_t>(place_); break;
    case Kind::real: reals_ = columns.values<double>(place_); break;
    case Kind::text:
    case Kind::date: codes_ = columns.values<std::int32_t>(place_); break;
    case Kind::yes_no: flags_ = columns.values<std::uint8_t>(place_); break;
  }
}

void CellsOfColumn::finish(Columns& columns) {
  if (texts_ != nullptr) columns.texts(place_) = texts_->take_texts();
}

bool CellsOfColumn::begin_month(const char* year, const char* month) {
  const unsigned century = two_digits(year), rest = two_digits(year + 2), number = two_digits(month);
  if (century > 99 || rest > 99 || number < 1 || number > 12) return false;
  const auto whole_year = static_cast<int>(century * 100 + rest);
  if (whole_year == 0) return false;
  month_begin_ = days_since_1970({whole_year, static_cast<int>(number), 1}) - 1;
  month_days_ = static_cast<unsigned>(days_in(whole_year, static_cast<int>(number)));
  return true;
}

void CellsOfColumn::put_missing(std::size_t row) {
  if (what_ == What::nothing) return;
  switch (kind_) {
    case Kind::whole:
    case Kind::time: wholes_[row] = missing_whole; break;
    case Kind::real: reals_[row] = missing_real(); break;
    case Kind::text: codes_[row] = missing_code; break;
    case Kind::date: codes_[row] = missing_date; break;
    case Kind::yes_no: flags_[row] = missing_flag; break;
  }
}

Mistake CellsOfColumn::put(std::string_view text, std::size_t row) {
  if (what_ == What::nothing) return Mistake::none;
  // So that every value is one, also of a row that is wrong.
  put_missing(row);
  if (text.empty()) return may_be_missing_ ? Mistake::none : Mistake::missing;
  const Mistake mistake = put_value(text, row);
  const bool has_nul = mistake != Mistake::none && text.find('\0') != std::string_view::npos;
  return has_nul ? Mistake::has_nul : mistake;
}

Mistake CellsOfColumn::put_value(std::string_view text, std::size_t row) {
  switch (kind_) {
    case Kind::whole: {
      std::int64_t value = 0;
      if (const Mistake mistake = parse_whole(text, value); mistake != Mistake::none) return mistake;
      if (!is_in_range(static_cast<double>(value))) return Mistake::out_of_range;
      wholes_[row] = value;
      return Mistake::none;
    }
    case Kind::real: {
      double value = 0;
      if (const Mistake mistake = parse_real(text, value); mistake != Mistake::none) return mistake;
      if (!is_in_range(value)) return Mistake::out_of_range;
      reals_[row] = value;
      return Mistake::none;
    }
    case Kind::text: {
      const std::int32_t code = texts_->code(text);
      codes_[row] = code;
      return texts_->mistake(code);
    }
    case Kind::date: return parse_date(text, codes_[row]);
    case Kind::time: return parse_time(text, wholes_[row]);
    case Kind::yes_no: return parse_flag(text, flags_[row]);
  }
  return Mistake::none;
}

}  // namespace ergodic::tables
