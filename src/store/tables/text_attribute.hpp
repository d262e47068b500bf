#pragma once

#include "store/hdf5/hdf5.hpp"

#include <string>

namespace ergodic::store {

/// The text of an attribute that others write, of at most 4096 bytes; empty: there is none, or something else.
std::string text_attribute(hid_t object, const char* name);

}  // namespace ergodic::store
