#!/usr/bin/env python3
"""Holds the architecture: which stage may include which, headers that compile alone, and that only tools/ prints.

    check.py ROOT includes            each file includes only what stands to the left of its stage
    check.py ROOT headers CXX FLAGS…  every header compiles alone: those a source includes first of all are proved by the build,
                                      the others are compiled here
    check.py ROOT prints              nothing outside tools/ and tests/ writes to a terminal
    check.py ROOT phrases             what errors and checks say is in the phrasebook of the other language
    check.py ROOT self                the checks above see the faults they are for

Exit status 1 when something is wrong, each finding on a line.
"""
import concurrent.futures, os, pathlib, re, subprocess, sys, tempfile

# A folder and what it may include besides itself. The longest folder that matches a path counts.
ORDER = ["pipeline/base", "pipeline/model", "pipeline/source", "pipeline/recognise", "pipeline/normalise", "pipeline/values",
         "pipeline/section", "pipeline/extract", "extractors", "pipeline/assemble", "pipeline/archive", "pipeline/export",
         "pipeline/run", "tools"]
# From normalise on, work is done on pages: where they came from must not matter.
AFTER_PAGES = ORDER[ORDER.index("pipeline/normalise"):ORDER.index("pipeline/run")]
BEFORE_PAGES = ["pipeline/source", "pipeline/recognise"]

def stage_of(path):
    return next((s for s in ORDER if path == s or path.startswith(s + "/")), None)

def sources(root, ends=(".hpp", ".cpp")):
    for top in ("pipeline", "extractors", "tools"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in ends:
                yield path.relative_to(root).as_posix(), path

def includes(root):
    for name, path in sources(root):
        stage = stage_of(name)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not m:
                continue
            other = stage_of(m.group(1))
            where = "%s:%d" % (name, number)
            if not stage:
                yield "%s: belongs to no stage" % name
            elif not other:
                yield "%s: includes %s, which belongs to no stage (write includes from the root)" % (where, m.group(1))
            elif ORDER.index(other) > ORDER.index(stage):
                yield "%s: %s includes %s, which stands to its right" % (where, stage, m.group(1))
            elif stage in AFTER_PAGES and other in BEFORE_PAGES:
                yield "%s: %s works on pages and must not know %s" % (where, stage, other)

def prints(root):
    pattern = re.compile(r"std::(cout|cerr|clog)\b|\b(printf|puts|fputs|putchar|perror)\s*\(|\bfprintf\s*\(\s*std(out|err)")
    for name, path in sources(root):
        if name.startswith("tools/"):
            continue
        text = re.sub(r'R"(\w*)\((?:.|\n)*?\)\1"', lambda m: '""' + "\n" * m.group(0).count("\n"), path.read_text())
        for number, line in enumerate(text.splitlines(), 1):
            code = re.sub(r'"(\\.|[^"\\])*"', '""', line.split("//")[0])
            if pattern.search(code):
                yield "%s:%d: prints: %s" % (name, number, line.strip())

# Where sentences begin that people are shown: an error with a code, a note of a check. They end at the statement's semicolon.
SAID = {"tools/cli/messages/details.fr.txt": (re.compile(r"\b(?:Error|error|failure|fail)\((?:worker, )?ErrorCode::(?!internal\b)\w+"), ("pipeline/source", "pipeline/run", "pipeline/recognise", "pipeline/archive", "pipeline/export")),
        "tools/cli/messages/checks.en.txt": (re.compile(r"\bNote note\{Severity|\breport\.(?:fail|unknown)\(\{|\bnote\.message \+?= |^    \{\"C\w\w\"", re.M), ("pipeline/assemble/checks",))}

def phrases(root):
    for book, (begins, folders) in SAID.items():
        known = (root / book).read_text() if (root / book).exists() else ""
        for name, path in sources(root, (".cpp",)):
            if not name.startswith(folders):
                continue
            text = path.read_text()
            for begin in begins.finditer(text):
                statement = re.match(r'(?:"(?:\\.|[^"\\])*"|[^";])*', text[begin.start():]).group(0)
                for words in re.findall(r'"((?:\\.|[^"\\])*)"', statement):
                    words = words.replace('\\"', '"').strip(" ():;,.'\"«»")
                    if " " in words and ", art. " not in words and words not in known:
                        yield "%s:%d: %s does not know: %s" % (name, text.count("\n", 0, begin.start()) + 1, book, words)

def included_first(root):
    for _, path in sources(root, (".cpp",)):
        m = re.search(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', path.read_text(), re.M)
        if m:
            yield m.group(1)

def headers(root, compiler):
    proved = set(included_first(root))
    def alone(item):
        name, _ = item
        done = subprocess.run(compiler + ["-fsyntax-only", "-x", "c++", "-include", str(root / name), "/dev/null"], capture_output=True, text=True)
        return None if done.returncode == 0 else "%s: does not compile alone:\n%s" % (name, done.stderr[:1500])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from filter(None, pool.map(alone, (item for item in sources(root, (".hpp",)) if item[0] not in proved)))

def faults_are_seen():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {"pipeline/base/a.hpp": '#include "pipeline/model/b.hpp"\n', "pipeline/model/b.hpp": "std::size_t x;\n",
                           "pipeline/section/c.cpp": '#include "pipeline/source/d.hpp"\nvoid f() { std::cout << 1; }\n', "pipeline/source/d.hpp": "\n",
                           "pipeline/source/e.cpp": 'throw Error(ErrorCode::damaged, "source", "", 0, "a file nobody read");\n'}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        for top in ("extractors", "tools"):
            (root / top).mkdir()
        if len(list(includes(root))) != 2: yield "the include check does not see both faults"
        if len(list(prints(root))) != 1: yield "the print check does not see its fault"
        if len(list(phrases(root))) != 1: yield "the phrase check does not see its fault"
        if len(list(headers(root, ["c++", "-std=c++20", "-I", folder]))) < 1: yield "the header check does not see its fault"

def main():
    root, what = pathlib.Path(sys.argv[1]), sys.argv[2]
    found = list({"includes": lambda: includes(root), "prints": lambda: prints(root), "phrases": lambda: phrases(root), "self": faults_are_seen,
                  "headers": lambda: headers(root, sys.argv[3:])}[what]())
    print("\n".join(found) if found else "%s: nothing wrong in %d files" % (what, sum(1 for _ in sources(root))))
    return 1 if found else 0

sys.exit(main())
