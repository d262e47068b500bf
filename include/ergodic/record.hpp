#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/course.hpp>
#include <ergodic/money.hpp>
#include <ergodic/rows.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// What a session leaves, declared once. A workload keeps what is known of a session at its end in a struct of its own
/// and says of each column where that struct has its value:
///
///     const Records<Session> records = {
///         {category("outcome", {"loss", "push", "win"}).says("how it ended"), &Session::outcome},
///         {count("rounds").in("rounds").says("rounds played"), &Session::rounds},
///         {money_column("profit").says("won or lost"), [start](const Session& s) { return s.bankroll - start; }},
///     };
///
/// From that come the columns, the rows, the last lines of a transcript, the fields of a course, and, by along(), what
/// each of several players leaves.
namespace ergodic {

/// A record of sessions of any one type, which Record<Session> knows. Erased, so that what is done with records is
/// compiled once, not for every type of session; a value in a member costs a load at an offset.
class AnyRecord {
 public:
  Column column;

  /// The value as the column stores it: of a category the code, of money cents. A real one is cut by whole().
  std::int64_t whole(const void* session) const;
  double real(const void* session) const;
  /// Not where the column may be missing, and is.
  bool has_value(const void* session) const;
  /// For people: the label of a category, an amount as -$12.50, a number else; "missing".
  std::string text(const void* session) const;
  /// For programs: the label of a category, a number in the column's unit else; none where it is missing. A text lives
  /// as long as the record.
  CourseValue course_value(const void* session) const;

 protected:
  using Whole = std::function<std::int64_t(const void* session)>;
  using Real = std::function<double(const void* session)>;
  /// The bytes before the value in the session, or the function that computes it.
  using Source = std::variant<std::ptrdiff_t, Whole, Real>;

  /// Throws InternalError where a value of type `stored` does not belong in such a column.
  AnyRecord(Column column_, std::ptrdiff_t offset, Type stored);
  /// Throws InternalError for a column of whole numbers of a function of real ones, and the other way around.
  AnyRecord(Column column_, Source accessor);

  Source source_;

  friend class AnyRowWriter;
};

/// How a member's value is stored: a flag or an enumeration as its code, an amount in cents.
template <class Value>
constexpr Type stored_type() {
  if constexpr (std::is_same_v<Value, Cents>) {
    return Type::int64;
  } else if constexpr (std::is_enum_v<Value>) {
    return type_of<std::underlying_type_t<Value>>();
  } else if constexpr (std::is_same_v<Value, bool>) {
    return Type::uint8;
  } else {
    return type_of<Value>();
  }
}

/// A column, and where a Session has its value: in a member of the column's type, or by a function. Where it is a
/// member, a Session has a default constructor.
template <class Session>
class Record : public AnyRecord {
 public:
  /// `member` is of Session or of a base: a std::uint8_t, std::int16_t, std::int32_t, std::int64_t, double, Cents, bool
  /// or an enumeration.
  template <class Value, class Owner>
  requires(std::derived_from<Session, Owner>&& std::is_object_v<Value>) Record(Column column_, Value Owner::*member)
      : AnyRecord(std::move(column_), offset_of(member), stored_type<Value>()) {}

  /// Element `i` of an array that is a member.
  template <class Value, std::size_t size, class Owner>
  requires std::derived_from<Session, Owner> Record(Column column_, std::array<Value, size> Owner::*member,
                                                    std::size_t i)
      : AnyRecord(std::move(column_), offset_of(member) + static_cast<std::ptrdiff_t>(i * sizeof(Value)),
                  stored_type<Value>()) {}

  /// The value is accessor(session), of one of these types; accessor may be a member function.
  template <std::invocable<const Session&> Accessor>
  requires(!std::is_member_object_pointer_v<Accessor>) Record(Column column_, Accessor accessor)
      : AnyRecord(std::move(column_), source_of(std::move(accessor))) {}

  std::int64_t whole(const Session& session) const { return AnyRecord::whole(&session); }
  double real(const Session& session) const { return AnyRecord::real(&session); }
  std::string text(const Session& session) const { return AnyRecord::text(&session); }
  CourseValue course_value(const Session& session) const { return AnyRecord::course_value(&session); }

  /// Whether the value is in this member.
  template <class Value, class Owner>
  requires std::derived_from<Session, Owner>
  bool is_of(Value Owner::*member) const { return source_.index() == 0 && std::get<0>(source_) == offset_of(member); }

  /// The same of one of several, such as the seats of a table: a column along their axis, under a name of its own.
  Record along(std::string axis, std::string name) const {
    Record one = *this;
    one.column.long_name += ", at each " + axis;
    one.column.axis = std::move(axis);
    one.column.name = std::move(name);
    return one;
  }

 private:
  template <class Value, class Owner>
  static std::ptrdiff_t offset_of(Value Owner::*member) {
    const Session session{};
    return reinterpret_cast<const std::byte*>(&(session.*member)) - reinterpret_cast<const std::byte*>(&session);
  }

  template <class Accessor>
  static Source source_of(Accessor accessor) {
    using Value = std::remove_cvref_t<std::invoke_result_t<const Accessor&, const Session&>>;
    const auto value = [accessor = std::move(accessor)](const void* session) {
      return std::invoke(accessor, *static_cast<const Session*>(session));
    };
    if constexpr (std::is_floating_point_v<Value>) {
      return Real(value);
    } else if constexpr (std::is_same_v<Value, Cents>) {
      return Whole([value](const void* session) { return value(session).count; });
    } else {
      return Whole([value](const void* session) { return static_cast<std::int64_t>(value(session)); });
    }
  }
};

template <class Session>
using Records = std::vector<Record<Session>>;

template <class Session>
Columns columns_of(const Records<Session>& records) {
  Columns columns;
  for (const AnyRecord& record : records)
    columns.push_back(record.column);
  return columns;
}

/// A line of a transcript's end: a name and its value in each of some sessions.
void write_value_line(const std::string& name, std::span<const std::string> values, std::ostream& out);

/// The last lines of a transcript: the name of each record and its value in each of the sessions, side by side.
template <class Session>
void write_values(const Records<Session>& records, std::type_identity_t<std::span<const Session>> sessions,
                  std::ostream& out) {
  std::vector<std::string> values;
  for (const Record<Session>& record : records) {
    values.clear();
    for (const Session& session : sessions)
      values.push_back(record.text(session));
    write_value_line(record.column.name, values, out);
  }
}

/// The fields of a course whose steps have these records.
template <class Session>
std::vector<CourseField> course_fields(const Records<Session>& records) {
  std::vector<CourseField> fields;
  for (const AnyRecord& record : records)
    fields.push_back({record.column.name, record.column.unit});
  return fields;
}
/// The values of these fields. Their texts live as long as the records.
template <class Session>
std::vector<CourseValue> course_values(const Records<Session>& records, const Session& session) {
  std::vector<CourseValue> values;
  for (const Record<Session>& record : records)
    values.push_back(record.course_value(session));
  return values;
}

/// RowWriter, for sessions of any one type.
class AnyRowWriter {
 public:
  /// For so many records: a writer is made for every few sessions that are simulated one by one.
  explicit AnyRowWriter(std::size_t records);
  void add(const AnyRecord& record, Rows& rows);
  void write(std::uint64_t row, std::size_t place, const void* session) const;
  /// Of sessions that lie `stride` bytes apart.
  void write_rows(std::uint64_t first, const void* sessions, std::size_t stride, std::size_t count) const;
  void write_rows(std::span<const std::uint64_t> rows, const void* sessions, std::size_t stride) const;

 private:
  struct Target {
    std::byte* values;   // of the column
    std::size_t length;  // values a row
  };
  struct Member : Target {
    std::ptrdiff_t offset;
  };
  struct Function : Target {
    Type type;
    AnyRecord::Source value;
  };

  /// Those whose values take so many bytes.
  template <std::size_t width>
  std::span<const Member> of_width() const;
  template <std::size_t width>
  void copy(std::uint64_t row, std::size_t place, const std::byte* session) const;
  template <std::size_t width>
  void copy_rows(std::uint64_t first, const std::byte* sessions, std::size_t stride, std::size_t count) const;
  template <std::size_t width>
  void copy_rows(std::span<const std::uint64_t> rows, const std::byte* sessions, std::size_t stride) const;
  static void compute(const Function& function, std::uint64_t row, std::size_t place, const void* session);

  std::vector<Member> members_;           // by width, so that each loop copies one type
  std::array<std::size_t, 4> ends_ = {};  // of the members of 1, 2, 4 and 8 bytes
  std::vector<Function> functions_;
};

/// Writes sessions into the rows of a block. Made once for the block: it finds the columns by their names.
template <class Session>
class RowWriter {
 public:
  /// `rows` have room for the sessions already, and stay; the records may go. Throws InternalError for a column that
  /// the rows lack or that is of another type there.
  RowWriter(const Records<Session>& records, Rows& rows) : writer_(records.size()) {
    for (const AnyRecord& record : records)
      writer_.add(record, rows);
  }

  /// A row; of columns along an axis, its value at a place there.
  void write(std::uint64_t row, const Session& session, std::size_t place = 0) const {
    writer_.write(row, place, &session);
  }
  /// Consecutive rows from `first` on, of columns of one value a session.
  void write_rows(std::uint64_t first, std::span<const Session> sessions) const {
    writer_.write_rows(first, sessions.data(), sizeof(Session), sessions.size());
  }
  /// The rows `rows`, in any order, one for each session, of columns of one value a session: column after column, which
  /// is twice as fast as one by one.
  void write_rows(std::span<const std::uint64_t> rows, std::span<const Session> sessions) const {
    writer_.write_rows(rows, sessions.data(), sizeof(Session));
  }

 private:
  AnyRowWriter writer_;
};

}  // namespace ergodic
