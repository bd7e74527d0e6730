#include "tools/cli/table_of_commands.hpp"

#include <stdexcept>

namespace minutier::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      {Verb::inspect, "inspect", {"PATH…", "CHEMIN…"}, 1, -1,
       {"say what is there, before any recognition", "dire ce qu’il y a, avant toute reconnaissance"},
       {"Opens each file (folders are walked) and prints its kind, its pages, how many hold text and how many must be "
        "recognised, and an estimate of the time that takes on this machine. A part of some pages is read, to say how many look "
        "handwritten, blank or like photographs. Nothing is written.",
        "Ouvre chaque fichier (les dossiers sont parcourus) et affiche sa nature, ses pages, combien portent du texte et "
        "combien sont à reconnaître, et une estimation du temps nécessaire sur cette machine. Une partie de quelques pages est lue, "
        "pour dire combien semblent manuscrites, blanches ou des photographies. Rien n’est écrit."},
       {{"minutier inspect boites/", {"what is in a folder, and how long it would take", "le contenu d’un dossier et le temps qu’il demanderait"}},
        {"minutier inspect --csv registre.pdf", {"the same for one file, as CSV", "la même chose pour un fichier, en CSV"}}}},
      {Verb::ingest, "ingest", {"PATH…", "CHEMIN…"}, 1, -1,
       {"read files and folders into the archive", "verser des fichiers et des dossiers dans l’archive"},
       {"Reads every document below the paths, recognises the pages that hold no good text, extracts the facts and "
        "stores everything with its evidence. A file that is already in the archive unchanged costs a hash; an "
        "interrupted run resumes at the page where it stopped. A document that cannot be read is listed at the end "
        "with the reason and what to do next; the others are ingested all the same.",
        "Lit tous les documents sous ces chemins, reconnaît les pages sans texte utilisable, extrait les faits et range "
        "le tout avec ses preuves. Un fichier déjà présent et inchangé ne coûte qu’une empreinte ; un versement "
        "interrompu reprend à la page où il s’était arrêté. Un document illisible est cité à la fin avec la raison et "
        "la suite à donner ; les autres sont versés quand même."},
       {{"minutier ingest pv/", {"a folder, into ./archive", "un dossier, dans ./archive"}},
        {"minutier ingest --archive fonds-12 --metadata inventaire.csv boites/", {"with the inventory’s call numbers", "avec les cotes de l’inventaire"}},
        {"minutier ingest --one-source registre-1892/", {"a folder of photographs that make one register", "un dossier de photographies qui forment un seul registre"}}}},
      {Verb::extract, "extract", {"FILE…", "FICHIER…"}, 1, -1,
       {"print the record of one document as JSON, without any archive", "afficher la notice JSON d’un document, sans archive"},
       {"Prints the record of the document, or {\"records\": […]} when it holds several sittings. Several page images "
        "are taken as one document, in the order given.",
        "Affiche la notice du document, ou {\"records\": […]} s’il contient plusieurs séances. Plusieurs images de pages "
        "sont prises comme un seul document, dans l’ordre donné."},
       {{"minutier extract pv-2019.pdf", {"the record of one PV", "la notice d’un PV"}},
        {"minutier extract --rules mes-regles/ pv-2019.pdf", {"with rules of your own", "avec vos propres règles"}}}},
      {Verb::text, "text", {"FILE…", "FICHIER…"}, 1, -1,
       {"print the text of one document", "afficher le texte d’un document"},
       {"Prints the reading text: French repaired, hyphenated words joined, columns in order. Pages are separated by "
        "form feeds. --format alto and hocr give each word with its box, its confidence and the form recognised where repair changed it; "
        "--format pdf writes the page images with the words invisible at their place, or copies a PDF that holds its text already.",
        "Affiche le texte de lecture : français réparé, mots coupés recollés, colonnes dans l’ordre. Les pages sont "
        "séparées par des sauts de page. --format alto et hocr donnent chaque mot avec sa place, sa confiance et la forme reconnue là où la "
        "réparation l’a changée ; --format pdf écrit les images des pages avec les mots invisibles à leur place, ou copie un PDF qui porte déjà son texte."},
       {{"minutier text pv-1892.tiff", {"the repaired text", "le texte réparé"}},
        {"minutier text --raw pv-1892.tiff", {"the text exactly as recognised", "le texte tel que reconnu"}},
        {"minutier text --format alto pv-1892.tiff > pv-1892.alto.xml", {"words and boxes for other programs", "mots et places pour d’autres programmes"}},
        {"minutier text --format pdf --output pv-1892.pdf pv-1892.tiff", {"a searchable PDF", "un PDF cherchable"}}}},
      {Verb::search, "search", {"QUERY", "REQUÊTE"}, 1, -1,
       {"search pages and resolutions", "chercher dans les pages et les résolutions"},
       {"Words are found in any inflection, with or without accents, and through the usual errors of recognition. "
        "\"Several words\" in double quotes are a phrase, -word excludes, word* is a prefix. year:1890..1914, organisation:NAME, "
        "body:ag, kind:pv and result:adopted among the words filter as the options do, and -body:ag leaves out. Each hit names the "
        "document, the page (folio and call number where known) and the position. Without hits the exit status is 3.",
        "Les mots sont trouvés sous toutes leurs formes, avec ou sans accents, malgré les erreurs habituelles de la "
        "reconnaissance. \"Plusieurs mots\" entre guillemets forment une expression, -mot exclut, mot* est un début de "
        "mot. Parmi les mots, année:1890..1914, organisation:NOM, instance:ag, genre:pv et résultat:adopté filtrent comme les "
        "options, et -instance:ag écarte. Chaque résultat cite le document, la page (folio et cote s’ils sont connus) et la position. Sans "
        "résultat, le code de sortie est 3."},
       {{"minutier search subvention école", {"both words", "les deux mots"}},
        {"minutier search '\"compte administratif\" -budget'", {"a phrase, without a word", "une expression, sans un mot"}},
        {"minutier search --year 1890-1914 --body conseil_municipal octroi", {"with filters", "avec des filtres"}}}},
      {Verb::show, "show", {"RECORD", "NOTICE"}, 1, 1,
       {"show a record on one page, each fact with its evidence", "montrer une notice en une page, chaque fait avec sa preuve"},
       {"RECORD is an id, a slug, or the beginning of either when it is unique. --resolution shows one resolution.",
        "NOTICE est un identifiant, un nom court, ou le début de l’un des deux s’il est unique. --resolution montre une "
        "seule résolution."},
       {{"minutier show la-27e-region/assemblee-generale/2022-07-07", {"a record by its slug", "une notice par son nom court"}},
        {"minutier show 3f9c --resolution 4", {"its fourth resolution", "sa quatrième résolution"}}}},
      {Verb::explain, "explain", {"RECORD FIELD", "NOTICE CHAMP"}, 2, 2,
       {"why a fact is there, or why there is none", "pourquoi un fait est là, ou pourquoi il n’y en a pas"},
       {"FIELD is a path into the record: quorum, meeting/place, resolutions/2/vote. Each fact below it is shown with the rule that "
        "gave it, its file and the words on the page; then everything else the rules of that field found, and why it was left: a stronger rule stood "
        "there, the sentence holds what the rule refuses, or nothing in the record came of it. RECORD may also be a file. "
        "Resolutions and other lists count from 0, as in the JSON.",
        "CHAMP est un chemin dans la notice : quorum, meeting/place, resolutions/2/vote. Chaque fait y est montré avec la règle qui l’a "
        "donné, son fichier et les mots de la page ; puis tout ce que les règles de ce champ ont trouvé d’autre, et pourquoi ce fut laissé : une règle plus forte "
        "tenait la place, la phrase contient ce que la règle refuse, ou la notice n’en a rien tiré. NOTICE peut aussi être un fichier. "
        "Les listes comptent à partir de 0, comme dans le JSON."},
       {{"minutier explain 3f9c quorum", {"why the quorum is what it is", "pourquoi le quorum est ce qu’il est"}},
        {"minutier explain --rules mes-regles/ pv-2019.txt meeting/place", {"try a rule of your own on one document", "essayer une règle à vous sur un document"}}}},
      {Verb::quorum, "quorum", {"", ""}, 0, 0,
       {"the quorum of each sitting", "le quorum de chaque séance"},
       {"One row per sitting: date, body, present, represented, in office, required, what the document claims, what "
        "follows from the numbers, and the page.",
        "Une ligne par séance : date, instance, présents, représentés, en exercice, requis, ce que le document affirme, "
        "ce qui découle des nombres, et la page."},
       {{"minutier quorum --organisation 27e", {"one organisation, across years", "un organisme, au fil des ans"}},
        {"minutier quorum --year 2015-2022 --xlsx quorum.xlsx", {"as a workbook", "dans un classeur"}}}},
      {Verb::votes, "votes", {"", ""}, 0, 0,
       {"resolutions and how they were voted", "les résolutions et leurs votes"},
       {"One row per resolution of each sitting, with its result and the counts the document states.",
        "Une ligne par résolution de chaque séance, avec son résultat et les décomptes que le document donne."},
       {{"minutier votes --result rejected", {"what was rejected", "ce qui a été rejeté"}},
        {"minutier votes --year 2021 --csv", {"a year, as CSV", "une année, en CSV"}}}},
      {Verb::budgets, "budgets", {"", ""}, 0, 0,
       {"budget lines", "les lignes de budget"},
       {"One row per line of each budget. --compare puts the years side by side, one row per account.",
        "Une ligne par poste de chaque budget. --compare met les années côte à côte, une ligne par compte."},
       {{"minutier budgets --compare", {"years side by side", "les années côte à côte"}},
        {"minutier budgets --csv=excel --year 2020 > budgets.csv", {"for a French spreadsheet", "pour un tableur en français"}}}},
      {Verb::grants, "grants", {"", ""}, 0, 0,
       {"grants: giver, beneficiary, amount", "les subventions : qui donne, qui reçoit, combien"},
       {"One row per grant of each sitting.", "Une ligne par subvention de chaque séance."},
       {{"minutier grants --year 2019", {"the grants of a year", "les subventions d’une année"}}}},
      {Verb::people, "people", {"", ""}, 0, 0,
       {"who attended, in which role", "qui était là, à quel titre"},
       {"One row per person, with the sittings they attended and the spellings seen; a name that several persons could mean "
        "stands by itself with its candidates. --by-sitting gives one row per person and sitting, and so does --person, which "
        "keeps the people who have the words given in one of their spellings.",
        "Une ligne par personne, avec les séances où elle était et les graphies rencontrées ; un nom qui peut désigner "
        "plusieurs personnes reste seul, avec ses candidats. --by-sitting donne une ligne par personne et par séance, de même "
        "que --person, qui garde les personnes dont une graphie contient les mots donnés."},
       {{"minutier people --person durand", {"where a person was present", "où une personne était présente"}}}},
      {Verb::programmes, "programmes", {"", ""}, 0, 0,
       {"programmes and projects, with partners and funders", "les programmes et projets, avec partenaires et financeurs"},
       {"One row per programme of each report or sitting.", "Une ligne par programme de chaque rapport ou séance."},
       {{"minutier programmes --json", {"as JSON", "en JSON"}}}},
      {Verb::checks, "checks", {"", ""}, 0, 0,
       {"what does not add up, within a record and from one to the next", "ce qui ne tombe pas juste, dans une notice et de l’une à l’autre"},
       {"One row per check that failed or could not be made, with what was expected, what was found and the law or sum it rests "
        "on: those of each record, and those of an organisation’s series (accounts of a year in the next year’s record, balances "
        "carried forward, minutes approved and never approved, convocations, versions that disagree).",
        "Une ligne par contrôle qui échoue ou n’a pu conclure, avec l’attendu, le trouvé et la loi ou le calcul : ceux de chaque "
        "notice, et ceux de la série d’un organisme (comptes d’une année dans le document de l’année suivante, reports à nouveau, "
        "procès-verbaux approuvés ou jamais approuvés, convocations, versions qui se contredisent)."},
       {{"minutier checks --organisation lavoir --year 2015..", {"one organisation, from a year on", "un organisme, depuis une année"}},
        {"minutier checks --verdict fail --xlsx controles.xlsx", {"what fails, as a workbook", "ce qui échoue, dans un classeur"}}}},
      {Verb::roster, "roster", {"ACTION [TABLE]", "ACTION [TABLE]"}, 1, 2,
       {"the list of people: import, show, export", "la liste des personnes : import, show, export"},
       {"import TABLE brings a dated list of people (CSV or XLSX; columns such as name or family and given, aliases, pseudonym, "
        "organisation, body, office, from, to, number); bad rows are named and the good ones kept. An entry counts only inside its "
        "dates. The next ingest or reextract applies it. show lists the entries and the people the archive knows from its own "
        "records, with spellings and first and last date; export writes the same as a CSV table that can be edited and imported.",
        "import TABLE apporte une liste datée de personnes (CSV ou XLSX ; colonnes comme nom ou nom et prénom, variantes, "
        "pseudonyme, organisme, instance, fonction, du, au, identifiant) ; les lignes fautives sont citées et les bonnes gardées. "
        "Une entrée ne vaut qu’entre ses dates. Le versement suivant, ou reextract, l’applique. show énumère les entrées et les "
        "personnes que l’archive connaît par ses notices, avec les graphies, la première et la dernière date ; export écrit la "
        "même chose en une table CSV à corriger et à réimporter."},
       {{"minutier roster import elus.csv", {"bring a list", "apporter une liste"}},
        {"minutier roster show --person durand", {"who is known by a name", "qui est connu sous un nom"}},
        {"minutier roster export --output personnes.csv", {"everyone, as a table", "tout le monde, dans une table"}}},
       "import show export"},
      {Verb::reextract, "reextract", {"", ""}, 0, 0,
       {"run the rules again over the stored words", "repasser les règles sur les mots conservés"},
       {"Nothing is recognised again. Rules, profiles and roster as they are now are applied; the facts that change are printed, with "
        "the names that mean another person; --dry-run writes nothing.",
        "Rien n’est reconnu à nouveau. Règles, profils et liste de personnes s’appliquent tels qu’ils sont maintenant ; les faits "
        "qui changent sont affichés, et les noms qui désignent une autre personne ; --dry-run n’écrit rien."},
       {{"minutier reextract --dry-run --rules mes-regles/", {"what your rules would change", "ce que vos règles changeraient"}}}},
      {Verb::export_, "export", {"FORMAT", "FORMAT"}, 1, 1,
       {"write the archive as JSON, tables, ALTO, hOCR, searchable PDF or thumbnails", "écrire l’archive en JSON, tables, ALTO, hOCR, PDF cherchables ou vignettes"},
       {"json: one array of records; jsonl: one record per line, with its evidence; csv: a folder of tables; xlsx: one "
        "workbook with a sheet per table. --output names the file or folder; json and jsonl go to standard output "
        "without it.\n"
        "alto and hocr: a file per page, with each word’s box, its confidence and the form recognised where repair changed it; pdf: a PDF per "
        "document, page images with the words invisible at their place, files born digital copied as they are; thumbnails: a small JPEG per page. "
        "They go below the folder of --output, named after the document and the beginning of its id, from what the archive holds: nothing is "
        "recognised again. With filters, only the pages of the records chosen.",
        "json : un tableau de notices ; jsonl : une notice par ligne, avec ses preuves ; csv : un dossier de tables ; "
        "xlsx : un classeur avec une feuille par table. --output nomme le fichier ou le dossier ; sans lui, json et "
        "jsonl vont sur la sortie standard.\n"
        "alto et hocr : un fichier par page, avec la place de chaque mot, sa confiance et la forme reconnue là où la réparation l’a changée ; pdf : un "
        "PDF par document, les images des pages avec les mots invisibles à leur place, les fichiers nés numériques copiés tels quels ; thumbnails : une petite image JPEG "
        "par page. Ils vont sous le dossier de --output, nommés d’après le document et le début de son identifiant, à partir de ce que contient l’archive : rien "
        "n’est reconnu à nouveau. Avec des filtres, seulement les pages des notices choisies."},
       {{"minutier export jsonl > notices.jsonl", {"every record with its evidence", "toutes les notices avec leurs preuves"}},
        {"minutier export csv --output tables/", {"a folder of tables", "un dossier de tables"}},
        {"minutier export xlsx --output archive.xlsx --year 2019", {"one year in a workbook", "une année dans un classeur"}},
        {"minutier export alto --output transcriptions/", {"every page’s words and boxes", "les mots de chaque page et leur place"}},
        {"minutier export pdf --publishable --output pdf/", {"searchable PDFs of what may be published", "des PDF cherchables de ce qui est publiable"}}},
       "json jsonl csv xlsx alto hocr pdf thumbnails"},
      {Verb::verify, "verify", {"", ""}, 0, 0,
       {"check the archive: files, hashes, index, evidence", "contrôler l’archive : fichiers, empreintes, index, preuves"},
       {"Lists what is wrong; the exit status is 5 when anything is.", "Énumère ce qui ne va pas ; le code de sortie est alors 5."},
       {{"minutier verify --archive fonds-12", {"check an archive", "contrôler une archive"}}}},
      {Verb::status, "status", {"", ""}, 0, 0,
       {"what the archive holds, and how each input fared", "ce que contient l’archive, et le sort de chaque entrée"},
       {"Counts of documents, pages and records, and the ledger by outcome. --ledger lists every input and page with "
        "its outcome and reason.",
        "Nombres de documents, de pages et de notices, et le registre par issue. --ledger énumère chaque entrée et chaque "
        "page avec son issue et sa raison."},
       {{"minutier status", {"the counts", "les nombres"}},
        {"minutier status --ledger --csv", {"every input and page, as CSV", "chaque entrée et chaque page, en CSV"}}}},
      {Verb::completion, "completion", {"SHELL", "SHELL"}, 1, 1,
       {"print the completion script of a shell", "afficher le script de complétion d’un shell"},
       {"SHELL is bash or zsh.", "SHELL est bash ou zsh."},
       {{"minutier completion bash > ~/.local/share/bash-completion/completions/minutier", {"for bash", "pour bash"}}},
       "bash zsh"},
      {Verb::man, "man", {"", ""}, 0, 0,
       {"print the man page (troff)", "afficher la page de manuel (troff)"},
       {"The page is in the language of --lang or of the locale.", "La page est dans la langue de --lang ou de l’environnement."},
       {{"minutier man | man -l -", {"read it", "la lire"}}}},
      {Verb::help, "help", {"[COMMAND]", "[COMMANDE]"}, 0, 1,
       {"explain the program or one command", "expliquer le programme ou une commande"},
       {"The same as COMMAND --help.", "Équivaut à COMMANDE --help."},
       {{"minutier help search", {"how to search", "comment chercher"}}}},
  };
  return table;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands())
    if (command.name == name) return &command;
  return nullptr;
}

const Command& command_of(Verb verb) {
  for (const Command& command : commands())
    if (command.verb == verb) return command;
  throw std::logic_error("a verb without a command");
}

}  // namespace minutier::cli
