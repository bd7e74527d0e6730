// Fontconfig, which Poppler asks for fonts, keeps a cache for the life of the process: no leak of ours.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
