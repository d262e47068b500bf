#pragma once

#include "store/hdf5.hpp"

namespace ergodic::store {

/// All that we tell HDF5 about how, in one place.
struct Settings {
  Handle file_creation;
  Handle file_access;
  Handle group_creation;
  Handle rows;       ///< dataset creation: space at once, never filled; their bytes are ours
  Handle small;      ///< dataset creation: coordinates and texts, written at creation
  Handle dimension;  ///< dataset creation: a dimension without values takes no space
};

Settings settings();

}  // namespace ergodic::store
