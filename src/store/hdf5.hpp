#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace ergodic::store {

/// The innermost reason on HDF5's error stack, and the stack cleared; "no reason given" when it is empty.
std::string hdf5_reason();

/// Passes a status or an identifier through; throws InputOutputError "cannot WHAT (HDF5's reason)" when it is negative.
template <class Result>
Result check(Result result, const std::string& what);

[[noreturn]] void throw_hdf5(const std::string& what);

template <class Result>
Result check(Result result, const std::string& what) {
  if (result < 0) throw_hdf5(what);
  return result;
}

/// A result file is whole in itself: a link out of it could open anything, or wait at a pipe for ever.
void refuse_external_links();

/// Keeps HDF5 from printing its error stack, since we put the reason into our own message, and from closing files at
/// exit. Once a thread, before any other call.
void silence_hdf5();

/// Owns an HDF5 identifier of any kind.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle(hid_t id, Close closing, const std::string& what) : id_(check(id, what)), close_(closing) {}
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&&) = delete;

  operator hid_t() const { return id_; }

  /// Closes now, and sees whether that worked: for a file, closing writes.
  void close(const std::string& what) { check(close_(std::exchange(id_, -1)), what); }

 private:
  hid_t id_;
  Close close_;
};

}  // namespace ergodic::store
