#include "study/schema/documents.hpp"

#include "study/schema/describe.hpp"
#include "study/values/document_values.hpp"

#include <fmt/format.h>

#include <memory>

namespace ergodic::study {
namespace {

/// {file: NAME}, and nothing else.
bool is_reference(const YamlValue& written) {
  return written.kind == YamlValue::Kind::mapping && written.pair_count() == 1 && written.key(0).text == "file" &&
         written.value(0).kind == YamlValue::Kind::scalar;
}

bool check_mapping_of(const Key& key, const std::string& path, const YamlValue& document, Problems& problems) {
  if (document.kind != YamlValue::Kind::mapping) {
    problems.add(document.place, fmt::format("{} is {} (it must be {}) write its keys, or name its file", path,
                                             found(document), needs(key)));
    return false;
  }
  if (is_reference(document)) {
    problems.add(document.place,
                 fmt::format("{} names a file once more (a document holds what it says) name that file", path));
    return false;
  }
  return true;
}

}  // namespace

YamlPointer document_of(const Key& key, const std::string& path, const YamlValue& written, const NamedFiles* files,
                        Problems& problems) {
  YamlPointer document = std::make_shared<const YamlValue>(written);
  if (is_reference(written)) {
    if (files == nullptr) {
      problems.add(written.place, fmt::format("{} names a file (there are none here) write it out", path));
      return nullptr;
    }
    document = files->document(written.value(0), problems);
    if (document == nullptr) return nullptr;
  }
  if (!check_mapping_of(key, path, *document, problems)) return nullptr;
  if (key.children.empty()) check_document_values(*document, path, problems);
  return document;
}

}  // namespace ergodic::study
