// Package index makes the provisions of plans searchable, tasks and the others
// alike: full text, agencies, roles, localities, deadlines, parts and themes.
//
// How a provision becomes a hit:
//
//  1. [Entries] takes the provisions of a plan with the headings above them.
//  2. vi.Analyzer turns each entry into terms, which package engine's Engine keeps
//     under the fields of fields.go.
//  3. [Index.Search] lets vi plan the query, turns the plan into the engine's
//     clauses (clauses.go), and marks the words in the texts of the page it
//     returns. [Index.Grouped] gives the same by plan, [Index.Similar] what is
//     most like a task.
//
// Package engine is the seam to the program that stores and ranks, with a suite
// that each must pass; blevedb, the one in use, alone imports Bleve. Package vi,
// which analyses texts and queries, knows no engine.
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
// A query is answered by the entries that have every agency, locality, document
// and date that it names, at least three quarters of its other syllables, and
// enough of its words side by side. So that a page is not empty because of one
// word, the best entries with at least a third follow up to 20 hits in all, told
// apart by [Hit.Partial]. Total, facets and paging are over exactly the entries
// that paging reaches. Ties are broken by plan and by the place in the plan.
package index
