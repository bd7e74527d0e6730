#!/usr/bin/env python3
"""Check the gold records of corpus/ against the record's keys and against their own documents.

    check_gold.py [CORPUS]

For each CORPUS/gold/ID.json: only keys and values the record knows; dates, times and money well
formed; and every name, organisation, title, count, amount and date of the record can be found in
CORPUS/documents/ID.* (names and texts word by word without accents and case; numbers as digits in
any French notation or as words). Names cited by proxies and named votes must be listed persons.
gold/twins.json names the document whose gold record holds for a page-image twin. Every id stands in exactly
one of splits/tuning.txt and splits/held_out.txt.

Standard library, and pdftotext for PDF documents. Prints one line per finding.
Exit status: 0 nothing found, 1 findings, 2 unusable input.
"""
import html
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile

ANY = object()          # a leaf of which only presence matters
MONEY, DATE, TIME, COUNT, NAME, TEXT, BOOL, FREE = "money", "date", "time", "count", "name", "text", "bool", "free"
VOTE_COUNTS = ("for", "against", "abstain", "blank", "null", "not_voting", "voters", "expressed")

# the shape of a record: a leaf is a kind of value or a set of allowed words
SHAPE = {
    "kind": {"proces_verbal", "compte_rendu", "deliberation", "releve_de_decisions", "extrait", "liste_des_deliberations", "rapport_activite", "rapport_financier",
             "rapport_moral", "convocation", "note_de_synthese", "feuille_de_presence", "arrete", "statuts", "autre"},
    "version_status": {"draft", "approved", "signed"},
    "transmission": {"sent": DATE, "received": DATE, "published": DATE, "act_id": TEXT},
    "title": TEXT, "exercise_years": [COUNT],
    "organisation": {"name": TEXT, "aliases": [TEXT], "siret": FREE, "address": TEXT,
                     "kind": {"association", "commune", "intercommunalite", "departement", "region", "copropriete", "cooperative", "societe", "cse", "etablissement", "autre"}},
    "meeting": {"body": {"assemblee_generale", "conseil_administration", "bureau", "conseil_municipal", "conseil_communautaire", "conseil_departemental", "conseil_regional",
                         "commission", "comite", "autre"},
                "kinds": [{"ordinaire", "extraordinaire", "mixte", "constitutive", "annuelle"}], "date": FREE, "start": TIME, "end": TIME, "place": TEXT,
                "modality": {"presentiel", "visio", "hybride", "correspondance"}, "convocation_date": DATE, "convocation_number": FREE, "session": TEXT,
                "sitting_number": TEXT, "chair": NAME, "secretary": NAME, "scrutineers": [NAME]},
    "attendance": {"lists": [{"label": TEXT, "status": {"present", "excused", "absent", "represented", "staff", "guest"}, "stated_count": COUNT}],
                   "people": [{"name": NAME, "family": TEXT, "given": TEXT, "status": {"present", "excused", "absent", "represented", "staff", "guest"}, "role": FREE,
                               "organisation": TEXT, "proxy_to": NAME, "arrives": TIME, "leaves": TIME, "group": TEXT, "weight": COUNT}],
                   "totals": dict.fromkeys(("in_office", "present", "represented", "excused", "absent", "participants", "present_or_represented", "proxies", "voters"), COUNT)},
    "quorum": {"reached": BOOL, "statement": TEXT, "required": COUNT, "required_text": TEXT, "numerator": COUNT, "denominator": COUNT,
               "basis": {"members_present", "present_or_represented", "votes", "shares"}},
    "agenda": [{"number": FREE, "title": TEXT, "time": TIME}],
    "resolutions": [{"number": FREE, "title": TEXT, "text": TEXT, "result": {"adopted", "rejected", "adjourned", "withdrawn", "noted"},
                     "kind": {"approbation", "budget", "election", "autorisation", "subvention", "statuts", "voeu", "designation", "quitus", "adhesion", "autre"},
                     "result_source": {"own_vote", "wording", "global_clause"}, "amounts": [MONEY], "budget_year": COUNT, "reference": TEXT, "effective": DATE,
                     "subjects": [TEXT], "rapporteur": NAME, "commission": TEXT, "proposed_by": NAME, "seconded_by": NAME,
                     "rates": [{"label": TEXT, "value": FREE, "unit": TEXT, "effective": DATE}],
                     "vote": dict({"mode": {"main_levee", "secret", "public", "electronique", "sans_objection", "correspondance"}, "unanimity": BOOL,
                                   "unit": {"persons", "votes", "shares"}, "named": [{"name": NAME, "option": {"for", "against", "abstain", "not_voting"}}]},
                                  **dict.fromkeys(VOTE_COUNTS, COUNT))}],
    "elections": [{"post": FREE, "person": NAME, "votes": COUNT, "elected": BOOL, "new": BOOL, "term": TEXT}],
    "budgets": [{"kind": {"previsionnel", "realise", "compte_administratif", "primitif", "supplementaire", "decision_modificative"}, "year": COUNT, "name": TEXT,
                 "section": {"fonctionnement", "investissement"}, "nomenclature": TEXT,
                 "lines": [{"side": {"charge", "produit"}, "account": TEXT, "label": TEXT, "amount": MONEY, "level": FREE}],
                 "totals": {"charges": MONEY, "produits": MONEY, "result": MONEY}}],
    "results": [{"year": COUNT, "section": TEXT, "amount": MONEY, "allocation": TEXT, "allocated_amount": MONEY}],
    "amounts": [{"label": TEXT, "amount": MONEY, "year": COUNT}],
    "grants": [{"giver": TEXT, "beneficiary": TEXT, "amount": MONEY, "year": COUNT, "purpose": TEXT}],
    "programmes": [{"name": TEXT, "status": {"planned", "starting", "ongoing", "ended"}, "years": [COUNT], "partners": [TEXT], "funders": [TEXT], "places": [TEXT],
                    "url": TEXT, "summary": FREE}],
    "memberships": [{"category": TEXT, "stated_count": COUNT, "members": [TEXT]}],
    "speakers": [NAME],
    "interventions": [{"speaker": NAME, "text": TEXT, "kind": {"speech", "question", "answer"}}],
    "actions": [{"what": TEXT, "who": NAME, "due": FREE}],
    "signatures": [{"name": NAME, "role": TEXT, "date": DATE, "place": TEXT}],
    "annexes": [TEXT], "links": [TEXT],
    "relations": [{"type": {"approves_minutes_of", "corrects", "previous", "next", "annex_of"}, "target": FREE}],
}

# ---------- documents ----------------------------------------------------------------------------

def plain(markup):
    markup = re.sub(r"(?s)<style.*?</style>", " ", markup)
    markup = re.sub(r"</?(?:w:p|w:tc|w:tab|text:tab|text:p|text:h|table:table-cell|p|td|th|li|dt|dd|h\d|br|w:br|w:tab|text:tab|text:line-break)\b[^>]*>", "\n", markup)
    text = re.sub(r"<[^>]+>", "", markup)
    return html.unescape(text).replace("\u00a0", " ")


def document_text(corpus, name):
    folder = os.path.join(corpus, "documents")
    names = [n for n in sorted(os.listdir(folder)) if os.path.splitext(n)[0] == name]
    if len(names) != 1:
        raise ValueError("%s: not exactly one document" % name)
    path = os.path.join(folder, names[0])
    extension = names[0].rsplit(".", 1)[1]
    if extension == "pdf":
        return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode("utf-8").replace("-\n", "-").replace("\N{HYPHEN}\n", "")
    if extension in ("docx", "odt"):
        with zipfile.ZipFile(path) as z:
            return plain(z.read("word/document.xml" if extension == "docx" else "content.xml").decode("utf-8"))
    with open(path, "rb") as f:
        data = f.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return plain(text) if extension == "html" else text


def fold(text):
    text = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", text))


UNITS = ("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize").split() + ["dix sept", "dix huit", "dix neuf"]


def in_words(n, swiss=False):
    """A number under 1000 in folded French words: once as in France, once with septante and nonante."""
    if n >= 100:
        head = ("" if n < 200 else UNITS[n // 100] + " ") + "cent"
        return head if n % 100 == 0 else head + " " + in_words(n % 100, swiss)
    if n < 20:
        return UNITS[n]
    tens, rest = n // 10, n % 10
    if swiss or tens < 7:
        name = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 7: "septante", 8: "quatre vingt", 9: "nonante"}[tens]
    else:
        name, rest = {7: ("soixante", rest + 10), 8: ("quatre vingt", rest), 9: ("quatre vingt", rest + 10)}[tens]
    if rest == 0:
        return name
    return name + (" et " if rest in (1, 11) and tens != 8 and tens != 9 else " ") + UNITS[rest]


class Text:
    """What can be asked of a document's text."""

    def __init__(self, text):
        self.folded = " %s " % fold(text + "\n" + re.sub(r"(?<=\w)-\n\s*(?=\w)", "", text))     # words cut at a line end, as cut and as whole
        self.words = set(self.folded.split())
        text = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
        joined = re.sub(r"(?<=\d)[\s'.,](?=\d{3}(?!\d))", "", text) + "\n" + re.sub(r"(?<=\d)[^\S\n](?=\d{3}(?!\d))", "", text)     # also with one amount a line
        joined = re.sub(r"»(?= *f(?:r\b|\b)\.? *\d\d\b)", "0", joined)     # « » fr. 60 »: no francs
        joined = re.sub(r"(?<=\d) *(?:fr\.?|[Ff]\.?|francs?) *(?=\d\d?(?: ?c\b| ?[;,.]|\b))", ",", joined)
        self.numbers = {self.number(n) for n in re.findall(r"\d+(?:[.,]\d+)?", joined + " " + text)}
        self.numbers |= {self.number(n + "." + c) for n, c in re.findall(r"(?m)(\d+) {1,6}(\d\d) *$", joined)}     # centimes in a column of their own
        for n, unit in re.findall(r"(\d+(?:[.,]\d+)?) ?([kM])€", joined):
            self.numbers.add(self.number(n) * (1000 if unit == "k" else 1000000))

    @staticmethod
    def number(text):
        return round(float(text.replace(",", ".")), 2)

    def has_number(self, value):
        value = abs(round(float(value), 2))
        if value in self.numbers:
            return True
        if value != int(value):
            return False
        names = {in_words(int(value), swiss) for swiss in (False, True)} if value < 1000 else set()
        endings = ("", "s", "e", "es")
        return any(" %s%s " % (name, end) in self.folded for name in names for end in endings) or (value == 0 and re.search(r"\b(?:aucune?|neant|nul)\b", self.folded) is not None)

    def has_words(self, text):
        missing = [w for w in fold(text).split() if w not in self.words]
        return missing


# ---------- checking -----------------------------------------------------------------------------

class Check:
    def __init__(self, name, record, text):
        self.name, self.record, self.text, self.findings = name, record, text, []

    def find(self, path, message):
        self.findings.append("%s: %s: %s" % (self.name, path, message))

    def run(self):
        self.walk({k: v for k, v in self.record.items() if not k.startswith("_")}, SHAPE, "")
        for path in self.record.get("_optional", []):
            if path.split("/")[0] not in SHAPE:
                self.find("_optional", "no such key: " + path)
        for key in ("kind", "organisation", "_notes"):
            if key not in self.record:
                self.find(key, "missing")
        self.people()
        return self.findings

    def walk(self, value, shape, path):
        if isinstance(shape, dict):
            for key, child in value.items():
                if key == "optional":
                    continue
                if key not in shape:
                    self.find(path + "/" + key, "unknown key")
                else:
                    self.walk(child, shape[key], path + "/" + key)
        elif isinstance(shape, list):
            for n, child in enumerate(value):
                self.walk(child, shape[0], "%s/%d" % (path, n))
        elif isinstance(shape, set):
            if value not in shape:
                self.find(path, "not an allowed value: %r" % (value,))
        else:
            self.leaf(value, shape, path)

    def leaf(self, value, kind, path):
        if kind == MONEY:
            form = re.fullmatch(r"(-?\d+\.\d\d) [A-Z]{3}", str(value))
            if not form:
                self.find(path, "not an amount: %r" % (value,))
            elif not self.text.has_number(form.group(1)) and not form.group(0).endswith("FRL"):
                self.find(path, "amount not in the document: %s" % value)
        elif kind == DATE and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(value)):
            self.find(path, "not a date: %r" % (value,))
        elif kind == TIME and not re.fullmatch(r"[0-2]\d:[0-5]\d", str(value)):
            self.find(path, "not a time: %r" % (value,))
        elif kind == BOOL and not isinstance(value, bool):
            self.find(path, "not true or false: %r" % (value,))
        elif kind == COUNT:
            if not isinstance(value, int) or isinstance(value, bool):
                self.find(path, "not a whole number: %r" % (value,))
            elif not self.text.has_number(value) and not self.year_told_otherwise(value):
                self.find(path, "number not in the document: %r" % (value,))
        elif kind in (NAME, TEXT):
            missing = self.text.has_words(value)
            if missing:
                self.find(path, "words not in the document: %s" % " ".join(missing))

    def year_told_otherwise(self, year):
        """« mil huit cent quatre-vingt-douze », « deux mille vingt », « 1.10.82 », or a year within « 2015-2017 »."""
        if not 1500 <= year <= 2100:
            return False
        if re.search(r" \d{1,2} \d{1,2} %02d " % (year % 100), self.text.folded):
            return True
        if any(int(a) < year < int(b) <= int(a) + 10 for a, b in re.findall(r"\b((?:1[5-9]|20)\d\d) ((?:1[5-9]|20)\d\d)\b", self.text.folded)):
            return True
        forms = ["deux mille " + in_words(year - 2000)] if year > 2000 else ["mil " + in_words(year - 1000)]
        return any(f in self.text.folded for f in forms)

    def people(self):
        people = [p["name"] for p in self.record.get("attendance", {}).get("people", [])]
        keys = {tuple(sorted(fold(n).split())) for n in people}
        if len(keys) < len(people):
            self.find("attendance/people", "a name stands twice")
        if not people:
            return
        cited = [(p["proxy_to"], "proxy_to") for p in self.record["attendance"]["people"] if "proxy_to" in p]
        cited += [(n["name"], "named") for r in self.record.get("resolutions", []) for n in r.get("vote", {}).get("named", [])]
        for name, where in cited:
            if tuple(sorted(fold(name).split())) not in keys:
                self.find(where, "not a listed person: %s" % name)
        for n, r in enumerate(self.record.get("resolutions", [])):
            vote = r.get("vote", {})
            for option in ("for", "against", "abstain"):
                named = sum(x["option"] == option for x in vote.get("named", []))
                if named and vote.get(option) is not None and vote.get("unit") != "shares" and named != vote[option]:
                    self.find("resolutions/%d/vote/%s" % (n, option), "%d named, %d stated" % (named, vote[option]))


def splits(corpus, ids):
    seen, findings = {}, []
    for split in ("tuning", "held_out"):
        with open(os.path.join(corpus, "splits", split + ".txt"), encoding="utf-8") as f:
            for line in f:
                seen.setdefault(line.strip(), []).append(split)
    findings += ["splits: %s is in no folder" % i for i in sorted(seen) if i and i not in ids]
    findings += ["splits: %s must stand in exactly one split" % i for i in sorted(ids) if len(seen.get(i, [])) != 1]
    return findings


def main():
    corpus = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")
    findings, records = [], 0
    try:
        ids = sorted(os.path.splitext(n)[0] for n in os.listdir(os.path.join(corpus, "documents")))
        with open(os.path.join(corpus, "gold", "twins.json"), encoding="utf-8") as f:
            twins = json.load(f)
        findings += ["twins.json: %s: no such document, or no gold record for %s" % (twin, of) for twin, of in sorted(twins.items())
                     if twin not in ids or not os.path.exists(os.path.join(corpus, "gold", of + ".json"))]
        for name in ids:
            if name in twins:
                continue
            with open(os.path.join(corpus, "gold", name + ".json"), encoding="utf-8") as f:
                gold = json.load(f)
            text = Text(document_text(corpus, name))
            for record in gold if isinstance(gold, list) else [gold]:
                records += 1
                findings += Check(name, record, text).run()
        findings += splits(corpus, set(ids))
    except (OSError, ValueError, KeyError, TypeError, subprocess.CalledProcessError) as e:
        print("check_gold: %s" % e, file=sys.stderr)
        return 2
    for line in findings:
        print(line)
    print("check_gold: %d documents, %d gold records, %d findings" % (len(ids), records, len(findings)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
