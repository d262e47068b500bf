#include <ergodic/errors.hpp>
#include <ergodic/record.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace ergodic {

namespace {

bool is_money(const Column& column) {
  const Column money = money_column("");
  return column.unit == money.unit && column.scale == money.scale;
}

std::string money_text(std::int64_t cents) {
  const auto amount = cents < 0 ? -static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
  return fmt::format("{}${}.{:02}", cents < 0 ? "-" : "", amount / 100, amount % 100);
}

/// The double that is nearest to value × scale where that is a decimal: 35 cents are 0.35 and not 0.35000000000000003.
double scaled(double value, double scale) { return scale < 1 ? value / (1 / scale) : value * scale; }

[[noreturn]] void refuse(const Column& column, const char* why) {
  throw InternalError(fmt::format("column \"{}\" cannot hold the record's value ({})", column.name, why));
}

template <class Value>
Value value_at(const void* session, std::ptrdiff_t offset) {
  Value value;
  std::memcpy(&value, static_cast<const std::byte*>(session) + offset, sizeof value);
  return value;
}

/// Calls take(value), of the type in which a member is.
template <class Take>
auto with_member(const void* session, std::ptrdiff_t offset, Type type, Take take) {
  switch (type) {
    case Type::uint8: return take(value_at<std::uint8_t>(session, offset));
    case Type::int16: return take(value_at<std::int16_t>(session, offset));
    case Type::int32: return take(value_at<std::int32_t>(session, offset));
    case Type::int64: return take(value_at<std::int64_t>(session, offset));
    case Type::float64: break;
  }
  return take(value_at<double>(session, offset));
}

/// The value from `source`, of a column of that type, as a Number.
template <class Number>
Number number_of(const auto& source, Type type, const void* session) {
  const auto cast = [](auto value) { return static_cast<Number>(value); };
  if (const auto* offset = std::get_if<std::ptrdiff_t>(&source)) return with_member(session, *offset, type, cast);
  if (const auto* whole = std::get_if<1>(&source)) return cast((*whole)(session));
  return cast(std::get<2>(source)(session));
}

/// Where `columns` have the name, looked for first at `guess`: records stand in the order of their columns, and a
/// writer that is made for a few sessions must cost next to nothing.
std::size_t index_of(std::string_view name, const Columns& columns, std::size_t guess) {
  if (guess < columns.size() && columns[guess].name == name) return guess;
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
  if (found == columns.end())
    throw InternalError(fmt::format("no column \"{}\" for a record (the workload declares others)", name));
  return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace

AnyRecord::AnyRecord(Column column_, std::ptrdiff_t offset, Type stored) : column(std::move(column_)), source_(offset) {
  if (column.type != stored) refuse(column, "the member is of another type");
}

AnyRecord::AnyRecord(Column column_, Source accessor) : column(std::move(column_)), source_(std::move(accessor)) {
  const bool is_real = std::holds_alternative<Real>(source_);
  if (is_real != (column.type == Type::float64)) refuse(column, is_real ? "it is real" : "it is a whole number");
}

std::int64_t AnyRecord::whole(const void* session) const {
  return number_of<std::int64_t>(source_, column.type, session);
}

double AnyRecord::real(const void* session) const { return number_of<double>(source_, column.type, session); }

bool AnyRecord::has_value(const void* session) const {
  if (!column.may_be_missing) return true;
  return column.type == Type::float64 ? !is_missing(real(session)) : !is_missing(column, whole(session));
}

std::string AnyRecord::text(const void* session) const {
  if (!has_value(session)) return missing_label;
  if (column.is_category()) return column.categories.at(static_cast<std::size_t>(whole(session)));
  if (is_money(column)) return money_text(whole(session));
  if (column.scale != 1) return fmt::format("{}", scaled(real(session), column.scale));
  return column.type == Type::float64 ? fmt::format("{}", real(session)) : fmt::format("{}", whole(session));
}

CourseValue AnyRecord::course_value(const void* session) const {
  if (!has_value(session)) return std::monostate();
  if (column.is_category()) return std::string_view(column.categories.at(static_cast<std::size_t>(whole(session))));
  if (column.type == Type::float64 || column.scale != 1) return scaled(real(session), column.scale);
  return whole(session);
}

void write_value_line(const std::string& name, std::span<const std::string> values, std::ostream& out) {
  const int width = values.size() > 1 ? 18 : 0;
  out << fmt::format("{:<23}", name);
  for (const std::string& value : values)
    out << fmt::format(" {:>{}}", value, width);
  out << '\n';
}

AnyRowWriter::AnyRowWriter(std::size_t records) { members_.reserve(records); }

void AnyRowWriter::add(const AnyRecord& record, Rows& rows) {
  const Column& column = record.column;
  const std::size_t index = index_of(column.name, rows.columns(), members_.size() + functions_.size());
  const auto target_of = [&]<class Value>(std::type_identity<Value>) {
    return Target{std::as_writable_bytes(rows.column<Value>(index)).data(), rows.length(index)};
  };
  const auto found = [&] {
    switch (column.type) {
      case Type::uint8: return target_of(std::type_identity<std::uint8_t>());
      case Type::int16: return target_of(std::type_identity<std::int16_t>());
      case Type::int32: return target_of(std::type_identity<std::int32_t>());
      case Type::int64: return target_of(std::type_identity<std::int64_t>());
      case Type::float64: break;
    }
    return target_of(std::type_identity<double>());
  };
  const Target target = found();
  const auto* offset = std::get_if<std::ptrdiff_t>(&record.source_);
  if (offset == nullptr) {
    functions_.push_back({target, column.type, record.source_});
    return;
  }
  const auto kind = static_cast<std::size_t>(std::countr_zero(size_of(column.type)));
  members_.insert(members_.begin() + static_cast<std::ptrdiff_t>(ends_[kind]), {target, *offset});
  for (std::size_t wider = kind; wider < ends_.size(); ++wider)
    ++ends_[wider];
}

template <std::size_t width>
std::span<const AnyRowWriter::Member> AnyRowWriter::of_width() const {
  constexpr std::size_t kind = std::countr_zero(width);
  const std::size_t first = kind == 0 ? 0 : ends_[kind - 1];
  return std::span(members_).subspan(first, ends_[kind] - first);
}

template <std::size_t width>
void AnyRowWriter::copy(std::uint64_t row, std::size_t place, const std::byte* session) const {
  for (const Member& member : of_width<width>())
    std::memcpy(member.values + (row * member.length + place) * width, session + member.offset, width);
}

template <std::size_t width>
void AnyRowWriter::copy_rows(std::uint64_t first, const std::byte* sessions, std::size_t stride,
                             std::size_t count) const {
  for (const Member& member : of_width<width>()) {
    const std::byte* from = sessions + member.offset;
    std::byte* to = member.values + first * width;
    for (std::size_t i = 0; i < count; ++i)
      std::memcpy(to + i * width, from + i * stride, width);
  }
}

template <std::size_t width>
void AnyRowWriter::copy_rows(std::span<const std::uint64_t> rows, const std::byte* sessions, std::size_t stride) const {
  for (const Member& member : of_width<width>()) {
    const std::byte* from = sessions + member.offset;
    for (std::size_t i = 0; i < rows.size(); ++i)
      std::memcpy(member.values + rows[i] * width, from + i * stride, width);
  }
}

void AnyRowWriter::compute(const Function& function, std::uint64_t row, std::size_t place, const void* session) {
  const auto put = [&]<class Value>(Value value) {
    std::memcpy(function.values + (row * function.length + place) * sizeof value, &value, sizeof value);
  };
  if (function.type == Type::float64) return put(number_of<double>(function.value, function.type, session));
  const auto whole = number_of<std::int64_t>(function.value, function.type, session);
  switch (function.type) {
    case Type::uint8: return put(static_cast<std::uint8_t>(whole));
    case Type::int16: return put(static_cast<std::int16_t>(whole));
    case Type::int32: return put(static_cast<std::int32_t>(whole));
    default: return put(whole);
  }
}

void AnyRowWriter::write(std::uint64_t row, std::size_t place, const void* session) const {
  const auto* bytes = static_cast<const std::byte*>(session);
  copy<1>(row, place, bytes);
  copy<2>(row, place, bytes);
  copy<4>(row, place, bytes);
  copy<8>(row, place, bytes);
  for (const Function& function : functions_)
    compute(function, row, place, session);
}

void AnyRowWriter::write_rows(std::uint64_t first, const void* sessions, std::size_t stride, std::size_t count) const {
  const auto* bytes = static_cast<const std::byte*>(sessions);
  copy_rows<1>(first, bytes, stride, count);
  copy_rows<2>(first, bytes, stride, count);
  copy_rows<4>(first, bytes, stride, count);
  copy_rows<8>(first, bytes, stride, count);
  for (const Function& function : functions_) {
    for (std::size_t i = 0; i < count; ++i)
      compute(function, first + i, 0, bytes + i * stride);
  }
}

void AnyRowWriter::write_rows(std::span<const std::uint64_t> rows, const void* sessions, std::size_t stride) const {
  const auto* bytes = static_cast<const std::byte*>(sessions);
  copy_rows<1>(rows, bytes, stride);
  copy_rows<2>(rows, bytes, stride);
  copy_rows<4>(rows, bytes, stride);
  copy_rows<8>(rows, bytes, stride);
  for (const Function& function : functions_) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      compute(function, rows[i], 0, bytes + i * stride);
  }
}

}  // namespace ergodic
