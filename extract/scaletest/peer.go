package scaletest

import (
	"database/sql"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract"
)

// A Peer answers the questions of package index in the language of SQLite. It is
// what a competent person makes of SQLite for tasks: one table of FTS5 with the
// text and the headings above it, and one row per task of what is filtered and
// counted. A task has one lead and one deadline there, the first of each, which
// is less than an index has and makes the peer the faster for it.
type Peer struct {
	tb    testing.TB
	db    *sql.DB
	top   *sql.Stmt
	among *sql.Stmt
	page  *sql.Stmt
	count [3]*sql.Stmt
	// Building is the time that it took to enter the tasks, without that of
	// making the plans.
	Building time.Duration
}

// The tables are as the manual of FTS5 has them: the text is in the table, which
// highlight() needs. The words of a task and the row are joined by their rowid.
var peerTables = []string{
	`PRAGMA journal_mode = WAL`,
	`PRAGMA synchronous = NORMAL`,
	`PRAGMA cache_size = -65536`, // 64 MiB
	`CREATE VIRTUAL TABLE texts USING fts5(text, headings, tokenize = 'unicode61 remove_diacritics 2')`,
	`CREATE TABLE tasks (id INTEGER PRIMARY KEY, plan TEXT, task TEXT, locality TEXT, lead TEXT, year TEXT, since TEXT, until TEXT)`,
	`CREATE INDEX tasks_plan ON tasks(plan)`,
	`CREATE INDEX tasks_lead ON tasks(lead, until)`,
	`CREATE INDEX tasks_locality ON tasks(locality)`,
}

// NewPeer makes the tables in file and enters the tasks of the plans, in one
// transaction and by prepared statements; it is closed when the test ends.
//
// Source: https://www.sqlite.org/fts5.html
func NewPeer(tb testing.TB, file string, plans iter.Seq[*extract.Plan]) *Peer {
	tb.Helper()
	p := &Peer{tb: tb}
	var err error
	p.db, err = sql.Open("sqlite", file)
	p.must(err)
	tb.Cleanup(func() { _ = p.db.Close() }) // was only written for the measure
	p.db.SetMaxOpenConns(1)
	start := time.Now()
	for _, statement := range peerTables {
		_, err := p.db.Exec(statement)
		p.must(err)
	}
	p.Building = time.Since(start)
	p.enter(plans)
	p.prepare()
	return p
}

func (p *Peer) must(err error) {
	p.tb.Helper()
	if err != nil {
		p.tb.Fatal(err)
	}
}

func (p *Peer) enter(plans iter.Seq[*extract.Plan]) {
	tx, err := p.db.Begin()
	p.must(err)
	text, err := tx.Prepare(`INSERT INTO texts(rowid, text, headings) VALUES (?, ?, ?)`)
	p.must(err)
	row, err := tx.Prepare(`INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
	p.must(err)
	id := 0
	for plan := range plans {
		start := time.Now()
		d := plan.Document
		headings := headingsOf(plan)
		for i := range plan.Tasks {
			t := &plan.Tasks[i]
			id++
			_, err := text.Exec(id, t.Text, headings[t.Section])
			p.must(err)
			since, until := Days(t)
			_, err = row.Exec(id, d.ID, t.ID, d.Locality, null(LeadOf(t)), d.Issued[:4], null(since), null(until))
			p.must(err)
		}
		p.Building += time.Since(start)
	}
	start := time.Now()
	p.must(text.Close())
	p.must(row.Close())
	p.must(tx.Commit())
	_, err = p.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	p.must(err)
	p.Building += time.Since(start)
}

// headingsOf are the headings above the tasks of each section.
func headingsOf(plan *extract.Plan) map[string]string {
	sections := map[string]extract.Section{}
	for _, s := range plan.Sections {
		sections[s.ID] = s
	}
	all := map[string]string{}
	for _, s := range plan.Sections {
		var path []string
		for at, ok := s, true; ok; at, ok = sections[at.Parent] {
			path = append([]string{at.Heading}, path...)
		}
		all[s.ID] = strings.Join(path, "\n")
	}
	return all
}

// LeadOf is the first agency that leads a task, "" where there is none.
func LeadOf(t *extract.Task) string {
	for _, a := range t.Assignments {
		if a.Role == extract.Lead {
			return a.Agency
		}
	}
	return ""
}

// Days are the first and the last day of the first deadline of a task that has
// a last day, "" where there is none.
func Days(t *extract.Task) (since, until string) {
	for _, d := range t.Deadlines {
		switch {
		case d.To == "":
		case d.From == "":
			return d.To, d.To
		default:
			return d.From, d.To
		}
	}
	return "", ""
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// prepare has the questions ready, as a program does.
func (p *Peer) prepare() {
	const hit = `SELECT t.plan, t.task, t.locality, t.lead, t.year, t.since, t.until, x.text, x.rank
		FROM texts x JOIN tasks t ON t.id = x.rowid WHERE texts MATCH ? `
	prepare := func(question string) *sql.Stmt {
		s, err := p.db.Prepare(question)
		p.must(err)
		return s
	}
	p.top = prepare(hit + `ORDER BY rank LIMIT 20`)
	// The planner would begin with the tasks of the agency and look each up in the
	// text: CROSS JOIN holds it to the order that is written.
	p.among = prepare(strings.Replace(hit, "JOIN", "CROSS JOIN", 1) + `AND t.lead = ? AND t.since <= ? AND t.until >= ? ORDER BY rank LIMIT 20`)
	p.page = prepare(strings.Replace(hit, "x.text", "highlight(texts, 0, '<mark>', '</mark>')", 1) + `ORDER BY rank LIMIT 20`)
	for i, column := range []string{"locality", "lead", "year"} {
		p.count[i] = prepare(fmt.Sprintf(`SELECT t.%s, count(*) FROM texts x JOIN tasks t ON t.id = x.rowid WHERE texts MATCH ? GROUP BY t.%[1]s`, column))
	}
}

// Top gives the 20 best tasks of a match expression and reports how many there
// are of them.
func (p *Peer) Top(match string) int { return p.read(p.top, match) }

// Among is Top of the tasks that an agency leads and whose time overlaps the days.
func (p *Peer) Among(match, lead, from, to string) int { return p.read(p.among, match, lead, to, from) }

// Page is Top with the words marked, and with all tasks of the match counted by
// locality, lead and year.
func (p *Peer) Page(match string) int {
	n := p.read(p.page, match)
	for _, s := range p.count {
		p.counts(s, match)
	}
	return n
}

// peerHit is what is read of a task.
type peerHit struct {
	plan, task, locality, lead, year, since, until, text sql.NullString
	rank                                                 float64
}

func (p *Peer) read(s *sql.Stmt, arguments ...any) int {
	rows, err := s.Query(arguments...)
	p.must(err)
	var hits []peerHit
	for rows.Next() {
		var h peerHit
		p.must(rows.Scan(&h.plan, &h.task, &h.locality, &h.lead, &h.year, &h.since, &h.until, &h.text, &h.rank))
		hits = append(hits, h)
	}
	p.must(rows.Err())
	return len(hits)
}

func (p *Peer) counts(s *sql.Stmt, match string) {
	rows, err := s.Query(match)
	p.must(err)
	counts := map[string]int{}
	for rows.Next() {
		var value sql.NullString
		var n int
		p.must(rows.Scan(&value, &n))
		counts[value.String] = n
	}
	p.must(rows.Err())
}

// Close ends the work with the file.
func (p *Peer) Close() { p.must(p.db.Close()) }

// Words are the syllables of a text that stand one after the other with nothing
// but blanks between: the runs of which phrases can be made.
func Words(text string) [][]string {
	var runs [][]string
	var run []string
	end := 0
	for _, t := range vn.Tokens(text) {
		if strings.TrimSpace(text[end:t.Start]) != "" && len(run) > 0 {
			runs, run = append(runs, run), nil
		}
		run = append(run, corpus.Span{Start: t.Start, End: t.End}.In(text))
		end = t.End
	}
	return append(runs, run)
}

// And is the match expression of all of the words, and Phrase that of the words
// side by side.
func And(words ...string) string { return `"` + strings.Join(words, `" "`) + `"` }

// Phrase is described at [And].
func Phrase(words ...string) string { return `"` + strings.Join(words, " ") + `"` }
