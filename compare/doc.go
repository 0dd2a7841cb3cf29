// Package compare lays plans side by side: it finds which tasks of several
// plans are the same, and shows the result by task, by agency and by deadline.
//
// The steps, each in a file of its own:
//
//  1. reading.go reduces every task to the words that say what is done to what,
//     with the help of the genre's commonplaces (lexicon.tsv); profile.go makes
//     of them what is compared, and rarity.go weighs it by how many of the tasks
//     at hand say the same;
//  2. candidates.go finds for each task the few others that share rare words
//     with it, so that the cost grows with the number of tasks and not with its
//     square;
//  3. score.go scores a pair of tasks and says which part gave what;
//  4. cluster.go takes the plans a few together and the rest one by one, so that
//     the cost of a task does not grow with the number of plans; rows.go joins the best pairs to rows and puts these in reading order;
//     topic.go gives each a short label out of its own words;
//  5. baseline.go says, where one plan is the measure, what became of each of
//     its tasks in the others, by the differences of differences.go, and
//     overtime.go what changed from each plan to the next of its locality;
//  6. finding.go lists the differences worth a reader's eye;
//  7. views.go turns the rows into a matrix: a row for each task, agency or
//     deadline, a column for each plan;
//  8. explain.go tells of any two tasks why they stand together or apart, by
//     what watch.go saw happen to them while rows were made.
//
// The package reads plans and nothing else: no files, no clock, no index. The
// same plans in the same order give the same comparison, byte for byte.
package compare
