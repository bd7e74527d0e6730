// Votes as folded text: every order of count and label, and what is no vote.

#include "extractors/vote_reader.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <string>

using namespace minutier::extractors;

namespace {

std::map<std::string, std::int64_t> counts(std::string_view text, bool expected = false) {
  std::map<std::string, std::int64_t> found;
  for (const VoteCount& count : read_vote(text, 0, expected).counts) found[std::string(name(count.ballot))] = count.value;
  return found;
}

using Counts = std::map<std::string, std::int64_t>;

}  // namespace

TEST_CASE("a vote is read whichever of count and label comes first") {
  CHECK(counts("pour : 7 / contre : 0 / abstention : 0") == Counts{{"for", 7}, {"against", 0}, {"abstain", 0}});
  CHECK(counts("pour: 7 contre: 0 abstention: 0") == Counts{{"for", 7}, {"against", 0}, {"abstain", 0}});
  CHECK(counts("(pour : 11, contre : 0, abs : 4)") == Counts{{"for", 11}, {"against", 0}, {"abstain", 4}});
  CHECK(counts("2 votes contre 1 abstention 9 votes pour") == Counts{{"for", 9}, {"against", 2}, {"abstain", 1}});
  CHECK(counts("1 contre - 2 abstentions - 15 pour") == Counts{{"for", 15}, {"against", 1}, {"abstain", 2}});
  CHECK(counts("par 11 voix pour, 2 voix contre et 1 abstention") == Counts{{"for", 11}, {"against", 2}, {"abstain", 1}});
  CHECK(counts("votent pour : 12\nvotent contre : 0\ns'abstiennent : 2\nne prennent pas part au vote : 1") == Counts{{"for", 12}, {"against", 0}, {"abstain", 2}, {"not_voting", 1}});
  CHECK(counts("pour\t12\ncontre\t3\nabstentions\t1") == Counts{{"for", 12}, {"against", 3}, {"abstain", 1}});
  CHECK(counts("votants : 15 ; blancs : 2 ; nuls : 1 ; exprimes : 12 ; pour : 12", true) == Counts{{"for", 12}, {"blank", 2}, {"null", 1}, {"voters", 15}, {"expressed", 12}});
  CHECK(counts("ont vote pour : 8 (b. delvigne, f. lamb)\nont vote contre : 3 (k. elst)\ns'est abstenu(e) : 2 (q. lec)") == Counts{{"for", 8}, {"against", 3}, {"abstain", 2}});
  CHECK(counts("oui : 18 / non : 5 / blanc : 2") == Counts{{"for", 18}, {"against", 5}, {"blank", 2}});
  CHECK(counts("la deliberation est adoptee par 24 oui, 1 non et 3 abstentions") == Counts{{"for", 24}, {"against", 1}, {"abstain", 3}});
  CHECK(counts("adoptee - pour : 24 - contre : 7 - nppv : 1") == Counts{{"for", 24}, {"against", 7}, {"not_voting", 1}});
  CHECK(counts("pour 15 (dont 1 procuration), contre 2, abstention 0") == Counts{{"for", 15}, {"against", 2}, {"abstain", 0}});
}

TEST_CASE("dots stand between thousands, and an article is no count") {
  CHECK(counts("approuves par 6.900 voix contre 1.020 (dr cahen)") == Counts{{"for", 6900}, {"against", 1020}});
  CHECK(counts("une avance pour une bicyclette, est rejetee par 14 voix contre 2") == Counts{{"for", 14}, {"against", 2}});
  CHECK(counts("n'obtient que 4 voix (a. petit, b. roux) contre 7 et une abstention") == Counts{{"for", 4}, {"against", 7}, {"abstain", 1}});
  CHECK(counts("elle recueille 1.204 voix et est repoussee par 2.987 voix") == Counts{{"for", 1204}, {"against", 2987}});
  CHECK(counts("accepte par 13 voix, sans opposition, avec 4 abstentions") == Counts{{"for", 13}, {"against", 0}, {"abstain", 4}});
  CHECK(counts("la section veut une contre-etude").empty());
}

TEST_CASE("contre between two numbers parts for from against") {
  CHECK(counts("adopte a 7 voix contre 0 ; 1 abstention") == Counts{{"for", 7}, {"against", 0}, {"abstain", 1}});
  CHECK(counts("par 4 voix contre 3 et 1 vote blanc") == Counts{{"for", 4}, {"against", 3}, {"blank", 1}});
  CHECK(counts("par 43 voix contre 0") == Counts{{"for", 43}, {"against", 0}});
  CHECK(counts("par quatre voix contre deux") == Counts{{"for", 4}, {"against", 2}});
  CHECK(counts("par 9 voix contre 2 abstentions") == Counts{{"for", 9}, {"abstain", 2}});
}

TEST_CASE("counts are read in words, over line breaks, and none is zero") {
  CHECK(counts("adopte a la majorite : deux\nvotes contre, une abstention, neuf votes pour.") == Counts{{"for", 9}, {"against", 2}, {"abstain", 1}});
  CHECK(counts("aucune abstention, aucun vote contre.") == Counts{{"against", 0}, {"abstain", 0}});
  CHECK(counts("vingt-deux voix pour, aucune contre") == Counts{{"for", 22}, {"against", 0}});
  CHECK(counts("vote contre : neant, abstention : neant, pour : 12") == Counts{{"for", 12}, {"against", 0}, {"abstain", 0}});
  CHECK(counts("a l'unanimite moins une abstention") == Counts{{"abstain", 1}});
  CHECK(counts("a l'unanimite (31 voix, 2 abstentions)") == Counts{{"for", 31}, {"abstain", 2}});
}

TEST_CASE("shares are told from persons, and the whole is not a count") {
  const VoteRead vote = read_vote("votes pour : 5 230 / 10 000 tantiemes\nvotes contre : 730 / 10 000 tantiemes", 0, false);
  REQUIRE(vote.find(Ballot::in_favour));
  CHECK(vote.find(Ballot::in_favour)->value == 5230);
  CHECK(vote.find(Ballot::in_favour)->shares);
  REQUIRE(vote.find(Ballot::against));
  CHECK(vote.find(Ballot::against)->value == 730);
  CHECK(counts("12 coproprietaires pour, 1 contre") == Counts{{"for", 12}, {"against", 1}});
}

TEST_CASE("unanimity is read in its spellings and never makes a count") {
  for (const char* text : {"a l'unanimite", "a l'unanimite des membres presents", "a\nl'unanimite", "vote : unanimite", "d'une voix unanime", "resolu unanimement", "a l'unamite", "a l'uninamite", "a i'unanimite", "a ['unanimite", "a l unanimite"}) {
    INFO(text);
    const VoteRead vote = read_vote(text, 0, false);
    CHECK_FALSE(vote.unanimity.empty());
    CHECK(vote.counts.empty());
  }
  for (const char* text : {"l'unanimite est requise", "n'a pas ete adopte a l'unanimite", "il faut statuer a l'unanimite", "pas a l'unanimite"}) {
    INFO(text);
    CHECK(read_vote(text, 0, false).unanimity.empty());
  }
}

TEST_CASE("the mode of a vote is read from its words") {
  CHECK(read_vote("vote a main levee", 0, false).mode_name == "main_levee");
  CHECK(read_vote("a mains levees", 0, false).mode_name == "main_levee");
  CHECK(read_vote("au scrutin secret", 0, false).mode_name == "secret");
  CHECK(read_vote("a bulletins secrets", 0, false).mode_name == "secret");
  CHECK(read_vote("au scrutin public", 0, false).mode_name == "public");
  CHECK(read_vote("par vote electronique", 0, false).mode_name == "electronique");
  CHECK(read_vote("vote par correspondance", 0, false).mode_name == "correspondance");
  for (const char* text : {"sans opposition", "pas d'objection", "aucune opposition", "sans aucune objection"}) CHECK(read_vote(text, 0, false).mode_name == "sans_objection");
  CHECK(read_vote("le public est nombreux", 0, false).mode_name.empty());
}

TEST_CASE("numbers beside pour and contre are not votes by themselves") {
  for (const char* text : {"pour 2018 nous prevoyons 95 adhesions", "3 personnes pour tenir la buvette, 2 pour le rangement", "un budget de 12 000 eur pour l'annee", "la lutte contre le bruit", "il vote contre", "article 24", "5 points pour 2 reunions",
                           "12 euros contre 10 euros l'an dernier", "pour un projet", "le 12 mars, contre toute attente"}) {
    INFO(text);
    CHECK(counts(text).empty());
  }
}

TEST_CASE("scores of several things in one line are no vote of one") {
  CHECK(counts("a : 4 pour / b : 11 pour").empty());
}

TEST_CASE("names behind a count are given with their ballot") {
  const std::string text = "ont vote contre : 3 (a, b, c)\nabstention : durand, petit";
  const VoteRead vote = read_vote(text, 0, false);
  REQUIRE(vote.names.size() == 2);
  CHECK(vote.names[0].ballot == Ballot::against);
  CHECK(vote.names[0].names.of(text) == "a, b, c");
  CHECK(vote.names[1].ballot == Ballot::abstain);
  CHECK(vote.names[1].names.of(text) == "durand, petit");
}

TEST_CASE("votes over line ends, voices that declare themselves, nobody behind a label") {
  CHECK(counts("41 voix se prononcent pour l'augmentation, dix-neuf contre, et 4\nsocietaires s'abstiennent") == Counts{{"for", 41}, {"against", 19}, {"abstain", 4}});
  CHECK(counts("pour : 12\ncontre : personne\nabstention : 2") == Counts{{"for", 12}, {"against", 0}, {"abstain", 2}});
  CHECK(read_vote("par 6 voix pour et 1 abstention\n(c. darimont)", 0, false).names.size() == 1);
  CHECK(read_vote("m. roux ne prenant\npas part au vote", 0, true).names.size() == 1);
}

TEST_CASE("a secret ballot that is declined is no secret ballot") {
  CHECK(read_vote("le conseil decidant de ne pas recourir au bulletin secret, ils sont designes a mains levees", 0, true).mode_name == "main_levee");
  CHECK(read_vote("sans recourir au scrutin secret, a l'unanimite", 0, true).mode_name.empty());
  CHECK(read_vote("au scrutin secret, par 8 voix pour", 0, true).mode_name == "secret");
}

TEST_CASE("the printed form of a ballot is read line by line") {
  CHECK(counts("nombre de votants (enveloppes deposees) ....................... 15", true) == Counts{{"voters", 15}});
  CHECK(counts("c. nombre de suffrages declares nuls par le bureau (art. l. 66) ..... 1", true) == Counts{{"null", 1}});
  CHECK(counts("nombre de bulletins blancs : 2\nnombre de suffrages exprimes [b - c - d] : 12", true) == Counts{{"blank", 2}, {"expressed", 12}});
}
