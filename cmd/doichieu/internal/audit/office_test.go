package audit

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Filters of LibreOffice: a table of UTF-8 with days and numbers recognised as in
// English, and the same saved with semicolons; a workbook saved as a table shows
// its days as its format has them.
const (
	asTable   = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"
	saveTable = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1033,false,true,false,false,false,-1"
)

// office lets LibreOffice open files and save them again, in one run, and gives
// what it saved by its name; profile is its settings. The test is skipped where it is not installed.
func office(t *testing.T, profile string, files map[string][]byte, infilter, to string) map[string][]byte {
	t.Helper()
	for _, program := range []string{"lowriter", "localc"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("DOICHIEU_REQUIRE_TOOLS") == "1" {
				t.Fatalf("%s is not installed, and DOICHIEU_REQUIRE_TOOLS=1 requires it", program)
			}
			t.Skipf("%s is not installed", program)
		}
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(profile), "--headless"}
	if infilter != "" {
		args = append(args, "--infilter="+infilter)
	}
	args = append(args, "--convert-to", to, "--outdir", filepath.Join(dir, "saved"))
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if said, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, said)
	}
	saved, err := filepath.Glob(filepath.Join(dir, "saved", "*"))
	if err != nil || len(saved) < len(files) {
		t.Fatalf("soffice saved %q of %d files (%v)", saved, len(files), err)
	}
	out := map[string][]byte{}
	for _, path := range saved {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(path)] = b
	}
	return out
}

// TestSavedByOffice: exports that LibreOffice opened and saved again still hold,
// and what was changed before is still found.
func TestSavedByOffice(t *testing.T) {
	files, originals := exports(t, "vi")
	profile := t.TempDir()
	changed := map[string][]byte{}
	for _, name := range []string{"values.csv", "comparison.csv", "targets.csv"} {
		changed["changed-"+name] = bytes.ReplaceAll(files[name], []byte("Sở Y tế"), []byte("Sở Nội vụ"))
		if bytes.Equal(changed["changed-"+name], files[name]) {
			t.Fatalf("%s has nothing to change", name)
		}
	}
	for _, c := range []struct {
		names        []string
		infilter, to string
		saved        int // files
	}{
		{[]string{"values.csv", "comparison.csv", "changed-comparison.csv", "changed-values.csv"}, asTable, saveTable, 4},
		{[]string{"values.csv", "targets.csv", "changed-targets.csv"}, asTable, "xlsx", 3},
		{[]string{"all.xlsx"}, "", "xlsx", 1},
		{[]string{"all.xlsx"}, "", saveTable, 9},
		{[]string{"by-task.docx", "tasks.docx"}, "", "docx", 2},
	} {
		given := map[string][]byte{}
		for _, name := range c.names {
			given[name] = files[name]
			if data, ok := changed[name]; ok {
				given[name] = data
			}
		}
		saved := office(t, profile, given, c.infilter, c.to)
		if len(saved) != c.saved {
			t.Errorf("%q were saved as %d files, want %d", c.names, len(saved), c.saved)
		}
		for name, data := range saved {
			if bytes.HasPrefix([]byte(name), []byte("changed-")) {
				if got := opened(t, name, data).Check(originals); len(got.Mismatches) == 0 {
					t.Errorf("%s: what was changed before it was saved again is not found", name)
				}
			} else if got := opened(t, name, data).Check(originals); len(got.Mismatches) > 0 || got.Rows == 0 {
				t.Errorf("%s: %d rows, %+v", name, got.Rows, got.Mismatches[:min(3, len(got.Mismatches))])
			}
		}
	}
}
