// What the archive survives: killed writers, second writers, damaged files, full disks.
#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/archive/sqlite/db.hpp"
#include "tests/contract/archive_support.hpp"

using namespace archive_test;

namespace {

Document numbered(int n) { return {"pv" + std::to_string(n) + ".txt", "Le conseil numéro " + std::to_string(n) + " vote une subvention."}; }

template <class Call>
ErrorCode code_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code;
  }
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a killed writer loses nothing it had committed") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  for (const useconds_t delay : {30'000U, 90'000U, 200'000U}) {
    TemporaryFolder folder;
    int reports[2];
    REQUIRE(pipe(reports) == 0);
    const pid_t child = fork();
    if (child == 0) {
      close(reports[0]);
      const auto store = implementation.open(folder.path / "archive", Mode::create);
      store->begin_run(run_of("run1"));
      for (int n = 0;; ++n) {
        put(*store, numbered(n), folder.path);
        if (n % 4 != 3) continue;
        store->commit();
        if (write(reports[1], &n, sizeof n) != sizeof n) _exit(1);
      }
    }
    close(reports[1]);
    int committed = -1, last = -1;
    REQUIRE(read(reports[0], &last, sizeof last) == sizeof last);
    committed = last;
    usleep(delay);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(reports[0], &last, sizeof last) == sizeof last) committed = last;
    close(reports[0]);
    const auto store = implementation.open(folder.path / "archive", Mode::write);
    for (int n = 0; n <= committed; ++n) REQUIRE(store->known(numbered(n).id(), "text@1").state == Known::State::done);
    CHECK(store->status().records >= static_cast<std::size_t>(committed + 1));
    CHECK(store->verify().empty());
    // The same work again ends where an undisturbed run ends.
    store->begin_run(run_of("run2"));
    for (int n = 0; n <= committed + 4; ++n) put(*store, numbered(n), folder.path);
    store->commit();
    CHECK(store->search(parse_query("subvention")).total >= static_cast<std::size_t>(committed + 5));
    CHECK(store->verify().empty());
  }
}

TEST_CASE("a second writer is told at once, readers are not held up") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  TemporaryFolder folder;
  auto store = implementation.open(folder.path / "archive", Mode::create);
  put(*store, numbered(1), folder.path);
  try {
    implementation.open(folder.path / "archive", Mode::write);
    FAIL("two writers");
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::archive_locked);
    CHECK(error.detail.find(std::to_string(getpid())) != std::string::npos);
  }
  auto reader = implementation.open(folder.path / "archive", Mode::read);
  CHECK(reader->status().writing);
  CHECK(reader->status().records == 0);
  store.reset();
  CHECK_FALSE(reader->status().writing);
  CHECK_NOTHROW(implementation.open(folder.path / "archive", Mode::write));
}

TEST_CASE("an archive that is not there is not made by reading or writing") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  TemporaryFolder folder;
  CHECK(code_of([&] { implementation.open(folder.path / "none", Mode::read); }) == ErrorCode::archive_missing);
  CHECK(code_of([&] { implementation.open(folder.path / "none", Mode::write); }) == ErrorCode::archive_missing);
  CHECK_FALSE(std::filesystem::exists(folder.path / "none"));
}

TEST_CASE("a reader cannot write") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  TemporaryFolder folder;
  implementation.open(folder.path / "archive", Mode::create);
  const auto reader = implementation.open(folder.path / "archive", Mode::read);
  CHECK_THROWS_AS(reader->begin_run(run_of("x")), Error);
}

TEST_CASE("a damaged archive is named as such") {
  TemporaryFolder folder;
  {
    const auto store = archive::open(folder.path / "archive", Mode::create);
    for (int n = 0; n < 60; ++n) put(*store, numbered(n), folder.path);
    store->commit();
  }
  const auto database = folder.path / "archive" / "archive.db";
  const auto size = std::filesystem::file_size(database);
  SECTION("no database at all") {
    write_file(database, "Ceci n'est pas une archive. " + std::string(5000, 'x'));
    for (const Mode mode : {Mode::read, Mode::write, Mode::create}) CHECK(code_of([&] { archive::open(folder.path / "archive", mode); }) == ErrorCode::archive_damaged);
  }
  SECTION("another program's database") {
    write_file(database, "");
    CHECK(code_of([&] { archive::open(folder.path / "archive", Mode::read); }) == ErrorCode::archive_damaged);
  }
  SECTION("cut short") {
    std::filesystem::resize_file(database, size / 2);
    CHECK(code_of([&] {
            const auto store = archive::open(folder.path / "archive", Mode::read);
            for (const Problem& problem : store->verify()) throw Error(ErrorCode::archive_damaged, problem.detail);
          }) == ErrorCode::archive_damaged);
  }
  SECTION("overwritten in the middle") {
    {
      std::fstream file(database, std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(static_cast<std::streamoff>(size / 3));
      file << std::string(size / 3, '\x5A');
    }
    CHECK(code_of([&] {
            const auto store = archive::open(folder.path / "archive", Mode::read);
            for (const Problem& problem : store->verify()) throw Error(ErrorCode::archive_damaged, problem.detail);
          }) == ErrorCode::archive_damaged);
  }
}

TEST_CASE("verify finds a lost or changed original") {
  TemporaryFolder folder;
  const auto store = archive::open(folder.path / "archive", Mode::create);
  put(*store, numbered(1), folder.path);
  put(*store, numbered(2), folder.path);
  store->commit();
  CHECK(store->verify().empty());
  std::filesystem::remove(store->original(numbered(1).id()));
  write_file(store->original(numbered(2).id()), "autre chose");
  const auto problems = store->verify();
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].code == "original_missing");
  CHECK(problems[1].code == "original_changed");
  // The same file given again heals it.
  put(*store, numbered(1), folder.path);
  store->commit();
  CHECK(store->verify().size() == 1);
}

TEST_CASE("changing the file that was ingested does not change the original") {
  TemporaryFolder folder;
  const auto store = archive::open(folder.path / "archive", Mode::create);
  put(*store, numbered(1), folder.path);
  store->commit();
  {
    std::fstream file(folder.path / numbered(1).name, std::ios::in | std::ios::out | std::ios::binary);
    file << "XX";
  }
  CHECK(store->verify().empty());
}

TEST_CASE("a full disk stops the writer and keeps what was committed") {
  // A limit on file size stands for a full disk: writing beyond it fails in the same way.
  TemporaryFolder folder;
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    int committed = 0;
    const auto store = archive::open(folder.path / "archive", Mode::create);
    const rlimit limit{3'000'000, 3'000'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    int result = 1;
    try {
      for (int n = 0; n < 2000; ++n) {
        put(*store, numbered(n), folder.path);
        store->commit();
        committed = n + 1;
      }
    } catch (const Error& error) {
      result = error.code == ErrorCode::disk_full ? 0 : 2;
      try {
        store->begin_run(run_of("later"));
        result = 3;
      } catch (const Error& again) {
        if (again.code != ErrorCode::disk_full) result = 4;
      }
    }
    const int file = ::open((folder.path / "committed").c_str(), O_CREAT | O_WRONLY, 0644);
    if (write(file, &committed, sizeof committed) != sizeof committed) result = 5;
    _exit(result);
  }
  int state = 0;
  waitpid(child, &state, 0);
  REQUIRE(WIFEXITED(state));
  CHECK(WEXITSTATUS(state) == 0);
  int committed = 0;
  std::ifstream(folder.path / "committed", std::ios::binary).read(reinterpret_cast<char*>(&committed), sizeof committed);
  CHECK(committed > 0);
  CHECK(committed < 2000);
  const auto store = archive::open(folder.path / "archive", Mode::write);
  for (int n = 0; n < committed; ++n) REQUIRE(store->known(numbered(n).id(), "text@1").state == Known::State::done);
  CHECK(store->verify().empty());
}

TEST_CASE("an archive of a newer format is refused with advice") {
  TemporaryFolder folder;
  archive::open(folder.path / "archive", Mode::create);
  {
    // user_version stands at byte 60 of the file, big-endian.
    std::fstream file(folder.path / "archive" / "archive.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(60);
    const char version[4] = {0, 0, 0, 99};
    file.write(version, 4);
  }
  CHECK(code_of([&] { archive::open(folder.path / "archive", Mode::read); }) == ErrorCode::unsupported);
}

TEST_CASE("facts read from SQL are those of the records") {
  TemporaryFolder folder;
  const auto store = archive::open(folder.path / "archive", Mode::create);
  store->begin_run(run_of("run1"));
  put(*store, numbered(1), folder.path);
  store->commit();
  const auto status = store->status();
  REQUIRE(status.facts > 2);
  archive::sqlite::Db db(folder.path / "archive" / "archive.db", archive::sqlite::Db::Access::read, false);
  CHECK(db.integer("SELECT count(*) FROM fact") == static_cast<std::int64_t>(status.facts));
  CHECK(db.integer("SELECT count(*) FROM fact WHERE path = 'organisation/name' AND value = 'Commune de Kerlan' AND status = 'stated' AND page = 1 "
                   "AND confidence = 0.9 AND rule = 'test@1' AND evidence = '[\"e1\"]'") == 1);
}

TEST_CASE("an archive of an earlier format is brought up to date when it is opened") {
  TemporaryFolder folder;
  {
    const auto store = archive::open(folder.path / "archive", Mode::create);
    store->begin_run(run_of("run1"));
    put(*store, numbered(1), folder.path);
    store->commit();
  }
  {  // as version 2 kept facts: a table of their own
    archive::sqlite::Db db(folder.path / "archive" / "archive.db", archive::sqlite::Db::Access::write, false);
    db.execute("DROP VIEW fact; ALTER TABLE record DROP COLUMN facts; CREATE TABLE fact(record INTEGER, path TEXT); "
               "INSERT INTO fact SELECT id, 'title' FROM record; DROP TABLE settling; ALTER TABLE page DROP COLUMN sides; PRAGMA user_version = 2");
  }
  const auto store = archive::open(folder.path / "archive", Mode::read);
  CHECK(store->status().facts == 1);
  CHECK(store->status().records == 1);
  std::vector<std::string> read;  // from the record itself, which has nothing kept beside it
  store->each_settling({"", {"Commune de Kerlan"}}, [&](assemble::Settling&& settling) { read.push_back(settling.series.id); });
  CHECK(read == std::vector<std::string>{numbered(1).record_id()});
}
