// Package index makes the tasks of plans searchable: full text, agencies,
// roles, localities and deadlines. It is the seam between the program and the
// search engine; nothing outside of it imports Bleve, and package index/vi,
// which analyses texts and queries, knows no engine.
//
// How a task becomes a hit:
//
//  1. [Entries] takes the tasks of a plan with the headings above them.
//  2. vi.Analyzer turns each entry into terms; Bleve stores those terms as they
//     are, under fields of its own (mapping.go), and never analyses anything.
//  3. [Index.Search] lets vi plan the query, turns the plan into Bleve clauses
//     (clauses.go), and marks the words in the texts of the page it returns.
//
// # A cache
//
// The index is derived from the library and can be thrown away at any time.
// What a hit shows is kept in it as stored, unsearched data: so a hit and its
// text come from one snapshot and never disagree while another process replaces
// the plan, and a search opens no other file. It is a copy; the plan in the
// library stays the truth. An index of another format or vocabulary is
// [ErrStale], a damaged one [ErrCorrupt]: the answer to both is [Rebuild].
//
// # Which hits count
//
// A query is answered by the tasks that have every agency, locality, document and
// date that it names, at least three quarters of its other syllables, and enough
// of its words side by side. So that a page is not empty
// because of one word, the best tasks with at least a third follow up to 20 hits
// in all, told apart by [Hit.Partial]. Total, facets and paging are over exactly
// the tasks that paging reaches.
//
// Scores are TF-IDF: they do not depend on how the index is cut into segments,
// as those of Bleve's BM25 do, so an index gives the same order however it was
// built. Ties are broken by plan and by the place in the plan.
package index
