#pragma once
// libqpdf's headers, for .cpp files only, to be included before anything else. clang 14 instantiates constexpr
// destructors of std::vector at once, which qpdf's JSON.hh (a vector of a class still incomplete) does not survive in
// C++20: there the destructors are made ordinary ones, which changes neither layout nor names.

#if defined(__clang__) && __clang_major__ < 16
#include <cstddef>
#ifdef _GLIBCXX20_CONSTEXPR
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#endif
#endif

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr everywhere

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
