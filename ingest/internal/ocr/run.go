package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The most that a program may answer: a picture of the largest page drawn, and
// far more words than a page holds.
const maxAnswer = 256 << 20

// largestSide is the most pixels along a side of a page that is drawn: A2 at the
// full resolution. Larger pages are drawn coarser.
const largestSide = 7200

// resolutionFor is the resolution in dots per inch for a page of that size in
// points.
func resolutionFor(width, height float64) int {
	side := max(width, height, 1)
	return max(20, min(dpi, int(largestSide*72/side)))
}

// draw makes the picture of a page, grey.
func (e *Engine) draw(ctx context.Context, file []byte, number, resolution int) ([]byte, error) {
	n := fmt.Sprint(number)
	picture, err := run(ctx, file, e.pdftoppm, "-r", fmt.Sprint(resolution), "-gray", "-cropbox", "-f", n, "-l", n, "-")
	if err == nil && len(picture) == 0 {
		err = errors.New("pdftoppm drew no page")
	}
	return picture, err
}

// run gives in to a program and returns what it writes. The program has one
// thread, because pages are read side by side, and never sees a password.
func run(ctx context.Context, in []byte, path string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = []string{"OMP_THREAD_LIMIT=1"}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "DOICHIEU_") && !strings.HasPrefix(v, "OMP_THREAD_LIMIT=") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Stdin = bytes.NewReader(in)
	var answer, said limited
	answer.left, said.left = maxAnswer, 1<<12
	cmd.Stdout, cmd.Stderr = &answer, &said
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	name := filepath.Base(path)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("%s took longer than %d seconds", name, int(PageTime.Seconds()))
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case answer.left < 0:
		return nil, fmt.Errorf("%s answers more than %d MiB", name, maxAnswer>>20)
	case err != nil:
		return nil, fmt.Errorf("%s failed (%v): %s", name, err, said.lastLine())
	}
	return answer.Bytes(), nil
}

// limited keeps what is written up to a limit. What goes beyond it is counted
// and dropped, so that the program ends by itself.
type limited struct {
	bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if keep := min(len(p), max(0, l.left)); keep > 0 {
		l.Buffer.Write(p[:keep])
	}
	l.left -= len(p)
	return len(p), nil
}

// ReadFrom keeps io.Copy from the method of the buffer, which has no limit.
func (l *limited) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{l}, r)
}

// lastLine is the last thing that a program said.
func (l *limited) lastLine() string {
	lines := strings.Split(strings.TrimSpace(l.String()), "\n")
	return lines[len(lines)-1]
}
