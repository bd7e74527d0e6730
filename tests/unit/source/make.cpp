#include "tests/unit/source/make.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace make {

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "minutier-test-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  for (fs::recursive_directory_iterator at(path_, fs::directory_options::skip_permission_denied, ignored), end; at != end; at.increment(ignored))
    if (at->is_directory(ignored)) fs::permissions(at->path(), fs::perms::owner_all, ignored);
  fs::remove_all(path_, ignored);
}

fs::path Folder::file(const std::string& name, std::string_view bytes) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

fs::path zip(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& members) {
  archive* out = archive_write_new();
  archive_write_set_format_zip(out);
  archive_write_open_filename(out, path.c_str());
  for (const auto& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.first.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.second.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, member.second.data(), member.second.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  return path;
}

std::string show(double x, double y, const std::string& text, double size) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << "BT /F1 " << size << " Tf " << x << ' ' << y << " Td (" << text << ") Tj ET\n";
  return out.str();
}

std::string pdf(const std::vector<PdfPage>& pages, const std::string& info, int image_width, int image_height, const std::string& jpeg) {
  std::vector<std::string> objects(4);  // 1 catalogue, 2 page tree, 3 font, 4 image
  objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[2] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
  const std::string pixels = jpeg.empty() ? std::string(400, '\x80') : jpeg;
  objects[3] = "<< /Type /XObject /Subtype /Image /Width " + std::to_string(image_width) + " /Height " + std::to_string(image_height) +
               " /ColorSpace /DeviceGray /BitsPerComponent 8 " + (jpeg.empty() ? "" : "/Filter /DCTDecode ") + "/Length " + std::to_string(pixels.size()) + " >>\nstream\n" + pixels + "\nendstream";
  std::string kids;
  for (const PdfPage& page : pages) {
    const std::size_t number = objects.size() + 1;
    kids += std::to_string(number) + " 0 R ";
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox " + page.media + " " + page.keys + " /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> /Contents " +
                      std::to_string(number + 1) + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(page.content.size()) + " >>\nstream\n" + page.content + "\nendstream");
  }
  objects[1] = "<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [" + kids + "] >>";
  if (!info.empty()) objects.push_back(info);
  std::string out = "%PDF-1.5\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char line[32];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", out.size());
    table += line;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t at = out.size();
  out += table + "trailer << /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R";
  if (!info.empty()) out += " /Info " + std::to_string(objects.size()) + " 0 R";
  return out + " >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

namespace {
minutier::Error refused(const fs::path& path, const minutier::source::Options& options) {
  try {
    minutier::source::open({path}, options);
  } catch (const minutier::Error& error) {
    return error;
  }
  return minutier::Error(minutier::ErrorCode::not_found, "opened");
}
}  // namespace

minutier::ErrorCode refusal(const fs::path& path, const minutier::source::Options& options) { return refused(path, options).code; }
std::string refusal_detail(const fs::path& path, const minutier::source::Options& options) { return refused(path, options).detail; }

std::string property(const minutier::source::Source& source, const std::string& key) {
  for (const auto& item : source.description().properties)
    if (item.first == key) return item.second;
  return "";
}

}  // namespace make
