#include "pipeline/archive/sqlite/schema.hpp"

#include <string>

#include "pipeline/archive/sqlite/db.hpp"
#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {
namespace {

// What came in, and what happened to it.
constexpr const char* sources_sql = R"sql(
CREATE TABLE run(
  id TEXT PRIMARY KEY, started TEXT NOT NULL, ended TEXT, command TEXT, version TEXT) WITHOUT ROWID;
CREATE TABLE source(
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, media_type TEXT, page_count INTEGER,
  properties TEXT, run TEXT, outcome TEXT, fingerprint TEXT, rules_hash TEXT);
CREATE TABLE part(
  source INTEGER NOT NULL REFERENCES source(id), ord INTEGER NOT NULL, sha256 TEXT NOT NULL, name TEXT, bytes INTEGER,
  PRIMARY KEY(source, ord)) WITHOUT ROWID;
CREATE TABLE place(
  source INTEGER NOT NULL REFERENCES source(id), path TEXT NOT NULL, ord INTEGER NOT NULL, first_seen TEXT, last_seen TEXT,
  PRIMARY KEY(source, path)) WITHOUT ROWID;
CREATE TABLE supplied(
  source INTEGER NOT NULL REFERENCES source(id), field TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(source, field)) WITHOUT ROWID;
CREATE TABLE page(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), number INTEGER NOT NULL, label TEXT, origin TEXT,
  outcome TEXT NOT NULL, reason TEXT, engine TEXT, confidence REAL, width REAL, height REAL,
  run TEXT, at TEXT, fingerprint TEXT, issues TEXT, text TEXT NOT NULL, words BLOB,
  UNIQUE(source, number));
CREATE TABLE input(
  path TEXT NOT NULL, run TEXT NOT NULL, source INTEGER REFERENCES source(id), outcome TEXT NOT NULL, reason TEXT, at TEXT,
  PRIMARY KEY(path, run)) WITHOUT ROWID;
CREATE TABLE correction(
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, page INTEGER, char_begin INTEGER, char_end INTEGER, box TEXT,
  entity TEXT NOT NULL, field TEXT NOT NULL, old TEXT, new TEXT, author TEXT, at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active' CHECK(state IN ('active', 'review', 'withdrawn')));
CREATE INDEX correction_source ON correction(source);
)sql";

// What the documents say. A record's rows are replaced together; every table below `record` starts with its id.
constexpr const char* records_sql = R"sql(
CREATE TABLE record(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, slug TEXT, sitting TEXT NOT NULL, source INTEGER NOT NULL REFERENCES source(id),
  ord INTEGER NOT NULL, first_page INTEGER, first_char INTEGER, last_page INTEGER, last_char INTEGER,
  best INTEGER NOT NULL DEFAULT 1, held INTEGER NOT NULL DEFAULT 1,
  kind TEXT, version_status TEXT, text_origin TEXT, title TEXT, organisation TEXT, organisation_kind TEXT,
  body TEXT, date TEXT, year INTEGER, cote TEXT, communicable_from TEXT, publishable_from TEXT, json TEXT NOT NULL);
CREATE INDEX record_sitting ON record(sitting);
CREATE INDEX record_source ON record(source);
CREATE INDEX record_slug ON record(slug);
CREATE INDEX record_year ON record(year);
CREATE TABLE fact(
  record INTEGER NOT NULL REFERENCES record(id), path TEXT NOT NULL, value, unit TEXT, raw TEXT, status TEXT NOT NULL,
  confidence REAL, rule TEXT, page INTEGER, evidence TEXT,
  PRIMARY KEY(record, path), CHECK(status <> 'stated' OR evidence IS NOT NULL)) WITHOUT ROWID;
CREATE TABLE meeting_data(
  record INTEGER PRIMARY KEY REFERENCES record(id), kinds TEXT, start TEXT, "end" TEXT, place TEXT, modality TEXT,
  chair TEXT, secretary TEXT, in_office REAL, present REAL, represented REAL, excused REAL, absent REAL, participants REAL,
  present_or_represented REAL, proxies REAL, voters REAL, quorum_reached INTEGER, quorum_required REAL, quorum_required_text TEXT,
  quorum_numerator REAL, quorum_denominator REAL, quorum_basis TEXT, quorum_verdict TEXT, quorum_statement TEXT, page INTEGER);
CREATE TABLE attendance_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, name TEXT, family TEXT, given TEXT, status TEXT, role TEXT, organisation TEXT,
  proxy_to TEXT, arrives TEXT, leaves TEXT, "group" TEXT, weight REAL, page INTEGER, PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE resolution_data(
  id INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record(id), ord INTEGER NOT NULL, number TEXT, title TEXT, text TEXT, kind TEXT,
  result TEXT, result_source TEXT, budget_year INTEGER, reference TEXT, effective TEXT, amounts TEXT, subjects TEXT, rapporteur TEXT,
  mode TEXT, unanimity INTEGER, "for" REAL, against REAL, abstain REAL, blank REAL, "null" REAL, not_voting REAL, voters REAL,
  expressed REAL, unit TEXT, page INTEGER, UNIQUE(record, ord));
CREATE TABLE vote_named_data(
  record INTEGER NOT NULL, resolution INTEGER NOT NULL, ord INTEGER NOT NULL, name TEXT, option TEXT, page INTEGER,
  PRIMARY KEY(record, resolution, ord)) WITHOUT ROWID;
CREATE TABLE election_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, post TEXT, person TEXT, votes REAL, elected INTEGER, "new" INTEGER, term TEXT, page INTEGER,
  PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE budget_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, kind TEXT, year INTEGER, section TEXT, name TEXT, nomenclature TEXT,
  charges TEXT, produits TEXT, result TEXT, currency TEXT, page INTEGER, PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE budget_line_data(
  record INTEGER NOT NULL, budget INTEGER NOT NULL, ord INTEGER NOT NULL, side TEXT, account TEXT, label TEXT, amount TEXT, currency TEXT,
  level INTEGER, page INTEGER, PRIMARY KEY(record, budget, ord)) WITHOUT ROWID;
CREATE TABLE result_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, year INTEGER, section TEXT, amount TEXT, currency TEXT, allocation TEXT,
  allocated_amount TEXT, page INTEGER, PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE grant_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, giver TEXT, beneficiary TEXT, amount TEXT, currency TEXT, year INTEGER, purpose TEXT,
  page INTEGER, PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE programme_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, name TEXT, status TEXT, years TEXT, partners TEXT, funders TEXT, places TEXT, url TEXT,
  summary TEXT, page INTEGER, PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE membership_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, category TEXT, stated_count REAL, members TEXT, page INTEGER,
  PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE check_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, code TEXT, severity TEXT, verdict TEXT, expected TEXT, found TEXT, message TEXT, law TEXT,
  facts TEXT, PRIMARY KEY(record, ord)) WITHOUT ROWID;
)sql";

// Words as the analyser writes them; the index tables are external-content FTS5 over the word tables.
constexpr const char* search_sql = R"sql(
CREATE TABLE page_words(id INTEGER PRIMARY KEY, stems TEXT NOT NULL, plain TEXT NOT NULL, facets TEXT NOT NULL);
CREATE VIRTUAL TABLE page_index USING fts5(
  stems, plain, facets, content='page_words', content_rowid='id', columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE TABLE resolution_words(id INTEGER PRIMARY KEY, stems TEXT NOT NULL, plain TEXT NOT NULL, facets TEXT NOT NULL);
CREATE VIRTUAL TABLE resolution_index USING fts5(
  stems, plain, facets, content='resolution_words', content_rowid='id', columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE TABLE term(plain TEXT PRIMARY KEY, stem TEXT NOT NULL, skeleton TEXT, pages INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX term_stem ON term(stem);
CREATE INDEX term_skeleton ON term(skeleton) WHERE skeleton IS NOT NULL;
INSERT INTO page_index(page_index, rank) VALUES('automerge', 8);
INSERT INTO page_index(page_index, rank) VALUES('crisismerge', 32);
)sql";

// Views for people: one row per thing of a sitting that took place, from the sitting's best version.
constexpr const char* views_sql = R"sql(
CREATE VIEW document AS
  SELECT s.id, s.hash, s.name, s.media_type, s.page_count AS pages, s.outcome,
         (SELECT path FROM place WHERE place.source = s.id ORDER BY ord LIMIT 1) AS path,
         (SELECT count(*) FROM record r WHERE r.source = s.id) AS records, run.started AS added
  FROM source s LEFT JOIN run ON run.id = s.run;
CREATE VIEW ledger AS
  SELECT i.run, i.at, i.path, s.hash AS source, s.name AS source_name, 0 AS page, i.outcome, i.reason
  FROM input i LEFT JOIN source s ON s.id = i.source
  UNION ALL
  SELECT p.run, p.at, (SELECT path FROM place WHERE place.source = s.id ORDER BY ord LIMIT 1), s.hash, s.name, p.number, p.outcome, p.reason
  FROM page p JOIN source s ON s.id = p.source;
CREATE VIEW sitting AS
  SELECT r.id AS record, r.key AS record_id, r.sitting AS sitting_id, r.organisation, r.organisation_kind, r.body, r.date, r.year, r.title, r.kind,
         m.kinds, m.start, m."end", m.place, m.modality, m.chair, m.secretary, s.name AS document, r.first_page AS page, r.cote,
         (SELECT count(*) FROM record v WHERE v.sitting = r.sitting) AS versions, r.communicable_from, r.publishable_from
  FROM record r JOIN source s ON s.id = r.source LEFT JOIN meeting_data m ON m.record = r.id
  WHERE r.best = 1 AND r.held = 1;
CREATE VIEW quorum AS
  SELECT t.organisation, t.body, t.date, t.year, m.in_office, m.present, m.represented, m.present_or_represented, m.participants, m.voters,
         m.quorum_required AS required, m.quorum_required_text AS required_text, m.quorum_basis AS basis, m.quorum_reached AS reached,
         m.quorum_verdict AS verdict, m.quorum_statement AS statement, t.document, coalesce(m.page, t.page) AS page, t.record_id
  FROM sitting t JOIN meeting_data m ON m.record = t.record
  WHERE coalesce(m.in_office, m.present, m.represented, m.present_or_represented, m.participants, m.voters, m.quorum_reached, m.quorum_verdict) IS NOT NULL;
CREATE VIEW quorum_by_year AS
  SELECT organisation, body, year, count(*) AS sittings, sum(reached IS NOT NULL OR verdict IN ('met', 'not_met')) AS known,
         sum(coalesce(reached, verdict = 'met') = 1) AS met, sum(verdict = 'not_met' OR (verdict IS NULL AND reached = 0)) AS not_met,
         round(avg(present), 1) AS mean_present, round(avg(coalesce(present_or_represented, present + represented)), 1) AS mean_present_or_represented
  FROM quorum GROUP BY organisation, body, year;
CREATE VIEW attendance AS
  SELECT t.organisation AS organisation, t.body, t.date, t.year, a.name, a.family, a.given, a.status, a.role, a.organisation AS represents, a.proxy_to,
         a.arrives, a.leaves, a."group", a.weight, t.document, a.page, t.record_id
  FROM sitting t JOIN attendance_data a ON a.record = t.record;
CREATE VIEW people AS
  SELECT name, organisation, min(date) AS first_seen, max(date) AS last_seen, count(DISTINCT record_id) AS sittings,
         count(DISTINCT CASE WHEN status = 'present' THEN record_id END) AS present,
         count(DISTINCT CASE WHEN status = 'represented' THEN record_id END) AS represented,
         count(DISTINCT CASE WHEN status = 'excused' THEN record_id END) AS excused,
         count(DISTINCT CASE WHEN status = 'absent' THEN record_id END) AS absent,
         group_concat(DISTINCT role) AS roles
  FROM attendance WHERE name IS NOT NULL GROUP BY name, organisation;
CREATE VIEW resolution AS
  SELECT t.organisation, t.body, t.date, t.year, d.number, d.title, d.kind, d.result, d.result_source, d.mode, d.unanimity, d."for", d.against,
         d.abstain, d.blank, d."null", d.not_voting, d.voters, d.expressed, d.unit, d.amounts, d.budget_year, d.reference, d.effective, d.rapporteur,
         d.subjects, d.text, t.document, d.page, t.record_id, d.ord
  FROM sitting t JOIN resolution_data d ON d.record = t.record;
CREATE VIEW vote AS
  SELECT * FROM resolution WHERE coalesce(result, mode, unanimity, "for", against, abstain, blank, "null", not_voting, voters, expressed) IS NOT NULL;
CREATE VIEW vote_named AS
  SELECT t.organisation, t.body, t.date, t.year, d.number, d.title, n.name, n.option, t.document, n.page, t.record_id
  FROM sitting t JOIN vote_named_data n ON n.record = t.record JOIN resolution_data d ON d.record = n.record AND d.ord = n.resolution;
CREATE VIEW election AS
  SELECT t.organisation, t.body, t.date, t.year, e.post, e.person, e.votes, e.elected, e."new", e.term, t.document, e.page, t.record_id
  FROM sitting t JOIN election_data e ON e.record = t.record;
CREATE VIEW budget AS
  SELECT t.organisation, t.body, t.date, b.year, b.kind, b.section, b.name, b.nomenclature, b.charges, b.produits, b.result, b.currency,
         t.document, b.page, t.record_id, b.ord
  FROM sitting t JOIN budget_data b ON b.record = t.record;
CREATE VIEW budget_line AS
  SELECT t.organisation, t.body, t.date, b.year, b.kind, b.section, b.name, l.side, l.account, l.label, l.amount, l.currency, l.level,
         t.document, l.page, t.record_id, l.budget, l.ord
  FROM sitting t JOIN budget_line_data l ON l.record = t.record LEFT JOIN budget_data b ON b.record = l.record AND b.ord = l.budget;
CREATE VIEW financial_result AS
  SELECT t.organisation, t.body, t.date, f.year, f.section, f.amount, f.currency, f.allocation, f.allocated_amount, t.document, f.page, t.record_id
  FROM sitting t JOIN result_data f ON f.record = t.record;
CREATE VIEW grants AS
  SELECT t.organisation, t.body, t.date, coalesce(g.year, t.year) AS year, g.giver, g.beneficiary, g.amount, g.currency, g.purpose,
         t.document, g.page, t.record_id
  FROM sitting t JOIN grant_data g ON g.record = t.record;
CREATE VIEW grant_by_year AS
  SELECT organisation, year, beneficiary, currency, count(*) AS grants,
         printf('%d.%02d', sum(CAST(round(amount * 100) AS INTEGER)) / 100, abs(sum(CAST(round(amount * 100) AS INTEGER)) % 100)) AS total
  FROM grants WHERE amount IS NOT NULL GROUP BY organisation, year, beneficiary, currency;
CREATE VIEW programme AS
  SELECT t.organisation, t.body, t.date, t.year, p.name, p.status, p.years, p.partners, p.funders, p.places, p.url, p.summary,
         t.document, p.page, t.record_id
  FROM sitting t JOIN programme_data p ON p.record = t.record;
CREATE VIEW membership AS
  SELECT t.organisation, t.body, t.date, t.year, m.category, m.stated_count, m.members, t.document, m.page, t.record_id
  FROM sitting t JOIN membership_data m ON m.record = t.record;
CREATE VIEW consistency AS
  SELECT t.organisation, t.body, t.date, t.year, c.code, c.severity, c.verdict, c.message, c.expected, c.found, c.law, t.document, t.record_id
  FROM sitting t JOIN check_data c ON c.record = t.record;
)sql";

// Version 2: persons over several records, and the checks of their series. An older archive is settled by the next run.
constexpr const char* people_sql = R"sql(
CREATE TABLE roster(
  id TEXT PRIMARY KEY, ord INTEGER NOT NULL, number TEXT, name TEXT NOT NULL, family TEXT, given TEXT, aliases TEXT, pseudonym TEXT,
  organisation TEXT, body TEXT, office TEXT, "from" TEXT, "to" TEXT, run TEXT) WITHOUT ROWID;
CREATE TABLE person(
  id TEXT PRIMARY KEY, organisation_key TEXT NOT NULL, organisation TEXT, name TEXT NOT NULL, family TEXT, given TEXT,
  origin TEXT NOT NULL CHECK(origin IN ('roster', 'archive')), first_seen TEXT, last_seen TEXT, spellings TEXT, maybe TEXT) WITHOUT ROWID;
CREATE INDEX person_organisation ON person(organisation_key);
CREATE TABLE person_entry(entry TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY(entry, person)) WITHOUT ROWID;
CREATE INDEX person_entry_person ON person_entry(person);
CREATE TABLE appearance(
  record INTEGER NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, person TEXT, rule TEXT, confidence REAL, entry TEXT, candidates TEXT, candidate_ids TEXT,
  PRIMARY KEY(record, path)) WITHOUT ROWID;
CREATE INDEX appearance_person ON appearance(person);
CREATE TABLE series_data(
  record INTEGER NOT NULL, ord INTEGER NOT NULL, code TEXT, severity TEXT, verdict TEXT, expected TEXT, found TEXT, message TEXT,
  message_en TEXT, law TEXT, facts TEXT, others TEXT, PRIMARY KEY(record, ord)) WITHOUT ROWID;
CREATE TABLE unsettled(organisation TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX record_organisation ON record(coalesce(organisation, ''));
INSERT INTO unsettled SELECT DISTINCT coalesce(organisation, '') FROM record;
DROP VIEW people;
DROP VIEW attendance;
DROP VIEW consistency;
CREATE VIEW attendance AS
  SELECT t.organisation AS organisation, t.body, t.date, t.year, a.name, a.family, a.given, a.status, a.role, a.organisation AS represents, a.proxy_to,
         a.arrives, a.leaves, a."group", a.weight, p.name AS person_name, w.candidates, w.rule, t.document, a.page, t.record_id, p.id AS person,
         a.name || coalesce(' ' || p.spellings, '') AS names
  FROM sitting t JOIN attendance_data a ON a.record = t.record
  LEFT JOIN appearance w ON w.record = a.record AND w.path = 'attendance/people/' || a.ord || '/name' AND w.name = a.name
  LEFT JOIN person p ON p.id = w.person;
CREATE VIEW people AS
  SELECT coalesce(p.name, a.name) AS name, min(a.organisation) AS organisation, min(a.date) AS first_seen, max(a.date) AS last_seen,
         count(DISTINCT a.record_id) AS sittings,
         count(DISTINCT CASE WHEN a.status = 'present' THEN a.record_id END) AS present,
         count(DISTINCT CASE WHEN a.status = 'represented' THEN a.record_id END) AS represented,
         count(DISTINCT CASE WHEN a.status = 'excused' THEN a.record_id END) AS excused,
         count(DISTINCT CASE WHEN a.status = 'absent' THEN a.record_id END) AS absent,
         group_concat(DISTINCT a.role) AS roles, coalesce(p.spellings, a.name) AS spellings, max(a.candidates) AS candidates, p.origin,
         p.maybe, p.id AS person
  FROM attendance a LEFT JOIN person p ON p.id = a.person
  WHERE a.name IS NOT NULL GROUP BY coalesce(p.id, a.name || char(10) || coalesce(a.organisation, ''));
CREATE VIEW known_people AS
  SELECT r.name, r.family, r.given, r.aliases, r.pseudonym, r.number, coalesce(r.organisation, p.organisation) AS organisation, r.body, r.office,
         r."from", r."to", 'roster' AS origin, p.spellings, p.first_seen, p.last_seen, p.id AS person, r.id AS entry, r.ord
  FROM roster r LEFT JOIN person_entry e ON e.entry = r.id LEFT JOIN person p ON p.id = e.person
  UNION ALL
  SELECT p.name, p.family, p.given, NULL, NULL, NULL, p.organisation, NULL, NULL, NULL, NULL, p.origin, p.spellings, p.first_seen, p.last_seen, p.id, NULL, NULL
  FROM person p WHERE p.origin = 'archive';
CREATE VIEW consistency AS
  SELECT t.organisation, t.body, t.date, t.year, c.code, c.severity, c.verdict, c.message, NULL AS message_en, c.expected, c.found, c.law, 'record' AS scope,
         NULL AS others, t.document, t.record_id, c.ord
  FROM sitting t JOIN check_data c ON c.record = t.record
  UNION ALL
  SELECT r.organisation, r.body, r.date, r.year, c.code, c.severity, c.verdict, c.message, c.message_en, c.expected, c.found, c.law, 'series',
         c.others, s.name, r.key, 1000000 + c.ord
  FROM record r JOIN series_data c ON c.record = r.id JOIN source s ON s.id = r.source;
)sql";

// Version 3: facts are read from the record's JSON instead of being written a second time, which took as long as all the rest.
constexpr const char* facts_sql = R"sql(
ALTER TABLE record ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;
UPDATE record SET facts = (SELECT count(*) FROM fact WHERE fact.record = record.id);
DROP TABLE fact;
CREATE VIEW fact AS
  SELECT r.id AS record, replace(replace(replace(replace(substr(t.fullkey, 3), '[', '/'), ']', ''), '"', ''), '.', '/') AS path,
         CASE json_type(t.value, '$.value')
           WHEN 'object' THEN json_extract(t.value, '$.value.amount')
           WHEN 'array' THEN (SELECT group_concat(CASE v.type WHEN 'object' THEN json_extract(v.value, '$.amount') || ' ' || json_extract(v.value, '$.currency')
                                                  ELSE v.value END, '; ') FROM json_each(t.value, '$.value') v)
           ELSE json_extract(t.value, '$.value') END AS value,
         json_extract(t.value, '$.value.currency') AS unit, json_extract(t.value, '$.raw') AS raw, json_extract(t.value, '$.status') AS status,
         json_extract(t.value, '$.confidence') AS confidence, json_extract(t.value, '$.rule') AS rule,
         (SELECT json_extract(e.value, '$.page') FROM json_each(r.json, '$.evidence') e
          WHERE json_extract(e.value, '$.id') = json_extract(t.value, '$.evidence[0]')) AS page,
         json_extract(t.value, '$.evidence') AS evidence
  FROM record r, json_tree(r.json) t
  WHERE t.type = 'object' AND json_type(t.value, '$.value') IS NOT NULL AND json_type(t.value, '$.status') IS NOT NULL;
)sql";

// Version 4: what settling needs of a record is kept beside it. Records of before have none: theirs is read from their JSON.
constexpr const char* settling_sql = R"sql(
CREATE TABLE settling(record INTEGER PRIMARY KEY REFERENCES record(id), version INTEGER NOT NULL, words BLOB NOT NULL);
)sql";

// Version 5: the sides of an opening, each with the number or folio printed on it.
constexpr const char* sides_sql = R"sql(
ALTER TABLE page ADD COLUMN sides TEXT;
)sql";

// migrations[n] brings version n to n + 1.
const std::string migrations[format_version] = {
    std::string(sources_sql) + records_sql + search_sql + views_sql,
    people_sql,
    facts_sql,
    settling_sql,
    sides_sql,
};

}  // namespace

void prepare_schema(Db& db) {
  const auto version = db.integer("PRAGMA user_version");
  if (version == format_version) return;
  db.execute("BEGIN IMMEDIATE");
  for (auto step = version; step < format_version; ++step) db.execute(migrations[step]);
  db.execute("PRAGMA application_id = " + std::to_string(application_id));
  db.execute("PRAGMA user_version = " + std::to_string(format_version));
  db.execute("COMMIT");
}

void check_format(Db& db) {
  if (db.integer("PRAGMA application_id") != application_id || db.integer("PRAGMA user_version") < 1)
    throw Error(ErrorCode::archive_damaged, "archive", db.path(), 0, "not a Minutier archive");
  const auto version = db.integer("PRAGMA user_version");
  if (version > format_version)
    throw Error(ErrorCode::unsupported, "archive", db.path(), 0,
                "made by a newer Minutier (format " + std::to_string(version) + "); update the program");
}

}  // namespace minutier::archive::sqlite
