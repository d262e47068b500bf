#include "tables/settle.hpp"

#include "core/format.hpp"
#include "tables/cells/calendar.hpp"
#include "tables/column_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace ergodic::tables {
namespace {

using Kind = TableColumn::Kind;

std::string date_text(std::int64_t days) {
  // A search of the calendar that parse_date reads by is enough for a message.
  int year = 1;
  while (year < 9999 && days_since_1970({year + 1, 1, 1}) <= days)
    ++year;
  int month = 1;
  while (month < 12 && days_since_1970({year, month + 1, 1}) <= days)
    ++month;
  return fmt::format("{:04}-{:02}-{:02}", year, month, days - days_since_1970({year, month, 1}) + 1);
}

std::string time_text(std::int64_t time) {
  std::int64_t days = time / microseconds_a_day;
  if (time % microseconds_a_day < 0) --days;
  const std::int64_t clock = time - days * microseconds_a_day, seconds = clock / 1'000'000;
  std::string text =
      fmt::format("{}T{:02}:{:02}:{:02}", date_text(days), seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (clock % 1'000'000 != 0) text += fmt::format(".{:06}", clock % 1'000'000);
  return text + "Z";
}

std::string value_text(const Columns& columns, std::size_t i, std::size_t row) {
  switch (columns.kind(i)) {
    case Kind::whole: return fmt::format("{}", columns.values<std::int64_t>(i)[row]);
    case Kind::real: return fmt::format("{}", columns.values<double>(i)[row]);
    case Kind::text:
      return quoted_value(columns.texts(i)[static_cast<std::size_t>(columns.values<std::int32_t>(i)[row])]);
    case Kind::date: return date_text(columns.values<std::int32_t>(i)[row]);
    case Kind::time: return time_text(columns.values<std::int64_t>(i)[row]);
    case Kind::yes_no: return columns.values<std::uint8_t>(i)[row] == 1 ? "yes" : "no";
  }
  return "";
}

/// Looks at the rows of one key after the other.
class Duplicate {
 public:
  Duplicate(const TableForm& form, ReadColumns& read) : form_(form), read_(read), key_(sorting_columns(form)) {
    if (form.duplicates == Duplicates::greatest) newest_ = find_column(form, form.newest);
    all_.resize(form.columns.size());
    std::iota(all_.begin(), all_.end(), std::size_t{0});
  }

  bool have_one_key(std::size_t a, std::size_t b) const { return are_equal(a, b, key_); }

  /// The one of the rows that counts: first to last − 1 in the order, as they stand in the file.
  std::size_t settle(const RowOrder& order, std::size_t first, std::size_t last) {
    std::size_t best = order[first];
    for (std::size_t place = first + 1; place < last; ++place) {
      const std::size_t row = order[place];
      switch (form_.duplicates) {
        case Duplicates::refused: contradict(row, best); break;
        case Duplicates::identical:
          if (!are_equal(row, best, all_)) contradict(row, best);
          break;
        case Duplicates::greatest:
          if (const std::uint64_t a = newest(best), b = newest(row); a == b)
            contradict(row, best);
          else if (a < b)
            best = row;
          break;
      }
    }
    return best;
  }

  void tell(Complaints& complaints) const {
    if (contradictions_ > 0)
      complaints.remark(read_.place_of(contradicted_),
                        fmt::format("{} the key of another, and other values{} (which of them is right is not known) "
                                    "leave one of them out",
                                    contradictions_ == 1 ? "1 row has" : grouped(contradictions_) + " rows have",
                                    contradictions_ == 1 ? "" : ", this one first"));
    if (refused_ == 0) return;
    std::string key;
    for (const std::size_t place : key_)
      key += fmt::format("{}{} {}", key.empty() ? "" : ", ", form_.columns[place].name,
                         value_text(read_.columns, place, row_));
    const TablePlace before = read_.place_of(earlier_);
    complaints.say(read_.place_of(row_),
                   fmt::format("{} the key of another{} ({}{}, as {}) {}",
                               refused_ == 1 ? "1 row has" : grouped(refused_) + " rows have", but(),
                               refused_ == 1 ? "" : "the first: ", key,
                               before.line == 0 ? before.origin : fmt::format("line {}", before.line), todo()));
  }

 private:
  bool are_equal(std::size_t a, std::size_t b, const std::vector<std::size_t>& places) const {
    return std::all_of(places.begin(), places.end(), [&](std::size_t place) {
      return ordinal(read_.columns, place, a) == ordinal(read_.columns, place, b);
    });
  }

  std::uint64_t newest(std::size_t row) const { return ordinal(read_.columns, newest_, row); }

  /// Marks what two rows differ in, or refuses them: those that do not differ at all, too.
  void contradict(std::size_t row, std::size_t best) {
    std::vector<std::size_t> differing;
    for (const std::size_t place : all_) {
      if (ordinal(read_.columns, place, row) != ordinal(read_.columns, place, best)) differing.push_back(place);
    }
    const bool is_settled =
        !differing.empty() && std::all_of(differing.begin(), differing.end(), [&](std::size_t place) {
          return is_tolerated(form_, place) && read_.columns.kind(place) != Kind::text;
        });
    if (!is_settled) return refuse(row, best);
    for (const std::size_t place : differing)
      read_.columns.mark_unreadable(place, best);
    contradicted_ = contradictions_++ == 0 ? row : std::min(contradicted_, row);
  }

  void refuse(std::size_t row, std::size_t earlier) {
    if (refused_++ > 0 && row > row_) return;
    row_ = row;
    earlier_ = earlier;
  }

  std::string but() const {
    if (form_.duplicates == Duplicates::identical) return ", and other values";
    return form_.duplicates == Duplicates::greatest ? ", and the same " + form_.newest : "";
  }

  std::string todo() const {
    return form_.duplicates == Duplicates::greatest ? "leave one of them out, or correct its " + form_.newest
                                                    : "leave one of them out";
  }

  const TableForm& form_;
  ReadColumns& read_;
  std::vector<std::size_t> key_, all_;
  std::uint64_t contradictions_ = 0;
  std::size_t contradicted_ = 0;  ///< the first row in the file that contradicts another
  std::size_t newest_ = 0;
  std::uint64_t refused_ = 0;
  std::size_t row_ = 0, earlier_ = 0;  ///< the first in the file that is refused, and whose key it has
};

}  // namespace

void settle_duplicates(const TableForm& form, ReadColumns& read, RowOrder& order, Complaints& complaints) {
  if (form.key.empty()) return;
  Duplicate duplicate(form, read);
  std::vector<std::uint32_t> kept;
  bool drops = false;
  for (std::size_t first = 0, last = 0; first < order.rows; first = last) {
    for (last = first + 1; last < order.rows && duplicate.have_one_key(order[first], order[last]);)
      ++last;
    if (last - first > 1 && !drops) {
      drops = true;
      for (std::size_t place = 0; place < first; ++place)
        kept.push_back(static_cast<std::uint32_t>(order[place]));
    }
    if (drops)
      kept.push_back(
          static_cast<std::uint32_t>(last - first > 1 ? duplicate.settle(order, first, last) : order[first]));
  }
  if (drops) order = {kept.size(), std::move(kept)};
  duplicate.tell(complaints);
}

std::optional<Table> make_table(std::shared_ptr<const TableForm> form, ReadColumns read, Complaints& complaints) {
  for (std::size_t i = 0; i < form->columns.size(); ++i) {
    if (form->columns[i].kind == Kind::text) rank_texts(read.columns, i, read.rows);
  }
  const std::vector<std::size_t> by = sorting_columns(*form);
  // What is wrong with a key would make more of itself.
  if (std::any_of(by.begin(), by.end(), [&](std::size_t place) { return complaints.concern(place); }))
    return std::nullopt;
  RowOrder order = row_order(*form, read.rows, read.columns);
  settle_duplicates(*form, read, order, complaints);
  if (!complaints.empty()) return std::nullopt;
  Image image = place_rows(order, std::move(read.columns));
  return Table(std::move(form), std::move(image.memory));
}

}  // namespace ergodic::tables
