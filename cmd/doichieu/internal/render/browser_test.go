package render

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// chromium runs the browser without a network and gives what it prints.
func chromium(t *testing.T, args ...string) string {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("DOICHIEU_REQUIRE_TOOLS") == "1" {
			t.Fatal("chromium is not installed, and DOICHIEU_REQUIRE_TOOLS=1 requires it")
		}
		t.Skip("chromium is not installed")
	}
	if testing.Short() {
		t.Skip("starts a browser")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
		"--no-first-run", "--proxy-server=127.0.0.1:9", "--virtual-time-budget=3000", "--user-data-dir=" + t.TempDir(),
	}, args...)...)
	cmd.WaitDelay = 5 * time.Second
	var messages strings.Builder
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, messages.String())
	}
	return string(out)
}

// TestPageInBrowser opens the page: its own script runs under the policy, the
// words of a document do not, and nothing is asked of a network.
func TestPageInBrowser(t *testing.T) {
	var all strings.Builder
	for _, a := range attacks {
		all.WriteString(a + "\n")
	}
	in := hostile(all.String() + `<script>document.title="attacked"</script><img src=x onerror="document.title='attacked'">`)
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, renderTo(t, "html", in, "vi"), 0o644); err != nil {
		t.Fatal(err)
	}
	dom := chromium(t, "--dump-dom", "file://"+path)
	if !strings.Contains(dom, "<title>Bảng đối chiếu</title>") {
		t.Error("the title of the page was changed")
	}
	if strings.Count(dom, "<script") != 1 || strings.Contains(dom, "<img") {
		t.Error("words of the document became elements")
	}
	if regexp.MustCompile(`id="tools"[^>]*hidden`).MatchString(dom) {
		t.Error("the page's own script did not run: the filter box is hidden")
	}
	if !strings.Contains(dom, `<span id="count">3</span>`) {
		t.Error("the script did not count the rows")
	}
}
