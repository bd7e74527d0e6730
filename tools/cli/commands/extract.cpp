#include <ostream>

#include "tools/cli/commands.hpp"

namespace minutier::cli {

Exit extract(const Context& context) {
  run::Extracted found = run::extract({context.args.operands.begin(), context.args.operands.end()}, settings(context.args));
  if (found.records.size() == 1) {
    context.out << found.records[0].dump(1) << '\n';
    return Exit::done;
  }
  Json all = Json::object();
  all.set("records", Json(std::move(found.records)));
  context.out << all.dump(1) << '\n';
  return Exit::done;
}

Exit text(const Context& context) {
  const std::string words = run::text({context.args.operands.begin(), context.args.operands.end()}, settings(context.args), context.args.raw);
  context.out << words;
  if (words.empty() || words.back() != '\n') context.out << '\n';
  return Exit::done;
}

}  // namespace minutier::cli
