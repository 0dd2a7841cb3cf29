package extract

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/ingest"
)

// shared is where labelled plans stand on the machines of those who have them.
const shared = "../../shared"

// TestQuality holds the figures on the labelled plans in testdata/quality.txt.
// The plans and labels are no part of the module; without them it is skipped.
func TestQuality(t *testing.T) {
	score, err := filepath.Abs(shared + "/eval/score")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(score); err != nil {
		t.Skip("the labelled plans are not here")
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("the scorer needs python3")
	}
	var got []string
	labels, _ := filepath.Glob(shared + "/eval/labels/[0-9]*.jsonl")
	for _, label := range labels {
		name := strings.TrimSuffix(filepath.Base(label), ".jsonl")
		sources, _ := filepath.Glob(shared + "/plans/" + name + "_*")
		if len(sources) != 1 {
			t.Fatalf("%d plans for the labels %s", len(sources), name)
		}
		doc, _, err := ingest.ReadFile(context.Background(), sources[0])
		if err != nil {
			t.Fatal(err)
		}
		p := Extract(doc)
		check(t, doc, p)
		out, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name+".json")
		if err := os.WriteFile(file, out, 0o666); err != nil {
			t.Fatal(err)
		}
		report, err := exec.Command("python3", score, label, sources[0], file).Output()
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(report)), "\n")
		got = append(got, name+" "+lines[len(lines)-1])
	}
	figures := strings.Join(got, "\n") + "\n"
	if *update {
		if err := os.WriteFile("testdata/quality.txt", []byte(figures), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/quality.txt")
	if err != nil {
		t.Fatal(err)
	}
	if figures != string(want) {
		t.Errorf("got\n%swant\n%s", figures, want)
	}
}

// TestOthersAreSound extracts whatever other real papers are at hand and checks
// that nothing panics and all spans hold.
func TestOthersAreSound(t *testing.T) {
	var files []string
	for _, pattern := range []string{"/plans/*.txt", "/real/txt/*"} {
		found, _ := filepath.Glob(shared + pattern)
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("no real papers are here")
	}
	for _, file := range files {
		doc, _, err := ingest.ReadFile(context.Background(), file)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		check(t, doc, Extract(doc))
	}
}
