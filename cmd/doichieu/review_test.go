package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"doichieu/cmd/doichieu/internal/render"
)

// fillCmd fills in the first line of a sheet in CSV that is of a kind and holds
// a text: fill IN OUT KIND TEXT DECISION OWNER DAY WHY BY GIVEN.
func fillCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 10 {
		ts.Fatalf("usage: fill IN OUT KIND TEXT DECISION OWNER DAY WHY BY GIVEN")
	}
	data := strings.TrimPrefix(ts.ReadFile(args[0]), "\ufeff")
	records, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	ts.Check(err)
	found := false
	for _, r := range records {
		if r[render.ReviewKind] == args[2] && strings.Contains(strings.Join(r, "\n"), args[3]) && !found {
			found = true
			copy(r[render.ReviewDecision:], args[4:])
		}
	}
	if !found {
		ts.Fatalf("no line of kind %q holds %q", args[2], args[3])
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';' // as LibreOffice writes it in Viet Nam
	ts.Check(w.WriteAll(records))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o600))
}

// A sheet that LibreOffice opened and saved is the same sheet.
func TestReviewThroughLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("localc"); err != nil {
		if os.Getenv("DOICHIEU_REQUIRE_TOOLS") == "1" {
			t.Fatal("localc is not installed, and DOICHIEU_REQUIRE_TOOLS=1 requires it")
		}
		t.Skip("localc is not installed")
	}
	var line render.ReviewLine
	line[render.ReviewKind], line[render.ReviewText1], line[render.ReviewText2] = "cặp nhiệm vụ", "=một việc; \"hai\"\nviệc", "Vận động, siêu thị"
	line[render.ReviewDecision], line[render.ReviewGiven], line[render.ReviewAnchor1] = "giống", "31/12/2026", "0123456789ab 0123 II/1~2/-1"
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "a.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(render.WriteReviewXLSX(f, render.ReviewSheet{Lines: []render.ReviewLine{line}, Choices: reviewChoices("vi")}, "vi"), f.Close()); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1", "csv:Text - txt - csv (StarCalc):44,34,76,1"} {
		out := t.TempDir()
		cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/p", "--headless", "--convert-to", to, "--outdir", out, f.Name())
		if msg, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", to, err, msg)
		}
		ext, _, _ := strings.Cut(to, ":")
		data, err := os.ReadFile(filepath.Join(out, "a."+ext))
		if err != nil {
			t.Fatal(err)
		}
		got, err := render.ReadReview(data)
		if err != nil || len(got) != 1 {
			t.Errorf("%s: %v, %v", to, got, err)
			continue
		}
		for c, s := range line {
			if got[0].ReviewLine[c] != s {
				t.Errorf("%s: column %d is %q, want %q", to, c, got[0].ReviewLine[c], s)
			}
		}
	}
}
