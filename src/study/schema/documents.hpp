#pragma once

#include "study/schema/named_files.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/schema.hpp>

#include <string>

namespace ergodic::study {

/// The document that a key gets: what the study has at `path`, or the file that it names there. What is wrong with it
/// as a document, whatever it is about, is added to `problems`, and a null pointer returned.
YamlPointer document_of(const Key& key, const std::string& path, const YamlValue& written, const NamedFiles* files,
                        Problems& problems);

}  // namespace ergodic::study
