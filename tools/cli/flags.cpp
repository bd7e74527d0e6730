#include <charconv>

#include "tools/cli/table_of_commands.hpp"

namespace minutier::cli {
namespace {

int whole(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    throw BadValue{std::string(text)};
  return value;
}

// "2019", "2015-2020" or "2015..2020", "2015..", "..1914".
void set_years(Args& args, std::string_view text) {
  const std::string_view mark = text.find("..") == std::string_view::npos ? "-" : "..";
  const auto cut = text.find(mark);
  const std::string_view from = text.substr(0, cut);
  const std::string_view to = cut == std::string_view::npos ? from : text.substr(cut + mark.size());
  args.year_from = args.year_to = std::nullopt;
  if (from.empty() && to.empty()) throw BadValue{std::string(text)};
  if (!from.empty()) args.year_from = whole(from, 1, 9999);
  if (!to.empty()) args.year_to = whole(to, 1, 9999);
  if (args.year_from && args.year_to && *args.year_from > *args.year_to) throw BadValue{std::string(text)};
}

void set_csv(Args& args, std::string_view text) {
  if (text == "excel")
    args.layout = Layout::csv_excel;
  else if (text.empty())
    args.layout = Layout::csv;
  else
    throw BadValue{std::string(text)};
}

void set_language(Args& args, std::string_view text) {
  if (text != "fr" && text != "en") throw BadValue{std::string(text)};
  args.language = text == "fr" ? Language::fr : Language::en;
}

void set_format(Args& args, std::string_view text) {
  if (text != "text" && text != "alto" && text != "hocr" && text != "pdf") throw BadValue{std::string(text)};
  args.format = text;
}

std::string not_empty(std::string_view text) {
  if (text.empty()) throw BadValue{};
  return std::string(text);
}

constexpr auto facts = on(Verb::quorum, Verb::votes, Verb::budgets, Verb::grants, Verb::people, Verb::programmes, Verb::checks);
constexpr auto tables = facts | on(Verb::roster, Verb::inspect, Verb::status, Verb::search, Verb::reextract, Verb::ingest);
constexpr auto archived = facts | on(Verb::roster, Verb::ingest, Verb::search, Verb::show, Verb::explain, Verb::reextract, Verb::export_, Verb::verify, Verb::status);
constexpr auto readers = on(Verb::inspect, Verb::ingest, Verb::extract, Verb::text);
constexpr auto filtered = facts | on(Verb::search, Verb::export_);

}  // namespace

const std::vector<Flag>& flags() {
  static const std::vector<Flag> table = {
      {"archive", 0, Takes::path, {"DIR", "DOSSIER"}, archived,
       {"the archive’s folder (default: $MINUTIER_ARCHIVE, else ./archive)", "le dossier de l’archive (par défaut : $MINUTIER_ARCHIVE, sinon ./archive)"},
       [](Args& a, std::string_view v) { a.archive = not_empty(v); }},
      {"rules", 0, Takes::path, {"DIR", "DOSSIER"}, on(Verb::ingest, Verb::extract, Verb::explain, Verb::reextract),
       {"a folder of your own rules, laid over the built-in ones", "un dossier de règles à vous, posées sur celles du programme"},
       [](Args& a, std::string_view v) { a.rules = not_empty(v); }},
      {"profiles", 0, Takes::path, {"DIR", "DOSSIER"}, on(Verb::ingest, Verb::extract, Verb::explain, Verb::reextract),
       {"a folder of organisation profiles: quorum and proxies of their statutes, members in office (default: the archive’s folder profiles)",
        "un dossier de profils d’organisations : quorum et pouvoirs de leurs statuts, membres en exercice (par défaut : le dossier profiles de l’archive)"},
       [](Args& a, std::string_view v) { a.profiles = not_empty(v); }},
      {"metadata", 0, Takes::path, {"TABLE", "TABLE"}, on(Verb::ingest, Verb::extract),
       {"what you already know: a CSV or XLSX table, one path or pattern per row, with columns such as cote, fonds, "
        "organisation, body, date, rights",
        "ce que vous savez déjà : une table CSV ou XLSX, un chemin ou un motif par ligne, avec des colonnes comme cote, "
        "fonds, organisation, body, date, rights"},
       [](Args& a, std::string_view v) { a.metadata = not_empty(v); }},
      {"password", 0, Takes::value, {"WORD", "MOT"}, readers | on(Verb::export_),
       {"the password of encrypted documents", "le mot de passe des documents chiffrés"},
       [](Args& a, std::string_view v) { a.password = not_empty(v); }},
      {"one-source", 0, Takes::nothing, {}, on(Verb::inspect, Verb::ingest),
       {"a folder of page images is one document, whatever the names", "un dossier d’images de pages est un seul document, quels que soient les noms"},
       [](Args& a, std::string_view) { a.one_source = true; }},
      {"reocr", 0, Takes::nothing, {}, on(Verb::ingest),
       {"recognise again the pages that are already stored", "reconnaître à nouveau les pages déjà conservées"},
       [](Args& a, std::string_view) { a.reocr = true; }},
      {"jobs", 'j', Takes::value, {"N", "N"}, readers | on(Verb::reextract, Verb::export_),
       {"worker processes (default: one per core)", "processus de travail (par défaut : un par cœur)"},
       [](Args& a, std::string_view v) { a.jobs = whole(v, 1, 1024); }},
      {"deadline", 0, Takes::value, {"SECONDS", "SECONDES"}, on(Verb::ingest, Verb::extract, Verb::text, Verb::export_),
       {"the time one page may take (default: 180)", "le temps accordé à une page (par défaut : 180)"},
       [](Args& a, std::string_view v) { a.deadline = whole(v, 1, 86400); }},
      {"dry-run", 'n', Takes::nothing, {}, on(Verb::reextract),
       {"show what would change and write nothing", "montrer ce qui changerait sans rien écrire"},
       [](Args& a, std::string_view) { a.dry_run = true; }},
      {"format", 'f', Takes::value, {"FORMAT", "FORMAT"}, on(Verb::text),
       {"text (default); alto or hocr: words with their places on the page; pdf: the document itself, searchable, to --output",
        "text (par défaut) ; alto ou hocr : les mots et leur place sur la page ; pdf : le document même, cherchable, dans --output"},
       set_format, "text alto hocr pdf"},
      {"raw", 0, Takes::nothing, {}, on(Verb::text, Verb::export_),
       {"the text exactly as recognised (export: of alto, hocr and pdf)", "le texte tel que reconnu (export : de alto, hocr et pdf)"},
       [](Args& a, std::string_view) { a.raw = true; }},
      {"resolution", 0, Takes::value, {"N", "N"}, on(Verb::show),
       {"only the N-th resolution", "seulement la N-ième résolution"},
       [](Args& a, std::string_view v) { a.resolution = whole(v, 1, 100000); }},
      {"year", 'y', Takes::value, {"YEARS", "ANNÉES"}, filtered,
       {"one year or a range: 2019, 2015-2020, 2015.., ..1914", "une année ou un intervalle : 2019, 2015-2020, 2015.., ..1914"}, set_years},
      {"organisation", 'o', Takes::value, {"TEXT", "TEXTE"}, filtered | on(Verb::roster),
       {"organisations whose name has these words (accents and case do not count)", "les organismes dont le nom contient ces mots (sans égard aux accents ni à la casse)"},
       [](Args& a, std::string_view v) { a.organisation = not_empty(v); }},
      {"body", 'b', Takes::value, {"BODY", "INSTANCE"}, filtered,
       {"one kind of body: assemblee_generale, conseil_municipal …", "une instance : assemblee_generale, conseil_municipal …"},
       [](Args& a, std::string_view v) { a.body = not_empty(v); },
       "assemblee_generale conseil_administration bureau conseil_municipal conseil_communautaire conseil_departemental "
       "conseil_regional commission comite autre"},
      {"kind", 'k', Takes::value, {"KIND", "NATURE"}, on(Verb::search, Verb::export_),
       {"one kind of document: proces_verbal, rapport_activite …", "une nature de document : proces_verbal, rapport_activite …"},
       [](Args& a, std::string_view v) { a.kind = not_empty(v); },
       "proces_verbal compte_rendu deliberation releve_de_decisions extrait liste_des_deliberations rapport_activite "
       "rapport_financier rapport_moral convocation note_de_synthese feuille_de_presence arrete statuts autre"},
      {"result", 'r', Takes::value, {"RESULT", "RÉSULTAT"}, on(Verb::search, Verb::votes),
       {"resolutions with this result: adopted, rejected, adjourned, withdrawn, noted",
        "les résolutions de ce résultat : adopted (adoptée), rejected (rejetée), adjourned (ajournée), withdrawn (retirée), noted (prise d’acte)"},
       [](Args& a, std::string_view v) { a.result = not_empty(v); }, "adopted rejected adjourned withdrawn noted"},
      {"person", 'p', Takes::value, {"TEXT", "TEXTE"}, on(Verb::people, Verb::roster),
       {"people whose name has these words", "les personnes dont le nom contient ces mots"},
       [](Args& a, std::string_view v) { a.person = not_empty(v); }},
      {"verdict", 0, Takes::value, {"VERDICT", "VERDICT"}, on(Verb::checks),
       {"checks with this verdict: fail, unknown or pass (default: fail and unknown)",
        "les contrôles de ce verdict : fail (ne va pas), unknown (on ne peut savoir) ou pass (juste) ; par défaut fail et unknown"},
       [](Args& a, std::string_view v) {
         if (v != "fail" && v != "unknown" && v != "pass" && v != "all") throw BadValue{std::string(v)};
         a.verdict = v;
       },
       "fail unknown pass all"},
      {"replace", 0, Takes::nothing, {}, on(Verb::roster),
       {"import: the table becomes the whole roster, instead of being added to it", "import : la table devient la liste entière, au lieu de s’y ajouter"},
       [](Args& a, std::string_view) { a.replace = true; }},
      {"limit", 0, Takes::value, {"N", "N"}, on(Verb::search),
       {"at most N hits (default: 20)", "au plus N résultats (par défaut : 20)"},
       [](Args& a, std::string_view v) { a.limit = whole(v, 1, 1000000); }},
      {"resolutions", 0, Takes::nothing, {}, on(Verb::search),
       {"search resolutions instead of pages", "chercher dans les résolutions plutôt que dans les pages"},
       [](Args& a, std::string_view) { a.resolutions = true; }},
      {"by-sitting", 0, Takes::nothing, {}, on(Verb::people),
       {"one row per person and sitting", "une ligne par personne et par séance"},
       [](Args& a, std::string_view) { a.by_sitting = true; }},
      {"all-versions", 0, Takes::nothing, {}, on(Verb::export_),
       {"json and jsonl: every version of a sitting, not only the best", "json et jsonl : toutes les versions d’une séance, pas seulement la meilleure"},
       [](Args& a, std::string_view) { a.all_versions = true; }},
      {"publishable", 0, Takes::nothing, {}, on(Verb::export_),
       {"leave out what may not be published yet (access dates)", "laisser de côté ce qui n’est pas encore publiable (dates d’accès)"},
       [](Args& a, std::string_view) { a.publishable = true; }},
      {"compare", 0, Takes::nothing, {}, on(Verb::budgets),
       {"years side by side, one row per account", "les années côte à côte, une ligne par compte"},
       [](Args& a, std::string_view) { a.compare = true; }},
      {"ledger", 0, Takes::nothing, {}, on(Verb::status),
       {"list every input and page with its outcome and reason", "énumérer chaque entrée et chaque page avec son issue et sa raison"},
       [](Args& a, std::string_view) { a.ledger = true; }},
      {"output", 'O', Takes::path, {"PATH", "CHEMIN"}, on(Verb::export_, Verb::text, Verb::roster),
       {"the file or folder to write", "le fichier ou le dossier à écrire"},
       [](Args& a, std::string_view v) { a.output = not_empty(v); }},
      {"json", 0, Takes::nothing, {}, tables | on(Verb::show, Verb::explain, Verb::verify),
       {"print JSON", "afficher du JSON"},
       [](Args& a, std::string_view) { a.layout = Layout::json; }},
      {"csv", 0, Takes::maybe_value, {"excel", "excel"}, tables | on(Verb::export_),
       {"print CSV; --csv=excel for a French spreadsheet (semicolons, byte order mark, decimal commas)",
        "afficher du CSV ; --csv=excel pour un tableur en français (points-virgules, marque d’ordre des octets, virgules décimales)"},
       set_csv, "excel"},
      {"xlsx", 0, Takes::path, {"FILE", "FICHIER"}, tables,
       {"write the table to a workbook", "écrire la table dans un classeur"},
       [](Args& a, std::string_view v) { a.xlsx = not_empty(v); }},
      {"lang", 0, Takes::value, {"fr|en", "fr|en"}, everywhere,
       {"the language of messages (default: LC_ALL, LC_MESSAGES, LANG)", "la langue des messages (par défaut : LC_ALL, LC_MESSAGES, LANG)"},
       set_language, "fr en"},
      {"verbose", 'v', Takes::nothing, {}, everywhere,
       {"say more; twice for every page", "en dire plus ; deux fois pour chaque page"},
       [](Args& a, std::string_view) { a.verbosity = a.verbosity < 0 ? 1 : a.verbosity + 1; }},
      {"quiet", 'q', Takes::nothing, {}, everywhere,
       {"say only what failed", "ne dire que ce qui a échoué"},
       [](Args& a, std::string_view) { a.verbosity = -1; }},
      {"help", 'h', Takes::nothing, {}, everywhere,
       {"explain the command", "expliquer la commande"},
       [](Args& a, std::string_view) { a.help = true; }},
      {"version", 'V', Takes::nothing, {}, everywhere,
       {"print the version", "afficher la version"},
       [](Args& a, std::string_view) { a.version = true; }},
  };
  return table;
}

}  // namespace minutier::cli
