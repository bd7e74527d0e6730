// C30–C39: votes and decisions.

#include <algorithm>
#include <array>

#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/assemble/quorum_rules.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble::checks {
namespace {

struct Ballot {
  std::string pointer, label;  // "/resolutions/2", « compte administratif 2022 »
  const Json* resolution = nullptr;
  std::string_view result;
  bool derived_result = false, shares = false, secret = false;
  std::optional<std::int64_t> in_favour, against, abstain, blank, null, not_voting, voters, expressed;
  std::optional<std::int64_t> stated_voters;  // not the sum we made ourselves
  std::string fact(const char* key) const { return pointer + "/vote/" + key; }
  // All voices told, whatever is not said.
  std::int64_t told() const { return in_favour.value_or(0) + against.value_or(0) + abstain.value_or(0) + blank.value_or(0) + null.value_or(0); }
  bool any() const { return in_favour || against || abstain; }
};

std::string cut(std::string text) {
  constexpr std::size_t most = 80;
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string label_of(const Json& resolution, std::size_t index) {
  for (const char* key : {"title", "number", "text"}) {
    const std::string& text = value_in(resolution, key).as_string();
    if (!text.empty()) return std::string(std::string_view(key) == "number" ? "décision n° " : "") + "« " + cut(text) + " »";
  }
  return "décision " + std::to_string(index + 1);
}

std::vector<Ballot> ballots(const Sitting& sitting) {
  std::vector<Ballot> out;
  const auto& resolutions = sitting.record["resolutions"].items();
  for (std::size_t i = 0; i < resolutions.size(); ++i) {
    const Json* vote = resolutions[i].find("vote");
    if (!vote) continue;
    const auto count = [&](const char* key) { return count_of(value_in(*vote, key)); };
    Ballot b;
    b.pointer = "/resolutions/" + std::to_string(i);
    b.label = label_of(resolutions[i], i);
    b.resolution = &resolutions[i];
    b.result = value_in(resolutions[i], "result").as_string();
    b.derived_result = is_derived(resolutions[i].find("result"));
    b.shares = value_in(*vote, "unit").as_string() == "shares";
    b.secret = value_in(*vote, "mode").as_string() == "secret";
    b.in_favour = count("for");
    b.against = count("against");
    b.abstain = count("abstain");
    b.blank = count("blank");
    b.null = count("null");
    b.not_voting = count("not_voting");
    b.voters = count("voters");
    b.expressed = count("expressed");
    if (!is_derived(vote->find("voters"))) b.stated_voters = b.voters;
    out.push_back(std::move(b));
  }
  return out;
}

std::string votes_words(const Ballot& b) {
  std::string out;
  const auto add = [&](const std::optional<std::int64_t>& n, const char* what) {
    if (n) out += (out.empty() ? "" : ", ") + std::to_string(*n) + " " + what;
  };
  add(b.in_favour, "pour");
  add(b.against, "contre");
  add(b.abstain, b.abstain == 1 ? "abstention" : "abstentions");
  add(b.blank, b.blank == 1 ? "blanc" : "blancs");
  add(b.null, b.null == 1 ? "nul" : "nuls");
  return out;
}

bool election(const Ballot& b) { return value_in(*b.resolution, "kind").as_string() == "election"; }

std::string folded_words(const Json& resolution) { return normalise::fold(value_in(resolution, "title").as_string() + " " + value_in(resolution, "text").as_string()); }

// The most voices that could be cast: those there, those represented. Nothing where either is not known.
std::optional<std::int64_t> most_voters(const Sitting& s) {
  const auto present = s.count("attendance/totals/present");
  auto represented = s.count("attendance/totals/represented");
  if (!represented) represented = s.count("attendance/totals/proxies");
  std::optional<std::int64_t> most = s.count("attendance/totals/present_or_represented");
  if (present && represented) most = std::max(most.value_or(0), *present + *represented + (is_derived(s.record.at("attendance/totals/present")) ? 0 : s.late()));
  if (!most) return std::nullopt;
  if (const auto voters = s.count("attendance/totals/voters")) most = std::max(*most, *voters);
  const auto named = static_cast<std::int64_t>(s.number_of("present") + s.number_of("represented"));
  return std::max(*most, named);
}

}  // namespace

namespace {

// The counts named that are told, against the last.
std::vector<Term> terms_of(const Ballot& b, std::initializer_list<const char*> keys, const char* sum) {
  const Json& vote = (*b.resolution)["vote"];
  std::vector<Term> out;
  for (const char* key : keys)
    if (const auto count = count_of(value_in(vote, key))) out.push_back({b.fact(key), vote.find(key), *count, 1});
  if (const auto count = count_of(value_in(vote, sum))) out.push_back({b.fact(sum), vote.find(sum), *count, -1});
  return out;
}

}  // namespace

void counts_sum(const Input& in, Report& report) {
  for (const Ballot& b : ballots(in.sitting)) {
    if (b.stated_voters && b.any()) {
      const bool complete = b.in_favour && b.against && b.abstain;
      const std::vector<Term> terms = terms_of(b, {"for", "against", "abstain", "blank", "null"}, "voters");
      if (b.told() == *b.stated_voters) {
        report.pass(b.fact("voters"));
        agree(report, terms);
      } else if (b.told() > *b.stated_voters || (complete && (!b.secret || (b.blank && b.null)))) {
        Note note{Severity::error, b.label + " : " + votes_words(b) + " font " + std::to_string(b.told()) + " voix, le document compte " + std::to_string(*b.stated_voters) + " votants.",
                  {b.fact("voters"), b.pointer + "/vote"}, Json(b.told()), Json(*b.stated_voters), {}};
        if (complete) suggest(in, terms, note);
        report.fail(std::move(note));
      }
    }
    if (b.expressed && b.in_favour && b.against && !is_derived((*b.resolution)["vote"].find("expressed"))) {
      const std::int64_t sum = *b.in_favour + *b.against;
      const std::vector<Term> terms = terms_of(b, {"for", "against"}, "expressed");
      if (sum == *b.expressed) {
        report.pass(b.fact("expressed"));
        agree(report, terms);
      } else {
        Note note{Severity::warning, b.label + " : " + std::to_string(*b.in_favour) + " pour et " + std::to_string(*b.against) + " contre font " + std::to_string(sum) + " suffrages, le document en compte " +
                      std::to_string(*b.expressed) + ".",
                  {b.fact("expressed"), b.fact("for"), b.fact("against")}, Json(sum), Json(*b.expressed), {}};
        suggest(in, terms, note);
        report.fail(std::move(note));
      }
    }
  }
}

void voters_there(const Input& in, Report& report) {
  const auto most = most_voters(in.sitting);
  if (!most) return;
  for (const Ballot& b : ballots(in.sitting)) {
    if (b.shares || !b.any()) continue;
    const std::int64_t cast = std::max(b.told(), b.voters.value_or(0)) + b.not_voting.value_or(0);
    if (cast <= *most) report.pass(b.pointer + "/vote");
    else
      report.fail({Severity::warning, b.label + " : " + votes_words(b) + (b.not_voting ? ", " + std::to_string(*b.not_voting) + " ne prenant pas part au vote" : "") + ", soit " + std::to_string(cast) +
                       " voix pour " + std::to_string(*most) + " présents ou représentés.",
                   {b.pointer + "/vote", "/attendance/totals"}, Json(*most), Json(cast), {}});
  }
}

void result_follows(const Input& in, Report& report) {
  const QuorumRule* rule = in.sitting.rule;
  for (const Ballot& b : ballots(in.sitting)) {
    if (!b.in_favour || !b.against || b.derived_result || election(b) || *b.in_favour == *b.against) continue;
    const bool adopted = b.result == "adopted";
    if (!adopted && b.result != "rejected") continue;
    const std::vector<std::string> facts{b.pointer + "/result", b.fact("for"), b.fact("against")};
    const bool of_those_present = rule && rule->majority == "members_present";
    const std::string law = rule ? rule->majority_law : "";
    if (*b.in_favour < *b.against) {
      if (!adopted) report.pass(facts);
      else report.fail({Severity::error, b.label + " est dite adoptée avec " + votes_words(b) + ".", facts, "rejected", "adopted", law});
    } else if (of_those_present && b.abstain) {
      const std::int64_t there = *b.in_favour + *b.against + *b.abstain;
      const bool enough = *b.in_favour * 2 > there;
      if (enough == adopted) report.pass(facts);
      else report.fail({Severity::error, b.label + (adopted ? " est dite adoptée" : " est dite rejetée") + " avec " + votes_words(b) + " : il faut la majorité des membres présents (" + std::to_string(there / 2 + 1) + ").",
                        facts, Json(enough ? "adopted" : "rejected"), Json(b.result), law});
    } else if (adopted) {
      report.pass(facts);
    } else if (rule && rule->majority == "votes_cast") {
      report.fail({Severity::warning, b.label + " est dite rejetée avec " + votes_words(b) + ", alors que la majorité des suffrages exprimés suffit.", facts, "adopted", "rejected", law});
    } else {
      report.unknown({Severity::info, b.label + " est rejetée avec " + votes_words(b) + " : une majorité plus forte était sans doute requise, le document ne dit pas laquelle.", facts, {}, {}, {}});
    }
  }
}

void unanimity(const Input& in, Report& report) {
  for (const Ballot& b : ballots(in.sitting)) {
    if (!value_in((*b.resolution)["vote"], "unanimity").as_bool() || !b.against) continue;
    if (*b.against == 0) report.pass(b.fact("unanimity"));
    else
      report.fail({Severity::warning, b.label + " est dite unanime avec " + votes_words(b) + ".", {b.fact("unanimity"), b.fact("against")}, Json(0), Json(*b.against), {}});
  }
}

void named_count(const Input& in, Report& report) {
  static constexpr std::array<std::pair<const char*, const char*>, 4> options{{{"for", "pour"}, {"against", "contre"}, {"abstain", "abstention"}, {"not_voting", "ne prenant pas part au vote"}}};
  const Sitting& s = in.sitting;
  for (const Ballot& b : ballots(s)) {
    const auto& named = (*b.resolution)["vote"]["named"].items();
    for (const auto& [key, word] : options) {
      const auto stated = count_of(value_in((*b.resolution)["vote"], key));
      std::int64_t names = 0, proxies = 0, weight = 0;
      bool weighed = true;
      for (const Json& item : named) {
        if (value_in(item, "option").as_string() != key) continue;
        ++names;
        const auto found = s.find(value_in(item, "name").as_string());
        weighed = weighed && found.size() == 1 && found.front()->weight;
        if (weighed) weight += *found.front()->weight;
        if (found.size() != 1) continue;
        for (const Attendee& giver : s.people)
          if (!giver.proxy_to.empty() && may_be_same(name_words(giver.proxy_to), found.front()->words)) ++proxies;
      }
      if (names == 0 || !stated || (b.shares && !weighed)) continue;
      const std::vector<std::string> facts{b.fact(key), b.fact("named")};
      const bool fits = b.shares ? weight == *stated : *stated >= names && *stated <= names + proxies;
      if (fits) {
        report.pass(facts);
        continue;
      }
      const std::int64_t found = b.shares ? weight : names;
      report.fail({Severity::warning, b.label + " : " + std::to_string(*stated) + " " + word + (b.shares ? " annoncées, les personnes nommées pèsent " : " annoncés, ") + std::to_string(found) +
                       (b.shares ? "." : found == 1 ? " nom cité." : " noms cités."),
                   facts, Json(*stated), Json(found), {}});
    }
  }
}

void tie(const Input& in, Report& report) {
  const QuorumRule* rule = in.sitting.rule;
  for (const Ballot& b : ballots(in.sitting)) {
    if (!b.in_favour || !b.against || *b.in_favour != *b.against || *b.in_favour == 0 || b.result != "adopted" || election(b)) continue;
    const std::vector<std::string> facts{b.pointer + "/result", b.fact("for"), b.fact("against")};
    const bool votes_cast = rule && rule->majority == "votes_cast";
    const bool told = folded_words(*b.resolution).find("preponderante") != std::string::npos;
    if (votes_cast && b.secret)
      report.fail({Severity::error, b.label + " est dite adoptée par " + votes_words(b) + " au scrutin secret, où personne n'a voix prépondérante.", facts, "rejected", "adopted", rule->majority_law});
    else if (told) report.pass(facts);
    else
      report.unknown({Severity::warning, b.label + " est dite adoptée par " + votes_words(b) + " ; le document ne parle pas de la voix prépondérante du président.", facts, {}, "adopted", votes_cast ? rule->majority_law : ""});
  }
}

void shares_voted(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  std::int64_t there = 0;
  bool weighed = false;
  for (const Attendee& p : s.people) {
    if (p.away() || p.status == "staff" || p.status == "guest") continue;
    if (!p.weight) return;
    weighed = true;
    there += *p.weight;
  }
  std::optional<std::int64_t> most;
  if (weighed) most = there;
  if (!most && s.text("quorum/basis") == "shares") most = s.count("quorum/numerator") ? s.count("quorum/numerator") : s.count("quorum/denominator");
  if (!most) return;
  for (const Ballot& b : ballots(s)) {
    if (!b.shares || !b.any()) continue;
    if (b.told() <= *most) report.pass(b.pointer + "/vote");
    else
      report.fail({Severity::error, b.label + " : " + votes_words(b) + " font " + std::to_string(b.told()) + " voix, les présents et représentés en ont " + std::to_string(*most) + ".",
                   {b.pointer + "/vote", "/attendance/people"}, Json(*most), Json(b.told()), {}});
  }
}

void own_accounts(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (s.body != "conseil_municipal" || !s.rule || s.date < "1996-02-24") return;
  const Attendee* mayor = nullptr;
  for (const Attendee& p : s.people) {
    std::string role = normalise::fold(p.role);
    for (const std::string_view start : {"monsieur ", "madame ", "m. ", "mme ", "le ", "la "})
      if (role.starts_with(start)) role.erase(0, start.size());
    if (role == "maire" || role.starts_with("maire,") || role.starts_with("maire de ")) mayor = &p;
  }
  if (!mayor || mayor->away()) return;
  for (const Ballot& b : ballots(s)) {
    const std::string words = normalise::fold(value_in(*b.resolution, "title").as_string());
    if (words.find("compte administratif") == std::string::npos || words.find("affectation") != std::string::npos) continue;
    const auto& named = (*b.resolution)["vote"]["named"].items();
    for (std::size_t j = 0; j < named.size(); ++j) {
      if (value_in(named[j], "option").as_string() == "not_voting" || !may_be_same(name_words(value_in(named[j], "name").as_string()), mayor->words)) continue;
      report.fail({Severity::error, std::string(mayor->name) + ", maire, est cité parmi les votants de son compte administratif.", {b.fact("named") + "/" + std::to_string(j)}, {}, {}, "CGCT, art. L2121-14"});
      return;
    }
    const auto most = most_voters(s);
    if (!most || !b.any()) continue;
    if (b.told() < *most) report.pass(b.pointer + "/vote");
    else
      report.fail({Severity::warning, b.label + " : " + std::to_string(b.told()) + " voix pour " + std::to_string(*most) + " présents ou représentés ; le maire doit se retirer au moment du vote.",
                   {b.pointer + "/vote"}, Json(*most - 1), Json(b.told()), "CGCT, art. L2121-14"});
  }
}

void silent_votes(const Input& in, Report& report) {
  const auto& resolutions = in.sitting.record["resolutions"].items();
  if (!in.sitting.minutes) return;
  std::vector<std::string> silent, spoken;
  std::string names;
  for (std::size_t i = 0; i < resolutions.size(); ++i) {
    const std::string& result = value_in(resolutions[i], "result").as_string();
    if (result != "adopted" && result != "rejected") continue;
    const std::string fact = "/resolutions/" + std::to_string(i);
    if (!resolutions[i]["vote"].members().empty() || value_in(resolutions[i], "result_source").as_string() == "own_vote") {
      spoken.push_back(fact);
      continue;
    }
    silent.push_back(fact);
    if (silent.size() <= 3) names += (names.empty() ? "" : ", ") + label_of(resolutions[i], i);
    else if (silent.size() == 4) names += ", …";
  }
  if (silent.empty()) {
    if (!spoken.empty()) report.pass(std::move(spoken));
    return;
  }
  const std::size_t all = silent.size() + spoken.size();
  const bool council = in.sitting.rule && in.sitting.body == "conseil_municipal" && in.sitting.date >= "2022-07-01";
  report.fail({council ? Severity::warning : Severity::info, std::to_string(silent.size()) + (silent.size() == 1 ? " décision" : " décisions") + " sur " + std::to_string(all) +
                   (silent.size() == 1 ? " ne dit pas son vote : " : " ne disent pas leur vote : ") + names + ".",
               silent, Json(all), Json(spoken.size()), council ? "CGCT, art. L2121-15" : ""});
}

// Words of four letters and more, cut to their first six letters: « Approbation du budget » and « budget approuvé » share "budget".
static std::vector<std::string> stems(std::string_view text) {
  static constexpr std::array<std::string_view, 14> empty_words{"approb", "adopti", "vote", "design", "electi", "pour", "dans", "avec", "cette", "point", "questi", "presen", "concer", "annee"};
  std::vector<std::string> out;
  std::string word;
  const auto close = [&] {
    if (word.size() >= 4) {
      word.resize(std::min<std::size_t>(word.size(), 6));
      if (std::find(empty_words.begin(), empty_words.end(), word) == empty_words.end()) out.push_back(word);
    }
    word.clear();
  };
  for (const char c : normalise::fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += c;
    else close();
  }
  close();
  return out;
}

void agenda_met(const Input& in, Report& report) {
  const auto& agenda = in.sitting.record["agenda"].items();
  const auto& resolutions = in.sitting.record["resolutions"].items();
  if (!in.sitting.minutes || agenda.size() < 3 || resolutions.empty()) return;
  std::vector<std::vector<std::string>> points;
  for (const Json& item : agenda) points.push_back(stems(value_in(item, "title").as_string()));
  const auto touch = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& word) { return std::find(b.begin(), b.end(), word) != b.end(); });
  };
  std::vector<std::vector<std::string>> decisions;
  std::vector<std::string> facts;
  std::string names;
  for (std::size_t i = 0; i < resolutions.size(); ++i) {
    decisions.push_back(stems(value_in(resolutions[i], "title").as_string() + " " + value_in(resolutions[i], "text").as_string()));
    const auto& words = decisions.back();
    const bool last_minutes = std::find(words.begin(), words.end(), "verbal") != words.end();  // approved in every sitting, announced or not
    if (words.empty() || last_minutes || std::any_of(points.begin(), points.end(), [&](const auto& p) { return p.empty() || touch(p, words); })) continue;
    facts.push_back("/resolutions/" + std::to_string(i));
    if (facts.size() <= 3) names += (names.empty() ? "" : ", ") + label_of(resolutions[i], i);
  }
  const std::size_t loose = facts.size();
  if (loose * 2 >= resolutions.size() && loose > 0) return;  // the agenda and the decisions do not use the same words
  if (loose > 0)
    report.unknown({Severity::info, std::string(loose == 1 ? "Une décision ne répond" : std::to_string(loose) + " décisions ne répondent") + " par aucun mot à l'ordre du jour : " + names + (loose > 3 ? ", …" : "") + ".",
                    std::move(facts), {}, Json(loose), {}});
  std::vector<std::string> open;
  std::string titles;
  for (std::size_t i = 0; i < agenda.size(); ++i) {
    const std::string& title = value_in(agenda[i], "title").as_string();
    const std::string folded = normalise::fold(title);
    const bool asks = folded.starts_with("approbation") || folded.starts_with("adoption") || folded.starts_with("vote d") || folded.starts_with("election") || folded.starts_with("designation");
    if (!asks || points[i].empty() || std::any_of(decisions.begin(), decisions.end(), [&](const auto& d) { return d.empty() || touch(points[i], d); })) continue;
    open.push_back("/agenda/" + std::to_string(i));
    if (open.size() <= 3) titles += (titles.empty() ? "" : ", ") + ("« " + cut(title) + " »");
  }
  if (!open.empty()) {
    const std::size_t n = open.size();
    report.unknown({Severity::info, std::string("Aucune décision trouvée pour ") + (n == 1 ? "ce point" : "ces points") + " de l'ordre du jour : " + titles + (n > 3 ? ", …" : "") + ".", std::move(open), {}, Json(n), {}});
  }
  else if (loose == 0) report.pass(std::vector<std::string>{"/agenda", "/resolutions"});
}

}  // namespace minutier::assemble::checks
