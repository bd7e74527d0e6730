#include "pipeline/base/qpdf.hpp"

#include "pipeline/export/overlay_pdf.hpp"

#include <qpdf/QPDFExc.hh>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <set>

#include "pipeline/base/error.hpp"

namespace minutier::exports {
namespace {

using Object = QPDFObjectHandle;

// Drops what is shown while the render mode is "invisible"; everything else passes unchanged.
class WithoutInvisibleText : public Object::TokenFilter {
 public:
  void handleToken(QPDFTokenizer::Token const& token) override {
    const auto type = token.getType();
    if (type == QPDFTokenizer::tt_inline_image) return flush(), writeToken(token);
    waiting_.push_back(token);
    if (type == QPDFTokenizer::tt_word && depth_ == 0) return operation(token.getValue());
    if (type == QPDFTokenizer::tt_array_open || type == QPDFTokenizer::tt_dict_open) ++depth_;
    if ((type == QPDFTokenizer::tt_array_close || type == QPDFTokenizer::tt_dict_close) && depth_ > 0) --depth_;
    if (type == QPDFTokenizer::tt_integer) number_ = token.getValue();
    if (waiting_.size() > 100000) flush();
  }
  void handleEOF() override { flush(); }

 private:
  void operation(const std::string& name) {
    if (name == "Tr") mode_ = number_;
    else if (name == "q") modes_.push_back(mode_);
    else if (name == "Q" && !modes_.empty()) mode_ = modes_.back(), modes_.pop_back();
    const bool shows = name == "Tj" || name == "TJ" || name == "'" || name == "\"";
    if (shows && mode_ == "3") waiting_.clear();
    else flush();
  }
  void flush() {
    for (const auto& token : waiting_) writeToken(token);
    waiting_.clear();
  }
  std::vector<QPDFTokenizer::Token> waiting_;
  std::vector<std::string> modes_;
  std::string mode_ = "0", number_;
  int depth_ = 0;
};

// From the space of the words (lower left corner of the page as displayed) to the page's own.
std::string placed(int turn, const Object::Rectangle& box, double width, double height) {
  const double w = box.urx - box.llx, h = box.ury - box.lly;
  const bool side = turn == 90 || turn == 270;
  const double sx = width > 0 ? (side ? h : w) / width : 1, sy = height > 0 ? (side ? w : h) / height : 1;
  double m[6] = {sx, 0, 0, sy, box.llx, box.lly};
  if (turn == 90) m[0] = 0, m[1] = sx, m[2] = -sy, m[3] = 0, m[4] = box.urx, m[5] = box.lly;
  if (turn == 180) m[0] = -sx, m[3] = -sy, m[4] = box.urx, m[5] = box.ury;
  if (turn == 270) m[0] = 0, m[1] = -sx, m[2] = sy, m[3] = 0, m[4] = box.llx, m[5] = box.ury;
  std::string out;
  for (const double value : m) out += pdf_number(value) + " ";
  return out + "cm\n";
}

Object dictionary(const std::string& entries) { return Object::parse("<< " + entries + " >>"); }

Object add_font(QPDF& pdf) {
  const PdfFont font = pdf_font();
  const auto stream = [&](std::string_view bytes) { return pdf.newStream(std::string(bytes)); };
  Object file = stream(font.file);
  file.getDict().replaceKey("/Length1", Object::newInteger(static_cast<long long>(font.file.size())));
  Object descriptor = pdf.makeIndirectObject(dictionary(PdfFont::descriptor));
  descriptor.replaceKey("/FontFile2", file);
  Object descendant = pdf.makeIndirectObject(dictionary(PdfFont::descendant));
  descendant.replaceKey("/CIDToGIDMap", stream(font.cid_to_gid));
  descendant.replaceKey("/FontDescriptor", descriptor);
  Object type0 = pdf.makeIndirectObject(dictionary(PdfFont::type0));
  type0.replaceKey("/DescendantFonts", Object::newArray({descendant}));
  type0.replaceKey("/ToUnicode", stream(font.to_unicode));
  return type0;
}

// What PDF/A-2b forbids and scanners' files are known to hold. Not a validator: it only keeps us from claiming too much.
bool may_conform(Object object, int depth) {
  if (depth > 50) return false;
  if (object.isArray()) {
    for (Object item : object.getArrayAsVector())
      if (!item.isIndirect() && !may_conform(item, depth + 1)) return false;
    return true;
  }
  Object dict = object.isStream() ? object.getDict() : object;
  if (!dict.isDictionary()) return true;
  for (const char* key : {"/Annots", "/AA", "/JS", "/SMask", "/Mask", "/Alternates", "/OPI", "/ExtGState", "/Group"})
    if (dict.hasKey(key) && !dict.getKey(key).isNull()) return false;
  if (dict.getKey("/Interpolate").isBool() && dict.getKey("/Interpolate").getBoolValue()) return false;
  if (dict.isDictionaryOfType("/Font") && dict.getKey("/BaseFont").isName() && dict.getKey("/BaseFont").getName() != std::string("/") + PdfFont::name) return false;
  const std::string filter = dict.getKey("/Filter").unparseResolved();
  if (filter.find("LZW") != std::string::npos || filter.find("Crypt") != std::string::npos) return false;
  if (dict.getKey("/Subtype").isName() && dict.getKey("/Subtype").getName() == "/Image") {
    const std::string space = dict.getKey("/ColorSpace").unparseResolved();
    for (const char* other : {"CMYK", "Lab", "Separation", "DeviceN", "Pattern"})
      if (space.find(other) != std::string::npos) return false;
  }
  for (const std::string& key : dict.getKeys())
    if (Object item = dict.getKey(key); !item.isIndirect() && !may_conform(item, depth + 1)) return false;
  return true;
}

bool may_conform(QPDF& pdf) {
  if (pdf.isEncrypted()) return false;
  Object root = pdf.getRoot();
  for (const char* key : {"/AcroForm", "/OpenAction", "/AA", "/Names", "/OCProperties", "/Collection"})
    if (root.hasKey(key)) return false;
  for (Object object : pdf.getAllObjects())
    if (!may_conform(object, 0)) return false;
  return true;
}

void add_metadata(QPDF& pdf, const PdfInfo& wanted) {
  Object root = pdf.getRoot();
  if (root.getKey("/Metadata").isStream()) return;  // what the file says of itself stays as it is
  Object about = pdf.getTrailer().getKey("/Info");
  const auto said = [&](const char* key, const std::string& fallback) {
    return about.isDictionary() && about.getKey(key).isString() && !about.getKey(key).getUTF8Value().empty() ? about.getKey(key).getUTF8Value() : fallback;
  };
  PdfInfo info = wanted;
  info.title = said("/Title", wanted.title);
  // Only what stands in the packet too may stay in the old dictionary, or the two would disagree.
  bool others = false;
  if (about.isDictionary())
    for (const std::string& key : about.getKeys()) others = others || (key != "/Title" && key != "/Creator" && key != "/Producer" && key != "/Trapped");
  const bool conforms = !others && may_conform(pdf);
  if (!about.isDictionary()) about = pdf.makeIndirectObject(Object::newDictionary());
  about.replaceKey("/Title", Object::newUnicodeString(info.title));
  info.creator = said("/Creator", wanted.creator);
  about.replaceKey("/Creator", Object::newUnicodeString(info.creator));
  about.replaceKey("/Producer", Object::newUnicodeString(info.producer));
  pdf.getTrailer().replaceKey("/Info", about);
  Object packet = pdf.newStream(xmp_packet(info, conforms));
  packet.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  packet.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  root.replaceKey("/Metadata", packet);
  if (root.getKey("/OutputIntents").isArray()) return;
  Object profile = pdf.newStream(srgb_profile());
  profile.getDict().replaceKey("/N", Object::newInteger(3));
  Object intent = dictionary("/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB)");
  intent.replaceKey("/DestOutputProfile", profile);
  root.replaceKey("/OutputIntents", Object::newArray({intent}));
}

class Overlayer {
 public:
  Overlayer(const Overlay& overlay, QPDF& pdf) : overlay_(overlay), pdf_(pdf) {}

  void drop_invisible(Object page) {
    QPDFPageObjectHelper helper(page);
    helper.addContentTokenFilter(std::make_shared<WithoutInvisibleText>());
    helper.forEachFormXObject(true, [&](Object& form, Object&, std::string const&) {
      if (filtered_.insert(form.getObjGen()).second) form.addTokenFilter(std::make_shared<WithoutInvisibleText>());
    });
  }

  // `number` is the page's in the original.
  void add_words(Object page, int number) {
    QPDFPageObjectHelper helper(page);
    if (!font_.isInitialized()) font_ = add_font(pdf_);
    Object resources = helper.getAttribute("/Resources", true);
    if (!resources.isDictionary()) resources = page.replaceKeyAndGetNew("/Resources", Object::newDictionary());
    if (!resources.getKey("/Font").isDictionary()) resources.replaceKey("/Font", Object::newDictionary());
    else resources.replaceKey("/Font", resources.getKey("/Font").shallowCopy());
    int least = 0;
    const std::string name = resources.getUniqueResourceName("/Words", least);
    resources.getKey("/Font").replaceKey(name, font_);
    helper.addPageContents(pdf_.newStream("q\n"), true);
    Object words = pdf_.newStream();
    words.replaceStreamData([this, page, number, font = name.substr(1)](Pipeline* to) { write_words(page, number, font, to); }, Object::newNull(), Object::newNull());
    helper.addPageContents(words, false);
  }

 private:
  void write_words(Object page, int number, const std::string& font, Pipeline* to) {
    std::string out = "\nQ\n";
    if (const std::optional<Page> words = overlay_.page(number)) {
      QPDFPageObjectHelper helper(page);
      Object box = helper.getCropBox(), rotate = helper.getAttribute("/Rotate", false);
      Object::Rectangle area{0, 0, 612, 792};
      if (box.isRectangle()) area = box.getArrayAsRectangle();
      const int turn = rotate.isInteger() ? ((rotate.getIntValueAsInt() % 360) + 360) % 360 : 0;
      out += "q\n" + placed(turn, area, words->width, words->height) + text_layer(*words, font, {overlay_.as_recognised, true}) + "Q\n";
    }
    to->write(reinterpret_cast<const unsigned char*>(out.data()), out.size());
    to->finish();
  }

  const Overlay& overlay_;
  QPDF& pdf_;
  Object font_;
  std::set<QPDFObjGen> filtered_;
};

void quiet(QPDF& pdf) {
  const auto logger = QPDFLogger::create();
  logger->setError(logger->discard());
  logger->setWarn(logger->discard());
  logger->setInfo(logger->discard());
  pdf.setLogger(logger);
  pdf.setSuppressWarnings(true);
}

// Keeps only the wanted pages, in a file of its own, so that nothing else of the original goes along.
void keep(QPDF& original, QPDF& part, const std::vector<int>& numbers) {
  part.emptyPDF();
  quiet(part);
  const std::vector<Object> pages = original.getAllPages();
  for (const int number : numbers)
    if (number >= 1 && static_cast<std::size_t>(number) <= pages.size()) part.addPage(pages[static_cast<std::size_t>(number - 1)], false);
}

void write(QPDF& pdf, const std::filesystem::path& file) {
  const std::string part = file.string() + ".part";
  const auto close = [](std::FILE* stream) { std::fclose(stream); };
  std::unique_ptr<std::FILE, decltype(close)> out(std::fopen(part.c_str(), "wb"), close);
  if (!out) throw Error(ErrorCode::unreadable, "export", file.string(), 0, "cannot be written there");
  std::error_code failed;
  try {
    QPDFWriter writer(pdf);
    writer.setOutputFile(part.c_str(), out.get(), false);
    writer.setDecodeLevel(qpdf_dl_none);  // images stay as they are
    if (!pdf.isEncrypted()) writer.setDeterministicID(true);
    if (!pdf.getTrailer().hasKey("/Size")) pdf.getTrailer().replaceKey("/Size", Object::newInteger(0));  // a repaired file's; the writer puts the right one
    writer.write();
  } catch (const std::exception& error) {
    const bool full = std::ferror(out.get()) || errno == ENOSPC;
    out.reset();
    std::filesystem::remove(part, failed);
    throw Error(full ? ErrorCode::disk_full : ErrorCode::damaged, "export", file.string(), 0, error.what());
  }
  const bool bad = std::fflush(out.get()) != 0 || std::ferror(out.get());
  out.reset();
  if (bad) {
    std::filesystem::remove(part, failed);
    throw Error(ErrorCode::disk_full, "export", file.string(), 0, "the file could not be written");
  }
  std::filesystem::rename(part, file, failed);
  if (failed) throw Error(ErrorCode::unreadable, "export", file.string(), 0, "cannot be written there: " + failed.message());
}

}  // namespace

void overlay_pdf(const Overlay& overlay, const std::filesystem::path& file) {
  try {
    QPDF original, part;
    quiet(original);
    original.processFile(overlay.original.c_str(), overlay.password.c_str());
    const bool all = overlay.numbers.empty();
    if (!all) keep(original, part, overlay.numbers);
    QPDF& pdf = all ? original : part;
    Overlayer overlayer(overlay, pdf);
    const std::vector<Object> pages = pdf.getAllPages();
    for (std::size_t i = 0; i < pages.size(); ++i) {
      const int number = all ? static_cast<int>(i + 1) : overlay.numbers[i];
      const Overlay::Words words = overlay.words_of(number);
      if (words == Overlay::Words::recognised) overlayer.drop_invisible(pages[i]);
      if (words != Overlay::Words::own) overlayer.add_words(pages[i], number);
    }
    add_metadata(pdf, overlay.info);
    write(pdf, file);
  } catch (const QPDFExc& error) {
    const bool locked = error.getErrorCode() == qpdf_e_password;
    throw Error(locked ? ErrorCode::encrypted : ErrorCode::damaged, "source", overlay.original.string(), 0, locked ? "encrypted; pass --password" : error.what());
  }
}

}  // namespace minutier::exports
