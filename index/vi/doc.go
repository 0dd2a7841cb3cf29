// Package vi is the Vietnamese analysis behind search: it turns texts into the
// terms to be indexed, and the words that people type into a [Plan] of clauses
// over those terms. It knows no search engine and touches no files; an engine
// that stores the terms and can score them ranks as another one does.
//
// A text becomes terms of four fields:
//
//   - Words: the canonical key of each syllable (vn.Key: NFC or NFD, capitals,
//     both tone placements, i or y, look-alikes of other scripts give one key)
//     and a concept term "=ubnd-xa" where an agency or a known phrase is named,
//     whatever its wording or abbreviation, as well as "=%5.5" for a percentage
//     (5,5%, 5.5 %, 5,5 phần trăm);
//   - Pairs: neighbouring syllables "ma_túy", for precision, quoted phrases and
//     near duplicates;
//   - Refs: documents cited, "kl:132" and "kl:132:tw" from "132-KL/TW",
//     "KL 132" or "Kết luận số 132"; "^kl:132" where the heading above cites it;
//   - Dates: "2025-06-06", "2025-06", "2025-q2" from every written form, and
//     "!2025-06-06" for the one that is stated.
//
// For people who type no accents a query may ask in the fields Folded and
// FoldedPairs: [Spellings] turn such a term into those of Words and Pairs that it
// stands for.
//
// # Weights
//
// A query is a list of units: a syllable, a concept, a cited document, a date.
// One clause per unit keeps an engine that rewards the share of matched clauses
// from punishing a text that uses the abbreviation. For "UBND cấp xã rà soát":
//
//	=ubnd-xa ×4                            replaces the three syllables
//	rà ×1 (folded: ra ×0.2)                exact accents first, others after
//	soát ×1 (folded: soat ×0.2)
//	bonus: rà_soát ×0.6, …                 neighbours
//
// A concept that is a case of wider ones (Methadone is one of substitution
// treatment) is found under their names as well, with 1.
//
// A text that answers has all concepts, percentages and other figures ("500 giáo
// viên", but not years), documents and dates, most syllables, with
// the accents they were typed with, and enough of the neighbours, so that "báo
// cáo về" is no answer to "bảo vệ"; a query without accents stands for all of
// them.
//
// A syllable such as "của" is a bonus of 0.3 and never required; a reference or
// a date weighs 4, a document that only a heading cites 1, and a date that stands
// in the text as it was typed 1 more. The figures were set on judged queries and
// changed only together: concept 4 and pair 0.6 are what lifts an agency with a
// topic over a text that has the same syllables scattered.
package vi

// Version is that of the terms: raise it whenever a text may give other terms
// than before, so that stored indexes are known to be stale.
const Version = 10
