#pragma once
// libqpdf's headers, for .cpp files only. clang 14 cannot compile qpdf's JSON.hh in C++20 (a vector of a class still
// incomplete, whose constexpr destructor it instantiates at once). We use no JSON of qpdf's: declaring it is enough.

#if defined(__clang__) && __clang_major__ < 16
#define JSON_HH
class JSON;
#endif

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr everywhere

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
