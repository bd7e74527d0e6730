#pragma once
// Helpers over pugixml shared by the readers of office files and transcriptions. For .cpp files only.

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace minutier::source::xml {

// Names are compared without their prefix, which any writer may choose.
std::string_view local(const char* name);
inline std::string_view local(const pugi::xml_node& node) { return local(node.name()); }
inline bool is(const pugi::xml_node& node, std::string_view name) { return local(node) == name; }
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
// The attribute's value, "" for none.
const char* attribute(const pugi::xml_node& node, std::string_view name);
int number(const pugi::xml_node& node, std::string_view name, int fallback);

// Throws Error{damaged} saying which part is no XML.
void parse(pugi::xml_document& document, const std::string& bytes, const std::string& part);

inline constexpr int kMostDepth = 300;  // of our recursion over a tree; what lies deeper is left out

}  // namespace minutier::source::xml
