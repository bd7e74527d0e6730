#pragma once
// Images inside a PDF, as their streams hold them. Includes libqpdf: for the .cpp files of this stage.

#include "pipeline/base/qpdf.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::source {

// How much of an image's data there is. Packed without loss: a stream that breaks off, or whose middle is damaged, has less than its size
// asks for, and a viewer leaves the rest white. A JPEG without its end is decoded to see how far it goes; JPEG 2000 promises its length. All
// of it where that cannot be told (fax, JBIG2). Never throws.
Source::Held held_of(QPDFObjectHandle image);

// Whether the stream holds a JPEG file that shows as it decodes: no mask, no other decoding, grey or RGB.
bool plain_jpeg(QPDFObjectHandle image);

}  // namespace minutier::source
