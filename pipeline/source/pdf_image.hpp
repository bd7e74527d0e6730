#pragma once
// Images inside a PDF, as their streams hold them. Includes libqpdf: for the .cpp files of this stage.

#include "pipeline/base/qpdf.hpp"

namespace minutier::source {

// How much of an image's data there is, 0 to 1, where it is packed without loss: a stream that breaks off, or whose middle is damaged, has
// less than its size asks for, and a viewer leaves the rest white. 1 where it cannot be told (JPEG and the like). Never throws.
double share_held(QPDFObjectHandle image);

}  // namespace minutier::source
