#include "pipeline/export/image_pdf.hpp"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/export/file.hpp"

namespace minutier::exports {
namespace {

struct DataDeleter {
  void operator()(L_COMP_DATA* data) const { l_CIDataDestroy(&data); }
};
using DataPtr = std::unique_ptr<L_COMP_DATA, DataDeleter>;
struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

Error damaged(const std::filesystem::path& file) {
  return Error(ErrorCode::damaged, "export", file.string(), 0, "the page's image cannot be read");
}

std::string entries_of(const L_COMP_DATA& data) {
  std::string out = "/Width " + std::to_string(data.w) + " /Height " + std::to_string(data.h);
  const std::string bits = std::to_string(data.bps), columns = std::to_string(data.w);
  if (data.type == L_G4_ENCODE)
    return out + " /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns " + columns + " /Rows " +
           std::to_string(data.h) + " /BlackIs1 " + (data.minisblack ? "true" : "false") + " >>";
  const bool palette = data.ncolors > 0 && data.cmapdatahex;
  if (palette) out += " /ColorSpace [/Indexed /DeviceRGB " + std::to_string(data.ncolors - 1) + " " + data.cmapdatahex + "]";
  else out += data.spp == 1 ? " /ColorSpace /DeviceGray" : " /ColorSpace /DeviceRGB";
  out += " /BitsPerComponent " + bits;
  // Without a palette, leptonica's one-bit images have 1 for black.
  if (data.spp == 1 && data.bps == 1 && !palette && !data.predictor) out += " /Decode [1 0]";
  if (data.type == L_JPEG_ENCODE) return out + " /Filter /DCTDecode";
  out += " /Filter /FlateDecode";
  if (data.predictor)
    out += " /DecodeParms << /Predictor 15 /Colors " + std::to_string(palette ? 1 : data.spp) + " /BitsPerComponent " + bits + " /Columns " + columns + " >>";
  return out;
}

PdfImage stored(const L_COMP_DATA& data, int orientation) {
  return {entries_of(data), std::string(reinterpret_cast<const char*>(data.datacomp), data.nbytescomp), orientation};
}

PdfImage encoded(PixPtr pix, const std::filesystem::path& file, int orientation) {
  if (pix && pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) pix.reset(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
  if (!pix) throw damaged(file);
  const bool bilevel = pixGetDepth(pix.get()) == 1 && !pixGetColormap(pix.get());
  L_COMP_DATA* made = nullptr;
  pixGenerateCIData(pix.get(), bilevel ? L_G4_ENCODE : L_FLATE_ENCODE, 0, 0, &made);
  const DataPtr data(made);
  if (!data) throw damaged(file);
  return stored(*data, orientation);
}

PdfImage whole_file(const std::filesystem::path& file, int orientation) {
  l_int32 format = 0, w = 0, h = 0;
  std::ifstream in(file, std::ios::binary);
  PdfImage out{"", std::string(std::istreambuf_iterator<char>(in), {}), orientation};
  if (!in || pixReadHeader(file.c_str(), &format, &w, &h, nullptr, nullptr, nullptr) != 0) throw damaged(file);
  out.entries = "/Width " + std::to_string(w) + " /Height " + std::to_string(h) + " /Filter /JPXDecode";
  return out;
}

// How an upright unit square's image is drawn: the matrix that puts an image stored in this orientation upright on a page of w x h.
std::string placed(int orientation, double w, double h) {
  const double matrix[8][6] = {{w, 0, 0, h, 0, 0},  {-w, 0, 0, h, w, 0},  {-w, 0, 0, -h, w, h}, {w, 0, 0, -h, 0, h},
                               {0, -h, -w, 0, w, h}, {0, -h, w, 0, 0, h}, {0, h, w, 0, 0, 0},   {0, h, -w, 0, w, 0}};
  std::string out;
  for (const double value : matrix[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0]) out += pdf_number(value) + " ";
  return out + "cm";
}

// Objects one after another, then where they stand.
class PdfFile {
 public:
  explicit PdfFile(const std::filesystem::path& path) : file_(path) { file_.write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"); }

  int reserve() {
    places_.push_back(0);
    return static_cast<int>(places_.size());
  }
  void object(int id, std::string_view body) {
    begin(id);
    file_.write(body);
    file_.write("\nendobj\n");
  }
  void stream(int id, const std::string& entries, std::string_view bytes) {
    begin(id);
    file_.write("<< " + entries + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n");
    file_.write(bytes);
    file_.write("\nendstream\nendobj\n");
  }
  int stream(const std::string& entries, std::string_view bytes) {
    const int id = reserve();
    stream(id, entries, bytes);
    return id;
  }
  void finish(int root, int info, const std::string& id_hex) {
    const std::uint64_t at = file_.size();
    std::string table = "xref\n0 " + std::to_string(places_.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::uint64_t place : places_) {
      char row[32];
      std::snprintf(row, sizeof row, "%010llu 00000 n \n", static_cast<unsigned long long>(place));
      table += row;
    }
    file_.write(table + "trailer\n<< /Size " + std::to_string(places_.size() + 1) + " /Root " + std::to_string(root) + " 0 R /Info " + std::to_string(info) +
                " 0 R /ID [<" + id_hex + "> <" + id_hex + ">] >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n");
    file_.close();
  }

 private:
  void begin(int id) {
    places_[static_cast<std::size_t>(id - 1)] = file_.size();
    file_.write(std::to_string(id) + " 0 obj\n");
  }

  NewFile file_;
  std::vector<std::uint64_t> places_;
};

std::string reference(int id) { return std::to_string(id) + " 0 R"; }

}  // namespace

PdfImage pdf_image(const std::filesystem::path& file, int frame, int orientation) {
  setMsgSeverity(L_SEVERITY_NONE);  // its messages are of no use to a user
  l_int32 format = 0;
  if (findFileFormat(file.c_str(), &format) != 0) throw damaged(file);
  if (format == IFF_JP2) return whole_file(file, orientation);
  if (format == IFF_JFIF_JPEG) {
    const DataPtr data(l_generateJpegData(file.c_str(), 0));
    if (!data) throw damaged(file);
    if (data->spp == 1 || data->spp == 3) return stored(*data, orientation);  // CMYK is decoded below
  }
  if (format == IFF_PNG) {
    const DataPtr data(l_generateFlateDataPdf(file.c_str(), nullptr));
    if (data) return stored(*data, orientation);
  }
  return encoded(PixPtr(L_FORMAT_IS_TIFF(format) ? pixReadTiff(file.c_str(), frame) : pixRead(file.c_str())), file, orientation);
}

struct ImagePdf::Impl {
  Impl(const std::filesystem::path& path, const PdfInfo& about) : file(path), info(about) {
    catalog = file.reserve();
    tree = file.reserve();
    resources_font = write_font();
  }

  int write_font() {
    const PdfFont font = pdf_font();
    const int bytes = file.stream("/Filter /FlateDecode /Length1 " + std::to_string(font.file.size()), deflated(font.file));
    const int unicode = file.stream("/Filter /FlateDecode", deflated(font.to_unicode));
    const int glyphs = file.stream("/Filter /FlateDecode", deflated(font.cid_to_gid));
    const int descriptor = file.reserve(), descendant = file.reserve(), type0 = file.reserve();
    file.object(descriptor, "<< " + std::string(PdfFont::descriptor) + " /FontFile2 " + reference(bytes) + " >>");
    file.object(descendant, "<< " + std::string(PdfFont::descendant) + " /CIDToGIDMap " + reference(glyphs) + " /FontDescriptor " + reference(descriptor) + " >>");
    file.object(type0, "<< " + std::string(PdfFont::type0) + " /DescendantFonts [" + reference(descendant) + "] /ToUnicode " + reference(unicode) + " >>");
    return type0;
  }

  PdfFile file;
  PdfInfo info;
  int catalog = 0, tree = 0, resources_font = 0;
  std::vector<int> pages;
};

ImagePdf::ImagePdf(const std::filesystem::path& file, const PdfInfo& info) : impl_(std::make_unique<Impl>(file, info)) {}
ImagePdf::~ImagePdf() = default;

void ImagePdf::add_page(const Page& page, const PdfImage* image, const TextLayer& options) {
  PdfFile& file = impl_->file;
  const double width = page.width > 0 ? page.width : 595, height = page.height > 0 ? page.height : 842;
  std::string content, resources = "/Font << /F0 " + reference(impl_->resources_font) + " >>";
  if (image) {
    resources += " /XObject << /Im0 " + reference(file.stream("/Type /XObject /Subtype /Image " + image->entries, image->bytes)) + " >>";
    content += "q\n" + placed(image->orientation, width, height) + "\n/Im0 Do\nQ\n";
  }
  content += text_layer(page, "F0", options);
  const int words = file.stream("/Filter /FlateDecode", deflated(content));
  const int id = file.reserve();
  file.object(id, "<< /Type /Page /Parent " + reference(impl_->tree) + " /MediaBox [0 0 " + pdf_number(width) + " " + pdf_number(height) + "] /Resources << " +
                      resources + " >> /Contents " + reference(words) + " >>");
  impl_->pages.push_back(id);
}

void ImagePdf::close() {
  PdfFile& file = impl_->file;
  const PdfInfo& info = impl_->info;
  std::string kids;
  for (const int page : impl_->pages) kids += reference(page) + "\n";
  file.object(impl_->tree, "<< /Type /Pages /Count " + std::to_string(impl_->pages.size()) + " /Kids [\n" + kids + "] >>");
  const int metadata = file.stream("/Type /Metadata /Subtype /XML", xmp_packet(info, true));  // PDF/A wants it readable: not deflated
  const int profile = file.stream("/N 3 /Filter /FlateDecode", deflated(srgb_profile()));
  file.object(impl_->catalog, "<< /Type /Catalog /Pages " + reference(impl_->tree) + " /Metadata " + reference(metadata) +
                                  " /Lang (fr) /ViewerPreferences << /DisplayDocTitle true >> /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 "
                                  "/OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile " + reference(profile) + " >>] >>");
  const int about = file.reserve();
  std::string entries;
  if (!info.title.empty()) entries += " /Title " + pdf_string(info.title);
  if (!info.creator.empty()) entries += " /Creator " + pdf_string(info.creator);
  if (!info.producer.empty()) entries += " /Producer " + pdf_string(info.producer);
  file.object(about, "<<" + entries + " >>");
  file.finish(impl_->catalog, about, sha256(info.identifier + '\n' + info.title).substr(0, 32));
}

}  // namespace minutier::exports
