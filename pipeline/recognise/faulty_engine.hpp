#pragma once
// Engines that fail on purpose, for the tests of everything above them. Chosen by name in Settings::engine:
//   fault:crash  fault:abort  fault:exit  fault:hang  fault:memory  fault:utf8  fault:error  fault:garbage
// A name may say on which pages: "fault:crash@2" fails from the second image it is given; before that it reads "ok".

#include <memory>
#include <string>

#include "pipeline/recognise/engine.hpp"

namespace minutier::recognise {

// Null when the name is none of them.
std::unique_ptr<Engine> make_faulty_engine(const std::string& name);

}  // namespace minutier::recognise
