#include "pipeline/assemble/quorum_verdict.hpp"

#include <algorithm>

#include "pipeline/assemble/quorum_rules.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

// How many were there for the quorum: the fewest and the most the record allows.
struct Counted {
  std::optional<std::int64_t> low, high;
  bool sure_enough_to_refuse = true;  // a count of names read can only be too small
};

class Judge {
 public:
  explicit Judge(const Sitting& sitting) : s_(sitting) {}

  QuorumVerdict judge() {
    const std::int64_t convocation = s_.count("meeting/convocation_number").value_or(1);
    if (s_.rule && s_.rule->none) return end("not_applicable", s_.rule->text);
    if (s_.rule && s_.rule->free_from > 0 && convocation >= s_.rule->free_from) {
      out_.facts.push_back("/meeting/convocation_number");
      out_.law = s_.rule->law;
      return end("not_applicable", std::to_string(convocation) + "e convocation : l'assemblée délibère quel que soit le nombre des présents");
    }
    if (convocation > 1 && any_number_will_do()) {
      out_.facts = {"/meeting/convocation_number", "/quorum/statement"};
      return end("not_applicable", std::to_string(convocation) + "e convocation : le document dit que l'assemblée peut délibérer quel que soit le nombre des présents");
    }
    find_members();
    find_threshold();
    const bool asks = s_.rule && (s_.rule->fraction || s_.rule->number);
    const Counted counted = !asks ? as_the_document_counts(s_.text("quorum/basis"))
                            : s_.rule->with_represented ? as_the_document_counts("present_or_represented") : present_in_person();
    if (counted.low) out_.counted = counted.low;
    return compare(counted, convocation);
  }

 private:
  bool any_number_will_do() const {
    const std::string statement = normalise::fold(s_.text("quorum/statement"));
    return statement.find("quel que soit le nombre") != std::string::npos || statement.find("sans condition de quorum") != std::string::npos;
  }

  std::optional<std::int64_t> take(const char* path) {
    const auto value = s_.count(path);
    if (value) out_.facts.push_back("/" + std::string(path));
    return value;
  }

  void find_members() {
    out_.of = take("attendance/totals/in_office");
    if (!out_.of) out_.of = take("quorum/denominator");
    if (!out_.of && s_.rule) out_.of = s_.rule->members;
  }

  void find_threshold() {
    if (s_.rule && s_.rule->fraction) {
      text_ = s_.rule->text;
      out_.law = s_.rule->law;
      if (out_.of) out_.required = s_.rule->fraction->of(*out_.of);
      else out_.missing.push_back("le nombre des membres en exercice");
      if (s_.rule->otherwise && out_.of) strict_ = s_.rule->otherwise->of(*out_.of);
      return;
    }
    if (s_.rule && s_.rule->number) {
      text_ = s_.rule->text;
      out_.law = s_.rule->law;
      out_.required = s_.rule->number;
      return;
    }
    text_ = "seuil donné par le document";
    if ((out_.required = take("quorum/required"))) return;
    const std::string_view words = s_.text("quorum/required_text");
    if (const auto fraction = fraction_in(words)) {
      text_ += " (« " + std::string(words) + " »)";
      out_.facts.push_back("/quorum/required_text");
      if (out_.of) out_.required = fraction->of(*out_.of);
      else out_.missing.push_back("le nombre des membres");
      return;
    }
    text_ = s_.rule ? s_.rule->text : "aucune règle connue pour cet organe à cette date";
    out_.missing.push_back(s_.rule ? "le seuil fixé par les statuts, qu'un profil de l'organisation peut donner" : "le seuil");
  }

  Counted present_in_person() {
    Counted out;
    const Json* total = s_.record.at("attendance/totals/present");
    if (const auto present = take("attendance/totals/present")) {
      out.low = out.high = present;
      if (is_derived(total)) {
        out.sure_enough_to_refuse = false;
        out.low = *present - s_.late();
      }
    } else if (s_.text("quorum/basis") == "members_present") {
      out.low = out.high = take("quorum/numerator");
    } else if (const auto numerator = s_.count("quorum/numerator")) {  // perhaps with those represented
      out_.facts.push_back("/quorum/numerator");
      out.low = 0;
      out.high = numerator;
    }
    if (!out.high) out_.missing.push_back("le nombre des présents");
    return out;
  }

  Counted as_the_document_counts(std::string_view basis) {
    Counted out;
    if (const auto numerator = take("quorum/numerator")) {
      out.low = out.high = numerator;
      return out;
    }
    const auto present = basis == "votes" || basis == "shares" ? std::nullopt : take("attendance/totals/present");
    auto both = basis == "members_present" || basis == "votes" || basis == "shares" ? std::nullopt : take("attendance/totals/present_or_represented");
    if (!both && present && basis != "members_present") {
      auto others = s_.count("attendance/totals/represented");
      if (!others) others = s_.count("attendance/totals/proxies");
      both = *present + others.value_or(0);
    }
    out.sure_enough_to_refuse = !is_derived(s_.record.at("attendance/totals/present"));
    out.low = basis == "present_or_represented" ? both : present;
    out.high = basis == "members_present" ? present : both ? both : present;
    if (!out.low && out.high) out.low = 0;
    if (!out.high) out_.missing.push_back(basis == "votes" || basis == "shares" ? "le nombre des voix présentes" : "le nombre des présents");
    return out;
  }

  QuorumVerdict compare(const Counted& counted, std::int64_t convocation) {
    if (!out_.required || !counted.high || (out_.of && *counted.high > *out_.of && s_.council)) return end("unverifiable", with_numbers());
    if (*counted.low >= std::max(*out_.required, strict_)) return end("met", with_numbers());
    if (*counted.high >= *out_.required) return end("unverifiable", with_numbers());
    const bool excused = s_.rule && s_.rule->doubtful_from > 0 && convocation >= s_.rule->doubtful_from;
    if (!counted.sure_enough_to_refuse || excused) return end("unverifiable", with_numbers());
    return end("not_met", with_numbers());
  }

  std::string with_numbers() const {
    std::string out = text_;
    if (out_.required) out += " : " + std::to_string(*out_.required) + " requis";
    if (out_.of) out += (out_.required ? " sur " : " ; ") + std::to_string(*out_.of) + (out_.required ? "" : " membres");
    if (out_.counted && *out_.counted > 0) out += ", " + std::to_string(*out_.counted) + " comptés";
    for (const std::string& what : out_.missing) out += (&what == &out_.missing.front() ? " ; le document ne dit pas " : " ni ") + what;
    return out;
  }

  QuorumVerdict end(std::string verdict, std::string rule) {
    out_.verdict = std::move(verdict);
    out_.rule = std::move(rule);
    return std::move(out_);
  }

  const Sitting& s_;
  std::string text_;
  std::int64_t strict_ = 0;
  QuorumVerdict out_;
};

}  // namespace

std::optional<QuorumVerdict> quorum_verdict(const Sitting& sitting) {
  if (!sitting.minutes || sitting.body.empty()) return std::nullopt;
  return Judge(sitting).judge();
}

}  // namespace minutier::assemble
