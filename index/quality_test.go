package index

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"doichieu/corpus/samples"
	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/ingest"
)

var update = flag.Bool("update", false, "write testdata/quality*.txt anew; read the diff")

// samplePlans are the plans of package samples as they are extracted. The one in
// PDF is read from the text that it was made of, so that reading PDF is no part
// of this test, and the localities are given: they are not in the vocabulary.
func samplePlans(t testing.TB) []*extract.Plan {
	t.Helper()
	pdf, err := os.ReadFile("../corpus/samples/testdata/dong-linh.txt")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(pdf), "\n") {
		if _, text, ok := strings.Cut(line, "|"); ok && !strings.HasPrefix(line, "#") {
			lines = append(lines, text)
		}
	}
	plans := []*extract.Plan{samplePlan(t, "dong-linh", "txt", "Đông Lĩnh", []byte(strings.Join(lines, "\n\n")))}
	for _, s := range [][3]string{{"hai-van", "txt", "Hải Vân"}, {"lam-giang", "txt", "Lam Giang"}, {"phu-son", "md", "Phú Sơn"}} {
		data, err := fs.ReadFile(samples.FS(), s[0]+"."+s[1])
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, samplePlan(t, s[0], s[1], s[2], data))
	}
	return plans
}

func samplePlan(t testing.TB, id, ext, locality string, data []byte) *extract.Plan {
	t.Helper()
	p := readPlan(t, id+"."+ext, data)
	p.Document.ID, p.Document.Locality = id, locality
	return p
}

// readPlan extracts a plan from a file.
func readPlan(t testing.TB, name string, data []byte) *extract.Plan {
	t.Helper()
	doc, err := ingest.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return extract.Extract(doc)
}

// judged is a query with the grades of what answers it, by the names of hits.
type judged struct {
	kind, query string
	grades      map[string]int
}

// judgements reads a file of queries. The name of the hit that an answer is, by
// its plan and words of it, is given by answer.
func judgements(t testing.TB, file string, answer func(plan, words string) (string, error)) []judged {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []judged
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.SplitN(line, " ", 3)
		grade, err := strconv.Atoi(f[0])
		if kind, query, ok := strings.Cut(line, ": "); err != nil && ok {
			out = append(out, judged{kind, query, map[string]int{}})
			continue
		}
		if err != nil || grade < 1 || grade > 3 || len(f) != 3 || len(out) == 0 {
			t.Fatalf("%s:%d: %q", file, i+1, line)
		}
		name, err := answer(f[1], f[2])
		if err != nil {
			t.Errorf("%s:%d: %v", file, i+1, err)
		}
		grades := out[len(out)-1].grades
		grades[name] = max(grade, grades[name])
	}
	return out
}

// sampleJudgements are the queries over the plans of package samples.
func sampleJudgements(t testing.TB, plans []*extract.Plan) []judged {
	t.Helper()
	return judgements(t, "testdata/queries.txt", func(plan, words string) (string, error) {
		name := entryWith(plans, plan, words)
		if name == "" {
			return "", fmt.Errorf("not just one provision of %s has the words %q", plan, words)
		}
		return name, nil
	})
}

// entryWith is the name of the one task or provision of a plan that has the words,
// or "".
func entryWith(plans []*extract.Plan, plan, words string) string {
	name := ""
	for _, p := range plans {
		for _, e := range Entries(p) {
			if e.Plan == plan && strings.Contains(e.Task.Text, words) {
				if name != "" {
					return ""
				}
				name = plan + " " + e.Task.ID
			}
		}
	}
	return name
}

// marks are the measures of some queries: nDCG and reciprocal rank of the first
// ten hits, recall of the first five and twenty. Recall counts grades of 2 and 3.
type marks struct {
	n                         int
	ndcg, mrr, recall5, rec20 float64
}

func (m marks) String() string {
	n := float64(max(1, m.n))
	return fmt.Sprintf("nDCG@10 %.2f  MRR@10 %.2f  R@5 %.2f  R@20 %.2f", m.ndcg/n, m.mrr/n, m.recall5/n, m.rec20/n)
}

func (m *marks) add(o marks) {
	m.n, m.ndcg, m.mrr, m.recall5, m.rec20 = m.n+o.n, m.ndcg+o.ndcg, m.mrr+o.mrr, m.recall5+o.recall5, m.rec20+o.rec20
}

// measure compares a list of hits with the judgements.
func (j judged) measure(hits []string) marks {
	gain := func(grade, rank int) float64 { return float64(int(1)<<grade-1) / math.Log2(float64(rank)+2) }
	m := marks{n: 1}
	relevant := 0.0
	for _, g := range j.grades {
		if g >= 2 {
			relevant++
		}
	}
	for i, name := range hits {
		grade := j.grades[name]
		if i < 10 {
			m.ndcg += gain(grade, i)
		}
		if grade < 2 {
			continue
		}
		if m.mrr == 0 && i < 10 {
			m.mrr = 1 / float64(i+1)
		}
		if i < 5 {
			m.recall5 += 1 / min(relevant, 5)
		}
		m.rec20 += 1 / relevant
	}
	ideal := 0.0
	for i, grade := range slices.Sorted(maps.Values(j.grades)) {
		if rank := len(j.grades) - 1 - i; rank < 10 {
			ideal += gain(grade, rank)
		}
	}
	m.ndcg /= ideal
	return m
}

// found are the names of the first twenty hits, in part or not.
func found(t testing.TB, x *Index, query string) []string {
	t.Helper()
	out := names(ask(t, x, Request{Query: query, Limit: 20}))
	for i, name := range out {
		out[i] = strings.Trim(name, "()")
	}
	return out
}

// ranking is the table of how well an index answers queries: all of them, each
// kind, each query; and the marks of all.
func ranking(t testing.TB, x *Index, queries []judged) ([]byte, marks) {
	t.Helper()
	var all marks
	kinds := map[string]*marks{}
	var lines bytes.Buffer
	for _, j := range queries {
		m := j.measure(found(t, x, j.query))
		all.add(m)
		if kinds[j.kind] == nil {
			kinds[j.kind] = &marks{}
		}
		kinds[j.kind].add(m)
		r := ask(t, x, Request{Query: j.query})
		fmt.Fprintf(&lines, "%s  hits %2d+%-2d  %s: %s\n", m, r.Total-r.Partial, r.Partial, j.kind, j.query)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s  all %d\n", all, all.n)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(&out, "%s  %s %d\n", kinds[kind], kind, kinds[kind].n)
	}
	fmt.Fprintf(&out, "\n%s", lines.Bytes())
	return out.Bytes(), all
}

// holdRanking compares a table of ranking with its file; -update writes the file.
func holdRanking(t testing.TB, file string, table []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, table, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(table, want) {
		t.Errorf("the ranking has changed; -update and the diff of %s show how\n%s", file, table)
	}
}

// TestQuality holds the ranking to testdata/quality.txt, so that a change of it
// shows as a diff.
func TestQuality(t *testing.T) {
	plans := samplePlans(t)
	table, all := ranking(t, indexed(t, plans...), sampleJudgements(t, plans))
	holdRanking(t, "testdata/quality.txt", fmt.Appendf(nil,
		"# Ranking over the sample plans; go test ./index -update writes it anew.\n\n%s", table))
	if n := float64(all.n); all.ndcg/n < 0.93 || all.mrr/n < 0.97 || all.rec20/n < 0.93 {
		t.Errorf("the ranking is worse than it must be: %s", all)
	}
}

// otherTones writes the tone of open rhymes on the other letter (hòa, hoà), in
// both directions.
var otherTones = func() *strings.Replacer {
	var pairs []string
	for _, tone := range "\u0300\u0301\u0309\u0303\u0323" {
		for _, rhyme := range []string{"oa", "oe", "uy"} {
			first, last := norm.NFC.String(rhyme[:1]+string(tone)+rhyme[1:]), norm.NFC.String(rhyme+string(tone))
			pairs = append(pairs, first, last, last, first)
		}
	}
	return strings.NewReplacer(pairs...)
}()

// otherI writes i for y and y for i at the end of syllables that may have either
// (kỹ, kĩ), whatever their tone.
func otherI(query string) string {
	swapped := lonelyI.ReplaceAllStringFunc(norm.NFD.String(query), strings.NewReplacer("i", "y", "y", "i").Replace)
	return norm.NFC.String(swapped)
}

var lonelyI = regexp.MustCompile(`(?:qu|[bcdghklmnprstvx])[iy]\p{M}*(?:$|[^\p{L}\p{M}])`)

func TestOtherSpellings(t *testing.T) {
	for query, want := range map[string][2]string{
		"hoà giải, kĩ năng": {"hòa giải, kĩ năng", "hoà giải, kỹ năng"},
		"thủy, quý, lý":     {"thuỷ, qúy, lý", "thủy, quí, lí"},
		"tuy, tai, y tế":    {"tuy, tai, y tế", "tuy, tai, y tế"},
	} {
		if tones, i := otherTones.Replace(query), otherI(query); tones != want[0] || i != want[1] {
			t.Errorf("%q: %q and %q", query, tones, i)
		}
	}
}

// TestSpellingDoesNotChangeTheRanking types every judged query in other ways.
func TestSpellingDoesNotChangeTheRanking(t *testing.T) {
	plans := samplePlans(t)
	x := indexed(t, plans...)
	sameInAllSpellings(t, x, sampleJudgements(t, plans))
}

// sameInAllSpellings holds that no spelling of a query changes its hits, and that
// typing without accents costs little.
func sameInAllSpellings(t *testing.T, x *Index, queries []judged) {
	t.Helper()
	var typed, plain marks
	for _, j := range queries {
		want := found(t, x, j.query)
		for _, spelling := range []string{
			norm.NFD.String(j.query), strings.ToUpper(j.query), norm.NFD.String(strings.ToUpper(j.query)),
			otherTones.Replace(norm.NFC.String(j.query)), otherI(j.query),
			"  " + strings.ReplaceAll(j.query, " ", "\u00a0 ") + "\n",
		} {
			if got := found(t, x, spelling); !slices.Equal(got, want) {
				t.Errorf("%q: %q\n%q: %q", j.query, want, spelling, got)
			}
		}
		m, without := j.measure(want), j.measure(found(t, x, vn.Fold(j.query)))
		if m.ndcg-without.ndcg > 0.1 {
			t.Logf("without accents nDCG is %.2f for %.2f: %s", without.ndcg, m.ndcg, j.query)
		}
		typed.add(m)
		plain.add(without)
	}
	if loss := (typed.ndcg - plain.ndcg) / float64(typed.n); loss > 0.02 {
		t.Errorf("without accents nDCG falls by %.3f: %s, %s", loss, typed, plain)
	}
}

// TestUpdateIsOff holds that no run of all tests rewrites what it compares with.
func TestUpdateIsOff(t *testing.T) {
	if f := flag.Lookup("update"); f == nil || f.DefValue != "false" {
		t.Error("-update is on by default")
	}
}
