#include "pipeline/source/pdf_image.hpp"

#include <qpdf/Pl_Count.hh>
#include <qpdf/Pl_Discard.hh>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "pipeline/source/broken_picture.hpp"

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

std::string last_filter(QPDFObjectHandle filter) {
  if (filter.isArray() && filter.getArrayNItems() > 0) filter = filter.getArrayItem(filter.getArrayNItems() - 1);
  return filter.isName() ? filter.getName() : std::string();
}

// The stream as its last filter packed it: a whole picture file.
std::string packed(QPDFObjectHandle image) {
  const auto bytes = image.getDict().getKey("/Filter").isArray() && image.getDict().getKey("/Filter").getArrayNItems() > 1 ? image.getStreamData(qpdf_dl_generalized) : image.getRawStreamData();
  return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
}

Source::Held jpeg_held(QPDFObjectHandle image) {
  const std::string bytes = packed(image);
  return jpeg_ends(bytes) ? Source::Held{} : decode_jpeg(bytes).held;
}

bool grey_or_rgb(QPDFObjectHandle space) {
  if (space.isName()) return space.getName() == "/DeviceGray" || space.getName() == "/DeviceRGB" || space.getName() == "/CalGray" || space.getName() == "/CalRGB";
  if (!space.isArray() || space.getArrayNItems() < 2 || !space.getArrayItem(0).isName()) return false;
  const std::string name = space.getArrayItem(0).getName();
  if (name == "/CalGray" || name == "/CalRGB") return true;
  if (name != "/ICCBased" || !space.getArrayItem(1).isStream()) return false;
  QPDFObjectHandle components = space.getArrayItem(1).getDict().getKey("/N");
  return components.isInteger() && (components.getIntValue() == 1 || components.getIntValue() == 3);
}

}  // namespace

bool plain_jpeg(QPDFObjectHandle image) {
  QPDFObjectHandle dict = image.getDict(), filter = dict.getKey("/Filter");
  if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
  if (!filter.isName() || filter.getName() != "/DCTDecode") return false;
  for (const char* key : {"/Mask", "/SMask", "/Decode", "/DecodeParms", "/ImageMask", "/Alternates"})
    if (!dict.getKey(key).isNull()) return false;
  return grey_or_rgb(dict.getKey("/ColorSpace"));
}

Source::Held held_of(QPDFObjectHandle image) {
  try {
    if (!image.isStream()) return {};
    const std::string last = last_filter(image.getDict().getKey("/Filter"));
    if (last == "/DCTDecode" || last == "/DCT") return jpeg_held(image);
    if (last == "/JPXDecode") return jpeg2000_held(packed(image));
    if (!lossless(image.getDict().getKey("/Filter"))) return {};
    const double wanted = bytes_wanted(image.getDict());
    if (wanted <= 0) return {};
    Pl_Discard nowhere;
    Pl_Count count("bytes of an image", &nowhere);
    try {
      image.pipeStreamData(&count, 0, qpdf_dl_specialized, true, false);
    } catch (const std::exception&) {  // what came before the damage has been counted
    }
    return {std::min(1.0, static_cast<double>(count.getCount()) / wanted), false};
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace minutier::source
