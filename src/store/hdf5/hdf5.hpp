#pragma once

#include "core/call.hpp"

#include <hdf5.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace ergodic::store {

/// "H5CALL: the innermost reason on HDF5's error stack", and the stack cleared.
std::string hdf5_reason(std::string_view call);

/// Makes an HDF5 call. Passes on its status, identifier or number: negative when it failed.
template <auto* function, class... Arguments>
auto attempt_hdf5(const Purpose& purpose, const Arguments&... arguments) {
  using Value = decltype(function(arguments...));
  static_assert(!std::is_unsigned_v<Value>, "a failure must be seen");
  return is_to_fail(name_of<function>(), purpose) ? static_cast<Value>(-1) : function(arguments...);
}

[[noreturn]] void throw_hdf5(std::string_view call, std::string_view what);

/// Makes an HDF5 call. Throws InputOutputError "cannot WHAT (H5CALL: reason)" when it fails.
template <auto* function, class... Arguments>
auto hdf5(const Purpose& purpose, const Arguments&... arguments) {
  const auto value = attempt_hdf5<function>(purpose, arguments...);
  if (static_cast<std::int64_t>(value) < 0) throw_hdf5(name_of<function>(), purpose.what);
  return value;
}

/// H5Tget_size, negative when it fails: HDF5 says 0.
std::int64_t type_size(hid_t type);

/// H5Dget_offset as a signed number: negative when it fails, or the dataset has no bytes of its own in the file.
std::int64_t dataset_offset(hid_t set);

/// H5Dget_storage_size as a signed number.
std::int64_t storage_size(hid_t set);

/// H5Tget_member_name, into `name`; negative when it fails.
std::int64_t member_name(hid_t type, int member, std::string* name);

/// A result file is whole in itself: a link out of it could open anything, or wait at a pipe for ever.
void refuse_external_links();

/// Keeps HDF5 from printing its error stack, since we put the reason into our own message, and from closing files at
/// exit. Once a thread, before any other call.
void silence_hdf5();

/// Owns an HDF5 identifier of any kind.
class Handle {
 public:
  Handle(hid_t id) : id_(id) {}
  ~Handle() {
    // What is not closed for this keeps its file open, which the file's own closing reports.
    if (id_ >= 0) attempt_hdf5<H5Idec_ref>("close an object", id_);
  }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Handle& operator=(Handle&&) = delete;

  operator hid_t() const { return id_; }

  /// For a file: closes it now, and sees whether that worked, since closing writes.
  void close_file(const std::string& what) { hdf5<H5Fclose>(what, std::exchange(id_, -1)); }

 private:
  hid_t id_;
};

}  // namespace ergodic::store
