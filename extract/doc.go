// Package extract turns a document into a plan: the record, the section tree,
// the tasks with their owners and deadlines, the targets.
package extract
