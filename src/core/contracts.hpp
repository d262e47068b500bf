#pragma once

#include <ergodic/errors.hpp>

#include <string>

/// Our own mistakes, checked in debug builds: what a caller owes (expect) and what a function promises (ensure).
#ifdef NDEBUG
#define ERGODIC_EXPECT(condition) static_cast<void>(0)
#define ERGODIC_ENSURE(condition) static_cast<void>(0)
#else
#define ERGODIC_CONTRACT_(kind, condition)                                                                   \
  ((condition) ? static_cast<void>(0)                                                                        \
               : throw ::ergodic::InternalError(std::string(kind " broken: " #condition " (" __FILE__ ":") + \
                                                std::to_string(__LINE__) + ") please report this with the study"))
#define ERGODIC_EXPECT(condition) ERGODIC_CONTRACT_("expectation", condition)
#define ERGODIC_ENSURE(condition) ERGODIC_CONTRACT_("promise", condition)
#endif
