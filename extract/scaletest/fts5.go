package scaletest

import (
	"database/sql"
	"testing"

	_ "modernc.org/sqlite" // registers the driver

	"doichieu/extract"
)

// FTS5 makes a database of SQLite with a full-text table "tasks" of one column,
// "text", and enters the texts of all tasks of the plans: in one transaction,
// by one prepared statement, with the tokenizer unicode61 that takes marks off
// letters. The database is in the file, or in memory where its name is "". The
// caller has it until the test ends.
//
// Source: https://www.sqlite.org/fts5.html
func FTS5(tb testing.TB, file string, plans []*extract.Plan) *sql.DB {
	tb.Helper()
	must := func(err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
	}
	if file == "" {
		file = ":memory:"
	}
	db, err := sql.Open("sqlite", file)
	must(err)
	tb.Cleanup(func() { _ = db.Close() }) // was only written for the measure
	db.SetMaxOpenConns(1)                 // each connection has a memory of its own
	_, err = db.Exec(`CREATE VIRTUAL TABLE tasks USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')`)
	must(err)
	tx, err := db.Begin()
	must(err)
	insert, err := tx.Prepare(`INSERT INTO tasks(text) VALUES (?)`)
	must(err)
	for _, p := range plans {
		for _, t := range p.Tasks {
			_, err := insert.Exec(t.Text)
			must(err)
		}
	}
	must(insert.Close())
	must(tx.Commit())
	return db
}
