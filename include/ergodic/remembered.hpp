#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <utility>

namespace ergodic {

/// The values that were asked for last, each by its key: for what is costly to work out and wanted again, such as a fit
/// that several cases share. A value is a pure function of its key. For one thread.
template <class Key, class Value>
class Remembered {
 public:
  /// Keeps up to `most` values, one at the least; of more, it forgets the one that was not asked for for the longest.
  explicit Remembered(std::size_t most) : most_(most) {}

  /// The key's value, worked out by make() where it is not remembered. What that throws goes through, and nothing is
  /// remembered then.
  template <class Make>
  std::shared_ptr<const Value> get(const Key& key, const Make& make) {
    if (const auto found = places_.find(key); found != places_.end()) {
      latest_first_.splice(latest_first_.begin(), latest_first_, found->second);
      return found->second->second;
    }
    std::shared_ptr<const Value> made = make();
    while (!latest_first_.empty() && latest_first_.size() >= most_) {
      places_.erase(latest_first_.back().first);
      latest_first_.pop_back();
    }
    latest_first_.emplace_front(key, made);
    places_[key] = latest_first_.begin();
    return made;
  }
  std::size_t size() const { return places_.size(); }

 private:
  using List = std::list<std::pair<Key, std::shared_ptr<const Value>>>;

  std::size_t most_;
  List latest_first_;
  std::map<Key, typename List::iterator> places_;
};

}  // namespace ergodic
