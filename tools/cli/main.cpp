#include "tools/cli/args.hpp"
#include "tools/cli/run.hpp"

int main(int argc, char** argv) { return minutier::cli::run(minutier::cli::parse(argc, argv)); }
