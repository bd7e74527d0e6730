#include "pipeline/source/pdf_image.hpp"

#include <qpdf/Pl_Count.hh>
#include <qpdf/Pl_Discard.hh>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace minutier::source {

namespace {

bool lossless(QPDFObjectHandle filter) {
  static const std::set<std::string> known{"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL", "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"};
  if (filter.isName()) return known.count(filter.getName()) > 0;
  if (!filter.isArray() || filter.getArrayNItems() == 0) return false;
  const std::vector<QPDFObjectHandle> all = filter.getArrayAsVector();
  return std::all_of(all.begin(), all.end(), [](QPDFObjectHandle one) { return one.isName() && known.count(one.getName()) > 0; });
}

// Samples of a pixel; 0 for a space nobody knows.
int components(QPDFObjectHandle space) {
  if (space.isArray() && space.getArrayNItems() > 0) {
    QPDFObjectHandle kind = space.getArrayItem(0);
    if (!kind.isName()) return 0;
    const std::string name = kind.getName();
    if (name == "/ICCBased" && space.getArrayNItems() > 1 && space.getArrayItem(1).isStream()) {
      QPDFObjectHandle count = space.getArrayItem(1).getDict().getKey("/N");
      return count.isInteger() ? static_cast<int>(count.getIntValue()) : 0;
    }
    if (name == "/Indexed" || name == "/I" || name == "/Separation" || name == "/CalGray") return 1;
    return name == "/CalRGB" || name == "/Lab" ? 3 : 0;
  }
  if (!space.isName()) return 0;
  const std::string name = space.getName();
  if (name == "/DeviceGray" || name == "/G") return 1;
  if (name == "/DeviceRGB" || name == "/RGB") return 3;
  return name == "/DeviceCMYK" || name == "/CMYK" ? 4 : 0;
}

double bytes_wanted(QPDFObjectHandle dict) {
  QPDFObjectHandle width = dict.getKey("/Width"), height = dict.getKey("/Height"), bits = dict.getKey("/BitsPerComponent"), mask = dict.getKey("/ImageMask");
  if (!width.isInteger() || !height.isInteger()) return 0;
  const bool stencil = mask.isBool() && mask.getBoolValue();
  const int samples = stencil ? 1 : components(dict.getKey("/ColorSpace"));
  const long long depth = stencil ? 1 : bits.isInteger() ? bits.getIntValue() : 0;
  const double row = static_cast<double>((width.getIntValue() * samples * depth + 7) / 8);
  return row * static_cast<double>(height.getIntValue());
}

}  // namespace

double share_held(QPDFObjectHandle image) {
  try {
    if (!image.isStream() || !lossless(image.getDict().getKey("/Filter"))) return 1;
    const double wanted = bytes_wanted(image.getDict());
    if (wanted <= 0) return 1;
    Pl_Discard nowhere;
    Pl_Count count("bytes of an image", &nowhere);
    try {
      image.pipeStreamData(&count, 0, qpdf_dl_specialized, true, false);
    } catch (const std::exception&) {  // what came before the damage has been counted
    }
    return std::min(1.0, static_cast<double>(count.getCount()) / wanted);
  } catch (const std::exception&) {
    return 1;
  }
}

}  // namespace minutier::source
